//! Draws what is chosen rather than typed: the edition, and whether the requirements hold.

use ratatui::layout::Rect;

use super::pieces::{cut_end, options, text};
use crate::{
    setup::{EditionChoice, Field, Setup, TabStop, form::Form},
    tui::{draw::canvas::Canvas, hit_area::HitArea, layout::window},
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
    let width = usize::from(area.width.saturating_sub(QUESTION));
    let whole = |question: &str| flow(&[Block::para(Tone::Plain, question)], width);
    let asked = form.asked.min(questions.len() - 1);
    let detail = detail(form, asked, width);
    let own = whole(&questions[asked].question).len() + 1 + detail.len();
    let others: usize = questions.iter().map(|one| whole(&one.question).len() + 1).sum();
    let all_fit = others + detail.len() < usize::from(area.height);
    let rows = usize::from(area.height).saturating_sub(own) + 1;
    let first = if all_fit { 0 } else { window(questions.len(), rows.max(1), asked) };
    let mut below = area;
    for (place, question) in questions.iter().enumerate().skip(first) {
        if below.height == 0 {
            break;
        }
        let top = Rect { height: 1, ..below };
        let is_asked = place == asked;
        let lines = if is_asked || all_fit {
            whole(&question.question)
        } else {
            let cut = cut_end(&question.question, width, canvas);
            vec![vec![text::Part::text(Tone::Plain, cut)]]
        };
        let height = u16::try_from(lines.len()).unwrap_or(1).min(below.height);
        let inside = Rect { x: below.x + QUESTION, width: below.width.saturating_sub(QUESTION), height, ..below };
        canvas.put_all(&lines, 0, inside);
        answer(form, place, canvas, top);
        canvas.hit_area(Rect { height, ..below }, HitArea::Setup(TabStop::Field(Field::Requirement(place))));
        below = Rect { y: below.y + height, height: below.height - height, ..below };
        if is_asked && below.height > 0 {
            let row = Rect { x: inside.x, width: inside.width, height: 1, ..below };
            options(form, Field::Requirement(place), canvas, row);
            let shown = u16::try_from(detail.len()).unwrap_or(0).min(below.height - 1);
            canvas.put_all(&detail, 0, Rect { y: row.y + 1, height: shown, ..row });
            below = Rect { y: row.y + 1 + shown, height: below.height - 1 - shown, ..below };
        }
        let gap = u16::from(all_fit).min(below.height);
        below = Rect { y: below.y + gap, height: below.height - gap, ..below };
    }
    below.y
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
    let text = format!("{} {word:<4}", canvas.theme.signs.mark(mark));
    canvas.set(area.x + 2, area.y, &text, canvas.theme.tone(tone));
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
