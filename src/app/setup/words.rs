//! The words of the set-up: what is asked, what helps to answer, and what stands there before anything is typed.

use super::{Ask, Setup, USUAL};
use crate::domain::infrastructure::Role;

impl Setup {
    /// What is asked, in words.
    pub fn prompt(&self, ask: Ask) -> String {
        let name = |place: usize| self.environments().get(place).map_or_else(String::new, |(name, _)| name.clone());
        match ask {
            Ask::Name => "What is the infrastructure called".to_owned(),
            Ask::Source => "Activation Code you move from (AAA)".to_owned(),
            Ask::Target => "Activation Code you move to (BBB)".to_owned(),
            Ask::Edition => "Edition of the procedure".to_owned(),
            Ask::Module => "Module for the test republish".to_owned(),
            Ask::Usual => {
                format!("Are these all environments: {}? (yes or no)", USUAL.map(|(name, _)| name).join(", "))
            }
            Ask::Environment(place) => format!("Name of environment {} (nothing when all are named)", place + 1),
            Ask::Role(place) => format!("{}: its role ({})", name(place), roles()),
            Ask::Center(place) => format!("{}: address of its Service Center (may be left out)", name(place)),
            Ask::Serial(place) => format!("{}: its Serial Number (may be left out)", name(place)),
            Ask::WindowStart => "When the maintenance window opens (may be left out)".to_owned(),
            Ask::WindowEnd => "When the window closes".to_owned(),
        }
    }

    /// What helps to answer, a line each.
    pub fn help(&self, ask: Ask) -> Vec<String> {
        match ask {
            Ask::Source => vec!["8 groups of 3, with dots. Every Licensing page of today shows it.".to_owned()],
            Ask::Target => vec!["You find it in the Licensing Portal, at the new infrastructure.".to_owned()],
            Ask::Edition => self
                .editions
                .iter()
                .flat_map(|edition| {
                    [edition.id.clone()].into_iter().chain(edition.lines.iter().map(|line| format!("  {line}")))
                })
                .collect(),
            Ask::Usual => vec!["With no you name them yourself, any number, LifeTime among them.".to_owned()],
            Ask::Serial(_) => {
                vec!["8 groups of 3, with hyphens. Left out, it is learnt from the first page that passes.".to_owned()]
            }
            Ask::WindowStart | Ask::WindowEnd => vec![
                "As 2026-11-28T22:00:00+01:00. With a window the screen says until when a rollback has to begin."
                    .to_owned(),
            ],
            Ask::Name | Ask::Module | Ask::Environment(_) | Ask::Role(_) | Ask::Center(_) => Vec::new(),
        }
    }

    /// What stands in the answer before anything is typed: what was answered before, or what is usual.
    pub fn beginning(&self, ask: Ask) -> String {
        if let Some((_, answer)) = self.undone.last().filter(|(undone, _)| *undone == ask) {
            return answer.clone();
        }
        match ask {
            Ask::Edition => self.editions.first().map_or_else(String::new, |edition| edition.id.clone()),
            Ask::Module => "ECT_Provider".to_owned(),
            Ask::Usual => "yes".to_owned(),
            Ask::Name
            | Ask::Source
            | Ask::Target
            | Ask::Environment(_)
            | Ask::Role(_)
            | Ask::Center(_)
            | Ask::Serial(_)
            | Ask::WindowStart
            | Ask::WindowEnd => String::new(),
        }
    }
}

/// All roles, as they are typed.
pub(super) fn roles() -> String {
    Role::ALL.map(Role::word).join(", ")
}
