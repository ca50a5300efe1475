//! Draws what is to be seen, and changes nothing.

mod canvas;
mod dashboard;
mod footer;
mod frame;
mod page;
mod panels;
mod picker;
mod question;
mod strip;
pub mod theme;
mod timeline;
pub mod welcome;

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

pub use self::canvas::Drawn;
use self::{canvas::Canvas, theme::Theme};
use crate::app::{
    desk::{Desk, Place},
    layout::SMALLEST,
    overlay::Overlay,
    session::Session,
};

/// Draws a terminal's screen.
pub fn draw(session: &Session, desk: &Desk, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Drawn {
    let mut canvas = Canvas::new(theme, buffer);
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        let (width, height) = SMALLEST;
        let sentence = format!("acmove needs {width}x{height}. Enlarge the window; nothing is lost.");
        ratatui::widgets::Paragraph::new(sentence)
            .wrap(ratatui::widgets::Wrap { trim: true })
            .render(area, canvas.buffer);
        return canvas.drawn;
    }
    match desk.place {
        Place::Dashboard => dashboard::draw(session, desk, &mut canvas, area),
        Place::Page(page) => page::draw(session, desk, page, &mut canvas, area),
    }
    match &desk.overlay {
        Some(Overlay::Picker(picker)) => picker::draw(session, desk, picker, &mut canvas, area),
        Some(Overlay::Filter { input, .. }) => picker::filter(input, &mut canvas, area),
        None => {}
    }
    canvas.drawn
}
