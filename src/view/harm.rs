//! How much harm is done or near in a migration: the order of a list of many, and the reason in words.

use jiff::{SignedDuration, Timestamp};

use super::{
    left::urgent,
    mark::Mark,
    text::Tone,
    times::{Moment, spoken},
};
use crate::{
    domain::{
        clocks::{Urgency, WindowClock},
        index::EnvIx,
        infrastructure::Side,
        outlook::{Hold, HoldReason, Next, State},
        rollback,
        run::{Course, Evidence, Holding, Run},
        sight::Sight,
        text::row,
    },
    engine::session::Session,
};

/// How much harm is done or near, the most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Harm {
    /// The journal is damaged: what happened last is not known.
    Damaged,
    /// It cannot be read here, or a newer acmove continued it.
    Unreadable,
    /// Stopped, and a rollback would end after the window.
    StoppedLate,
    /// Stopped: roll back, or decide otherwise.
    Stopped,
    /// On the way back, which ends after the window.
    RollingBackLate,
    /// A person has to decide: a rollback would end after the window.
    DecisionLate,
    /// It goes on by decision, although a rollback would end after the window.
    Late,
    /// An environment has BBB and no backup that could be restored.
    NoBackup,
    /// A person has to decide, or Support has to answer.
    Held,
    /// On the way back, in time.
    RollingBack,
    /// A clock is about to pass, or LifeTime is not watched.
    Caution,
    /// It was given up, and an environment may still have BBB.
    LeftBehind,
    /// It goes on, and a code was only reported.
    Claims,
    /// It goes on.
    Running,
    /// No license was touched yet.
    Preparing,
    /// It goes on elsewhere, or on another night.
    Away,
    /// It has arrived, and a code was only reported.
    OverReported,
    /// It has arrived.
    Over,
    /// It was given up before any BBB license.
    GivenUp,
}

impl Harm {
    /// All of them, the most harmful first.
    pub const ALL: [Self; 19] = [
        Self::Damaged,
        Self::Unreadable,
        Self::StoppedLate,
        Self::Stopped,
        Self::RollingBackLate,
        Self::DecisionLate,
        Self::Late,
        Self::NoBackup,
        Self::Held,
        Self::RollingBack,
        Self::Caution,
        Self::LeftBehind,
        Self::Claims,
        Self::Running,
        Self::Preparing,
        Self::Away,
        Self::OverReported,
        Self::Over,
        Self::GivenUp,
    ];

    /// The harm of a migration at a moment.
    pub fn of(session: &Session, moment: &Moment) -> Self {
        if session.is_damaged() {
            return if session.beyond.is_newer() { Self::Unreadable } else { Self::Damaged };
        }
        let (run, is_late) = (&session.run, is_late(session, moment.at));
        match session.state_at(moment.at) {
            State::Stopped if is_late => Self::StoppedLate,
            State::Stopped => Self::Stopped,
            State::RollingBack if is_late => Self::RollingBackLate,
            State::Held if session.next_at(moment.at) == Next::Deadline => Self::DecisionLate,
            State::Held if session.next_at(moment.at) == Next::BetweenNights => Self::Away,
            State::Abandoned if run.may_have_target().next().is_some() => Self::LeftBehind,
            State::Done | State::RolledBack if reported(run).next().is_some() => Self::OverReported,
            State::Done | State::RolledBack => Self::Over,
            State::Abandoned => Self::GivenUp,
            State::Preparing | State::Running | State::Held if is_late => Self::Late,
            _ if run.is_away() => Self::Away,
            State::Preparing | State::Running | State::Held | State::RollingBack
                if without_backup(session).is_some() =>
            {
                Self::NoBackup
            }
            State::RollingBack => Self::RollingBack,
            State::Held => Self::Held,
            State::Preparing | State::Running if urgent(session, moment).is_some() => Self::Caution,
            State::Preparing | State::Running if reported(run).next().is_some() => Self::Claims,
            State::Preparing => Self::Preparing,
            State::Running => Self::Running,
        }
    }

    /// The word for programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::Unreadable => "unreadable",
            Self::StoppedLate => "stopped-late",
            Self::Stopped => "stopped",
            Self::RollingBackLate => "rolling-back-late",
            Self::DecisionLate => "decision-late",
            Self::Late => "late",
            Self::NoBackup => "no-backup",
            Self::Held => "held",
            Self::RollingBack => "rolling-back",
            Self::Caution => "caution",
            Self::LeftBehind => "left-behind",
            Self::Claims => "claims",
            Self::Running => "running",
            Self::Preparing => "preparing",
            Self::Away => "away",
            Self::OverReported => "over-reported",
            Self::Over => "over",
            Self::GivenUp => "given-up",
        }
    }

    /// Whether it waits for a person.
    pub fn needs_a_person(self) -> bool {
        self <= Self::Held
    }

    /// Its mark and its tone.
    pub const fn look(self) -> (Mark, Tone) {
        match self {
            Self::Damaged | Self::StoppedLate | Self::Stopped => (Mark::Failed, Tone::Bad),
            Self::Unreadable => (Mark::Unknown, Tone::Bad),
            Self::RollingBackLate | Self::DecisionLate | Self::Late | Self::NoBackup => (Mark::Decided, Tone::Bad),
            Self::Held => (Mark::Held, Tone::Caution),
            Self::RollingBack => (Mark::Started, Tone::Now),
            Self::Caution | Self::LeftBehind => (Mark::Decided, Tone::Caution),
            Self::Claims | Self::OverReported => (Mark::Claimed, Tone::Claimed),
            Self::Running => (Mark::Nothing, Tone::Now),
            Self::Preparing | Self::Away | Self::GivenUp => (Mark::Nothing, Tone::Quiet),
            Self::Over => (Mark::Verified, Tone::Good),
        }
    }
}

/// When a rollback has to start, or when the window ends where there is nothing to roll back. `None` where no clock counts.
pub fn due(session: &Session, now: Timestamp) -> Option<Timestamp> {
    let window = session.clocks(now).window.filter(|_| !session.is_damaged())?;
    Some(if restores(session) { window.rollback_by } else { window.end })
}

/// Whether a rollback would have something to restore, or restores it.
fn restores(session: &Session) -> bool {
    session.run.may_have_target().next().is_some() || matches!(session.run.course, Course::Back { .. })
}

/// The window of a migration in which a rollback would restore something, or does.
pub fn window(session: &Session, now: Timestamp) -> Option<WindowClock> {
    session.clocks(now).window.filter(|_| restores(session) && !session.is_damaged())
}

/// Whether a rollback would end after the window, and that matters: who started after the window knows that it is over.
fn is_late(session: &Session, now: Timestamp) -> bool {
    let Some(window) = window(session, now).filter(|window| window.urgency == Urgency::Late) else { return false };
    session.outlook.freeze.last().is_none_or(|(since, _)| since < window.end)
}

/// The environments of which a code was only reported.
fn reported(run: &Run) -> impl Iterator<Item = EnvIx> {
    run.every_environment().filter(|environment| {
        matches!(run.environment(*environment).license.holding, Holding::Side(_, Evidence::Claimed))
    })
}

/// The environments with BBB whose backup is missing, by name. Where the vault was not looked at, only the journal says so.
fn without_backup(session: &Session) -> Option<String> {
    let plan = rollback::plan(&session.run, |environment| session.sight(environment, Side::Source));
    let names = named(&session.run, plan.missing());
    (!names.is_empty()).then_some(names)
}

/// The most environments that are named.
const MOST: usize = 3;

/// Environments by name; many by their number.
fn named(run: &Run, environments: impl Iterator<Item = EnvIx>) -> String {
    let all: Vec<EnvIx> = environments.collect();
    if all.len() > MOST { format!("{} environments", all.len()) } else { run.names(all.into_iter()) }
}

/// The reason for a harm, in words.
pub fn reason(session: &Session, harm: Harm, moment: &Moment) -> String {
    let run = &session.run;
    let next = || run.next_words(session.next_at(moment.at)).map_or_else(String::new, |words| row(&words).into_owned());
    match harm {
        Harm::Damaged | Harm::Unreadable => session.warning().unwrap_or_default(),
        Harm::Late if run.went_on.is_some() => format!("continues by decision; next: {}", next()),
        Harm::StoppedLate | Harm::Stopped | Harm::Held | Harm::Late | Harm::Away => {
            holds(session, moment.at).unwrap_or_else(next)
        }
        Harm::RollingBackLate | Harm::RollingBack => rolling_back(session, &next()),
        Harm::DecisionLate => "decide: continue or roll back".to_owned(),
        Harm::NoBackup => without_backup(session)
            .map_or_else(String::new, |names| format!("no backup to restore for {names}; next: {}", next())),
        Harm::Caution => urgent(session, moment).map_or_else(next, |clock| format!("{clock}; next: {}", next())),
        Harm::LeftBehind => format!("given up; may still have BBB: {}", named(run, run.may_have_target())),
        Harm::Claims => format!("{}; next: {}", only_reported(run), next()),
        Harm::Running | Harm::Preparing => next(),
        Harm::OverReported => only_reported(run),
        Harm::Over if session.outlook.state == State::Done => "BBB installed and tested everywhere".to_owned(),
        Harm::Over => "AAA restored".to_owned(),
        Harm::GivenUp => "given up before any BBB license".to_owned(),
    }
}

/// How many codes were only reported.
fn only_reported(run: &Run) -> String {
    let (count, all) = (reported(run).count(), run.environments().len());
    format!("{count} of {all} codes only reported")
}

/// How far a rollback is, and what is done next.
fn rolling_back(session: &Session, next: &str) -> String {
    let run = &session.run;
    let plan = rollback::plan(run, |_| Sight::NotLooked);
    let is_restored = |environment: EnvIx| !run.environment(environment).license.may_be_target();
    let restored = plan.restored.iter().filter(|one| is_restored(one.environment)).count();
    format!("{restored} of {} restored; next: {next}", plan.restored.len())
}

/// What is waited for, with the environments that it concerns; `None` where nothing is.
pub fn holds(session: &Session, now: Timestamp) -> Option<String> {
    let told: Vec<String> = session.holds_at(now).iter().map(|hold| held(session, hold)).collect();
    let support = if session.next_at(now) == Next::Support { "Support: " } else { "" };
    (!told.is_empty()).then(|| format!("{support}{}", told.join("; ")))
}

fn held(session: &Session, hold: &Hold) -> String {
    let faq = hold.faq.map_or_else(String::new, |faq| format!(" (FAQ {faq})"));
    let names = named(&session.run, hold.environments.iter().copied());
    match (hold.reason, &session.run.held, &session.run.handover) {
        (HoldReason::Decision, Some(why), _) => format!("on hold: {}", row(why)),
        (HoldReason::HandOver, _, Some(handover)) => handover.next_words(),
        _ if names.is_empty() => format!("{}{faq}", hold.words()),
        _ => format!("{}{faq}: {names}", hold.words()),
    }
}

/// By when a rollback has to start, or how late it is: in a cell of a table, and in a sentence.
pub fn back_by(session: &Session, moment: &Moment) -> (String, String) {
    let same = |words: &str| (words.to_owned(), words.to_owned());
    if session.is_damaged() {
        return same("not known");
    }
    if session.outlook.state.is_final() || !restores(session) {
        return ("-".to_owned(), "nothing to roll back".to_owned());
    }
    let Some(window) = window(session, moment.at) else { return same("no window") };
    let left = window.left.saturating_sub(window.rollback);
    if window.urgency == Urgency::Late {
        let over = spoken(SignedDuration::ZERO.saturating_sub(left));
        let told = match session.run.course {
            Course::Back { .. } => format!("LATE: the rollback ends about {over} after the window"),
            Course::Forward | Course::Stopped { .. } | Course::Abandoned { .. } => {
                format!("LATE: rollback had to start by {}, {over} ago", moment.short_of(window.rollback_by))
            }
        };
        return (format!("LATE {over}"), told);
    }
    let told = format!("roll back by {}, in {}", moment.short_of(window.rollback_by), spoken(left));
    (format!("{}, in {}", moment.brief_of(window.rollback_by), spoken(left)), told)
}
