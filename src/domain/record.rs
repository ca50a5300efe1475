//! A fact with its place, time and author: one line of the journal.

use jiff::Timestamp;

use super::digest::Digest;

/// A fact as it stands in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record<E> {
    /// Place in the journal, from 1, without gaps.
    pub seq: u64,
    /// When it was recorded, to the millisecond.
    pub at: Timestamp,
    /// Who said it (`user@host`), or `acmove` for what the program saw by itself.
    pub by: String,
    /// The fact itself.
    pub event: E,
    /// Hash of this record, to which the next one is chained.
    pub hash: Digest,
}
