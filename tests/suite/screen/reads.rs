//! Any bytes as the reads of a terminal, and what must hold of what comes of them. `fuzz/` has this file too.

use std::time::Duration;

use acmove::tui::{
    input::TerminalInput,
    message::{Moment, Msg, Typed},
};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Nothing is waited for longer.
const LONGEST: Duration = Duration::from_secs(1);

/// After Esc, what comes so soon belongs to it.
const ESCAPE: Duration = Duration::from_millis(150);

/// Up to so many milliseconds a pause is told exactly, and in steps above.
pub(crate) const EXACT: u8 = 150;
pub(crate) const STEP: u64 = 30;

/// A read: when it was, and what it brought.
pub(crate) type Read<'a> = (Moment, &'a [u8]);

/// The reads that bytes tell: for each its pause, its length, and so many bytes.
pub(crate) fn reads(mut bytes: &[u8]) -> Vec<Read<'_>> {
    let mut reads = Vec::new();
    let mut at = 0;
    while let [pause, length, rest @ ..] = bytes {
        at += if *pause < EXACT { u64::from(*pause) } else { u64::from(*pause - EXACT) * STEP };
        let (read, rest) = rest.split_at(usize::from(*length).min(rest.len()));
        reads.push((Duration::from_millis(at), read));
        bytes = rest;
    }
    reads
}

/// Plays reads, and panics where something does not hold.
pub(crate) fn check(reads: &[Read<'_>]) {
    let mut told = Told::default();
    let mut input = TerminalInput::default();
    for (at, bytes) in reads {
        told.waits(&mut input, Some(*at));
        let msgs = input.bytes(*at, bytes);
        told.take(*at, msgs);
        assert!(input.until().is_none_or(|until| until <= *at + LONGEST), "waits until {:?}", input.until());
    }
    told.waits(&mut input, None);
    let bytes: usize = reads.iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(told.count <= bytes, "{} keys of {bytes} bytes", told.count);
    let mut own = letters(reads).into_iter();
    for letter in &told.letters {
        assert!(
            own.any(|own| own.is_none_or(|own| own == *letter)),
            "{letter:?} is no key of its own: {:?}",
            told.letters
        );
    }
}

/// What was told so far.
#[derive(Default)]
struct Told {
    letters: Vec<char>,
    count: usize,
    last: Moment,
}

impl Told {
    /// Waits as the real keyboard does.
    fn waits(&mut self, input: &mut TerminalInput, up_to: Option<Moment>) {
        let mut steps = 0;
        while let Some(until) = input.until().filter(|until| up_to.is_none_or(|up_to| *until <= up_to)) {
            let msgs = input.expire(until);
            self.take(until, msgs);
            steps += 1;
            assert!(steps < 10, "nothing is ever over");
        }
    }

    fn take(&mut self, now: Moment, msgs: Vec<Msg>) {
        for msg in msgs {
            if let Msg::Input(at, _) | Msg::Pointer(at, _) = msg {
                assert!(self.last <= at && at <= now, "time goes forward");
                self.last = at;
            }
            match msg {
                Msg::Input(_, Typed::Key(key)) => {
                    self.count += 1;
                    self.letters.extend(letter(key));
                }
                Msg::Input(_, Typed::Burst(text)) => {
                    self.count += text.chars().count();
                    self.letters.extend(text.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()));
                }
                _ => {}
            }
        }
    }
}

/// The letter of a key, or Enter: what may record.
fn letter(key: KeyEvent) -> Option<char> {
    let c = if key.code == KeyCode::Enter { '\r' } else { key.code.as_char()? };
    let is_bare = (key.modifiers - KeyModifiers::SHIFT).is_empty();
    (is_bare && (c == '\r' || c.is_ascii_alphabetic())).then_some(c.to_ascii_lowercase())
}

/// The letters and Enter that stand for themselves, and none that belongs to a sequence; `None` for a sequence that tells
/// any key. In doubt a letter stands for itself.
fn letters(reads: &[Read<'_>]) -> Vec<Option<char>> {
    let bytes: Vec<(Moment, u8)> = reads.iter().flat_map(|(at, bytes)| bytes.iter().map(|byte| (*at, *byte))).collect();
    let mut letters = Vec::new();
    let mut rest = bytes.as_slice();
    let is_eight = bytes.iter().any(|(_, byte)| *byte >= 0x80);
    while let [(_, first), later @ ..] = rest {
        let sequence = if *first == 0x1b { sequence(rest) } else { &[] };
        rest = if sequence.is_empty() { later } else { &rest[sequence.len()..] };
        match (sequence, first) {
            ([], b'\r') | ([_, _, .., (_, b'M')], _) => letters.push(Some('\r')),
            // Introducers of eight bits may be parts of characters: what follows is one key or another.
            ([], b'M' | b'u' | b'~') if is_eight => letters.push(None),
            ([], first) => {
                letters.extend(first.is_ascii_alphabetic().then(|| Some(char::from(first.to_ascii_lowercase()))));
            }
            ([_, _, .., (_, b'u' | b'~')], _) => letters.push(None),
            _ => {}
        }
    }
    letters
}

/// The sequence that bytes begin with, as far as its pauses let it be one.
fn sequence(bytes: &[(Moment, u8)]) -> &[(Moment, u8)] {
    let byte = |place: usize| bytes.get(place).map(|(_, byte)| *byte);
    let is_near = |place: usize, pause: Duration| {
        bytes.get(place).is_some_and(|(at, _)| place > 0 && *at < bytes[place - 1].0 + pause)
    };
    let mut place = 1;
    while is_near(place, ESCAPE) && byte(place) == Some(0x1b) {
        place += 1;
    }
    if !is_near(place, ESCAPE) {
        return &[];
    }
    let (pause, is_inside): (_, fn(u8) -> bool) = match byte(place) {
        Some(b'[') => (LONGEST, |byte| (0x20..0x40).contains(&byte)),
        Some(b'O') => (ESCAPE, |byte| byte.is_ascii_digit() || byte == b';'),
        Some(b']' | b'P' | b'X' | b'^' | b'_') => (LONGEST, |byte| (0x20..0x7f).contains(&byte)),
        // With Alt; a control or a character of several bytes is left to what follows.
        Some(0x20..0x7f | b'\r') => return &bytes[..=place],
        Some(_) | None => return &bytes[..place],
    };
    let is_text = !matches!(byte(place), Some(b'[' | b'O'));
    place += 1;
    while is_near(place, pause) && byte(place).is_some_and(is_inside) {
        place += 1;
    }
    let is_ended = is_near(place, pause) && byte(place).is_some_and(|byte| (0x40..0x7f).contains(&byte));
    if is_ended && !is_text { &bytes[..=place] } else { &bytes[..place] }
}
