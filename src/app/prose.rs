//! Text with meaning: what is shown on a card or a page, before anybody knows how wide the screen is.

use unicode_width::UnicodeWidthStr;

use crate::domain::check::Row;

/// What a piece of text means; the theme makes a look of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A heading.
    Heading,
    /// Text.
    Plain,
    /// Less important text.
    Quiet,
    /// Verified, done, ready.
    Good,
    /// Claimed.
    Claimed,
    /// Failed, stopped.
    Bad,
    /// Look here.
    Caution,
    /// What is to be done now.
    Now,
}

/// A piece of what is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Para {
        /// What it means.
        tone: Tone,
        /// What stands before its first line: a number, a mark; the other lines are indented by it.
        lead: String,
        /// The text, *labels* in asterisks.
        text: String,
    },
    /// A page compared with what it must show.
    Comparison(Vec<Row>),
    /// An empty line.
    Gap,
}

impl Block {
    /// A paragraph without a lead.
    pub fn para(tone: Tone, text: impl Into<String>) -> Self {
        Self::led(tone, "", text)
    }

    /// A paragraph with a lead.
    pub fn led(tone: Tone, lead: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Para { tone, lead: lead.into(), text: text.into() }
    }
}

/// A part of a line: a label of a page, or the text around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Whether it is a label.
    pub label: bool,
    /// The text.
    pub text: String,
}

/// Breaks a text into lines of at most `width` columns, between words where possible; `*labels*` lose their asterisks.
pub fn wrap(text: &str, width: usize) -> Vec<Vec<Span>> {
    let width = width.max(1);
    let mut lines: Vec<Vec<Span>> = Vec::new();
    for paragraph in text.split('\n') {
        let mut line: Vec<Span> = Vec::new();
        let mut used = 0;
        for (word, label) in words(paragraph) {
            let blank = usize::from(used > 0);
            if used + blank + word.width() > width && used > 0 {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            for piece in pieces(&word, width) {
                if used + piece.width() > width {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                let blank = if used > 0 && piece.len() == word.len() { " " } else { "" };
                used += blank.len() + piece.width();
                append(&mut line, blank, piece, label);
            }
        }
        lines.push(line);
    }
    lines
}

/// Adds a word to a line, to the span before it where that is of the same kind.
fn append(line: &mut Vec<Span>, blank: &str, word: &str, label: bool) {
    match line.last_mut() {
        Some(last) if last.label == label => {
            last.text.push_str(blank);
            last.text.push_str(word);
        }
        // The blank between a label and the text belongs to the text: a label is underlined.
        Some(last) if label => {
            last.text.push_str(blank);
            line.push(Span { label, text: word.to_owned() });
        }
        Some(_) => line.push(Span { label, text: format!("{blank}{word}") }),
        None => line.push(Span { label, text: word.to_owned() }),
    }
}

/// The words of a text, and whether each belongs to a label. Punctuation after a label stays with it.
fn words(text: &str) -> Vec<(String, bool)> {
    let mut words = Vec::new();
    let mut inside = false;
    for word in text.split_whitespace() {
        let opens = word.starts_with('*') || word.starts_with("(*") || word.starts_with("\"*");
        let label = inside || (opens && word.len() > 1);
        let stars = word.matches('*').count();
        if stars % 2 == 1 {
            inside = !inside;
        }
        words.push((word.replace('*', ""), label));
    }
    words.retain(|(word, _)| !word.is_empty());
    words
}

/// A word that is wider than a line, in pieces that are not.
fn pieces(word: &str, width: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = word;
    while rest.width() > width {
        let mut end = 0;
        for (start, c) in rest.char_indices() {
            let next = start + c.len_utf8();
            if rest[..next].width() > width && end > 0 {
                break;
            }
            end = next;
        }
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
    }
    pieces.push(rest);
    pieces
}

/// A text cut in its middle to at most `width` columns: beginnings and ends tell names apart.
pub fn shorten(text: &str, width: usize, ellipsis: &str) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    if width <= ellipsis.width() {
        return String::new();
    }
    let room = width - ellipsis.width();
    let (head, tail) = (room.div_ceil(2), room / 2);
    let mut start = String::new();
    for c in text.chars() {
        if start.width() + c.to_string().width() > head {
            break;
        }
        start.push(c);
    }
    let mut end: Vec<char> = Vec::new();
    let mut used = 0;
    for c in text.chars().rev() {
        used += c.to_string().width();
        if used > tail {
            break;
        }
        end.push(c);
    }
    let end: String = end.into_iter().rev().collect();
    format!("{start}{ellipsis}{end}")
}
