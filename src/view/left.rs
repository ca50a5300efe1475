//! Where a migration was left, in the few words of a list in which it is one of several.

use jiff::{Timestamp, tz::TimeZone};

use super::{
    text::Tone,
    times::{Moment, clock_words, minutes},
};
use crate::{
    domain::{identity::ActivationCode, infrastructure::Side, outlook::State, run::Holding, text::row},
    engine::session::Session,
};

/// Where a migration was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The infrastructure.
    pub name: String,
    /// The phase and how far it is, or how it ended.
    pub state: String,
    /// The meaning of that.
    pub tone: Tone,
    /// Where the environments stand, and what must not be forgotten meanwhile.
    pub details: String,
    /// When it was left.
    pub when: String,
    /// The last record in a sentence; empty where it is not known.
    pub last: String,
}

/// The clock that matters most, where one does.
pub(super) fn urgent(session: &Session, moment: &Moment) -> Option<String> {
    if session.is_damaged() || session.outlook.state.is_final() {
        return None;
    }
    let words = clock_words(session, moment).into_iter();
    words.filter(|word| matches!(word.tone, Tone::Bad | Tone::Caution)).map(|word| word.text).next()
}

/// When a rollback has to start, where one would restore something; a more urgent clock comes before it.
fn clock(session: &Session, moment: &Moment) -> Option<String> {
    let window = session.clocks(moment.at).window.filter(|_| session.can_roll_back());
    let by = window.filter(|window| window.left.is_positive());
    let by = by.map(|window| format!("roll back by {}", moment.short_of(window.rollback_by)));
    urgent(session, moment).or(by.filter(|_| !session.is_damaged()))
}

impl Left {
    /// A migration, at a moment.
    pub fn of(session: &Session, now: Timestamp, here: Option<&TimeZone>) -> Self {
        let moment = Moment { at: now, ..Moment::of(session, now, here) };
        let (state, tone) = state(session, now);
        let name = session.run.infrastructure.name.clone();
        Self {
            name,
            state,
            tone,
            details: details(session, &moment),
            when: format!("left {}", since(session.run.latest, &moment)),
            last: last(session),
        }
    }
}

/// The phase while it runs, and the state's name otherwise.
fn state(session: &Session, now: Timestamp) -> (String, Tone) {
    let name = session.state_name(now);
    if session.is_damaged() {
        return (name.to_owned(), Tone::Bad);
    }
    let phase = session.outlook.phase(&session.run);
    let tally = session.outlook.tally(phase);
    let far = format!("{} {} of {}", session.run.phase(phase).title, tally.done, tally.needed);
    match session.state_at(now) {
        State::Preparing if tally.needed == 0 => ("preparing".to_owned(), Tone::Now),
        State::Preparing | State::Running | State::RollingBack => (far, Tone::Now),
        State::Held => (format!("HELD, {far}"), Tone::Caution),
        State::Stopped => (format!("STOPPED, {far}"), Tone::Bad),
        State::Done => ("complete".to_owned(), Tone::Good),
        State::RolledBack => (name.to_owned(), Tone::Good),
        State::Abandoned => (name.to_owned(), Tone::Quiet),
    }
}

/// The last record in a sentence, with its number.
fn last(session: &Session) -> String {
    let last = session.history.newest().next();
    last.map_or_else(String::new, |last| format!("Record {}: {}", last.seq, row(&last.sentence)))
}

fn details(session: &Session, moment: &Moment) -> String {
    let run = &session.run;
    let all = run.environments().len();
    let on = |environment: &&crate::domain::run::EnvironmentRun| {
        matches!(environment.license.holding, Holding::Side(Side::Target, _))
    };
    let target = run.environments().iter().filter(on).count();
    let rehearsal = run.rehearsal.then(|| "rehearsal".to_owned());
    let licenses = Some(format!("{target} of {all} on BBB")).filter(|_| target > 0 && !session.is_damaged());
    let paused = session.outlook.freeze.since.filter(|_| !session.outlook.state.is_final());
    let paused = paused.map(|at| format!("paused since {}", moment.short_of(at)));
    let codes = Some(format!("{} to {}", short(&run.infrastructure.source), short(&run.infrastructure.target)));
    [rehearsal, licenses, clock(session, moment), codes, paused]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" \u{b7} ")
}

/// The first group of a code: enough to tell two migrations apart.
fn short(code: &ActivationCode) -> String {
    let first = code.as_str().split('.').next().unwrap_or_default();
    format!("{first}\u{2026}")
}

/// How long ago, where that is less than an hour; otherwise the time of day, and the day where it is not today's.
pub(super) fn since(at: Timestamp, moment: &Moment) -> String {
    let ago = moment.at.duration_since(at);
    match ago.as_mins() {
        0 if !ago.is_negative() => "just now".to_owned(),
        1..60 => format!("{} ago", minutes(ago)),
        _ => moment.short_of(at),
    }
}
