//! Where the steps of a phase stand together, and the findings about them.

use super::{
    super::{
        index::{EnvIx, StepIx},
        procedure::StepKind,
    },
    standing::{Gate, Standing, Tally},
};

/// Where the steps of a phase stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PhaseStood {
    /// How far it is.
    pub(super) tally: Tally,
    /// For each of its steps, in how many places it is still to be done.
    pub(super) left: Vec<u32>,
    /// Whether nothing after it waits for it any more.
    pub(super) is_over: bool,
    /// Whether no environment waits for it any more: what is left of it is left out for now, and the others need not have it.
    pub(super) is_over_for_others: bool,
    /// The first step that is asked for, by what is asked.
    pub(super) asked: Asked,
    /// The gate that is closed for all its steps, and the one for those of the infrastructure.
    pub(super) gates: Gates,
    /// The findings about each owner's steps; none before they were looked at.
    pub(super) stretches: Vec<Option<Found>>,
}

/// The gates that are closed before a phase.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Gates {
    /// For all its steps.
    pub(super) all: Option<Gate>,
    /// For the steps of the infrastructure: they also wait for environments that are left out.
    pub(super) once: Option<Gate>,
}

/// The first steps that somebody is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// The one that was begun and has to be closed.
    pub(super) begun: Option<StepIx>,
    /// The one that somebody is asked to do.
    pub(super) open: Option<StepIx>,
    /// The one that would be asked for, were its environment not left out.
    pub(super) postponed: Option<StepIx>,
}

impl Asked {
    /// The same, or what comes later.
    pub(super) fn or(self, later: Self) -> Self {
        Self {
            begun: self.begun.or(later.begun),
            open: self.open.or(later.open),
            postponed: self.postponed.or(later.postponed),
        }
    }
}

/// The findings about the steps of an owner within a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// The step and the environment that they had to wait for.
    pub(super) waited_for: (Option<StepIx>, Option<EnvIx>),
    /// The first of them that is not settled.
    pub(super) unsettled: Option<StepIx>,
    /// Whether that is not waited for, because Support is told of it.
    pub(super) for_support: bool,
    /// Whether the other environments need what is left of them, also while this one is left out.
    pub(super) is_needed: bool,
    pub(super) asked: Asked,
}

impl PhaseStood {
    /// Drops the findings so far: they do not count any more.
    pub(super) fn forget(&mut self, gates: Gates) {
        self.gates = gates;
        self.tally = Tally::default();
        self.left.fill(0);
        self.stretches.fill(None);
    }

    /// Counts a step that stands like this, or does not stand so any more.
    pub(super) fn count(&mut self, step: usize, standing: Standing, kind: &StepKind, is_new: bool) {
        self.tally.count(standing, kind, is_new);
        if standing.is_left() {
            self.left[step] = if is_new { self.left[step] + 1 } else { self.left[step].saturating_sub(1) };
        }
    }
}
