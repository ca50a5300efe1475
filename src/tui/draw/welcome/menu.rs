//! Draws a list of which a line is chosen: in groups, with all words about the selected line below it.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::rows::{centered, row, skip};
use crate::{
    tui::{
        draw::{
            bar,
            canvas::{Canvas, Drawn},
            more::More,
            theme::Theme,
            too_small,
        },
        hit_area::HitArea,
        welcome::Menu,
    },
    view::{
        flow::flow,
        text::{Block, Tone, columns, cut},
    },
};

/// Columns for which each line has its words beside it.
const BESIDE: u16 = 110;

/// With fewer columns than these the words beside a line say nothing: those about the selected one are below the list.
const LEAST: usize = 48;

/// A row of the list.
#[derive(Debug, Clone, Copy)]
enum Row {
    /// The heading of a group.
    Head(&'static str),
    /// A line, by its place.
    Line(usize),
}

/// Draws a list of which a line is chosen.
pub fn menu(menu: &Menu, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Drawn {
    let mut canvas = Canvas::new(theme, buffer);
    if too_small(&mut canvas, area) {
        return canvas.drawn;
    }
    let mut rest = Rect { height: area.height - 1, ..centered(area) };
    canvas.put(
        Line::from(vec![
            Span::styled(" acmove  ", theme.tone(Tone::Heading)),
            Span::styled(menu.intent, theme.tone(Tone::Plain)),
        ]),
        row(&mut rest),
    );
    let rule = theme.signs.either("\u{2500}", "-").repeat(usize::from(rest.width.saturating_sub(2)));
    canvas.put(Line::styled(format!(" {rule}"), theme.border()), row(&mut rest));
    let about = menu.lines.get(menu.selected).map_or("", |(_, about)| about.as_str());
    let text = flow(&[Block::para(Tone::Plain, about)], usize::from(rest.width.saturating_sub(4)));
    let below = if about.is_empty() { 0 } else { 4_u16.min(rest.height / 4) };
    let list = Rect { height: rest.height.saturating_sub(below), ..rest };
    lines(menu, &mut canvas, list);
    skip(&mut rest, list.height);
    if below > 1 {
        skip(&mut rest, 1);
        let inside = Rect { x: rest.x + 2, width: rest.width.saturating_sub(4), height: below - 1, ..rest };
        canvas.put_all(&text, 0, inside);
    }
    bar::draw(&[("Enter", "start"), ("Up/Down", "select"), ("Esc", "back")], &[("q", "leave")], &mut canvas, area);
    canvas.drawn
}

fn lines(menu: &Menu, canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.theme;
    let head = |line: usize| menu.heads.iter().find(|(before, _)| *before == line).map(|(_, name)| Row::Head(name));
    let rows: Vec<Row> =
        (0..menu.lines.len()).flat_map(|line| head(line).into_iter().chain([Row::Line(line)])).collect();
    let selected = rows.iter().position(|row| matches!(row, Row::Line(line) if *line == menu.selected)).unwrap_or(0);
    let more = More::of(rows.len(), area, selected);
    let beside = area.width >= BESIDE;
    let widest = menu.lines.iter().map(|(label, _)| columns(label)).max().unwrap_or(0);
    let room = usize::from(area.width.saturating_sub(more.columns() + 4));
    // How many more there are stands in the first and the last row; the others have the room of it.
    let ends = [more.places().start, more.places().end.saturating_sub(1)];
    for (place, row) in more.rows(area) {
        let line = match rows[place] {
            Row::Head(name) => {
                canvas.put(Line::styled(format!(" {name}"), theme.tone(Tone::Heading)), row);
                continue;
            }
            Row::Line(line) => line,
        };
        let (label, about) = &menu.lines[line];
        let free = if ends.contains(&place) { 0 } else { usize::from(more.columns()) };
        let label = canvas.cut(label, room + free);
        let mut spans = vec![Span::styled(format!("   {label}"), theme.tone(Tone::Plain))];
        let rest = room.saturating_sub(widest + 2);
        if beside && rest >= LEAST {
            let about = cut(&canvas.plain(about), rest, theme.signs.ellipsis());
            let blanks = widest + 2 - columns(&label);
            spans.push(Span::styled(format!("{:blanks$}{about}", ""), theme.tone(Tone::Quiet)));
        }
        canvas.put(Line::from(spans), row);
        if line == menu.selected {
            canvas.select(row);
        }
        canvas.hit_area(row, HitArea::Line(line));
    }
    more.draw_of(canvas, area, |hidden| rows[hidden].iter().filter(|row| matches!(row, Row::Line(_))).count());
}
