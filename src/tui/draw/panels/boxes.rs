//! A box for each environment, side by side: a large one with everything that is known, or a small one with what matters.

use ratatui::{
    layout::Rect,
    style::Modifier,
    symbols::border,
    text::Line,
    widgets::{Block, Widget},
};

use super::{
    super::{canvas::Canvas, theme::Theme},
    fact::named,
};
use crate::{
    domain::index::EnvIx,
    engine::{session::Session, subject::Owner},
    tui::{hit_area::HitArea, state::UiState},
    view::{
        mark::Signs,
        panel::{Panel, PanelFact},
        text::{Tone, columns},
        times::hours,
    },
};

/// Columns of the names of facts.
const NAME: usize = 10;

pub(super) fn draw(session: &Session, ui: &UiState, large: bool, canvas: &mut Canvas<'_>, area: Rect) {
    let count = session.run.environments().len();
    let count = u16::try_from(count).unwrap_or(1).max(1);
    let room = area.width.saturating_sub(1 + (count - 1));
    let mut x = area.x + 1;
    for (place, environment) in (0..count).zip(session.run.every_environment()) {
        // Columns that cannot be shared out evenly go to the first boxes, one each.
        let width = room / count + u16::from(place < room % count);
        let focused = ui.environment(session) == Some(environment);
        one(session, environment, (focused, large), canvas, Rect { x, width, ..area });
        x += width + 1;
    }
}

pub(super) fn one(
    session: &Session,
    environment: EnvIx,
    (focused, large): (bool, bool),
    canvas: &mut Canvas<'_>,
    area: Rect,
) {
    let theme = canvas.theme;
    canvas.hit_area(area, HitArea::Owner(Owner::Environment(environment)));
    let panel = Panel::of(session, environment);
    let described = session.run.described(environment);
    let style = if focused { theme.focus() } else { theme.border() };
    let frame = Block::bordered().border_set(border_set(theme, focused)).border_style(style);
    let inner = frame.inner(area);
    frame.render(area, canvas.buffer);
    let badge = badge(&panel.license, canvas);
    let width = u16::try_from(columns(&badge)).unwrap_or(0);
    let room = usize::from(area.width.saturating_sub(width + 5));
    let name = canvas.cut(&described.name, room);
    let title = theme.tone(if focused { Tone::Now } else { Tone::Heading });
    canvas.set(area.x + 1, area.y, &format!(" {name} "), title.add_modifier(Modifier::BOLD));
    canvas.set(area.right().saturating_sub(width + 1), area.y, &badge, theme.tone(panel.license.tone));
    let width = usize::from(inner.width);
    let lines =
        if large { all(session, &panel, canvas, environment, width) } else { what_matters(&panel, canvas, width) };
    for (row, line) in (0..inner.height).zip(lines) {
        canvas.put(line, Rect { x: inner.x + 1, y: inner.y + row, width: inner.width.saturating_sub(1), height: 1 });
    }
}

/// The license in the border; where nobody knows it, the mark says so alone.
fn badge(license: &PanelFact, canvas: &Canvas<'_>) -> String {
    let mark = canvas.theme.signs.mark(license.mark);
    let is_said = license.word != license.mark.name();
    if is_said { format!(" {} {mark} ", license.word) } else { format!(" {mark} ") }
}

fn all(session: &Session, panel: &Panel, canvas: &Canvas<'_>, environment: EnvIx, width: usize) -> Vec<Line<'static>> {
    let room = width.saturating_sub(1);
    let words = room.saturating_sub(NAME + 2);
    let serial = session.run.environment(environment).serial.as_ref();
    let serial = canvas.cut(serial.map_or("serial not known yet", |serial| serial.as_str()), room);
    let quiet = |text: String| Line::styled(text, canvas.theme.tone(Tone::Quiet));
    let fact = |name: &str, fact| Line::from_iter(named(format!("{name:<NAME$}"), fact, words, canvas));
    let rest = session.outlook.rest_of(&session.run, environment);
    let rest = if rest.is_zero() { String::new() } else { format!(", rest ~{}", hours(rest)) };
    vec![
        quiet(format!("{}{rest}", session.run.described(environment).role.name())),
        quiet(serial),
        fact("backup", &panel.backup),
        fact("IPP", &panel.intellectual_property),
        fact("republish", &panel.republished),
        Line::default(),
        step(panel, canvas, room),
    ]
}

fn what_matters(panel: &Panel, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let room = width.saturating_sub(1);
    let mark = |name: &str, fact| named(format!("{name} "), fact, 0, canvas);
    let both = mark("backup", &panel.backup).into_iter().chain(mark(" republish", &panel.republished));
    let value = named("IPP ".to_owned(), &panel.intellectual_property, room.saturating_sub(6), canvas);
    vec![both.collect(), value.into_iter().collect(), step(panel, canvas, room)]
}

fn step(panel: &Panel, canvas: &Canvas<'_>, room: usize) -> Line<'static> {
    let room = room.saturating_sub(2);
    Line::from_iter(named(String::new(), &panel.step_in(room), room, canvas))
}

pub(in crate::tui::draw) const fn border_set(theme: &Theme, focused: bool) -> border::Set<'static> {
    match (theme.signs, focused) {
        (Signs::Unicode, true) => border::THICK,
        (Signs::Unicode, false) => border::ROUNDED,
        (Signs::Console, true) => border::DOUBLE,
        (Signs::Console, false) => border::PLAIN,
        (Signs::Ascii, _) => ASCII_BORDER,
    }
}

const ASCII_BORDER: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};
