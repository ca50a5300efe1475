//! A list of which there may be more than there is room for: what is shown, and how many more there are above and below.

use std::ops::Range;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use crate::{
    tui::layout::window,
    view::text::{Tone, columns},
};

/// Columns that are kept free for how many more there are.
const KEPT: u16 = 11;

/// The part of a list that is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct More {
    first: usize,
    shown: usize,
    count: usize,
}

impl More {
    /// The part of a list of `count` rows that an area has room for, with one of them inside.
    pub(super) fn of(count: usize, area: Rect, selected: usize) -> Self {
        let rows = usize::from(area.height);
        Self { first: window(count, rows, selected), shown: rows.min(count), count }
    }

    /// The same from a row on, as far as it goes.
    pub(super) fn from(first: usize, count: usize, area: Rect) -> Self {
        let shown = usize::from(area.height).min(count);
        Self { first: first.min(count - shown), shown, count }
    }

    /// Columns at the right that rows leave free.
    pub(super) const fn columns(&self) -> u16 {
        if self.shown < self.count { KEPT } else { 0 }
    }

    /// The rows that are shown, by their places in the list, and where.
    pub(super) fn rows(&self, area: Rect) -> impl Iterator<Item = (usize, Rect)> + use<> {
        let places = self.first..self.first + self.shown;
        (area.y..area.bottom()).zip(places).map(move |(y, place)| (place, Rect { y, height: 1, ..area }))
    }

    /// Says at the right how many more there are above the first row, and below the last.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        self.draw_of(canvas, area, |rows| rows.len());
    }

    /// The same in the border of a box around the list, where it takes no columns of the rows.
    pub(super) fn draw_in_border(&self, canvas: &mut Canvas<'_>, outer: Rect) {
        let (up, down) = arrows(canvas);
        let inside = Rect { x: outer.x + 1, width: outer.width.saturating_sub(3), ..outer };
        let below = self.count - self.first - self.shown;
        if self.first > 0 {
            said(canvas, inside, outer.y, &format!(" {up} {} more ", self.first));
        }
        if below > 0 {
            said(canvas, inside, outer.bottom().saturating_sub(1), &format!(" {down} {below} more "));
        }
    }

    /// The same where not every row counts.
    pub(super) fn draw_of(&self, canvas: &mut Canvas<'_>, area: Rect, counted: impl Fn(Range<usize>) -> usize) {
        let (up, down) = arrows(canvas);
        let (above, below) = (counted(0..self.first), counted(self.first + self.shown..self.count));
        if self.shown == 1 && above > 0 && below > 0 {
            return said(canvas, area, area.y, &format!("{up}{above} {down}{below}"));
        }
        if above > 0 {
            said(canvas, area, area.y, &format!("{up} {above} more"));
        }
        if below > 0 && area.height > 0 {
            said(canvas, area, area.bottom() - 1, &format!("{down} {below} more"));
        }
    }
}

/// The signs for above and below.
fn arrows(canvas: &Canvas<'_>) -> (&'static str, &'static str) {
    let signs = canvas.theme.signs;
    (signs.either("\u{2191}", "^"), signs.either("\u{2193}", "v"))
}

fn said(canvas: &mut Canvas<'_>, area: Rect, y: u16, text: &str) {
    let width = u16::try_from(columns(text)).unwrap_or(0).min(area.width);
    let style = canvas.theme.tone(Tone::Quiet);
    canvas.set(area.right() - width, y, text, style);
}
