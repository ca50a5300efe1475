//! A line that somebody types, and what is pasted into it. What the terminal sends is understood by `tui::input`, as on the
//! screen; here it becomes lines. It knows no terminal and no clock: whoever reads says what came and when, and asks until
//! when to wait.
//!
//! A paste is what the terminal marks as one. Where nothing is marked, several lines that come at once are one.

use std::{mem::take, time::Duration};

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::{
    domain::text::row,
    line::{Typed, Unfit},
    runtime::tty::TerminalSignal,
    tui::{
        input::{LARGEST, TerminalInput},
        key_name::{is_paste, name},
        message::{self, Moment, Msg, PasteEnd, Pasted},
    },
    view::text::columns,
};

/// How long the lines of a paste are apart.
const TOGETHER: Duration = Duration::from_millis(40);

/// How long a paste that nothing marks may pause: on a slow line it comes in pieces.
const TORN: Duration = Duration::from_millis(400);

/// How long what comes after a paste whose end nothing marked counts as its rest.
const REST: Duration = Duration::from_secs(2);

const ESC: u8 = 0x1b;

/// Takes in what is typed.
#[derive(Debug, Default)]
pub struct Editor {
    input: TerminalInput,
    /// The longest line that the terminal hands over whole, where it edits lines by itself.
    cooked: Option<usize>,
    /// What is in the clipboard.
    clipboard: Option<fn() -> Pasted>,
    /// The line that is being typed.
    line: String,
    /// Lines that are complete and may be the beginning of a paste.
    held: Vec<String>,
    /// How many bytes those have.
    size: usize,
    /// Whether the last of them came at once, as nobody types: more of them may be on their way.
    is_burst: bool,
    /// Why what is being typed is no answer.
    unfit: Option<Unfit>,
    /// Whether something came right after a paste whose end nothing marked.
    is_rest: bool,
    /// When something came last.
    last: Moment,
    taken: Taken,
}

/// What came of a look at the keyboard.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// What is to be shown.
    pub echo: String,
    /// What was typed to its end.
    pub typed: Vec<Typed>,
    /// What a key asks for that is a signal elsewhere.
    pub signal: Option<TerminalSignal>,
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

    /// Reads the clipboard by this.
    #[must_use]
    pub fn pasting(self, clipboard: fn() -> Pasted) -> Self {
        Self { clipboard: Some(clipboard), ..self }
    }

    /// Until when to wait for more; for ever where nothing is waited for.
    pub fn until(&self) -> Option<Moment> {
        self.input.until().or_else(|| Some(self.last + self.patience()?))
    }

    fn patience(&self) -> Option<Duration> {
        match self.held.len() {
            0 => self.is_rest.then_some(REST),
            1 if self.line.is_empty() && !self.is_burst => Some(TOGETHER),
            _ => Some(TORN),
        }
    }

    /// What is being typed.
    pub fn begun(&self) -> &str {
        &self.line
    }

    /// Something else is asked now: what was begun before is no answer to it.
    pub fn renew(&mut self) {
        if !(self.line.is_empty() && self.held.is_empty() && self.input.until().is_none()) {
            self.unfit = Some(Unfit::Early);
        }
    }

    /// Takes in bytes that were there at a moment. What is there when it is looked for came in time, however late that is.
    pub fn bytes(&mut self, at: Moment, bytes: &[u8]) -> Taken {
        if self.cooked.is_some() && bytes.contains(&ESC) {
            // The terminal has shown it within the line: nobody can tell what is left.
            self.does_nothing();
        }
        let msgs = self.input.bytes(at, bytes);
        self.last = at;
        self.take_in(msgs);
        take(&mut self.taken)
    }

    /// Nothing more came up to a moment: what waited long enough is over.
    pub fn expire(&mut self, at: Moment) -> Taken {
        let msgs = self.input.expire(at);
        if !msgs.is_empty() {
            self.last = at;
        }
        self.take_in(msgs);
        if self.input.until().is_none() && self.until().is_some_and(|until| at >= until) {
            if self.held.is_empty() {
                self.is_rest = false;
            } else {
                self.end_held();
            }
        }
        take(&mut self.taken)
    }

    /// Nobody types any more.
    pub fn end(&mut self) -> Taken {
        while let Some(until) = self.input.until() {
            let msgs = self.input.expire(until);
            self.take_in(msgs);
        }
        if !self.line.is_empty() {
            self.end_line();
        }
        self.close();
        take(&mut self.taken)
    }

    fn close(&mut self) {
        if !self.held.is_empty() {
            self.end_held();
        }
        self.taken.is_over = true;
    }

    /// The mouse, and answers of the terminal, are nothing to a line.
    fn take_in(&mut self, msgs: Vec<Msg>) {
        for msg in msgs {
            if let Msg::Input(_, typed) = msg {
                match typed {
                    message::Typed::Key(key) => self.key(key),
                    message::Typed::Paste(text, end) => self.paste(&text, end),
                    message::Typed::Burst(text) => self.burst(&text),
                    message::Typed::Pointed(_)
                    | message::Typed::Wheel(_)
                    | message::Typed::OtherButton
                    | message::Typed::NothingToPaste(_) => {}
                }
            }
        }
    }

    fn key(&mut self, key: KeyEvent) {
        let is_plain = (key.modifiers - KeyModifiers::SHIFT).is_empty();
        let is_edited = self.cooked.is_none();
        match (name(key).as_str(), key.code) {
            _ if key.kind == KeyEventKind::Release => {}
            ("Enter" | "Ctrl-Enter" | "Ctrl-j", _) => self.end_line(),
            ("Alt-Enter" | "Ctrl-Alt-Enter" | "Ctrl-Alt-j", _) => {
                self.does_nothing();
                self.end_line();
            }
            ("Ctrl-c", _) => self.taken.signal = Some(TerminalSignal::Interrupt),
            ("Ctrl-z", _) => self.taken.signal = Some(TerminalSignal::Suspend),
            ("Ctrl-d", _) if self.line.is_empty() => self.close(),
            ("Backspace" | "Ctrl-Backspace", _) if is_edited => self.erase(1),
            ("Ctrl-w", _) if is_edited => self.erase(self.last_word()),
            ("Ctrl-u", _) if is_edited => self.erase(usize::MAX),
            _ if is_edited && is_paste(key) && self.clipboard.is_some() => self.paste_from_clipboard(),
            (_, KeyCode::Tab) if is_plain => self.push('\t'),
            (_, KeyCode::Char(c)) if is_plain => self.push(c),
            _ => self.does_nothing(),
        }
    }

    /// What is being typed has a key in it that does nothing here.
    fn does_nothing(&mut self) {
        self.unfit = self.unfit.or(Some(Unfit::Keys));
    }

    /// Keys that came all at once are typed like any others, but nobody typed them.
    fn burst(&mut self, text: &str) {
        for c in text.chars() {
            if c == '\n' { self.end_line() } else { self.push(c) }
        }
        self.is_burst = self.cooked.is_none();
    }

    fn push(&mut self, c: char) {
        if c.is_control() && c != '\t' {
            self.does_nothing();
        } else if self.size + self.line.len() >= LARGEST {
            self.unfit = Some(Unfit::Cut);
        } else {
            self.line.push(c);
            self.show(&row(c.encode_utf8(&mut [0; 4])));
        }
    }

    /// Shows what is typed, where the terminal does not do so by itself.
    fn show(&mut self, text: &str) {
        if self.cooked.is_none() {
            self.taken.echo.push_str(text);
        }
    }

    /// Takes characters away at the end of the line, and what is shown of them.
    fn erase(&mut self, count: usize) {
        let kept = self.line.graphemes(true).count().saturating_sub(count);
        let at = self.line.grapheme_indices(true).nth(kept).map_or(self.line.len(), |(at, _)| at);
        let cells = columns(&row(&self.line.split_off(at)));
        for sign in ["\x08", " ", "\x08"] {
            self.show(&sign.repeat(cells));
        }
    }

    /// Characters of the last word, and the blanks after it.
    fn last_word(&self) -> usize {
        let at = self.line.trim_end().rfind(char::is_whitespace).unwrap_or(0);
        let blank = self.line[at..].chars().next().filter(|c| c.is_whitespace());
        self.line[at + blank.map_or(0, char::len_utf8)..].graphemes(true).count()
    }

    fn end_line(&mut self) {
        if self.cooked.is_some_and(|longest| self.line.len() >= longest) {
            self.unfit = Some(Unfit::Cut);
        }
        self.show("\n");
        self.is_burst = false;
        self.size += self.line.len();
        self.held.push(take(&mut self.line));
    }

    /// One line is a line; more of them, or one with the beginning of another, are a paste.
    fn end_held(&mut self) {
        if !self.line.is_empty() {
            self.end_line();
        }
        let is_paste = self.held.len() > 1;
        let rest = self.is_rest.then_some(Unfit::Rest);
        self.is_rest |= is_paste;
        self.done(is_paste, rest);
    }

    /// Pastes what is in the clipboard; where nothing is, it is said why, and the line stands there again.
    fn paste_from_clipboard(&mut self) {
        match self.clipboard.map(|read| read()) {
            Some(Ok((text, end))) => self.paste(&text, end),
            Some(Err(why)) => self.show(&format!("\n{why}\n{}", row(&self.line))),
            None => {}
        }
    }

    /// A paste of one line is typed into the line; a longer one is whole by itself, with what stood before it.
    fn paste(&mut self, text: &str, end: PasteEnd) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim_end_matches('\n');
        let (unfit, said) = match end {
            PasteEnd::Marked => (None, ""),
            PasteEnd::Missing => (None, "; the terminal did not mark the end of the paste"),
            PasteEnd::TooLong => (Some(Unfit::Cut), ""),
        };
        self.is_rest |= end != PasteEnd::Marked;
        let count = text.lines().count();
        if count < 2 && unfit.is_none() {
            text.chars().for_each(|c| self.push(c));
            return;
        }
        self.show(&format!("(pasted: {count} lines{said})\n"));
        self.line.push_str(text);
        self.held.push(take(&mut self.line));
        self.done(true, unfit);
    }

    /// What is held is typed to its end.
    fn done(&mut self, is_paste: bool, unfit: Option<Unfit>) {
        self.size = 0;
        self.is_burst = false;
        let unfit = take(&mut self.unfit).or(unfit);
        self.taken.typed.push(Typed { text: take(&mut self.held).join("\n"), is_paste, unfit });
    }
}
