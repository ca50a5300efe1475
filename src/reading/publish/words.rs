//! A text as lines of words, as they are compared: without marks at their ends, and without characters that cannot be seen.

use crate::domain::{page::PRACTICE_MARK, text::shown};

/// A line that holds something.
#[derive(Debug)]
pub(super) struct Row {
    /// The line as it is shown to a person.
    pub(super) text: String,
    /// Its cells.
    pub(super) cells: Vec<String>,
    /// Its words.
    pub(super) words: Vec<String>,
}

/// Marks between words that say nothing. A cross, a tick or another sign says something, and is a word.
const SIGNS: [char; 9] = ['-', '\u{2013}', '\u{2014}', '|', '/', '\u{2022}', '\u{b7}', '.', ':'];

/// Marks around a word.
const AROUND: [char; 12] =
    ['"', '\'', '\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '\u{ab}', '\u{bb}', '(', ')', '*'];

/// Marks that end a word or a sentence.
const ENDS: [char; 5] = ['.', '!', ',', ';', ':'];

/// The lines of a text that hold something.
pub(super) fn lines(text: &str) -> Vec<Row> {
    let text = text.replace("\r\n", "\n");
    text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']).filter_map(Row::of).collect()
}

/// Whether a text is from a page of the practice infrastructure.
pub(super) fn is_practice(lines: &[Row]) -> bool {
    let mark = PRACTICE_MARK.to_lowercase();
    lines.iter().any(|line| line.text.to_lowercase().contains(&mark))
}

impl Row {
    fn of(line: &str) -> Option<Self> {
        let fold = |cell: &str| shown(cell).split_whitespace().collect::<Vec<_>>().join(" ");
        let cells: Vec<String> = line.split('\t').map(fold).filter(|cell| !cell.is_empty()).collect();
        let text = cells.join(" ");
        let words = text.split(' ').map(bare).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        (!text.is_empty()).then_some(Self { text, cells, words })
    }

    /// Whether it is a row of a list of operations that tells of an error: its context says so, in a cell of its own.
    pub(super) fn is_error_row(&self) -> bool {
        let is_context = |cell: &String| {
            let cell = cell.to_ascii_lowercase();
            cell.ends_with(" error") || cell == "error"
        };
        self.cells.len() > 1 && self.cells.iter().any(is_context)
    }

    /// The text after a label that the line begins with; empty where the line is the label alone.
    pub(super) fn after(&self, label: &str) -> Option<&str> {
        let start = self.text.get(..label.len()).filter(|start| start.eq_ignore_ascii_case(label))?;
        let rest = &self.text[start.len()..];
        let rest = rest.strip_prefix(':').unwrap_or(rest);
        (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim())
    }
}

/// A word without the marks around it; nothing where it is a mark.
fn bare(word: &str) -> &str {
    if word.chars().all(|c| SIGNS.contains(&c)) {
        return "";
    }
    let mut word = word.trim_start_matches(AROUND);
    // A sentence ends with one mark: three of them say that it goes on.
    for _ in 0..2 {
        word = word.trim_end_matches(AROUND);
        word = word.strip_suffix(ENDS).unwrap_or(word);
    }
    word.trim_end_matches(AROUND)
}
