//! Takes in that an Activation Code was corrected: which license an environment has is told by the right one from then on.

use std::sync::Arc;

use super::{
    super::{event::Correction, infrastructure::Side},
    EnvironmentRun, Evidence, Holding, ReplayError, Run,
};

impl Run {
    /// Whether an upload of the target was begun, or a page has shown it: then the codes stay as they are.
    pub fn are_codes_fixed(&self) -> bool {
        self.is_target_begun || self.may_have_target().next().is_some()
    }

    pub(super) fn correct_code(&mut self, seq: u64, correction: &Correction) -> Result<(), ReplayError> {
        let reopens = self.steps_of(seq, &correction.reopens)?;
        Arc::make_mut(&mut self.infrastructure).correct(correction.side, &correction.to);
        for environment in self.every_environment() {
            self.change_environment(environment, |known| known.told_by(correction));
        }
        self.reopen_all(reopens);
        Ok(())
    }
}

impl EnvironmentRun {
    /// A page that showed a code of neither side may have shown the right one; what somebody said was said of the wrong one.
    fn told_by(&mut self, correction: &Correction) {
        let side = correction.side;
        let shown = self.page.as_ref().and_then(|page| page.activation_code.as_ref());
        if self.license.holding == Holding::Foreign && shown == Some(&correction.to) {
            self.license.holding = Holding::Side(side, Evidence::Verified);
            self.license.target_possible &= side == Side::Target;
            if let Some((_, file)) = self.uploaded.filter(|(of, _)| *of == side) {
                self.proofs.given_again(file);
            }
        } else if self.license.holding == Holding::Side(side, Evidence::Claimed) {
            self.license.holding = Holding::Unknown;
        }
    }
}
