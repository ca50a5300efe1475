//! The state of all environments, with the few that have something in common at hand.

use std::collections::BTreeSet;

use super::{super::index::EnvIx, environment::EnvironmentRun};

/// All environments. Nothing changes one but [`Environments::change`], so the lists are always those of the environments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Environments {
    all: Vec<EnvironmentRun>,
    /// Those that have, or may have, a license of the target.
    on_target: BTreeSet<EnvIx>,
    /// Those, and the ones that had it when a rollback began.
    restored: BTreeSet<EnvIx>,
    /// Those with another serial number than their license files.
    drifted: BTreeSet<EnvIx>,
    /// Those that are left out for now.
    postponed: BTreeSet<EnvIx>,
}

impl Environments {
    pub(super) fn of(all: Vec<EnvironmentRun>) -> Self {
        let (on_target, restored) = (BTreeSet::new(), BTreeSet::new());
        Self { all, on_target, restored, drifted: BTreeSet::new(), postponed: BTreeSet::new() }
    }

    pub(super) fn all(&self) -> &[EnvironmentRun] {
        &self.all
    }

    pub(super) const fn on_target(&self) -> &BTreeSet<EnvIx> {
        &self.on_target
    }

    pub(super) const fn restored(&self) -> &BTreeSet<EnvIx> {
        &self.restored
    }

    pub(super) const fn drifted(&self) -> &BTreeSet<EnvIx> {
        &self.drifted
    }

    pub(super) const fn postponed(&self) -> &BTreeSet<EnvIx> {
        &self.postponed
    }

    pub(super) fn change<T>(&mut self, environment: EnvIx, change: impl FnOnce(&mut EnvironmentRun) -> T) -> T {
        let known = &mut self.all[environment.get()];
        let changed = change(known);
        list(&mut self.on_target, environment, known.license.may_be_target());
        list(&mut self.restored, environment, known.in_rollback || known.license.may_be_target());
        list(&mut self.drifted, environment, known.drift.is_some());
        list(&mut self.postponed, environment, known.postponed.is_some());
        changed
    }
}

fn list(set: &mut BTreeSet<EnvIx>, environment: EnvIx, is_one: bool) {
    if is_one {
        set.insert(environment);
    } else {
        set.remove(&environment);
    }
}
