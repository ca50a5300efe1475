//! A page of text: environments, procedure, rollback, ticket, notes, help.

use ratatui::layout::Rect;

use super::{
    canvas::{Canvas, stack},
    footer::footer,
    frame::header,
    outline::outline,
    presenting, question, timeline,
};
use crate::{
    engine::session::Session,
    tui::{dashboard::PageView, state::UiState},
    view::{pages::Page, text::Tone},
};

pub(super) fn draw(session: &Session, ui: &UiState, page: Page, canvas: &mut Canvas<'_>, area: Rect) {
    let view = PageView::of(session, ui, page);
    if page == Page::Timeline {
        return timeline::draw(session, ui, &view, canvas, area);
    }
    if page == Page::Presenting {
        return presenting::draw(session, ui, &view.notice, canvas, area);
    }
    let rows = stack(area, [view.header, 1, view.rows, view.question, view.notice_rows(), 1]);
    header(session, ui, canvas, rows[0]);
    canvas.rule(page.title(), "Esc goes back", canvas.theme.tone(Tone::Heading), rows[1]);
    let inside = |row: Rect| Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row };
    let text = outline(&view, ui.scroll, canvas, rows[2]);
    canvas.put_all(&view.lines, ui.scroll, inside(text));
    if let Some(entry) = &ui.entry {
        question::draw(session, ui, entry, canvas, inside(rows[3]));
    }
    canvas.put_all(&view.notice, 0, Rect { width: area.width.saturating_sub(1), ..rows[4] });
    footer(session, ui, canvas, rows[5]);
}
