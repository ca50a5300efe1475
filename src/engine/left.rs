//! Commands that an earlier run of acmove has left: those that still run, found by the process on record, and those of which
//! nobody saw the end. Nothing is begun beside the first, and no second one is started by itself in place of the others.

use super::{operation::Operation, session::Session, subject::Subject};
use crate::domain::{
    index::{EnvIx, StepIx},
    procedure::StepKind,
    run::StartedProcess,
    tool::{Process, ToolEnd},
};

/// A command of an environment that still runs, and that nobody watches.
pub fn left_in(session: &Session, environment: Option<EnvIx>) -> Option<&StartedProcess> {
    let steps = session.run.plan.steps_of(environment).iter();
    steps.filter_map(|step| unwatched(session, *step)).find(|started| session.living.contains(&started.process))
}

/// The same in the environment of a step that is begun outside.
pub fn left_beside(session: &Session, step: StepIx) -> Option<&StartedProcess> {
    let is_begun = session.run.definition(step).kind.is_begun();
    if is_begun { left_in(session, session.run.planned(step).environment) } else { None }
}

/// That it still runs, as a sentence.
pub fn left_words(session: &Session, left: &StartedProcess) -> String {
    let (what, at) = (left.tool.name(), session.run.told(left.at));
    format!(
        "{what} has been running on this machine as process {} since {at}, but the acmove that started it has ended.",
        left.process.id
    )
}

/// What has to be said of a step before anything is started for it once more, as a sentence; `None` where it was not begun,
/// or its command has done nothing.
pub fn unsaid(session: &Session, step: StepIx) -> Option<String> {
    if let Some(left) = left_beside(session, step) {
        return Some(left_words(session, left) + " Wait until it has ended.");
    }
    let known = session.run.step(step);
    if !known.is_under_way() || session.running_at(step).is_some() {
        return None;
    }
    let what = match known.ran.as_deref().map(|ran| (ran, ran.end)) {
        None => "This step was started, but not confirmed.".to_owned(),
        Some((_, None)) => "A command was started, but its end was not recorded.".to_owned(),
        Some((_, Some(ToolEnd::NotStarted))) => return None,
        Some((ran, Some(end))) => format!("{} {}, but the step was not confirmed.", ran.tool.name(), end.words()),
    };
    let look = match session.run.definition(step).kind {
        StepKind::Republish { .. } => "whether the module was published",
        StepKind::Upload { .. }
        | StepKind::Read
        | StepKind::Pause { .. }
        | StepKind::Act
        | StepKind::CodeCheck
        | StepKind::Resume
        | StepKind::Contact
        | StepKind::Obtain { .. }
        | StepKind::Check { .. } => "whether the license was uploaded",
    };
    Some(format!("{what} acmove does not start it again by itself. Check in Service Center {look}, then report it."))
}

/// The process of a step that this run of acmove does not watch.
fn unwatched(session: &Session, step: StepIx) -> Option<&StartedProcess> {
    session.run.step(step).process.as_deref().filter(|_| session.running_at(step).is_none())
}

/// The processes that this run of acmove does not watch: some of them may still run.
pub(super) fn all_unwatched(session: &Session) -> Vec<Process> {
    let steps = session.run.plan.every_step().iter();
    steps.filter_map(|step| unwatched(session, step)).map(|started| started.process.clone()).collect()
}

/// Why an operation has to wait for a command that still runs: it would be begun beside it, or say what that comes to.
pub(super) fn waits_for_left(session: &Session, subject: Subject, operation: Operation) -> Option<String> {
    let matters = matches!(
        operation,
        Operation::Begin
            | Operation::RunCommand
            | Operation::DoForMe
            | Operation::Finish
            | Operation::Published
            | Operation::Message
            | Operation::Withdraw
    );
    let left = left_beside(session, subject.step().filter(|_| matters)?)?;
    Some(left_words(session, left) + " Wait until it has ended, then try again.")
}
