//! Rows of the screens before a migration is open: taken from the top of an area, in the middle of a wide screen.

use ratatui::layout::Rect;

/// The widest that the screen is used; what is wider stays empty at both sides.
const WIDEST: u16 = 112;

/// The middle of a wide screen.
pub(super) fn centered(area: Rect) -> Rect {
    let width = area.width.min(WIDEST);
    Rect { x: area.x + (area.width - width) / 2, width, ..area }
}

/// Leaves rows empty.
pub(in crate::tui::draw) fn skip(rest: &mut Rect, rows: u16) {
    let rows = rows.min(rest.height);
    rest.y += rows;
    rest.height -= rows;
}

/// The next row.
pub(in crate::tui::draw) fn row(rest: &mut Rect) -> Rect {
    let row = Rect { height: rest.height.min(1), ..*rest };
    skip(rest, 1);
    row
}
