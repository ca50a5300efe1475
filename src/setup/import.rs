//! Environments that LifeTime lists, taken over into a set-up. A typed answer is never overwritten.

use super::{
    answers::{Connection, EnvironmentAnswers},
    values::{Setup, usual},
};
use crate::domain::{infrastructure::Role, listed_type::other_type, text::one_line};

/// An environment as LifeTime lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// How LifeTime names it; empty for LifeTime itself, which is not in its own list.
    pub key: String,
    /// The name that people use for it.
    pub name: String,
    /// Its purpose; none where LifeTime does not tell.
    pub role: Option<Role>,
    /// Address of its Service Center; empty where that is not known.
    pub service_center: String,
}

impl Listed {
    /// LifeTime itself: its API does not list it, and the move includes it.
    pub fn lifetime(service_center: &str) -> Self {
        Self {
            key: String::new(),
            name: "LifeTime".to_owned(),
            role: Some(Role::LifeTime),
            service_center: service_center.to_owned(),
        }
    }

    /// Whether this is the environment that is described here.
    fn is(&self, site: &EnvironmentAnswers) -> bool {
        let by_key = !self.key.is_empty() && site.key == self.key;
        let is_lifetime = self.role == Some(Role::LifeTime) && site.role == self.role;
        by_key || is_lifetime || site.name.trim().to_lowercase() == self.name.trim().to_lowercase()
    }

    fn site(&self) -> EnvironmentAnswers {
        EnvironmentAnswers {
            service_center: self.service_center.clone(),
            key: self.key.clone(),
            ..EnvironmentAnswers::new(&one_line(&self.name), self.role)
        }
    }
}

impl Setup {
    /// Takes over what LifeTime lists. Where nothing was answered about environments yet, these are the environments; else
    /// what is missing is filled in, and what is not there is added. The answer is how many were added.
    pub fn import(&mut self, listed: &[Listed], connection: Connection) -> usize {
        let untouched = self.answers.environments == usual(&self.editions).environments;
        self.answers.lifetime = Some(connection);
        if untouched {
            self.answers.environments = listed.iter().map(Listed::site).collect();
            return self.count();
        }
        let mut added = 0;
        for one in listed {
            let sites = &mut self.answers.environments;
            match sites.iter_mut().find(|site| one.is(site)) {
                Some(site) => {
                    site.role = site.role.or(one.role);
                    for (own, found) in [(&mut site.service_center, &one.service_center), (&mut site.key, &one.key)] {
                        if own.is_empty() {
                            found.clone_into(own);
                        }
                    }
                }
                None => {
                    sites.push(one.site());
                    added += 1;
                }
            }
        }
        added
    }

    /// What LifeTime says an environment is for, where that is not the role that it has here.
    pub fn other_types(&self, listed: &[Listed]) -> Vec<String> {
        let sites = self.answers.environments.iter();
        let other = |site: &EnvironmentAnswers| {
            let said = listed.iter().find(|one| one.is(site))?.role?;
            other_type(site.name.trim(), site.role?, said.name())
        };
        sites.filter_map(other).collect()
    }
}
