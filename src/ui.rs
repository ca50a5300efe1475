//! Draws what is to be seen, and changes nothing.

mod dashboard;
mod frame;
mod page;
mod panels;
mod question;
mod strip;
mod text;
pub mod theme;
pub mod welcome;

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use self::theme::Theme;
use crate::app::{
    desk::{Desk, Place},
    layout::SMALLEST,
    session::Session,
};

/// Draws a terminal's screen. The answer says where the cursor stands, if anything is being typed.
pub fn draw(session: &Session, desk: &Desk, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        let (width, height) = SMALLEST;
        let sentence = format!("acmove needs {width}x{height}. Enlarge the window; nothing is lost.");
        ratatui::widgets::Paragraph::new(sentence).wrap(ratatui::widgets::Wrap { trim: true }).render(area, buffer);
        return None;
    }
    match desk.place {
        Place::Dashboard => dashboard::draw(session, desk, theme, area, buffer),
        Place::Page(page) => page::draw(session, desk, theme, page, area, buffer),
    }
}
