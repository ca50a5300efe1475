//! Time across columns: each is so many minutes, and the line for now stands between what was and what is to come.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

/// Minutes that a column may have.
const MINUTES: [i64; 17] = [1, 2, 3, 4, 5, 6, 10, 15, 20, 30, 60, 120, 240, 480, 1440, 2880, 10080];

/// Minutes that may lie between two times that are written.
const APART: [i64; 14] = [5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 10080, 43200];

/// Columns between the beginnings of two times that are written.
const LABEL: i64 = 8;

/// Time across columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    /// Where the first column begins.
    from: Timestamp,
    /// The time of a column, in seconds.
    column: i64,
    /// The columns up to now.
    past: usize,
    /// Whether there is no now: the migration is over.
    is_over: bool,
    /// All columns.
    columns: usize,
}

/// The times that an axis is to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The first moment.
    pub from: Timestamp,
    /// Now, or the last moment where it is over.
    pub now: Timestamp,
    /// The last moment of the forecast.
    pub until: Timestamp,
    /// Whether the migration is over.
    pub is_over: bool,
}

impl Axis {
    /// The axis that shows all of it in as many columns, with as few minutes in each as possible. Where no column is long enough,
    /// it begins later.
    pub fn of(wanted: &Wanted, columns: usize, zone: &TimeZone) -> Self {
        let fitting = MINUTES.into_iter().map(|minutes| Self::with(minutes * 60, wanted, columns, zone));
        let fits = |axis: &Self| axis.past + axis.line() + axis.future(wanted) <= columns;
        let mut last = Self::with(MINUTES[MINUTES.len() - 1] * 60, wanted, columns, zone);
        for axis in fitting {
            if fits(&axis) {
                return axis;
            }
            last = axis;
        }
        let kept = (columns * 2 / 3).max(1);
        let cut = last.past.saturating_sub(kept);
        let from = last.from.as_second().saturating_add(last.column * whole(cut));
        Self { from: Timestamp::from_second(from).unwrap_or(last.from), past: last.past - cut, ..last }
    }

    fn with(column: i64, wanted: &Wanted, columns: usize, zone: &TimeZone) -> Self {
        let first = floor(wanted.from, column, zone);
        let passed = wanted.now.as_second() - first.as_second();
        // The column of now is the last before the line.
        let past = count(passed.div_euclid(column) + 1);
        Self { from: first, column, past, is_over: wanted.is_over, columns }
    }

    const fn line(&self) -> usize {
        if self.is_over { 0 } else { 1 }
    }

    fn future(&self, wanted: &Wanted) -> usize {
        if wanted.until <= wanted.now { 0 } else { self.place_after(wanted.until) - self.past }
    }

    /// How many columns there are.
    pub const fn columns(&self) -> usize {
        self.columns
    }

    /// How many columns show what was.
    pub const fn past(&self) -> usize {
        self.past
    }

    /// The column of the line for now; none where it is over.
    pub const fn now(&self) -> Option<usize> {
        if self.is_over { None } else { Some(self.past) }
    }

    /// Since when and until when a column lasts; none for the line for now.
    pub fn times(&self, column: usize) -> Option<(Timestamp, Timestamp)> {
        let place = match column {
            column if column < self.past || self.is_over => column,
            column if column == self.past => return None,
            column => column - 1,
        };
        let begins = self.from.as_second() + self.column * whole(place);
        Some((Timestamp::from_second(begins).ok()?, Timestamp::from_second(begins + self.column).ok()?))
    }

    /// The column of a moment that has passed: the first or the last of them where it lies outside.
    pub fn place(&self, at: Timestamp) -> usize {
        count((at.as_second() - self.from.as_second()).div_euclid(self.column)).min(self.past.saturating_sub(1))
    }

    /// The column of a moment after now, which may be beyond the last.
    pub fn place_after(&self, at: Timestamp) -> usize {
        let place = count((at.as_second() - self.from.as_second()).div_euclid(self.column)).max(self.past);
        place + self.line()
    }

    /// Whether a moment is before the first column.
    pub fn is_before(&self, at: Timestamp) -> bool {
        at < self.from
    }

    /// Full times of a clock in a zone, each with the column it begins at, far enough from each other to be written.
    pub fn ticks(&self, zone: &TimeZone) -> Vec<(usize, Timestamp)> {
        let apart = |minutes: &i64| minutes * 60 >= self.column * LABEL && minutes * 60 % self.column == 0;
        let step = APART.into_iter().find(apart).unwrap_or(APART[APART.len() - 1]) * 60;
        let times = (0..self.columns).filter_map(|column| Some((column, self.times(column)?.0)));
        times.filter(|(_, at)| floor(*at, step, zone) == *at).collect()
    }
}

/// The last full so many seconds of a clock in a zone.
fn floor(at: Timestamp, seconds: i64, zone: &TimeZone) -> Timestamp {
    let offset = i64::from(zone.to_offset(at).seconds());
    let full = (at.as_second() + offset).div_euclid(seconds) * seconds - offset;
    Timestamp::from_second(full).unwrap_or(at)
}

fn count(number: i64) -> usize {
    usize::try_from(number).unwrap_or(0)
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX / 20_000_000)
}

/// A moment before another.
pub(super) fn just_before(at: Timestamp) -> Timestamp {
    at.saturating_sub(SignedDuration::from_nanos(1)).unwrap_or(at)
}
