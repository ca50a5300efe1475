//! The parts of the text for Support.

use serde::Serialize;

/// The text for Support, in its parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ticket {
    /// Whether it is about a rehearsal.
    pub rehearsal: bool,
    /// The subject: the infrastructure, and every kind of trouble.
    pub subject: String,
    /// Facts about the whole, each with its label.
    pub facts: Vec<TicketFact>,
    /// What is asked, and whom it concerns.
    pub requests: Vec<TicketSection>,
    /// Every environment.
    pub environments: Vec<EnvironmentLine>,
    /// Backups, and the rollback.
    pub rollback: Vec<String>,
    /// What was tried.
    pub tried: Vec<String>,
    /// Notes that people wrote.
    pub notes: Vec<String>,
    /// The version of acmove.
    pub acmove: &'static str,
    /// How many records the journal has.
    pub records: u64,
    /// The hash of the last one.
    pub head: String,
}

/// A fact with its label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TicketFact {
    /// The label.
    pub label: &'static str,
    /// The fact.
    pub value: String,
}

/// Lines under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TicketSection {
    /// The heading.
    pub heading: String,
    /// The lines.
    pub lines: Vec<String>,
}

/// An environment, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EnvironmentLine {
    /// Its name.
    pub name: String,
    /// Its purpose.
    pub role: &'static str,
    /// Its serial number, where it is known.
    pub serial: Option<String>,
    /// The license that is installed.
    pub license: String,
    /// The value of *Intellectual Property*.
    pub intellectual_property: String,
    /// The version of the platform, where a page showed it.
    pub platform: Option<String>,
    /// The outcome of the test republish.
    pub republish: String,
    /// Its AAA backup.
    pub backup: String,
}

impl EnvironmentLine {
    /// The environment in a line.
    pub(super) fn told(&self) -> String {
        let platform = self.platform.as_ref().map_or_else(String::new, |version| format!(", platform {version}"));
        format!(
            "- {} ({}), serial number {}, license {}, Intellectual Property {}{platform}, test republish {}, AAA backup {}",
            self.name,
            self.role,
            self.serial.as_deref().unwrap_or("not known"),
            self.license,
            self.intellectual_property,
            self.republish,
            self.backup
        )
    }
}
