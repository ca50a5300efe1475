//! Keys that come all at once: a paste where the terminal does not say so. Nobody types that fast.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::piece::{LARGEST, Piece, message};
use crate::tui::message::{Moment, Msg, Typed};

/// How long a burst may pause at its beginning. Keys that stand alone do not wait for it.
const PAUSE: Duration = Duration::from_millis(8);

/// How long a paste may pause: on a slow line it comes in pieces.
const LONG_PAUSE: Duration = Duration::from_millis(50);

/// How long it may pause at the end of a line, where such lines come one by one.
const LINE_PAUSE: Duration = Duration::from_millis(400);

/// From this many keys on, a burst with the end of a line is one of lines that follow each other.
const LINE: usize = 3;

/// How long a first key waits where a console tells of keys between that are no text: Shift, down and up again.
const FIRST: Duration = Duration::from_millis(4);

/// From this many keys on, a burst may be a paste.
const BURST: usize = 12;

/// From this many different keys on, it is one and no key that is held.
const KINDS: usize = 5;

/// Keys that wait for what comes at once after them.
#[derive(Debug, Default)]
pub(super) struct Bursts {
    keys: Vec<(Moment, KeyEvent)>,
    /// Whether one of them ends a line.
    has_line: bool,
    last: Moment,
    /// Whether records come, and not bytes.
    is_console: bool,
}

impl Bursts {
    /// Keys of a console.
    pub(super) fn of_console() -> Self {
        Self { is_console: true, ..Self::default() }
    }

    /// Takes in a piece; what is no text ends a burst.
    pub(super) fn piece(&mut self, at: Moment, piece: Piece, out: &mut Vec<Msg>) {
        match piece {
            Piece::Key(key) if is_text(key) => {
                if self.keys.len() >= LARGEST {
                    self.end(out);
                }
                self.has_line |= is_line_end(key);
                self.keys.push((at, key));
                self.last = at;
            }
            piece @ (Piece::Key(_)
            | Piece::Paste(..)
            | Piece::Pointer(_)
            | Piece::Background(_)
            | Piece::Resized(..)) => {
                self.end(out);
                out.push(message(at, piece));
            }
        }
    }

    /// Until when the next key is waited for.
    pub(super) fn until(&self) -> Option<Moment> {
        let wait = match self.keys.len() {
            0 => return None,
            1 if self.is_console => FIRST,
            1 => Duration::ZERO,
            LINE.. if self.has_line => LINE_PAUSE,
            2..BURST => PAUSE,
            _ => LONG_PAUSE,
        };
        Some(self.last + wait)
    }

    /// Ends a burst that has paused for too long.
    pub(super) fn expire(&mut self, at: Moment, out: &mut Vec<Msg>) {
        if self.until().is_some_and(|until| at >= until) {
            self.end(out);
        }
    }

    /// A burst that looks like text is a paste: Enter within it does nothing.
    fn end(&mut self, out: &mut Vec<Msg>) {
        let keys = std::mem::take(&mut self.keys);
        self.has_line = false;
        match keys.first() {
            Some((at, _)) if is_paste(&keys) => {
                let text = keys.iter().filter_map(|(_, key)| character(*key)).collect();
                out.push(Msg::Input(*at, Typed::Burst(text)));
            }
            Some(_) | None => out.extend(keys.into_iter().map(|(at, key)| Msg::Input(at, Typed::Key(key)))),
        }
    }
}

/// Keys that a pasted text consists of. However a terminal tells the end of a line, within a burst it is one.
fn is_text(key: KeyEvent) -> bool {
    let is_plain = (key.modifiers - KeyModifiers::SHIFT).is_empty();
    is_line_end(key) || (is_plain && matches!(key.code, KeyCode::Char(_) | KeyCode::Tab))
}

fn is_line_end(key: KeyEvent) -> bool {
    let is_feed = key.code == KeyCode::Char('j') && key.modifiers == KeyModifiers::CONTROL;
    is_feed || key.code == KeyCode::Enter
}

/// The character that a key types within a paste.
#[expect(clippy::wildcard_enum_match_arm, reason = "most keys type no text")]
fn character(key: KeyEvent) -> Option<char> {
    match key.code {
        _ if is_line_end(key) => Some('\n'),
        KeyCode::Char(c) => Some(c),
        KeyCode::Tab => Some('\t'),
        _ => None,
    }
}

/// Many keys at once, or a few with the end of a line between them, and not one that is held down.
fn is_paste(keys: &[(Moment, KeyEvent)]) -> bool {
    let mut kinds: Vec<KeyCode> = Vec::new();
    for (_, key) in keys {
        if kinds.len() < KINDS && !kinds.contains(&key.code) {
            kinds.push(key.code);
        }
    }
    let lines = keys.split(|(_, key)| is_line_end(*key)).filter(|line| !line.is_empty()).count();
    (keys.len() >= BURST && kinds.len() >= KINDS) || (lines > 1 && kinds.len() > 2)
}
