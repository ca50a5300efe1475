//! Draws what is to be seen, and changes nothing.

mod badge;
mod bar;
mod canvas;
mod dashboard;
mod footer;
mod frame;
mod more;
mod outline;
pub mod overview;
mod page;
mod panels;
mod phases;
mod picker;
mod presenting;
mod question;
pub mod setup;
mod strip;
pub mod theme;
mod timeline;
pub mod welcome;
mod wide;

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

pub use self::canvas::Drawn;
use self::{canvas::Canvas, theme::Theme};
use crate::{
    engine::session::Session,
    tui::{layout::SMALLEST, overlay::Overlay, route::Route, state::UiState},
};

/// Draws a terminal's screen.
pub fn draw(session: &Session, ui: &UiState, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Drawn {
    let doubting;
    let theme = if session.is_damaged() {
        doubting = theme.without_good();
        &doubting
    } else {
        theme
    };
    let mut canvas = Canvas::new(theme, buffer);
    if too_small(&mut canvas, area) {
        return canvas.drawn;
    }
    match ui.route {
        Route::Dashboard => dashboard::draw(session, ui, &mut canvas, area),
        Route::Page(page) => page::draw(session, ui, page, &mut canvas, area),
    }
    match &ui.overlay {
        Some(Overlay::Picker(picker)) => picker::draw(session, ui, picker, &mut canvas, area),
        Some(Overlay::Filter { input, .. }) => picker::filter(input, &mut canvas, area),
        Some(Overlay::Point { input }) => question::point(session, input, &mut canvas, area),
        Some(Overlay::Save { saving, input }) => {
            question::save((*saving, input), ui.preview.as_ref(), &mut canvas, area);
        }
        None => {}
    }
    canvas.drawn
}

/// Says so where a screen is too small to draw on.
fn too_small(canvas: &mut Canvas<'_>, area: Rect) -> bool {
    let (width, height) = SMALLEST;
    let is_small = area.width < width || area.height < height;
    if is_small {
        let sentence = format!("acmove needs {width}x{height}. Enlarge the window; nothing is lost.");
        ratatui::widgets::Paragraph::new(sentence)
            .wrap(ratatui::widgets::Wrap { trim: true })
            .render(area, canvas.buffer);
    }
    is_small
}
