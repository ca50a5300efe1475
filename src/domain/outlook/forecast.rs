//! How long the rest of the way takes, and how long a rollback takes: the procedure's minutes, corrected by what this run has
//! measured. It follows from the facts alone, so it is computed once for each of them.

use jiff::SignedDuration;

use super::{
    super::{
        index::{EnvIx, StepIx},
        procedure::{Phase, Step},
        run::{Course, Run, Stage},
    },
    pass::Stood,
};

/// Expected time for the rest of the way, in the direction in which the migration is going, without what is left out for now.
pub(super) fn rest(run: &Run, stood: &Stood) -> SignedDuration {
    let forward = run.procedure.phases.len();
    let way = if matches!(run.course, Course::Back { .. }) { forward..forward + 1 } else { 0..forward };
    let forecast = |step: &Step| run.pace.forecast(&step.kind, step.planned());
    let all = sum(way.flat_map(|phase| times(run.phase(phase), &stood.phases[phase].left, forecast)));
    let left_out = sum(run.postponed().map(|environment| rest_of(run, stood, environment)));
    all.saturating_sub(left_out).max(SignedDuration::ZERO)
}

/// Expected time for what is left in one environment.
pub(super) fn rest_of(run: &Run, stood: &Stood, environment: EnvIx) -> SignedDuration {
    together(run, run.way_of(Some(environment)).filter(|step| stood.standings[step.get()].is_left()))
}

/// How long a step is told to take: what is expected of it; on the way back not less than the procedure plans, since that is what
/// the rollback was told to take before it started.
pub(super) fn careful(run: &Run, step: StepIx) -> SignedDuration {
    let text = run.definition(step);
    let expected = run.pace.forecast(&text.kind, text.planned());
    if matches!(run.course, Course::Back { .. }) { expected.max(text.planned()) } else { expected }
}

/// The same for what is left in one environment.
pub(super) fn careful_rest_of(run: &Run, stood: &Stood, environment: EnvIx) -> SignedDuration {
    let left = run.way_of(Some(environment)).filter(|step| stood.standings[step.get()].is_left());
    sum(left.map(|step| careful(run, step)))
}

/// How long a rollback takes: the whole of one that would begin now, or what is left of one that is under way. It restores the
/// environments that have or may have a target license, or had one when it began, and takes the steps around them. No step counts
/// less than the procedure plans: whoever was quick so far need not be quick when something has gone wrong.
pub(super) fn rollback(run: &Run) -> SignedDuration {
    let is_going_back = matches!(run.course, Course::Back { .. });
    let mut left = Left::nothing(run);
    left.count(run, None, 1);
    if is_going_back {
        run.restored().for_each(|environment| left.count(run, Some(environment), 1));
    } else if let Some(first) = run.restored().next() {
        // Before it begins, its steps are the same in all of them.
        left.count(run, Some(first), u32::try_from(run.restored().count()).unwrap_or(u32::MAX));
    }
    left.time(run)
}

/// How long a rollback takes once the first target license is being uploaded, wherever that is; none where one was, or is on its
/// way back, or somebody has decided about the window.
pub(super) fn first_rollback(run: &Run) -> Option<SignedDuration> {
    let is_before = run.course == Course::Forward && run.went_on.is_none() && run.may_have_target().next().is_none();
    let anywhere = run.every_environment().next().filter(|_| is_before)?;
    let mut left = Left::nothing(run);
    left.count(run, None, 1);
    left.count(run, Some(anywhere), 1);
    Some(left.time(run))
}

/// How often each step of the rollback is left.
struct Left(Vec<u32>);

impl Left {
    fn nothing(run: &Run) -> Self {
        Self(vec![0; run.procedure.rollback.steps.len()])
    }

    /// Counts the steps of an owner that are left, so many times.
    fn count(&mut self, run: &Run, owner: Option<EnvIx>, times: u32) {
        let is_going_back = matches!(run.course, Course::Back { .. });
        let own = run.plan.steps_of(owner).iter().rev().take_while(|step| run.plan.rollback().contains(**step));
        for step in own.filter(|step| !(is_going_back && matches!(run.mark(**step).stage, Stage::Done(_)))) {
            self.0[run.planned(*step).step] += times;
        }
    }

    fn time(&self, run: &Run) -> SignedDuration {
        let never_less = |step: &Step| run.pace.forecast(&step.kind, step.planned()).max(step.planned());
        sum(times(&run.procedure.rollback, &self.0, never_less))
    }
}

/// The time that each step of a phase takes in all places where it is left.
fn times<'a>(
    phase: &'a Phase,
    left: &'a [u32],
    each: impl Fn(&Step) -> SignedDuration + 'a,
) -> impl Iterator<Item = SignedDuration> + 'a {
    phase
        .steps
        .iter()
        .zip(left)
        .map(move |(step, left)| each(step).saturating_mul(i32::try_from(*left).unwrap_or(i32::MAX)))
}

fn sum(times: impl Iterator<Item = SignedDuration>) -> SignedDuration {
    times.fold(SignedDuration::ZERO, SignedDuration::saturating_add)
}

fn together(run: &Run, steps: impl Iterator<Item = StepIx>) -> SignedDuration {
    sum(steps.map(|step| {
        let text = run.definition(step);
        run.pace.forecast(&text.kind, text.planned())
    }))
}
