//! Times of a migration, as arithmetic over its facts: the clock is an argument.

use jiff::{SignedDuration, Timestamp};

use super::{
    outlook::{Outlook, Standing},
    procedure::StepKind,
    run::{Course, Progress, Run},
};

/// The times of a migration at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clocks {
    /// Since when deployments are paused, and, once resumed, until when.
    pub frozen: Option<(Timestamp, Option<Timestamp>)>,
    /// Time since the beginning, up to the last fact once it is over.
    pub elapsed: SignedDuration,
    /// Expected time for the rest of the way, from the procedure's minutes.
    pub rest: SignedDuration,
    /// When the window ends.
    pub window_end: Option<Timestamp>,
    /// When a rollback has to begin at the latest to end within the window.
    pub rollback_by: Option<Timestamp>,
}

/// The times of a migration at a moment.
pub fn clocks(run: &Run, outlook: &Outlook, now: Timestamp) -> Clocks {
    let end = if outlook.state.is_final() { run.latest } else { now };
    let window_end = run.infrastructure.window.map(|window| window.end);
    let back = minutes(run, |place| run.plan.rollback().contains(&place) && concerns_rollback(run, place));
    Clocks {
        frozen: frozen(run),
        elapsed: end.duration_since(run.started),
        rest: rest(run, outlook),
        window_end,
        rollback_by: window_end.and_then(|end| end.checked_sub(back).ok()),
    }
}

/// From the first pause that is done to the resume that is done.
fn frozen(run: &Run) -> Option<(Timestamp, Option<Timestamp>)> {
    let closed = |wanted: &StepKind| {
        (0..run.plan.steps().len())
            .filter(|place| run.step_text(*place).kind == *wanted)
            .filter(|place| matches!(run.step(*place).progress, Progress::Done(_)))
            .filter_map(|place| run.step(place).closed)
            .min()
    };
    closed(&StepKind::Pause).map(|since| (since, closed(&StepKind::Resume)))
}

fn rest(run: &Run, outlook: &Outlook) -> SignedDuration {
    let rollback = run.plan.rollback();
    let back = matches!(run.course, Course::Back { .. });
    if outlook.state.is_final() {
        return SignedDuration::ZERO;
    }
    minutes(run, |place| {
        let left = !matches!(outlook.standing(place), Standing::Done(_) | Standing::NotNeeded);
        left && rollback.contains(&place) == back
    })
}

/// Environments that a rollback started now would restore, and the steps around them.
fn concerns_rollback(run: &Run, place: usize) -> bool {
    run.planned(place).environment.is_none_or(|environment| {
        let known = run.environment(environment);
        known.in_rollback || known.license.may_be_target()
    })
}

fn minutes(run: &Run, which: impl Fn(usize) -> bool) -> SignedDuration {
    let places = (0..run.plan.steps().len()).filter(|place| which(*place));
    SignedDuration::from_mins(places.map(|place| i64::from(run.step_text(place).minutes)).sum())
}
