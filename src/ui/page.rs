//! A page of text: environments, procedure, rollback, ticket, notes, help; with the strip of licenses above it.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    frame::{footer, header},
    question, strip,
    text::{put_all, rule, stack},
    theme::Theme,
};
use crate::app::{
    dashboard::PageView,
    desk::{Desk, Page},
    prose::Tone,
    session::Session,
};

pub(super) fn draw(
    session: &Session,
    desk: &Desk,
    theme: &Theme,
    page: Page,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<(u16, u16)> {
    let view = PageView::of(session, desk, page);
    let rows = stack(area, [view.header, 1, 1, view.rows, view.question, view.notice_rows(), 1]);
    header(session, desk, theme, rows[0], buffer);
    strip::draw(session, theme, rows[1], buffer);
    rule(title(page), "Esc goes back", theme.tone(Tone::Heading), theme, rows[2], buffer);
    let inside = |row: Rect| Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..row };
    put_all(&view.lines, desk.scroll, theme, inside(rows[3]), buffer);
    let cursor = desk.entry.as_ref().and_then(|entry| question::draw(entry, theme, inside(rows[4]), buffer));
    put_all(&view.notice, 0, theme, Rect { width: area.width.saturating_sub(1), ..rows[5] }, buffer);
    footer(session, desk, theme, rows[6], buffer);
    cursor
}

const fn title(page: Page) -> &'static str {
    match page {
        Page::Environments => "Environments",
        Page::Procedure => "The whole procedure",
        Page::Rollback => "Rollback",
        Page::Ticket => "Text for Support",
        Page::Notes => "Notes",
        Page::Help => "Help",
    }
}
