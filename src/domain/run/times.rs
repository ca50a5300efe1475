//! The times of a migration: the time that it is for every rule, how long it has taken, and moments in words.

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

use super::{super::zone, ClockJump, Run, SetBack};

impl Run {
    /// The time that it is for every rule and every clock: never before the latest fact, whatever the machine's clock shows.
    pub fn now(&self, at: Timestamp) -> Timestamp {
        at.max(self.latest)
    }

    /// How far a clock is behind the latest fact, where that is more than a moment: then it was set back, or was wrong before.
    pub fn behind(&self, at: Timestamp) -> Option<SignedDuration> {
        self.clock.behind(at)
    }

    /// How long the migration has taken at a time, whatever the clock did in between.
    pub fn taken_at(&self, at: Timestamp) -> SignedDuration {
        self.clock.taken_at(at)
    }

    /// How long the migration has taken up to its last fact.
    pub const fn taken(&self) -> SignedDuration {
        self.clock.taken()
    }

    /// The facts at which the clock had been set back.
    pub fn set_back(&self) -> &[SetBack] {
        self.clock.set_back()
    }

    /// The facts that say that the clock jumped.
    pub fn clock_jumps(&self) -> &[ClockJump] {
        self.clock.jumps()
    }

    /// How far a time is before that of the last fact; negative where it is after it.
    pub fn before_last(&self, at: Timestamp) -> SignedDuration {
        self.clock.before_last(at)
    }

    /// A moment in words, with its day, in the zone in which its people tell times.
    pub fn told(&self, at: Timestamp) -> String {
        zone::told(self.zone.as_ref(), at)
    }

    /// The day of a moment there.
    pub fn day_told(&self, at: Timestamp) -> Date {
        at.to_zoned_datetime(self.zone.clone().unwrap_or(TimeZone::UTC)).date()
    }
}
