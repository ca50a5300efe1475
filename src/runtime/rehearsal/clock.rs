//! The clock of a practice infrastructure that a person works with.

use std::time::{Duration, Instant};

use crate::practice::PracticeClock;

/// A clock that runs, faster than the one on the wall where that is wanted.
#[derive(Debug)]
pub(super) struct Running {
    since: Instant,
    second: u64,
    speed: u32,
}

impl Running {
    /// A clock at some second, so many times as fast as a real one.
    pub(super) fn at(second: u64, speed: u32) -> Self {
        Self { since: Instant::now(), second, speed: speed.max(1) }
    }
}

impl PracticeClock for Running {
    fn now(&self) -> u64 {
        let passed = self.since.elapsed().as_millis() * u128::from(self.speed) / 1000;
        self.second.saturating_add(u64::try_from(passed).unwrap_or(u64::MAX))
    }

    fn runs(&self) -> bool {
        true
    }

    fn pass(&self, seconds: u64) -> Duration {
        Duration::from_secs(seconds) / self.speed
    }
}
