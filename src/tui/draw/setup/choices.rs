//! Draws what is chosen rather than typed: the edition, and whether the requirements hold.

use ratatui::layout::Rect;

use super::pieces::{cut_end, options, text};
use crate::{
    setup::{EditionChoice, Field, Setup, TabStop, form::Form},
    tui::{
        draw::{canvas::Canvas, more::More},
        hit_area::HitArea,
        layout::window,
    },
    view::{
        flow::flow,
        mark::Mark,
        text::{self, Block, Tone},
    },
};

/// Draws the editions: the chosen one with what is peculiar to it, the others too where there is room. The answer is the row
/// below all of it.
pub(super) fn edition(form: &Form, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
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
        let tone = if is_chosen { Tone::Now } else { Tone::Plain };
        canvas.set(top.x + 2, top.y, canvas.theme.signs.radio(is_chosen), canvas.theme.tone(tone));
        if is_chosen && form.at == TabStop::Field(Field::Edition) {
            canvas.here(top);
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
    text(&[help], canvas, below).y
}

/// Draws the requirements: the one where one is in full with its answers, the others too where there is room. The answer is
/// the row below all of it.
pub(super) fn requirements(form: &Form, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let questions = form.setup.questions();
    if questions.is_empty() {
        return text(&[Block::para(Tone::Quiet, "This edition has no requirements. Continue.")], canvas, area).y;
    }
    let asked = form.asked.min(questions.len() - 1);
    let width = usize::from(area.width.saturating_sub(QUESTION));
    let whole = |width: usize| -> Vec<Vec<text::Line>> {
        questions.iter().map(|one| flow(&[Block::para(Tone::Plain, one.question.as_str())], width)).collect()
    };
    let lines: usize = whole(width).iter().map(|lines| lines.len() + 1).sum();
    if lines + detail(form, asked, width).len() < usize::from(area.height) {
        return listed(form, &whole(width), 0, true, canvas, area).y;
    }
    let own = |width: usize| whole(width)[asked].len() + 1 + detail(form, asked, width).len();
    let rows = |width: usize| (usize::from(area.height).saturating_sub(own(width)) + 1).clamp(1, questions.len());
    // Each of the others has a row. What says how many more there are has columns of its own.
    let free = match rows(width) {
        all if all == questions.len() => 0,
        shown => More::part(0, shown, questions.len()).columns(),
    };
    let narrow = Rect { width: area.width.saturating_sub(free), ..area };
    let width = width.saturating_sub(usize::from(free));
    let mut shown = whole(width);
    for (place, lines) in shown.iter_mut().enumerate().filter(|(place, _)| *place != asked) {
        let cut = cut_end(&questions[place].question, width, canvas);
        *lines = vec![vec![text::Part::text(Tone::Plain, cut)]];
    }
    let rows = rows(width);
    let more = More::part(window(questions.len(), rows, asked), rows, questions.len());
    let below = listed(form, &shown[..more.places().end], more.places().start, false, canvas, narrow);
    more.draw(canvas, Rect { height: below.y - area.y, ..area });
    below.y
}

/// Draws requirements below each other from one on; the answer is what is left below them.
fn listed(
    form: &Form,
    lines: &[Vec<text::Line>],
    first: usize,
    is_loose: bool,
    canvas: &mut Canvas<'_>,
    area: Rect,
) -> Rect {
    let asked = form.asked.min(lines.len().saturating_sub(1));
    let mut below = area;
    for (place, lines) in lines.iter().enumerate().skip(first) {
        if below.height == 0 {
            break;
        }
        let height = u16::try_from(lines.len()).unwrap_or(1).min(below.height);
        let inside = Rect { x: below.x + QUESTION, width: below.width.saturating_sub(QUESTION), height, ..below };
        canvas.put_all(lines, 0, inside);
        answer(form, place, canvas, Rect { height: 1, ..below });
        canvas.hit_area(Rect { height, ..below }, HitArea::Setup(TabStop::Field(Field::Requirement(place))));
        below = Rect { y: below.y + height, height: below.height - height, ..below };
        if place == asked && below.height > 0 {
            let row = Rect { x: inside.x, width: inside.width, height: 1, ..below };
            options(form, Field::Requirement(place), canvas, row);
            let detail = detail(form, place, usize::from(inside.width));
            let shown = u16::try_from(detail.len()).unwrap_or(0).min(below.height - 1);
            canvas.put_all(&detail, 0, Rect { y: row.y + 1, height: shown, ..row });
            below = Rect { y: row.y + 1 + shown, height: below.height - 1 - shown, ..below };
        }
        let gap = u16::from(is_loose).min(below.height);
        below = Rect { y: below.y + gap, height: below.height - gap, ..below };
    }
    below
}

/// Columns of a requirement before its question.
const QUESTION: u16 = 11;

/// The answer to a requirement, and its number.
fn answer(form: &Form, place: usize, canvas: &mut Canvas<'_>, area: Rect) {
    let (mark, word, tone) = match form.setup.holds(place) {
        Some(true) => (Mark::Verified, "yes", Tone::Good),
        Some(false) => (Mark::Failed, "no", Tone::Bad),
        None => (Mark::Nothing, "", Tone::Quiet),
    };
    let text = format!("{} {word}", canvas.theme.signs.mark(mark));
    canvas.words(area.x + 2, area.y, &text, canvas.theme.tone(tone));
    canvas.set(area.x + 8, area.y, &format!("{}.", place + 1), canvas.theme.tone(Tone::Quiet));
    if form.at == TabStop::Field(Field::Requirement(place)) {
        canvas.here(area);
    }
}

/// How it is answered, or what follows from a no.
fn detail(form: &Form, place: usize, width: usize) -> Vec<text::Line> {
    let field = Field::Requirement(place);
    let no = || form.setup.questions().into_iter().nth(place).map_or_else(String::new, |one| one.no);
    let block = match form.setup.holds(place) {
        Some(false) => Block::led(Tone::Bad, format!("{} ", Mark::Failed.sign()), no()),
        Some(true) | None => Block::para(Tone::Quiet, Setup::help(field)),
    };
    flow(&[block], width)
}
