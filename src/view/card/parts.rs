//! Building blocks of the cards.

use crate::{
    engine::{operation::Operation, session::Session},
    view::{
        choice::Choice,
        hint::Hint,
        text::{Block, Tone},
    },
};

/// How the text for Support is had.
pub(super) fn for_support() -> String {
    format!("{} shows the text for Support; {}.", Hint::Ticket, Hint::CopiesTicket)
}

/// A choice as a text names it: its key or number, and its label on this card.
pub(super) fn of_choice(choices: &[Choice], hint: Hint) -> String {
    let own = |operation: Operation| choices.iter().find(|choice| choice.operation == operation);
    match hint.operation().map(|operation| (operation, own(operation))) {
        Some((_, Some(choice))) => format!("{hint} ({})", choice.label),
        Some((operation, None)) => format!("{hint} ({})", operation.name()),
        None => hint.to_string(),
    }
}

/// Heading, source and body of a card.
pub(super) type Parts = (String, String, Vec<Block>);

/// Why somebody decided to wait, where a decision ends it.
pub(super) fn held(session: &Session) -> Option<Block> {
    held_until(session, "Your decision ends it.")
}

/// Why somebody decided to wait, where doing a step ends it.
pub(super) fn held_at_step(session: &Session) -> Option<Block> {
    held_until(session, "Complete any step to continue.")
}

fn held_until(session: &Session, end: &str) -> Option<Block> {
    let why = session.run.held.as_ref()?;
    Some(Block::led(Tone::Caution, "On hold: ", format!("{why}\n{end}")))
}
