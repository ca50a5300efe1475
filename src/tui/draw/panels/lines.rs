//! A line for each environment: as many as there is room for, around the one that is looked at.

use ratatui::{
    layout::Rect,
    style::Modifier,
    text::{Line, Span},
};

use super::{
    super::{
        badge::{self, badge},
        canvas::Canvas,
        more::More,
    },
    fact::{called, named},
    marks::marks,
};
use crate::{
    domain::index::EnvIx,
    engine::{session::Session, subject::Owner},
    tui::{hit_area::HitArea, state::UiState},
    view::{
        mark::Mark,
        panel::{Panel, PanelFact},
        pointed::pointed_at,
        text::{Tone, columns, padded},
    },
};

/// From this width on, columns have wide gaps, and there are blanks around the marks of the steps.
const WIDE: u16 = 90;

/// From so much room beside the steps on, facts have words.
const WITH_WORDS: usize = 46;

/// Columns that the next step keeps, with the gap before it.
const STEP: usize = 12;

/// A row: whose, how wide its name may be, and whether it is the one that is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct EnvironmentRow {
    pub(super) environment: EnvIx,
    pub(super) column: usize,
    pub(super) focused: bool,
}

pub(super) fn draw(session: &Session, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) {
    let subject = ui.environment(session);
    let more = More::of(session.run.environments().len(), area, subject.map_or(0, EnvIx::get)).brief();
    let column = name_column(session, canvas, more.places().map(EnvIx::new), area.width);
    let width = row_width(&more, area.width);
    for (place, line) in more.rows(area) {
        let environment = EnvIx::new(place);
        let row_of = EnvironmentRow { environment, column, focused: subject == Some(environment) };
        row(session, &row_of, canvas, Rect { width, ..line });
    }
    more.draw(canvas, inside(area));
}

/// Columns of a row, where how many more there are stands at its right.
pub(super) fn row_width(more: &More, width: u16) -> u16 {
    match more.columns() {
        0 => width,
        columns => width.saturating_sub(columns + EDGE),
    }
}

/// The area without its last column.
pub(super) fn inside(area: Rect) -> Rect {
    Rect { width: area.width.saturating_sub(EDGE), ..area }
}

/// Columns that stay blank at the right edge of the screen.
const EDGE: u16 = 1;

/// Columns of the names of these environments.
pub(super) fn name_column(
    session: &Session,
    canvas: &Canvas<'_>,
    environments: impl Iterator<Item = EnvIx>,
    width: u16,
) -> usize {
    let by = |environment| pointed_at(session, environment).map_or(0, |at| columns(&at.by) + 1);
    let name = |environment| columns(&canvas.plain(&session.run.described(environment).name));
    let longest = environments.map(|environment| name(environment) + by(environment)).max();
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
    let panel = Panel::of(session, environment);
    let name = padded(&called(&session.run.described(environment).name, &panel, column, canvas), column);
    let gap = if width >= WIDE { "  " } else { " " };
    let mut spans = vec![lead(&name, &panel, focused, canvas), Span::raw(gap)];
    spans.extend(badge_in(&panel.license, canvas));
    spans.push(Span::raw(gap));
    spans.extend(marks(session, environment, width >= WIDE, canvas));
    let mut room = usize::from(width).saturating_sub(super::super::canvas::width(&spans));
    let words = room >= WITH_WORDS;
    let is_lost = matches!(panel.backup.mark, Mark::Failed | Mark::Unknown);
    for (name, fact, most) in [("  backup ", &panel.backup, 8), ("  IPP ", &panel.intellectual_property, 11)] {
        let most = if words { most } else { 0 };
        let takes = columns(name) + 2 + most;
        // A backup that is lost is worth more than the next step.
        if room >= takes + STEP || is_lost && room >= takes && name.contains("backup") {
            spans.extend(named(name.to_owned(), fact, most, canvas));
            room -= takes;
        }
    }
    let Some(room) = room.checked_sub(4) else { return Line::from(spans) };
    spans.push(Span::raw("  "));
    spans.extend(named(String::new(), &panel.step_in(room), room, canvas));
    Line::from(spans)
}

/// The mark and the name at the left of a row. Where something failed, both are a block that is seen without its letters.
pub(super) fn lead(name: &str, panel: &Panel, focused: bool, canvas: &Canvas<'_>) -> Span<'static> {
    let theme = canvas.theme;
    let (now, failed) = (theme.signs.mark(Mark::Now), theme.signs.mark(Mark::Failed));
    let (mark, style) = match (panel.step.mark == Mark::Failed, focused) {
        (true, true) => (format!("{now}{failed} "), theme.alarm()),
        (true, false) => (format!(" {failed} "), theme.alarm()),
        (false, true) => (format!(" {now} "), theme.tone(Tone::Now).add_modifier(Modifier::BOLD)),
        (false, false) => ("   ".to_owned(), theme.tone(Tone::Plain)),
    };
    Span::styled(format!("{mark}{name}"), style)
}

/// The badge of a license, in the columns of one of the two codes.
pub(super) fn badge_in(license: &PanelFact, canvas: &Canvas<'_>) -> [Span<'static>; 2] {
    let badge = badge(license, canvas);
    let left = badge::WIDTH.saturating_sub(columns(&badge.content));
    [badge, Span::raw(" ".repeat(left))]
}
