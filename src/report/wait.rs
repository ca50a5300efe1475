//! The waits of a migration, and how long they took.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::domain::{chronicle::Chronicle, run::Run};

/// A time of waiting.
#[derive(Debug, Serialize)]
pub struct Waited {
    /// Since when.
    pub from: Timestamp,
    /// Until when; null where it goes on.
    pub to: Option<Timestamp>,
    /// How long, in seconds, up to the last record where it goes on.
    pub seconds: i64,
    /// Why.
    pub why: String,
}

/// The waits, the longest first.
pub fn waits(run: &Run, chronicle: &Chronicle) -> Vec<Waited> {
    let mut waits: Vec<Waited> = chronicle
        .waits
        .iter()
        .map(|wait| Waited {
            from: wait.from,
            to: wait.to,
            seconds: wait.lasted(run.latest).as_secs(),
            why: wait.words(run),
        })
        .collect();
    waits.sort_by_key(|wait| std::cmp::Reverse(wait.seconds));
    waits
}

/// How long some spans are together; what lies in several of them counts once.
pub fn together(spans: impl Iterator<Item = (Timestamp, Timestamp)>) -> SignedDuration {
    let mut spans: Vec<(Timestamp, Timestamp)> = spans.collect();
    spans.sort_unstable();
    let mut until = Timestamp::MIN;
    spans.into_iter().fold(SignedDuration::ZERO, |sum, (from, to)| {
        let from = from.max(until);
        until = until.max(to);
        sum.saturating_add(to.max(from).duration_since(from))
    })
}
