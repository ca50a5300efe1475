//! Who acts now: the person, acmove, a command, Support, or the one that a hold names. The same for the screen and line mode.

use jiff::Timestamp;

use super::{
    mark::Mark,
    text::{ELLIPSIS, Tone, columns, cut},
};
use crate::{
    domain::{
        infrastructure::Side,
        outlook::State,
        run::{Evidence, Holding},
    },
    engine::{Busy, left::left_beside, session::Session, subject::Subject},
};

/// The longest reason of a hold in a heading, in columns.
const LONGEST: usize = 36;

/// Who acts, as it stands before a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The words.
    pub words: String,
    /// Their meaning.
    pub tone: Tone,
}

impl Who {
    /// Words with a meaning.
    pub fn new(tone: Tone, words: impl Into<String>) -> Self {
        Self { words: words.into(), tone }
    }

    /// A heading behind it, in a line of text.
    pub fn told(&self, heading: &str) -> String {
        format!("{} - {heading}", self.words)
    }

    /// A heading behind it.
    pub fn before(&self, heading: &str) -> String {
        format!("{}  {heading}", self.words)
    }
}

/// Who has to do what a card says; `None` where the card is not the next thing to do, or nothing can be done. For those who watch
/// from afar it is the operator.
pub fn who(session: &Session, subject: Subject, busy: Option<Busy>, now: Timestamp) -> Option<Who> {
    let who = here(session, subject, busy, now)?;
    if session.afar.is_none() {
        return Some(who);
    }
    let words = who.words.replacen("NOW YOU", "NOW THE OPERATOR", 1).replacen("YOU DECIDE", "THE OPERATOR DECIDES", 1);
    Some(Who { words, ..who })
}

/// The same for the one who works on it.
fn here(session: &Session, subject: Subject, busy: Option<Busy>, now: Timestamp) -> Option<Who> {
    if session.is_still() {
        return None;
    }
    if busy.is_some() {
        return Some(Who::new(Tone::Now, "NOW ACMOVE"));
    }
    let step = subject.step();
    if step.is_some_and(|step| session.running_at(step).is_some() || left_beside(session, step).is_some()) {
        let all = session.running.len();
        let of_all = if all > 1 { format!(", {all} IN ALL") } else { String::new() };
        return Some(Who::new(Tone::Now, format!("COMMAND RUNNING{of_all}")));
    }
    let next = session.subject(None, now);
    if subject != next && !is_free(session, subject, next) {
        return None;
    }
    if let Some(reason) = session.run.held.as_deref().filter(|_| subject != Subject::Nothing) {
        return Some(Who::new(Tone::Caution, on_hold(reason)));
    }
    match subject {
        Subject::Requirement(_) | Subject::Step(_) => {
            let beside = match session.running.len() {
                0 => String::new(),
                1 => ", 1 COMMAND RUNS".to_owned(),
                many => format!(", {many} COMMANDS RUN"),
            };
            Some(Who::new(Tone::Now, format!("NOW YOU{beside}")))
        }
        Subject::Stopped(_)
        | Subject::FirstUpload(_)
        | Subject::Deadline
        | Subject::Deployments
        | Subject::EndOfNight => Some(Who::new(Tone::Caution, "YOU DECIDE")),
        Subject::BetweenNights => Some(Who::new(Tone::Caution, "STOPPED FOR TODAY")),
        Subject::Support => Some(Who::new(Tone::Caution, "WAITING FOR SUPPORT")),
        Subject::TakeOver if session.run.is_away() => Some(Who::new(Tone::Caution, "HANDED OVER")),
        Subject::TakeOver => Some(Who::new(Tone::Now, "NOW YOU")),
        Subject::Nothing => ended(session),
    }
}

/// Whether the step of a card can be done beside the next one, which a command is doing.
fn is_free(session: &Session, subject: Subject, next: Subject) -> bool {
    let (Subject::Step(step), Subject::Step(next)) = (subject, next) else { return false };
    session.running_at(next).is_some() && session.outlook.standing(step).is_answerable()
}

/// The hold, with the one that its reason names.
fn on_hold(reason: &str) -> String {
    let first = reason.lines().next().unwrap_or_default().trim().trim_end_matches('.');
    let named =
        ["waiting for ", "wait for ", "waits for ", "we wait for ", "we are waiting for "].into_iter().find_map(
            |lead| first.get(..lead.len()).filter(|it| it.eq_ignore_ascii_case(lead)).map(|_| &first[lead.len()..]),
        );
    let is_name = first.split_whitespace().count() <= 2;
    let words = match named {
        Some(name) => format!("waiting for {name}"),
        None if is_name => format!("waiting for {first}"),
        None => first.to_owned(),
    };
    let words = if columns(&words) > LONGEST { cut(&words, LONGEST, ELLIPSIS) } else { words };
    format!("ON HOLD: {words}")
}

/// How well the end of a migration is supported: every page was read, or something was only reported, or is not known.
pub fn supported(session: &Session, side: Side) -> Tone {
    let run = &session.run;
    let holding = |environment| run.environment(environment).license.holding;
    let mut all = run.every_environment();
    if all.all(|environment| holding(environment) == Holding::Side(side, Evidence::Verified)) {
        return Tone::Good;
    }
    let is_on =
        run.every_environment().all(|environment| matches!(holding(environment), Holding::Side(on, _) if on == side));
    if is_on { Tone::Claimed } else { Tone::Caution }
}

/// Who acts when a migration is over: that it is, and how well that is supported.
fn ended(session: &Session) -> Option<Who> {
    let said = |side, words: &str| {
        let tone = supported(session, side);
        let mark = match tone {
            Tone::Good => Mark::Verified,
            Tone::Claimed => Mark::Claimed,
            Tone::Heading | Tone::Plain | Tone::Quiet | Tone::Bad | Tone::Caution | Tone::Now => Mark::Unknown,
        };
        Some(Who::new(tone, format!("{} {words}", mark.sign())))
    };
    match session.outlook.state {
        State::Done => said(Side::Target, "COMPLETE"),
        State::RolledBack => said(Side::Source, "ROLLED BACK"),
        State::Abandoned => Some(Who::new(Tone::Quiet, "ENDED")),
        State::Preparing | State::Running | State::Held | State::Stopped | State::RollingBack => None,
    }
}
