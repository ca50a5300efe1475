//! The dashboard: the environments above, the card of one thing to do below.
//!
//! ```text
//!  acmove  ACME  running                 frozen 0:41  rest ~0:52
//!  AAA 8RV...  →  BBB K2D...
//!  ✓ Before  ✓ Pause  ▸ Refresh AAA 1/12  · Install BBB ...
//!  ▸ Production  AAA ✓  backup ✓  IPP ✓ Ignore  republish ·  ▸ ...
//!  ── Production: Obtain the AAA license ───────── article, step 2 ─
//!  1 Open the Licensing Portal ...
//!  ▸ g  Give the license file
//!  Going back now: nothing to roll back; 1 of 4 AAA backups in the vault
//!  Production: ... is in the vault, read back and verified.
//!  Enter do what is selected  Tab next environment  R rollback  ...
//! ```

use ratatui::{
    buffer::Buffer,
    layout::{Constraint, Layout, Rect},
    text::{Line, Span},
};

use super::{
    frame::{footer, header, way_back},
    panels,
    text::{plain, put, put_all, rule},
    theme::Theme,
};
use crate::app::{
    choice::{Choice, Question},
    dashboard::Dashboard,
    desk::{Desk, Entry},
    layout::Mark,
    prose::{Tone, shorten},
    session::Session,
};

pub(super) fn draw(
    session: &Session,
    desk: &Desk,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<(u16, u16)> {
    let dashboard = Dashboard::of(session, desk);
    let Dashboard { card, lines, notice, division } = &dashboard;
    let text = dashboard.text_rows();
    let rows = Layout::vertical([
        Constraint::Length(division.header),
        Constraint::Length(division.environments),
        Constraint::Length(1),
        Constraint::Length(text),
        Constraint::Length(u16::from(text < division.body)),
        Constraint::Length(division.choices),
        Constraint::Fill(1),
        Constraint::Length(1),
        Constraint::Length(division.notice),
        Constraint::Length(1),
    ])
    .split(area);
    header(session, desk, theme, rows[0], buffer);
    panels::draw(session, desk, theme, division.panels, rows[1], buffer);
    rule(&card.heading, &card.source, theme.tone(Tone::Heading), theme, rows[2], buffer);
    let inside = |row: Rect| Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..row };
    put_all(lines, desk.scroll, theme, inside(rows[3]), buffer);
    let cursor = desk.entry.as_ref().and_then(|entry| question(entry, theme, inside(rows[5]), buffer));
    if desk.entry.is_none() {
        choices(&card.choices, desk.selected, theme, inside(rows[5]), buffer);
    }
    way_back(session, theme, rows[7], buffer);
    put_all(notice, 0, theme, Rect { width: area.width.saturating_sub(1), ..rows[8] }, buffer);
    footer(desk, theme, rows[9], buffer);
    cursor
}

fn choices(choices: &[Choice], selected: Option<usize>, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    for (row, (place, choice)) in (0..area.height).zip(choices.iter().enumerate()) {
        let chosen = selected == Some(place);
        let arrow = if chosen { theme.mark(Mark::Now) } else { " " };
        let tone = if chosen { Tone::Now } else { Tone::Plain };
        let mut spans = vec![
            Span::styled(format!("{arrow} "), theme.tone(Tone::Now)),
            Span::styled(format!("{}  ", choice.deed.key()), theme.tone(Tone::Now)),
            Span::styled(plain(&choice.label, theme), theme.tone(tone)),
        ];
        let used: usize = spans.iter().map(Span::width).sum();
        let room = usize::from(area.width).saturating_sub(used + 4);
        if !choice.consequence.is_empty() && room > 8 {
            let consequence = shorten(choice.consequence, room, theme.ellipsis());
            spans.push(Span::styled(format!("  ({consequence})"), theme.tone(Tone::Quiet)));
        }
        put(Line::from(spans), Rect { y: area.y + row, ..area }, buffer);
    }
}

/// The question, what is being typed, and files that match.
fn question(entry: &Entry, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let question = entry.question()?;
    put(Line::styled(question.prompt(), theme.tone(Tone::Caution)), area, buffer);
    let field = Rect { y: area.y + 1, height: 1, ..area };
    let width = usize::from(field.width.saturating_sub(4));
    let scroll = entry.input.visual_scroll(width);
    let cursor = u16::try_from(entry.input.visual_cursor().saturating_sub(scroll)).unwrap_or(0);
    let shown = visible(entry.input.value(), scroll, width);
    let line = Line::from(vec![
        Span::styled("> ", theme.tone(Tone::Now)),
        Span::styled(plain(&shown, theme), theme.tone(Tone::Plain)),
    ]);
    put(line, field, buffer);
    let hint = match question {
        _ if !entry.matches.is_empty() => {
            entry.matches.iter().map(|path| last_part(path)).collect::<Vec<_>>().join("  ")
        }
        Question::Path(_) => "Tab completes. Quotes around the path are fine.".to_owned(),
        Question::Line(_) | Question::Optional(_) | Question::Words(_) => String::new(),
    };
    let hint = shorten(&plain(&hint, theme), usize::from(area.width), theme.ellipsis());
    put(Line::styled(hint, theme.tone(Tone::Quiet)), Rect { y: area.y + 2, height: 1, ..area }, buffer);
    Some((field.x + 2 + cursor, field.y))
}

/// The part of a text that is in sight.
fn visible(text: &str, scroll: usize, width: usize) -> String {
    let mut at = 0;
    let mut shown = String::new();
    for c in text.chars() {
        let w = Span::raw(c.to_string()).width();
        if at >= scroll && at + w <= scroll + width {
            shown.push(c);
        }
        at += w;
    }
    shown
}

fn last_part(path: &str) -> &str {
    let end = path.trim_end_matches(['/', '\\']);
    let start = end.rfind(['/', '\\']).map_or(0, |slash| slash + 1);
    &path[start..]
}
