//! Which step is done again from a card.

use super::{session::Session, subject::Subject};
use crate::domain::{
    index::{StepIx, Steps},
    procedure::StepKind,
    run::{Progress, Proof},
};

/// The step that is done again from a card: the one on it, if it is done, or failed as somebody said; at a check that did not pass, what has to be
/// mended before it; elsewhere the step of the same owner that was closed last, or, where it has none, of all.
///
/// # Errors
/// When nothing was done yet.
pub fn to_do_again(session: &Session, subject: Subject) -> Result<StepIx, String> {
    let run = &session.run;
    let here = subject.step();
    let is_said = |step: StepIx| match run.step(step).progress {
        Progress::Done(_) => true,
        Progress::Failed(_) | Progress::Collected(_) => run.is_word(step),
        Progress::Untouched | Progress::Reopened => false,
    };
    if let Some(step) = here.filter(|step| is_said(*step)) {
        return Ok(step);
    }
    let own = here.map_or(&[][..], |step| run.plan.steps_of(run.planned(step).environment));
    if let Some(obtain) = here.and_then(|step| to_obtain_another(session, step)) {
        return Ok(obtain);
    }
    let mend = here.and_then(|check| {
        let wanted: fn(&StepKind) -> bool = match (&run.definition(check).kind, &run.step(check).progress) {
            (StepKind::Check { .. }, Progress::Failed(_) | Progress::Reopened)
                if run.planned(check).environment.is_some_and(|environment| run.needs_another_license(environment)) =>
            {
                |kind| matches!(kind, StepKind::Obtain { .. })
            }
            (StepKind::Upload { .. }, _) | (StepKind::Check { .. }, Progress::Collected(_)) => {
                |kind| matches!(kind, StepKind::Obtain { .. })
            }
            (StepKind::Check { .. }, _) => |kind| matches!(kind, StepKind::Upload { .. }),
            (
                StepKind::Read
                | StepKind::Pause { .. }
                | StepKind::Act
                | StepKind::CodeCheck
                | StepKind::Resume
                | StepKind::Contact
                | StepKind::Obtain { .. }
                | StepKind::Republish { .. },
                _,
            ) => return None,
        };
        let before = Steps::new(run.plan.phase(run.planned(check).phase).start, check);
        let find = |wanted: fn(&StepKind) -> bool| {
            let mut before = own.iter().copied().rev().filter(|step| before.contains(*step));
            before.find(|step| wanted(&run.definition(*step).kind))
        };
        // On the way back nothing is obtained: there the upload is done again.
        find(wanted).or_else(|| find(|kind| matches!(kind, StepKind::Upload { .. })))
    });
    let closed = |step: &StepIx| !matches!(run.step(*step).progress, Progress::Untouched | Progress::Reopened);
    let last = |steps: &mut dyn Iterator<Item = StepIx>| steps.filter(closed).max_by_key(|step| run.step(*step).closed);
    let here = mend.or_else(|| last(&mut own.iter().copied()));
    here.or_else(|| last(&mut run.plan.every_step().iter())).ok_or_else(|| "There is nothing to redo here.".to_owned())
}

/// The requirement that was answered last, as long as nothing was touched: from a card before all steps it is asked again.
pub fn answered_last(session: &Session) -> Option<usize> {
    let run = &session.run;
    run.requirements.iter().rposition(Option::is_some).filter(|_| run.touched().is_none())
}

/// The step that obtains another file, where the one that is checked here was uploaded and shows another code.
pub fn to_obtain_another(session: &Session, check: StepIx) -> Option<StepIx> {
    let run = &session.run;
    let StepKind::Check { side, .. } = run.definition(check).kind else { return None };
    let environment = run.planned(check).environment?;
    let is_disproved = run.environment(environment).proof(side) == Some(Proof::Disproved);
    let mut own = run.plan.steps_of(Some(environment)).iter().copied().filter(|_| is_disproved);
    own.find(|step| matches!(run.definition(*step).kind, StepKind::Obtain { side: of, .. } if of == side))
}
