//! A line for each environment: as many as there is room for, around the one that is looked at.

use ratatui::{
    layout::Rect,
    style::Modifier,
    text::{Line, Span},
};

use super::{super::canvas::Canvas, fact::named};
use crate::{
    domain::index::EnvIx,
    engine::{session::Session, subject::Owner},
    tui::{hit_area::HitArea, layout::window, state::UiState},
    view::{
        mark::Mark,
        panel::Panel,
        text::{Tone, columns, padded},
    },
};

/// From this width on, the names of facts are written in full.
const FULL_NAMES: u16 = 76;

/// From this width on, there is room for words beside the marks.
const WITH_WORDS: u16 = 96;

/// Columns that say how many environments are above and below.
const MORE: u16 = 5;

/// A row: whose, how wide its name may be, and whether it is the one that is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct EnvironmentRow {
    pub(super) environment: EnvIx,
    pub(super) column: usize,
    pub(super) focused: bool,
}

/// The part of a list that is in sight: what is above and below it is said at its right edge.
#[derive(Debug, Clone, Copy)]
pub(super) struct VisibleRows {
    above: usize,
    below: usize,
    /// Columns that are left for a row.
    pub(super) width: u16,
}

impl VisibleRows {
    pub(super) fn of(count: usize, first: usize, rows: usize, width: u16) -> Self {
        let width = if count > rows { width.saturating_sub(MORE) } else { width };
        Self { above: first, below: count.saturating_sub(first + rows), width }
    }

    pub(super) fn more(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let theme = canvas.theme;
        let mut more = |y: u16, arrow: &str, left_out: usize| {
            if left_out > 0 {
                canvas.set(area.x + self.width, y, &format!(" {arrow}{left_out}"), theme.tone(Tone::Caution));
            }
        };
        more(area.y, theme.signs.either("\u{2191}", "+"), self.above);
        more(area.bottom().saturating_sub(1), theme.signs.either("\u{2193}", "+"), self.below);
    }
}

pub(super) fn draw(session: &Session, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) {
    let count = session.run.environments().len();
    let rows = usize::from(area.height);
    let subject = ui.environment(session);
    let first = window(count, rows, subject.map_or(0, EnvIx::get));
    let shown = (first..count.min(first + rows)).map(EnvIx::new);
    let column = name_column(session, canvas, shown.clone(), area.width);
    let window = VisibleRows::of(count, first, rows, area.width);
    for (y, environment) in (area.y..).zip(shown) {
        let area = Rect { y, width: window.width, height: 1, ..area };
        row(session, &EnvironmentRow { environment, column, focused: subject == Some(environment) }, canvas, area);
    }
    window.more(canvas, area);
}

/// Columns of the names of these environments.
pub(super) fn name_column(
    session: &Session,
    canvas: &Canvas<'_>,
    environments: impl Iterator<Item = EnvIx>,
    width: u16,
) -> usize {
    let longest =
        environments.map(|environment| columns(&canvas.plain(&session.run.described(environment).name))).max();
    let most = match width {
        0..72 => 14,
        72..100 => 22,
        _ => 28,
    };
    longest.unwrap_or(0).clamp(8, most)
}

pub(super) fn row(session: &Session, row: &EnvironmentRow, canvas: &mut Canvas<'_>, area: Rect) {
    canvas.put(line(session, row, canvas, area.width), area);
    canvas.hit_area(area, HitArea::Owner(Owner::Environment(row.environment)));
}

fn line(session: &Session, row: &EnvironmentRow, canvas: &Canvas<'_>, width: u16) -> Line<'static> {
    let EnvironmentRow { environment, column, focused } = *row;
    let theme = canvas.theme;
    let panel = Panel::of(session, environment);
    let name = canvas.cut(&session.run.described(environment).name, column);
    let name = padded(&name, column);
    let tone = theme.tone(if focused { Tone::Now } else { Tone::Plain });
    let style = if focused { tone.add_modifier(Modifier::BOLD) } else { tone };
    let arrow = if focused { theme.signs.mark(Mark::Now) } else { " " };
    let license = &panel.license;
    let mut spans = vec![
        Span::styled(format!(" {arrow} {name} "), style),
        Span::styled(format!("{:<7} {}", license.word, theme.signs.mark(license.mark)), theme.tone(license.tone)),
    ];
    let words = width >= WITH_WORDS;
    for (name, fact, room) in [
        ("backup", &panel.backup, if words { 6 } else { 0 }),
        ("IPP", &panel.intellectual_property, if width < FULL_NAMES { 0 } else { 11 }),
        ("republish", &panel.republished, if words { 6 } else { 0 }),
    ] {
        let name = if width < FULL_NAMES { &name[..3] } else { name };
        spans.extend(named(format!("  {name} "), fact, room, canvas));
    }
    let used = super::super::canvas::width(&spans);
    let Some(room) = usize::from(width).checked_sub(used + 4) else { return Line::from(spans) };
    spans.push(Span::styled("  ", theme.tone(Tone::Plain)));
    spans.extend(named(String::new(), &panel.step_in(room), room, canvas));
    Line::from(spans)
}
