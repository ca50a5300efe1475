//! What is wrong with an answer of the set-up, said at once: what would be refused at the end is refused here.

use jiff::Timestamp;

use super::{Ask, Setup, words::roles};
use crate::domain::{
    identity::{ActivationCode, SerialNumber},
    infrastructure::{EnvironmentId, Role, address},
};

impl Setup {
    /// An answer in its one spelling.
    pub(super) fn checked(&self, ask: Ask, typed: &str) -> Result<String, String> {
        let wrong = |wrong: &dyn std::fmt::Display| format!("Not quite: {wrong}.");
        match ask {
            Ask::Name | Ask::Module if typed.is_empty() => Err("Type an answer.".to_owned()),
            Ask::Source => typed.parse().map(|code: ActivationCode| code.to_string()).map_err(|error| wrong(&error)),
            Ask::Target => match typed.parse::<ActivationCode>() {
                Ok(code) if code.as_str() == self.of(Ask::Source) => {
                    Err("That is the code you move from: there is nothing to move. Look for the new one.".to_owned())
                }
                Ok(code) => Ok(code.to_string()),
                Err(error) => Err(wrong(&error)),
            },
            Ask::Edition => match self.editions.iter().find(|edition| edition.id == typed) {
                Some(edition) => Ok(edition.id.clone()),
                None => Err(format!(
                    "One of: {}.",
                    self.editions.iter().map(|edition| edition.id.as_str()).collect::<Vec<_>>().join(", ")
                )),
            },
            Ask::Usual => match typed.to_lowercase().as_str() {
                "yes" | "y" => Ok("yes".to_owned()),
                "no" | "n" => Ok("no".to_owned()),
                _ => Err("Answer yes or no.".to_owned()),
            },
            Ask::Environment(_) if typed.is_empty() => self.all_named().map(|()| String::new()),
            Ask::Environment(_) => self.usable(typed).map(|()| typed.to_owned()),
            Ask::Role(_) => self.role(&typed.to_lowercase()),
            Ask::Center(_) | Ask::Serial(_) | Ask::WindowStart if typed.is_empty() => Ok(String::new()),
            Ask::Center(_) => address(typed).map_err(|error| wrong(&error)),
            Ask::Serial(_) => {
                let serial: SerialNumber = typed.parse().map_err(|error| wrong(&error))?;
                let has_it =
                    |(asked, answer): &&(Ask, String)| matches!(asked, Ask::Serial(_)) && answer == serial.as_str();
                match self.answers.iter().find(has_it) {
                    Some((Ask::Serial(place), _)) => {
                        Err(format!("{} has it: each environment has its own.", self.environments()[*place].0))
                    }
                    Some(_) | None => Ok(serial.to_string()),
                }
            }
            Ask::WindowStart => moment(typed).map(|_| typed.to_owned()),
            Ask::WindowEnd => {
                let in_order = moment(typed)? > moment(self.of(Ask::WindowStart))?;
                if in_order { Ok(typed.to_owned()) } else { Err("The window closes after it opens.".to_owned()) }
            }
            Ask::Name | Ask::Module => Ok(typed.to_owned()),
        }
    }

    fn role(&self, word: &str) -> Result<String, String> {
        let role = Role::ALL.into_iter().find(|role| role.word() == word);
        let role = role.ok_or_else(|| format!("One of: {}.", roles()))?;
        let taken =
            self.answers.iter().any(|(ask, answer)| matches!(ask, Ask::Role(_)) && answer == Role::LifeTime.word());
        if role == Role::LifeTime && taken {
            return Err("Another environment is LifeTime already, and there is only one.".to_owned());
        }
        Ok(role.word().to_owned())
    }

    fn all_named(&self) -> Result<(), String> {
        let named = self.environments();
        let lifetimes = named.iter().filter(|(_, role)| *role == Role::LifeTime).count();
        match (lifetimes, named.len()) {
            (0, _) => Err("One of them must have the role lifetime.".to_owned()),
            (_, 0 | 1) => Err("At least one environment besides LifeTime is needed.".to_owned()),
            _ => Ok(()),
        }
    }

    fn usable(&self, name: &str) -> Result<(), String> {
        let id = EnvironmentId::from_name(name).map_err(|wrong| format!("Not quite: {wrong}."))?;
        let taken =
            self.environments().iter().any(|(other, _)| EnvironmentId::from_name(other).is_ok_and(|other| other == id));
        let edition = self.editions.iter().find(|edition| edition.id == self.of(Ask::Edition));
        if edition.is_some_and(|edition| edition.taken.iter().any(|phase| phase == id.as_str())) {
            return Err("That is the name of a phase of the procedure. Give the environment another one.".to_owned());
        }
        if taken { Err("There is an environment of that name already.".to_owned()) } else { Ok(()) }
    }
}

fn moment(typed: &str) -> Result<Timestamp, String> {
    typed
        .parse()
        .map_err(|_| "Not quite: a time with its offset is wanted, such as 2026-11-28T22:00:00+01:00.".to_owned())
}
