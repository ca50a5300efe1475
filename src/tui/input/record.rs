//! The records of a console that has no bytes to give (Windows): a key is told when it goes down, again while it is held,
//! and when it goes up.

use std::collections::VecDeque;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::piece::{LARGEST, Piece};
use crate::tui::{
    hit_area::{Pointed, Pointer},
    message::PasteEnd,
};

/// `AltGr` is told as both.
const ALT_GR: KeyModifiers = KeyModifiers::CONTROL.union(KeyModifiers::ALT);

/// How many keys are remembered that went down.
const REMEMBERED: usize = 16;

/// What is known of the keys.
#[derive(Debug, Default)]
pub(super) struct Records {
    /// The key that went down last, while none has gone up since: it comes again while it is held.
    held: Option<KeyCode>,
    /// The characters that went down last.
    pressed: VecDeque<char>,
}

impl Records {
    /// What a record means.
    pub(super) fn piece(&mut self, record: Event) -> Option<Piece> {
        match record {
            Event::Key(key) if key.kind == KeyEventKind::Release => self.went_up(key),
            Event::Key(key) => Some(self.went_down(key)),
            Event::Mouse(mouse) => pointer(mouse).map(Piece::Pointer),
            Event::Paste(text) if text.len() > LARGEST => {
                Some(Piece::Paste(text.chars().take(LARGEST).collect(), PasteEnd::TooLong))
            }
            Event::Paste(text) => Some(Piece::Paste(text, PasteEnd::Marked)),
            Event::Resize(width, height) => Some(Piece::Resized(width, height)),
            Event::FocusGained | Event::FocusLost => None,
        }
    }

    fn went_down(&mut self, key: KeyEvent) -> Piece {
        let is_held = self.held.replace(key.code) == Some(key.code);
        self.pressed.extend(lower(key.code));
        if self.pressed.len() > REMEMBERED {
            self.pressed.pop_front();
        }
        let kind = if is_held { KeyEventKind::Repeat } else { key.kind };
        // A character that is typed with AltGr is that character.
        let is_alt_gr = key.modifiers.contains(ALT_GR) && key.code.as_char().is_some_and(|c| !c.is_control());
        let modifiers = if is_alt_gr { key.modifiers - ALT_GR } else { key.modifiers };
        Piece::Key(KeyEvent { kind, modifiers, ..key })
    }

    /// A character that no key has comes with the end of Alt, and never went down: it is typed all the same.
    fn went_up(&mut self, key: KeyEvent) -> Option<Piece> {
        self.held = None;
        let c = key.code.as_char().filter(|c| !c.is_ascii())?;
        let went_down = self.pressed.iter().any(|pressed| Some(*pressed) == lower(key.code));
        (!went_down).then(|| Piece::Key(KeyEvent::from(KeyCode::Char(c))))
    }
}

/// A character, whatever Shift is when its key goes up.
fn lower(code: KeyCode) -> Option<char> {
    code.as_char()?.to_lowercase().next()
}

const fn pointer(mouse: MouseEvent) -> Option<Pointer> {
    let what = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Pointed::Press,
        MouseEventKind::Down(MouseButton::Right) => Pointed::Paste,
        MouseEventKind::Down(MouseButton::Middle) => Pointed::OtherButton,
        MouseEventKind::ScrollUp => Pointed::WheelUp,
        MouseEventKind::ScrollDown => Pointed::WheelDown,
        MouseEventKind::Up(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => return None,
    };
    Some(Pointer { x: mouse.column, y: mouse.row, what })
}
