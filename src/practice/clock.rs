//! The clock of a practice infrastructure: it runs, or it moves on with what is done.

use std::{
    fmt::Debug,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

/// Tells a practice infrastructure its time, in seconds since it began.
pub trait PracticeClock: Debug + Send + Sync {
    /// How late it is.
    fn now(&self) -> u64;

    /// A page was asked for.
    fn asked(&self) {}

    /// So many seconds have to pass; the answer is how long that is in reality.
    fn pass(&self, seconds: u64) -> Duration;
}

/// A clock that moves on with what is done, and never by itself: the same acts always meet the same times.
#[derive(Debug, Default)]
pub struct Stepped(AtomicU64);

impl Stepped {
    /// A clock at some second.
    pub const fn at(second: u64) -> Self {
        Self(AtomicU64::new(second))
    }
}

impl PracticeClock for Stepped {
    fn now(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }

    fn asked(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }

    fn pass(&self, seconds: u64) -> Duration {
        self.0.fetch_add(seconds, Ordering::SeqCst);
        Duration::ZERO
    }
}
