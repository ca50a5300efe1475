//! What the dashboard or a page of a desk shows, laid out: read by those who draw it and by those who scroll it.

use super::{
    card::{Card, card},
    desk::{Desk, Page},
    layout::{Division, Line, divide, fit, flow, header_rows},
    pages::page_text,
    session::Session,
};

/// The widest text, in columns: longer lines are hard to read.
const WIDEST: u16 = 112;

/// Rows that a question takes: what is asked, what is typed, a hint.
const QUESTION: u16 = 3;

/// A dashboard, laid out.
#[derive(Debug)]
pub struct Dashboard {
    /// The card that is shown.
    pub card: Card,
    /// The lines of its text.
    pub lines: Vec<Line>,
    /// What happened last, and what is being waited for.
    pub notice: Vec<Line>,
    /// How the screen is divided.
    pub division: Division,
}

impl Dashboard {
    /// The dashboard of a desk.
    pub fn of(session: &Session, desk: &Desk) -> Self {
        let card = card(session, desk.focus(session), &desk.moment());
        let notice = desk.notice_lines();
        let below = if desk.entry.is_some() { usize::from(QUESTION) } else { card.choices.len() };
        let division = divide(desk.size, session.run.environments().len(), below, notice.len());
        let width = desk.size.0.min(WIDEST).saturating_sub(2);
        let lines = fit(&card.body, usize::from(width), usize::from(division.body));
        Self { card, lines, notice, division }
    }

    /// Rows of the card's text that are shown.
    pub fn text_rows(&self) -> u16 {
        u16::try_from(self.lines.len()).unwrap_or(u16::MAX).min(self.division.body)
    }
}

/// A page of text, laid out.
#[derive(Debug)]
pub struct PageView {
    /// Rows of title, codes and phases.
    pub header: u16,
    /// The lines of its text.
    pub lines: Vec<Line>,
    /// Rows of a question.
    pub question: u16,
    /// What happened last, and what is being waited for; none where there is nothing to say.
    pub notice: Vec<Line>,
    /// Rows of its text that are in sight.
    pub rows: u16,
}

/// Rows of a page that are always there: the heading, the footer.
const PAGE_FRAME: u16 = 2;

impl PageView {
    /// A page on a desk.
    pub fn of(session: &Session, desk: &Desk, page: Page) -> Self {
        let (width, height) = desk.size;
        let text = page_text(session, page, desk.focus(session));
        let lines = flow(&text, usize::from(width.min(WIDEST).saturating_sub(2)));
        let notice = desk.notice_lines().into_iter().filter(|line| !line.is_empty()).collect();
        let question = if desk.entry.is_some() { QUESTION } else { 0 };
        let mut view = Self { header: header_rows(height), lines, question, notice, rows: 0 };
        view.rows = height.saturating_sub(view.header + view.question + view.notice_rows() + PAGE_FRAME);
        view
    }

    /// Rows of the notice.
    pub fn notice_rows(&self) -> u16 {
        u16::try_from(self.notice.len()).unwrap_or(0)
    }
}
