//! The table of environments: added, removed, taken back, moved.

use super::{
    answers::{EnvironmentAnswers, Removed},
    values::Setup,
};
use crate::domain::infrastructure::Role;

/// How many removed environments are remembered.
const REMEMBERED: usize = 500;

impl Setup {
    /// How many environments there are.
    pub const fn count(&self) -> usize {
        self.answers.environments.len()
    }

    /// Adds an environment below a row; the answer is its place. Its role has to be chosen.
    pub fn add(&mut self, below: Option<usize>) -> usize {
        let sites = &mut self.answers.environments;
        let place = below.map_or(sites.len(), |row| row + 1).min(sites.len());
        sites.insert(place, EnvironmentAnswers::new("", None));
        place
    }

    /// Removes an environment; it can be taken back. The answer is its name.
    pub fn remove(&mut self, place: usize) -> Option<String> {
        let sites = &mut self.answers.environments;
        let environment = (place < sites.len()).then(|| sites.remove(place))?;
        let name = environment.name.clone();
        self.answers.removed.push(Removed { place, environment });
        if self.answers.removed.len() > REMEMBERED {
            self.answers.removed.remove(0);
        }
        Some(name)
    }

    /// Takes back the environment that was removed last; the answer is where it stands now.
    pub fn take_back(&mut self) -> Option<usize> {
        let Removed { place, environment } = self.answers.removed.pop()?;
        let place = place.min(self.count());
        self.answers.environments.insert(place, environment);
        Some(place)
    }

    /// Moves an environment up or down; the answer is where it stands now.
    pub fn shift(&mut self, place: usize, by: isize) -> usize {
        let to = place.saturating_add_signed(by).min(self.count().saturating_sub(1));
        if place < self.count() {
            let site = self.answers.environments.remove(place);
            self.answers.environments.insert(to, site);
        }
        to
    }

    /// The first environment whose role is LifeTime.
    pub(super) fn lifetime(&self) -> Option<usize> {
        self.answers.environments.iter().position(|site| site.role == Some(Role::LifeTime))
    }
}
