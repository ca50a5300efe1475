//! A migration that somebody else works on, as it is watched from afar.

use jiff::Timestamp;

use super::{beyond::Beyond, desk::Desk};

/// Where that which is watched comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfarSource {
    /// The migration folder itself, or a copy that is brought up to date: what is recorded is seen at once.
    Live,
    /// A bundle or a situation, made at this time: what came later is not known.
    Copy(Timestamp),
}

/// What is known of the one who works on it, and when something was heard last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Afar {
    /// Where it comes from.
    pub source: AfarSource,
    /// When something was heard last.
    pub heard: Timestamp,
    /// Since when nothing can be read, and why, as a sentence; none where everything can.
    pub lost: Option<(Timestamp, String)>,
    /// Where the operator's screen is, as far as that is known.
    pub desk: Option<Desk>,
    /// Who has the migration open, as far as that is known. One that was killed is not told from one that works.
    pub holder: Option<String>,
}

impl Afar {
    /// What was read at a moment.
    pub const fn read(source: AfarSource, heard: Timestamp) -> Self {
        Self { source, heard, lost: None, desk: None, holder: None }
    }
}

/// Something that was heard of the migration besides its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// What is known now.
    pub afar: Afar,
    /// What follows the last record.
    pub beyond: Beyond,
}
