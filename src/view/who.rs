//! Who acts now: the person, acmove, a command, Support, or the one that a hold names. The same for the screen and line mode.

use jiff::Timestamp;

use super::text::{Tone, columns, cut};
use crate::engine::{Busy, left::left_beside, session::Session, subject::Subject};

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

/// Who has to do what a card says; `None` where the card is not the next thing to do, or nothing can be done.
pub fn who(session: &Session, subject: Subject, busy: Option<Busy>, now: Timestamp) -> Option<Who> {
    if session.is_read_only() {
        return None;
    }
    if busy.is_some() {
        return Some(Who::new(Tone::Now, "NOW ACMOVE"));
    }
    let step = subject.step();
    if step.is_some_and(|step| session.running_at(step).is_some() || left_beside(session, step).is_some()) {
        return Some(Who::new(Tone::Now, "COMMAND RUNNING"));
    }
    if subject != session.subject(None, now) {
        return None;
    }
    if let Some(reason) = session.run.held.as_deref().filter(|_| subject != Subject::Nothing) {
        return Some(Who::new(Tone::Caution, on_hold(reason)));
    }
    match subject {
        Subject::Requirement(_) | Subject::Step(_) => Some(Who::new(Tone::Now, "NOW YOU")),
        Subject::Stopped(_) | Subject::FirstUpload(_) | Subject::Deadline | Subject::Deployments => {
            Some(Who::new(Tone::Caution, "YOU DECIDE"))
        }
        Subject::Support => Some(Who::new(Tone::Caution, "WAITING FOR SUPPORT")),
        Subject::Nothing => None,
    }
}

/// The hold, with the one that its reason names.
fn on_hold(reason: &str) -> String {
    let first = reason.lines().next().unwrap_or_default().trim().trim_end_matches('.');
    let named = ["waiting for ", "wait for ", "waits for ", "we wait for ", "we are waiting for "]
        .into_iter()
        .find_map(|lead| first.get(..lead.len()).filter(|it| it.eq_ignore_ascii_case(lead)).map(|_| &first[lead.len()..]));
    let is_name = first.split_whitespace().count() <= 2;
    let words = match named {
        Some(name) => format!("waiting for {name}"),
        None if is_name => format!("waiting for {first}"),
        None => first.to_owned(),
    };
    let words = if columns(&words) > LONGEST { cut(&words, LONGEST, "\u{2026}") } else { words };
    format!("ON HOLD: {words}")
}
