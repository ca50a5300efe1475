//! A row for each of many environments, under head lines: filtered, grouped, around the one that is looked at. What is not in sight is
//! counted below.

use std::ops::Range;

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{
    super::{
        canvas::{self, Canvas},
        more::More,
    },
    columns::TableColumns,
    lines::{EnvironmentRow, inside, name_column, row, row_width},
};
use crate::{
    domain::{index::EnvIx, infrastructure::Side, run::Holding},
    engine::{session::Session, subject::Owner},
    tui::{available::look, dashboard::Dashboard, hit_area::HitArea, state::UiState},
    view::{
        action::Navigation,
        environment_table::{Grouping, TableRow},
        text::Tone,
    },
};

/// From so many rows on, the columns have a head row; from so many on, what is not in sight is counted in a row of its own.
const WITH_HEAD: u16 = 5;
const WITH_REST: u16 = 7;

pub(super) fn draw(session: &Session, ui: &UiState, dashboard: &Dashboard, canvas: &mut Canvas<'_>, area: Rect) {
    let table = &dashboard.table;
    head(session, ui, table, canvas, Rect { height: 1, ..area });
    let has_head = area.height >= WITH_HEAD;
    let above = if has_head { 2 } else { 1 };
    let has_rest = area.height >= WITH_REST && table.len() > usize::from(area.height - above);
    let body = Rect { y: area.y + above, height: area.height.saturating_sub(above + u16::from(has_rest)), ..area };
    let subject = ui.environment(session);
    let is_focus = |row: &TableRow| row.environment().is_some_and(|environment| subject == Some(environment));
    let more = More::of(table.len(), body, table.iter().position(is_focus).unwrap_or(0)).brief();
    let shown = &table[more.places()];
    let width = row_width(&more, body.width);
    let name = name_column(session, canvas, shown.iter().filter_map(TableRow::environment), body.width);
    let columns = has_head.then(|| {
        let environments = shown.iter().filter_map(TableRow::environment);
        TableColumns::of(session, environments, name, width)
    });
    if let Some(columns) = &columns {
        canvas.put(columns.head(canvas), Rect { y: area.y + 1, width, height: 1, ..area });
    }
    for (row_of, place) in more.rows(body) {
        let place = Rect { width, ..place };
        match (&table[row_of], &columns) {
            (TableRow::Group(name, count), _) => {
                let style = canvas.theme.tone(Tone::Heading);
                let text = canvas.cut(&format!(" {name}: {count}"), usize::from(width));
                canvas.put(Line::styled(text, style), place);
            }
            (TableRow::Environment(environment), Some(columns)) => {
                let focused = subject == Some(*environment);
                canvas.put(columns.row(session, *environment, focused, canvas), place);
                canvas.hit_area(place, HitArea::Owner(Owner::Environment(*environment)));
            }
            (TableRow::Environment(environment), None) => {
                let focused = subject == Some(*environment);
                row(session, &EnvironmentRow { environment: *environment, column: name, focused }, canvas, place);
            }
        }
    }
    let counted = |rows: Range<usize>| table[rows].iter().filter_map(TableRow::environment).count();
    more.draw_of(canvas, inside(body), counted);
    if has_rest {
        let shown = more.places();
        let hidden = table[..shown.start].iter().chain(&table[shown.end..]).filter_map(TableRow::environment);
        rest(session, hidden, canvas, Rect { y: body.bottom(), height: 1, ..area });
    }
}

/// How many environments are not in sight, how many of them are for production, and what they have.
fn rest(session: &Session, hidden: impl Iterator<Item = EnvIx>, canvas: &mut Canvas<'_>, area: Rect) {
    let run = &session.run;
    let (mut count, mut production, mut on) = (0_usize, Vec::new(), [0_usize; 3]);
    for environment in hidden {
        count += 1;
        if run.described(environment).is_production() {
            production.push(environment);
        }
        match run.environment(environment).license.holding {
            Holding::Side(Side::Source, _) => on[0] += 1,
            Holding::Side(Side::Target, _) => on[1] += 1,
            Holding::Foreign | Holding::Unknown => on[2] += 1,
        }
    }
    let all = run.every_environment().filter(|one| run.described(*one).is_production()).count();
    let of_production = match production.as_slice() {
        [] => String::new(),
        [only] => format!(". Production: {} is among them", run.described(*only).name),
        several => format!(". Production: {} of {all} are among them", several.len()),
    };
    let groups = [(on[0], Side::Source.label()), (on[1], Side::Target.label()), (on[2], "not known")];
    let groups: Vec<String> =
        groups.iter().filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}")).collect();
    let text = format!("   {count} more: {}{of_production}", groups.join(", "));
    let text = canvas.cut(&text, usize::from(area.width));
    canvas.put(Line::styled(text, canvas.theme.tone(Tone::Quiet)), area);
}

/// How many there are, how they are chosen and grouped.
fn head(session: &Session, ui: &UiState, table: &[TableRow], canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.theme;
    let all = session.run.environments().len();
    let shown = table.iter().filter_map(TableRow::environment).count();
    let count = if ui.filter.trim().is_empty() {
        format!("{all} environments")
    } else {
        format!("{shown} of {all} environments match \"{}\"", canvas.cut(ui.filter.trim(), 24))
    };
    let grouped = if ui.grouping == Grouping::None { String::new() } else { format!(", {}", ui.grouping.name()) };
    let tone = if shown < all { Tone::Caution } else { Tone::Quiet };
    let told = [Span::raw(" "), Span::styled(count, theme.tone(tone)), Span::styled(grouped, theme.tone(Tone::Quiet))];
    let mut x = area.x + u16::try_from(canvas::width(&told)).unwrap_or(0) + 3;
    canvas.put(Line::from_iter(told), area);
    for row in [Navigation::Filter, Navigation::Group].into_iter().filter_map(look) {
        let key = row.keys.first().copied().unwrap_or_default();
        let Some(next) = canvas.key(x, area, (key, row.name), Some(HitArea::Action(row.action))) else { break };
        x = next;
    }
}
