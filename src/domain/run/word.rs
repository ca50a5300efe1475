//! Words of persons that nothing has proved: which steps rest on one, and taking them back. What is seen counts with and without
//! them.

use super::{
    super::{index::StepIx, procedure::StepKind},
    Evidence, Failure, Holding, Progress, Run,
};

impl Run {
    /// Whether what was last said of a step is a person's word, or a person's decision about its page: that can be taken back.
    pub fn is_word(&self, place: StepIx) -> bool {
        let known = self.planned(place).environment.map(|environment| self.environment(environment));
        if known.is_some_and(|known| known.counts_word_of(place)) {
            return true;
        }
        let kind = &self.definition(place).kind;
        match &self.step(place).progress {
            Progress::Done(Evidence::Claimed) => {
                let StepKind::Upload { side } = kind else { return true };
                // A page that shows another license has said more than the word that this one was uploaded.
                known.is_some_and(|known| known.license.holding == Holding::Side(*side, Evidence::Verified))
            }
            Progress::Failed(
                Failure::SerialNotFound | Failure::DeploymentRunning | Failure::Modules { by: Evidence::Claimed, .. },
            )
            | Progress::Collected(Failure::SerialNotFound | Failure::DeploymentRunning) => true,
            Progress::Done(Evidence::Verified) => {
                matches!(kind, StepKind::Check { .. }) && known.is_some_and(|known| !known.accepted.is_empty())
            }
            Progress::Untouched | Progress::Failed(_) | Progress::Collected(_) | Progress::Reopened => false,
        }
    }

    /// What was said at these steps is taken back: what it alone has established is as it was before.
    pub(super) fn take_back(&mut self, steps: &[StepIx]) {
        for step in steps {
            let is_check = matches!(self.definition(*step).kind, StepKind::Check { .. });
            let Some(environment) = self.planned(*step).environment else { continue };
            let stopped = self.change_environment(environment, |known| {
                if is_check {
                    known.accepted.clear();
                }
                known.take_back(steps)
            });
            self.ip_error = self.ip_error.or(stopped.first().copied());
        }
    }
}
