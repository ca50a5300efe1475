//! Setting up a migration by questions: each answer is checked as it is given, and asked again with what is wrong.

use std::{
    fmt::{Display, Write as _},
    io::{BufRead, Write},
};

use super::Printer;
use crate::domain::{
    identity::{ActivationCode, SerialNumber},
    infrastructure::{EnvironmentId, Role},
};

/// The environments that most infrastructures have.
const USUAL: [(&str, Role); 4] = [
    ("LifeTime", Role::LifeTime),
    ("Development", Role::Development),
    ("Quality", Role::Test),
    ("Production", Role::Production),
];

/// Asks for everything that `infrastructure.toml` needs, and answers with its text; none when the input ends.
pub fn ask<I: BufRead, O: Write>(input: I, out: Printer<O>) -> Option<String> {
    let mut questions = Questions { input, out };
    questions.out.line("This sets up a migration. Nothing is touched; Ctrl-C leaves without writing anything.");
    let name = questions.text("Name of the infrastructure", Some("ACME"))?;
    let source: ActivationCode = questions.parsed("Activation Code you move from (AAA)")?;
    let target: ActivationCode = loop {
        let target: ActivationCode = questions.parsed("Activation Code you move to (BBB)")?;
        if target != source {
            break target;
        }
        questions.out.line("That is the same code: there is nothing to move. Look for the new one.");
    };
    let module = questions.text("Module for the test republish", Some("ECT_Provider"))?;
    let mut text = format!(
        "name = {}\nsource = \"{source}\"\ntarget = \"{target}\"\nmodule = {}\n",
        quoted(&name),
        quoted(&module)
    );
    for (name, role) in questions.environments()? {
        let center = questions.optional(&format!("{name}: address of its Service Center"), address)?;
        let serial = questions.optional(&format!("{name}: its Serial Number"), str::parse::<SerialNumber>)?;
        let _ = write!(text, "\n[[environment]]\nname = {}\nrole = \"{}\"\n", quoted(&name), role.word());
        if let Left::In(center) = center {
            let _ = writeln!(text, "service_center = {}", quoted(&center));
        }
        if let Left::In(serial) = serial {
            let _ = writeln!(text, "serial = \"{serial}\"");
        }
    }
    Some(text)
}

/// An answer that may be left out.
enum Left<T> {
    In(T),
    Out,
}

struct Questions<I, O: Write> {
    input: I,
    out: Printer<O>,
}

impl<I: BufRead, O: Write> Questions<I, O> {
    /// A line; the default where it is empty and there is one.
    fn text(&mut self, prompt: &str, default: Option<&str>) -> Option<String> {
        loop {
            let hint = default.map_or_else(String::new, |default| format!(" [{default}]"));
            self.out.prompt(&format!("{prompt}{hint}:"));
            let mut line = String::new();
            if self.input.read_line(&mut line).ok()? == 0 {
                return None;
            }
            let line = crate::domain::text::one_line(&line);
            match (line.is_empty(), default) {
                (false, _) => return Some(line),
                (true, Some(default)) => return Some(default.to_owned()),
                (true, None) => self.out.line("Type an answer."),
            }
        }
    }

    fn parsed<T: std::str::FromStr<Err: Display>>(&mut self, prompt: &str) -> Option<T> {
        loop {
            match self.text(prompt, None)?.parse() {
                Ok(value) => return Some(value),
                Err(wrong) => self.out.line(&format!("Not quite: {wrong}.")),
            }
        }
    }

    /// An answer that may be left out with an empty line.
    fn optional<T, E: Display>(&mut self, prompt: &str, parse: impl Fn(&str) -> Result<T, E>) -> Option<Left<T>> {
        loop {
            let line = self.text(&format!("{prompt} (Enter leaves it out)"), Some(""))?;
            if line.is_empty() {
                return Some(Left::Out);
            }
            match parse(&line) {
                Ok(value) => return Some(Left::In(value)),
                Err(wrong) => self.out.line(&format!("Not quite: {wrong}.")),
            }
        }
    }

    /// The usual four, or others by name and role.
    fn environments(&mut self) -> Option<Vec<(String, Role)>> {
        let usual = USUAL.map(|(name, _)| name).join(", ");
        let answer = self.text(&format!("Are these all environments: {usual}? (yes or no)"), Some("yes"))?;
        if matches!(answer.to_lowercase().as_str(), "yes" | "y") {
            return Some(USUAL.map(|(name, role)| (name.to_owned(), role)).to_vec());
        }
        self.out.line("Then name them one by one, LifeTime among them. An empty line ends the list.");
        let mut named: Vec<(String, Role)> = Vec::new();
        loop {
            let name = self.text(&format!("Environment {}", named.len() + 1), Some(""))?;
            if name.is_empty() {
                match complete(&named) {
                    Ok(()) => return Some(named),
                    Err(missing) => self.out.line(missing),
                }
                continue;
            }
            match usable(&name, &named) {
                Ok(()) => named.push((name.clone(), self.role(&name)?)),
                Err(wrong) => self.out.line(&wrong),
            }
        }
    }

    fn role(&mut self, name: &str) -> Option<Role> {
        let words = Role::ALL.map(Role::word).join(", ");
        loop {
            let word = self.text(&format!("{name}: its role ({words})"), None)?.to_lowercase();
            match Role::ALL.into_iter().find(|role| role.word() == word) {
                Some(role) => return Some(role),
                None => self.out.line(&format!("One of: {words}.")),
            }
        }
    }
}

fn complete(named: &[(String, Role)]) -> Result<(), &'static str> {
    match named.iter().filter(|(_, role)| *role == Role::LifeTime).count() {
        0 => Err("One of them must have the role lifetime."),
        1 if named.len() > 1 => Ok(()),
        1 => Err("At least one environment besides LifeTime is needed."),
        _ => Err("Only one can have the role lifetime. Ctrl-C and begin again."),
    }
}

fn usable(name: &str, named: &[(String, Role)]) -> Result<(), String> {
    let id = EnvironmentId::from_name(name).map_err(|wrong| wrong.to_string())?;
    let taken = named.iter().any(|(other, _)| EnvironmentId::from_name(other).is_ok_and(|other| other == id));
    if taken { Err("There is an environment of that name already.".to_owned()) } else { Ok(()) }
}

fn address(text: &str) -> Result<String, &'static str> {
    let fine = text.starts_with("https://") || text.starts_with("http://");
    if fine { Ok(text.to_owned()) } else { Err("an address begins with https:// or http://") }
}

/// A TOML text in quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
