//! Environments that somebody has passed over on purpose, to work in another one: the card does not jump back to them as long as
//! something can be done elsewhere.

use std::collections::BTreeSet;

use crate::{
    domain::{
        index::{EnvIx, StepIx},
        outlook::{Next, Standing},
    },
    engine::{session::Session, subject::Owner},
};

/// The environments that somebody has passed over.
pub type PassedOver = BTreeSet<EnvIx>;

/// Takes note of a fact about an environment: whoever works in one that was chosen by hand passes over the one that would have
/// come next.
pub fn passes_over(session: &Session, chosen: Option<Owner>, about: Option<EnvIx>, passed_over: &mut PassedOver) {
    let Some(about) = about else { return };
    passed_over.remove(&about);
    let is_by_hand = chosen.and_then(Owner::environment) == Some(about);
    let Next::Step(next) = session.outlook.next else { return };
    let next = session.run.planned(next).environment.filter(|next| is_by_hand && *next != about);
    passed_over.extend(next);
}

/// The environment whose card comes next instead of one that was passed over: the next of the plan that has something to do. What
/// was started comes first all the same.
pub fn further(session: &Session, passed_over: &PassedOver) -> Option<Owner> {
    let Next::Step(next) = session.outlook.next else { return None };
    let is_begun = *session.outlook.standing(next) == Standing::Begun;
    session.run.planned(next).environment.filter(|next| !is_begun && passed_over.contains(next))?;
    let open = |environment: EnvIx| -> Option<(StepIx, EnvIx)> {
        let step = session.outlook.step_of(&session.run, Some(environment))?;
        session.outlook.standing(step).is_answerable().then_some((step, environment))
    };
    let others = session.run.every_environment().filter(|environment| !passed_over.contains(environment));
    others.filter_map(open).min().map(|(_, environment)| Owner::Environment(environment))
}
