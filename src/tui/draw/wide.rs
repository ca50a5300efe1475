//! The second column of a wide dashboard: the night, below it what happened, and the exact values where there is room; and what
//! comes up, below the card.

mod coming;
mod happened;
mod known;
mod night;

use ratatui::layout::Rect;

pub(super) use self::coming::coming_up;
use super::canvas::Canvas;
use crate::{
    engine::session::Session,
    tui::{layout::card_columns, state::UiState},
};

/// Rows that what happened keeps below the night.
const LEAST: u16 = 4;

/// Narrows the rows of a card where the screen has a second column; the answer is the room of that column.
pub(super) fn split(size: (u16, u16), card: &mut [Rect]) -> Option<Rect> {
    let (first, last) = (*card.first()?, *card.last()?);
    let columns = card_columns(size);
    if columns >= first.width {
        return None;
    }
    for row in card.iter_mut() {
        row.width = columns;
    }
    let (x, width) = (first.x + columns, first.width - columns);
    Some(Rect { x, width, y: first.y, height: last.bottom().saturating_sub(first.y) })
}

/// Draws the column beside a card whose heading has so many rows, its rule in the last of them.
pub(super) fn draw(session: &Session, ui: &UiState, canvas: &mut Canvas<'_>, (area, heading): (Rect, u16)) {
    let signs = canvas.theme.signs;
    let style = canvas.theme.border();
    for y in area.top()..area.bottom() {
        let (sign, ascii) = match (y == area.y, y + 1 == area.y + heading) {
            (true, true) => ("\u{252c}", "+"),
            (true, false) => ("\u{250c}", "+"),
            (false, true) => ("\u{2524}", "+"),
            (false, false) => ("\u{2502}", "|"),
        };
        canvas.set(area.x, y, signs.either(sign, ascii), style);
    }
    let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area };
    let rows = night::rows(session, inside.width, inside.height.saturating_sub(LEAST));
    if let Some(rows) = rows {
        night::draw(session, ui, canvas, Rect { height: rows, ..inside });
    }
    let used = rows.unwrap_or(0);
    let below = Rect { y: inside.y + used, height: inside.height - used, ..inside };
    if used > 0 && below.height > 0 {
        canvas.set(area.x, below.y, signs.either("\u{251c}", "+"), style);
    }
    let used = happened::draw(session, ui, canvas, below);
    let rest = Rect { y: below.y + used, height: below.height.saturating_sub(used), ..below };
    if known::draw(session, canvas, rest) {
        canvas.set(area.x, rest.y, signs.either("\u{251c}", "+"), style);
    }
}
