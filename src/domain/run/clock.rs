//! The times of the facts: they are recorded as the clock shows them, and the clock may have been set back. Nothing becomes
//! younger by that, and no time runs backwards.

use jiff::{SignedDuration, Timestamp};

/// A clock that is behind by no more is not told: clocks are corrected by moments all the time.
const SLACK: SignedDuration = SignedDuration::from_secs(5);

/// A fact that was recorded with an earlier time than the one before it: the clock was set back between the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetBack {
    /// The fact.
    pub seq: u64,
    /// The time it was recorded with.
    pub at: Timestamp,
    /// The time of the fact before it.
    pub before: Timestamp,
}

/// A fact that says that the clock jumped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockJump {
    /// The fact.
    pub seq: u64,
    /// By how much the clock shows more than it should; less, where that is negative.
    pub by: SignedDuration,
}

/// The times of the facts so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FactClock {
    /// The latest time of all.
    latest: Timestamp,
    /// The time of the last fact.
    last: Timestamp,
    /// How long it has taken up to the latest time.
    until_latest: SignedDuration,
    /// How long it has taken so far.
    taken: SignedDuration,
    /// Whether nobody is at work: what passes then does not count.
    rests: bool,
    /// The facts at which the clock had been set back.
    set_back: Vec<SetBack>,
    /// The facts that say that it jumped.
    jumps: Vec<ClockJump>,
}

impl FactClock {
    pub(super) fn from(start: Timestamp) -> Self {
        let none = SignedDuration::ZERO;
        let (set_back, jumps) = (Vec::new(), Vec::new());
        Self { latest: start, last: start, until_latest: none, taken: none, rests: false, set_back, jumps }
    }

    /// Takes in the time of a fact.
    pub(super) fn take(&mut self, seq: u64, at: Timestamp) {
        self.dated(seq, at, self.taken_at(at));
    }

    /// Takes in a fact that says that the clock jumped: only what passed besides that counts.
    pub(super) fn jump(&mut self, seq: u64, at: Timestamp, by_s: i64) {
        let by = SignedDuration::from_secs(by_s);
        let passed = at.duration_since(self.last).saturating_sub(by).max(SignedDuration::ZERO);
        let passed = if self.rests { SignedDuration::ZERO } else { passed };
        self.jumps.push(ClockJump { seq, by });
        self.dated(seq, at, self.taken.saturating_add(passed));
    }

    fn dated(&mut self, seq: u64, at: Timestamp, taken: SignedDuration) {
        if self.last.duration_since(at) > SLACK {
            self.set_back.push(SetBack { seq, at, before: self.last });
        }
        self.taken = taken;
        if at >= self.latest {
            (self.latest, self.until_latest) = (at, self.taken);
        }
        self.last = at;
    }

    /// Nobody is at work from the last fact on, or somebody is again.
    pub(super) const fn rest(&mut self, rests: bool) {
        self.rests = rests;
    }

    /// How long it has taken at a time. While the clock is behind, what has passed by it since the last fact counts.
    pub(super) fn taken_at(&self, at: Timestamp) -> SignedDuration {
        if self.rests {
            return self.taken;
        }
        let passed = |since: Timestamp| at.duration_since(since).max(SignedDuration::ZERO);
        if at >= self.latest {
            self.taken.max(self.until_latest.saturating_add(passed(self.latest)))
        } else {
            self.taken.saturating_add(passed(self.last))
        }
    }

    pub(super) const fn taken(&self) -> SignedDuration {
        self.taken
    }

    /// How far a time is behind the latest one, where that is more than a moment.
    pub(super) fn behind(&self, at: Timestamp) -> Option<SignedDuration> {
        Some(self.latest.duration_since(at)).filter(|behind| *behind > SLACK)
    }

    pub(super) fn jumps(&self) -> &[ClockJump] {
        &self.jumps
    }

    /// How far a time is before that of the last fact.
    pub(super) fn before_last(&self, at: Timestamp) -> SignedDuration {
        self.last.duration_since(at)
    }

    pub(super) fn set_back(&self) -> &[SetBack] {
        &self.set_back
    }
}
