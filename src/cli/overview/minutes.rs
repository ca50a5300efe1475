//! The minutes that clocks show: a list that counts them changes with each, and not in between.

use std::time::Duration;

use jiff::Timestamp;

/// The time until the clocks show another minute.
pub(super) fn until_next_minute(now: Timestamp) -> Duration {
    let passed = u64::try_from(now.as_millisecond().rem_euclid(MINUTE)).unwrap_or(0);
    Duration::from_millis(MINUTE.unsigned_abs() - passed + 1)
}

/// The minute that the clocks show.
pub(super) fn minute_of(now: Timestamp) -> i64 {
    now.as_millisecond().div_euclid(MINUTE)
}

/// A minute, in milliseconds.
const MINUTE: i64 = 60_000;
