//! Facts from before they carried what was decided: what follows from them is worked out here as it was then, and nowhere else.
//!
//! Finished migrations must not change when a rule does. Where a rule of [`super::doubt`] or [`crate::domain::check`] becomes
//! another one, the rule as it was moves here.

use jiff::Timestamp;

use super::{
    super::{
        check::{self, ACTIVATION_CODE, CheckRow, ExpectedPage, LICENSE, VALID, Verdict},
        identity::{ActivationCode, SerialNumber},
        index::{EnvIx, StepIx},
        page::{Banner, EndDate, LicensingPage},
        procedure::StepKind,
    },
    Run,
};

/// The comparison of a page as it was made then, field by field.
fn compared_then(page: &LicensingPage, expected: &ExpectedPage<'_>) -> Vec<CheckRow> {
    let code = page.activation_code.as_ref().map(ActivationCode::as_str);
    let mut rows = vec![
        check::identity(ACTIVATION_CODE, expected.code.as_str(), code),
        check::serial(page, expected),
        license_then(page, expected),
    ];
    if !expected.accept.is_empty() {
        rows.push(check::intellectual_property(page, expected.accept));
    }
    rows
}

/// A page that said nothing against its license was believed, with or without a good sentence.
fn license_then(page: &LicensingPage, expected: &ExpectedPage<'_>) -> CheckRow {
    let expired = matches!(&page.end_date, Some(EndDate::On(end)) if *end < expected.today);
    let fault = check::fault(page.banner).or(expired.then_some("expired"));
    let unreadable = matches!(&page.end_date, Some(EndDate::Unreadable(_)));
    let (state, verdict) = match (fault, page.banner) {
        (Some(fault), _) => (fault, Verdict::Differs),
        (None, _) if unreadable => ("end date not understood", Verdict::Missing),
        (None, Banner::None) if page.end_date.is_none() => ("not said", Verdict::Silent),
        (None, Banner::None) => ("not expired", Verdict::Matches),
        (None, _) => ("valid", Verdict::Matches),
    };
    let found = match (&page.end_date, verdict) {
        (None, Verdict::Silent) => None,
        (None, _) => Some(state.to_owned()),
        (Some(EndDate::Never), _) => Some(format!("{state}, never ends")),
        (Some(end @ (EndDate::On(_) | EndDate::Unreadable(_))), _) => Some(format!("{state}, ends {end}")),
    };
    CheckRow { field: LICENSE.into(), expected: VALID.to_owned(), found, verdict }
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
