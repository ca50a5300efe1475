//! The keyboard and the mouse: keys, pastes, pastes that come as a burst of keys where a terminal has no bracketed paste,
//! and what the terminal answers when it is asked, which comes as keys too.

mod answer;
mod events;

use std::{collections::VecDeque, io, time::Duration};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, poll, read};

use self::events::{Events, LARGEST, plain};
use super::platform;
use crate::tui::message::{Msg, Typed};

/// How long a burst may pause at its beginning. Nobody types that fast; keys that stand alone do not wait for it.
const PAUSE: Duration = Duration::from_millis(8);

/// How long a paste may pause: on a slow line it comes in pieces.
const LONG_PAUSE: Duration = Duration::from_millis(50);

/// From this many keys on, a burst may be a paste.
const BURST: usize = 12;

/// Reads until the terminal is gone or nobody listens; `send` says whether somebody does.
///
/// # Errors
/// When the terminal cannot be read any more.
pub fn listen(mut send: impl FnMut(Msg) -> bool) -> io::Result<()> {
    loop {
        // Whatever is left unread is read before anything is waited for.
        is_there(Duration::ZERO)?;
        for msg in translate(read()?, more)? {
            if !send(msg) {
                return Ok(());
            }
        }
    }
}

/// The next event, if it is there at once or comes within a pause.
fn more(wait: Duration) -> io::Result<Option<Event>> {
    if is_there(wait)? { read().map(Some) } else { Ok(None) }
}

/// Whether an event is there, or comes in time. crossterm waits for *new* bytes (its epoll is edge-triggered), and of many
/// that come at once it reads a part: the rest would lie there until the next key. So the kernel is asked too, and made to
/// say once more that there is something.
fn is_there(wait: Duration) -> io::Result<bool> {
    if poll(Duration::ZERO)? {
        return Ok(true);
    }
    let left = platform::say_again_what_is_unread();
    if wait.is_zero() && !left {
        return Ok(false);
    }
    poll(if left { wait.max(PAUSE) } else { wait })
}

/// Translates an event, together with those that follow at once, into messages. `more` gives the next one that comes in
/// time.
///
/// # Errors
/// Those of `more`.
pub fn translate(first: Event, more: impl FnMut(Duration) -> io::Result<Option<Event>>) -> io::Result<Vec<Msg>> {
    let mut events = Events { given_back: VecDeque::from([first]), more };
    let mut msgs = Vec::new();
    while let Some(event) = events.given_back.pop_front() {
        msgs.extend(one(event, &mut events)?);
    }
    Ok(msgs)
}

/// A burst of keys up to something else, and that.
fn one<M: FnMut(Duration) -> io::Result<Option<Event>>>(first: Event, events: &mut Events<M>) -> io::Result<Vec<Msg>> {
    let mut keys = Vec::new();
    let mut after = Some(first);
    while let Some(event) = after.take() {
        match event {
            Event::Key(key) if !key.is_press() => after = events.next(pause(&keys))?,
            Event::Key(key) if is_text(key) && keys.len() < LARGEST => {
                keys.push(key);
                after = events.next(pause(&keys))?;
            }
            other @ (Event::Key(_)
            | Event::Mouse(_)
            | Event::Paste(_)
            | Event::Resize(..)
            | Event::FocusGained
            | Event::FocusLost) => {
                let mut msgs = gather(keys);
                match answer::read(&other, events)? {
                    Some(answered) => msgs.extend(answered),
                    None => msgs.extend(plain(other)),
                }
                return Ok(msgs);
            }
        }
    }
    Ok(gather(keys))
}

/// A single key is not kept waiting; within a burst the next key may take a moment, within a paste a longer one.
const fn pause(keys: &[KeyEvent]) -> Duration {
    match keys.len() {
        0..2 => Duration::ZERO,
        2..BURST => PAUSE,
        _ => LONG_PAUSE,
    }
}

/// A burst that looks like text is a paste: Enter within it must not do anything.
#[expect(clippy::wildcard_enum_match_arm, reason = "most keys type no text")]
fn gather(keys: Vec<KeyEvent>) -> Vec<Msg> {
    if !is_paste(&keys) {
        return keys.into_iter().map(|key| Msg::Typed(Typed::Key(key))).collect();
    }
    let text = keys.iter().filter_map(|key| match key.code {
        KeyCode::Char(c) => Some(c),
        KeyCode::Enter => Some('\n'),
        KeyCode::Tab => Some('\t'),
        _ => None,
    });
    vec![Msg::Typed(Typed::Burst(text.collect()))]
}

/// Keys that a pasted text consists of.
fn is_text(key: KeyEvent) -> bool {
    let plain = (key.modifiers - KeyModifiers::SHIFT).is_empty();
    plain && matches!(key.code, KeyCode::Char(_) | KeyCode::Enter | KeyCode::Tab)
}

/// Many keys at once, and not one that is held down.
fn is_paste(keys: &[KeyEvent]) -> bool {
    let mut kinds: Vec<KeyCode> = Vec::new();
    for key in keys {
        if kinds.len() < 5 && !kinds.contains(&key.code) {
            kinds.push(key.code);
        }
    }
    keys.len() >= BURST && kinds.len() >= 5
}
