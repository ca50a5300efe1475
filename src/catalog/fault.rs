//! Faults of a file, worded such that they can be mended.

use std::fmt;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// The field, with the tables around it; empty where the file as a whole is meant.
    pub field: String,
    /// The fault, and what is allowed instead.
    pub message: String,
}

/// Everything that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults {
    /// The file's name, as the person gave it.
    pub file: String,
    /// The faults, in the order of their lines.
    pub list: Vec<Fault>,
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, fault) in self.list.iter().enumerate() {
            let end = if place + 1 == self.list.len() { "" } else { "\n" };
            let field = if fault.field.is_empty() { String::new() } else { format!("{}: ", fault.field) };
            write!(f, "{}:{}: {field}{}{end}", self.file, fault.line, fault.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}
