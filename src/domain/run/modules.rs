//! What `ActivationCodeCheck` shows, or a person says of it, and what it makes of its step.

use super::{
    super::{
        code_check::ModulesFound,
        event::{Event, ModulesChecked, ModulesReported},
        index::StepIx,
        procedure::StepKind,
        record::Record,
    },
    Evidence, Failure, Progress, ReplayError, Run,
};

/// What a person has reported who saw modules of another code.
const REPORTED: &str = "some modules or extensions have another Activation Code than the license";

impl Run {
    pub(super) fn modules_checked(&mut self, place: StepIx, record: &Record<Event>, told: &ModulesChecked) {
        let progress = match told.found {
            ModulesFound::Same => Progress::Done(Evidence::Verified),
            found @ (ModulesFound::OtherCode | ModulesFound::Wizard) => {
                Progress::Failed(Failure::Modules { found, what: told.page.words(), by: Evidence::Verified })
            }
        };
        self.close(place, record, progress);
    }

    pub(super) fn modules_reported(&mut self, place: StepIx, record: &Record<Event>, told: &ModulesReported) {
        let what = if told.note.is_empty() { REPORTED.to_owned() } else { format!("{REPORTED}: {}", told.note) };
        let some = Failure::Modules { found: ModulesFound::OtherCode, what, by: Evidence::Claimed };
        let progress = if told.some { Progress::Failed(some) } else { Progress::Done(Evidence::Claimed) };
        self.close(place, record, progress);
    }

    /// Whether a fact about `ActivationCodeCheck` is one of its step.
    ///
    /// # Errors
    /// When it is about another step: then nothing was checked there.
    pub(super) fn is_of_code_check(&self, seq: u64, step: StepIx, event: &Event) -> Result<(), ReplayError> {
        let is_about =
            matches!(event, Event::ModulesChecked(_) | Event::ModulesReported(_) | Event::ModulesAccepted(_));
        if is_about && self.definition(step).kind != StepKind::CodeCheck {
            return Err(ReplayError::NoCodeCheck { seq, step: self.planned(step).id.clone() });
        }
        Ok(())
    }
}
