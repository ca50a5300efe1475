//! Times of a migration, as arithmetic over its facts: the clock is an argument.

use jiff::{SignedDuration, Timestamp};

use super::{
    outlook::{Outlook, Standing},
    run::{Course, Progress, Run},
};

/// From this long before a rollback has to begin, it is said.
pub const SOON: SignedDuration = SignedDuration::from_mins(15);

/// The times of a migration at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clocks {
    /// Since when deployments are paused, and, once resumed, until when.
    pub frozen: Option<(Timestamp, Option<Timestamp>)>,
    /// Time since the beginning, up to the last fact once it is over.
    pub elapsed: SignedDuration,
    /// Expected time for the rest of the way: the procedure's minutes, corrected by what this run has measured.
    pub rest: SignedDuration,
    /// The window, where there is one and the migration is not over.
    pub window: Option<WindowClock>,
}

/// What a window says at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WindowClock {
    /// When it ends.
    pub end: Timestamp,
    /// Time until then; negative when it is over.
    pub left: SignedDuration,
    /// How long a rollback begun now would take.
    pub rollback: SignedDuration,
    /// When a rollback has to begin at the latest to end within the window.
    pub rollback_by: Timestamp,
    /// How near that is.
    pub urgency: Urgency,
}

/// How near the moment is from which on a rollback would not end within the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// There is time.
    Calm,
    /// It comes soon.
    Soon,
    /// It has passed.
    Late,
}

impl Urgency {
    /// The word of `status`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Soon => "soon",
            Self::Late => "late",
        }
    }
}

/// The times of a migration at a moment.
pub fn clocks(run: &Run, outlook: &Outlook, now: Timestamp) -> Clocks {
    let is_final = outlook.state.is_final();
    let end = if is_final { run.latest } else { now };
    Clocks {
        frozen: outlook.freeze.frozen,
        elapsed: end.duration_since(run.started),
        rest: rest(run, outlook),
        window: run.infrastructure.window.filter(|_| !is_final).map(|window| window_clock(run, window.end, now)),
    }
}

fn window_clock(run: &Run, end: Timestamp, now: Timestamp) -> WindowClock {
    let rollback = rollback_time(run);
    let rollback_by = end.saturating_sub(rollback).unwrap_or(end);
    let urgency = match rollback_by.duration_since(now) {
        left if left <= SignedDuration::ZERO => Urgency::Late,
        left if left <= SOON => Urgency::Soon,
        _ => Urgency::Calm,
    };
    WindowClock { end, left: end.duration_since(now), rollback, rollback_by, urgency }
}

/// Whether a person has to decide now: what was begun within the window could no longer be rolled back within it, and nobody
/// said yet that the migration goes on all the same. Whoever begins after the window knows that it is over.
pub fn is_decision_due(run: &Run, outlook: &Outlook, now: Timestamp) -> bool {
    let on_its_way = matches!(run.course, Course::Forward | Course::Stopped { .. }) && run.went_on.is_none();
    let Some((since, None)) = outlook.freeze.frozen else { return false };
    let late = |window: WindowClock| since < window.end && window.urgency == Urgency::Late;
    on_its_way && clocks(run, outlook, now).window.is_some_and(late)
}

/// Expected time for what is left in one environment.
pub fn rest_of(run: &Run, outlook: &Outlook, environment: usize) -> SignedDuration {
    if outlook.state.is_final() {
        return SignedDuration::ZERO;
    }
    forecast(run, run.way_of(Some(environment)).filter(|place| is_left(outlook, *place)))
}

fn rest(run: &Run, outlook: &Outlook) -> SignedDuration {
    if outlook.state.is_final() {
        return SignedDuration::ZERO;
    }
    let rollback = run.plan.rollback();
    let way = if matches!(run.course, Course::Back { .. }) { rollback } else { 0..rollback.start };
    forecast(run, way.filter(|place| is_left(outlook, *place)))
}

fn is_left(outlook: &Outlook, place: usize) -> bool {
    !matches!(outlook.standing(place), Standing::Done(_) | Standing::NotNeeded)
}

/// How long a rollback takes: the whole of one that would begin now, or what is left of one that is under way.
fn rollback_time(run: &Run) -> SignedDuration {
    let back = matches!(run.course, Course::Back { .. });
    let left = |place: &usize| !back || !matches!(run.step(*place).progress, Progress::Done(_));
    forecast(run, run.plan.rollback().filter(left).filter(|place| concerns_rollback(run, *place)))
}

/// Environments that a rollback started now would restore, and the steps around them.
fn concerns_rollback(run: &Run, place: usize) -> bool {
    run.planned(place).environment.is_none_or(|environment| {
        let known = run.environment(environment);
        known.in_rollback || known.license.may_be_target()
    })
}

fn forecast(run: &Run, places: impl Iterator<Item = usize>) -> SignedDuration {
    let times = places.map(|place| {
        let step = run.step_text(place);
        run.pace.forecast(&step.kind, step.planned())
    });
    times.fold(SignedDuration::ZERO, SignedDuration::saturating_add)
}
