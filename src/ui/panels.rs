//! The environments: a box each where there is room, a line each elsewhere.

mod boxes;
mod lines;

use ratatui::{layout::Rect, text::Span};

use super::canvas::Canvas;
use crate::app::{
    desk::Desk,
    layout::Panels,
    panel::Fact,
    prose::{Tone, padded},
    session::Session,
};

pub(super) fn draw(session: &Session, desk: &Desk, panels: Panels, canvas: &mut Canvas<'_>, area: Rect) {
    match panels {
        Panels::Boxes => boxes::draw(session, desk, canvas, area),
        Panels::Lines => lines::draw(session, desk, canvas, area),
    }
}

/// A name, then mark and word of a fact, the word cut to its room.
fn named(name: String, fact: &Fact, room: usize, canvas: &Canvas<'_>) -> [Span<'static>; 2] {
    let theme = canvas.theme;
    let word = canvas.cut(&fact.word, room);
    [
        Span::styled(name, theme.tone(Tone::Quiet)),
        Span::styled(format!("{} {}", theme.mark(fact.mark), padded(&word, room)), theme.tone(fact.tone)),
    ]
}
