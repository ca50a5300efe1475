//! Two lines for each environment, or one where there is less room, several side by side.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{
    super::{badge::badge, canvas::Canvas},
    fact::{called, named},
    lines::lead,
    marks::marks,
};
use crate::{
    domain::index::EnvIx,
    engine::{session::Session, subject::Owner},
    tui::{hit_area::HitArea, state::UiState},
    view::{
        mark::Mark,
        panel::Panel,
        text::{columns, padded},
    },
};

/// Columns between two tiles.
const GAP: u16 = 2;

pub(super) fn draw(session: &Session, ui: &UiState, beside: u16, canvas: &mut Canvas<'_>, area: Rect) {
    let subject = ui.environment(session);
    let width = area.width / beside;
    let count = u16::try_from(session.run.environments().len()).unwrap_or(u16::MAX);
    let height = (area.height / count.div_ceil(beside).max(1)).clamp(1, 2);
    for environment in session.run.every_environment() {
        let number = u16::try_from(environment.get()).unwrap_or(u16::MAX);
        let (column, row) = (number % beside, number / beside * height);
        let tile = Rect { x: area.x + column * width, y: area.y + row, width: width - GAP, height }.intersection(area);
        let focused = subject == Some(environment);
        let lines = lines(session, environment, (focused, height == 1), canvas, usize::from(tile.width));
        for (row, line) in (0..tile.height).zip(lines) {
            canvas.put(line, Rect { y: tile.y + row, height: 1, ..tile });
        }
        canvas.hit_area(tile, HitArea::Owner(Owner::Environment(environment)));
    }
}

/// Name and license, then the steps and the next one; in one line where there is no room for two.
fn lines(
    session: &Session,
    environment: EnvIx,
    (focused, is_low): (bool, bool),
    canvas: &Canvas<'_>,
    width: usize,
) -> Vec<Line<'static>> {
    let panel = Panel::of(session, environment);
    let marks = marks(session, environment, false, canvas);
    let badge = badge(&panel.license, canvas);
    let beside = if is_low { super::super::canvas::width(&marks) + 1 } else { 0 };
    let room = width.saturating_sub(columns(&badge.content) + 4 + beside);
    let name = padded(&called(&session.run.described(environment).name, &panel, room, canvas), room);
    let head = vec![lead(&name, &panel, focused, canvas), Span::raw(" "), badge];
    if is_low {
        return vec![head.into_iter().chain([Span::raw(" ")]).chain(marks).collect()];
    }
    let mut spans: Vec<Span<'static>> = [Span::raw("   ")].into_iter().chain(marks).chain([Span::raw("  ")]).collect();
    let used = super::super::canvas::width(&spans);
    if matches!(panel.backup.mark, Mark::Failed | Mark::Unknown) {
        let room = width.saturating_sub(used + BACKUP);
        spans.extend(named("backup ".to_owned(), &panel.backup, room, canvas));
    } else {
        let room = width.saturating_sub(used + 2);
        spans.extend(named(String::new(), &panel.step_in(room), room, canvas));
    }
    vec![Line::from(head), Line::from(spans)]
}

/// Columns of the name and the mark of the backup, with the blank before its word.
const BACKUP: usize = 9;
