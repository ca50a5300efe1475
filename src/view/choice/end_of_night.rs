//! The choices where an environment is left out for now.

use crate::{
    domain::index::{EnvIx, StepIx},
    engine::{operation::Operation, session::Session},
};

/// The name of the choice that ends a night.
const STOP_FOR_TODAY: &str = "Resume deployments and stop for today";

/// The consequence of what asks twice.
pub(super) const ASKS: &str = "asks for a reason and to confirm";

/// The consequence of an answer of Support.
const ANSWERED: &str = "reopens the affected steps";

/// An operation, its name on the card, and its consequence.
pub(super) type NightChoice = (Operation, String, &'static str);

/// How a night ends in which an environment is left out. Nothing of it is selected beforehand.
pub(super) fn end_of_night(session: &Session) -> impl Iterator<Item = NightChoice> {
    let mut choices: Vec<NightChoice> = session.run.postponed().take(1).map(|first| take_up(session, first)).collect();
    if session.outlook.holds.iter().any(|hold| hold.faq.is_some()) {
        choices.push((Operation::SupportAnswered, named(Operation::SupportAnswered), ANSWERED));
    }
    choices.push((Operation::Hold, "Stay paused".to_owned(), "everything stays as it is; with a reason"));
    choices.extend(end_night(session));
    choices.extend(roll_back(session));
    choices.into_iter()
}

/// Support is waited for, and the answer may come tomorrow.
pub(super) fn support(session: &Session) -> impl Iterator<Item = NightChoice> {
    let answered = (Operation::SupportAnswered, named(Operation::SupportAnswered), ANSWERED);
    let case = (Operation::NameCase, "Record the case number".to_owned(), "");
    [answered, case].into_iter().chain(end_night(session))
}

/// To resume deployments and stop for today, where they are paused.
fn end_night(session: &Session) -> Option<NightChoice> {
    let is_paused = session.outlook.freeze.since.is_some() && session.run.nights.between.is_none();
    is_paused.then(|| (Operation::EndNight, STOP_FOR_TODAY.to_owned(), ASKS))
}

/// What is left to do about deployments when a migration is over that did not arrive.
pub(super) fn resume(session: &Session) -> Option<NightChoice> {
    let is_paused = session.outlook.state.is_final() && session.outlook.freeze.since.is_some();
    is_paused.then(|| (Operation::EndNight, "Deployments are resumed".to_owned(), ASKS))
}

/// After a night that was ended: to go on, or back.
pub(super) fn between_nights(session: &Session) -> impl Iterator<Item = NightChoice> {
    let go_on = (Operation::BeginNight, named(Operation::BeginNight), "the pause is asked for first");
    std::iter::once(go_on).chain(roll_back(session))
}

fn roll_back(session: &Session) -> Option<NightChoice> {
    session.can_roll_back().then(|| (Operation::RollBack, named(Operation::RollBack), ASKS))
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
