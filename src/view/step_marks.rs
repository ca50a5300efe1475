//! The steps of an environment as a row of marks: those of AAA, of BBB and the test, each with what supports it; on the way back
//! those of the rollback.

use super::{mark::Mark, text::Tone};
use crate::{
    domain::{
        index::{EnvIx, StepIx},
        infrastructure::Side,
        outlook::Standing,
        procedure::StepKind,
        run::{Course, Evidence},
    },
    engine::session::Session,
};

/// The steps of an environment that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepGroup {
    /// Their name.
    pub name: &'static str,
    /// Their marks, in the order of the procedure; `None` where this migration does not need the step.
    pub marks: Vec<Option<(Mark, Tone)>>,
}

/// The names of the groups, on the way forth and on the way back.
const FORTH: [&str; 3] = [Side::Source.label(), Side::Target.label(), "test"];
const BACK: [&str; 3] = [Side::Target.label(), "back", "test"];

/// The steps of an environment in groups.
pub fn step_groups(session: &Session, environment: EnvIx) -> [StepGroup; 3] {
    let run = &session.run;
    let is_back = matches!(run.course, Course::Back { .. });
    let mut groups = (if is_back { BACK } else { FORTH }).map(|name| StepGroup { name, marks: Vec::new() });
    for step in run.plan.steps_of(Some(environment)) {
        let kind = &run.definition(*step).kind;
        let is_test = matches!(kind, StepKind::Republish { .. });
        let place = match (kind.side_of_license(), run.plan.rollback().contains(*step), is_back) {
            (Some(Side::Source), false, false) | (Some(Side::Target), false, true) => 0,
            (Some(Side::Target), false, false) | (Some(Side::Source), true, true) => 1,
            (None, in_rollback, is_back) if is_test && in_rollback == is_back => 2,
            (Some(_) | None, ..) => continue,
        };
        groups[place].marks.push(mark(session, *step));
    }
    groups
}

fn mark(session: &Session, step: StepIx) -> Option<(Mark, Tone)> {
    if session.is_damaged() {
        return Some((Mark::Unknown, Tone::Quiet));
    }
    if session.run.course == (Course::Stopped { step }) {
        return Some((Mark::Failed, Tone::Bad));
    }
    let is_now = session.next().step() == Some(step);
    Some(match session.outlook.standing(step) {
        Standing::Done(Evidence::Verified) => (Mark::Verified, Tone::Good),
        Standing::Done(Evidence::Claimed) => (Mark::Claimed, Tone::Claimed),
        Standing::Begun => (Mark::Now, Tone::Now),
        Standing::Failed => (Mark::Failed, Tone::Bad),
        Standing::Collected => (Mark::Held, Tone::Bad),
        Standing::Open | Standing::Reopened if is_now => (Mark::Now, Tone::Now),
        Standing::Open | Standing::Reopened | Standing::Waiting(_) => (Mark::Nothing, Tone::Quiet),
        Standing::Postponed => (Mark::LeftOut, Tone::Caution),
        Standing::NotNeeded => return None,
    })
}
