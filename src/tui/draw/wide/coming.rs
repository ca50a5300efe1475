//! Coming up: the steps that are left after the one on the card, with the times at which they are likely to start; and the
//! questions that the procedure answers.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::super::{canvas::Canvas, more::More};
use crate::{
    engine::session::Session,
    tui::state::UiState,
    view::{
        text::{Tone, cut},
        times::minutes,
    },
};

/// The least rows in which it says something: a blank one, its heading, two steps.
const LEAST: u16 = 4;

/// The answers to trouble, after the last step.
const END: &str = "the last step is done";

pub(in crate::tui::draw) fn coming_up(session: &Session, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) {
    if ui.entry.is_some() {
        return;
    }
    let used = steps(session, ui, canvas, area);
    if session.outlook.state.is_final() {
        return;
    }
    questions(session, canvas, Rect { y: area.y + used, height: area.height - used, ..area });
}

/// The steps; the answer is the rows that they take.
fn steps(session: &Session, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let moment = ui.moment(session);
    let coming = ui.coming(session);
    let here = ui.subject(session).step();
    let count = coming.iter().filter(|coming| Some(coming.step) != here).count();
    if area.height < LEAST || count == 0 {
        return 0;
    }
    let quiet = canvas.theme.tone(Tone::Quiet);
    let rest = session.outlook.careful_rest(&session.run);
    let left = if rest.is_zero() { String::new() } else { format!("about {} left", minutes(rest)) };
    heading(canvas, area, &moment.of_place("Coming up"), &left);
    let rows = usize::from(area.height) - 2;
    // The end is the last of them; where not all fit, the last row says how many more there are.
    let all = count + 1;
    let shown = if all > rows { rows - 1 } else { all };
    let more = More::part(0, shown, all);
    let next = coming.iter().filter(|coming| Some(coming.step) != here);
    let next = next.map(|coming| (coming.from, session.run.title(coming.step)));
    let end = coming.last().map(|last| (last.to, END.to_owned()));
    let mut y = area.y + 2;
    for (at, title) in next.chain(end).take(shown) {
        let at = at.to_zoned_datetime(moment.zone.clone()).strftime("%H:%M").to_string();
        line(canvas, &format!("about {at}   {title}"), Rect { y, height: 1, ..area });
        y += 1;
    }
    let words = more.words(canvas.theme.signs);
    if !words.is_empty() {
        let text = format!("  {words}");
        canvas.put(Line::styled(text, quiet), Rect { y, height: 1, ..area });
        y += 1;
    }
    y - area.y
}

/// The questions that the procedure answers, where there is room for all of them.
fn questions(session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
    let faqs = &session.run.procedure.faqs;
    if faqs.is_empty() || usize::from(area.height) < faqs.len() + 2 {
        return;
    }
    heading(canvas, area, "If something goes wrong", "p shows the answers");
    for (y, faq) in (area.y + 2..).zip(faqs) {
        line(canvas, &format!("FAQ {}   {}", faq.number, faq.question), Rect { y, height: 1, ..area });
    }
}

/// A heading below a blank row, with a remark.
fn heading(canvas: &mut Canvas<'_>, area: Rect, name: &str, remark: &str) {
    let theme = canvas.theme;
    let spans = vec![
        Span::styled(format!("  {name}"), theme.tone(Tone::Heading)),
        Span::styled(format!("   {remark}"), theme.tone(Tone::Quiet)),
    ];
    canvas.put(Line::from(spans), Rect { y: area.y + 1, height: 1, ..area });
}

/// A quiet line, cut with a sign where it is too long.
fn line(canvas: &mut Canvas<'_>, text: &str, area: Rect) {
    let room = usize::from(area.width).saturating_sub(4);
    let text = cut(&canvas.plain(text), room, canvas.theme.signs.ellipsis());
    canvas.put(Line::styled(format!("  {text}"), canvas.theme.tone(Tone::Quiet)), area);
}
