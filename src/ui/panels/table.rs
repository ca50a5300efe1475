//! A row for each of many environments, under a head line: filtered, grouped, around the one that is looked at.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{
    super::canvas::Canvas,
    lines::{Row, Window, name_column, row},
};
use crate::app::{
    action::{Action, Look},
    dashboard::Dashboard,
    desk::Desk,
    layout::window,
    prose::Tone,
    scale::{self, Grouping},
    session::Session,
    spot::Spot,
};

pub(super) fn draw(session: &Session, desk: &Desk, dashboard: &Dashboard, canvas: &mut Canvas<'_>, area: Rect) {
    head(session, desk, &dashboard.table, canvas, Rect { height: 1, ..area });
    let area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let table = &dashboard.table;
    let focus = desk.environment(session);
    let is_focus = |row: &scale::Row| matches!(row, scale::Row::Environment(place) if focus == Some(*place));
    let rows = usize::from(area.height);
    let first = window(table.len(), rows, table.iter().position(is_focus).unwrap_or(0));
    let shown = &table[first..table.len().min(first + rows)];
    let places =
        || shown.iter().filter_map(|row| if let scale::Row::Environment(place) = row { Some(*place) } else { None });
    let column = name_column(session, canvas, places(), area.width);
    let window = Window::of(table.len(), first, rows, area.width);
    for (y, line) in (area.y..).zip(shown) {
        let line_area = Rect { y, width: window.width, height: 1, ..area };
        match line {
            scale::Row::Group(name, count) => {
                let style = canvas.theme.tone(Tone::Heading);
                let text = canvas.cut(&format!(" {name}: {count}"), usize::from(window.width));
                canvas.put(Line::styled(text, style), line_area);
            }
            scale::Row::Environment(place) => {
                row(session, &Row { place: *place, column, focused: focus == Some(*place) }, canvas, line_area);
            }
        }
    }
    window.more(canvas, area);
}

/// How many there are, how they are chosen and grouped.
fn head(session: &Session, desk: &Desk, table: &[scale::Row], canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.theme;
    let all = session.run.environments().len();
    let shown = table.iter().filter(|row| matches!(row, scale::Row::Environment(_))).count();
    let count = if desk.filter.trim().is_empty() {
        format!(" {all} environments")
    } else {
        format!(" {shown} of {all} environments say \"{}\"", canvas.cut(desk.filter.trim(), 24))
    };
    let grouped = if desk.grouping == Grouping::None { String::new() } else { format!(", {}", desk.grouping.name()) };
    let tone = if shown < all { Tone::Caution } else { Tone::Quiet };
    let line = Line::from(vec![
        Span::styled(count, theme.tone(tone)),
        Span::styled(grouped, theme.tone(Tone::Quiet)),
        Span::styled("   / ", theme.tone(Tone::Now)),
        Span::styled("filter  ", theme.tone(Tone::Quiet)),
        Span::styled("G ", theme.tone(Tone::Now)),
        Span::styled("group", theme.tone(Tone::Quiet)),
    ]);
    canvas.put(line, area);
    canvas.spot(area, Spot::Action(Action::Look(Look::Filter)));
}
