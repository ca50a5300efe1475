//! What can be copied from a screen: the values of the card, or the text for Support.

use super::{
    card::values,
    desk::{Desk, Page, Place},
    session::Session,
};
use crate::domain::ticket::ticket;

/// Something to copy: what it is, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// What it is.
    pub name: String,
    /// The text.
    pub text: String,
}

/// What can be copied at a place, the most useful first.
pub fn copies(session: &Session, desk: &Desk, place: Place) -> Vec<Copied> {
    match place {
        Place::Page(Page::Ticket) => {
            vec![Copied { name: "text for Support".to_owned(), text: ticket(&session.run, &session.outlook) }]
        }
        Place::Page(Page::Fact) => desk
            .timeline
            .evidence_text()
            .map_or_else(Vec::new, |text| vec![Copied { name: "evidence".to_owned(), text: text.to_owned() }]),
        Place::Page(_) => Vec::new(),
        Place::Dashboard => desk.focus(session).step().map_or_else(Vec::new, |place| {
            values(session, place)
                .into_iter()
                .filter_map(|value| Some(Copied { name: value.name, text: value.text? }))
                .collect()
        }),
    }
}

/// Whether there is anything to copy at a place; nothing is made for it.
pub fn can_copy(session: &Session, desk: &Desk, place: Place) -> bool {
    match place {
        Place::Page(Page::Ticket) => true,
        Place::Page(Page::Fact) => desk.timeline.evidence_text().is_some(),
        Place::Page(_) => false,
        Place::Dashboard => !copies(session, desk, place).is_empty(),
    }
}
