//! Setting up a migration, one question after the other: the same questions on the screen and in line mode. Each answer is
//! checked as it is given; going back loses none. What comes out is the text of `infrastructure.toml`.

mod check;
mod words;

use std::fmt::Write as _;

use crate::domain::{infrastructure::Role, text::one_line};

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

/// A TOML text in quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
