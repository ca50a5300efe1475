//! Draws fields below each other: what they are called, what stands in them, and what is said beside them.

use ratatui::layout::Rect;

use super::pieces::{cut_end, options, text};
use crate::{
    setup::{Column, Field, LiveNote, Setup, SetupPage, TabStop, form::Form},
    tui::{draw::canvas::Canvas, hit_area::HitArea},
    view::{
        mark::Mark,
        text::{Block, Tone, columns},
    },
};

/// Columns of labels, with the mark before them.
const LABEL: u16 = 22;

/// Draws the fields of the open page; the answer is the row below all of it.
pub(super) fn draw(form: &Form, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let mut below = area;
    let fields = form.setup.fields(form.page);
    let count = u16::try_from(fields.len()).unwrap_or(1);
    // Where there is room, a blank row between them; where there is little, what is said only below the one where one is.
    let each = if area.height >= count * 3 + 4 {
        3
    } else if area.height >= count * 2 + 2 {
        2
    } else {
        1
    };
    for field in fields {
        let is_here = form.at == TabStop::Field(field);
        let height = if is_here { each.max(2) } else { each };
        let row = Rect { height: height.min(below.height), ..below };
        canvas.hit_area(row, HitArea::Setup(TabStop::Field(field)));
        label(form, field, each == 1, canvas, row);
        let inside =
            Rect { x: row.x + LABEL, width: row.width.saturating_sub(LABEL), height: row.height.min(2), ..row };
        if field.is_text() {
            value(form, field, canvas, inside);
        } else {
            options(form, field, canvas, Rect { x: inside.x + 2, ..inside });
        }
        below = Rect { y: below.y + row.height, height: below.height - row.height, ..below };
    }
    if let TabStop::Field(field) = form.at {
        below = text(&beside(form, field, usize::from(area.width.saturating_sub(LABEL + 4))), canvas, below);
    }
    below.y
}

/// The help of a field, or its fault where that does not fit into the columns beside it.
pub(super) fn beside(form: &Form, field: Field, room: usize) -> Vec<Block> {
    let odd = if field.page() == SetupPage::Window {
        form.setup
            .odd_words()
            .map(|words| format!("As it stands, {words}. Before the start you are asked whether it is right."))
    } else {
        form.setup.remark(field)
    };
    let block = match (form.note(field), odd) {
        (LiveNote::Fault(why), _) if columns(&why) > room => {
            Block::led(Tone::Bad, format!("{} ", Mark::Failed.sign()), why)
        }
        (LiveNote::Quiet, Some(words)) => Block::led(Tone::Caution, "! ", words),
        (LiveNote::Quiet, None)
        | (LiveNote::Progress(_) | LiveNote::Right(_) | LiveNote::Wrong { .. } | LiveNote::Fault(_), _) => {
            Block::para(Tone::Quiet, Setup::help(field))
        }
    };
    vec![block]
}

/// The name of a field; a fault that has no row of its own is marked before it.
fn label(form: &Form, field: Field, is_alone: bool, canvas: &mut Canvas<'_>, area: Rect) {
    let is_here = form.at == TabStop::Field(field);
    let is_wrong = is_alone && matches!(form.note(field), LiveNote::Fault(_) | LiveNote::Wrong { .. });
    let (mark, tone) = match (is_here, is_wrong) {
        (true, _) => (" ", Tone::Now),
        (false, true) => (canvas.theme.signs.mark(Mark::Failed), Tone::Bad),
        (false, false) => (" ", Tone::Quiet),
    };
    let text = format!("{mark} {}", form.setup.label(field));
    canvas.set(area.x, area.y, &text, canvas.theme.tone(tone));
    if is_here {
        canvas.here(area);
    }
}

/// Draws a text field, and below it what is said about it.
pub(super) fn value(form: &Form, field: Field, canvas: &mut Canvas<'_>, area: Rect) {
    let is_here = form.at == TabStop::Field(field);
    let width = area.width.min(widest(field));
    let typed = Rect { width, height: 1, ..area };
    let scroll = if is_here {
        canvas.field(&form.input, typed)
    } else {
        let shown = canvas.cut(form.setup.value(field), usize::from(width.saturating_sub(3)));
        canvas.set(area.x + 2, area.y, &shown, canvas.theme.tone(Tone::Plain));
        let ground = canvas.theme.field();
        canvas.ground(Rect { x: typed.x + 2, width: width.saturating_sub(2), ..typed }, ground);
        0
    };
    if area.height > 1 {
        let below = Rect { x: area.x + 2, y: area.y + 1, width: area.width.saturating_sub(2), height: 1 };
        let is_empty = if is_here { form.input.value().is_empty() } else { form.setup.value(field).is_empty() };
        match form.note(field) {
            LiveNote::Quiet => {
                let word = if field.is_required() { "required" } else { "optional" };
                let word = is_empty.then(|| word.to_owned());
                note(
                    &form.setup.aside(field).or(word).map_or(LiveNote::Quiet, LiveNote::Progress),
                    "",
                    0,
                    canvas,
                    below,
                );
            }
            said @ (LiveNote::Progress(_) | LiveNote::Right(_) | LiveNote::Wrong { .. } | LiveNote::Fault(_)) => {
                note(&said, form.setup.value(field), scroll, canvas, below);
            }
        }
    }
}

/// The most columns of a field: as wide as what is typed there may be.
const fn widest(field: Field) -> u16 {
    match field {
        Field::Source | Field::Target | Field::Cell(_, Column::Serial) => 44,
        Field::Start | Field::End => 34,
        Field::Name
        | Field::Module
        | Field::Token
        | Field::Commands
        | Field::Edition
        | Field::Requirement(_)
        | Field::Cell(_, Column::Name | Column::Role | Column::Id) => 60,
        Field::Downloads
        | Field::LifeTime
        | Field::Portal
        | Field::Support
        | Field::Contact
        | Field::Cell(_, Column::Center) => 120,
    }
}

fn note(note: &LiveNote, value: &str, scroll: usize, canvas: &mut Canvas<'_>, area: Rect) {
    let said = |mark: Mark, words: &str| format!("{} {words}", mark.sign());
    let (text, tone) = match note {
        LiveNote::Quiet => return,
        LiveNote::Progress(so_far) => (so_far.clone(), Tone::Quiet),
        LiveNote::Right(so_far) => (said(Mark::Verified, so_far), Tone::Good),
        LiveNote::Fault(why) => (said(Mark::Failed, why), Tone::Bad),
        LiveNote::Wrong { place, why } => (pointed_at(*place, why, value, scroll, usize::from(area.width)), Tone::Bad),
    };
    let text = cut_end(&text, usize::from(area.width), canvas);
    canvas.words(area.x, area.y, &text, canvas.theme.tone(tone));
}

/// A line that points at a character of the line above it, with what is wrong with it.
fn pointed_at(place: usize, why: &str, value: &str, scroll: usize, width: usize) -> String {
    let before: String = value.chars().take(place).collect();
    let column = columns(&before).checked_sub(scroll).filter(|column| *column < width);
    let Some(column) = column else { return format!("{} {why}", Mark::Failed.sign()) };
    if column + 2 + why.len() <= width {
        return format!("{:column$}^ {why}", "");
    }
    match column.checked_sub(why.len() + 1) {
        Some(blank) => format!("{:blank$}{why} ^", ""),
        None => format!("{} {why}", Mark::Failed.sign()),
    }
}
