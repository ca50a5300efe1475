//! Which step is done again from a card.

use super::{session::Session, subject::Subject};
use crate::domain::{procedure::StepKind, run::Progress};

/// The step that is done again from a card: the one on it, if it is done; at a check that did not pass, what has to be
/// mended before it; elsewhere the step of the same owner that was closed last.
///
/// # Errors
/// When nothing was done yet.
pub fn to_do_again(session: &Session, subject: Subject) -> Result<usize, String> {
    let run = &session.run;
    let here = subject.step();
    if let Some(place) = here.filter(|place| matches!(run.step(*place).progress, Progress::Done(_))) {
        return Ok(place);
    }
    let all: Vec<usize>;
    let own: &[usize] = match here {
        Some(place) => run.plan.steps_of(run.planned(place).environment),
        None => {
            all = (0..run.plan.steps().len()).collect();
            &all
        }
    };
    let mend = here.and_then(|check| {
        let wanted: fn(&StepKind) -> bool = match (&run.definition(check).kind, &run.step(check).progress) {
            (StepKind::Check { .. }, Progress::Failed(_) | Progress::Reopened)
                if run.planned(check).environment.is_some_and(|place| run.needs_another_license(place)) =>
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
        let before = run.plan.phase(run.planned(check).phase).start..check;
        let find = |wanted: fn(&StepKind) -> bool| {
            let mut before = own.iter().copied().rev().filter(|place| before.contains(place));
            before.find(|place| wanted(&run.definition(*place).kind))
        };
        // On the way back nothing is obtained: there the upload is done again.
        find(wanted).or_else(|| find(|kind| matches!(kind, StepKind::Upload { .. })))
    });
    let closed = |place: &usize| !matches!(run.step(*place).progress, Progress::Untouched | Progress::Reopened);
    let last = || own.iter().copied().filter(closed).max_by_key(|place| run.step(*place).closed);
    mend.or_else(last).ok_or_else(|| "Nothing was done here yet that could be done again.".to_owned())
}
