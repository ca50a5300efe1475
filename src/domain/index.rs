//! Numbers of the steps of a plan and of the environments of an infrastructure: types of their own, so that nobody takes one for
//! the other, or for a number of something else. They are never written down: a record names steps and environments by their ids.

use std::{iter::Map, ops::Range};

/// The number of a step in the plan, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepIx(usize);

/// The number of an environment in the infrastructure, from 0: the order of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnvIx(usize);

/// Steps that follow each other in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Steps {
    /// The first of them.
    pub start: StepIx,
    /// The one after the last of them.
    pub end: StepIx,
}

/// The numbers of steps that follow each other, one after the other.
pub type StepNumbers = Map<Range<usize>, fn(usize) -> StepIx>;

/// The numbers of environments that follow each other, one after the other.
pub type EnvNumbers = Map<Range<usize>, fn(usize) -> EnvIx>;

impl StepIx {
    /// The step with this number.
    pub const fn new(number: usize) -> Self {
        Self(number)
    }

    /// The number, to look something up in a list of all steps.
    pub const fn get(self) -> usize {
        self.0
    }

    /// The step that comes so many steps later.
    #[must_use]
    pub const fn later(self, by: usize) -> Self {
        Self(self.0 + by)
    }
}

impl EnvIx {
    /// The environment with this number.
    pub const fn new(number: usize) -> Self {
        Self(number)
    }

    /// The number, to look something up in a list of all environments.
    pub const fn get(self) -> usize {
        self.0
    }

    /// The numbers of so many environments.
    pub fn all(count: usize) -> EnvNumbers {
        (0..count).map(Self)
    }
}

impl Steps {
    /// The steps from this one to the one before that one.
    pub const fn new(start: StepIx, end: StepIx) -> Self {
        Self { start, end }
    }

    /// No steps.
    pub const fn none() -> Self {
        Self::new(StepIx(0), StepIx(0))
    }

    /// Their numbers, in the order of the plan.
    pub fn iter(self) -> StepNumbers {
        (self.start.0..self.end.0).map(StepIx)
    }

    /// Whether a step is one of them.
    pub fn contains(self, step: StepIx) -> bool {
        self.start <= step && step < self.end
    }

    /// How many they are.
    pub const fn len(self) -> usize {
        self.end.0.saturating_sub(self.start.0)
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }
}

impl IntoIterator for Steps {
    type Item = StepIx;
    type IntoIter = StepNumbers;

    fn into_iter(self) -> StepNumbers {
        self.iter()
    }
}
