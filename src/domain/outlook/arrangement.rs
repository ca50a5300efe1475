//! In which order environments are asked for, and what one that is left out holds up.

use super::{
    super::{
        index::{EnvIx, StepIx},
        infrastructure::Side,
        plan::Stretch,
        procedure::{Phase, StepKind},
        run::{Run, Stage},
    },
    standing::{Gate, Standing},
};

/// The places of the stretches of a phase, in the order in which they are asked for: the phase's first role stays ahead, then
/// comes the chosen order. Where environments are finished one after the other, one that is in progress comes first.
pub(super) fn order_of(run: &Run, number: usize, phase: &Phase) -> Vec<usize> {
    let stretches = run.plan.stretches(number);
    let mut places: Vec<usize> = (0..stretches.len()).collect();
    if run.arrangement.changed == 0 {
        return places;
    }
    let is_first = |environment| phase.first == Some(run.described(environment).role);
    let owned = |place: &usize| stretches[*place].environment;
    let Some(begin) = places.iter().position(|place| owned(place).is_some()) else { return places };
    let end = places.iter().rposition(|place| owned(place).is_some()).map_or(begin, |last| last + 1);
    places[begin..end].sort_by_key(|place| {
        let stretch = &stretches[*place];
        stretch.environment.map(|environment| {
            let rests = !(phase.one_by_one && is_in_progress(run, stretch));
            (rests, !is_first(environment), run.arrangement.rank(environment))
        })
    });
    places
}

/// The steps of a phase, in the order in which they are asked for, without those of environments that are left out for now.
pub fn steps_in_order(run: &Run, number: usize) -> Vec<StepIx> {
    let stretches = run.plan.stretches(number);
    let asked = |stretch: &&Stretch| !stretch.environment.is_some_and(|environment| run.is_postponed(environment));
    let order = order_of(run, number, run.phase(number));
    let steps = |stretch: &Stretch| (0..stretch.count).map(|offset| stretch.first.later(offset)).collect::<Vec<_>>();
    order.into_iter().map(|index| &stretches[index]).filter(asked).flat_map(steps).collect()
}

/// Whether some of these steps were touched, not all are done, and nobody has left their environment out.
fn is_in_progress(run: &Run, stretch: &Stretch) -> bool {
    let marks = || (0..stretch.count).map(|offset| run.mark(stretch.first.later(offset)));
    let is_left_out = stretch.environment.is_some_and(|environment| run.is_postponed(environment));
    !is_left_out
        && marks().any(|mark| mark.is_begun || mark.stage != Stage::Untouched)
        && !marks().all(|mark| matches!(mark.stage, Stage::Done(_)))
}

/// Whether a step that stands like this would be asked for, or come later, were its environment not left out: what is done,
/// collected or not needed stays so, and what the course of the migration closes is closed.
pub(super) const fn waits_for_environment(standing: Standing) -> bool {
    match standing {
        Standing::Open | Standing::Failed | Standing::Reopened => true,
        Standing::Waiting(gate) => match gate {
            Gate::Abandoned | Gate::BetweenNights | Gate::LineStopped(_) | Gate::RollingBack | Gate::NotRollingBack => {
                false
            }
            Gate::Requirements
            | Gate::Phase(_)
            | Gate::Step(_)
            | Gate::Environment(_)
            | Gate::Support
            | Gate::Backup
            | Gate::Deployment
            | Gate::OnTarget => true,
        },
        Standing::Begun | Standing::Done(_) | Standing::Collected | Standing::NotNeeded | Standing::Postponed => false,
    }
}

/// Whether the other environments need this step of one that is left out: everything about AAA, which is the way back, comes
/// before BBB anywhere. What belongs to BBB, and looking for modules of another code, can be done in each for itself.
pub(super) fn others_need(run: &Run, place: StepIx, kind: &StepKind) -> bool {
    match kind {
        StepKind::CodeCheck => false,
        StepKind::Obtain { side, .. } | StepKind::Upload { side } | StepKind::Check { side, .. } => {
            *side == Side::Source
        }
        StepKind::Republish { .. } => {
            let own = run.plan.steps_of(run.planned(place).environment).iter();
            let is_of_target = |step: &&StepIx| run.definition(**step).kind.side_of_license() == Some(Side::Target);
            !own.take_while(|step| **step < place).any(|step| is_of_target(&step))
        }
        StepKind::Read | StepKind::Pause { .. } | StepKind::Act | StepKind::Resume | StepKind::Contact => true,
    }
}

/// Whether an environment that is left out holds up the next one, where they are finished one after the other: it has or may have
/// BBB, and whether its modules still publish is not known.
pub(super) fn must_be_tested_first(run: &Run, environment: EnvIx) -> bool {
    run.environment(environment).license.may_be_target()
}
