//! What a page does not say, or whose it is not: with what stands in the way of reading it, where that is known.

use std::{borrow::Cow, fmt};

use super::super::identity::{SerialNumber, difference::Difference};

/// The fields that a page has to show, and whose values could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageGap {
    fields: Vec<Cow<'static, str>>,
    problems: Vec<String>,
}

/// Why nobody can tell whose page it is; mostly nothing is known beyond that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrangePage(Vec<String>);

impl PageGap {
    /// These fields of a page, of whose problems only those count that are about one of them.
    pub fn new(fields: Vec<Cow<'static, str>>, problems: &[String]) -> Self {
        let is_about = |problem: &&String| fields.iter().any(|field| problem.contains(field.as_ref()));
        let problems = problems.iter().filter(is_about).cloned().collect();
        Self { fields, problems }
    }
}

impl StrangePage {
    /// A page with these problems that shows this serial number, among environments that have others.
    pub fn new<'a>(
        found: Option<&SerialNumber>,
        problems: &[String],
        known: impl Iterator<Item = (&'a str, &'a SerialNumber)>,
    ) -> Self {
        let near = known.filter_map(|(name, serial)| {
            let difference = Difference::of(serial.as_str(), found?.as_str())?;
            Some(format!("It is similar to the one of {name}, {serial}. {}", difference.words()))
        });
        let unread = problems.iter().filter(|problem| problem.contains("Serial Number")).cloned();
        Self(unread.chain(near).collect())
    }
}

impl fmt::Display for PageGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}. ", self.fields.join(", "))?;
        for problem in &self.problems {
            write!(f, "{problem} ")?;
        }
        // What a document or a mail has changed is not mended by copying it again.
        f.write_str(if self.problems.is_empty() {
            "Filter the features by Intellectual Property, then copy the whole page with Ctrl+A, Ctrl+C."
        } else {
            "Copy the whole page from the browser with Ctrl+A, Ctrl+C, or save the page as HTML and select that file."
        })
    }
}

impl fmt::Display for StrangePage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|hint| write!(f, " {hint}"))
    }
}
