//! A set-up that is under way: the value of each field, and what can be chosen in it.

use std::sync::Arc;

use jiff::{Timestamp, tz::TimeZone};

use super::{
    answers::SetupAnswers,
    edition::{EditionChoice, RequirementChoice},
    field::{Column, Field},
    machine::{FolderSeen, Machine},
};
use crate::domain::infrastructure::Role;

/// What becomes of the commands of an older description.
const COMMANDS: [&str; 2] = ["keep", "leave out"];

/// A set-up that is under way.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The answers.
    pub answers: SetupAnswers,
    /// The editions that can be followed; the first is the one that is usually followed.
    pub editions: Vec<EditionChoice>,
    /// Where it will be written, when that was asked for.
    pub folder: Option<String>,
    /// The zone in which a time without an offset is meant.
    pub(super) zone: TimeZone,
    /// When it was begun, or gone on with.
    pub(super) now: Timestamp,
    /// Looks at the machine, where somebody can.
    pub(super) machine: Option<Arc<dyn Machine>>,
    /// What was seen last where a folder should be, and the text that named it.
    pub(super) looked: Option<(String, FolderSeen)>,
    /// The folder of downloads that is offered.
    downloads: String,
    /// Names that a new folder cannot have here.
    pub(super) names: Vec<String>,
}

/// The answers before anybody answered: the first edition that is offered.
pub(super) fn usual(editions: &[EditionChoice]) -> SetupAnswers {
    SetupAnswers::usual(editions.first().map_or_else(String::new, |edition| edition.id.clone()))
}

impl Setup {
    /// A set-up in which nothing was answered yet.
    pub fn new(editions: Vec<EditionChoice>, zone: TimeZone, now: Timestamp) -> Self {
        let answers = usual(&editions);
        let (machine, looked) = (None, None);
        Self {
            answers,
            editions,
            folder: None,
            zone,
            now,
            machine,
            looked,
            downloads: String::new(),
            names: Vec::new(),
        }
    }

    /// The same on a machine, which offers a folder of downloads, and on which folders of these names are not free.
    #[must_use]
    pub fn on(mut self, machine: Arc<dyn Machine>, downloads: Option<String>, names: Vec<String>) -> Self {
        self.machine = Some(machine);
        self.downloads = downloads.unwrap_or_default();
        self.answers.downloads.clone_from(&self.downloads);
        self.names = names;
        self
    }

    /// The same with answers that were kept. Where only one edition is offered, it is the one.
    #[must_use]
    pub fn resumed(mut self, answers: SetupAnswers) -> Self {
        let only = std::mem::replace(&mut self.answers, answers).edition;
        if self.editions.len() == 1 {
            self.answers.edition = only;
        }
        self.look(Field::Downloads);
        self
    }

    /// Whether nothing was answered yet.
    pub fn is_untouched(&self) -> bool {
        self.answers == SetupAnswers { downloads: self.downloads.clone(), ..usual(&self.editions) }
    }

    /// The edition that was chosen, where it is one of those offered.
    pub fn edition(&self) -> Option<&EditionChoice> {
        self.editions.iter().find(|edition| edition.id == self.answers.edition)
    }

    /// The requirements of the edition that was chosen; none where the edition is unknown.
    pub fn requirements(&self) -> &[RequirementChoice] {
        self.edition().map_or(&[], |edition| &edition.requirements)
    }

    /// The answer to a question; `None` until it is answered.
    pub fn holds(&self, place: usize) -> Option<bool> {
        let question = self.questions().into_iter().nth(place)?;
        self.answers.requirements.get(&question.id).copied()
    }

    /// The text of a field, as it stands there; of a choice, what was chosen.
    pub fn value(&self, field: Field) -> &str {
        let answers = &self.answers;
        match field {
            Field::Name => &answers.name,
            Field::Source => &answers.source,
            Field::Target => &answers.target,
            Field::Module => &answers.module,
            Field::Start => &answers.window_start,
            Field::End => &answers.window_end,
            Field::Downloads => &answers.downloads,
            Field::LifeTime => answers.lifetime.as_ref().map_or("", |known| &known.url),
            Field::Token => self.token_variable(),
            Field::Portal => &answers.portal,
            Field::Support => &answers.support,
            Field::Contact => &answers.contact,
            Field::Commands => COMMANDS[usize::from(answers.without_commands)],
            Field::Edition => &answers.edition,
            Field::Requirement(place) => match self.holds(place) {
                Some(true) => "yes",
                Some(false) => "no",
                None => "",
            },
            Field::Cell(row, column) => answers.environments.get(row).map_or("", |site| match column {
                Column::Name => &site.name,
                Column::Role => site.role.map_or("", Role::word),
                Column::Center => &site.service_center,
                Column::Serial => &site.serial,
                Column::Id => &site.id,
            }),
        }
    }

    /// Where the text of a field is kept; nowhere for a choice.
    fn place_of(&mut self, field: Field) -> Option<&mut String> {
        let answers = &mut self.answers;
        match field {
            Field::Name => Some(&mut answers.name),
            Field::Source => Some(&mut answers.source),
            Field::Target => Some(&mut answers.target),
            Field::Module => Some(&mut answers.module),
            Field::Start => Some(&mut answers.window_start),
            Field::End => Some(&mut answers.window_end),
            Field::Downloads => Some(&mut answers.downloads),
            Field::Portal => Some(&mut answers.portal),
            Field::Support => Some(&mut answers.support),
            Field::Contact => Some(&mut answers.contact),
            // Of LifeTime, the parts are known together or not at all.
            Field::LifeTime | Field::Token | Field::Commands | Field::Edition | Field::Requirement(_) => None,
            Field::Cell(row, column) => {
                let site = answers.environments.get_mut(row)?;
                match column {
                    Column::Name => Some(&mut site.name),
                    Column::Center => Some(&mut site.service_center),
                    Column::Serial => Some(&mut site.serial),
                    Column::Id => Some(&mut site.id),
                    Column::Role => None,
                }
            }
        }
    }

    /// Puts a text into a field; a choice is not changed by it.
    pub fn put(&mut self, field: Field, text: &str) {
        if field == Field::LifeTime {
            self.reach(|known| text.clone_into(&mut known.url));
        } else if field == Field::Token {
            self.reach(|known| text.clone_into(&mut known.token_env));
        } else if let Some(place) = self.place_of(field) {
            text.clone_into(place);
        }
    }

    /// The options of a field; none where text is typed.
    pub fn options(&self, field: Field) -> Vec<String> {
        match field {
            Field::Cell(_, Column::Role) => Role::ALL.map(|role| role.word().to_owned()).to_vec(),
            Field::Edition => self.editions.iter().map(|edition| edition.id.clone()).collect(),
            Field::Requirement(_) => vec!["yes".to_owned(), "no".to_owned()],
            Field::Commands => COMMANDS.map(str::to_owned).to_vec(),
            Field::Name
            | Field::Source
            | Field::Target
            | Field::Module
            | Field::Start
            | Field::End
            | Field::Downloads
            | Field::LifeTime
            | Field::Token
            | Field::Portal
            | Field::Support
            | Field::Contact
            | Field::Cell(_, Column::Name | Column::Center | Column::Serial | Column::Id) => Vec::new(),
        }
    }

    /// Which of its options is chosen.
    pub fn chosen(&self, field: Field) -> Option<usize> {
        let value = self.value(field);
        self.options(field).iter().position(|option| option == value)
    }

    /// Chooses one of the options of a field.
    pub fn choose(&mut self, field: Field, option: usize) {
        match field {
            Field::Cell(row, Column::Role) => {
                if let (Some(site), Some(role)) = (self.answers.environments.get_mut(row), Role::ALL.get(option)) {
                    site.role = Some(*role);
                }
            }
            Field::Edition => {
                if let Some(edition) = self.editions.get(option) {
                    self.answers.edition.clone_from(&edition.id);
                }
            }
            Field::Commands => self.answers.without_commands = option == 1,
            Field::Requirement(place) => {
                if let Some(question) = self.questions().into_iter().nth(place) {
                    self.answers.requirements.insert(question.id, option == 0);
                }
            }
            Field::Name
            | Field::Source
            | Field::Target
            | Field::Module
            | Field::Start
            | Field::End
            | Field::Downloads
            | Field::LifeTime
            | Field::Token
            | Field::Portal
            | Field::Support
            | Field::Contact
            | Field::Cell(_, Column::Name | Column::Center | Column::Serial | Column::Id) => {}
        }
    }
}
