//! The environments: a box each where there is room, a line each elsewhere.

use ratatui::{
    buffer::Buffer,
    layout::{Constraint, Layout, Rect},
    style::{Modifier, Style},
    symbols::border,
    text::{Line, Span},
    widgets::{Block, Widget},
};

use super::{
    text::{plain, put},
    theme::Theme,
};
use crate::{
    app::{
        desk::Desk,
        layout::{Mark, Panels, window},
        prose::{Tone, shorten},
        session::Session,
    },
    domain::{
        outlook::Standing,
        run::{Evidence, Holding, Republished},
    },
};

/// A mark, what it is about, and what it means.
struct Fact {
    mark: Mark,
    tone: Tone,
    word: String,
}

impl Fact {
    fn new(mark: Mark, tone: Tone, word: impl Into<String>) -> Self {
        Self { mark, tone, word: word.into() }
    }

    const fn of(evidence: Evidence) -> (Mark, Tone) {
        match evidence {
            Evidence::Verified => (Mark::Verified, Tone::Good),
            Evidence::Claimed => (Mark::Claimed, Tone::Claimed),
        }
    }
}

pub(super) fn draw(session: &Session, desk: &Desk, theme: &Theme, panels: Panels, area: Rect, buffer: &mut Buffer) {
    match panels {
        Panels::Boxes => boxes(session, desk, theme, area, buffer),
        Panels::Lines => lines(session, desk, theme, area, buffer),
    }
}

/// Of which code the installed license is.
fn license(session: &Session, place: usize) -> Fact {
    let license = session.run.environment(place).license;
    match license.holding {
        Holding::Side(side, evidence) => {
            let (mark, tone) = Fact::of(evidence);
            Fact::new(mark, tone, side.label())
        }
        Holding::Foreign => Fact::new(Mark::Failed, Tone::Bad, "???"),
        Holding::Unknown if license.target_possible => Fact::new(Mark::Unknown, Tone::Caution, "BBB?"),
        Holding::Unknown => Fact::new(Mark::Unknown, Tone::Quiet, "---"),
    }
}

fn backup(session: &Session, place: usize) -> Fact {
    match &session.run.environment(place).backup {
        Some(file) => Fact::new(Mark::Verified, Tone::Good, file.sha256.short()[..6].to_owned()),
        None => Fact::new(Mark::Nothing, Tone::Quiet, ""),
    }
}

fn intellectual_property(session: &Session, place: usize) -> Fact {
    match &session.run.environment(place).intellectual_property {
        Some(reading) => {
            let (mark, tone) = Fact::of(reading.evidence);
            let refused = session.run.plan.steps().iter().enumerate().any(|(step, planned)| {
                planned.environment == Some(place)
                    && matches!(session.outlook.standing(step), Standing::Failed | Standing::Collected)
                    && session.run.step_text(step).kind.side_of_license().is_some()
            });
            if refused {
                Fact::new(Mark::Failed, Tone::Bad, reading.value.clone())
            } else {
                Fact::new(mark, tone, reading.value.clone())
            }
        }
        None => Fact::new(Mark::Nothing, Tone::Quiet, ""),
    }
}

fn republished(session: &Session, place: usize) -> Fact {
    match session.run.environment(place).republished {
        Republished::No => Fact::new(Mark::Nothing, Tone::Quiet, ""),
        Republished::Yes(evidence) => {
            let (mark, tone) = Fact::of(evidence);
            Fact::new(mark, tone, "")
        }
        Republished::Failed => Fact::new(Mark::Failed, Tone::Bad, "failed"),
    }
}

/// What is to be done in an environment, in a few words.
fn step(session: &Session, place: usize) -> Fact {
    let Some(step) = session.outlook.step_of(&session.run, Some(place)) else {
        return Fact::new(Mark::Nothing, Tone::Quiet, "waits or done");
    };
    let title = session.run.fill(&session.run.step_text(step).title, step);
    match session.outlook.standing(step) {
        Standing::Begun => Fact::new(Mark::Held, Tone::Caution, format!("was this done? {title}")),
        Standing::Failed => Fact::new(Mark::Failed, Tone::Bad, title),
        Standing::Collected => Fact::new(Mark::Held, Tone::Bad, format!("for Support: {title}")),
        Standing::Reopened => Fact::new(Mark::Now, Tone::Caution, format!("again: {title}")),
        Standing::Open | Standing::Waiting(_) | Standing::Done(_) | Standing::NotNeeded => {
            Fact::new(Mark::Now, Tone::Plain, title)
        }
    }
}

fn boxes(session: &Session, desk: &Desk, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let count = session.run.environments().len();
    let columns = Layout::horizontal(vec![Constraint::Fill(1); count]).spacing(1).split(Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    });
    for (place, column) in columns.iter().enumerate() {
        one_box(session, desk, theme, place, *column, buffer);
    }
}

fn one_box(session: &Session, desk: &Desk, theme: &Theme, place: usize, area: Rect, buffer: &mut Buffer) {
    let focused = desk.environment(session) == Some(place);
    let style = if focused { theme.tone(Tone::Now) } else { theme.border() };
    let set = if theme.ascii {
        ASCII_BORDER
    } else if focused {
        border::THICK
    } else {
        border::ROUNDED
    };
    let frame = Block::bordered().border_set(set).border_style(style);
    let inner = frame.inner(area);
    frame.render(area, buffer);
    let described = session.run.described(place);
    let known = session.run.environment(place);
    let license = license(session, place);
    let name = shorten(
        &plain(&described.name, theme),
        usize::from(area.width).saturating_sub(13),
        theme.either("\u{2026}", ".."),
    );
    buffer.set_string(area.x + 1, area.y, format!(" {name} "), style.add_modifier(Modifier::BOLD));
    let badge = format!(" {} {} ", license.word, theme.mark(license.mark));
    let width = u16::try_from(Span::raw(badge.as_str()).width()).unwrap_or(0);
    buffer.set_string(area.right().saturating_sub(width + 2), area.y, badge, theme.tone(license.tone));
    let serial = known.serial.as_ref().map_or("serial not known yet", |serial| serial.as_str());
    let room = usize::from(inner.width).saturating_sub(1);
    let rows = [
        Line::styled(described.role.name(), theme.tone(Tone::Quiet)),
        Line::styled(shorten(serial, room, theme.either("\u{2026}", "..")), theme.tone(Tone::Quiet)),
        named("backup", &backup(session, place), theme),
        named("IPP", &intellectual_property(session, place), theme),
        named("republish", &republished(session, place), theme),
        fact_line(&step(session, place), theme, room),
    ];
    for (row, line) in (0..inner.height).zip(rows) {
        put(line, Rect { x: inner.x + 1, y: inner.y + row, width: inner.width.saturating_sub(1), height: 1 }, buffer);
    }
}

fn named(name: &str, fact: &Fact, theme: &Theme) -> Line<'static> {
    Line::from(vec![
        Span::styled(format!("{name:<10}"), theme.tone(Tone::Quiet)),
        Span::styled(format!("{} {}", theme.mark(fact.mark), plain(&fact.word, theme)), theme.tone(fact.tone)),
    ])
}

fn fact_line(fact: &Fact, theme: &Theme, room: usize) -> Line<'static> {
    let text = shorten(&plain(&fact.word, theme), room.saturating_sub(2), theme.either("\u{2026}", ".."));
    Line::styled(format!("{} {text}", theme.mark(fact.mark)), theme.tone(fact.tone))
}

/// As many lines as there is room for, around the environment that is looked at.
fn lines(session: &Session, desk: &Desk, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let count = session.run.environments().len();
    let rows = usize::from(area.height);
    let focus = desk.environment(session);
    let first = window(count, rows, focus.unwrap_or(0));
    let longest = session.run.infrastructure.environments.iter().map(|one| Span::raw(one.name.as_str()).width()).max();
    let column = longest.unwrap_or(0).clamp(8, if area.width < 100 { 16 } else { 28 });
    for (row, place) in (0..area.height).zip(first..count) {
        let line = line(session, theme, place, column, area.width, focus == Some(place));
        put(line, Rect { y: area.y + row, height: 1, ..area }, buffer);
    }
    if count > rows {
        let more = format!(" {}-{} of {count} ", first + 1, first + rows);
        let width = u16::try_from(more.len()).unwrap_or(0);
        let last = area.bottom() - 1;
        buffer.set_string(area.right().saturating_sub(width), last, more, theme.tone(Tone::Quiet));
    }
}

fn line(session: &Session, theme: &Theme, place: usize, column: usize, width: u16, focused: bool) -> Line<'static> {
    let ellipsis = theme.either("\u{2026}", "..");
    let name = shorten(&plain(&session.run.described(place).name, theme), column, ellipsis);
    let pad = column.saturating_sub(Span::raw(name.as_str()).width());
    let name_style = if focused { theme.tone(Tone::Now).add_modifier(Modifier::BOLD) } else { Style::new() };
    let arrow = if focused { theme.mark(Mark::Now) } else { " " };
    let license = license(session, place);
    let mut spans = vec![
        Span::styled(format!(" {arrow} {name}{} ", " ".repeat(pad)), name_style),
        Span::styled(format!("{:<4} {}", license.word, theme.mark(license.mark)), theme.tone(license.tone)),
    ];
    let facts = [
        ("backup", backup(session, place), 6),
        ("IPP", intellectual_property(session, place), 11),
        ("republish", republished(session, place), 6),
    ];
    for (name, mut fact, room) in facts {
        let short = if width < 76 { &name[..3] } else { name };
        if width < 76 || (name == "backup" && width < 92) {
            fact.word.clear();
        }
        let room = if width < 76 || (name == "backup" && width < 92) { 0 } else { room };
        let word = shorten(&plain(&fact.word, theme), room, ellipsis);
        spans.push(Span::styled(format!("  {short} "), theme.tone(Tone::Quiet)));
        spans.push(Span::styled(format!("{} {word:<room$}", theme.mark(fact.mark)), theme.tone(fact.tone)));
    }
    let used: usize = spans.iter().map(Span::width).sum();
    let room = usize::from(width).saturating_sub(used + 4);
    if room >= 12 {
        let step = step(session, place);
        spans.push(Span::raw("  "));
        spans.extend(fact_line(&step, theme, room).spans.into_iter().map(|span| span.style(theme.tone(step.tone))));
    }
    Line::from(spans)
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
