//! Draws what was answered so far: the two codes, what belongs to all, and the environments as a table.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::pieces::cut_end;
use crate::{
    domain::infrastructure::Side,
    setup::{
        Column, Field, TabStop,
        form::{Form, IN_SIGHT},
    },
    tui::draw::{canvas::Canvas, more::More},
    view::text::{self, Tone, columns, padded},
};

/// Columns from which both codes stand beside each other.
const ONE_LINE: u16 = 78;

/// Draws it beside a page, under a heading.
pub(super) fn beside(form: &Form, canvas: &mut Canvas<'_>, area: Rect) {
    let bar = canvas.theme.signs.either("\u{2502}", "|");
    for y in area.y..area.bottom() {
        canvas.set(area.x, y, bar, canvas.theme.border());
    }
    let inside = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area };
    canvas.put(Line::styled("Your answers so far", canvas.theme.tone(Tone::Heading)), inside);
    draw(form, canvas, Rect { y: inside.y + 2, height: inside.height.saturating_sub(2), ..inside });
}

/// Draws it; the answer is the row below all of it.
pub(super) fn draw(form: &Form, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let mut rest = area;
    codes(form, canvas, &mut rest);
    let least = u16::try_from(form.setup.count().min(IN_SIGHT)).unwrap_or(1) + 1;
    if rest.height >= least + 2 {
        facts(form, rest.height - least, canvas, &mut rest);
    }
    let count = form.setup.count();
    let wanted = u16::try_from(count).unwrap_or(u16::MAX).saturating_add(1);
    if rest.height > wanted {
        next(&mut rest);
    }
    table(form, canvas, rest)
}

/// The next row of what is left.
fn next(rest: &mut Rect) -> Rect {
    let row = Rect { height: rest.height.min(1), ..*rest };
    rest.y += row.height;
    rest.height -= row.height;
    row
}

/// The two codes, as large as a terminal can write them.
fn codes(form: &Form, canvas: &mut Canvas<'_>, rest: &mut Rect) {
    let theme = canvas.theme;
    let code = |side: Side| {
        let field = if side == Side::Source { Field::Source } else { Field::Target };
        let known = form.setup.value(field);
        let look = theme.tone(if known.is_empty() { Tone::Quiet } else { Tone::Heading });
        let text = if known.is_empty() { "not answered yet".to_owned() } else { cut_end(known, 34, canvas) };
        let tone = if side == Side::Source { Tone::Plain } else { Tone::Now };
        vec![
            Span::styled(format!(" {} ", side.label()), theme.badge(side, tone)),
            Span::raw(" "),
            Span::styled(text, look),
        ]
    };
    let arrow = theme.signs.either(" \u{2192} ", " -> ");
    let (mut line, target) = (code(Side::Source), code(Side::Target));
    if rest.width >= ONE_LINE {
        line.push(Span::styled(arrow, theme.tone(Tone::Quiet)));
        line.extend(target);
        return canvas.put(Line::from(line), next(rest));
    }
    canvas.put(Line::from(line), next(rest));
    canvas.put(Line::from(target), next(rest));
}

/// What belongs to all environments, one after the other, in as many rows as `most`; more of it is in the file.
fn facts(form: &Form, most: u16, canvas: &mut Canvas<'_>, rest: &mut Rect) {
    let lines = fact_lines(form, usize::from(rest.width), canvas);
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(most);
    canvas.put_all(&lines, 0, Rect { height, width: rest.width, ..*rest });
    (rest.y, rest.height) = (rest.y + height, rest.height - height);
}

fn fact_lines(form: &Form, room: usize, canvas: &Canvas<'_>) -> Vec<text::Line> {
    let value = |field: Field| form.setup.value(field).trim().to_owned();
    let window = match (value(Field::Start), value(Field::End)) {
        (start, end) if start.is_empty() && end.is_empty() => "none".to_owned(),
        (start, end) => format!("{start} to {end}"),
    };
    let known = [("Module", value(Field::Module)), ("Window", window), ("Edition", value(Field::Edition))];
    let mut lines = vec![Vec::new()];
    let mut used = 0;
    for (label, text) in known.into_iter().chain(form.setup.settings()) {
        let text = cut_end(&text, room.saturating_sub(label.len() + 1), canvas);
        let width = label.len() + 1 + columns(&text) + 3;
        if used > 0 && used + width > room + 3 {
            lines.push(Vec::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push(text::Part::text(Tone::Quiet, format!("{label} ")));
            line.push(text::Part::text(Tone::Plain, format!("{text}   ")));
        }
        used += width;
    }
    lines
}

/// The columns of the table, in the order in which they give way.
const SHOWN: [(Column, usize); 4] =
    [(Column::Name, 30), (Column::Role, 12), (Column::Serial, 31), (Column::Center, 60)];

/// Columns of each of them in a width. The serial number is cut last: it tells servers apart.
fn widths(form: &Form, width: u16) -> [usize; SHOWN.len()] {
    let rows = || 0..form.setup.count();
    let widest = |column: Column| {
        let cells = rows().map(|row| columns(form.setup.value(Field::Cell(row, column))));
        cells.max().unwrap_or(0).max(column.name().len())
    };
    let mut room = usize::from(width).saturating_sub(2);
    let mut widths = SHOWN.map(|(column, most)| widest(column).min(most));
    let least = [12, 11, 15, 0];
    let whole: usize = widths.iter().map(|width| width + 2).sum();
    let mut over = whole.saturating_sub(room);
    for place in [3, 0, 2] {
        let given = widths[place].saturating_sub(least[place]).min(over);
        widths[place] -= given;
        over -= given;
    }
    for width in &mut widths {
        *width = (*width).min(room);
        room = room.saturating_sub(*width + 2);
    }
    if widths[3] < 14 {
        widths[3] = 0;
    }
    widths
}

fn table(form: &Form, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let theme = canvas.theme;
    let count = form.setup.count();
    let mut rest = area;
    let head = next(&mut rest);
    let rows = rest.height.min(u16::try_from(count).unwrap_or(u16::MAX));
    let list = Rect { height: rows, ..rest };
    let more = More::from(form.scroll, count, list);
    let widths = widths(form, area.width - more.columns());
    let line = |texts: [String; SHOWN.len()], looks: [Tone; SHOWN.len()]| {
        let cells = texts.into_iter().zip(looks).zip(widths).filter(|(_, width)| *width > 0);
        let spans = cells
            .flat_map(|((text, tone), width)| [Span::styled(padded(&text, width), theme.tone(tone)), Span::raw("  ")]);
        [Span::raw("  ")].into_iter().chain(spans).collect::<Line<'static>>()
    };
    let heads = SHOWN.map(|(column, _)| column.name().to_owned());
    canvas.put(line(heads, [Tone::Quiet; SHOWN.len()]), head);
    for (row, at) in more.rows(list) {
        let mut looks = [Tone::Plain; SHOWN.len()];
        let mut texts: [String; SHOWN.len()] = Default::default();
        for (place, (column, _)) in SHOWN.into_iter().enumerate() {
            let value = form.setup.value(Field::Cell(row, column));
            let is_name = column == Column::Name;
            texts[place] =
                if is_name { cut_end(value, widths[place], canvas) } else { canvas.cut(value, widths[place]) };
            if value.is_empty() {
                theme.signs.either("\u{b7}", ".").clone_into(&mut texts[place]);
                looks[place] = Tone::Quiet;
            }
        }
        looks[0] = Tone::Heading;
        canvas.put(line(texts, looks), at);
    }
    more.draw(canvas, list);
    if form.at == TabStop::Summary {
        canvas.here(head);
    }
    list.bottom()
}
