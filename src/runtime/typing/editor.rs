//! What somebody types at a terminal, byte by byte, as lines and pastes. It knows no terminal and no clock: whoever reads
//! tells it when nothing came for a while.
//!
//! A paste is what the terminal marks as one. Where nothing is marked, several lines that come at once are one.

mod sequence;

use std::{mem::take, time::Duration};

use unicode_segmentation::UnicodeSegmentation as _;

use self::sequence::{Heard, Sequence};
use crate::{
    line::{Typed, Unfit},
    view::text::columns,
};

/// How long the lines of a paste are apart.
const TOGETHER: Duration = Duration::from_millis(40);

/// How long a paste that nothing marks may pause: on a slow line it comes in pieces.
const TORN: Duration = Duration::from_millis(400);

/// How long a paste whose end is marked may pause: an end that does not come was lost.
const LOST: Duration = Duration::from_secs(2);

/// How long what comes after a paste that nothing marks counts as its rest.
const REST: Duration = Duration::from_secs(2);

/// The most bytes of a line or a paste that are kept.
const LARGEST: usize = 4 * 1024 * 1024;

/// How a paste begins, and how it ends, where a terminal marks it.
const PASTE: &[u8] = b"200~";
const END_OF_PASTE: &[u8] = b"\x1b[201~";

/// Takes in what is typed.
#[derive(Debug, Default)]
pub struct Editor {
    /// The longest line that the terminal hands over whole, where it edits lines by itself.
    cooked: Option<usize>,
    /// The line that is being typed.
    line: Vec<u8>,
    /// Lines that are complete and may be the beginning of a paste.
    held: Vec<String>,
    /// The paste that the terminal has marked the beginning of.
    paste: Option<Vec<u8>>,
    sequence: Sequence,
    /// Why what is being typed is no answer.
    unfit: Option<Unfit>,
    /// Whether something came right after a paste that nothing marks.
    is_rest: bool,
    /// What is to be shown.
    echo: Vec<u8>,
    /// Whether nobody types any more.
    is_over: bool,
    done: Vec<Typed>,
}

/// What came of a look at the keyboard.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// What is to be shown.
    pub echo: Vec<u8>,
    /// What was typed to its end.
    pub typed: Vec<Typed>,
    /// Whether nobody types any more.
    pub is_over: bool,
}

impl Editor {
    /// Edits lines.
    pub fn new() -> Self {
        Self::default()
    }

    /// For a terminal that edits lines by itself, and hands over no longer ones than this.
    pub fn cooked(longest: usize) -> Self {
        Self { cooked: Some(longest), ..Self::default() }
    }

    /// How long to wait before it is told that nothing came; for ever where nothing is waited for.
    pub fn patience(&self) -> Option<Duration> {
        match (&self.paste, self.held.len()) {
            (Some(_), _) => Some(LOST),
            (None, 0) => self.is_rest.then_some(REST),
            (None, 1) if self.line.is_empty() => Some(TOGETHER),
            (None, _) => Some(TORN),
        }
    }

    /// What is being typed.
    pub fn begun(&self) -> String {
        String::from_utf8_lossy(&self.line).into_owned()
    }

    /// Something else is asked now: what was begun before is no answer to it.
    pub fn renew(&mut self) {
        if !(self.line.is_empty() && self.held.is_empty() && self.paste.is_none()) {
            self.unfit = Some(Unfit::Early);
        }
    }

    /// Takes in what came.
    pub fn feed(&mut self, bytes: &[u8]) -> Taken {
        for byte in bytes {
            if self.paste.is_some() {
                self.in_paste(*byte);
            } else {
                self.byte(*byte);
            }
        }
        self.taken()
    }

    /// Nothing came for a while.
    pub fn quiet(&mut self) -> Taken {
        if self.paste.is_some() {
            self.end_paste();
        } else if self.held.is_empty() {
            self.is_rest = false;
        } else {
            self.end_held();
        }
        self.taken()
    }

    /// Nobody types any more.
    pub fn end(&mut self) -> Taken {
        if self.paste.is_some() {
            self.end_paste();
        }
        if !self.line.is_empty() {
            self.end_line();
        }
        if !self.held.is_empty() {
            self.end_held();
        }
        self.is_over = true;
        self.taken()
    }

    fn taken(&mut self) -> Taken {
        Taken { echo: take(&mut self.echo), typed: take(&mut self.done), is_over: self.is_over }
    }

    fn byte(&mut self, byte: u8) {
        match self.sequence.hear(byte) {
            Heard::Byte => self.key(byte),
            Heard::Part => {}
            Heard::Whole(parameters) if parameters == PASTE => self.paste = Some(Vec::new()),
            Heard::Whole(_) => self.unfit = self.unfit.or(Some(Unfit::Keys)),
            // What was begun is none; the byte is a key by itself.
            Heard::Broken => {
                self.unfit = self.unfit.or(Some(Unfit::Keys));
                self.key(byte);
            }
        }
    }

    fn key(&mut self, byte: u8) {
        match byte {
            b'\r' | b'\n' => self.end_line(),
            _ if self.cooked.is_some() => self.push(byte),
            0x7f | 0x08 => self.erase(1),
            // Ctrl-w, Ctrl-u.
            0x17 => self.erase(self.last_word()),
            0x15 => self.erase(usize::MAX),
            // Ctrl-d, on a line of nothing.
            0x04 if self.line.is_empty() => self.is_over = true,
            b'\t' | 0x20.. => self.push(byte),
            0..0x20 => self.unfit = self.unfit.or(Some(Unfit::Keys)),
        }
    }

    fn push(&mut self, byte: u8) {
        if self.line.len() >= LARGEST {
            self.unfit = Some(Unfit::Cut);
            return;
        }
        self.line.push(byte);
        if self.cooked.is_none() {
            self.echo.push(byte);
        }
    }

    /// Takes characters away at the end of the line, and what is shown of them.
    fn erase(&mut self, count: usize) {
        let text = self.begun();
        let kept = text.graphemes(true).count().saturating_sub(count);
        let at = text.grapheme_indices(true).nth(kept).map_or(text.len(), |(at, _)| at);
        let cells = columns(&text[at..]);
        self.line = text.as_bytes()[..at].to_vec();
        for sign in [b'\x08', b' ', b'\x08'] {
            self.echo.extend(std::iter::repeat_n(sign, cells));
        }
    }

    /// Characters of the last word, and the blanks after it.
    fn last_word(&self) -> usize {
        let text = self.begun();
        let kept = text.trim_end().rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let kept = text[..kept].graphemes(true).count();
        text.graphemes(true).count() - kept
    }

    fn end_line(&mut self) {
        if self.cooked.is_some_and(|longest| self.line.len() >= longest) {
            self.unfit = Some(Unfit::Cut);
        }
        if self.cooked.is_none() {
            self.echo.push(b'\n');
        }
        let line = take(&mut self.line);
        self.held.push(String::from_utf8_lossy(&line).into_owned());
    }

    /// One line is a line; more of them, or one with the beginning of another, are a paste.
    fn end_held(&mut self) {
        let mut lines = take(&mut self.held);
        if !self.line.is_empty() {
            lines.push(self.begun());
            self.line.clear();
            self.echo.push(b'\n');
        }
        let is_paste = lines.len() > 1;
        let unfit = take(&mut self.unfit).or(self.is_rest.then_some(Unfit::Rest));
        self.is_rest |= is_paste;
        self.done.push(Typed { text: lines.join("\n"), is_paste, unfit });
    }

    fn in_paste(&mut self, byte: u8) {
        let Some(paste) = &mut self.paste else { return };
        paste.push(byte);
        if paste.ends_with(END_OF_PASTE) {
            paste.truncate(paste.len() - END_OF_PASTE.len());
            self.end_paste();
        } else if paste.len() > LARGEST {
            // Its end is still looked for.
            paste.drain(..LARGEST / 2);
            self.unfit = Some(Unfit::Cut);
        }
    }

    /// A paste of one line is typed into the line; a longer one is whole by itself.
    fn end_paste(&mut self) {
        let pasted = take(&mut self.paste).unwrap_or_default();
        let pasted = String::from_utf8_lossy(&pasted).replace("\r\n", "\n").replace('\r', "\n");
        let pasted = pasted.trim_end_matches('\n');
        let count = pasted.lines().count();
        if count < 2 {
            pasted.bytes().for_each(|byte| self.push(byte));
            return;
        }
        let begun = take(&mut self.line);
        let text = String::from_utf8_lossy(&begun).into_owned() + pasted;
        self.echo.extend(format!("(pasted: {count} lines)\n").into_bytes());
        self.done.push(Typed { text, is_paste: true, unfit: take(&mut self.unfit) });
    }
}
