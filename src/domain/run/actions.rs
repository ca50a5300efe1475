//! Which instructions of a step apply: those of the first time, those for doing it again, or those for another serial number.

use super::{
    super::{
        index::StepIx,
        infrastructure::Side,
        procedure::{StepKind, WhenMissing},
    },
    EnvironmentRun, Progress, Run,
};

impl Run {
    /// The instructions of a step, as they apply now.
    pub fn actions(&self, step: StepIx) -> &[String] {
        let text = self.definition(step);
        let is_reopened = self.step(step).progress == Progress::Reopened;
        let failed = matches!(self.step(step).progress, Progress::Failed(_) | Progress::Collected(_));
        let (again, new_serial) = match (&text.kind, self.planned(step).environment) {
            (StepKind::Obtain { side, missing }, Some(environment)) => {
                obtains(self.environment(environment), *side, is_reopened && *missing == WhenMissing::Collect)
            }
            // In another night everybody is told anew.
            (StepKind::Pause { .. }, _) if self.nights.over.contains(&step) => (false, false),
            (_, _) => (is_reopened || failed, false),
        };
        let other = if new_serial { text.new_serial.as_ref() } else { text.again.as_ref().filter(|_| again) };
        other.map_or(&text.actions, |other| &other.lines)
    }
}

/// Whether a license is obtained again, and whether that is for another serial number than before. What the portal did not
/// list was not obtained: there it is the first time still, unless Support has given it in another way.
fn obtains(known: &EnvironmentRun, side: Side, is_given: bool) -> (bool, bool) {
    let is_obtained = known.obtained.contains(&side);
    (is_obtained || is_given, known.is_renumbered && !is_obtained)
}
