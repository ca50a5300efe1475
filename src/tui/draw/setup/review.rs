//! Draws all answers, as a table or as the file that will be written, and what is missing before the start.

use ratatui::{layout::Rect, text::Line};

use super::{
    pieces::{cut_end, text},
    so_far,
};
use crate::{
    setup::{AnswerFault, TabStop, form::Form, in_short},
    tui::{
        draw::{canvas::Canvas, more::More},
        hit_area::HitArea,
    },
    view::{
        mark::Mark,
        text::{self, Block, Tone},
    },
};

/// Draws the review; the answer is the row below all of it.
pub(super) fn draw(form: &Form, faults: &[AnswerFault], canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let place = form.setup.destination();
    let head = if faults.is_empty() {
        let words = format!("Complete. Start creates the folder {place}.");
        Block::led(Tone::Good, format!("{} ", Mark::Verified.sign()), words)
    } else {
        let things = if faults.len() == 1 { "1 thing".to_owned() } else { format!("{} things", faults.len()) };
        Block::para(Tone::Caution, format!("{things} to fix. Press Enter to go there."))
    };
    let remarks = form.setup.remarks().into_iter().map(|said| Block::led(Tone::Caution, "! ", said));
    let below = text(&std::iter::once(head).chain(remarks).collect::<Vec<_>>(), canvas, area);
    let here = if let TabStop::Fault(place) = form.at { place } else { 0 };
    let rows = u16::try_from(faults.len()).unwrap_or(u16::MAX).min(below.height / 2);
    let list = Rect { height: rows, ..below };
    let more = More::of(faults.len(), list, here);
    for (place, row) in more.rows(list) {
        fault(form, place, &faults[place], canvas, Rect { width: row.width - more.columns(), ..row });
    }
    more.draw(canvas, list);
    let gap = u16::from(below.height > rows + 9);
    let y = below.y + rows + gap;
    let rest = Rect { y, height: below.bottom().saturating_sub(y), ..below };
    if form.is_file {
        return description(form, form.scroll, canvas, rest);
    }
    let used = so_far::draw(form, canvas, rest);
    written(form, canvas, Rect { y: used, height: rest.bottom().saturating_sub(used), ..rest }).unwrap_or(used)
}

/// The least rows below the table in which the file is shown too: a blank one, its heading, and some of it.
const WITH_FILE: u16 = 18;

/// The file that Start writes, below the table where there is room; the answer is the row below it.
fn written(form: &Form, canvas: &mut Canvas<'_>, area: Rect) -> Option<u16> {
    let inside = Rect { y: area.y + 2, height: area.height.checked_sub(2)?, ..area };
    if area.height < WITH_FILE {
        return None;
    }
    let heading = "This is written to infrastructure.toml:";
    canvas.put(Line::styled(heading, canvas.theme.tone(Tone::Heading)), Rect { y: area.y + 1, height: 1, ..area });
    Some(description(form, 0, canvas, inside))
}

fn fault(form: &Form, place: usize, fault: &AnswerFault, canvas: &mut Canvas<'_>, area: Rect) {
    let is_here = form.at == TabStop::Fault(place);
    let label = fault.at.field().map_or_else(|| fault.page.name().to_owned(), |field| form.setup.label(field));
    let text = format!("  {} {label}: {}", Mark::Failed.sign(), in_short(&fault.what));
    let text = cut_end(&text, usize::from(area.width), canvas);
    let tone = if is_here { Tone::Now } else { Tone::Bad };
    canvas.words(area.x, area.y, &text, canvas.theme.tone(tone));
    if is_here {
        canvas.select(area);
    }
    canvas.hit_area(area, HitArea::Setup(TabStop::Fault(place)));
}

/// The text of `infrastructure.toml`; a line that is too long is cut, and whole in its field.
fn description(form: &Form, from: usize, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let toml = form.setup.text();
    let cut = |line: &str| {
        let text = cut_end(line, usize::from(area.width.saturating_sub(2)), canvas);
        vec![text::Part::text(Tone::Plain, format!("  {text}"))]
    };
    let lines: Vec<text::Line> = toml.lines().map(cut).collect();
    canvas.put_all(&lines, from, area);
    area.y + u16::try_from(lines.len()).unwrap_or(u16::MAX).min(area.height)
}
