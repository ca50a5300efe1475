//! Draws what is chosen rather than typed: the edition, and whether the requirements hold.

use ratatui::layout::Rect;

use super::pieces::{cut_end, options, text};
use crate::{
    setup::{EditionChoice, Field, Setup, TabStop, form::Form},
    tui::{draw::canvas::Canvas, hit_area::HitArea, layout::window},
    view::{
        flow::flow,
        mark::Mark,
        text::{Block, Tone, columns},
    },
};

/// Draws the editions: the chosen one with what is peculiar to it, the others too where there is room.
pub(super) fn edition(form: &Form, canvas: &mut Canvas<'_>, area: Rect) {
    let chosen = form.setup.chosen(Field::Edition);
    let blocks = |place: usize, edition: &EditionChoice, whole: bool| {
        let tone = if chosen == Some(place) { Tone::Now } else { Tone::Plain };
        let mut blocks = vec![Block::para(tone, format!("{} ({})", edition.id, edition.title))];
        if whole {
            blocks.extend(edition.lines.iter().map(|line| Block::led(Tone::Plain, "- ", line.as_str())));
        }
        blocks
    };
    let width = usize::from(area.width.saturating_sub(6));
    let editions = || form.setup.editions.iter().enumerate();
    let all: Vec<Block> = editions().flat_map(|(place, edition)| blocks(place, edition, true)).collect();
    let fits = flow(&all, width).len() + 2 <= usize::from(area.height);
    let mut below = area;
    for (place, edition) in editions() {
        let is_chosen = chosen == Some(place);
        let top = below;
        let inside = Rect { x: below.x + 6, width: below.width.saturating_sub(6), ..below };
        let rest = text(&blocks(place, edition, fits || is_chosen), canvas, inside);
        let (sign, tone) = if is_chosen { ("(*)", Tone::Now) } else { ("( )", Tone::Plain) };
        canvas.set(top.x + 2, top.y, sign, canvas.theme.tone(tone));
        if is_chosen && form.at == TabStop::Field(Field::Edition) {
            canvas.set(top.x, top.y, canvas.theme.signs.mark(Mark::Now), canvas.theme.tone(Tone::Now));
        }
        let height = rest.y - top.y;
        canvas.hit_area(Rect { height, ..top }, HitArea::Setup(TabStop::Option(Field::Edition, place)));
        let gap = u16::from(fits).min(rest.height);
        below = Rect { x: area.x, y: rest.y + gap, width: area.width, height: rest.height - gap };
    }
    let help = match form.setup.check(Field::Edition) {
        Ok(()) => Block::para(Tone::Quiet, Setup::help(Field::Edition)),
        Err(why) => Block::led(Tone::Bad, format!("{} ", Mark::Failed.sign()), why),
    };
    text(&[help], canvas, below);
}

/// Draws the requirements in a list, and below it the one where one is, in full.
pub(super) fn requirements(form: &Form, canvas: &mut Canvas<'_>, area: Rect) {
    let count = form.setup.questions().len();
    if count == 0 {
        text(&[Block::para(Tone::Quiet, "This edition has no requirements. Go on.")], canvas, area);
        return;
    }
    let rows = u16::try_from(count).unwrap_or(u16::MAX).min(area.height.saturating_sub(6).max(1));
    let first = window(count, usize::from(rows), form.asked);
    for (y, place) in (area.y..area.y + rows).zip(first..count) {
        requirement(form, place, canvas, Rect { y, height: 1, ..area });
    }
    let y = area.y + rows + u16::from(area.height > 9);
    detail(form, canvas, Rect { y, height: area.bottom().saturating_sub(y), ..area });
}

fn requirement(form: &Form, place: usize, canvas: &mut Canvas<'_>, area: Rect) {
    let is_here = form.at == TabStop::Field(Field::Requirement(place));
    let (mark, word, tone) = match form.setup.holds(place) {
        Some(true) => (Mark::Verified, "yes", Tone::Good),
        Some(false) => (Mark::Failed, "no", Tone::Bad),
        None => (Mark::Nothing, "open", Tone::Quiet),
    };
    let arrow = if is_here { canvas.theme.signs.mark(Mark::Now) } else { " " };
    let (now, plain) = (canvas.theme.tone(Tone::Now), canvas.theme.tone(Tone::Plain));
    canvas.set(area.x, area.y, arrow, now);
    let answer = format!("{} {word:<4}", canvas.theme.signs.mark(mark));
    canvas.set(area.x + 2, area.y, &answer, canvas.theme.tone(tone));
    let at = 2 + u16::try_from(columns(&answer)).unwrap_or(6) + 1;
    let question = form.setup.questions().into_iter().nth(place).map_or_else(String::new, |one| one.question);
    let question = cut_end(&format!("{}. {question}", place + 1), usize::from(area.width.saturating_sub(at)), canvas);
    canvas.set(area.x + at, area.y, &question, if is_here { now } else { plain });
    canvas.hit_area(area, HitArea::Setup(TabStop::Field(Field::Requirement(place))));
}

/// The question in full, its answers, and what follows from a no.
fn detail(form: &Form, canvas: &mut Canvas<'_>, area: Rect) {
    let field = Field::Requirement(form.asked);
    let Some(requirement) = form.setup.questions().into_iter().nth(form.asked) else { return };
    let below = text(&[Block::para(Tone::Plain, requirement.question.as_str())], canvas, area);
    if below.height == 0 {
        return;
    }
    options(form, field, canvas, Rect { x: below.x + 2, width: below.width.saturating_sub(2), ..below });
    let rest = Rect { y: below.y + 1, height: below.height - 1, ..below };
    let block = match form.setup.holds(form.asked) {
        Some(false) => Block::led(Tone::Bad, format!("{} ", Mark::Failed.sign()), requirement.no.as_str()),
        Some(true) | None => Block::para(Tone::Quiet, Setup::help(field)),
    };
    text(&[block], canvas, rest);
}
