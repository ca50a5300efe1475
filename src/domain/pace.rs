//! How long steps take in this run, against the minutes of the procedure. Arithmetic over the facts; no clock.

use std::mem::{Discriminant, discriminant};

use jiff::{SignedDuration, Timestamp};

use super::procedure::StepKind;

/// No measurement and no forecast is further from the procedure's minutes than this factor: a break is not a pace.
const FURTHEST: i32 = 4;

/// The durations that were measured so far, for each kind of step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    /// When the work that is under way began: when what was before it was closed.
    since: Option<Timestamp>,
    kinds: Vec<Measured>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Measured {
    kind: Discriminant<StepKind>,
    planned: SignedDuration,
    taken: SignedDuration,
}

impl Pace {
    /// At the beginning of a migration.
    pub const fn from(start: Timestamp) -> Self {
        Self { since: Some(start), kinds: Vec::new() }
    }

    /// Somebody waits: what passes until something is closed again is no work.
    pub const fn pause(&mut self) {
        self.since = None;
    }

    /// A step was closed. Attempts that failed take time too, and are planned only once.
    pub fn closed(&mut self, kind: &StepKind, planned: SignedDuration, at: Timestamp, done: bool) {
        let Some(since) = self.since.replace(at) else { return };
        let taken = at.duration_since(since).clamp(SignedDuration::ZERO, planned * FURTHEST);
        let planned = if done { planned } else { SignedDuration::ZERO };
        let kind = discriminant(kind);
        match self.kinds.iter_mut().find(|measured| measured.kind == kind) {
            Some(measured) => {
                measured.planned += planned;
                measured.taken += taken;
            }
            None => self.kinds.push(Measured { kind, planned, taken }),
        }
    }

    /// How long a step of this kind will take: its planned time, corrected by what others of the kind took. The plan counts
    /// as one more step that took as long as planned, so that a single one does not turn the forecast over.
    pub fn forecast(&self, kind: &StepKind, planned: SignedDuration) -> SignedDuration {
        let kind = discriminant(kind);
        let Some(measured) = self.kinds.iter().find(|measured| measured.kind == kind) else { return planned };
        let (taken, expected) = ((planned + measured.taken).as_secs(), (planned + measured.planned).as_secs());
        if expected == 0 {
            return planned;
        }
        let corrected = SignedDuration::from_secs(planned.as_secs() * taken / expected);
        corrected.clamp(planned / FURTHEST, planned * FURTHEST)
    }
}
