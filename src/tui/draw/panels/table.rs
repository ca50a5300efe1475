//! A row for each of many environments, under a head line: filtered, grouped, around the one that is looked at.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{
    super::canvas::{Canvas, width},
    lines::{EnvironmentRow, VisibleRows, name_column, row},
};
use crate::{
    engine::session::Session,
    tui::{available::look, dashboard::Dashboard, hit_area::HitArea, layout::window, state::UiState},
    view::{
        action::Navigation,
        environment_table::{self, Grouping},
        text::Tone,
    },
};

pub(super) fn draw(session: &Session, ui: &UiState, dashboard: &Dashboard, canvas: &mut Canvas<'_>, area: Rect) {
    head(session, ui, &dashboard.table, canvas, Rect { height: 1, ..area });
    let area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let table = &dashboard.table;
    let subject = ui.environment(session);
    let is_focus =
        |row: &environment_table::TableRow| row.environment().is_some_and(|environment| subject == Some(environment));
    let rows = usize::from(area.height);
    let first = window(table.len(), rows, table.iter().position(is_focus).unwrap_or(0));
    let shown = &table[first..table.len().min(first + rows)];
    let column =
        name_column(session, canvas, shown.iter().filter_map(environment_table::TableRow::environment), area.width);
    let window = VisibleRows::of(table.len(), first, rows, area.width);
    for (y, line) in (area.y..).zip(shown) {
        let line_area = Rect { y, width: window.width, height: 1, ..area };
        match line {
            environment_table::TableRow::Group(name, count) => {
                let style = canvas.theme.tone(Tone::Heading);
                let text = canvas.cut(&format!(" {name}: {count}"), usize::from(window.width));
                canvas.put(Line::styled(text, style), line_area);
            }
            environment_table::TableRow::Environment(environment) => {
                row(
                    session,
                    &EnvironmentRow { environment: *environment, column, focused: subject == Some(*environment) },
                    canvas,
                    line_area,
                );
            }
        }
    }
    window.more(canvas, area);
}

/// How many there are, how they are chosen and grouped.
fn head(session: &Session, ui: &UiState, table: &[environment_table::TableRow], canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.theme;
    let all = session.run.environments().len();
    let shown = table.iter().filter_map(environment_table::TableRow::environment).count();
    let count = if ui.filter.trim().is_empty() {
        format!(" {all} environments")
    } else {
        format!(" {shown} of {all} environments say \"{}\"", canvas.cut(ui.filter.trim(), 24))
    };
    let grouped = if ui.grouping == Grouping::None { String::new() } else { format!(", {}", ui.grouping.name()) };
    let tone = if shown < all { Tone::Caution } else { Tone::Quiet };
    let told = [Span::styled(count, theme.tone(tone)), Span::styled(grouped, theme.tone(Tone::Quiet))];
    let mut x = area.x + u16::try_from(width(&told)).unwrap_or(0) + 3;
    canvas.put(Line::from_iter(told), area);
    for row in [Navigation::Filter, Navigation::Group].into_iter().filter_map(look) {
        let key = row.keys.first().copied().unwrap_or_default();
        let Some(next) = canvas.key(x, area, (key, row.name), Some(HitArea::Action(row.action))) else { break };
        x = next;
    }
}
