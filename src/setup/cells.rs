//! Errors in the table of environments: what each may have once, and what one of them must have.

use super::{
    answers::EnvironmentAnswers,
    field::{Column, Field},
    values::Setup,
    wrong::wrong,
};
use crate::domain::{
    identity::SerialNumber,
    infrastructure::{EnvironmentId, Role, address},
    service_center::{Reached, shared},
    text::one_line,
};

/// Names, ids and serial numbers of the environments, of which each may be had once: worked out once for all of them.
pub(super) struct Known {
    names: Vec<String>,
    ids: Vec<EnvironmentId>,
    serials: Vec<Option<SerialNumber>>,
    reached: Vec<Reached>,
}

impl Setup {
    pub(super) fn known(&self) -> Known {
        let sites = || self.answers.environments.iter();
        let api = self.answers.connection().map(|known| known.url.as_str());
        let reached = |(row, site): (usize, &EnvironmentAnswers)| {
            let own = Some(site.service_center.trim()).filter(|address| !address.is_empty());
            let api = api.filter(|_| site.role == Some(Role::LifeTime));
            Reached::of(&self.called(row), site.role, own.into_iter().chain(api))
        };
        Known {
            names: sites().map(|site| one_line(&site.name).to_lowercase()).collect(),
            ids: self.ids(),
            serials: sites().map(|site| site.serial.parse().ok()).collect(),
            reached: sites().enumerate().map(reached).collect(),
        }
    }

    /// The id of each environment: the one that was given, or the one that its name makes.
    pub fn ids(&self) -> Vec<EnvironmentId> {
        let sites = || self.answers.environments.iter();
        let names: Vec<String> = sites().map(|site| one_line(&site.name)).collect();
        let given = sites().map(|site| site.id.trim().parse().ok());
        EnvironmentId::all(&given.zip(names.iter().map(String::as_str)).collect::<Vec<_>>())
    }

    /// The id of each environment, where its name does not say it: it is in another script, too long, or like another one.
    pub(super) fn ids_to_tell(&self) -> Vec<Option<EnvironmentId>> {
        let told = |(site, id): (&EnvironmentAnswers, EnvironmentId)| {
            let name = one_line(&site.name);
            let is_plain = name.is_ascii()
                && name.len() <= EnvironmentId::LONGEST
                && EnvironmentId::from_name(&name).is_ok_and(|plain| plain == id);
            (!name.is_empty() && !is_plain).then_some(id)
        };
        self.answers.environments.iter().zip(self.ids()).map(told).collect()
    }

    pub(super) fn named(&self, row: usize, name: &str, known: &Known) -> Result<(), String> {
        if name.is_empty() {
            return Err("Type the name of the environment, or remove it.".to_owned());
        }
        if known.names.iter().take(row).any(|other| *other == name.to_lowercase()) {
            return Err("There is an environment of that name already. Choose a different name.".to_owned());
        }
        if !self.value(Field::Cell(row, Column::Id)).is_empty() {
            return Ok(());
        }
        let Some(id) = known.ids.get(row) else { return Ok(()) };
        if self.is_phase(id) {
            return Err("That is the name of a phase of the procedure. Choose a different name.".to_owned());
        }
        match known.ids.iter().take(row).position(|other| other == id) {
            Some(other) => Err(format!(
                "Its id would be {id}, which is that of {}. Give one of them another id.",
                self.called(other)
            )),
            None => Ok(()),
        }
    }

    pub(super) fn own_id(&self, row: usize, value: &str, known: &Known) -> Result<(), String> {
        if value.is_empty() {
            return Ok(());
        }
        let id: EnvironmentId = value.parse().map_err(|_| {
            format!("Use 1 to {} of a-z, 0-9 and -, beginning with a letter or digit.", EnvironmentId::LONGEST)
        })?;
        if self.is_phase(&id) {
            return Err(
                "That is the id of a phase of the procedure. Choose a different one, or leave it empty.".to_owned()
            );
        }
        match known.ids.iter().take(row).position(|other| *other == id) {
            Some(other) => Err(format!("{} has it: each environment has its own.", self.called(other))),
            None => Ok(()),
        }
    }

    fn is_phase(&self, id: &EnvironmentId) -> bool {
        self.edition().is_some_and(|edition| edition.taken.iter().any(|phase| phase == id.as_str()))
    }

    /// A role is chosen, never guessed, and one environment is LifeTime.
    pub(super) fn own_role(&self, row: usize) -> Result<(), String> {
        let Some(site) = self.answers.environments.get(row) else { return Ok(()) };
        match site.role {
            None if site.key.is_empty() => Err("Choose its role.".to_owned()),
            None => Err("LifeTime does not name its purpose. Select its role.".to_owned()),
            Some(Role::LifeTime) if self.lifetime().is_some_and(|first| first < row) => {
                Err("Another environment is LifeTime already, and there is only one.".to_owned())
            }
            Some(Role::LifeTime | Role::Development | Role::Test | Role::Production) => Ok(()),
        }
    }

    pub(super) fn own_center(row: usize, value: &str, known: &Known) -> Result<(), String> {
        if !value.is_empty() {
            address(value).map_err(wrong)?;
        }
        shared(&known.reached, row).map_or(Ok(()), |why| Err(format!("{why}.")))
    }

    pub(super) fn own_serial(&self, row: usize, value: &str, known: &Known) -> Result<(), String> {
        if value.is_empty() {
            return Ok(());
        }
        let serial: SerialNumber = value.parse().map_err(wrong)?;
        match known.serials.iter().take(row).position(|other| other.as_ref() == Some(&serial)) {
            Some(other) => Err(format!("{} has it: each environment has its own.", self.called(other))),
            None => Ok(()),
        }
    }
}
