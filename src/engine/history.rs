//! How a migration went so far, beside how it stands: its chronicle, and the last facts in words. Nothing is decided by it.

use std::collections::VecDeque;

use crate::domain::{chronicle::Chronicle, event::Event, record::Record, run::Run, timeline_entry::TimelineEntry};

/// The most facts that are kept in words: more than the highest screen has rows.
pub const MOST: usize = 128;

/// How a migration went so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// The work that was done, and which license was where.
    pub chronicle: Chronicle,
    /// The last facts, the latest at the end.
    last: VecDeque<TimelineEntry>,
}

impl History {
    /// The beginning: the first fact, in the state after it.
    pub fn of(first: &Record<Event>, run: &Run) -> Self {
        let mut history = Self::default();
        history.take(first, run);
        history
    }

    /// Takes in a fact, in the state after it.
    pub fn take(&mut self, record: &Record<Event>, run: &Run) {
        self.pass(record, run);
        if self.last.len() == MOST {
            self.last.pop_front();
        }
        self.last.push_back(TimelineEntry::of(record, run));
    }

    /// Takes in a fact of which so many follow that its words are not kept.
    pub fn pass(&mut self, record: &Record<Event>, run: &Run) {
        self.chronicle.take(record, run);
    }

    /// The last facts, newest first.
    pub fn newest(&self) -> impl Iterator<Item = &TimelineEntry> {
        self.last.iter().rev()
    }
}
