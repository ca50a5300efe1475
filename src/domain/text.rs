//! Texts from outside, made safe to keep and to show.

/// The longest text that is kept, in characters.
const LONGEST: usize = 8_000;

/// Without control characters, escape sequences and characters that reorder a line; blanks at both ends go, line breaks stay.
pub fn clean(text: &str) -> String {
    let kept: String = text.replace("\r\n", "\n").chars().filter_map(visible).take(LONGEST).collect();
    kept.trim().to_owned()
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
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{feff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}
