//! Building blocks of the cards.

use crate::{
    engine::session::Session,
    view::{
        hint::Hint,
        text::{Block, Tone},
    },
};

/// How the text for Support is had.
pub(super) fn for_support() -> String {
    format!("{} shows the text for Support; {}.", Hint::Ticket, Hint::CopiesTicket)
}

/// Heading, source and body of a card.
pub(super) type Parts = (String, String, Vec<Block>);

/// Why somebody decided to wait; doing a step ends it.
pub(super) fn held(session: &Session) -> Option<Block> {
    let why = session.run.held.as_ref()?;
    Some(Block::led(Tone::Caution, "On hold: ", format!("{why}\nComplete any step to continue.")))
}
