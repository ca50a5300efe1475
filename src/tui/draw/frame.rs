//! Draws the header: the row of the state with its clocks, the codes, the licenses, the phases.

use ratatui::{
    layout::Rect,
    style::{Modifier, Style},
    text::{Line, Span},
};

use super::{canvas::Canvas, phases, strip, theme::Theme};
use crate::{
    domain::{infrastructure::Side, run::Course},
    engine::session::{AsOf, Session},
    tui::{hit_area::HitArea, state::UiState},
    view::{
        action::{Action, Navigation},
        state_row::{Loudness, StateRow, state_row},
        text::{Tone, columns},
        times::{Moment, clock_words},
    },
};

/// Title, codes, licenses and phases, as many rows as there are: the licenses are always there.
pub(super) fn header(session: &Session, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) {
    let row = |row: u16| Rect { y: area.y + row, height: 1, ..area };
    title(session, ui, canvas, row(0));
    let strip = if area.height > 3 { 2 } else { 1 };
    if strip == 2 {
        codes(session, canvas, row(1));
    }
    strip::draw(session, canvas, row(strip));
    if area.height > 2 {
        canvas.put(phases::phases(session, canvas, area.width), row(strip + 1));
        canvas.hit_area(row(strip + 1), HitArea::Action(Action::Navigation(Navigation::Procedure)));
    }
}

pub(super) fn title(session: &Session, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.theme;
    let state = state_row(session, ui.now);
    let width = usize::from(area.width);
    let is_calm = state.loudness == Loudness::Calm;
    // On a row with a ground of its own nothing has another color, and what is urgent is bold.
    let look = |tone: Tone| match (is_calm, tone) {
        (true, tone) => theme.tone(tone),
        (false, Tone::Bad | Tone::Caution | Tone::Heading | Tone::Now) => theme.tone(Tone::Plain).patch(BOLD),
        (false, Tone::Plain | Tone::Quiet | Tone::Good | Tone::Claimed) => theme.tone(Tone::Plain),
    };
    let word = Span::styled(state_words(&state, theme), look(if is_calm { state.tone } else { Tone::Bad }));
    let badge = badge(session, is_calm, theme, look(Tone::Plain));
    let fixed = columns(&word.content) + columns(&badge.content) + if state.is_first { 7 } else { 15 };
    let clocks: Vec<Span<'static>> = match session.as_of {
        Some(as_of) => past(as_of, (&Moment { at: ui.now, ..ui.moment(session) }, width >= NORMAL), theme),
        // Nothing tells whether any of them still runs.
        None if session.is_damaged() => Vec::new(),
        None => {
            let whole = columns(&canvas.plain(&session.run.infrastructure.name)).clamp(SHORTEST_NAME, WHOLE_NAME);
            let rooms = [SHORTEST_NAME, whole].map(|name| width.saturating_sub(fixed + name));
            let clocks = clocks(session, ui, canvas, rooms).into_iter();
            clocks.map(|(text, tone)| Span::styled(text, look(tone))).collect()
        }
    };
    let wide = super::canvas::width(&clocks);
    let room = width.saturating_sub(fixed + wide);
    let name = canvas.cut(&session.run.infrastructure.name, room.max(SHORTEST_NAME));
    let name = Span::styled(name, look(Tone::Now));
    let mut spans = if state.is_first {
        vec![Span::raw(" "), word, Span::raw("  "), name, Span::raw("  "), badge]
    } else {
        vec![Span::styled(" acmove  ", look(Tone::Heading)), name, Span::raw("  "), word, Span::raw("  "), badge]
    };
    let used = super::canvas::width(&spans);
    spans.push(Span::raw(" ".repeat(width.saturating_sub(used + wide + 1))));
    spans.extend(clocks);
    canvas.put(Line::from(spans), area);
    match state.loudness {
        Loudness::Calm => {}
        Loudness::Warning => canvas.ground(area, theme.warning()),
        Loudness::Alarm => canvas.ground(area, theme.alarm()),
    }
}

/// What must not be taken for the real thing, or for one's own: a rehearsal, and what is watched from afar.
fn badge(session: &Session, is_calm: bool, theme: &Theme, plain: Style) -> Span<'static> {
    let words = match (session.afar.is_some(), session.run.rehearsal) {
        (false, false) => return Span::raw(""),
        (true, true) => "WATCHING A REHEARSAL",
        (true, false) => "WATCHING",
        (false, true) => "REHEARSAL",
    };
    if is_calm { Span::styled(format!(" {words} "), theme.banner()) } else { Span::styled(words, plain) }
}

/// From this width on, there is room for a time at two places.
const NORMAL: usize = 80;

const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);

/// The word of the state with its mark; on the way back an arrow shows the direction.
fn state_words(state: &StateRow, theme: &Theme) -> String {
    match (state.mark, state.direction()) {
        (Some(mark), _) => format!("{} {}", theme.signs.mark(mark), state.word),
        (None, Some(is_back)) => format!("{} {}", theme.signs.arrow(is_back), state.word),
        (None, None) => state.word.to_owned(),
    }
}

/// A name is not cut to less than this for a clock.
const SHORTEST_NAME: usize = 8;

/// A name up to this is not cut for the full words of a clock.
const WHOLE_NAME: usize = 32;

/// The clocks for which there is room; the most important is the last on the line, and the first that is written in full.
/// Only the first and what is urgent take the first room, which leaves less of the name.
fn clocks(session: &Session, ui: &UiState, canvas: &Canvas<'_>, [least, whole]: [usize; 2]) -> Vec<(String, Tone)> {
    let between = canvas.theme.signs.either(" \u{b7} ", " - ");
    let words = clock_words(session, &ui.moment(session));
    let fits = |texts: &[String], room: usize| {
        let gaps = texts.len().saturating_sub(1) * columns(between);
        texts.iter().map(|text| columns(text)).sum::<usize>() + gaps <= room
    };
    let mut texts: Vec<String> = Vec::new();
    for word in &words {
        // The first and what is urgent come in full before anything else is added.
        let is_urgent = matches!(word.tone, Tone::Bad | Tone::Caution);
        let comes_first = is_urgent || texts.is_empty();
        let spellings = if comes_first { [&word.text, &word.brief] } else { [&word.brief; 2] };
        let room = if comes_first { least } else { whole };
        let is_added = spellings.iter().any(|text| {
            texts.push(canvas.plain(text));
            let is_room = fits(&texts, room);
            if !is_room {
                texts.pop();
            }
            is_room
        });
        if !is_added {
            break;
        }
    }
    for (place, word) in words.iter().enumerate().take(texts.len()) {
        let brief = std::mem::replace(&mut texts[place], canvas.plain(&word.text));
        if !fits(&texts, whole) {
            texts[place] = brief;
        }
    }
    let mut all: Vec<(String, Tone)> = Vec::new();
    for (text, word) in texts.into_iter().zip(&words).rev() {
        if !all.is_empty() {
            all.push((between.to_owned(), Tone::Quiet));
        }
        all.push((text, word.tone));
    }
    all
}

/// The past must not be taken for now.
fn past(as_of: AsOf, (moment, is_wide): (&Moment, bool), theme: &Theme) -> Vec<Span<'static>> {
    let on = match moment.apart() {
        Some(_) if is_wide => moment.short_of(as_of.at),
        None if !moment.is_another_day(as_of.at) => moment.second_of(as_of.at),
        Some(_) | None => moment.brief_of(as_of.at),
    };
    let text = format!(" AS IT WAS, record {}, {on} ", as_of.seq);
    vec![Span::styled(text, theme.tone(Tone::Plain).patch(theme.warning()))]
}

/// Both codes in full where there is room; each can be copied.
fn codes(session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.theme;
    let room = (usize::from(area.width).saturating_sub(16)) / 2;
    let code = |side| session.run.infrastructure.code(side).as_str();
    let (source, target) = (canvas.cut(code(Side::Source), room), canvas.cut(code(Side::Target), room));
    let wide = |code: &str| u16::try_from(columns(code)).unwrap_or(0);
    let is_back = matches!(session.run.course, Course::Back { .. });
    let arrow = format!("  {}  ", theme.signs.arrow(is_back));
    let (long, between, wide) = (wide(&source), wide(&arrow), wide(&target));
    let direction = if is_back { Tone::Now } else { Tone::Plain };
    let line = Line::from(vec![
        Span::styled(" AAA ", theme.tone(Tone::Quiet)),
        Span::styled(source, theme.tone(Tone::Plain)),
        Span::styled(arrow, theme.tone(direction)),
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
