//! Building blocks of the cards.

use crate::{
    engine::session::Session,
    view::text::{Block, Tone},
};

/// How the text for Support is had.
pub(super) const FOR_SUPPORT: &str = "t shows the text for Support, Y copies it.";

/// Heading, source and body of a card.
pub(super) type Parts = (String, String, Vec<Block>);

/// Why somebody decided to wait; doing a step ends it.
pub(super) fn held(session: &Session) -> Option<Block> {
    let why = session.run.held.as_ref()?;
    Some(Block::led(Tone::Caution, "Held: ", format!("{why}\nDoing a step goes on.")))
}
