//! Reads a terminal's answer about its background (OSC 11). It comes as keys: Alt-], or Esc and then ], then
//! `11;rgb:ffff/ffff/ffff`, then Alt-\ or Ctrl-g. None of them may act as a key.

use std::{io, time::Duration};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use super::events::{Events, plain};
use crate::tui::message::{Background, Msg};

/// How long an answer may pause between two of its pieces.
const PAUSE: Duration = Duration::from_millis(500);

/// How long Esc waits for what would make it the beginning of an answer: nobody feels it.
const ESC_PAUSE: Duration = Duration::from_millis(25);

/// How every answer begins, after Alt-].
const BEGINNING: [char; 3] = ['1', '1', ';'];

/// The longest answer that is taken in, in characters: what goes on and on is none.
const LONGEST: usize = 64;

/// The luminance at which black and white can be read equally well.
const MIDDLE: f64 = 0.179;

/// Reads an answer, and the events between its pieces; `None` if none begins here: the events that were read are given back.
pub(super) fn read<M>(first: &Event, events: &mut Events<M>) -> io::Result<Option<Vec<Msg>>>
where
    M: FnMut(Duration) -> io::Result<Option<Event>>,
{
    let mut seen = Vec::new();
    let is_one = begins(first, events, &mut seen)?;
    // A resize in between is nobody's answer.
    let passed = seen.iter().filter(|event| key(event).is_none());
    if is_one {
        let mut msgs: Vec<Msg> = passed.cloned().filter_map(plain).collect();
        let told = rest(events, &mut msgs)?;
        msgs.extend(told.as_deref().and_then(background).map(Msg::Background));
        return Ok(Some(msgs));
    }
    seen.into_iter().rev().for_each(|event| events.given_back.push_front(event));
    Ok(None)
}

/// Whether an answer begins; what was looked at besides the first event is kept.
fn begins<M>(first: &Event, events: &mut Events<M>, seen: &mut Vec<Event>) -> io::Result<bool>
where
    M: FnMut(Duration) -> io::Result<Option<Event>>,
{
    let mut wanted = BEGINNING.as_slice();
    let mut wait = PAUSE;
    match key(first) {
        Some(key) if is_alt(key, ']') => {}
        Some(key) if key.code == KeyCode::Esc && key.modifiers.is_empty() => {
            wanted = &[']', '1', '1', ';'];
            wait = ESC_PAUSE;
        }
        _ => return Ok(false),
    }
    while let Some((next, after)) = wanted.split_first() {
        let Some(event) = events.next(wait)? else {
            // A beginning that is torn in the middle is swallowed; a key that stands alone is a key.
            return Ok(seen.iter().any(|event| text(event) == Some('1')));
        };
        let fits = text(&event) == Some(*next);
        let between = key(&event).is_none_or(|key| !key.is_press());
        seen.push(event);
        if fits {
            (wanted, wait) = (after, PAUSE);
        } else if !between {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The rest of an answer, if it comes to its end; what is not of it becomes messages, or is given back.
fn rest<M>(events: &mut Events<M>, msgs: &mut Vec<Msg>) -> io::Result<Option<String>>
where
    M: FnMut(Duration) -> io::Result<Option<Event>>,
{
    let mut told = String::new();
    let mut escape = None;
    while told.len() < LONGEST {
        let Some(event) = events.next(PAUSE)? else { return Ok(None) };
        let Event::Key(key) = event else {
            msgs.extend(plain(event));
            continue;
        };
        match text(&event) {
            _ if !key.is_press() => {}
            _ if is_end(key) => return Ok(Some(told)),
            Some('\\') if escape.is_some() => return Ok(Some(told)),
            Some(c) if c.is_ascii_graphic() && escape.is_none() => told.push(c),
            _ if key.code == KeyCode::Esc && escape.is_none() => escape = Some(event),
            // Somebody types: the answer was torn off.
            _ => {
                [Some(event), escape].into_iter().flatten().for_each(|event| events.given_back.push_front(event));
                return Ok(None);
            }
        }
    }
    Ok(None)
}

const fn key(event: &Event) -> Option<KeyEvent> {
    if let Event::Key(key) = event { Some(*key) } else { None }
}

/// The character that a key types.
fn text(event: &Event) -> Option<char> {
    let key = key(event).filter(|key| key.is_press() && (key.modifiers - KeyModifiers::SHIFT).is_empty())?;
    key.code.as_char()
}

fn is_alt(key: KeyEvent, c: char) -> bool {
    key.is_press() && key.code == KeyCode::Char(c) && key.modifiers == KeyModifiers::ALT
}

/// The two ways to end: the string terminator, and the bell.
fn is_end(key: KeyEvent) -> bool {
    is_alt(key, '\\') || (key.code == KeyCode::Char('g') && key.modifiers == KeyModifiers::CONTROL)
}

/// Which background a colour is, as `rgb:ffff/ffff/ffff` or `rgba:…`, with one to four digits for each part.
fn background(told: &str) -> Option<Background> {
    let told = told.to_ascii_lowercase();
    let (kind, parts) = told.split_once(':')?;
    let parts: Vec<f64> = parts.split('/').map(part).collect::<Option<_>>()?;
    let [red, green, blue] = match (kind, parts.as_slice()) {
        ("rgb", [red, green, blue]) | ("rgba", [red, green, blue, _]) => [*red, *green, *blue].map(linear),
        _ => return None,
    };
    let luminance = 0.0722f64.mul_add(blue, 0.2126f64.mul_add(red, 0.7152 * green));
    Some(if luminance > MIDDLE { Background::Light } else { Background::Dark })
}

/// A part of a colour, from 0 to 1.
fn part(digits: &str) -> Option<f64> {
    let most = match digits.len() {
        1 => 0xf,
        2 => 0xff,
        3 => 0xfff,
        4 => 0xffff,
        _ => return None,
    };
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let part = u16::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
    Some(f64::from(part) / f64::from(most))
}

/// How much light a part of an sRGB colour gives.
fn linear(part: f64) -> f64 {
    if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}
