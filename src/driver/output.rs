//! The output of a command, as it may be shown and kept: line by line, without secrets, escape sequences and noise.

use std::{borrow::Cow, collections::VecDeque};

use anstream::adapter::strip_str;

pub use super::encoded::CodePages;
use super::encoded::readings;
use crate::domain::{secret::Secrets, text::one_line};

/// The most lines that are kept.
const MOST_LINES: usize = 400;

/// The longest line that is kept, in characters.
const LONGEST_LINE: usize = 500;

/// The most bytes that wait for the end of their line.
const MOST_PENDING: usize = 64 * 1024;

/// The most lines that are noted, and the most that are noted beside those because they outweigh the others.
const MOST_NOTED: usize = 100;

/// The most lines that are handed over at once: nobody reads more in a moment.
const MOST_FRESH: usize = 100;

/// Where something was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}

/// The output of a command.
#[derive(Debug, Default)]
pub struct Output {
    secrets: Secrets,
    /// What programs here write that is no Unicode.
    code_pages: Option<CodePages>,
    /// Says of a line whether it tells something that counts.
    tells: Option<fn(&str) -> bool>,
    /// Says of a line whether it outweighs all others, so that it is noted however many there were before.
    outweighs: Option<fn(&str) -> bool>,
    pending: [Vec<u8>; 2],
    /// Whether the rest of a line is passed over, up to its end.
    skips: [bool; 2],
    noted: Vec<String>,
    outweighing: Vec<String>,
    kept: VecDeque<String>,
    /// Lines that were not handed over yet.
    fresh: VecDeque<String>,
    /// How many lines there were.
    count: u64,
}

impl Output {
    /// Nothing was printed yet; these secrets never come through, and lines that tell something are noted.
    pub fn without(secrets: impl Into<Secrets>, tells: fn(&str) -> bool) -> Self {
        Self { secrets: secrets.into(), tells: Some(tells), ..Self::default() }
    }

    /// The same, and lines that outweigh the others are noted in any case.
    #[must_use]
    pub fn noting(self, outweighs: fn(&str) -> bool) -> Self {
        Self { outweighs: Some(outweighs), ..self }
    }

    /// The same, where programs may write in code pages.
    #[must_use]
    pub fn in_code_pages(self, code_pages: Option<CodePages>) -> Self {
        Self { code_pages, ..self }
    }

    /// Takes in what was printed.
    pub fn take(&mut self, stream: Stream, bytes: &[u8]) {
        let mut pending = std::mem::take(&mut self.pending[stream as usize]);
        let mut skips = self.skips[stream as usize];
        for byte in bytes {
            match byte {
                b'\n' | b'\r' => {
                    self.line(&pending);
                    pending.clear();
                    skips = false;
                }
                _ if skips => {}
                byte => pending.push(*byte),
            }
            // Of a line without end nobody reads more than its beginning.
            if pending.len() > MOST_PENDING {
                self.line(&pending);
                pending.clear();
                skips = true;
            }
        }
        self.pending[stream as usize] = pending;
        self.skips[stream as usize] = skips;
    }

    /// Nothing more comes.
    pub fn end(&mut self) {
        for pending in std::mem::take(&mut self.pending) {
            self.line(&pending);
        }
    }

    fn line(&mut self, bytes: &[u8]) {
        let readings =
            readings(bytes, self.code_pages.as_ref()).into_iter().map(|text| one_line(&without_escapes(&text)));
        // Where a line was cut, a secret may be cut too.
        let all: Vec<_> = readings.map(|text| (self.secrets.hide_cut(&text), text)).collect();
        // A reading that shows a secret is the right one.
        let read = all.iter().find(|(hidden, text)| hidden != text).or(all.first());
        let text = read.map_or_else(String::new, |(hidden, _)| hidden.clone());
        if text.is_empty() {
            return;
        }
        if self.noted.len() < MOST_NOTED && self.tells.is_some_and(|tells| tells(&text)) {
            self.noted.push(text.clone());
        } else if self.outweighing.len() < MOST_NOTED && self.outweighs.is_some_and(|outweighs| outweighs(&text)) {
            self.outweighing.push(text.clone());
        }
        let text: String = text.chars().take(LONGEST_LINE).collect();
        self.count += 1;
        push(&mut self.fresh, text.clone(), MOST_FRESH);
        push(&mut self.kept, text, MOST_LINES);
    }

    /// The lines that tell something, wherever they stood.
    pub fn noted(&self) -> String {
        let all: Vec<&str> = self.noted.iter().chain(&self.outweighing).map(String::as_str).collect();
        all.join("\n")
    }

    /// The lines since this was asked last, at most the newest hundred.
    pub fn fresh(&mut self) -> Vec<String> {
        self.fresh.drain(..).collect()
    }

    /// The last lines.
    pub fn last(&self, most: usize) -> Vec<String> {
        self.kept.iter().skip(self.kept.len().saturating_sub(most)).cloned().collect()
    }

    /// All that was kept, as one text; what was left out is said.
    pub fn text(&self) -> String {
        let left_out = self.count - self.kept.len() as u64;
        let head = if left_out > 0 { format!("[{left_out} earlier lines were not kept]\n") } else { String::new() };
        self.kept.iter().fold(head, |text, line| text + line + "\n")
    }
}

fn push(lines: &mut VecDeque<String>, line: String, most: usize) {
    if lines.len() == most {
        lines.pop_front();
    }
    lines.push_back(line);
}

/// A text without the sequences by which a terminal is told to do something: their letters would be read as words. A line is
/// whole when it gets here, so that no sequence is torn.
fn without_escapes(text: &str) -> String {
    strip_str(&seven_bit(text)).to_string()
}

/// A control of the upper set, like U+009B, stands for ESC and a letter, and that is the only form that the library knows.
fn seven_bit(text: &str) -> Cow<'_, str> {
    let letter = |c: char| match c {
        '\u{80}'..='\u{9f}' => u8::try_from(u32::from(c) - 0x40).ok().map(char::from),
        _ => None,
    };
    if text.chars().all(|c| letter(c).is_none()) {
        return Cow::Borrowed(text);
    }
    let spelled = text.chars().flat_map(|c| match letter(c) {
        Some(letter) => [Some('\u{1b}'), Some(letter)],
        None => [Some(c), None],
    });
    Cow::Owned(spelled.flatten().collect())
}
