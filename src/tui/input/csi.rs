//! Control sequences by what they mean: arrows and function keys, the mouse, and answers that are nothing to anybody.
//! Sources: ECMA-48; xterm's ctlseqs; the kitty keyboard protocol; terminfo of linux, rxvt and screen.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::piece::Piece;
use crate::tui::hit_area::{Pointed, Pointer};

/// A sequence that began a paste, or ended one.
pub(super) const PASTE_BEGINS: &[u8] = b"200~";

/// What a whole control sequence means, by what follows its introducer; `None` where that is nothing to us.
pub(super) fn control(seen: &[u8], is_alt: bool) -> Option<Piece> {
    let (end, rest) = seen.split_last()?;
    if let Some(rest) = rest.strip_prefix(b"<") {
        return mouse(rest, *end);
    }
    // What begins with another private mark, or has an intermediate byte, is an answer of the terminal.
    if rest.iter().any(|byte| !byte.is_ascii_digit() && !b";:".contains(byte)) {
        return None;
    }
    let text = std::str::from_utf8(rest).ok()?;
    let parts: Vec<&str> = text.split(';').collect();
    let number = |place: usize| parts.get(place).and_then(|part| part.split(':').next()?.parse::<u32>().ok());
    let held = modifiers(number(1), is_alt);
    let kind = kind(parts.get(1).copied());
    let plain = |code| key(code, held, kind);
    match end {
        // The small ones are rxvt's, with Shift; what a terminal says it is ends with `c` too.
        b'A' | b'a' => plain(KeyCode::Up),
        b'B' | b'b' => plain(KeyCode::Down),
        b'C' => plain(KeyCode::Right),
        b'c' if text.is_empty() => plain(KeyCode::Right),
        b'D' | b'd' => plain(KeyCode::Left),
        b'H' => plain(KeyCode::Home),
        b'F' => plain(KeyCode::End),
        b'Z' => plain(KeyCode::BackTab),
        b'P' => plain(KeyCode::F(1)),
        b'Q' => plain(KeyCode::F(2)),
        b'S' => plain(KeyCode::F(4)),
        // `~`, and rxvt's ends for Ctrl, Shift and both.
        b'~' if number(0) == Some(27) => typed(number(2)?, None, held, kind),
        b'~' | b'^' | b'$' | b'@' => plain(by_number(number(0)?)?),
        b'u' => typed(number(0)?, text_of(&parts), held, kind),
        b'M' => old_mouse(&[number(0)?, number(1)?, number(2)?]),
        // Answers: where the cursor is, what the terminal is, its size, its modes; focus.
        _ => None,
    }
}

/// The keys of `ESC O`: arrows and the keypad in their application mode.
pub(super) fn shifted(end: u8, numbers: &[u8], is_alt: bool) -> Option<Piece> {
    let number = std::str::from_utf8(numbers).ok()?.rsplit(';').next()?.parse::<u32>().ok();
    let code = match end {
        b'A' | b'a' => KeyCode::Up,
        b'B' | b'b' => KeyCode::Down,
        b'C' | b'c' => KeyCode::Right,
        b'D' | b'd' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P'..=b'S' => KeyCode::F(end - b'P' + 1),
        b'M' => KeyCode::Enter,
        b'I' => KeyCode::Tab,
        b'j'..=b'y' => KeyCode::Char(char::from(end - b'j' + b'*')),
        b'X' => KeyCode::Char('='),
        _ => return None,
    };
    Some(Piece::Key(KeyEvent::new(code, modifiers(number, is_alt))))
}

/// The console of Linux: `ESC [ [` and a letter.
pub(super) fn linux(end: u8) -> Option<Piece> {
    matches!(end, b'A'..=b'E').then(|| Piece::Key(KeyEvent::from(KeyCode::F(end - b'A' + 1))))
}

/// The mouse as X10 tells it: three bytes.
pub(super) fn x10_mouse(bytes: [u8; 3]) -> Option<Piece> {
    old_mouse(&bytes.map(u32::from))
}

const fn by_number(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11 => KeyCode::F(1),
        12 => KeyCode::F(2),
        13 => KeyCode::F(3),
        14 => KeyCode::F(4),
        15 => KeyCode::F(5),
        17 => KeyCode::F(6),
        18 => KeyCode::F(7),
        19 => KeyCode::F(8),
        20 => KeyCode::F(9),
        21 => KeyCode::F(10),
        23 => KeyCode::F(11),
        24 => KeyCode::F(12),
        _ => return None,
    })
}

/// The keys that are held with another, told as one more than their sum.
fn modifiers(told: Option<u32>, is_alt: bool) -> KeyModifiers {
    let bits = told.unwrap_or(1).saturating_sub(1);
    let pairs = [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
        (8, KeyModifiers::SUPER),
        (16, KeyModifiers::HYPER),
        (32, KeyModifiers::META),
    ];
    let held = pairs.iter().filter(|(bit, _)| bits & bit != 0).map(|(_, held)| *held);
    held.chain(is_alt.then_some(KeyModifiers::ALT)).collect()
}

/// Whether a key was pressed, comes again while it is held, or was let go: told after a colon.
fn kind(part: Option<&str>) -> KeyEventKind {
    match part.and_then(|part| part.split(':').nth(1)) {
        Some("2") => KeyEventKind::Repeat,
        Some("3") => KeyEventKind::Release,
        Some(_) | None => KeyEventKind::Press,
    }
}

/// The text that a key types, where the terminal says so.
fn text_of(parts: &[&str]) -> Option<char> {
    parts.get(2)?.split(':').next()?.parse().ok().and_then(char::from_u32)
}

/// A key that is told by the number of its character.
fn typed(number: u32, text: Option<char>, held: KeyModifiers, kind: KeyEventKind) -> Option<Piece> {
    let code = match number {
        8 | 127 => KeyCode::Backspace,
        9 if held.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        9 => KeyCode::Tab,
        13 | 57414 => KeyCode::Enter,
        27 => KeyCode::Esc,
        // Keys that type nothing: media keys, and the modifiers themselves.
        57344..=63743 => return None,
        _ => {
            let c = text.or_else(|| char::from_u32(number)).filter(|c| !c.is_control())?;
            KeyCode::Char(if held.contains(KeyModifiers::SHIFT) { c.to_uppercase().next()? } else { c })
        }
    };
    key(code, held, kind)
}

/// A key that went down, or is held: its end does nothing.
fn key(code: KeyCode, held: KeyModifiers, kind: KeyEventKind) -> Option<Piece> {
    (kind != KeyEventKind::Release).then(|| Piece::Key(KeyEvent::new_with_kind(code, held, kind)))
}

/// `ESC [ < button ; column ; row`, with `M` for a press and `m` for its end.
fn mouse(rest: &[u8], end: u8) -> Option<Piece> {
    let text = std::str::from_utf8(rest).ok()?;
    let numbers: Vec<u32> = text.split(';').map(str::parse).collect::<Result<_, _>>().ok()?;
    match (numbers.as_slice(), end) {
        ([button, x, y], b'M') => pointer(*button, *x, *y),
        _ => None,
    }
}

/// The same in the old way: the button is 32 more, and 3 is the end of a press. X10's places are 32 more too; those of
/// urxvt (1015) are not, but nobody has asked for them.
fn old_mouse(told: &[u32; 3]) -> Option<Piece> {
    let [button, x, y] = told.map(|told| told.saturating_sub(32));
    if button & 3 == 3 { None } else { pointer(button, x, y) }
}

fn pointer(button: u32, x: u32, y: u32) -> Option<Piece> {
    // A mouse that is moved while a button is down.
    if button & 32 != 0 {
        return None;
    }
    let what = match button & !0b1_1100 {
        0 => Pointed::Press,
        1 => Pointed::OtherButton,
        2 => Pointed::Paste,
        64 => Pointed::WheelUp,
        65 => Pointed::WheelDown,
        _ => return None,
    };
    let place = |told: u32| u16::try_from(told.checked_sub(1)?).ok();
    Some(Piece::Pointer(Pointer { x: place(x)?, y: place(y)?, what }))
}
