//! A list or a text of which there may be more than there is room for: the part that is shown, and how many rows there are above
//! and below it. Everything that scrolls says it with this.

use std::ops::Range;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use crate::{
    tui::layout::window,
    view::{
        mark::Signs,
        text::{Line, Tone, columns},
    },
};

/// Blank columns between a row and how many more there are.
const GAP: usize = 2;

/// The part of a list that is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct More {
    first: usize,
    shown: usize,
    count: usize,
    is_brief: bool,
}

impl More {
    /// The part of a list of `count` rows that an area has room for, with one of them inside.
    pub(super) fn of(count: usize, area: Rect, selected: usize) -> Self {
        let rows = usize::from(area.height);
        Self::part(window(count, rows, selected), rows.min(count), count)
    }

    /// The same from a row on, as far as it goes.
    pub(super) fn from(first: usize, count: usize, area: Rect) -> Self {
        let shown = usize::from(area.height).min(count);
        Self::part(first.min(count - shown), shown, count)
    }

    /// A part that is known: so many of `count` from the first on.
    pub(super) const fn part(first: usize, shown: usize, count: usize) -> Self {
        Self { first, shown, count, is_brief: false }
    }

    /// The same without a word beside the numbers, where columns are rare.
    #[must_use]
    pub(super) const fn brief(self) -> Self {
        Self { is_brief: true, ..self }
    }

    /// Columns at the right that rows leave free.
    pub(super) fn columns(&self) -> u16 {
        if self.shown >= self.count {
            return 0;
        }
        let digits = self.count.to_string().len();
        let words = match (self.shown, self.is_brief) {
            (0 | 1, _) => 2 * digits + "^ v".len(),
            (_, true) => digits + "v".len(),
            (_, false) => digits + "v  more".len(),
        };
        u16::try_from(GAP + words).unwrap_or(u16::MAX)
    }

    /// The places in the list that are shown.
    pub(super) const fn places(&self) -> Range<usize> {
        self.first..self.first + self.shown
    }

    /// The rows that are shown, by their places in the list, and where.
    pub(super) fn rows(&self, area: Rect) -> impl Iterator<Item = (usize, Rect)> + use<> {
        (area.y..area.bottom()).zip(self.places()).map(move |(y, place)| (place, Rect { y, height: 1, ..area }))
    }

    /// Says at the right how many more there are above the first row, and below the last.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        self.draw_of(canvas, area, |rows| rows.len());
    }

    /// The same of a text, whose lines leave no columns free: as much of it as the blanks at their ends have room for, else the
    /// sign alone, in the column at its right, which has no text.
    pub(super) fn draw_beside(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let [above, below] = self.hidden(&|rows: Range<usize>| rows.len());
        let [up, down] = arrows(canvas.theme.signs);
        for (y, sign, count) in [(area.y, up, above), (area.bottom().saturating_sub(1), down, below)] {
            let spellings = [worded(sign, count), format!("{sign}{count}")];
            match spellings.iter().find(|text| fits(canvas, area, y, text)) {
                _ if count == 0 || area.height == 0 => {}
                Some(spelling) => put(canvas, area, y, spelling),
                None => put(canvas, Rect { width: area.width + 1, ..area }, y, sign),
            }
        }
    }

    /// The same in the border of a box around the list, where it takes no columns of the rows.
    pub(super) fn draw_in_border(&self, canvas: &mut Canvas<'_>, outer: Rect) {
        let inside = Rect { x: outer.x + 1, width: outer.width.saturating_sub(3), ..outer };
        let [above, below] = self.hidden(&|rows: Range<usize>| rows.len());
        let [up, down] = arrows(canvas.theme.signs);
        for (y, sign, count) in [(outer.y, up, above), (outer.bottom().saturating_sub(1), down, below)] {
            if count > 0 {
                put(canvas, inside, y, &format!(" {} ", worded(sign, count)));
            }
        }
    }

    /// The same where not every row counts.
    pub(super) fn draw_of(&self, canvas: &mut Canvas<'_>, area: Rect, counted: impl Fn(Range<usize>) -> usize) {
        if area.height == 0 {
            return;
        }
        let [above, below] = self.hidden(&counted);
        let [up, down] = arrows(canvas.theme.signs);
        if area.height == 1 && above > 0 && below > 0 {
            return said(canvas, area, area.y, &[format!("{up}{above} {down}{below}"), up.to_owned()]);
        }
        for (y, sign, count) in [(area.y, up, above), (area.bottom() - 1, down, below)] {
            if count > 0 {
                let spellings = [worded(sign, count), format!("{sign}{count}"), sign.to_owned()];
                said(canvas, area, y, &spellings[usize::from(self.is_brief)..]);
            }
        }
    }

    /// How many more there are, in a row of their own; empty where there are none.
    pub(super) fn words(&self, signs: Signs) -> String {
        let [up, down] = arrows(signs);
        match self.hidden(&|rows: Range<usize>| rows.len()) {
            [0, 0] => String::new(),
            [0, below] => worded(down, below),
            [above, 0] => worded(up, above),
            [above, below] => format!("{up} {above} {}", worded(down, below)),
        }
    }

    /// How many are not shown above, and below.
    fn hidden(&self, counted: &impl Fn(Range<usize>) -> usize) -> [usize; 2] {
        let shown = self.places();
        [counted(0..shown.start), counted(shown.end..self.count.max(shown.end))]
    }
}

impl Canvas<'_> {
    /// Draws lines from the top of an area, without those scrolled out, and says at its right edge that there is more.
    pub(super) fn put_all(&mut self, lines: &[Line], scroll: usize, area: Rect) {
        let more = More::from(scroll, lines.len(), area);
        for (place, row) in more.rows(area) {
            self.put(self.styled(&lines[place]), row);
            self.pointed_parts(&lines[place], row);
        }
        more.draw_beside(self, area);
    }
}

/// The signs for above and below.
const fn arrows(signs: Signs) -> [&'static str; 2] {
    [signs.either("\u{2191}", "^"), signs.either("\u{2193}", "v")]
}

fn worded(sign: &str, count: usize) -> String {
    format!("{sign} {count} more")
}

/// Draws the first spelling at the right of a row for which the row is blank, after a gap; else the last.
fn said(canvas: &mut Canvas<'_>, area: Rect, y: u16, spellings: &[String]) {
    let spelling = spellings.iter().find(|text| fits(canvas, area, y, text)).or_else(|| spellings.last());
    put(canvas, area, y, spelling.map_or("", String::as_str));
}

/// Whether a row is blank where a text would stand at its right, after a gap.
fn fits(canvas: &Canvas<'_>, area: Rect, y: u16, text: &str) -> bool {
    let taken = u16::try_from(columns(text) + GAP).unwrap_or(u16::MAX);
    let is_blank = |x: u16| canvas.buffer.cell((x, y)).is_some_and(|cell| cell.symbol() == " ");
    taken <= area.width && (area.right() - taken..area.right()).all(is_blank)
}

fn put(canvas: &mut Canvas<'_>, area: Rect, y: u16, text: &str) {
    let width = u16::try_from(columns(text)).unwrap_or(0).min(area.width);
    let style = canvas.theme.tone(Tone::Quiet);
    canvas.set(area.right() - width, y, text, style);
}
