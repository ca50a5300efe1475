//! Environments that LifeTime lists, taken over into a set-up. A typed answer is never overwritten.

use super::{
    answers::{Connection, EnvironmentAnswers},
    values::{Setup, usual},
};
use crate::domain::{infrastructure::Role, text::one_line};

/// An environment as LifeTime lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// How LifeTime names it; empty for LifeTime itself, which is not in its own list.
    pub key: String,
    /// The name that people use for it.
    pub name: String,
    /// Its purpose.
    pub role: Role,
    /// Address of its Service Center; empty where that is not known.
    pub service_center: String,
}

impl Listed {
    /// LifeTime itself: its API does not list it, and the move includes it.
    pub fn lifetime(service_center: &str) -> Self {
        Self {
            key: String::new(),
            name: "LifeTime".to_owned(),
            role: Role::LifeTime,
            service_center: service_center.to_owned(),
        }
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
            let same = |site: &&mut EnvironmentAnswers| {
                let by_key = !one.key.is_empty() && site.key == one.key;
                let is_lifetime = one.role == Role::LifeTime && site.role == Role::LifeTime;
                by_key || is_lifetime || site.name.trim().to_lowercase() == one.name.trim().to_lowercase()
            };
            match sites.iter_mut().find(same) {
                Some(site) => {
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
}
