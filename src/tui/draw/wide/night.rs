//! The night, drawn: a lane for each environment, the line for now, a legend.

use ratatui::{
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::super::{
    canvas::{self, Canvas},
    more::More,
    theme::Theme,
};
use crate::{
    domain::index::EnvIx,
    engine::{session::Session, subject::Owner},
    tui::{hit_area::HitArea, layout::window, state::UiState},
    view::{
        mark::{Mark, Signs},
        night::{Cell, Deadline, Doing, Night, Paused},
        text::{Tone, columns},
        timeline_chart::Code,
    },
};

/// The least and the most columns of the names of lanes.
const NAME: usize = 12;
const LONGEST: usize = 20;

/// Rows besides the lanes and the legend: the heading with the times, the pause, what has to be kept.
const AROUND: u16 = 3;

/// From this width on, the legend takes one row.
const LEGEND: u16 = 76;

/// The fewest lanes that say something.
const FEWEST: u16 = 2;

/// Rows that the night takes of those there are; `None` where there is too little room.
pub(super) fn rows(session: &Session, width: u16, most: u16) -> Option<u16> {
    let lanes = u16::try_from(session.run.environments().len()).unwrap_or(u16::MAX);
    let around = around(width);
    let shown = lanes.min(most.saturating_sub(around));
    (shown >= FEWEST.min(lanes)).then_some(shown + around)
}

const fn around(width: u16) -> u16 {
    AROUND + if width >= LEGEND { 1 } else { 2 }
}

pub(super) fn draw(session: &Session, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.theme;
    let names = session.run.every_environment().map(|place| columns(&canvas.plain(&session.run.described(place).name)));
    let name = names.max().unwrap_or(0).clamp(NAME, LONGEST);
    let left = area.x + 2 + u16::try_from(name).unwrap_or(0);
    let width = area.right().saturating_sub(left + 1);
    let night = ui.night(session, usize::from(width));
    let frame = Frame { night: &night, name, lanes: Rect { x: left, width, ..area } };
    // Nothing after the damage is known.
    let heading = if session.is_damaged() { "Until the damage" } else { "The night" };
    canvas.rule(heading, "", theme.tone(Tone::Heading), Rect { height: 1, ..area });
    times(&frame, canvas);
    named(canvas, &frame, 1, ("paused", theme.tone(Tone::Quiet)));
    for (column, paused) in night.paused.iter().enumerate() {
        frame.sign(canvas, column, 1, pause(*paused, theme));
    }
    let after = lanes(session, ui, &frame, canvas, area.height.saturating_sub(around(area.width)));
    now_line(&frame, canvas, after);
    kept(&frame, canvas, after);
    legend(
        &frame,
        canvas,
        Rect { x: area.x + 1, y: area.y + after + 1, width: area.width.saturating_sub(2), height: 2 },
    );
}

/// A night, and where its lanes are.
struct Frame<'a> {
    night: &'a Night,
    /// Columns of the names.
    name: usize,
    /// From the row of the heading on.
    lanes: Rect,
}

impl Frame<'_> {
    /// A sign of one cell in a lane.
    fn sign(&self, canvas: &mut Canvas<'_>, column: usize, row: u16, (sign, style): (&str, Style)) {
        let Ok(column) = u16::try_from(column) else { return };
        if column < self.lanes.width {
            canvas.sign((self.lanes.x + column, self.lanes.y + row), sign, style);
        }
    }

    fn set(&self, canvas: &mut Canvas<'_>, column: usize, row: u16, sign: &str, style: Style) {
        let Ok(column) = u16::try_from(column) else { return };
        if usize::from(column) + columns(sign) <= usize::from(self.lanes.width) {
            canvas.set(self.lanes.x + column, self.lanes.y + row, sign, style);
        }
    }
}

fn named(canvas: &mut Canvas<'_>, frame: &Frame<'_>, row: u16, (name, style): (&str, Style)) {
    let width = u16::try_from(frame.name).unwrap_or(0);
    let area = Rect { x: frame.lanes.x - width - 1, y: frame.lanes.y + row, width, height: 1 };
    canvas.put(Line::styled(canvas.cut(name, frame.name), style), area);
}

/// The times over the lanes; a sign at their left where something was earlier.
fn times(frame: &Frame<'_>, canvas: &mut Canvas<'_>) {
    let quiet = canvas.theme.tone(Tone::Quiet);
    for (column, time) in &frame.night.ticks {
        if *column > 0 && column + columns(time) < frame.night.axis.columns() {
            frame.set(canvas, column - 1, 0, &format!(" {time} "), quiet);
        }
    }
    if frame.night.is_cut {
        let sign = canvas.theme.signs.either("\u{2190}", "<");
        frame.set(canvas, 0, 0, sign, canvas.theme.tone(Tone::Caution));
    }
}

/// As many lanes as fit, around the focused one; the answer is the row below them.
fn lanes(session: &Session, ui: &UiState, frame: &Frame<'_>, canvas: &mut Canvas<'_>, rows: u16) -> u16 {
    let theme = canvas.theme;
    let count = frame.night.lanes.len();
    let rows = usize::from(rows);
    // Where not all fit, one row says how many there are besides.
    let shown = if count > rows { rows.saturating_sub(1) } else { count };
    let focus = ui.environment(session);
    let first = window(count, shown, focus.map_or(0, EnvIx::get));
    let more = More::part(first, shown, count);
    let mut row = 2;
    for place in more.places() {
        let environment = EnvIx::new(place);
        let tone = if focus == Some(environment) { Tone::Now } else { Tone::Plain };
        named(canvas, frame, row, (&session.run.described(environment).name, theme.tone(tone)));
        for (column, cell) in frame.night.lanes[place].iter().enumerate() {
            if let Some(sign) = drawn(*cell, theme) {
                frame.sign(canvas, column, row, sign);
            }
        }
        let width = frame.lanes.right().saturating_sub(frame.lanes.x) + u16::try_from(frame.name + 1).unwrap_or(0);
        let x = frame.lanes.right().saturating_sub(width);
        let area = Rect { x, y: frame.lanes.y + row, width, height: 1 };
        canvas.hit_area(area, HitArea::Owner(Owner::Environment(environment)));
        row += 1;
    }
    if shown < count {
        let text = more.words(theme.signs);
        named(canvas, frame, row, (&text, theme.tone(Tone::Quiet)));
        row += 1;
    }
    row
}

fn now_line(frame: &Frame<'_>, canvas: &mut Canvas<'_>, end: u16) {
    let Some(column) = frame.night.axis.now() else { return };
    let sign = canvas.theme.signs.spelled("\u{2503}", "\u{2502}", "|");
    let style = canvas.theme.tone(Tone::Now);
    for row in 1..=end {
        frame.sign(canvas, column, row, (sign, style));
    }
}

/// The row below the lanes: the time of now, and the moment that has to be kept.
fn kept(frame: &Frame<'_>, canvas: &mut Canvas<'_>, row: u16) {
    let theme = canvas.theme;
    let all = frame.night.axis.columns();
    let mut taken = all..all;
    if let Some(deadline) = &frame.night.deadline {
        named(canvas, frame, row, (deadline.name, theme.tone(Tone::Quiet)));
        let text = said(deadline, theme);
        let wide = columns(&text);
        let start = match deadline.column {
            Some(column) if column + wide <= all => column,
            Some(column) => (column + 1).saturating_sub(wide),
            None => all.saturating_sub(wide),
        };
        frame.set(canvas, start, row, &text, theme.tone(deadline.tone));
        taken = start..start + wide;
    }
    let (Some(now), Some(column)) = (&frame.night.now, frame.night.axis.now()) else { return };
    for text in frame.night.now_here.iter().chain([now]).map(|now| format!("now {now}")) {
        let wide = columns(&text);
        let is_free = |start: usize| start + wide <= all && (start + wide < taken.start || start > taken.end);
        let left = column.checked_sub(wide + 1);
        if let Some(start) = [Some(column + 1), left].into_iter().flatten().find(|start| is_free(*start)) {
            frame.set(canvas, start, row, &text, theme.tone(Tone::Now));
            return;
        }
    }
}

/// A moment that has to be kept: at its column, beyond the last, or passed.
fn said(deadline: &Deadline, theme: &Theme) -> String {
    let Deadline { time, column, is_past, .. } = deadline;
    match (column, is_past) {
        (_, true) => format!("{time} passed"),
        // The point is at the column: before the time where there is room after it.
        (Some(_), false) => format!("{} {time}", theme.signs.either("\u{25b2}", "^")),
        (None, false) => format!("{time} {}", theme.signs.either("\u{2192}", "->")),
    }
}

const fn line_of(code: Code, signs: Signs) -> &'static str {
    match code {
        Code::Source => signs.either("\u{2500}", "-"),
        Code::Target => signs.spelled("\u{2501}", "\u{2550}", "="),
        Code::Foreign | Code::MayBeTarget => "?",
        Code::Unknown => signs.mark(Mark::Nothing),
    }
}

fn drawn(cell: Cell, theme: &Theme) -> Option<(&'static str, Style)> {
    let signs = theme.signs;
    let tone = |mark, tone| Some((signs.mark(mark), theme.tone(tone)));
    match cell.doing {
        Doing::Failed => tone(Mark::Failed, Tone::Bad),
        Doing::Seen => tone(Mark::Verified, Tone::Good),
        Doing::Reported => tone(Mark::Claimed, Tone::Claimed),
        Doing::Work => Some((work(signs), theme.work())),
        Doing::Forecast => Some((forecast(signs), theme.border())),
        Doing::Nothing => {
            let code = cell.code?;
            let tone = match (code, cell.is_seen) {
                (Code::Source | Code::Unknown, _) => Tone::Quiet,
                (Code::Target, true) => Tone::Good,
                (Code::Target, false) => Tone::Claimed,
                (Code::MayBeTarget, _) => Tone::Caution,
                (Code::Foreign, _) => Tone::Bad,
            };
            Some((line_of(code, signs), theme.tone(tone)))
        }
    }
}

const fn work(signs: Signs) -> &'static str {
    signs.either("\u{2584}", "#")
}

const fn forecast(signs: Signs) -> &'static str {
    signs.either("\u{2591}", ":")
}

fn pause(paused: Paused, theme: &Theme) -> (&'static str, Style) {
    match paused {
        Paused::No => (" ", theme.tone(Tone::Plain)),
        Paused::Yes => (theme.signs.either("\u{2592}", "%"), theme.tone(Tone::Quiet)),
        Paused::Forecast => (forecast(theme.signs), theme.border()),
    }
}

/// The meaning of the signs.
fn legend(frame: &Frame<'_>, canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.theme;
    let signs = theme.signs;
    let has = |doing| frame.night.lanes.iter().flatten().any(|cell: &Cell| cell.doing == doing);
    let is_cut = frame.night.is_cut.then(|| (signs.either("\u{2190}", "<"), theme.tone(Tone::Caution), "earlier"));
    let failed = has(Doing::Failed).then(|| (signs.mark(Mark::Failed), theme.tone(Tone::Bad), "failed"));
    // Where not all fit into one row, the lines are in the first and the points on them in the second.
    let lines = [
        (work(signs), theme.work(), "work"),
        (line_of(Code::Source, signs), theme.tone(Tone::Quiet), "AAA"),
        (line_of(Code::Target, signs), theme.tone(Tone::Good), "BBB"),
        (forecast(signs), theme.border(), "forecast"),
    ];
    let points = [
        (signs.mark(Mark::Verified), theme.tone(Tone::Good), "seen"),
        (signs.mark(Mark::Claimed), theme.tone(Tone::Claimed), "reported"),
    ];
    let spans = |entries: Vec<(&'static str, Style, &'static str)>| -> Vec<Span<'static>> {
        let gaps = [""].into_iter().chain(std::iter::repeat("  "));
        let entry = |(gap, (sign, style, word))| {
            [Span::raw(gap), Span::styled(sign, style), Span::styled(format!(" {word}"), theme.tone(Tone::Quiet))]
        };
        gaps.zip(entries).flat_map(entry).collect()
    };
    let points = points.into_iter().chain(failed).chain(is_cut);
    let all = spans(lines.into_iter().chain(points.clone()).collect());
    let rows = if canvas::width(&all) <= usize::from(area.width) || area.height < 2 {
        vec![all]
    } else {
        vec![spans(lines.to_vec()), spans(points.collect())]
    };
    for (y, row) in (area.y..area.bottom()).zip(rows) {
        canvas.put(Line::from(row), Rect { y, height: 1, ..area });
    }
}
