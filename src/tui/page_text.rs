//! Pages of text as a terminal shows them: laid out in a width, filtered, and with help about the screen that one came from.

use super::{environments::environments, help::help, state::UiState, timeline::fact_page};
use crate::{
    engine::session::Session,
    view::{
        flow::flow,
        pages::{Page, headed, text_of},
        text::Line,
    },
};

/// The widest text that is read with ease.
const WIDEST: usize = 110;

/// The lines of a page, as a terminal of this width shows them.
pub fn page_lines(session: &Session, ui: &UiState, page: Page, width: usize) -> Vec<Line> {
    let readable = width.min(WIDEST);
    let above = |page| {
        let mut lines = flow(&headed(session, page, Vec::new()), readable);
        if !lines.is_empty() {
            lines.push(Line::new());
        }
        lines
    };
    match page {
        Page::Help => [above(page), help(session, ui, readable)].concat(),
        Page::Environments => [above(page), environments(session, ui, width)].concat(),
        Page::Fact => flow(&headed(session, page, fact_page(session, &ui.timeline, &ui.moment(session))), readable),
        Page::Presenting => Vec::new(),
        Page::Procedure | Page::Rollback | Page::Ticket | Page::Notes | Page::Timeline => {
            flow(&text_of(session, page, &ui.moment(session)), readable)
        }
    }
}
