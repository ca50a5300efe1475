//! Which fact changed something last: so that what follows from a fact need not be worked out again for what it left alone.

use super::super::{index::EnvIx, plan::Planned};

/// The number of the fact by which something was changed last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Changes {
    /// The infrastructure first, then the environments: their steps, and what is known of them.
    owners: Vec<u64>,
    /// The steps of each phase, the rollback last.
    phases: Vec<u64>,
}

impl Changes {
    /// Nothing was changed yet; the rollback is one of the phases.
    pub(super) fn none(environments: usize, phases: usize) -> Self {
        Self { owners: vec![0; environments + 1], phases: vec![0; phases] }
    }

    pub(super) fn step(&mut self, planned: &Planned, fact: u64) {
        self.owners[owner(planned.environment)] = fact;
        self.phases[planned.phase] = fact;
    }

    pub(super) fn environment(&mut self, environment: EnvIx, fact: u64) {
        self.owners[owner(Some(environment))] = fact;
    }

    pub(super) fn of_owner(&self, environment: Option<EnvIx>) -> u64 {
        self.owners[owner(environment)]
    }

    pub(super) fn of_phase(&self, phase: usize) -> u64 {
        self.phases[phase]
    }
}

/// Where an owner is listed.
const fn owner(environment: Option<EnvIx>) -> usize {
    match environment {
        None => 0,
        Some(environment) => environment.get() + 1,
    }
}
