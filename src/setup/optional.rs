//! What may be set, and mostly is not: downloads, LifeTime's watch, addresses, a contact. How it is spelled, what is wrong with
//! it, and what is said about it.

use super::{
    answers::Connection,
    field::{Column, Field},
    machine::FolderSeen,
    values::Setup,
    wrong::wrong,
};
use crate::domain::{
    infrastructure::{PORTAL, SUPPORT, TOKEN_VARIABLE, address, encrypted, lifetime_server},
    text::one_line,
    typed_path::without_variables,
    variable::variable,
};

/// Parts of the platform that are no LifeTime, though they are on its server.
const OTHERS: [&str; 2] = ["servicecenter", "servicestudio"];

impl Setup {
    /// How LifeTime is reached; changed by `change`, and forgotten once nothing of it is known.
    pub(super) fn reach(&mut self, change: impl FnOnce(&mut Connection)) {
        let mut known = self.answers.lifetime.take().unwrap_or_else(Connection::none);
        change(&mut known);
        self.answers.lifetime = (known != Connection::none()).then_some(known);
    }

    /// The name of the variable that holds the token.
    pub(super) fn token_variable(&self) -> &str {
        self.answers.lifetime.as_ref().map_or(TOKEN_VARIABLE, |known| known.token_env.as_str())
    }

    /// Whether an older description has commands.
    pub(super) fn has_commands(&self) -> bool {
        self.answers.environments.iter().any(|site| site.commands.is_some())
    }

    /// The fields of the page.
    pub(super) fn optional_fields(&self) -> Vec<Field> {
        let commands = self.has_commands().then_some(Field::Commands);
        [Field::Downloads, Field::LifeTime, Field::Token, Field::Portal, Field::Support, Field::Contact]
            .into_iter()
            .chain(commands)
            .collect()
    }

    /// The optional settings that have a value, in words.
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        let value = |field: Field| one_line(self.value(field));
        let watch =
            self.answers.connection().map_or_else(String::new, |known| format!("{} ({})", known.url, known.token_env));
        let commands = if self.has_commands() { value(Field::Commands) } else { String::new() };
        let all = [
            ("Downloads", value(Field::Downloads)),
            ("LifeTime", watch),
            ("Portal", value(Field::Portal)),
            ("Support", value(Field::Support)),
            ("Contact", value(Field::Contact)),
            ("Commands", commands),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// Looks at what a field names, where that is on the disk: once, when the field is left.
    pub(super) fn look(&mut self, field: Field) {
        let typed = one_line(self.value(Field::Downloads));
        let is_known = self.looked.as_ref().is_some_and(|(known, _)| *known == typed);
        if field != Field::Downloads || typed.is_empty() || is_known || without_variables(&typed).is_err() {
            return;
        }
        self.looked = self.machine.as_ref().map(|machine| (typed.clone(), machine.folder(&typed)));
    }

    /// The one spelling of an optional field; none where it has no other.
    pub(super) fn spelled(&self, field: Field, value: &str) -> Option<String> {
        match (field, &self.looked) {
            (Field::Downloads, Some((known, FolderSeen::There(folder)))) if known == value => Some(folder.clone()),
            (Field::LifeTime, _) => encrypted(value).ok().map(|url| lifetime_server(&url).to_owned()),
            (Field::Token, _) if value.is_empty() => Some(TOKEN_VARIABLE.to_owned()),
            _ => None,
        }
    }

    /// Checks the folder of downloads.
    pub(super) fn own_downloads(&self, value: &str) -> Result<(), String> {
        if value.is_empty() {
            return Ok(());
        }
        without_variables(value).map_err(wrong)?;
        match self.looked.as_ref().filter(|(known, _)| known == value).map(|(_, seen)| seen) {
            Some(FolderSeen::NotAFolder) => {
                Err("This is a file. Type the folder in which your browser saves files.".to_owned())
            }
            Some(FolderSeen::Missing) => {
                Err("There is no such folder here. Type the one in which your browser saves files, or leave it empty."
                    .to_owned())
            }
            Some(FolderSeen::There(_) | FolderSeen::Unknown(_)) | None => Ok(()),
        }
    }

    /// Checks the address of LifeTime: only its server, and encrypted.
    pub(super) fn own_lifetime(value: &str) -> Result<(), String> {
        if value.is_empty() {
            return Ok(());
        }
        let url = encrypted(value).map_err(wrong)?;
        let mut parts = lifetime_server(&url).split('/').skip(3);
        if parts.any(|part| OTHERS.contains(&part.to_lowercase().as_str())) {
            return Err("Type only LifeTime's server, such as https://lifetime.acme.example.".to_owned());
        }
        Ok(())
    }

    /// Checks the name of the variable.
    pub(super) fn own_token(value: &str) -> Result<(), String> {
        variable(value).map(drop).map_err(wrong)
    }

    /// Checks an address that has a usual one.
    pub(super) fn own_address(value: &str) -> Result<(), String> {
        if value.is_empty() { Ok(()) } else { address(value).map(drop).map_err(wrong) }
    }

    /// What is said below an answer with which nothing is wrong, in a few words.
    pub fn aside(&self, field: Field) -> Option<String> {
        if self.value(field).is_empty() {
            return self.otherwise(field);
        }
        if field == Field::Token && self.answers.connection().is_none() {
            return Some("not used without the address of LifeTime".to_owned());
        }
        self.taken_from(field).map(|from| format!("taken over from {from}"))
    }

    /// What holds where a field is left empty.
    fn otherwise(&self, field: Field) -> Option<String> {
        let usual = [(Field::Portal, PORTAL), (Field::Support, SUPPORT)];
        if let Some((_, address)) = usual.into_iter().find(|(own, _)| *own == field) {
            return Some(format!("otherwise {address}"));
        }
        let row = self.lifetime().filter(|_| field == Field::LifeTime)?;
        let center = encrypted(self.value(Field::Cell(row, Column::Center)).trim()).ok()?;
        let host = center.split('/').take(3).collect::<Vec<_>>().join("/");
        Some(format!("optional; its Service Center is at {host}"))
    }

    /// What will happen with an answer that is not wrong, where that has to be said.
    pub fn remark(&self, field: Field) -> Option<String> {
        match (field, &self.looked) {
            (Field::Token, _) => {
                self.answers.connection()?;
                let name = self.token_variable();
                let is_missing = variable(name).is_ok() && self.machine.as_ref().is_some_and(|here| !here.has(name));
                is_missing.then(|| {
                    format!(
                        "{name} is not set here. Set it to LifeTime's token before you open the migration; without it, \
                         deployments are not watched, and every screen says so."
                    )
                })
            }
            (Field::Downloads, Some((known, FolderSeen::Unknown(why)))) if known == self.value(field) => {
                Some(format!("The folder of downloads could not be looked at: {why}. `acmove doctor` tries it again."))
            }
            _ => None,
        }
    }
}
