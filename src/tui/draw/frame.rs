//! Draws the header: title and clocks, codes, licenses, phases.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{canvas::Canvas, strip, theme::Theme};
use crate::{
    domain::{
        infrastructure::Side,
        outlook::{State, Tally},
        run::Course,
    },
    engine::{
        beyond::Beyond,
        session::{AsOf, Session},
    },
    tui::{hit_area::HitArea, state::UiState},
    view::{
        action::{Action, Navigation},
        mark::Mark,
        text::{Tone, columns},
        times::{Moment, clock_words},
    },
};

/// Title, codes, licenses and phases, as many rows as there are: the licenses are always there.
pub(super) fn header(session: &Session, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) {
    let row = |row: u16| Rect { y: area.y + row, height: 1, ..area };
    canvas.put(title(session, ui, canvas, area.width), row(0));
    let strip = if area.height > 3 { 2 } else { 1 };
    if strip == 2 {
        codes(session, canvas, row(1));
    }
    strip::draw(session, canvas, row(strip));
    if area.height > 2 {
        canvas.put(phases(session, canvas, area.width), row(strip + 1));
        canvas.hit_area(row(strip + 1), HitArea::Action(Action::Navigation(Navigation::Procedure)));
    }
}

fn title(session: &Session, ui: &UiState, canvas: &Canvas<'_>, width: u16) -> Line<'static> {
    let theme = canvas.theme;
    let width = usize::from(width);
    let (word, tone) = match session.beyond {
        Beyond::Newer { .. } => NEWER,
        Beyond::Damage { .. } => DAMAGED,
        Beyond::Nothing | Beyond::Torn { .. } => state_word(session.state_at(ui.now)),
    };
    let badge = if session.run.rehearsal { " REHEARSAL " } else { "" };
    let fixed = badge.len() + word.len() + NAMED;
    let clocks = match session.as_of {
        Some(as_of) => past(as_of, &Moment { at: ui.now, ..ui.moment(session) }, theme),
        // Nobody knows whether any of them still runs.
        None if session.is_damaged() => Vec::new(),
        None => clocks(session, ui, canvas, width.saturating_sub(fixed + SHORTEST_NAME)),
    };
    let wide = super::canvas::width(&clocks);
    let room = width.saturating_sub(fixed + wide);
    let name = canvas.cut(&session.run.infrastructure.name, room.max(SHORTEST_NAME));
    let mut spans = vec![
        Span::styled(" acmove  ", theme.tone(Tone::Heading)),
        Span::styled(name, theme.tone(Tone::Now)),
        Span::raw("  "),
        Span::styled(word, theme.tone(tone)),
        Span::raw("  "),
    ];
    if !badge.is_empty() {
        spans.push(Span::styled(badge, theme.banner()));
    }
    let used = super::canvas::width(&spans);
    spans.push(Span::raw(" ".repeat(width.saturating_sub(used + wide + 1))));
    spans.extend(clocks);
    Line::from(spans)
}

/// What stands in place of the state, on every screen.
const DAMAGED: (&str, Tone) = ("DAMAGED, READ ONLY", Tone::Bad);
const NEWER: (&str, Tone) = ("NEWER, READ ONLY", Tone::Bad);

/// Columns of a title around its name, state and badge.
const NAMED: usize = 15;

/// A name is not cut to less than this for a clock.
const SHORTEST_NAME: usize = 8;

/// The clocks for which there is room; the most important is the last on the line.
fn clocks(session: &Session, ui: &UiState, canvas: &Canvas<'_>, room: usize) -> Vec<Span<'static>> {
    let mut spans: Vec<Span<'static>> = Vec::new();
    let mut used = 0;
    for word in clock_words(session, &ui.moment(session)) {
        let gap = if spans.is_empty() { 0 } else { 2 };
        let fits = |text: &String| used + columns(text) + gap <= room;
        let Some(text) = [&word.text, &word.brief].map(|text| canvas.plain(text)).into_iter().find(fits) else { break };
        used += columns(&text) + gap;
        spans.extend((gap > 0).then(|| Span::raw("  ")));
        spans.push(Span::styled(text, canvas.theme.tone(word.tone)));
    }
    spans.reverse();
    spans
}

/// Whoever looks at the past must not take it for now.
fn past(as_of: AsOf, moment: &Moment, theme: &Theme) -> Vec<Span<'static>> {
    let on = if moment.is_another_day(as_of.at) { moment.brief_of(as_of.at) } else { moment.second_of(as_of.at) };
    let text = format!(" AS IT WAS, record {}, {on} ", as_of.seq);
    vec![Span::styled(text, theme.tone(Tone::Caution).patch(theme.banner()))]
}

const fn state_word(state: State) -> (&'static str, Tone) {
    match state {
        State::Preparing => ("preparing", Tone::Quiet),
        State::Running => ("running", Tone::Quiet),
        State::Held => ("HELD", Tone::Caution),
        State::Stopped => ("STOPPED", Tone::Bad),
        State::RollingBack => ("ROLLING BACK", Tone::Caution),
        State::Done => ("done", Tone::Good),
        State::RolledBack => ("rolled back", Tone::Caution),
        State::Abandoned => ("given up", Tone::Caution),
    }
}

/// Both codes in full where there is room; each can be copied.
fn codes(session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.theme;
    let room = (usize::from(area.width).saturating_sub(14)) / 2;
    let code = |side| session.run.infrastructure.code(side).as_str();
    let (source, target) = (canvas.cut(code(Side::Source), room), canvas.cut(code(Side::Target), room));
    let wide = |code: &str| u16::try_from(columns(code)).unwrap_or(0);
    let arrow = theme.signs.either("  \u{2192}  ", "  ->  ");
    let (long, between, wide) = (wide(&source), wide(arrow), wide(&target));
    let line = Line::from(vec![
        Span::styled(" AAA ", theme.tone(Tone::Quiet)),
        Span::styled(source, theme.tone(Tone::Plain)),
        Span::styled(arrow, theme.tone(Tone::Quiet)),
        Span::styled("BBB ", theme.tone(Tone::Quiet)),
        Span::styled(target, theme.tone(Tone::Plain)),
    ]);
    let second = 5 + long + between;
    for (x, width, side) in [(0, long + 5, Side::Source), (second, wide + 4, Side::Target)] {
        let hit_area = Rect { x: area.x + x, width, ..area }.intersection(area);
        canvas.hit_area(hit_area, HitArea::Copy(code(side).to_owned()));
    }
    canvas.put(line, area);
}

/// The way through the phases. Where there is no room for all titles, those that are over are counted.
fn phases(session: &Session, canvas: &Canvas<'_>, width: u16) -> Line<'static> {
    let run = &session.run;
    let now = session.outlook.phase(run);
    let back = matches!(run.course, Course::Back { .. });
    let count = run.procedure.phases.len();
    let shown: Vec<usize> = (0..count).chain(back.then_some(count)).collect();
    let from = |first: usize| -> Line<'static> {
        let over = shown.iter().filter(|phase| **phase < first).count();
        let over = (over > 0).then(|| Span::styled(format!("{over} over  "), canvas.theme.tone(Tone::Quiet)));
        let spans = shown.iter().filter(|phase| **phase >= first).map(|phase| phase_span(session, canvas, *phase, now));
        [Span::raw(" ")].into_iter().chain(over).chain(spans).collect()
    };
    let only = |phase: usize| Line::from(vec![Span::raw(" "), phase_span(session, canvas, phase, now)]);
    let lines = [from(0), from(now), only(now)];
    let fits = lines.iter().position(|line| super::canvas::width(&line.spans) <= usize::from(width)).unwrap_or(2);
    lines.into_iter().nth(fits).unwrap_or_default()
}

fn phase_span(session: &Session, canvas: &Canvas<'_>, phase: usize, now: usize) -> Span<'static> {
    let Tally { done, needed: all, claimed } = session.outlook.tally(phase);
    let present = phase == now && !session.outlook.state.is_final();
    let (mark, tone) = match (done == all, present) {
        _ if session.is_damaged() => (Mark::Unknown, Tone::Quiet),
        (true, _) if claimed > 0 => (Mark::Claimed, Tone::Quiet),
        (true, _) => (Mark::Verified, Tone::Quiet),
        (false, true) => (Mark::Now, Tone::Now),
        (false, false) => (Mark::Nothing, Tone::Quiet),
    };
    let theme = canvas.theme;
    let title = canvas.plain(&session.run.phase(phase).title);
    let mark = theme.signs.mark(mark);
    let words =
        if present && all > 1 { format!("{mark} {title} {done} of {all}  ") } else { format!("{mark} {title}  ") };
    Span::styled(words, theme.tone(tone))
}
