//! A box for each environment, side by side: a large one with everything that is known, or a small one with what matters.

use ratatui::{
    layout::Rect,
    style::Modifier,
    symbols::border,
    text::Line,
    widgets::{Block, Widget},
};

use super::{
    super::{badge::badge, canvas::Canvas, theme::Theme},
    fact::{called, named},
    marks::marks,
};
use crate::{
    domain::index::EnvIx,
    engine::{session::Session, subject::Owner},
    tui::{hit_area::HitArea, state::UiState},
    view::{
        mark::{Mark, Signs},
        panel::Panel,
        shape::{Shape, Trouble},
        text::{Tone, columns},
        times::spoken,
    },
};

/// The rows of a box, with its borders.
const SMALL: u16 = 5;

/// The narrowest large box that has room for a serial number.
const WITH_SERIAL: u16 = 35;

/// The narrowest box that has room for the marks of all steps.
const WITH_STEPS: u16 = 24;

/// Draws the boxes in as many rows as the area has room for.
pub(super) fn draw(session: &Session, ui: &UiState, large: bool, canvas: &mut Canvas<'_>, area: Rect) {
    let count = u16::try_from(session.run.environments().len()).unwrap_or(1).max(1);
    let rows = if large { 1 } else { (area.height / SMALL).clamp(1, count) };
    let beside = count.div_ceil(rows);
    // A serial number is worth more than the gaps between the boxes.
    let gap = u16::from(!(large && area.width / beside >= WITH_SERIAL && area.width / beside < WITH_SERIAL + 2));
    // The last box keeps the margin that the first one has, where what matters still has room then.
    let margin = if (area.width.saturating_sub((beside + 1) * gap)) / beside >= WITH_STEPS { gap } else { 0 };
    let room = area.width.saturating_sub(beside * gap + margin);
    for (place, environment) in (0..count).zip(session.run.every_environment()) {
        let (column, row) = (place % beside, place / beside);
        // Columns that cannot be shared out evenly go to the first boxes, one each.
        let (each, more) = (room / beside, room % beside);
        let x = area.x + gap + column * (each + gap) + column.min(more);
        let width = each + u16::from(column < more);
        let height = if large { area.height } else { SMALL };
        let place = Rect { x, y: area.y + row * height, width, height }.intersection(area);
        one(session, environment, (ui.environment(session) == Some(environment), large), canvas, place);
    }
}

/// Draws the box of an environment: a large one, or one with what matters.
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
    let failed = panel.step.mark == Mark::Failed;
    let style = match (failed, focused) {
        (true, _) => theme.line(theme.tone(Tone::Bad)),
        (false, true) => theme.focus(),
        (false, false) => theme.border(),
    };
    let frame = Block::bordered().border_set(border_set(theme, focused)).border_style(style);
    let inner = frame.inner(area);
    frame.render(area, canvas.buffer);
    let badge = badge(&panel.license, canvas);
    let width = u16::try_from(columns(&badge.content)).unwrap_or(0);
    let room = usize::from(area.width.saturating_sub(width + 5));
    let name = called(&described.name, &panel, room, canvas);
    let title = theme.tone(if focused && !failed { Tone::Now } else { Tone::Heading });
    canvas.set(area.x + 1, area.y, &format!(" {name} "), title.add_modifier(Modifier::BOLD));
    canvas.put(Line::from(badge), Rect { x: area.right().saturating_sub(width + 2), width, height: 1, ..area });
    sides(session, environment, &panel, canvas, area);
    let inside = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    let room = usize::from(inside.width);
    let lines = if large {
        all(session, &panel, canvas, environment, room)
    } else {
        what_matters(session, &panel, canvas, environment, room)
    };
    for (row, line) in (0..inside.height).zip(lines) {
        canvas.put(line, Rect { y: inside.y + row, height: 1, ..inside });
    }
}

/// The code as a shape at the sides of a box, and what is wrong at its right: in a small picture of the screen nothing else of a box
/// can be read. What goes back has one arrow, what failed crosses, below it too.
fn sides(session: &Session, environment: EnvIx, panel: &Panel, canvas: &mut Canvas<'_>, area: Rect) {
    let (theme, signs) = (canvas.theme, canvas.theme.signs);
    let (left, right) = (area.x, area.right().saturating_sub(1));
    let (sign, style) = (Shape::of(session, environment).sign(signs), theme.line(theme.tone(panel.license.tone)));
    let trouble = Trouble::of(session, environment, panel);
    let middle = area.y + area.height / 2;
    if let Some(Trouble::Failed) = trouble {
        let (sign, tone) = Trouble::Failed.look(signs);
        let style = theme.line(theme.tone(tone));
        (left + 1..right).for_each(|x| canvas.sign((x, area.bottom().saturating_sub(1)), sign, style));
    }
    for y in area.y + 1..area.bottom().saturating_sub(1) {
        for x in [left, right].into_iter().filter(|_| sign != " ") {
            canvas.sign((x, y), sign, style);
        }
        if let Some(trouble) = trouble.filter(|trouble| *trouble != Trouble::RollingBack || y == middle) {
            let (sign, tone) = trouble.look(signs);
            canvas.sign((right, y), sign, theme.line(theme.tone(tone)));
        }
    }
}

/// Role and time left, the steps, the serial number, the backup, *Intellectual Property*, and the next step.
fn all(session: &Session, panel: &Panel, canvas: &Canvas<'_>, environment: EnvIx, room: usize) -> Vec<Line<'static>> {
    let serial = session.run.environment(environment).serial.as_ref();
    let serial = canvas.cut(serial.map_or("serial number not known yet", |serial| serial.as_str()), room);
    let quiet = |text: String| Line::styled(text, canvas.theme.tone(Tone::Quiet));
    let fact = |name: &str, fact| Line::from_iter(named(name.to_owned(), fact, room.saturating_sub(9), canvas));
    let rest = session.outlook.careful_rest_of(&session.run, environment);
    let role = session.run.described(environment).role.name();
    let rest = if rest.is_zero() { role.to_owned() } else { format!("{role}, about {} left", spoken(rest)) };
    let wide = room >= WIDE_MARKS;
    vec![
        Line::from(marks(session, environment, wide, canvas)),
        quiet(serial),
        fact("backup ", &panel.backup),
        fact("IPP    ", &panel.intellectual_property),
        quiet(canvas.cut(&rest, room)),
        step(panel, canvas, room),
    ]
}

/// Columns that the marks take with blanks around them.
const WIDE_MARKS: usize = 24;

/// Columns of the name and the mark of a fact, with the blank before its word.
const BACKUP: usize = 9;
const IPP: usize = 6;

fn what_matters(
    session: &Session,
    panel: &Panel,
    canvas: &Canvas<'_>,
    environment: EnvIx,
    room: usize,
) -> Vec<Line<'static>> {
    let backup = |words: usize| named("backup ".to_owned(), &panel.backup, words, canvas);
    let value = |words: usize| named("IPP ".to_owned(), &panel.intellectual_property, words, canvas);
    let is_well = matches!(panel.backup.mark, Mark::Verified | Mark::Kept | Mark::Nothing);
    let wide = columns(&canvas.plain(&panel.intellectual_property.word));
    let facts: Vec<_> = match (is_well, room) {
        // A backup that is lost is worth more than everything else.
        (false, room) => backup(room.saturating_sub(BACKUP)).into_iter().collect(),
        (true, room) if room >= BACKUP + 2 + IPP + wide - 1 => {
            let gap = [ratatui::text::Span::raw("  ")];
            value(wide).into_iter().chain(gap).chain(backup(0)).collect()
        }
        (true, room) => value(room.saturating_sub(IPP)).into_iter().collect(),
    };
    let wide = room >= WIDE_MARKS;
    vec![Line::from(marks(session, environment, wide, canvas)), Line::from(facts), step(panel, canvas, room)]
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
