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
    layout::Rect,
    text::{Line, Span},
};

use super::{
    frame::{footer, header, way_back},
    panels, question,
    text::{plain, put, put_all, rule, stack},
    theme::Theme,
};
use crate::app::{
    choice::Choice,
    dashboard::Dashboard,
    desk::Desk,
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
    let gap = u16::from(text < division.body);
    let used = division.header + division.environments + text + gap + division.choices + division.notice + 3;
    let rows = stack(
        area,
        [
            division.header,
            division.environments,
            1,
            text,
            gap,
            division.choices,
            area.height.saturating_sub(used),
            1,
            division.notice,
            1,
        ],
    );
    header(session, desk, theme, rows[0], buffer);
    panels::draw(session, desk, theme, division.panels, rows[1], buffer);
    rule(&card.heading, &card.source, theme.tone(Tone::Heading), theme, rows[2], buffer);
    let inside = |row: Rect| Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..row };
    put_all(lines, desk.scroll, theme, inside(rows[3]), buffer);
    let cursor = desk.entry.as_ref().and_then(|entry| question::draw(entry, theme, inside(rows[5]), buffer));
    if desk.entry.is_none() {
        choices(&card.choices, desk.selected, theme, inside(rows[5]), buffer);
    }
    way_back(session, theme, rows[7], buffer);
    put_all(notice, 0, theme, Rect { width: area.width.saturating_sub(1), ..rows[8] }, buffer);
    footer(session, desk, theme, rows[9], buffer);
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
