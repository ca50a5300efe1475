//! The choices where an environment is left out for now.

use crate::{
    domain::index::{EnvIx, StepIx},
    engine::{operation::Operation, session::Session},
};

/// An operation, its name on the card, and its consequence.
pub(super) type NightChoice = (Operation, String, &'static str);

/// How a night ends in which an environment is left out. Nothing of it is selected beforehand.
pub(super) fn end_of_night(session: &Session) -> impl Iterator<Item = NightChoice> {
    let mut choices: Vec<NightChoice> = session.run.postponed().take(1).map(|first| take_up(session, first)).collect();
    if session.outlook.holds.iter().any(|hold| hold.faq.is_some()) {
        choices.push((Operation::SupportAnswered, named(Operation::SupportAnswered), "reopens the affected steps"));
    }
    choices.push((Operation::Hold, "Stay paused".to_owned(), "everything stays as it is; with a reason"));
    if session.can_roll_back() {
        choices.push((Operation::RollBack, named(Operation::RollBack), "asks for a reason and a confirmation"));
    }
    choices.into_iter()
}

/// What can be done about a step whose environment is left out.
pub(super) fn left_out(session: &Session, step: StepIx) -> Option<NightChoice> {
    let environment = session.run.planned(step).environment?;
    session.run.is_postponed(environment).then(|| take_up(session, environment))
}

/// To take up an environment again.
fn take_up(session: &Session, environment: EnvIx) -> NightChoice {
    let label = format!("Take up {} again", session.run.described(environment).name);
    (Operation::TakeUp, label, "")
}

fn named(operation: Operation) -> String {
    operation.name().to_owned()
}
