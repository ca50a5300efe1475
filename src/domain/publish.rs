//! What a text says of a publish, as far as it was understood. How that is found is the work of `reading`.

use jiff::civil::DateTime;

use super::{page::MessageClass, text::one_line};

/// What a text that somebody gives at a test publish says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublishText {
    /// It has the form of a success.
    Published(PublishSuccess),
    /// It is the page of a module, with the time of its last publish.
    ModulePage(ModulePage),
    /// It says that the publish failed, and with what.
    Failed(MessageClass),
    /// It may say anything: a person has to read it.
    Unclear,
}

/// A text with the form of a success.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublishSuccess {
    /// The modules that it names, as they are written.
    pub modules: Vec<String>,
    /// The times that it names, by the clock of the server.
    pub times: Vec<DateTime>,
    /// The lines that belong to no known form. A success is whole only where they are names that are known here.
    pub others: Vec<String>,
    /// Whether it is from a page of the practice infrastructure.
    pub is_practice: bool,
}

/// The page of a module in Service Center.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ModulePage {
    /// Which module.
    pub module: Option<String>,
    /// *Last Published*, by the clock of the server.
    pub last_published: Option<DateTime>,
    /// What the clock of the server showed when the page was loaded, to the minute.
    pub clock: Option<DateTime>,
    /// The lines that belong to no known part of the page.
    pub others: Vec<String>,
    /// Whether it is a page of the practice infrastructure.
    pub is_practice: bool,
}

/// Parts of names that a module does not have, and that sentences about failures do.
const NO_NAMES: [&str; 24] = [
    "not",
    "no",
    "none",
    "never",
    "nothing",
    "nobody",
    "error",
    "errors",
    "erro",
    "fehler",
    "failed",
    "failure",
    "fail",
    "invalid",
    "ip",
    "ipp",
    "license",
    "warning",
    "warnings",
    "partially",
    "previously",
    "unsuccessfully",
    "skipped",
    "aborted",
];

impl PublishSuccess {
    /// Whether it is a success for somebody who knows nothing of the migration: every line has a known form, and one
    /// module is named at most.
    pub fn is_whole(&self) -> bool {
        let first = self.modules.first();
        let same = |module: &String| first.is_some_and(|first| is_same_module(first, module));
        self.others.is_empty() && self.modules.iter().all(|module| same(module) && is_module_name(module))
    }
}

/// The longest message that a list shows as it is, in characters.
const LONGEST_SHOWN: usize = 240;

/// Parts of the words that a line of a page has which says how a publish ended.
const TELLING: [&str; 8] = ["publish", "error", "fail", "invalid", "cannot", "intellectual", "license ", "not "];

/// A message of a publish on one line, for a list: of a long one, such as a whole page, the lines that tell how it ended.
pub fn gist(message: &str) -> String {
    let whole = one_line(message);
    if whole.chars().count() <= LONGEST_SHOWN {
        return whole;
    }
    let tells = |line: &&str| TELLING.iter().any(|part| line.to_lowercase().contains(part));
    let lines: Vec<&str> = message.lines().filter(tells).collect();
    let told = if lines.is_empty() { whole } else { one_line(&lines.join(" ")) };
    match told.char_indices().nth(LONGEST_SHOWN) {
        Some((end, _)) => format!("{}\u{2026}", told[..end].trim_end()),
        None => told,
    }
}

/// Whether two names are of the same module: their case makes no difference.
pub fn is_same_module(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// Whether a word is surely the name of a module, and not one of a sentence: `ECT_Provider`, `OutSystemsUI`.
pub fn is_module_name(word: &str) -> bool {
    let is_name = word.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && word.chars().all(|c| c.is_alphanumeric() || c == '_');
    let inner = word.char_indices().skip(1).any(|(_, c)| c.is_uppercase()) && word.chars().any(char::is_lowercase);
    let is_marked = inner || word.contains('_') || word.contains(|c: char| c.is_ascii_digit());
    is_name && is_marked && !parts(word).iter().any(|part| NO_NAMES.contains(&part.as_str()))
}

/// The parts of a name in lower case: between underscores, and from capital to capital.
fn parts(word: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut before = '_';
    for c in word.chars() {
        if c == '_' || (c.is_uppercase() && before.is_lowercase()) {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut().filter(|_| c != '_') {
            part.extend(c.to_lowercase());
        }
        before = c;
    }
    parts
}
