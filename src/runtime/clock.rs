//! The clock of this machine, and whether somebody set it while this program ran.

use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use crate::engine::ports::Clock;

/// The system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

/// From so much on a step of the clock is a jump.
const JUMP: SignedDuration = SignedDuration::from_secs(60);

/// How far the clock was before a steady one at the last look.
static LAST: Mutex<Option<SignedDuration>> = Mutex::new(None);

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn jumped(&self) -> Option<SignedDuration> {
        let ahead = Timestamp::now().duration_since(Timestamp::UNIX_EPOCH).saturating_sub(steady());
        let before = LAST.lock().unwrap_or_else(PoisonError::into_inner).replace(ahead);
        step(before, ahead)
    }
}

/// By how much a clock was set between two looks, at each of which it was so far before a steady one; `None` where it was not, or
/// was corrected by moments.
pub fn step(before: Option<SignedDuration>, ahead: SignedDuration) -> Option<SignedDuration> {
    before.map(|before| ahead.saturating_sub(before)).filter(|by| by.abs() >= JUMP)
}

/// A clock that nobody can set. It goes on while the machine sleeps: a laptop that was closed has lost no time.
#[cfg(unix)]
fn steady() -> SignedDuration {
    use rustix::time::{ClockId, clock_gettime};
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let clock = ClockId::Boottime;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let clock = ClockId::Monotonic;
    let time = clock_gettime(clock);
    SignedDuration::new(time.tv_sec, i32::try_from(time.tv_nsec).unwrap_or(0))
}

/// A clock that nobody can set.
#[cfg(not(unix))]
fn steady() -> SignedDuration {
    use std::{sync::LazyLock, time::Instant};
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    SignedDuration::try_from(START.elapsed()).unwrap_or(SignedDuration::MAX)
}
