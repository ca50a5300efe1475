//! Texts from outside, made safe to keep and to show.

use std::borrow::Cow;

/// The longest text that is kept, in characters.
const LONGEST: usize = 8_000;

/// Without control characters, escape sequences and characters that cannot be seen or reorder a line; blanks at both ends
/// go, line breaks stay. Text beyond 8,000 characters is cut.
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

/// The same for one row of a screen, where a line break is a blank. Most rows are as they should be already.
pub fn row(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || text.chars().all(|c| visible(c) == Some(c) && c != '\n')
    {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(visible).map(|c| if c == '\n' { ' ' } else { c }).collect())
}

/// A word as it has to be typed in the shell of this system, so that it stays one word: `my folder` as `'my folder'`.
pub fn typed(word: &str) -> Cow<'_, str> {
    typed_on(cfg!(windows), word)
}

/// The same in PowerShell and cmd, or in any other shell. A name that begins like an option begins like a folder then.
pub fn typed_on(is_windows: bool, word: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_alphanumeric() || "/._-+=,:@%".contains(c) || (is_windows && "\\~()".contains(c));
    let word = if word.starts_with('-') { Cow::Owned(format!("./{word}")) } else { Cow::Borrowed(word) };
    if !word.is_empty() && word.chars().all(plain) {
        return word;
    }
    Cow::Owned(if !is_windows {
        format!("'{}'", word.replace('\'', "'\\''"))
    } else if word.contains(['$', '`']) {
        // PowerShell would take these for its own between the other quotes.
        format!("'{}'", word.replace('\'', "''"))
    } else {
        let end = if word.ends_with('\\') { "\\" } else { "" };
        format!("\"{word}{end}\"")
    })
}

/// A text of ours in plain words: without the asterisks that mark *labels* of pages for a screen.
pub fn plain(text: &str) -> String {
    text.replace('*', "")
}

/// A text of JSON in which everything that may not be shown is escaped. Outside its strings there is nothing of that kind.
pub fn escaped(json: &str) -> String {
    let hidden = |c: char| c != '\n' && visible(c) != Some(c);
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if hidden(c) {
            let mut units = [0; 2];
            out.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether a character can be seen, or is a blank or a break.
pub(super) fn is_seen(c: char) -> bool {
    visible(c).is_some()
}

/// A character that may be shown; tabs and line breaks count as blanks and breaks.
fn visible(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        c if c.is_control() || is_unseen(c) => None,
        c => Some(c),
    }
}

/// Characters that cannot be seen, reorder a line, or ask for another width of their neighbour, which not every terminal
/// gives it: format controls, fillers, joiners, selectors, tags.
const fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// A sentence, and the remark that was made with it.
pub(super) fn with_note(told: String, note: &str) -> String {
    if note.is_empty() { told } else { format!("{told} Note: {note}") }
}

/// A path below a folder of ours as this system writes it, for people and other programs.
pub fn native(path: &str) -> String {
    separated(path, std::path::MAIN_SEPARATOR)
}

/// A path with another separator than `/`.
pub fn separated(path: &str, separator: char) -> String {
    path.replace('/', separator.encode_utf8(&mut [0; 4]))
}
