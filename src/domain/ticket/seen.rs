//! What the text for Support says beyond the facts: what was found in the vault, and whether the facts say how it stands.

use jiff::Timestamp;

use super::super::{index::EnvIx, sight::Sight, timeline_entry::TimelineEntry};

/// What the facts do not say.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// What was found of the backup of an environment.
    pub backup: &'a dyn Fn(EnvIx) -> Sight,
    /// When that was, as it follows a word; empty: now.
    pub when: &'a str,
    /// When the backups were read back, where that is known.
    pub read_back: Option<Timestamp>,
    /// Whether the facts say how it stands.
    pub known: Known,
    /// The last facts in words, the oldest first.
    pub told: &'a [&'a TimelineEntry],
    /// The question, where somebody wrote one.
    pub question: Option<&'a str>,
}

impl Default for Seen<'_> {
    fn default() -> Self {
        Self { backup: &|_| Sight::Intact, when: "", read_back: None, known: Known::Now, told: &[], question: None }
    }
}

/// Whether the facts say how it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// They do.
    Now,
    /// They say how it stood once; what came after is lost: nothing is called verified then.
    Then,
}

impl Known {
    /// What is known of something, in words.
    pub(super) fn words(self, now: String, then: impl FnOnce() -> Option<String>) -> String {
        match self {
            Self::Now => now,
            Self::Then => then().map_or_else(|| "not known".to_owned(), |then| format!("{then} then, not known now")),
        }
    }
}
