//! Text with meaning: what is shown on a card or a page, before anybody knows how wide the screen is.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::hint::on_screen;
use crate::domain::{check::CheckRow, text::row};

/// The meaning of a piece of text; the theme makes a look of it.
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
    /// The thing to do now.
    Now,
}

/// A piece of what is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Para {
        /// Its meaning.
        tone: Tone,
        /// The beginning of its first line: a number, a mark; the other lines are indented by it.
        lead: String,
        /// The text, *labels* in asterisks.
        text: String,
    },
    /// A page compared with what it must show.
    Comparison(Vec<CheckRow>),
    /// An exact value, on a line of its own.
    Value(Value),
    /// A line as it is, whatever signs are in it.
    Raw(String),
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

/// An exact value to find or to compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Its name.
    pub name: String,
    /// The value, where it is known.
    pub text: Option<String>,
    /// A remark: of which code it is, or why it is not known.
    pub note: String,
}

/// The kind of a piece of text, besides its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartKind {
    /// Text.
    Text,
    /// A label of a page.
    Label,
    /// An exact value: this is what is copied.
    Value(String),
    /// An address: this is all of it.
    Link(String),
}

/// A part of a line: a label of a page, an address, or the text around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Its kind.
    pub kind: PartKind,
    /// The text.
    pub text: String,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its meaning.
    pub tone: Tone,
    /// Its kind.
    pub kind: PartKind,
    /// The text.
    pub text: String,
}

impl Part {
    /// Text that is nothing else.
    pub fn text(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, kind: PartKind::Text, text: text.into() }
    }
}

/// A line, ready to be drawn.
pub type Line = Vec<Part>;

/// Columns that a text takes when it is drawn: those of its characters as they are seen, one after the other.
pub fn columns(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else if is_plain(text) {
        text.chars().count()
    } else {
        text.graphemes(true).map(column).sum()
    }
}

/// Whether each character of a text takes a cell of its own: ASCII, and the signs that acmove draws itself. Most of every
/// screen is that, and what belongs together need not be looked for at every key.
pub fn is_plain(text: &str) -> bool {
    text.chars().all(|c| matches!(c, ' '..='~') || is_sign(c))
}

/// The signs of marks, borders, arrows and what was left out.
const fn is_sign(c: char) -> bool {
    matches!(
        c,
        '\u{2500}'..='\u{257f}'
            | '\u{2580}'
            | '\u{2584}'
            | '\u{2588}'
            | '\u{258c}'
            | '\u{2591}'
            | '\u{2592}'
            | '\u{25b2}'
            | '\u{25ac}'
            | '\u{25cb}'
            | '\u{2713}'
            | '\u{2717}'
            | '\u{25c6}'
            | '\u{25b8}'
            | '\u{2016}'
            | '\u{221a}'
            | '\u{2666}'
            | '\u{25ba}'
            | '\u{25cf}'
            | '\u{25c4}'
            | '\u{d7}'
            | '\u{ab}'
            | '\u{25aa}'
            | '\u{b7}'
            | '\u{2026}'
            | '\u{2190}'..='\u{2193}'
    )
}

/// Columns of one character as it is seen.
fn column(grapheme: &str) -> usize {
    // Terminals give the halfwidth sound marks a cell of their own.
    grapheme.width() + grapheme.chars().filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}')).count()
}

/// A text filled up with blanks to at least `width` columns.
pub fn padded(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(columns(text));
    format!("{text}{:blanks$}", "")
}

/// The part of a text that is seen through a window of `width` columns; of a wide character that is cut, a blank is seen.
pub fn visible(text: &str, scroll: usize, width: usize) -> String {
    let mut at = 0;
    let mut shown = String::new();
    for grapheme in text.graphemes(true) {
        let end = at + column(grapheme);
        if at >= scroll && end <= scroll + width {
            shown.push_str(grapheme);
        } else {
            let blanks = end.min(scroll + width).saturating_sub(at.max(scroll));
            shown.push_str(&" ".repeat(blanks));
        }
        at = end;
    }
    shown
}

/// Breaks a text into lines of at most `width` columns, between words where possible; `*labels*` lose their asterisks.
pub fn wrap(text: &str, width: usize) -> Vec<Vec<Span>> {
    let width = width.max(1);
    let text = &*on_screen(text);
    let mut lines: Vec<Vec<Span>> = Vec::new();
    for paragraph in text.split('\n') {
        let mut line: Vec<Span> = Vec::new();
        let mut used = 0;
        for (word, kind) in words(&row(paragraph)) {
            let blank = usize::from(used > 0);
            if used + blank + columns(&word) > width && used > 0 {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            for piece in pieces(&word, width) {
                if used + columns(piece) > width && used > 0 {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                let blank = if used > 0 && piece.len() == word.len() { " " } else { "" };
                used += blank.len() + columns(piece);
                append(&mut line, blank, piece, &kind);
            }
        }
        lines.push(line);
    }
    lines
}

/// Adds a word to a line. The punctuation after a label or an address is none of it.
fn append(line: &mut Vec<Span>, blank: &str, word: &str, kind: &PartKind) {
    let bare = word.trim_end_matches(['.', ',', ';', ':', ')', '"']);
    if *kind == PartKind::Text || bare.is_empty() {
        return add(line, blank, word, kind);
    }
    add(line, blank, bare, kind);
    if bare.len() < word.len() {
        add(line, "", &word[bare.len()..], &PartKind::Text);
    }
}

/// Adds a text to a line, to the span before it where that is of the same kind.
fn add(line: &mut Vec<Span>, blank: &str, word: &str, kind: &PartKind) {
    match line.last_mut() {
        Some(last) if last.kind == *kind => {
            last.text.push_str(blank);
            last.text.push_str(word);
        }
        // The blank between a label and the text belongs to the text: a label is underlined.
        Some(last) if *kind != PartKind::Text => {
            last.text.push_str(blank);
            line.push(Span { kind: kind.clone(), text: word.to_owned() });
        }
        Some(_) => line.push(Span { kind: kind.clone(), text: format!("{blank}{word}") }),
        None => line.push(Span { kind: kind.clone(), text: word.to_owned() }),
    }
}

/// The words of a text, and what each is.
fn words(text: &str) -> Vec<(String, PartKind)> {
    let mut words = Vec::new();
    let mut inside = false;
    for word in text.split_whitespace() {
        let opens = word.starts_with('*') || word.starts_with("(*") || word.starts_with("\"*");
        let label = inside || (opens && word.len() > 1);
        let stars = word.matches('*').count();
        if stars % 2 == 1 {
            inside = !inside;
        }
        let kind = if label { PartKind::Label } else { address(word).map_or(PartKind::Text, PartKind::Link) };
        words.push((word.replace('*', ""), kind));
    }
    words.retain(|(word, _)| !word.is_empty());
    words
}

/// The addresses in a text.
pub fn addresses(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace().filter_map(address)
}

/// The address that a word is, without what surrounds it in a sentence.
fn address(word: &str) -> Option<String> {
    let address = word.trim_start_matches(['(', '"', '<']).trim_end_matches(['.', ',', ';', ':', ')', '"', '>']);
    let is_address =
        ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme) && address.len() > scheme.len());
    is_address.then(|| address.to_owned())
}

/// A word that is wider than a line, in pieces that are not; a character that is wider stands alone.
pub fn pieces(word: &str, width: usize) -> Vec<&str> {
    if word.len() <= width && word.is_ascii() {
        return vec![word];
    }
    let mut pieces = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (at, grapheme) in word.grapheme_indices(true) {
        let wide = column(grapheme);
        if used + wide > width && at > start {
            pieces.push(&word[start..at]);
            (start, used) = (at, 0);
        }
        used += wide;
    }
    pieces.push(&word[start..]);
    pieces
}

/// A sentence cut at its end to at most `width` columns.
pub fn cut(text: &str, width: usize, ellipsis: &str) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(columns(ellipsis));
    visible(text, 0, room).trim_end().to_owned() + ellipsis
}

/// The sign for letters that were left out, as every text has it until it is drawn or printed.
pub const ELLIPSIS: &str = "\u{2026}";

/// Columns that it has in ASCII.
const ELLIPSIS_IN_ASCII: usize = 2;

/// At most so many of the lines; the end of the last one shows that there were more. It may be wider than `width` columns
/// before, but not after.
pub fn cut_lines(mut lines: Vec<Line>, most: usize, width: usize) -> Vec<Line> {
    if lines.len() <= most {
        return lines;
    }
    lines.truncate(most);
    let Some(last) = lines.last_mut() else { return lines };
    let before: usize = last.iter().rev().skip(1).map(|part| columns(&part.text)).sum();
    let Some(end) = last.last_mut() else { return lines };
    let room = width.saturating_sub(before + ELLIPSIS_IN_ASCII);
    end.text = visible(&end.text, 0, columns(&end.text).min(room)).trim_end().to_owned() + ELLIPSIS;
    lines
}

/// A text cut in its middle to at most `width` columns: beginnings and ends tell names apart.
pub fn shorten(text: &str, width: usize, ellipsis: &str) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    if width <= columns(ellipsis) {
        return String::new();
    }
    let room = width - columns(ellipsis);
    let head = fitting(text.graphemes(true), room.div_ceil(2));
    let tail = fitting(text.graphemes(true).rev(), room / 2);
    format!("{}{ellipsis}{}", &text[..head], &text[text.len() - tail..])
}

/// Bytes of as many characters as fit into a width.
fn fitting<'a>(graphemes: impl Iterator<Item = &'a str>, width: usize) -> usize {
    let mut used = 0;
    let fits = graphemes.take_while(|grapheme| {
        used += column(grapheme);
        used <= width
    });
    fits.map(str::len).sum()
}
