//! The environments: a box each where there are few and there is room, tiles, lines, or a table.

mod boxes;
mod lines;
mod table;
mod tiles;

use ratatui::{layout::Rect, text::Span};

pub(super) use self::boxes::border_set;

use super::canvas::Canvas;
use crate::{
    engine::session::Session,
    tui::{dashboard::Dashboard, layout::Panels, state::Desk},
    view::{
        panel::Fact,
        text::{Tone, padded},
    },
};

pub(super) fn draw(session: &Session, desk: &Desk, dashboard: &Dashboard, canvas: &mut Canvas<'_>, area: Rect) {
    match dashboard.division.panels {
        Panels::Large => boxes::draw(session, desk, true, canvas, area),
        Panels::Boxes => boxes::draw(session, desk, false, canvas, area),
        Panels::Tiles(beside) => tiles::draw(session, desk, beside, canvas, area),
        Panels::Lines => lines::draw(session, desk, canvas, area),
        Panels::Table => table::draw(session, desk, dashboard, canvas, area),
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
