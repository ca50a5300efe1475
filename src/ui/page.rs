//! A page of text: procedure, rollback, ticket, notes, help.

use ratatui::{
    buffer::Buffer,
    layout::{Constraint, Layout, Rect},
};

use super::{
    frame::{footer, header},
    text::{put_all, rule},
    theme::Theme,
};
use crate::app::{
    desk::{Desk, Page},
    layout::flow,
    pages::page_text,
    prose::Tone,
    session::Session,
};

pub(super) fn draw(session: &Session, desk: &Desk, theme: &Theme, page: Page, area: Rect, buffer: &mut Buffer) {
    let rows =
        Layout::vertical([Constraint::Length(2), Constraint::Length(1), Constraint::Fill(1), Constraint::Length(1)])
            .split(area);
    header(session, desk, theme, rows[0], buffer);
    let title = match page {
        Page::Environments => "Environments",
        Page::Procedure => "The whole procedure",
        Page::Rollback => "Rollback",
        Page::Ticket => "Text for Support",
        Page::Notes => "Notes",
        Page::Help => "Help",
    };
    rule(title, "Esc goes back", theme.tone(Tone::Heading), theme, rows[1], buffer);
    let body = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..rows[2] };
    let text = page_text(session, page, desk.focus(session));
    put_all(&flow(&text, usize::from(body.width)), desk.scroll, theme, body, buffer);
    footer(desk, theme, rows[3], buffer);
}
