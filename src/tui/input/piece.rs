//! What was understood of the input: one thing after the other, before it is known what belongs together.

use crossterm::event::{KeyCode, KeyEvent};

use crate::tui::{
    hit_area::Pointer,
    message::{Background, Moment, Msg, PasteEnd, Typed},
};

/// The largest paste that is taken in, in bytes; more is cut off, and that is said.
pub const LARGEST: usize = 4 * 1024 * 1024;

/// Something that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A key.
    Key(KeyEvent),
    /// A text that the terminal says was pasted.
    Paste(String, PasteEnd),
    /// The mouse did something.
    Pointer(Pointer),
    /// The terminal has told what it draws on.
    Background(Background),
    /// The terminal has another size.
    Resized(u16, u16),
}

impl Piece {
    /// Whether it is a key that types something: where the Esc before it was told as a key, somebody may have typed all of it.
    pub(super) const fn is_typed(&self) -> bool {
        matches!(self, Self::Key(KeyEvent { code: KeyCode::Char(_) | KeyCode::Enter, .. }))
    }
}

/// The message of a piece that stands alone.
pub(super) fn message(at: Moment, piece: Piece) -> Msg {
    match piece {
        Piece::Key(key) => Msg::Input(at, Typed::Key(key)),
        Piece::Paste(text, end) => Msg::Input(at, Typed::Paste(text, end)),
        Piece::Pointer(pointer) => Msg::Pointer(at, pointer),
        Piece::Background(background) => Msg::Background(background),
        Piece::Resized(width, height) => Msg::Resized(width, height),
    }
}
