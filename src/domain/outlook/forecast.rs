//! How long the rest of the way takes, and how long a rollback takes: the procedure's minutes, corrected by what this run has
//! measured. It follows from the facts alone, so it is computed once for each of them.

use jiff::SignedDuration;

use super::{
    super::run::{Course, Progress, Run},
    Standing,
};

/// Expected time for the rest of the way, in the direction in which the migration is going.
pub(super) fn rest(run: &Run, standings: &[Standing]) -> SignedDuration {
    let rollback = run.plan.rollback();
    let way = if matches!(run.course, Course::Back { .. }) { rollback } else { 0..rollback.start };
    together(run, way.filter(|place| standings[*place].is_left()))
}

/// Expected time for what is left in one environment.
pub(super) fn rest_of(run: &Run, standings: &[Standing], environment: usize) -> SignedDuration {
    together(run, run.way_of(Some(environment)).filter(|place| standings[*place].is_left()))
}

/// How long a rollback takes: the whole of one that would begin now, or what is left of one that is under way.
pub(super) fn rollback(run: &Run) -> SignedDuration {
    let back = matches!(run.course, Course::Back { .. });
    let left = |place: &usize| !back || !matches!(run.step(*place).progress, Progress::Done(_));
    together(run, run.plan.rollback().filter(left).filter(|place| concerns_rollback(run, *place)))
}

/// Environments that a rollback started now would restore, and the steps around them.
fn concerns_rollback(run: &Run, place: usize) -> bool {
    run.planned(place).environment.is_none_or(|environment| {
        let known = run.environment(environment);
        known.in_rollback || known.license.may_be_target()
    })
}

fn together(run: &Run, places: impl Iterator<Item = usize>) -> SignedDuration {
    let times = places.map(|place| {
        let step = run.step_text(place);
        run.pace.forecast(&step.kind, step.planned())
    });
    times.fold(SignedDuration::ZERO, SignedDuration::saturating_add)
}
