//! Reads the tables of a TOML file key by key, and gathers what is wrong instead of stopping at the first fault.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    fmt::Display,
    ops::Range,
};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    backslash,
    fault::{Fault, Faults},
};
use crate::domain::{nearest::nearest, text::shown};

/// The faults found so far in a file.
pub(super) struct Findings<'a> {
    text: &'a str,
    faults: RefCell<Vec<Fault>>,
}

/// A table, of which every key has to be asked for.
pub(crate) struct Sheet<'a> {
    findings: &'a Findings<'a>,
    table: &'a DeTable<'a>,
    path: String,
    at: Range<usize>,
    known: RefCell<BTreeSet<&'static str>>,
    finished: Cell<bool>,
}

/// Reads a whole file: `read` fills in a value from its top table; any fault found makes it an error.
pub(crate) fn read<T>(file: &str, text: &str, read: impl FnOnce(&Sheet<'_>) -> Option<T>) -> Result<T, Faults> {
    let findings = Findings { text, faults: RefCell::new(Vec::new()) };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = error.span().unwrap_or(0..0);
        // Each escape of a path is an error of its own; it is said once.
        match backslash::text_at(table.get_ref(), at.start, "") {
            Some((field, span)) if backslash::has_one(&text[span.clone()]) => {
                findings.fault(span, &field, backslash::HINT);
            }
            Some(_) | None => {
                let message = error.message().lines().collect::<Vec<_>>().join(", ");
                findings.fault(at, "", format!("not valid TOML: {message}"));
            }
        }
    }
    let value = if errors.is_empty() {
        let sheet = Sheet::new(&findings, table.get_ref(), String::new(), table.span());
        let value = read(&sheet);
        sheet.finish();
        value
    } else {
        None
    };
    let mut list = findings.faults.into_inner();
    list.sort_by_key(|fault| fault.line);
    list.dedup();
    match value {
        Some(value) if list.is_empty() => Ok(value),
        Some(_) | None => Err(Faults { file: file.to_owned(), list }),
    }
}

impl Findings<'_> {
    fn fault(&self, at: Range<usize>, field: &str, message: impl Display) {
        let line = self.line(at.start);
        self.faults.borrow_mut().push(Fault { line, field: field.to_owned(), message: message.to_string() });
    }
}

impl Findings<'_> {
    /// The line of a place in the text, from 1.
    fn line(&self, place: usize) -> usize {
        let before = self.text.get(..place).unwrap_or(self.text);
        before.bytes().filter(|byte| *byte == b'\n').count() + 1
    }
}

impl<'a> Sheet<'a> {
    fn new(findings: &'a Findings<'a>, table: &'a DeTable<'a>, path: String, at: Range<usize>) -> Self {
        Self { findings, table, path, at, known: RefCell::default(), finished: Cell::new(false) }
    }

    /// The line on which the table begins.
    pub(crate) fn line(&self) -> usize {
        self.findings.line(self.at.start)
    }

    /// The line of a key; that of the table where the key is not there.
    pub(crate) fn line_of(&self, key: &str) -> usize {
        self.findings.line(self.table.get(key).map_or(self.at.start, |value| value.span().start))
    }

    /// Something is wrong with the table as a whole.
    pub(crate) fn fault(&self, message: impl Display) {
        self.findings.fault(self.at.clone(), &self.path, message);
    }

    /// Something is wrong with the value of a key.
    pub(crate) fn fault_at(&self, key: &str, message: impl Display) {
        let at = self.table.get(key).map_or(self.at.clone(), Spanned::span);
        self.findings.fault(at, &self.field(key), message);
    }

    fn field(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn value(&self, key: &'static str) -> Option<&'a DeValue<'a>> {
        self.known.borrow_mut().insert(key);
        self.table.get(key).map(Spanned::get_ref)
    }

    /// The text of a key, where it is one; what is wrong with it is not said here.
    pub(crate) fn peek(&self, key: &str) -> Option<String> {
        self.table.get(key)?.get_ref().as_str().map(|text| text.trim().to_owned())
    }

    /// Whether the key is there.
    pub(crate) fn has(&self, key: &'static str) -> bool {
        self.value(key).is_some()
    }

    fn typed<T>(&self, key: &'static str, wanted: &str, read: impl FnOnce(&'a DeValue<'a>) -> Option<T>) -> Option<T> {
        let value = self.value(key)?;
        let read = read(value);
        if read.is_none() {
            self.fault_at(key, format!("must be {wanted}, not {}", of_type(value)));
        }
        read
    }

    fn required<T>(&self, key: &'static str, value: Option<T>) -> Option<T> {
        if !self.table.contains_key(key) {
            self.fault(format!("the key {key} is missing"));
        }
        value
    }

    /// A text that may be left out.
    pub(crate) fn optional(&self, key: &'static str) -> Option<String> {
        self.untrimmed(key).map(|text| text.trim().to_owned())
    }

    /// A text that may be left out, with the blanks around it: the name of a file may have some.
    pub(crate) fn untrimmed(&self, key: &'static str) -> Option<String> {
        let text = self.typed(key, "a text in quotes", DeValue::as_str)?;
        // A text that cannot be seen is none, and a name that reorders the line it stands in would pass for another.
        let shown = shown(text);
        if shown.trim().is_empty() {
            self.fault_at(key, "must not be empty");
            return None;
        }
        let raw = self.table.get(key).and_then(|value| self.findings.text.get(value.span())).unwrap_or_default();
        match one_line(text.trim(), raw) {
            Ok(()) => Some(shown),
            Err(why) => {
                self.fault_at(key, why);
                None
            }
        }
    }

    /// A text of any number of lines that may be left out, as it is.
    pub(crate) fn lines(&self, key: &'static str) -> Option<String> {
        let text = self.typed(key, "a text in quotes", DeValue::as_str)?;
        if shown(text).trim().is_empty() {
            self.fault_at(key, "must not be empty");
            return None;
        }
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            self.fault_at(key, "must be text without control characters, except line breaks and tabs");
            return None;
        }
        Some(text.to_owned())
    }

    /// A text that must be there.
    pub(crate) fn text(&self, key: &'static str) -> Option<String> {
        self.required(key, self.optional(key))
    }

    /// A text that may be left out, parsed.
    pub(crate) fn optional_parsed<T, E: Display>(
        &self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.optional(key)?;
        parse(&text).map_err(|wrong| self.fault_at(key, wrong)).ok()
    }

    /// A text that must be there, parsed.
    pub(crate) fn parsed<T, E: Display>(
        &self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        self.required(key, self.optional_parsed(key, parse))
    }

    /// One of some words.
    pub(crate) fn word<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        self.optional_parsed(key, |text| choose(text, words))
    }

    /// Yes or no; left out means no.
    pub(crate) fn flag(&self, key: &'static str) -> bool {
        self.typed(key, "true or false", DeValue::as_bool).unwrap_or(false)
    }

    /// A whole number from 0 to `most`.
    pub(crate) fn number(&self, key: &'static str, most: u32) -> Option<u32> {
        let number = self.typed(key, "a whole number", DeValue::as_integer)?;
        let parsed = u32::from_str_radix(number.as_str(), number.radix()).ok().filter(|number| *number <= most);
        if parsed.is_none() {
            self.fault_at(key, format!("must be a whole number from 0 to {most}"));
        }
        parsed
    }

    /// A list of texts; left out means none.
    pub(crate) fn texts(&self, key: &'static str) -> Vec<String> {
        let list = self.typed(key, "a list of texts", DeValue::as_array);
        let mut texts = Vec::new();
        for entry in list.into_iter().flat_map(|list| list.iter()) {
            let raw = self.findings.text.get(entry.span()).unwrap_or_default();
            match entry.get_ref().as_str().map(|text| (text.trim(), one_line(text.trim(), raw))) {
                Some((text, Ok(()))) if !text.is_empty() => texts.push(text.to_owned()),
                Some((_, Err(backslash::HINT))) => self.fault_at(key, backslash::HINT),
                Some(_) | None => {
                    self.fault_at(key, "must be a list of quoted texts, each on one line and not empty");
                }
            }
        }
        texts
    }

    /// A table that may be left out.
    pub(crate) fn table(&self, key: &'static str) -> Option<Sheet<'a>> {
        let table = self.typed(key, "a table", DeValue::as_table)?;
        let at = self.table.get(key).map_or(0..0, Spanned::span);
        Some(Sheet::new(self.findings, table, self.field(key), at))
    }

    /// A list of tables; left out means none.
    pub(crate) fn tables(&self, key: &'static str) -> Vec<Sheet<'a>> {
        let list = self.typed(key, "a list of tables", DeValue::as_array);
        let entries = list.into_iter().flat_map(|list| list.iter()).enumerate();
        entries
            .filter_map(|(place, entry)| {
                let path = format!("{}[{}]", self.field(key), place + 1);
                let table = entry.get_ref().as_table();
                if table.is_none() {
                    self.findings.fault(entry.span(), &path, "must be a table");
                }
                table.map(|table| Sheet::new(self.findings, table, path, entry.span()))
            })
            .collect()
    }

    /// All entries of a table whose keys are not fixed, each as one table or a list of tables.
    pub(crate) fn entries(&self) -> Vec<(&'a str, Vec<Sheet<'a>>)> {
        self.finished.set(true);
        let entries = self.table.iter().map(|(key, value)| {
            let key: &'a str = key.get_ref();
            (key, self.one_or_many(key, value))
        });
        entries.collect()
    }

    fn one_or_many(&self, key: &str, value: &'a Spanned<DeValue<'a>>) -> Vec<Sheet<'a>> {
        let path = self.field(&format!("{key:?}"));
        let values: Vec<&'a Spanned<DeValue<'a>>> = match value.get_ref().as_array() {
            Some(list) => list.iter().collect(),
            None => vec![value],
        };
        let sheet = |value: &'a Spanned<DeValue<'a>>| {
            let table = value.get_ref().as_table();
            if table.is_none() {
                self.findings.fault(value.span(), &path, "must be a table, or a list of tables");
            }
            table.map(|table| Sheet::new(self.findings, table, path.clone(), value.span()))
        };
        values.into_iter().filter_map(sheet).collect()
    }

    /// All entries of a table whose keys are not fixed, as texts or yes and no.
    pub(crate) fn words(&self) -> Vec<(&'a str, String)> {
        self.finished.set(true);
        let mut words = Vec::new();
        for (key, value) in self.table {
            match (value.get_ref().as_str(), value.get_ref().as_bool()) {
                (Some(text), _) => words.push((key.get_ref().as_ref(), text.trim().to_owned())),
                (None, Some(yes)) => words.push((key.get_ref().as_ref(), if yes { "yes" } else { "no" }.to_owned())),
                (None, None) => self.fault_at(key.get_ref(), "must be a text in quotes"),
            }
        }
        words
    }

    /// Nothing more is said about this table: what is wrong with it is said already.
    pub(crate) fn skip(&self) {
        self.finished.set(true);
    }

    /// All keys have been asked for: the others are unknown.
    pub(crate) fn finish(&self) {
        if self.finished.replace(true) {
            return;
        }
        let known = self.known.borrow();
        for (key, _) in self.table.iter().filter(|(key, _)| !known.contains(key.get_ref().as_ref())) {
            let hint = match nearest(key.get_ref(), known.iter().copied()) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("known here: {}", known.iter().copied().collect::<Vec<_>>().join(", ")),
            };
            self.findings.fault(key.span(), &self.field(key.get_ref()), format!("unknown key; {hint}"));
        }
    }
}

impl Drop for Sheet<'_> {
    fn drop(&mut self) {
        self.finish();
    }
}

/// Whether a text is one line, and no path whose backslashes began escapes; `raw` is how it stands in the file.
fn one_line(text: &str, raw: &str) -> Result<(), &'static str> {
    let has_control = text.chars().any(char::is_control);
    if backslash::is_drive(raw) || has_control && backslash::has_escape(raw) {
        return Err(backslash::HINT);
    }
    if has_control { Err("must be one line, without control characters") } else { Ok(()) }
}

/// One of some words, or which are allowed.
pub(crate) fn choose<T: Copy>(text: &str, words: &[(&str, T)]) -> Result<T, String> {
    match words.iter().find(|(word, _)| *word == text) {
        Some((_, value)) => Ok(*value),
        None => Err(format!(
            "{text:?} is not known; allowed: {}",
            words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ")
        )),
    }
}

const fn of_type(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
