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
    layout::Rect,
    text::{Line, Span},
};

use super::{
    canvas::{Canvas, stack, width},
    footer::{footer, way_back},
    frame::header,
    panels, question, wide,
};
use crate::{
    engine::{session::Session, subject::Subject},
    tui::{dashboard::Dashboard, hit_area::HitArea, state::UiState},
    view::{
        choice::Choice,
        text::{Tone, shorten},
    },
};

pub(super) fn draw(session: &Session, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.theme;
    let dashboard = Dashboard::of(session, ui);
    let Dashboard { card, lines, notice, division, .. } = &dashboard;
    let text = dashboard.text_rows();
    let gap = u16::from(text < division.body);
    let used = division.header + division.environments + text + gap + division.choices + division.notice + 3;
    let mut rows = stack(
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
    let card_ends = rows.len() - 3;
    let second = wide::split(ui.size, &mut rows[2..card_ends]);
    header(session, ui, canvas, rows[0]);
    panels::draw(session, ui, &dashboard, canvas, rows[1]);
    canvas.rule(&card.heading, &card.source, theme.tone(Tone::Heading), rows[2]);
    let inside = |row: Rect| Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row };
    canvas.put_all(lines, ui.scroll, inside(rows[3]));
    match &ui.entry {
        Some(entry) => question::draw(entry, canvas, inside(rows[5])),
        None => choices(&card.choices, ui.subject(session), ui.selected, canvas, inside(rows[5])),
    }
    if let Some(second) = second {
        wide::draw(session, ui, canvas, second);
        wide::coming_up(session, ui, canvas, inside(rows[card_ends - 1]));
    }
    way_back(session, canvas, rows[7]);
    canvas.put_all(notice, 0, Rect { width: area.width.saturating_sub(1), ..rows[8] });
    footer(session, ui, canvas, rows[9]);
}

fn choices(choices: &[Choice], subject: Subject, selected: Option<usize>, canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.theme;
    for (row, (place, choice)) in (0..area.height).zip(choices.iter().enumerate()) {
        let mut spans = vec![
            Span::styled(format!("  {}  ", choice.operation.key()), theme.key()),
            Span::styled(canvas.plain(&choice.label), theme.tone(Tone::Plain)),
        ];
        let used = width(&spans);
        let room = usize::from(area.width).saturating_sub(used + 4);
        if !choice.consequence.is_empty() && room > 8 {
            let consequence = shorten(choice.consequence, room, theme.signs.ellipsis());
            spans.push(Span::styled(format!("  ({consequence})"), theme.tone(Tone::Quiet)));
        }
        let line = Rect { y: area.y + row, height: 1, ..area };
        canvas.hit_area(line, HitArea::Choice(subject, choice.operation));
        canvas.put(Line::from(spans), line);
        if selected == Some(place) {
            canvas.select(line);
        }
    }
}
