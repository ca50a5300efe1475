//! The state of all steps, and the little of it that the gates look at after every fact: two bytes for each step, and a list
//! of those that failed.

use std::collections::BTreeSet;

use super::{
    super::index::StepIx,
    environment::Evidence,
    progress::{Failure, Progress, StepRun},
};

/// Where a step stands by its own facts, in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands.
    pub stage: Stage,
    /// Whether it was begun, and nobody said yet what became of it.
    pub is_begun: bool,
}

/// The same as [`Progress`], without what went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Nothing happened yet.
    Untouched,
    /// Done.
    Done(Evidence),
    /// Failed, open for another attempt.
    Failed,
    /// Failed: Support has to correct the license definition for all environments (FAQ 3).
    Redo,
    /// Failed, gathered for one Support request.
    Collected,
    /// Done or failed before, to be done again.
    Reopened,
}

/// All steps of a plan. Nothing changes one but [`Steps::change`], so the marks are always those of the steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Steps {
    all: Vec<StepRun>,
    marks: Vec<Mark>,
    failed: BTreeSet<StepIx>,
}

impl Steps {
    /// So many steps about which nothing is known.
    pub(super) fn untouched(count: usize) -> Self {
        let step = StepRun::untouched();
        Self { marks: vec![Mark::of(&step); count], all: vec![step; count], failed: BTreeSet::new() }
    }

    pub(super) fn get(&self, step: StepIx) -> &StepRun {
        &self.all[step.get()]
    }

    pub(super) fn mark(&self, step: StepIx) -> Mark {
        self.marks[step.get()]
    }

    /// The steps that failed and were not done since, in the order of the plan.
    pub(super) fn failed(&self) -> impl Iterator<Item = StepIx> {
        self.failed.iter().copied()
    }

    pub(super) fn change(&mut self, place: StepIx, change: impl FnOnce(&mut StepRun)) {
        let step = &mut self.all[place.get()];
        change(step);
        let mark = Mark::of(step);
        self.marks[place.get()] = mark;
        if mark.stage.is_failed() {
            self.failed.insert(place);
        } else {
            self.failed.remove(&place);
        }
    }
}

impl Mark {
    const fn of(step: &StepRun) -> Self {
        let stage = match &step.progress {
            Progress::Untouched => Stage::Untouched,
            Progress::Done(evidence) => Stage::Done(*evidence),
            Progress::Failed(Failure::NotAccepted { redo: true, .. }) => Stage::Redo,
            Progress::Failed(_) => Stage::Failed,
            Progress::Collected(_) => Stage::Collected,
            Progress::Reopened => Stage::Reopened,
        };
        Self { stage, is_begun: step.is_under_way() }
    }
}

impl Stage {
    /// Whether it is done.
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Done(_))
    }

    /// Whether it failed and was not done since.
    pub const fn is_failed(self) -> bool {
        match self {
            Self::Failed | Self::Redo | Self::Collected => true,
            Self::Untouched | Self::Done(_) | Self::Reopened => false,
        }
    }
}
