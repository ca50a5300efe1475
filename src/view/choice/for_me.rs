//! What the practice pages do for somebody in a rehearsal.

use crate::{
    domain::{outlook::Standing, procedure::StepKind},
    engine::{
        left::left_beside,
        practice_task::{is_corrected, offers_wizard, shows_wrong_clock, wants_another_license, wants_modules_changed},
        session::Session,
        subject::Subject,
    },
};

/// What it comes to when a card is done on the practice pages; `None` where it cannot be.
pub(super) fn for_me(session: &Session, subject: Subject) -> Option<&'static str> {
    if !session.run.rehearsal || !can_be_done(session, subject) {
        return None;
    }
    Some(match subject {
        Subject::Requirement(_) => "answers yes",
        Subject::Support => "asks the practice Support",
        Subject::Step(place) if shows_wrong_clock(session, place) => "restarts the services, then reads the page",
        Subject::Step(place) if is_corrected(session, place) => "obtains the corrected license",
        Subject::Step(place) if offers_wizard(session, place) => "starts the wizard, then reads the page",
        Subject::Step(place) if wants_modules_changed(session, place) || wants_another_license(session, place) => {
            "asks the practice Support"
        }
        Subject::Step(step) => match session.run.definition(step).kind {
            StepKind::Read | StepKind::Act => "confirms that it is done",
            StepKind::Pause { .. }
            | StepKind::CodeCheck
            | StepKind::Resume
            | StepKind::Contact
            | StepKind::Obtain { .. }
            | StepKind::Upload { .. }
            | StepKind::Check { .. }
            | StepKind::Republish { .. } => "on the practice pages",
        },
        Subject::Stopped(_)
        | Subject::FirstUpload(_)
        | Subject::Deadline
        | Subject::Deployments
        | Subject::TakeOver
        | Subject::EndOfNight
        | Subject::BetweenNights
        | Subject::Nothing => "",
    })
}

/// Whether the card of a focus can be done for a person.
fn can_be_done(session: &Session, subject: Subject) -> bool {
    match subject {
        Subject::Requirement(_) | Subject::Support => true,
        // A step is not done twice while a command does it.
        Subject::Step(place) if session.running_at(place).is_some() || left_beside(session, place).is_some() => false,
        Subject::Step(step) => {
            let standing = session.outlook.standing(step);
            standing.is_answerable() || *standing == Standing::Collected
        }
        Subject::Stopped(_)
        | Subject::FirstUpload(_)
        | Subject::Deadline
        | Subject::Deployments
        | Subject::TakeOver
        | Subject::EndOfNight
        | Subject::BetweenNights
        | Subject::Nothing => false,
    }
}
