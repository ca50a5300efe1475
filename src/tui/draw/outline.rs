//! The outline of the procedure, at the left of its text: phases and steps with their marks; the section at the top of the text
//! has the look of what is selected, also while the text is scrolled.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::canvas::Canvas;
use crate::{
    tui::{dashboard::PageView, layout::window},
    view::text::{Tone, cut},
};

/// Draws the outline where there is room for it; the answer is the room for the text.
pub(super) fn outline(view: &PageView, scroll: usize, canvas: &mut Canvas<'_>, area: Rect) -> Rect {
    let width = view.outline_columns;
    if width == 0 {
        return area;
    }
    let theme = canvas.theme;
    let rows = usize::from(area.height);
    let top = view.at_top(scroll);
    let first = window(view.outline.len(), rows, top);
    for (row, place) in (0..area.height).zip(first..view.outline.len()) {
        let entry = &view.outline[place];
        let line = Rect { y: area.y + row, height: 1, width: width - 1, ..area };
        let indent = if entry.is_step { "    " } else { "  " };
        let room = usize::from(line.width).saturating_sub(indent.len() + 3);
        let title = cut(&canvas.plain(&entry.title), room, theme.signs.ellipsis());
        let tone = match (entry.is_here, entry.is_step) {
            (true, _) => Tone::Now,
            (false, false) => Tone::Plain,
            (false, true) => Tone::Quiet,
        };
        let (mark, mark_tone) = entry.mark;
        let spans = vec![
            Span::raw(indent),
            Span::styled(format!("{} ", theme.signs.mark(mark)), theme.tone(mark_tone)),
            Span::styled(title, theme.tone(tone)),
        ];
        canvas.put(Line::from(spans), line);
        if place == top {
            canvas.select(line);
        }
    }
    let style = theme.border();
    let more = |canvas: &mut Canvas<'_>, y: u16, sign: &str| canvas.set(area.x + width - 2, y, sign, style);
    for y in area.top()..area.bottom() {
        canvas.set(area.x + width - 1, y, theme.signs.either("\u{2502}", "|"), style);
    }
    if first > 0 {
        more(canvas, area.y, theme.signs.either("\u{2191}", "+"));
    }
    if first + rows < view.outline.len() {
        more(canvas, area.bottom() - 1, theme.signs.either("\u{2193}", "+"));
    }
    Rect { x: area.x + width, width: area.width - width, ..area }
}
