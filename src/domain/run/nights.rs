//! The nights of a migration that were ended: when deployments were paused and resumed again.

use jiff::Timestamp;

use super::super::{index::StepIx, infrastructure::Window};

/// The nights that were ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Nights {
    /// Nothing is done, and deployments run, until the next night begins.
    pub between: Option<Between>,
    /// When deployments were paused, and until when, before the last of these facts.
    pub(super) past: Vec<(Timestamp, Timestamp)>,
    /// The pauses and resumes that are in the past by that.
    pub(super) over: Vec<StepIx>,
}

/// The time between two nights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Between {
    /// Since when.
    pub since: Timestamp,
    /// Why the work stopped.
    pub reason: String,
}

impl Nights {
    /// When deployments were resumed the last time, for the time between two nights.
    pub fn resumed(&self) -> Option<Timestamp> {
        self.past.last().map(|(_, until)| *until)
    }

    /// Whether a window belongs to the night that was ended: it is over, and nobody is at work.
    pub fn is_past(&self, window: Window, now: Timestamp) -> bool {
        self.between.is_some() && window.end <= now
    }
}
