//! The clocks of a migration: what they show at a moment, and arithmetic over it. The clock itself is an argument.

use jiff::{SignedDuration, Timestamp};

/// From this long before a rollback has to begin, it is said.
pub const SOON: SignedDuration = SignedDuration::from_mins(15);

/// The times of a migration at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clocks {
    /// Since when deployments are paused, and, once resumed, until when; the last time, where they were paused several times.
    pub frozen: Option<(Timestamp, Option<Timestamp>)>,
    /// Time since the beginning, up to the last fact once it is over, without the time between the nights.
    pub elapsed: SignedDuration,
    /// Expected time for the rest of the way: the procedure's minutes, corrected by what this run has measured.
    pub rest: SignedDuration,
    /// The window, where there is one and the migration is not over.
    pub window: Option<WindowClock>,
    /// The first upload of BBB, where there is a window and none was begun; none once somebody has decided about it.
    pub first: Option<FirstUpload>,
}

/// The times of the first upload of the target license, before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstUpload {
    /// How long a rollback takes once it was begun.
    pub rollback: SignedDuration,
    /// When it has to begin at the latest: a rollback of it then still ends within the window.
    pub by: Timestamp,
}

/// The times of a maintenance window at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WindowClock {
    /// When it ends.
    pub end: Timestamp,
    /// Time until then; negative when it is over.
    pub left: SignedDuration,
    /// How long a rollback begun now would take.
    pub rollback: SignedDuration,
    /// When a rollback has to begin at the latest to end within the window.
    pub rollback_by: Timestamp,
    /// How near that is.
    pub urgency: Urgency,
}

/// How near the moment is from which on a rollback would not end within the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// There is time.
    Calm,
    /// It comes soon.
    Soon,
    /// It has passed.
    Late,
}

impl Urgency {
    /// The word of `status`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Soon => "soon",
            Self::Late => "late",
        }
    }
}

impl WindowClock {
    /// The clock at `now` of a window that ends at `end`, where a rollback takes as long as `rollback`.
    pub fn at(end: Timestamp, rollback: SignedDuration, now: Timestamp) -> Self {
        let rollback_by = end.saturating_sub(rollback).unwrap_or(end);
        let urgency = match rollback_by.duration_since(now) {
            left if left <= SignedDuration::ZERO => Urgency::Late,
            left if left <= SOON => Urgency::Soon,
            _ => Urgency::Calm,
        };
        Self { end, left: end.duration_since(now), rollback, rollback_by, urgency }
    }
}
