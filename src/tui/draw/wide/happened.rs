//! What happened: the last facts, newest first.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::super::canvas::Canvas;
use crate::{
    domain::timeline_entry::TimelineEntry,
    engine::session::Session,
    tui::{hit_area::HitArea, state::UiState, timeline::mark},
    view::{
        action::{Action, Navigation},
        text::{Tone, columns, cut, padded, wrap},
        times::Moment,
    },
};

/// The most columns of a name.
const NAME: usize = 16;

/// Columns of the time, and of a day that is not today.
const TIME: usize = 6;
const DAY: usize = 7;

/// Draws it; the answer is the rows that it takes.
pub(super) fn draw(session: &Session, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    if area.height == 0 {
        return 0;
    }
    let moment = ui.moment(session);
    heading(session, &moment, canvas, Rect { height: 1, ..area });
    let theme = canvas.theme;
    let inside = Rect { x: area.x + 1, y: area.y + 1, width: area.width.saturating_sub(2), height: area.height - 1 };
    let told: Vec<&TimelineEntry> = session.history.newest().take(usize::from(inside.height)).collect();
    let name = |canvas: &Canvas<'_>, environment| canvas.plain(&session.run.described(environment).name);
    let longest = told.iter().filter_map(|told| told.environment).map(|place| columns(&name(canvas, place))).max();
    let column = longest.unwrap_or(0).min(NAME);
    let is_old = told.last().is_some_and(|told| moment.is_another_day(told.at));
    let time_column = if is_old { DAY } else { TIME };
    let lead = time_column + 2 + if column == 0 { 0 } else { column + 1 };
    let room = usize::from(inside.width).saturating_sub(lead);
    let texts = texts(session, canvas, (&told, room), usize::from(inside.height));
    let mut y = inside.y;
    for (place, (told, text)) in told.into_iter().zip(texts).enumerate() {
        let (mark, tone) = mark(told);
        let about = told.environment.map_or_else(String::new, |place| name(canvas, place));
        let about = if column == 0 { about } else { padded(&canvas.cut(&about, column), column + 1) };
        let plain = theme.tone(if place == 0 { Tone::Plain } else { Tone::Quiet });
        for (row, text) in text.into_iter().enumerate() {
            let line = Rect { y, height: 1, ..inside };
            if row == 0 {
                let spans = vec![
                    Span::styled(padded(&time(&moment, told.at), time_column), theme.tone(Tone::Quiet)),
                    Span::styled(theme.signs.mark(mark), theme.tone(tone)),
                    Span::raw(" "),
                    Span::styled(about.clone(), plain),
                    Span::styled(text, plain),
                ];
                canvas.put(Line::from(spans), line);
            } else {
                canvas.put(Line::styled(" ".repeat(lead) + &text, plain), line);
            }
            y += 1;
        }
    }
    y - area.y
}

/// The heading, with the key that shows all of them.
fn heading(session: &Session, moment: &Moment, canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.theme;
    canvas.rule(&moment.of_place("What happened"), "", theme.tone(Tone::Heading), area);
    let all = format!("all {}", session.run.facts);
    let width = u16::try_from(all.len() + 2).unwrap_or(0);
    let x = area.right().saturating_sub(width + 2);
    canvas.set(x.saturating_sub(1), area.y, " ", theme.tone(Tone::Plain));
    canvas.key(x, area, ("T", &all), Some(HitArea::Action(Action::Navigation(Navigation::Timeline))));
    canvas.set(x + width, area.y, " ", theme.tone(Tone::Plain));
}

/// The rows of each fact: its sentence where all of them have room for theirs, else a few words.
fn texts(
    session: &Session,
    canvas: &Canvas<'_>,
    (told, room): (&[&TimelineEntry], usize),
    rows: usize,
) -> Vec<Vec<String>> {
    let is_all = u64::try_from(told.len()).is_ok_and(|count| count == session.run.facts);
    let whole: Vec<Vec<String>> =
        told.iter().filter(|_| is_all).map(|told| sentence(session, canvas, told, room)).collect();
    if is_all && whole.iter().map(Vec::len).sum::<usize>() <= rows {
        return whole;
    }
    told.iter().map(|told| vec![cut(&canvas.plain(&told.brief), room, canvas.theme.signs.ellipsis())]).collect()
}

/// The sentence of a fact, without the name that stands beside it.
fn sentence(session: &Session, canvas: &Canvas<'_>, told: &TimelineEntry, room: usize) -> Vec<String> {
    let name = told.environment.map(|environment| format!("{}: ", session.run.described(environment).name));
    let text = name.and_then(|name| told.sentence.strip_prefix(&name)).unwrap_or(&told.sentence);
    let lines = wrap(&text.replace('*', ""), room);
    lines.into_iter().map(|spans| canvas.plain(&spans.into_iter().map(|span| span.text).collect::<String>())).collect()
}

/// The time of day of a fact, or its day where that is not today.
fn time(moment: &Moment, at: jiff::Timestamp) -> String {
    let form = if moment.is_another_day(at) { "%-d %b" } else { "%H:%M" };
    at.to_zoned_datetime(moment.zone.clone()).strftime(form).to_string()
}
