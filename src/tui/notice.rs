//! The notice below the card: the last event, in a sentence, with the mark of its fact.

use jiff::Timestamp;

use super::timeline::mark;
use crate::{
    domain::{event::FactKind, index::StepIx, timeline_entry::TimelineEntry},
    engine::subject::Subject,
    view::{mark::Mark, text::Tone},
};

/// The last event, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Whether it is a refusal or an error.
    pub bad: bool,
    /// The sentence.
    pub text: String,
    /// The fact that it tells, where it tells one.
    pub fact: Option<NoticeFact>,
}

impl Notice {
    /// Whether it tells what is on record, and can be read there. An answer to a key can be read nowhere else: it is whole.
    pub const fn is_news(&self) -> bool {
        !self.bad && self.fact.is_some()
    }
}

/// The fact that a notice tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoticeFact {
    /// The mark of its kind.
    pub mark: Mark,
    /// Its meaning.
    pub tone: Tone,
    /// When it was recorded.
    pub at: Timestamp,
    /// The card that tells the same.
    pub told_by: ToldBy,
}

/// The card that tells the same as a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToldBy {
    /// None does.
    Nothing,
    /// The card of a step.
    Step(StepIx),
    /// This card.
    Card(Subject),
}

impl NoticeFact {
    /// A fact as it is said; an alarm looks like one, whatever it is about.
    pub fn of(is_alarm: bool, told: &TimelineEntry, told_by: ToldBy) -> Self {
        let (mark, tone) = match mark(told) {
            _ if is_alarm && told.kind != FactKind::Failed => (Mark::Failed, Tone::Bad),
            (Mark::Nothing, _) => (Mark::Nothing, Tone::Plain),
            marked => marked,
        };
        Self { mark, tone, at: told.at, told_by }
    }
}
