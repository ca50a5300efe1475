//! The words of the questions: what is asked, and what helps to answer.

use super::{
    super::{Column, EditionChoice, Field, Setup, labels::roles},
    Ask, Interview, field,
};

impl Interview {
    /// The question, in words.
    pub fn prompt(&self, ask: Ask) -> String {
        let name = |row: usize| self.setup.called(row);
        let is_there = field(ask).is_some_and(|field| !self.setup.value(field).is_empty());
        let left_out = if is_there { "- removes it" } else { "optional" };
        match ask {
            Ask::Name => "Name of the infrastructure".to_owned(),
            Ask::Source => "Activation Code you move from (AAA)".to_owned(),
            Ask::Target => "Activation Code you move to (BBB)".to_owned(),
            Ask::Edition => "Edition of the procedure".to_owned(),
            Ask::Module => "Module for the test republish".to_owned(),
            Ask::Usual => {
                let names: Vec<String> = (0..self.setup.count()).map(|row| self.with_role(row)).collect();
                format!("Are these all environments: {}? (yes or no)", names.join(", "))
            }
            Ask::Environment(row) if row < self.setup.count() => {
                format!("Name of environment {} (type remove to remove it)", row + 1)
            }
            Ask::Environment(row) => format!("Name of environment {} (press Enter when all are named)", row + 1),
            Ask::Id(row) => format!("{}: its id, for steps and files", name(row)),
            Ask::Role(row) => format!("{}: its role ({})", name(row), roles()),
            Ask::Center(row) => format!("{}: address of its Service Center ({left_out})", name(row)),
            Ask::Serial(row) => format!("{}: its Serial Number ({left_out})", name(row)),
            Ask::Start => format!("When the maintenance window opens ({left_out})"),
            Ask::End => "When the window closes".to_owned(),
            Ask::Optional => {
                "Optional settings (downloads, LifeTime's watch, addresses, your contact): change them? (yes or no)"
                    .to_owned()
            }
            Ask::Downloads => format!("Folder in which your browser saves files ({left_out})"),
            Ask::LifeTime => format!("Address of LifeTime, to watch deployments ({left_out})"),
            Ask::Token => "Name of the environment variable with LifeTime's token".to_owned(),
            Ask::Portal => format!("Address of the Licensing Portal ({left_out})"),
            Ask::Support => format!("Address of Support ({left_out})"),
            Ask::Contact => format!("Whom Support can call: name and number ({left_out})"),
            Ask::Commands => "Commands of the older description (keep, leave out)".to_owned(),
            Ask::Requirement(place) => {
                let question =
                    self.setup.questions().into_iter().nth(place).map_or_else(String::new, |one| one.question);
                let label = self.setup.label(Field::Requirement(place));
                format!("{label}: {question} (yes or no)")
            }
        }
    }

    /// An environment with its role, where its name does not say that.
    fn with_role(&self, row: usize) -> String {
        let name = self.setup.called(row);
        match self.setup.value(Field::Cell(row, Column::Role)) {
            "" => format!("{name} (no role yet)"),
            role if name.to_lowercase() == role => name,
            role => format!("{name} ({role})"),
        }
    }

    /// Help with the answer, a line each.
    pub fn help(&self, ask: Ask) -> Vec<String> {
        match ask {
            Ask::Edition => {
                let lines = |edition: &EditionChoice| {
                    [edition.id.clone()]
                        .into_iter()
                        .chain(edition.lines.iter().map(|line| format!("  {line}")))
                        .collect()
                };
                self.setup.editions.iter().flat_map::<Vec<String>, _>(lines).collect()
            }
            Ask::Usual => vec!["If you answer no, you name them yourself, LifeTime among them.".to_owned()],
            Ask::Optional => self.settings(),
            Ask::Source
            | Ask::Target
            | Ask::Id(_)
            | Ask::Serial(_)
            | Ask::Start
            | Ask::End
            | Ask::Downloads
            | Ask::LifeTime
            | Ask::Token
            | Ask::Portal
            | Ask::Support => field(ask).map(|field| Setup::help(field).to_owned()).into_iter().collect(),
            Ask::Name
            | Ask::Module
            | Ask::Environment(_)
            | Ask::Role(_)
            | Ask::Center(_)
            | Ask::Contact
            | Ask::Commands
            | Ask::Requirement(_) => Vec::new(),
        }
    }

    /// The optional settings as they stand.
    fn settings(&self) -> Vec<String> {
        let settings = self.setup.settings();
        let told: Vec<String> = settings.iter().map(|(label, value)| format!("{label} {value}")).collect();
        if told.is_empty() { Vec::new() } else { vec![format!("Set so far: {}.", told.join("; "))] }
    }

    /// Where the answer that stands there was taken over from, for behind it.
    pub fn taken(&self, ask: Ask) -> String {
        let from = field(ask).and_then(|field| self.setup.taken_from(field));
        from.map_or_else(String::new, |from| format!(" (from {from})"))
    }
}
