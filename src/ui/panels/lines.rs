//! A line for each environment: as many as there is room for, around the one that is looked at.

use ratatui::{
    layout::Rect,
    style::Modifier,
    text::{Line, Span},
};

use super::{super::canvas::Canvas, named};
use crate::app::{
    desk::Desk,
    layout::{Mark, window},
    panel::Panel,
    prose::{Tone, columns, padded},
    session::{Owner, Session},
    spot::Spot,
};

/// From this width on, the names of facts are written in full.
const FULL_NAMES: u16 = 76;

/// From this width on, there is room for words beside the marks.
const WITH_WORDS: u16 = 96;

/// Columns that say how many environments are above and below.
const MORE: u16 = 5;

/// The narrowest room in which a step's title says something; below, one word does.
const TITLE: usize = 18;

pub(super) fn draw(session: &Session, desk: &Desk, canvas: &mut Canvas<'_>, area: Rect) {
    let count = session.run.environments().len();
    let rows = usize::from(area.height);
    let focus = desk.environment(session);
    let first = window(count, rows, focus.unwrap_or(0));
    let shown = first..count.min(first + rows);
    let width = |place: usize| columns(&canvas.plain(&session.run.described(place).name));
    let longest = shown.clone().map(width).max().unwrap_or(0);
    let column = longest.clamp(8, if area.width < 100 { 22 } else { 28 });
    let width = if count > rows { area.width.saturating_sub(MORE) } else { area.width };
    for (row, place) in (0..area.height).zip(shown.clone()) {
        let line = line(session, canvas, place, column, width, focus == Some(place));
        let row = Rect { y: area.y + row, width, height: 1, ..area };
        canvas.put(line, row);
        canvas.spot(row, Spot::Owner(Owner::Environment(place)));
    }
    let theme = canvas.theme;
    let mut more = |y: u16, arrow: &str, left_out: usize| {
        if left_out > 0 {
            canvas.set(area.x + width, y, &format!(" {arrow}{left_out}"), theme.tone(Tone::Caution));
        }
    };
    more(area.y, theme.either("\u{2191}", "+"), shown.start);
    more(area.bottom().saturating_sub(1), theme.either("\u{2193}", "+"), count - shown.end);
}

fn line(
    session: &Session,
    canvas: &Canvas<'_>,
    place: usize,
    column: usize,
    width: u16,
    focused: bool,
) -> Line<'static> {
    let theme = canvas.theme;
    let panel = Panel::of(session, place);
    let name = canvas.cut(&session.run.described(place).name, column);
    let name = padded(&name, column);
    let tone = theme.tone(if focused { Tone::Now } else { Tone::Plain });
    let style = if focused { tone.add_modifier(Modifier::BOLD) } else { tone };
    let arrow = if focused { theme.mark(Mark::Now) } else { " " };
    let license = &panel.license;
    let mut spans = vec![
        Span::styled(format!(" {arrow} {name} "), style),
        Span::styled(format!("{:<7} {}", license.word, theme.mark(license.mark)), theme.tone(license.tone)),
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
    let room = usize::from(width).saturating_sub(used + 4);
    spans.push(Span::styled("  ", theme.tone(Tone::Plain)));
    let mut step = panel.step;
    if room < TITLE {
        step.word = String::from(if panel.brief.len() <= room { panel.brief } else { "" });
    }
    spans.extend(named(String::new(), &step, room, canvas));
    Line::from(spans)
}
