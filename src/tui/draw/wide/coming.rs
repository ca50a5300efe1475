//! What comes up: the steps that are left after the one on the card, with the times at which they are likely to start.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::super::canvas::Canvas;
use crate::{
    engine::session::Session,
    tui::state::UiState,
    view::{
        schedule::schedule,
        text::{Tone, cut},
        times::minutes,
    },
};

/// The least rows in which it says something: a blank one, its heading, two steps.
const LEAST: u16 = 4;

pub(in crate::tui::draw) fn coming_up(session: &Session, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) {
    let moment = ui.moment(session);
    let coming = schedule(session, moment.at);
    let here = ui.subject(session).step();
    let next: Vec<_> = coming.iter().filter(|coming| Some(coming.step) != here).collect();
    if area.height < LEAST || next.is_empty() || ui.entry.is_some() {
        return;
    }
    let theme = canvas.theme;
    let quiet = theme.tone(Tone::Quiet);
    let rest = session.clocks(moment.at).rest;
    let left = if rest.is_zero() { String::new() } else { format!("   about {} left", minutes(rest)) };
    let heading = Line::from(vec![Span::styled("  Coming up", theme.tone(Tone::Heading)), Span::styled(left, quiet)]);
    let row = |row: u16| Rect { y: area.y + row, height: 1, ..area };
    canvas.put(heading, row(1));
    let rows = usize::from(area.height) - 2;
    // The last row says how many more there are.
    let shown = if next.len() > rows { rows - 1 } else { next.len() };
    for (place, coming) in (2..).zip(&next[..shown]) {
        let at = coming.from.to_zoned_datetime(moment.zone.clone()).strftime("%H:%M").to_string();
        let room = usize::from(area.width).saturating_sub(16);
        let title = cut(&canvas.plain(&session.run.title(coming.step)), room, theme.signs.ellipsis());
        let line = Line::from(vec![Span::styled(format!("  about {at}   "), quiet), Span::styled(title, quiet)]);
        canvas.put(line, row(place));
    }
    let more = next.len() - shown;
    if more > 0 {
        let text = format!("  {} {more} more", theme.signs.either("\u{2193}", "+"));
        canvas.put(Line::styled(text, quiet), row(u16::try_from(shown + 2).unwrap_or(u16::MAX)));
    }
}
