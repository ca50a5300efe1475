//! What happened: the last facts, newest first.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::super::canvas::Canvas;
use crate::{
    engine::session::Session,
    tui::{hit_area::HitArea, state::UiState, timeline::mark},
    view::{
        action::{Action, Navigation},
        text::{Tone, columns, cut, padded},
        times::Moment,
    },
};

/// The most columns of a name.
const NAME: usize = 16;

/// Columns of the time, and of a day that is not today.
const TIME: usize = 6;
const DAY: usize = 7;

pub(super) fn draw(session: &Session, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) {
    if area.height == 0 {
        return;
    }
    let theme = canvas.theme;
    canvas.rule("What happened", "", theme.tone(Tone::Heading), Rect { height: 1, ..area });
    let all = format!("all {}", session.run.facts);
    let width = u16::try_from(all.len() + 2).unwrap_or(0);
    let x = area.right().saturating_sub(width + 2);
    let timeline = HitArea::Action(Action::Navigation(Navigation::Timeline));
    canvas.set(x.saturating_sub(1), area.y, " ", theme.tone(Tone::Plain));
    canvas.key(x, Rect { height: 1, ..area }, ("T", &all), Some(timeline));
    canvas.set(x + width, area.y, " ", theme.tone(Tone::Plain));
    let moment = ui.moment(session);
    let inside = Rect { x: area.x + 1, y: area.y + 1, width: area.width.saturating_sub(2), height: area.height - 1 };
    let told: Vec<_> = session.history.newest().take(usize::from(inside.height)).collect();
    let is_old = told.last().is_some_and(|told| moment.is_another_day(told.at));
    let time_column = if is_old { DAY } else { TIME };
    let name = |canvas: &Canvas<'_>, environment| canvas.plain(&session.run.described(environment).name);
    let longest = told.iter().filter_map(|told| told.environment).map(|place| columns(&name(canvas, place))).max();
    let column = longest.unwrap_or(0).min(NAME);
    for (place, (y, told)) in (inside.y..).zip(told).enumerate() {
        let (mark, tone) = mark(told);
        let about = told.environment.map_or_else(String::new, |place| name(canvas, place));
        let about = if column == 0 { about } else { padded(&canvas.cut(&about, column), column + 1) };
        let room = usize::from(inside.width).saturating_sub(time_column + 2 + columns(&about));
        let text = cut(&canvas.plain(&told.brief), room, theme.signs.ellipsis());
        let plain = theme.tone(if place == 0 { Tone::Plain } else { Tone::Quiet });
        let line = Line::from(vec![
            Span::styled(padded(&time(&moment, told.at), time_column), theme.tone(Tone::Quiet)),
            Span::styled(format!("{} ", theme.signs.mark(mark)), theme.tone(tone)),
            Span::styled(about, plain),
            Span::styled(text, plain),
        ]);
        canvas.put(line, Rect { y, height: 1, ..inside });
    }
}

/// The time of day of a fact, or its day where that is not today.
fn time(moment: &Moment, at: jiff::Timestamp) -> String {
    let form = if moment.is_another_day(at) { "%-d %b" } else { "%H:%M" };
    at.to_zoned_datetime(moment.zone.clone()).strftime(form).to_string()
}
