//! The choices of the card that asks for the page of `ActivationCodeCheck`.

use super::end_of_night::NightChoice;
use crate::{
    domain::{
        code_check::ModulesFound,
        index::StepIx,
        run::{Failure, Progress},
    },
    engine::{operation::Operation, session::Session},
};

/// The page, or a person's word. After the offer of the wizard: that it was completed; with modules of another code: going on
/// with them, for a reason.
pub(super) fn code_check(session: &Session, step: StepIx) -> impl Iterator<Item = NightChoice> {
    let named = |operation, label: &str, consequence| (operation, label.to_owned(), consequence);
    let own = match &session.run.step(step).progress {
        Progress::Failed(Failure::Modules { found: ModulesFound::Wizard, .. }) => {
            Some(named(Operation::Finish, "I completed the wizard", "counts as reported only"))
        }
        Progress::Failed(Failure::Modules { .. }) => {
            Some(named(Operation::Accept, "Continue with these modules", "your reason is recorded"))
        }
        Progress::Failed(_) | Progress::Untouched | Progress::Done(_) | Progress::Collected(_) | Progress::Reopened => {
            None
        }
    };
    let report = named(Operation::Claim, "I read the page myself", "none or some; counts as reported only");
    [named(Operation::GivePage, "Select a saved page", "")].into_iter().chain(own).chain([report])
}
