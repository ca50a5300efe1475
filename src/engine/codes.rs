//! An Activation Code on a page that is nearly the expected one: it may have been mistyped at the set-up.

use super::session::Session;
use crate::domain::{
    identity::{ActivationCode, difference::Difference},
    index::StepIx,
    infrastructure::Side,
    procedure::StepKind,
    run::{Failure, Progress},
};

/// A code that is nearly the expected one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearCode {
    /// The side whose code is expected.
    pub side: Side,
    /// The code on the page.
    pub shown: ActivationCode,
    /// How the two differ.
    pub difference: Difference,
}

/// The code on the page that a check did not pass with, where it is nearly the expected one.
pub fn near_code(session: &Session, check: StepIx) -> Option<NearCode> {
    let run = &session.run;
    let StepKind::Check { side, .. } = run.definition(check).kind else { return None };
    if run.step(check).progress != Progress::Failed(Failure::PageDiffers) {
        return None;
    }
    let page = run.environment(run.planned(check).environment?).page.as_ref()?;
    let shown = page.activation_code.clone().filter(|code| run.side_of(code).is_none())?;
    let difference = Difference::of(run.infrastructure.code(side).as_str(), shown.as_str())?;
    Some(NearCode { side, shown, difference })
}
