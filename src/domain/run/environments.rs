//! What is known of all environments, with the few that have something in common at hand.

use std::collections::BTreeSet;

use super::environment::EnvironmentRun;

/// All environments. Nothing changes one but [`Environments::change`], so the lists are always those of the environments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Environments {
    all: Vec<EnvironmentRun>,
    /// Those that have, or may have, a license of the target.
    on_target: BTreeSet<usize>,
    /// Those, and the ones that had it when a rollback began.
    restored: BTreeSet<usize>,
    /// Those with another serial number than their license files.
    drifted: BTreeSet<usize>,
}

impl Environments {
    pub(super) const fn of(all: Vec<EnvironmentRun>) -> Self {
        Self { all, on_target: BTreeSet::new(), restored: BTreeSet::new(), drifted: BTreeSet::new() }
    }

    pub(super) fn all(&self) -> &[EnvironmentRun] {
        &self.all
    }

    pub(super) const fn on_target(&self) -> &BTreeSet<usize> {
        &self.on_target
    }

    pub(super) const fn restored(&self) -> &BTreeSet<usize> {
        &self.restored
    }

    pub(super) const fn drifted(&self) -> &BTreeSet<usize> {
        &self.drifted
    }

    pub(super) fn change<T>(&mut self, place: usize, change: impl FnOnce(&mut EnvironmentRun) -> T) -> T {
        let known = &mut self.all[place];
        let changed = change(known);
        list(&mut self.on_target, place, known.license.may_be_target());
        list(&mut self.restored, place, known.in_rollback || known.license.may_be_target());
        list(&mut self.drifted, place, known.drift.is_some());
        changed
    }
}

fn list(set: &mut BTreeSet<usize>, place: usize, is_one: bool) {
    if is_one {
        set.insert(place);
    } else {
        set.remove(&place);
    }
}
