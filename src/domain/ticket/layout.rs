//! The text for Support as plain text, which every portal and mail program takes.

use super::parts::{EnvironmentLine, Ticket};

/// The most characters of a line, where it can be broken.
pub const LONGEST_LINE: usize = 100;

impl Ticket {
    /// The parts as text; every line stands for itself, however long it is.
    pub fn text(&self) -> String {
        let mut lines: Vec<String> = Vec::new();
        if self.rehearsal {
            lines.push("REHEARSAL - for the practice Support only".to_owned());
        }
        lines.extend([format!("Subject: {}", self.subject), String::new()]);
        lines.extend(self.facts.iter().map(|fact| format!("{}: {}", fact.label, fact.value)));
        lines.push(String::new());
        for section in &self.requests {
            lines.push(section.heading.clone());
            lines.extend(section.lines.iter().cloned());
            lines.push(String::new());
        }
        lines.push("All environments:".to_owned());
        lines.extend(self.environments.iter().map(EnvironmentLine::told));
        lines.push(String::new());
        lines.extend(self.rollback.iter().cloned());
        if !self.tried.is_empty() {
            lines.extend([String::new(), "What was done about it:".to_owned()]);
            lines.extend(self.tried.iter().cloned());
        }
        lines.extend(self.notes.iter().map(|note| format!("Note: {note}")));
        lines.extend([String::new(), self.written()]);
        lines.join("\n") + "\n"
    }

    /// What wrote it, and from how many records.
    pub fn written(&self) -> String {
        format!("Written by acmove {} from {} records; the last one is {}", self.acmove, self.records, self.head)
    }
}

/// A text whose lines have at most so many characters, as far as words can be kept whole; what follows in another line is
/// indented below the first.
pub fn wrapped(text: &str, most: usize) -> String {
    let lines = text.lines().flat_map(|line| broken(line, most));
    lines.map(|line| line + "\n").collect()
}

fn broken(line: &str, most: usize) -> Vec<String> {
    if line.chars().count() <= most {
        return vec![line.to_owned()];
    }
    let own = line.len() - line.trim_start().len();
    let indent = " ".repeat(own + 2);
    let mut lines = vec![line[..own].to_owned()];
    let mut is_first_word = true;
    for word in line.split_whitespace() {
        let Some(last) = lines.last_mut() else { break };
        let (length, added) = (last.chars().count(), word.chars().count());
        if is_first_word || length + 1 + added <= most {
            if !is_first_word && !last.ends_with(' ') {
                last.push(' ');
            }
            last.push_str(word);
        } else {
            lines.push(format!("{indent}{word}"));
        }
        is_first_word = false;
    }
    lines
}
