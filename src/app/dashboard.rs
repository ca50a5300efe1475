//! What the dashboard of a desk shows, laid out: read by those who draw it and by those who scroll it.

use super::{
    card::{Card, card},
    desk::Desk,
    layout::{Division, Line, divide, fit},
    session::Session,
};

/// The widest text, in columns: longer lines are hard to read.
const WIDEST: u16 = 112;

/// Rows that a question takes: what is asked, what is typed, a hint.
const QUESTION: usize = 3;

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
        let card = card(session, desk.focus(session), desk.today());
        let notice = desk.notice_lines();
        let below = if desk.entry.is_some() { QUESTION } else { card.choices.len() };
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
