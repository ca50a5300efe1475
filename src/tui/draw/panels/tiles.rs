//! Two lines for each environment, several side by side.

use ratatui::{
    layout::Rect,
    style::Modifier,
    text::{Line, Span},
};

use super::{super::canvas::Canvas, fact::named};
use crate::{
    domain::index::EnvIx,
    engine::{session::Session, subject::Owner},
    tui::{hit_area::HitArea, state::UiState},
    view::{
        mark::Mark,
        panel::Panel,
        text::{Tone, columns, padded},
    },
};

/// Columns between two tiles.
const GAP: u16 = 2;

pub(super) fn draw(session: &Session, ui: &UiState, beside: u16, canvas: &mut Canvas<'_>, area: Rect) {
    let subject = ui.environment(session);
    let width = area.width / beside;
    for environment in session.run.every_environment() {
        let number = u16::try_from(environment.get()).unwrap_or(u16::MAX);
        let (column, row) = (number % beside, number / beside * 2);
        let tile =
            Rect { x: area.x + column * width, y: area.y + row, width: width - GAP, height: 2 }.intersection(area);
        for (row, line) in lines(session, environment, subject == Some(environment), canvas, usize::from(tile.width))
            .into_iter()
            .enumerate()
        {
            let y = tile.y + u16::try_from(row).unwrap_or(0);
            canvas.put(line, Rect { y, height: 1, ..tile });
        }
        canvas.hit_area(tile, HitArea::Owner(Owner::Environment(environment)));
    }
}

fn lines(
    session: &Session,
    environment: EnvIx,
    focused: bool,
    canvas: &Canvas<'_>,
    width: usize,
) -> [Line<'static>; 2] {
    let theme = canvas.theme;
    let panel = Panel::of(session, environment);
    let license = &panel.license;
    let badge = format!("{} {}", license.word, theme.signs.mark(license.mark));
    let room = width.saturating_sub(columns(&badge) + 4);
    let name = padded(&canvas.cut(&session.run.described(environment).name, room), room);
    let tone = theme.tone(if focused { Tone::Now } else { Tone::Heading }).add_modifier(Modifier::BOLD);
    let arrow = if focused { theme.signs.mark(Mark::Now) } else { " " };
    let first = Line::from(vec![
        Span::styled(format!(" {arrow} {name} "), tone),
        Span::styled(badge, theme.tone(license.tone)),
    ]);
    let mut spans = vec![Span::raw("   ")];
    for (name, fact) in
        [("backup ", &panel.backup), ("IPP ", &panel.intellectual_property), ("republish ", &panel.republished)]
    {
        spans.extend(named(name.to_owned(), fact, 0, canvas));
        spans.push(Span::raw(" "));
    }
    let used = super::super::canvas::width(&spans);
    let room = width.saturating_sub(used + 2);
    spans.extend(named(String::new(), &panel.step_in(room), room, canvas));
    [first, Line::from(spans)]
}
