//! Texts from outside, made safe to keep and to show.

/// The longest text that is kept, in characters.
const LONGEST: usize = 8_000;

/// Without control characters, escape sequences and characters that cannot be seen or reorder a line; blanks at both ends go, line breaks stay.
/// What is longer than anybody writes is cut.
pub fn clean(text: &str) -> String {
    let kept: String = text.replace("\r\n", "\n").chars().filter_map(visible).take(LONGEST).collect();
    kept.trim().to_owned()
}

/// The same of any length, for what is only shown.
pub fn shown(text: &str) -> String {
    text.chars().filter_map(visible).collect()
}

/// The same on one line.
pub fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A character that may be shown; tabs and line breaks count as blanks and breaks.
fn visible(c: char) -> Option<char> {
    match c {
        '\n' | '\r' => Some('\n'),
        '\t' => Some(' '),
        '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}
