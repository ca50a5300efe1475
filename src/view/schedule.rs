//! The steps that are left, one after the other, with the times at which they are likely to be done: the procedure's minutes,
//! corrected by what this run has measured; on the way back none of them takes less than the procedure plans. A forecast; nothing
//! is decided by it.

use jiff::Timestamp;

use crate::{
    domain::{index::StepIx, outlook::State, outlook::steps_in_order, run::Course},
    engine::session::Session,
};

/// A step that is left, and when it is likely to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coming {
    /// The step.
    pub step: StepIx,
    /// When it is likely to start.
    pub from: Timestamp,
    /// When it is likely to be done.
    pub to: Timestamp,
}

/// The steps that are left from a moment on, in the direction of the migration. None where a person has to decide first, or
/// where the way is not known.
pub fn schedule(session: &Session, now: Timestamp) -> Vec<Coming> {
    let run = &session.run;
    let is_open = match session.state_at(now) {
        State::Preparing | State::Running | State::Held | State::RollingBack => !session.is_damaged(),
        State::Stopped | State::Done | State::RolledBack | State::Abandoned => false,
    };
    if !is_open {
        return Vec::new();
    }
    let forward = run.procedure.phases.len();
    let way = if matches!(run.course, Course::Back { .. }) { forward..forward + 1 } else { 0..forward };
    let left =
        way.flat_map(|phase| steps_in_order(run, phase)).filter(|step| session.outlook.standing(*step).is_left());
    let mut at = run.now(session.time(now));
    left.map(|step| {
        let from = at;
        at = at.saturating_add(session.outlook.careful(run, step)).unwrap_or(at);
        Coming { step, from, to: at }
    })
    .collect()
}
