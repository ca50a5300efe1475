//! The titles of steps in sentences.

use super::super::{naming::listed, plan::StepId, run::Run};

/// The titles of steps: of many, some.
pub(super) fn titles(run: &Run, steps: &[StepId]) -> String {
    let is_production = |step: &StepId| {
        let owner = run.plan.index(step).and_then(|step| run.planned(step).environment);
        owner.is_some_and(|environment| run.described(environment).is_production())
    };
    let titles: Vec<(String, bool)> = steps.iter().map(|step| (run.title_of(step), is_production(step))).collect();
    listed(&titles, "; ")
}
