//! Draws the table of environments, and below it the cell where one is, as wide as the screen.

use ratatui::layout::Rect;

use super::{
    fields,
    pieces::{options, text},
};
use crate::{
    domain::infrastructure::EnvironmentId,
    setup::{AnswerFault, Button, Column, Field, SetupPage, TabStop, form::Form},
    tui::{
        draw::{canvas::Canvas, more::More},
        hit_area::HitArea,
    },
    view::{
        mark::Mark,
        text::{Block, Tone},
    },
};

/// Rows below the table: a label, the cell, what is said about it, two of help.
const BELOW: u16 = 5;

/// Columns of the mark before each cell.
const MARK: u16 = 2;

/// The sign before a cell that was taken over from an older description.
const TAKEN: &str = "=";

/// What that sign means, where it stands.
pub(super) fn legend(form: &Form) -> String {
    let like = form.setup.answers.like.as_ref().filter(|_| form.page == SetupPage::Environments);
    like.map_or_else(String::new, |like| format!(" {TAKEN} taken over from {}", like.from))
}

/// Draws the table; the answer is the row below all of it.
pub(super) fn draw(form: &Form, faults: &[AnswerFault], canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let count = form.setup.count();
    let rows = area.height.saturating_sub(BELOW + 1).min(u16::try_from(count).unwrap_or(u16::MAX).max(1));
    let list = Rect { y: area.y + 1, height: rows, ..area };
    let more = More::of(count, list, form.cell.0);
    let widths = widths(area.width - more.columns(), number_width(form));
    heads(form, widths, canvas, area);
    let ids = form.setup.ids();
    for (row, at) in more.rows(list) {
        let wrong: Vec<Field> = faults.iter().filter_map(|fault| fault.at.field()).filter(is_in(row)).collect();
        let Some(id) = ids.get(row).cloned() else { continue };
        draw_row(form, &Row { place: row, id, wrong, widths }, canvas, at);
    }
    more.draw(canvas, list);
    let gap = u16::from(area.height > rows + 1 + BELOW);
    let y = area.y + 1 + rows + gap;
    draw_below(form, canvas, Rect { y, height: area.bottom().saturating_sub(y), ..area })
}

fn number_width(form: &Form) -> u16 {
    u16::try_from(form.setup.count().to_string().len()).unwrap_or(4) + 1
}

/// From this width on there is room for ids; in less, one stands below the table only.
const ROOM_FOR_IDS: u16 = 96;

/// Columns of the cells, in a width; none for a cell that is not in the table.
fn widths(width: u16, number: u16) -> [u16; Column::ALL.len()] {
    let (role, id) = (11, if width < ROOM_FOR_IDS { 0 } else { 16 });
    let marks = if id == 0 { 4 * MARK } else { 5 * MARK };
    let room = width.saturating_sub(number + role + id + marks);
    let serial = (room * 2 / 5).min(31);
    let name = (room * 3 / 10).min(30);
    [name, role, (room - serial - name).min(60), serial, id]
}

/// The cells that are in the table, each with its width.
fn in_table(widths: [u16; Column::ALL.len()]) -> impl Iterator<Item = (Column, u16)> {
    Column::ALL.into_iter().zip(widths).filter(|(_, width)| *width > 0)
}

fn heads(form: &Form, widths: [u16; Column::ALL.len()], canvas: &mut Canvas<'_>, area: Rect) {
    let mut x = area.x + number_width(form);
    for (column, width) in in_table(widths) {
        let name = canvas.cut(column.name(), usize::from(width));
        canvas.set(x + MARK, area.y, &name, canvas.theme.tone(Tone::Heading));
        x += MARK + width;
    }
}

/// An environment in the table.
struct Row {
    place: usize,
    id: EnvironmentId,
    wrong: Vec<Field>,
    widths: [u16; Column::ALL.len()],
}

fn draw_row(form: &Form, shown: &Row, canvas: &mut Canvas<'_>, area: Rect) {
    let row = shown.place;
    let is_meant = form.cell.0 == row;
    let tone = if is_meant { Tone::Now } else { Tone::Quiet };
    canvas.set(area.x, area.y, &(row + 1).to_string(), canvas.theme.tone(tone));
    let mut x = area.x + number_width(form);
    for (column, width) in in_table(shown.widths) {
        let cell = Rect { x, width: width + MARK, ..area };
        draw_cell(form, column, shown, canvas, cell);
        x += cell.width;
    }
}

/// Whether a field is a cell of this row.
fn is_in(row: usize) -> impl Fn(&Field) -> bool {
    move |field| matches!(field, Field::Cell(other, _) if *other == row)
}

fn draw_cell(form: &Form, column: Column, row: &Row, canvas: &mut Canvas<'_>, area: Rect) {
    let field = Field::Cell(row.place, column);
    let is_here = form.at == TabStop::Field(field);
    let is_wrong = |field: Field| row.wrong.contains(&field) && form.is_told(field);
    // Where there is no room for ids, the name stands for a wrong one.
    let is_id_hidden = row.widths.last() == Some(&0);
    let is_wrong_id = column == Column::Name && is_id_hidden && is_wrong(Field::Cell(row.place, Column::Id));
    let is_taken = form.setup.taken_from(field).is_some();
    let (mark, tone) = match (is_here, is_wrong(field) || is_wrong_id) {
        (true, _) => (" ", Tone::Now),
        (false, true) => (canvas.theme.signs.mark(Mark::Failed), Tone::Bad),
        (false, false) if is_taken => (TAKEN, Tone::Plain),
        (false, false) => (" ", Tone::Plain),
    };
    let value = form.setup.value(field);
    let (value, of_value) = match (value.is_empty(), column) {
        (false, _) => (value, tone),
        // The one that the name makes.
        (true, Column::Id) => (row.id.as_str(), if is_here { tone } else { Tone::Quiet }),
        (true, Column::Role) => ("select", tone),
        (true, Column::Name | Column::Center | Column::Serial) => ("", tone),
    };
    let value = canvas.cut(value, usize::from(area.width.saturating_sub(MARK)));
    canvas.set(area.x, area.y, mark, canvas.theme.tone(tone));
    canvas.set(area.x + MARK, area.y, &value, canvas.theme.tone(of_value));
    let typed = Rect { x: area.x + MARK, width: area.width.saturating_sub(MARK), ..area };
    let ground = if is_here { canvas.theme.selected() } else { canvas.theme.field() };
    canvas.ground(typed, ground);
    if is_here {
        canvas.here(Rect { x: area.x + MARK - 1, ..area });
    }
    canvas.hit_area(area, HitArea::Setup(TabStop::Field(field)));
}

/// The cell where one is; on a button, what it would do.
fn draw_below(form: &Form, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let (field, button) = match form.at {
        TabStop::Field(field) | TabStop::Option(field, _) => (Some(field), None),
        TabStop::Button(button) => (None, Some(button)),
        TabStop::Fault(_) | TabStop::Page(_) | TabStop::Summary => (None, None),
    };
    if let Some(words) = button.map(|button| told(form, button)) {
        return text(&[Block::para(Tone::Quiet, words)], canvas, area).y;
    }
    let Some(field) = field else { return area.y };
    let below = text(&[Block::para(Tone::Now, form.setup.label(field))], canvas, area);
    let cell = Rect { height: 2.min(below.height), ..below };
    if field.is_text() {
        canvas.hit_area(cell, HitArea::Setup(TabStop::Field(field)));
        fields::value(form, field, canvas, cell);
    } else {
        options(form, field, canvas, Rect { x: cell.x + 2, ..cell });
    }
    let rest = Rect { y: cell.bottom(), height: below.bottom().saturating_sub(cell.bottom()), ..area };
    let room = if field.is_text() { usize::from(area.width.saturating_sub(4)) } else { 0 };
    text(&fields::beside(form, field, room), canvas, rest).y
}

/// The effect of a button here.
fn told(form: &Form, button: Button) -> String {
    let name = form.setup.called(form.cell.0);
    match button {
        Button::Add if form.setup.count() == 0 => "Adds the first environment.".to_owned(),
        Button::Add => format!("Adds an environment below {name}."),
        Button::Remove => format!("Removes {name}. Restore removed brings it back."),
        Button::Up => format!("Moves {name} one place up."),
        Button::Down => format!("Moves {name} one place down."),
        Button::TakeBack => match form.setup.answers.removed.last() {
            Some(removed) if removed.environment.name.is_empty() => {
                "Brings back the environment that was removed last.".to_owned()
            }
            Some(removed) => format!("Brings back {} with all its values.", removed.environment.name),
            None => "Brings back the environment that was removed last. Nothing was removed so far.".to_owned(),
        },
        Button::Next => "Goes to the next page.".to_owned(),
        Button::Back => "Goes to the page before. Your answers are kept.".to_owned(),
        Button::Start | Button::Leave => String::new(),
    }
}
