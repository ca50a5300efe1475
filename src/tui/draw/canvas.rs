//! The canvas: a buffer with a theme, and the areas that can be pointed at.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Color, Modifier, Style},
    text::{Line, Span},
};
use tui_input::Input;

use super::theme::{Theme, on};
use crate::{
    domain::text::row,
    tui::hit_area::HitArea,
    view::text::{self, PartKind, Tone, columns, is_plain, shorten, visible},
};

/// The result of drawing besides the cells: where the cursor stands, and the areas that can be pointed at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Where the cursor stands, if anything is being typed.
    pub cursor: Option<(u16, u16)>,
    /// The areas that can be pointed at; later ones lie above earlier ones.
    pub hit_areas: Vec<(Rect, HitArea)>,
    /// Lines for which there was no room: none, on a screen that is not too small.
    pub clipped: Vec<String>,
}

impl Drawn {
    /// The area at a column and row; `None` where nothing can be pointed at.
    pub fn at(&self, x: u16, y: u16) -> Option<&HitArea> {
        self.hit_areas.iter().rev().find(|(area, _)| area.contains((x, y).into())).map(|(_, hit_area)| hit_area)
    }
}

/// A buffer to draw on.
#[derive(Debug)]
pub(super) struct Canvas<'a> {
    /// How meanings look.
    pub(super) theme: &'a Theme,
    /// The cells.
    pub(super) buffer: &'a mut Buffer,
    /// The result so far.
    pub(super) drawn: Drawn,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(theme: &'a Theme, buffer: &'a mut Buffer) -> Self {
        Self { theme, buffer, drawn: Drawn::default() }
    }

    /// From here on, this can be pointed at there.
    pub(super) fn hit_area(&mut self, area: Rect, hit_area: HitArea) {
        self.drawn.hit_areas.push((area, hit_area));
    }

    /// The text as it is drawn: nothing in it that a terminal would obey, in the signs that it can show.
    pub(super) fn plain(&self, text: &str) -> String {
        self.theme.signs.text(&row(text)).into_owned()
    }

    /// The text as it is drawn, cut in its middle to a width.
    pub(super) fn cut(&self, text: &str, width: usize) -> String {
        shorten(&self.plain(text), width, self.theme.signs.ellipsis())
    }

    /// Draws a text at a place, in a look.
    pub(super) fn set(&mut self, x: u16, y: u16, text: &str, style: Style) {
        let width = self.buffer.area.right().saturating_sub(x);
        self.put(Line::styled(text, style), Rect { x, y, width, height: 1 });
    }

    /// The same, and blanks around the text have no ground of their own.
    pub(super) fn words(&mut self, x: u16, y: u16, text: &str, style: Style) {
        let words = text.trim_start_matches(' ');
        let blanks = u16::try_from(text.len() - words.len()).unwrap_or(u16::MAX);
        self.set(x.saturating_add(blanks), y, words.trim_end_matches(' '), style);
    }

    /// Draws a sign of one cell at a place, in a look.
    pub(super) fn sign(&mut self, (x, y): (u16, u16), sign: &str, style: Style) {
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_symbol(sign).set_style(style);
        }
    }

    /// Draws a key and what it does from a column on, where there is room for it; the answer is where the next one begins.
    pub(super) fn key(
        &mut self,
        x: u16,
        area: Rect,
        (key, name): (&str, &str),
        hit_area: Option<HitArea>,
    ) -> Option<u16> {
        let width = u16::try_from(key.len() + name.len() + 1).unwrap_or(u16::MAX);
        if x.saturating_add(width) > area.right() {
            return None;
        }
        let place = Rect { x, width, ..area };
        let line = Line::from(vec![
            Span::styled(key, self.theme.key()),
            Span::styled(format!(" {name}"), self.theme.tone(Tone::Quiet)),
        ]);
        self.put(line, place);
        if let Some(hit_area) = hit_area {
            self.hit_area(place, hit_area);
        }
        Some(x + width + 2)
    }

    /// Lays a ground under what is drawn in an area; what has a ground of its own keeps it.
    pub(super) fn ground(&mut self, area: Rect, ground: Style) {
        for position in area.intersection(self.buffer.area).positions() {
            if let Some(cell) = self.buffer.cell_mut(position).filter(|cell| cell.bg == Color::Reset) {
                let look = on(Style::new().fg(cell.fg), ground);
                cell.set_style(look);
            }
        }
    }

    /// Makes everything in an area quiet, because it lies behind something now.
    pub(super) fn dim(&mut self, area: Rect) {
        let quiet = self.theme.tone(Tone::Quiet);
        for position in area.intersection(self.buffer.area).positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.modifier = Modifier::empty();
                cell.set_style(quiet);
            }
        }
    }

    /// Shows that a row, drawn already, is the one that Enter acts on: a ground over all of it, and a bar at its left, where
    /// nothing else may be.
    pub(super) fn select(&mut self, area: Rect) {
        self.ground(area, self.theme.selected());
        self.here(area);
    }

    /// The bar alone: this is where one is, among fields that have a ground of their own.
    pub(super) fn here(&mut self, area: Rect) {
        if let Some(cell) = self.buffer.cell_mut((area.x, area.y)) {
            cell.set_symbol(self.theme.signs.either("\u{258c}", ">")).set_style(self.theme.focus());
        }
    }

    /// Draws one line at the top of an area.
    pub(super) fn put(&mut self, line: Line<'_>, area: Rect) {
        let area = Rect { height: area.height.min(1), ..area }.intersection(self.buffer.area);
        if area.is_empty() {
            return;
        }
        if width(&line.spans) > usize::from(area.width)
            && columns(line.to_string().trim_end()) > usize::from(area.width)
        {
            self.drawn.clipped.push(line.to_string());
        }
        if !line.spans.iter().all(|span| is_plain(&span.content)) {
            self.put_characters(line, area);
            return;
        }
        // Most lines are plain, a cell for every character: no need to look for what belongs together.
        let cells = line.spans.iter().flat_map(|span| {
            let parts = parts(&span.content, line.style.patch(span.style));
            parts.into_iter().flat_map(|(part, style)| part.chars().map(move |c| (c, style)))
        });
        for (x, (c, style)) in (area.left()..area.right()).zip(cells) {
            self.buffer[(x, area.y)].set_char(c).set_style(style);
        }
    }

    /// Draws characters that may take more cells than one, or none, up to the first that does not fit.
    fn put_characters(&mut self, line: Line<'_>, area: Rect) {
        let mut x = area.x;
        for span in line.spans {
            let fits = columns(&span.content) <= usize::from(area.right() - x);
            for (part, style) in parts(&span.content, line.style.patch(span.style)) {
                let room = usize::from(area.right() - x);
                (x, _) = self.buffer.set_stringn(x, area.y, part, room, style);
            }
            if !fits {
                return;
            }
        }
    }

    /// The looks of a line.
    pub(super) fn styled(&self, line: &text::Line) -> Line<'static> {
        let span = |part: &text::Part| {
            let style = self.theme.tone(part.tone);
            let style = match part.kind {
                PartKind::Text => style,
                PartKind::Label => style.patch(self.theme.label()),
                PartKind::Value(_) => style.patch(self.theme.value()),
                PartKind::Link(_) => style.add_modifier(Modifier::UNDERLINED),
            };
            Span::styled(self.plain(&part.text), style)
        };
        Line::from(line.iter().map(span).collect::<Vec<_>>())
    }

    /// Values and addresses can be pointed at: all of a value is copied, all of an address opened.
    pub(super) fn pointed_parts(&mut self, line: &text::Line, area: Rect) {
        let mut x = area.x;
        for part in line {
            let width = u16::try_from(columns(&self.plain(&part.text))).unwrap_or(u16::MAX);
            let hit_area = match &part.kind {
                PartKind::Value(whole) => Some(HitArea::Copy(whole.clone())),
                PartKind::Link(whole) => Some(HitArea::Open(whole.clone())),
                PartKind::Text | PartKind::Label => None,
            };
            if let Some(hit_area) = hit_area {
                self.hit_area(Rect { x, width, ..area }.intersection(area), hit_area);
            }
            x = x.saturating_add(width);
        }
    }

    /// A rule across an area, with a heading in it and a word at its right end.
    pub(super) fn rule(&mut self, heading: &str, right: &str, style: Style, area: Rect) {
        let dash = self.theme.signs.either("\u{2500}", "-");
        self.set(area.x, area.y, &dash.repeat(usize::from(area.width)), self.theme.border());
        let room = usize::from(area.width.saturating_sub(4));
        let heading = self.cut(heading, room.saturating_sub(1));
        let used = columns(&heading);
        self.set(area.x + 1, area.y, &format!(" {heading} "), style);
        let right = self.plain(right);
        let width = columns(&right);
        if width > 0 && used + width + 8 <= usize::from(area.width) {
            let width = u16::try_from(width).unwrap_or(0);
            self.set(area.right() - width - 3, area.y, &format!(" {right} "), self.theme.tone(Tone::Quiet));
        }
    }

    /// Draws what is being typed, with the cursor in it; the answer is how many columns of it are scrolled out.
    pub(super) fn field(&mut self, input: &Input, area: Rect) -> usize {
        let width = usize::from(area.width.saturating_sub(4));
        let before: String = input.value().chars().take(input.cursor()).collect();
        let at = columns(&self.plain(&before));
        let scroll = at.saturating_sub(width);
        let cursor = u16::try_from(at - scroll).unwrap_or(0);
        let typed = Line::from(vec![
            Span::styled("> ", self.theme.key()),
            Span::styled(visible(&self.plain(input.value()), scroll, width), self.theme.tone(Tone::Plain)),
        ]);
        self.put(typed, area);
        self.ground(Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area }, self.theme.field());
        self.drawn.cursor = Some((area.x + 2 + cursor, area.y));
        scroll
    }
}

/// Rows from the top of an area, one after the other; what does not fit is empty. Sums, not a solver: a screen is divided
/// at every key.
pub(super) fn stack<const N: usize>(area: Rect, heights: [u16; N]) -> [Rect; N] {
    let mut y = area.y;
    heights.map(|height| {
        let row = Rect { y, height: height.min(area.bottom() - y), ..area };
        y = row.bottom();
        row
    })
}

/// A text with the blanks before and after it, which are not underlined.
fn parts(text: &str, style: Style) -> [(&str, Style); 3] {
    let after_blanks = text.trim_start_matches(' ');
    let middle = after_blanks.trim_end_matches(' ');
    let (before, after) = (text.len() - after_blanks.len(), after_blanks.len() - middle.len());
    let blank = style.remove_modifier(Modifier::UNDERLINED);
    [(&text[..before], blank), (middle, style), (&text[text.len() - after..], blank)]
}

/// Columns that spans take.
pub(super) fn width(spans: &[Span<'_>]) -> usize {
    spans.iter().map(|span| columns(&span.content)).sum()
}
