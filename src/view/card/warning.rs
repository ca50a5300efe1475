//! What the edition says has to be known before a step: it stands above everything that is done there.

use crate::{
    domain::{index::StepIx, outlook::Standing},
    engine::session::Session,
    view::text::{Block, Tone},
};

/// The lead of a warning.
pub(in crate::view) const CAUTION: &str = "Caution: ";

/// The warning of a step that is still to be done. Where it failed, the card has what failed, and what that asks for.
pub(super) fn warning(session: &Session, step: StepIx) -> Option<Block> {
    let is_over = match session.outlook.standing(step) {
        Standing::Done(_) | Standing::NotNeeded | Standing::Postponed | Standing::Failed | Standing::Collected => true,
        Standing::Waiting(_) | Standing::Open | Standing::Begun | Standing::Reopened => false,
    };
    let warning = session.run.definition(step).warning.as_ref().filter(|_| !is_over)?;
    Some(Block::led(Tone::Caution, CAUTION, session.run.fill(&warning.lines.join(" "), step)))
}
