//! Setting up a migration, one question after the other: the same questions on the screen and in line mode. Each answer is
//! checked as it is given; going back loses none. What comes out is the text of `infrastructure.toml`.

use std::fmt::Write as _;

use jiff::Timestamp;

use crate::domain::{
    identity::{ActivationCode, SerialNumber},
    infrastructure::{EnvironmentId, Role, address},
    text::one_line,
};

/// The environments that most infrastructures have.
const USUAL: [(&str, Role); 4] = [
    ("LifeTime", Role::LifeTime),
    ("Development", Role::Development),
    ("Quality", Role::Test),
    ("Production", Role::Production),
];

/// What is asked; the numbers are places of environments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// What people call the infrastructure.
    Name,
    /// The Activation Code moved from.
    Source,
    /// The Activation Code moved to.
    Target,
    /// The edition that is followed.
    Edition,
    /// The module of the test republish.
    Module,
    /// Whether the usual four environments are all.
    Usual,
    /// The name of an environment; empty when all are named.
    Environment(usize),
    /// Its role.
    Role(usize),
    /// The address of its Service Center.
    Center(usize),
    /// Its serial number.
    Serial(usize),
    /// When the window opens.
    WindowStart,
    /// When it closes.
    WindowEnd,
}

/// A set-up that is under way: what was answered, in its order.
#[derive(Debug, Clone)]
pub struct Setup {
    editions: Vec<Edition>,
    answers: Vec<(Ask, String)>,
    /// Answers that were gone back over, the nearest last.
    undone: Vec<(Ask, String)>,
}

/// An edition that can be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Its id.
    pub id: String,
    /// What it does, and how it differs from the others, a line each.
    pub lines: Vec<String>,
    /// Names that no environment can have, because phases have them.
    pub taken: Vec<String>,
}

impl Setup {
    /// A set-up in which nothing was answered; the first edition is the one that is usually followed.
    pub const fn new(editions: Vec<Edition>) -> Self {
        Self { editions, answers: Vec::new(), undone: Vec::new() }
    }

    /// What is asked next; nothing when everything is answered.
    pub fn ask(&self) -> Option<Ask> {
        let Some((last, answer)) = self.answers.last() else { return Some(Ask::Name) };
        let count = self.environments().len();
        match *last {
            Ask::Name => Some(Ask::Source),
            Ask::Source => Some(Ask::Target),
            Ask::Target => Some(Ask::Edition),
            Ask::Edition => Some(Ask::Module),
            Ask::Module => Some(Ask::Usual),
            Ask::Usual if is_yes(answer) => Some(Ask::Center(0)),
            Ask::Usual => Some(Ask::Environment(0)),
            Ask::Environment(_) if answer.is_empty() => Some(Ask::Center(0)),
            Ask::Environment(place) => Some(Ask::Role(place)),
            Ask::Role(place) => Some(Ask::Environment(place + 1)),
            Ask::Center(place) => Some(Ask::Serial(place)),
            Ask::Serial(place) if place + 1 < count => Some(Ask::Center(place + 1)),
            Ask::Serial(_) => Some(Ask::WindowStart),
            Ask::WindowStart if answer.is_empty() => None,
            Ask::WindowStart => Some(Ask::WindowEnd),
            Ask::WindowEnd => None,
        }
    }

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

    /// Takes an answer to what is asked.
    ///
    /// # Errors
    /// With what is wrong with it; it is asked again then.
    pub fn answer(&mut self, typed: &str) -> Result<(), String> {
        let Some(ask) = self.ask() else { return Ok(()) };
        let answer = self.checked(ask, &one_line(typed))?;
        if self.undone.pop().is_some_and(|(undone, before)| undone != ask || before != answer) {
            // What came after another answer may make no sense any more.
            self.undone.clear();
        }
        self.answers.push((ask, answer));
        Ok(())
    }

    /// Goes back to the question before; the answer says whether there was one.
    pub fn back(&mut self) -> bool {
        self.answers.pop().map(|answer| self.undone.push(answer)).is_some()
    }

    /// What was answered, in words.
    pub fn answered(&self) -> Vec<(String, &str)> {
        let prompt = |ask| self.prompt(ask).split(['(', '?']).next().unwrap_or_default().trim_end().to_owned();
        self.answers.iter().map(|(ask, answer)| (prompt(*ask), answer.as_str())).collect()
    }

    fn of(&self, wanted: Ask) -> &str {
        self.answers.iter().find(|(ask, _)| *ask == wanted).map_or("", |(_, answer)| answer)
    }

    fn environments(&self) -> Vec<(String, Role)> {
        if is_yes(self.of(Ask::Usual)) {
            return USUAL.map(|(name, role)| (name.to_owned(), role)).to_vec();
        }
        let named = self.answers.iter().filter_map(|(ask, answer)| match ask {
            Ask::Environment(place) if !answer.is_empty() => {
                let role = self.of(Ask::Role(*place));
                let role = Role::ALL.into_iter().find(|known| known.word() == role);
                Some((answer.clone(), role.unwrap_or(Role::Test)))
            }
            _ => None,
        });
        named.collect()
    }

    fn checked(&self, ask: Ask, typed: &str) -> Result<String, String> {
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

    /// The text of `infrastructure.toml`, as far as it was answered.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (key, ask) in [
            ("name", Ask::Name),
            ("procedure", Ask::Edition),
            ("source", Ask::Source),
            ("target", Ask::Target),
            ("module", Ask::Module),
        ] {
            let _ = writeln!(text, "{key} = {}", quoted(self.of(ask)));
        }
        if !self.of(Ask::WindowStart).is_empty() {
            let (start, end) = (quoted(self.of(Ask::WindowStart)), quoted(self.of(Ask::WindowEnd)));
            let _ = writeln!(text, "window = {{ start = {start}, end = {end} }}");
        }
        for (place, (name, role)) in self.environments().iter().enumerate() {
            let _ = write!(text, "\n[[environment]]\nname = {}\nrole = \"{}\"\n", quoted(name), role.word());
            for (key, ask) in [("service_center", Ask::Center(place)), ("serial", Ask::Serial(place))] {
                if !self.of(ask).is_empty() {
                    let _ = writeln!(text, "{key} = {}", quoted(self.of(ask)));
                }
            }
        }
        text
    }
}

fn is_yes(answer: &str) -> bool {
    answer == "yes"
}

fn roles() -> String {
    Role::ALL.map(Role::word).join(", ")
}

fn moment(typed: &str) -> Result<Timestamp, String> {
    typed
        .parse()
        .map_err(|_| "Not quite: a time with its offset is wanted, such as 2026-11-28T22:00:00+01:00.".to_owned())
}

/// A TOML text in quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
