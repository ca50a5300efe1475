//! Facts from before they carried what was decided: what follows from them is worked out here as it was then, and nowhere else.
//!
//! Finished migrations must not change when a rule does. Where a rule of [`super::doubt`] or [`crate::domain::check`] becomes
//! another one, the rule as it was moves here.

use jiff::Timestamp;

use super::{
    super::{
        check::{ACTIVATION_CODE, CheckRow, ExpectedPage, INTELLECTUAL_PROPERTY, LICENSE, SERIAL_NUMBER, compare},
        identity::SerialNumber,
        index::{EnvIx, StepIx},
        page::LicensingPage,
        procedure::StepKind,
    },
    Run,
};

/// The fields that were compared then.
const FIELDS: [&str; 4] = [ACTIVATION_CODE, SERIAL_NUMBER, LICENSE, INTELLECTUAL_PROPERTY];

/// The comparison of a page as it was made then, field by field.
fn compared_then(page: &LicensingPage, expected: &ExpectedPage<'_>) -> Vec<CheckRow> {
    let mut rows = compare(page, expected);
    rows.retain(|row| FIELDS.contains(&row.field.as_ref()));
    rows
}

impl Run {
    /// The rows of a check whose fact carries none; `None` for a step that is no check. `serial`: as it was known before.
    pub fn rows_then(
        &self,
        step: StepIx,
        page: &LicensingPage,
        serial: Option<&SerialNumber>,
        at: Timestamp,
    ) -> Option<Vec<CheckRow>> {
        let StepKind::Check { side, accept, .. } = &self.definition(step).kind else { return None };
        let environment = self.planned(step).environment?;
        let expected = ExpectedPage { serial, ..self.expected(environment, *side, accept, at) };
        Some(compared_then(page, &expected))
    }

    /// The steps that a page reopened, where its fact does not say.
    pub(super) fn reopened_then(&self, environment: EnvIx, page: &LicensingPage, at: Timestamp) -> Vec<StepIx> {
        self.doubted(environment, page, at, compared_then)
    }

    /// Whether a page rejected the license file, where its fact does not say.
    pub(super) fn rejected_then(&self, step: StepIx, page: &LicensingPage, not_accepted: bool, at: Timestamp) -> bool {
        self.rejects_file(step, page, not_accepted, at)
    }
}
