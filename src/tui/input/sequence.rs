//! Bytes of a terminal become keys, however they are cut: a sequence is put together again, and no byte of it is ever a
//! key. What belongs to none is a key; what nobody knows does nothing.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{
    background::background,
    csi,
    piece::{LARGEST, Piece},
};
use crate::tui::message::{Moment, PasteEnd};

/// How long Esc waits for what would make it the beginning of a sequence.
const ESCAPE: Duration = Duration::from_millis(150);

/// How long a sequence, an answer, a character or a paste may pause.
const PAUSE: Duration = Duration::from_secs(1);

/// How long after an Esc that stood alone the rest of its sequence may still come.
const LATE: Duration = Duration::from_secs(1);

/// The longest sequence that is kept whole, in bytes; of a longer one only the end is waited for.
const LONGEST: usize = 1024;

const ESC: u8 = 0x1b;
const INTERRUPT: u8 = 0x03;
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// A text of the terminal's own: OSC, DCS, SOS, PM and APC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// The operating system command, in which answers about colours come.
    Osc,
    /// Any other: nothing to us.
    Other,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Ground,
    /// An Esc that stood alone: the rest of its sequence may still come.
    Late,
    /// So many Esc.
    Escape(usize),
    /// `ESC [`, and what came of it; `late`: after an Esc that was told as a key.
    Control { seen: Vec<u8>, is_alt: bool, is_late: bool },
    /// `ESC O`, likewise.
    Shift { seen: Vec<u8>, is_alt: bool, is_late: bool },
    /// `ESC [ [` of the Linux console.
    Linux,
    /// `ESC [ M`: three bytes follow.
    X10(Vec<u8>),
    /// A text of the terminal's own; whether an Esc in it may be its end; `late`: its introducer, as above.
    Text { owner: Owner, seen: Vec<u8>, escape: bool, late: Option<u8> },
    /// Bytes of a character.
    Character { seen: Vec<u8>, length: usize, is_alt: bool },
    /// A paste.
    Paste(Vec<u8>),
    /// A paste that was too long: its rest belongs to nobody.
    Rest(Vec<u8>),
}

/// Bytes on their way to become keys.
#[derive(Debug, Default)]
pub(super) struct Sequences {
    state: State,
    /// When the last byte came.
    last: Moment,
    /// Whether a paste lost its end: what is left of it may still come.
    is_torn: bool,
}

impl Sequences {
    /// Takes in bytes that came at once.
    pub(super) fn bytes(&mut self, at: Moment, mut bytes: &[u8], out: &mut Vec<Piece>) {
        self.expire(at, out);
        if self.is_torn && matches!(self.state, State::Ground | State::Late) {
            // The rest of a paste that paused for too long.
            if let Some(end) = find(bytes, PASTE_ENDS) {
                bytes = &bytes[end..];
                self.is_torn = false;
            }
        }
        if matches!(self.state, State::Late) && at.saturating_sub(self.last) > LATE {
            self.state = State::Ground;
        }
        self.last = if bytes.is_empty() { self.last } else { at };
        while let Some((first, rest)) = bytes.split_first() {
            bytes = match &mut self.state {
                State::Paste(text) | State::Rest(text) => {
                    let taken = take(text, bytes);
                    self.pasted(out);
                    &bytes[taken..]
                }
                State::Ground
                | State::Late
                | State::Escape(_)
                | State::Control { .. }
                | State::Shift { .. }
                | State::Linux
                | State::X10(_)
                | State::Text { .. }
                | State::Character { .. } => {
                    self.byte(*first, out);
                    rest
                }
            };
        }
    }

    /// Until when what was begun waits for more.
    pub(super) fn until(&self) -> Option<Moment> {
        let wait = match &self.state {
            State::Ground | State::Late => return None,
            State::Escape(_) | State::Shift { .. } | State::Text { late: Some(_), .. } => ESCAPE,
            State::Control { seen, is_late: true, .. } if seen.is_empty() => ESCAPE,
            State::Control { .. }
            | State::Linux
            | State::X10(_)
            | State::Text { late: None, .. }
            | State::Character { .. }
            | State::Paste(_)
            | State::Rest(_) => PAUSE,
        };
        Some(self.last + wait)
    }

    /// Ends what has waited for too long.
    pub(super) fn expire(&mut self, at: Moment, out: &mut Vec<Piece>) {
        if self.until().is_none_or(|until| at < until) {
            return;
        }
        match std::mem::take(&mut self.state) {
            State::Escape(count) => {
                out.extend((0..count.min(2)).map(|_| Piece::Key(KeyEvent::from(KeyCode::Esc))));
                self.state = State::Late;
            }
            State::Control { seen, is_late: true, .. } if seen.is_empty() => out.push(character('[', false)),
            State::Shift { seen, is_late: true, .. } if seen.is_empty() => out.push(character('O', false)),
            State::Text { late: Some(first), .. } => out.push(character(char::from(first), false)),
            State::Character { is_alt, .. } => out.push(character(char::REPLACEMENT_CHARACTER, is_alt)),
            State::Paste(text) => {
                self.is_torn = true;
                out.push(paste(&text, PasteEnd::Missing));
            }
            State::Control { seen, is_alt, .. } => out.extend(rxvt(&seen, is_alt)),
            State::Ground | State::Late | State::Shift { .. } | State::Linux | State::X10(_) | State::Text { .. } => {}
            State::Rest(_) => self.is_torn = true,
        }
    }

    /// Bytes were added to a paste, or to what is left of one: whether it is over.
    fn pasted(&mut self, out: &mut Vec<Piece>) {
        let state = std::mem::take(&mut self.state);
        let (State::Paste(text) | State::Rest(text)) = &state else { return };
        let is_over = text.ends_with(PASTE_ENDS);
        // Nothing that a terminal pastes has this: somebody wants out.
        let is_interrupt = text.ends_with(&[INTERRUPT]);
        if !is_over && !is_interrupt && text.len() <= LARGEST {
            self.state = state;
            return;
        }
        if let State::Paste(text) = state
            && !is_interrupt
        {
            let whole = text.strip_suffix(PASTE_ENDS).unwrap_or(&text);
            out.push(paste(whole, if is_over { PasteEnd::Marked } else { PasteEnd::TooLong }));
        }
        if is_interrupt {
            out.push(key(KeyCode::Char('c'), KeyModifiers::CONTROL));
        }
        if !is_over {
            self.state = State::Rest(Vec::new());
        }
    }

    fn byte(&mut self, byte: u8, out: &mut Vec<Piece>) {
        match std::mem::take(&mut self.state) {
            _ if byte == INTERRUPT => out.push(key(KeyCode::Char('c'), KeyModifiers::CONTROL)),
            State::Ground => self.ground(byte, out),
            State::Late => match byte {
                b'[' => self.state = State::Control { seen: Vec::new(), is_alt: false, is_late: true },
                b'O' => self.state = State::Shift { seen: Vec::new(), is_alt: false, is_late: true },
                _ => match owner(byte) {
                    Some(owner) => {
                        self.state = State::Text { owner, seen: Vec::new(), escape: false, late: Some(byte) };
                    }
                    None => self.ground(byte, out),
                },
            },
            State::Escape(count) => self.escaped(byte, count, out),
            State::Control { seen, is_alt, is_late } => self.control(byte, seen, (is_alt, is_late), out),
            State::Shift { mut seen, is_alt, is_late } => match byte {
                b'0'..=b'9' | b';' if seen.len() < LONGEST => {
                    seen.push(byte);
                    self.state = State::Shift { seen, is_alt, is_late };
                }
                0x40..=0x7e => out.extend(csi::shifted(byte, &seen, is_alt).filter(|it| !(is_late && it.is_typed()))),
                _ => self.ground(byte, out),
            },
            State::Linux => match byte {
                ESC => self.state = State::Escape(1),
                _ => out.extend(csi::linux(byte)),
            },
            // No place of a mouse is told by a control: the rest of its report was lost.
            State::X10(_) if byte < b' ' => self.ground(byte, out),
            State::X10(mut seen) => {
                seen.push(byte);
                match <[u8; 3]>::try_from(seen) {
                    Ok(told) => out.extend(csi::x10_mouse(told)),
                    Err(seen) => self.state = State::X10(seen),
                }
            }
            State::Text { owner, seen, escape, .. } => self.text(byte, owner, seen, escape, out),
            State::Character { seen, length, is_alt } => self.character(byte, seen, length, is_alt, out),
            State::Paste(_) | State::Rest(_) => {}
        }
    }

    fn ground(&mut self, byte: u8, out: &mut Vec<Piece>) {
        match byte {
            ESC => self.state = State::Escape(1),
            0xc2..=0xf4 => self.character(byte, Vec::new(), width(byte), false, out),
            // Controls of eight bits, and bytes that are no character.
            0x80.. => self.eight_bits(byte, out),
            _ => out.push(plain(byte, false)),
        }
    }

    /// A byte, or a character, that introduces a sequence by itself; any other is told as one that cannot be read.
    fn eight_bits(&mut self, byte: u8, out: &mut Vec<Piece>) {
        match byte {
            0x9b => self.state = State::Control { seen: Vec::new(), is_alt: false, is_late: false },
            0x8f => self.state = State::Shift { seen: Vec::new(), is_alt: false, is_late: false },
            0x90 | 0x98 | 0x9d..=0x9f => {
                let owner = if byte == 0x9d { Owner::Osc } else { Owner::Other };
                self.state = State::Text { owner, seen: Vec::new(), escape: false, late: None };
            }
            0x80..=0x9f => {}
            _ => out.push(character(char::REPLACEMENT_CHARACTER, false)),
        }
    }

    fn escaped(&mut self, byte: u8, count: usize, out: &mut Vec<Piece>) {
        let is_alt = count > 1;
        match byte {
            ESC => self.state = State::Escape(count + 1),
            b'[' => self.state = State::Control { seen: Vec::new(), is_alt, is_late: false },
            b'O' => self.state = State::Shift { seen: Vec::new(), is_alt, is_late: false },
            0xc2..=0xf4 => self.character(byte, Vec::new(), width(byte), true, out),
            0x80.. => self.eight_bits(byte, out),
            _ => match owner(byte) {
                Some(owner) => self.state = State::Text { owner, seen: Vec::new(), escape: false, late: None },
                None => out.push(plain(byte, true)),
            },
        }
    }

    fn control(&mut self, byte: u8, mut seen: Vec<u8>, (is_alt, is_late): (bool, bool), out: &mut Vec<Piece>) {
        match byte {
            ESC => {
                out.extend(rxvt(&seen, is_alt));
                self.state = State::Escape(1);
            }
            b'[' if seen.is_empty() => self.state = State::Linux,
            b'M' if seen.is_empty() => self.state = State::X10(Vec::new()),
            0x20..=0x3f => {
                if seen.len() < LONGEST {
                    seen.push(byte);
                }
                self.state = State::Control { seen, is_alt, is_late };
            }
            0x40..=0x7e => {
                seen.push(byte);
                if seen == csi::PASTE_BEGINS {
                    self.is_torn = false;
                    self.state = State::Paste(Vec::new());
                } else if seen.len() < LONGEST {
                    out.extend(csi::control(&seen, is_alt).filter(|it| !(is_late && it.is_typed())));
                }
            }
            // It was torn off: what comes now is for itself.
            _ => {
                out.extend(rxvt(&seen, is_alt));
                self.ground(byte, out);
            }
        }
    }

    fn text(&mut self, byte: u8, owner: Owner, mut seen: Vec<u8>, escape: bool, out: &mut Vec<Piece>) {
        match byte {
            0x07 | 0x9c if !escape => out.extend(answer(owner, &seen)),
            b'\\' if escape => out.extend(answer(owner, &seen)),
            _ if escape => self.escaped(byte, 1, out),
            // No terminal answers with a control: somebody types.
            0x00..=0x1a | 0x1c..=0x1f => self.ground(byte, out),
            _ => {
                if byte != ESC && seen.len() < LONGEST {
                    seen.push(byte);
                }
                self.state = State::Text { owner, seen, escape: byte == ESC, late: None };
            }
        }
    }

    fn character(&mut self, byte: u8, mut seen: Vec<u8>, length: usize, is_alt: bool, out: &mut Vec<Piece>) {
        if !seen.is_empty() && !(0x80..0xc0).contains(&byte) {
            out.push(character(char::REPLACEMENT_CHARACTER, is_alt));
            self.ground(byte, out);
            return;
        }
        seen.push(byte);
        if seen.len() < length {
            self.state = State::Character { seen, length, is_alt };
            return;
        }
        match std::str::from_utf8(&seen).ok().and_then(|text| text.chars().next()) {
            // A control of eight bits, told as a character.
            Some(c @ '\u{80}'..='\u{9f}') => self.eight_bits(c as u8, out),
            c => out.push(character(c.unwrap_or(char::REPLACEMENT_CHARACTER), is_alt)),
        }
    }
}

/// How many bytes a character has, by its first one.
const fn width(first: u8) -> usize {
    match first {
        0xf0.. => 4,
        0xe0.. => 3,
        _ => 2,
    }
}

/// The keys of rxvt with Shift, whose `$` begins the end of other sequences: nothing follows.
fn rxvt(seen: &[u8], is_alt: bool) -> Option<Piece> {
    csi::control(seen, is_alt).filter(|_| seen.ends_with(b"$"))
}

/// Which text a byte after Esc begins.
const fn owner(byte: u8) -> Option<Owner> {
    match byte {
        b']' => Some(Owner::Osc),
        b'P' | b'X' | b'^' | b'_' => Some(Owner::Other),
        _ => None,
    }
}

/// What an answer of the terminal says, where that is something to us.
fn answer(owner: Owner, seen: &[u8]) -> Option<Piece> {
    let told = seen.strip_prefix(b"11;").filter(|_| owner == Owner::Osc)?;
    background(std::str::from_utf8(told).ok()?).map(Piece::Background)
}

/// Adds bytes to a paste up to its end, to an interrupt, or to the longest there is; answers with how many.
fn take(text: &mut Vec<u8>, bytes: &[u8]) -> usize {
    for (place, byte) in bytes.iter().enumerate() {
        text.push(*byte);
        let is_over = *byte == b'~' && text.ends_with(PASTE_ENDS);
        if is_over || *byte == INTERRUPT || text.len() > LARGEST {
            return place + 1;
        }
    }
    bytes.len()
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what).map(|place| place + what.len())
}

fn paste(text: &[u8], end: PasteEnd) -> Piece {
    Piece::Paste(String::from_utf8_lossy(text).into_owned(), end)
}

fn character(c: char, is_alt: bool) -> Piece {
    key(KeyCode::Char(c), if is_alt { KeyModifiers::ALT } else { KeyModifiers::NONE })
}

fn key(code: KeyCode, held: KeyModifiers) -> Piece {
    Piece::Key(KeyEvent::new(code, held))
}

/// The key of a byte of seven bits.
fn plain(byte: u8, is_alt: bool) -> Piece {
    let control = |c: u8| (KeyCode::Char(char::from(c)), KeyModifiers::CONTROL);
    let (code, held) = match byte {
        b'\r' => (KeyCode::Enter, KeyModifiers::NONE),
        b'\t' => (KeyCode::Tab, KeyModifiers::NONE),
        // Terminals disagree about which of the two it is.
        0x08 | 0x7f => (KeyCode::Backspace, KeyModifiers::NONE),
        0 => control(b' '),
        0x01..=0x1a => control(byte - 1 + b'a'),
        0x1b..=0x1f => control(byte - 0x1b + b'['),
        _ => (KeyCode::Char(char::from(byte)), KeyModifiers::NONE),
    };
    key(code, if is_alt { held | KeyModifiers::ALT } else { held })
}
