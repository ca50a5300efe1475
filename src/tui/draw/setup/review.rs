//! Draws everything once more, as it will be written, and what is missing before the start.

use ratatui::layout::Rect;

use super::pieces::{cut_end, text};
use crate::{
    setup::{AnswerFault, TabStop, form::Form, in_short},
    tui::{draw::canvas::Canvas, hit_area::HitArea, layout::window},
    view::{
        mark::Mark,
        text::{self, Block, Tone},
    },
};

/// Draws the review.
pub(super) fn draw(form: &Form, faults: &[AnswerFault], canvas: &mut Canvas<'_>, area: Rect) {
    let place = form.setup.destination();
    let head = if faults.is_empty() {
        let words = format!("Nothing is missing. Start makes the folder {place} with this description.");
        Block::led(Tone::Good, format!("{} ", Mark::Verified.sign()), words)
    } else {
        Block::para(Tone::Caution, format!("To mend: {}. Enter leads there.", faults.len()))
    };
    let remarks = form.setup.remarks().into_iter().map(|said| Block::led(Tone::Caution, "! ", said));
    let below = text(&std::iter::once(head).chain(remarks).collect::<Vec<_>>(), canvas, area);
    let rows = u16::try_from(faults.len()).unwrap_or(u16::MAX).min(below.height / 2);
    let here = if let TabStop::Fault(place) = form.at { place } else { 0 };
    let first = window(faults.len(), usize::from(rows), here);
    for (y, place) in (below.y..below.y + rows).zip(first..faults.len()) {
        fault(form, place, &faults[place], canvas, Rect { y, height: 1, ..below });
    }
    let gap = u16::from(below.height > rows + 8);
    let y = below.y + rows + gap;
    description(form, canvas, Rect { y, height: below.bottom().saturating_sub(y), ..below });
}

fn fault(form: &Form, place: usize, fault: &AnswerFault, canvas: &mut Canvas<'_>, area: Rect) {
    let is_here = form.at == TabStop::Fault(place);
    let arrow = if is_here { canvas.theme.signs.mark(Mark::Now) } else { " " };
    let label = fault.at.field().map_or_else(|| fault.page.name().to_owned(), |field| form.setup.label(field));
    let text = format!("{arrow} {} {label}: {}", Mark::Failed.sign(), in_short(&fault.what));
    let text = cut_end(&text, usize::from(area.width), canvas);
    let tone = if is_here { Tone::Now } else { Tone::Bad };
    canvas.set(area.x, area.y, &text, canvas.theme.tone(tone));
    canvas.hit_area(area, HitArea::Setup(TabStop::Fault(place)));
}

/// The text of `infrastructure.toml`; a line that is too long is cut, and whole in its field.
fn description(form: &Form, canvas: &mut Canvas<'_>, area: Rect) {
    let toml = form.setup.text();
    let cut = |line: &str| {
        let text = cut_end(line, usize::from(area.width.saturating_sub(2)), canvas);
        vec![text::Part::text(Tone::Plain, format!("  {text}"))]
    };
    let lines: Vec<text::Line> = toml.lines().map(cut).collect();
    canvas.put_all(&lines, form.scroll, area);
}
