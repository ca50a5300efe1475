//! The dashboard and the pages, laid out for a terminal: read by those who draw them and by those who scroll them.

use std::sync::Arc;

use super::{
    layout::{Division, LOW, LayoutRequest, card_columns, divide, header_rows},
    outline::{OutlineRow, outline_of},
    page_text::page_text,
    state::UiState,
};
use crate::{
    engine::{session::Session, subject::Subject},
    view::{
        card::{Card, card},
        drawing::drawn,
        environment_table::{TableRow, is_table, rows},
        flow::{fit, flow},
        mark::Mark,
        pages::Page,
        text::{Block, Line, Tone, columns},
    },
};

/// The widest text, in columns: longer lines are hard to read.
const WIDEST: u16 = 112;

/// Columns around a heading.
const HEADING: usize = 6;

/// Rows that a question takes: what is asked, what is typed, a hint.
const QUESTION: u16 = 3;

/// A dashboard, laid out.
#[derive(Debug)]
pub struct Dashboard {
    /// The card that is shown.
    pub card: Card,
    /// The lines of its text.
    pub lines: Vec<Line>,
    /// The last event, and what is being waited for.
    pub notice: Vec<Line>,
    /// How the screen is divided.
    pub division: Division,
    /// The rows of the table, where there are so many environments.
    pub table: Vec<TableRow>,
}

impl Dashboard {
    /// The dashboard, laid out.
    pub fn of(session: &Session, ui: &UiState) -> Self {
        let mut card = card(session, ui.subject(session), &ui.moment(session));
        if let Some(who) = who(session, ui) {
            card.heading = format!("{who} {} {}", Mark::Now.sign(), card.heading);
        }
        let width = usize::from(card_columns(ui.size).min(WIDEST).saturating_sub(2));
        // A name that is cut in the heading is whole below it.
        if ui.size.1 < LOW {
            // The values to compare come first where not all can be seen.
            card.body.sort_by_key(|block| !matches!(block, Block::Value(_)));
        } else if columns(&card.heading) + HEADING > usize::from(card_columns(ui.size)) {
            card.body.insert(0, Block::para(Tone::Heading, &card.heading));
        }
        let notice = ui.notice_lines(session);
        let below = if ui.entry.is_some() { usize::from(QUESTION) } else { card.choices.len() };
        let all = flow(&[card.body.as_slice(), card.again.as_slice()].concat(), width);
        let table = if is_table(session) { rows(session, &ui.filter, ui.grouping) } else { Vec::new() };
        let wanted = LayoutRequest {
            environments: session.run.environments().len(),
            below_lifetime: drawn(session).map_or(0, |drawn| drawn.below.len()),
            rows: table.len(),
            choices: below,
            notice: notice.len(),
            body: flow(&card.body, width).len() + 1,
        };
        let division = divide(ui.size, &wanted);
        let room = usize::from(division.body);
        let lines = if all.len() <= room { all } else { fit(&card.body, width, room) };
        Self { card, lines, notice, division, table }
    }

    /// Rows of the card's text that are shown.
    pub fn text_rows(&self) -> u16 {
        u16::try_from(self.lines.len()).unwrap_or(u16::MAX).min(self.division.body)
    }
}

/// Who has to do what the card says, where it is what is to be done next.
fn who(session: &Session, ui: &UiState) -> Option<&'static str> {
    let subject = ui.subject(session);
    if session.is_read_only() || subject != session.subject(None, ui.now) {
        return None;
    }
    match subject {
        Subject::Requirement(_) | Subject::Step(_) => Some("Now you"),
        Subject::Stopped(_) | Subject::FirstUpload(_) | Subject::Deadline | Subject::Deployments => Some("You decide"),
        Subject::Support => Some("Now Support"),
        Subject::Nothing => None,
    }
}

/// The lines of a page. Pages that only facts, the vault or the filter change are laid out when those change, and not at
/// every key.
fn lines(session: &Session, ui: &UiState, page: Page, width: usize) -> Arc<Vec<Line>> {
    let make = || flow(&page_text(session, ui, page), width);
    match page {
        Page::Environments | Page::Procedure | Page::Rollback | Page::Ticket | Page::Notes => {
            ui.memos.page(ui.shown(session), page, (width, &ui.filter), make)
        }
        // Their text depends on the place before, or on data that is read by and by.
        Page::Timeline | Page::Fact | Page::Help => Arc::new(make()),
    }
}

/// A page of text, laid out.
#[derive(Debug)]
pub struct PageView {
    /// Rows of title, codes and phases.
    pub header: u16,
    /// The lines of its text.
    pub lines: Arc<Vec<Line>>,
    /// Rows of a question.
    pub question: u16,
    /// The last event, and what is being waited for; empty where there is nothing to say.
    pub notice: Vec<Line>,
    /// Rows of its text or list that are in sight.
    pub rows: u16,
    /// Rows below a list, for what is selected in it.
    pub detail: u16,
    /// The sections of the procedure, where it is the page.
    pub outline: Arc<Vec<OutlineRow>>,
    /// Columns of the outline, and of the line beside it; none where there is no room for it.
    pub outline_columns: u16,
}

/// From this width on, a page has columns beside its text or list.
pub const WIDE: u16 = 120;

/// The outline of the procedure, where it is the page.
fn outline(session: &Session, ui: &UiState, page: Page, width: usize) -> Arc<Vec<OutlineRow>> {
    if page != Page::Procedure {
        return Arc::default();
    }
    ui.memos.outline(ui.shown(session), width, || outline_of(session, width))
}

/// Rows of a selected fact in full, with the rule above it; fewer on a low screen.
const DETAIL: u16 = 5;
const LOW_DETAIL: u16 = 3;

/// The most columns of an outline.
const MOST_OUTLINE: u16 = 46;

/// Rows of a page that are always there: the heading, the footer.
const PAGE_FRAME: u16 = 2;

impl PageView {
    /// A page, laid out.
    pub fn of(session: &Session, ui: &UiState, page: Page) -> Self {
        let (width, height) = ui.size;
        let is_wide = width >= WIDE;
        let outline_columns = if page == Page::Procedure && is_wide { (width / 4).min(MOST_OUTLINE) } else { 0 };
        let columns = usize::from((width - outline_columns).min(WIDEST).saturating_sub(2));
        let lines = lines(session, ui, page, columns);
        let outline = outline(session, ui, page, columns);
        let notice = ui.notice_lines(session).into_iter().filter(|line| !line.is_empty()).collect();
        let question = if ui.entry.is_some() { QUESTION } else { 0 };
        let (header, rows, detail) = (header_rows(height), 0, 0);
        let mut view = Self { header, lines, question, notice, rows, detail, outline, outline_columns };
        view.detail = match page {
            // It stands beside the list.
            Page::Timeline if is_wide => 0,
            Page::Timeline if height >= 20 => DETAIL,
            Page::Timeline => LOW_DETAIL,
            Page::Environments
            | Page::Procedure
            | Page::Rollback
            | Page::Ticket
            | Page::Notes
            | Page::Fact
            | Page::Help => 0,
        };
        let around = view.header + view.question + view.detail + view.notice_rows() + PAGE_FRAME;
        view.rows = height.saturating_sub(around);
        view
    }

    /// The place in the outline of the section at the top of the text that is in sight.
    pub fn at_top(&self, scroll: usize) -> usize {
        let scroll = scroll.min(self.lines.len().saturating_sub(usize::from(self.rows)));
        self.outline.partition_point(|row| row.line <= scroll).saturating_sub(1)
    }

    /// The first line in sight where the page is opened: that of the section that is next, as far as there is text below it.
    pub fn here(&self) -> usize {
        let line = self.outline.iter().find(|row| row.is_here).map_or(0, |row| row.line);
        line.min(self.lines.len().saturating_sub(usize::from(self.rows)))
    }

    /// Rows of the notice.
    pub fn notice_rows(&self) -> u16 {
        u16::try_from(self.notice.len()).unwrap_or(0)
    }
}
