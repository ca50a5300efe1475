//! The outline of the procedure, at the left of its text: phases and steps with their marks; the section at the top of the text
//! has the look of what is selected, also while the text is scrolled.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{canvas::Canvas, more::More};
use crate::{
    tui::dashboard::PageView,
    view::text::{Tone, cut},
};

/// Draws the outline where there is room for it; the answer is the room for the text.
pub(super) fn outline(view: &PageView, scroll: usize, canvas: &mut Canvas<'_>, area: Rect) -> Rect {
    let width = view.outline_columns;
    if width == 0 {
        return area;
    }
    let theme = canvas.theme;
    let top = view.at_top(scroll);
    let inside = Rect { width: width - 2, ..area };
    let more = More::of(view.outline.len(), inside, top);
    for (place, line) in more.rows(Rect { width: width - 1, ..area }) {
        let entry = &view.outline[place];
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
    for y in area.top()..area.bottom() {
        canvas.set(area.x + width - 1, y, theme.signs.either("\u{2502}", "|"), style);
    }
    more.draw_beside(canvas, inside);
    Rect { x: area.x + width, width: area.width - width, ..area }
}
