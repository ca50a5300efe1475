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

    /// Whether time passes by itself, so that whoever waits for a page waits in reality too.
    fn runs(&self) -> bool {
        false
    }

    /// It is this late now: what is done side by side is done one after the other, and each thing has a time of its own. A
    /// clock that runs goes on as it is.
    fn turn_to(&self, _: u64) {}

    /// A page was asked for.
    fn asked(&self) {}

    /// So many seconds have to pass; the answer is how long that is in reality.
    fn pass(&self, seconds: u64) -> Duration;
}

/// The least that anything takes on the practice pages when it is done for somebody, in seconds: nobody clicks through them faster,
/// and a page that is read again shows another minute in time.
const LEAST: u64 = 15;

/// How long somebody who began something at a second still has to wait, in reality.
pub fn rest_of(clock: &dyn PracticeClock, begun: u64) -> Duration {
    let passed = clock.now().saturating_sub(begun);
    clock.pass(LEAST.saturating_sub(passed))
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

    fn turn_to(&self, second: u64) {
        self.0.store(second, Ordering::SeqCst);
    }

    fn pass(&self, seconds: u64) -> Duration {
        self.0.fetch_add(seconds, Ordering::SeqCst);
        Duration::ZERO
    }
}
