//! The choice of a migration that was handed over.

use crate::{
    domain::run::Handover,
    engine::{operation::Operation, session::Session},
};

/// To take it over where it is away, and then one open item after the other; with what follows from it.
pub(super) fn take_over(session: &Session) -> (Operation, &'static str) {
    match session.run.handover.as_ref().and_then(Handover::next) {
        None => (Operation::TakeOver, "only if you continue here; asks for a confirmation"),
        Some(_) => (Operation::Acknowledge, "recorded with your name"),
    }
}
