//! The environments: a box each where there is room, a line each elsewhere.

mod boxes;
mod lines;

use ratatui::{buffer::Buffer, layout::Rect, text::Span};

use super::{text::plain, theme::Theme};
use crate::app::{
    desk::Desk,
    layout::Panels,
    panel::Fact,
    prose::{Tone, shorten},
    session::Session,
};

pub(super) fn draw(session: &Session, desk: &Desk, theme: &Theme, panels: Panels, area: Rect, buffer: &mut Buffer) {
    match panels {
        Panels::Boxes => boxes::draw(session, desk, theme, area, buffer),
        Panels::Lines => lines::draw(session, desk, theme, area, buffer),
    }
}

/// A name, then mark and word of a fact, the word cut to its room.
fn named(name: String, fact: &Fact, room: usize, theme: &Theme) -> [Span<'static>; 2] {
    let word = shorten(&plain(&fact.word, theme), room, theme.ellipsis());
    [
        Span::styled(name, theme.tone(Tone::Quiet)),
        Span::styled(format!("{} {word:<room$}", theme.mark(fact.mark)), theme.tone(fact.tone)),
    ]
}
