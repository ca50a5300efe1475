//! Pieces that several pages of the set-up draw: options, texts that are cut, texts that flow.

use ratatui::layout::Rect;

use crate::{
    setup::{Field, TabStop, form::Form},
    tui::{draw::canvas::Canvas, hit_area::HitArea},
    view::{
        flow::flow,
        text::{Block, Tone, columns, cut},
    },
};

/// Draws the options of a field in a row, the chosen one with a dot.
pub(super) fn options(form: &Form, field: Field, canvas: &mut Canvas<'_>, area: Rect) {
    let mut x = area.x;
    let is_here = form.at == TabStop::Field(field);
    let chosen = form.setup.chosen(field);
    for (place, option) in form.setup.options(field).iter().enumerate() {
        let sign = canvas.theme.signs.radio(chosen == Some(place));
        let tone = if is_here && chosen == Some(place) { Tone::Now } else { Tone::Plain };
        let text = format!("{sign} {option}");
        let width = u16::try_from(columns(&text)).unwrap_or(0);
        canvas.set(x, area.y, &text, canvas.theme.tone(tone));
        canvas.hit_area(Rect { x, width, height: 1, ..area }, HitArea::Setup(TabStop::Option(field, place)));
        x += width + 2;
    }
}

/// A text as it is drawn, cut at its end to a width: what is wrong is said at its beginning.
pub(super) fn cut_end(text: &str, width: usize, canvas: &Canvas<'_>) -> String {
    cut(&canvas.plain(text), width, canvas.theme.signs.ellipsis())
}

/// A text that flows at the top of an area; the answer is what is left below it.
pub(super) fn text(blocks: &[Block], canvas: &mut Canvas<'_>, area: Rect) -> Rect {
    let lines = flow(blocks, usize::from(area.width));
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(area.height);
    canvas.put_all(&lines, 0, Rect { height, ..area });
    Rect { y: area.y + height, height: area.height - height, ..area }
}
