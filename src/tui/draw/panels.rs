//! The environments: a box each where there are few and there is room, tiles, lines, or a table.

mod boxes;
mod columns;
mod drawn;
mod fact;
mod lines;
mod marks;
mod table;
mod tiles;

use ratatui::layout::Rect;

pub(super) use self::boxes::border_set;

use super::canvas::Canvas;
use crate::{
    engine::session::Session,
    tui::{dashboard::Dashboard, layout::Panels, state::UiState},
};

pub(super) fn draw(session: &Session, ui: &UiState, dashboard: &Dashboard, canvas: &mut Canvas<'_>, area: Rect) {
    match dashboard.division.panels {
        Panels::Drawn { large } => drawn::draw(session, ui, large, canvas, area),
        Panels::Large => boxes::draw(session, ui, true, canvas, area),
        Panels::Boxes => boxes::draw(session, ui, false, canvas, area),
        Panels::Tiles(beside) => tiles::draw(session, ui, beside, canvas, area),
        Panels::Lines => lines::draw(session, ui, canvas, area),
        Panels::Table => table::draw(session, ui, dashboard, canvas, area),
    }
}
