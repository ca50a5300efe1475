//! Compares a Licensing page with what it must show, field by field.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    identity::{ActivationCode, SerialNumber},
    page::{Banner, EndDate, LicensingPage},
};

/// The values that a page must show.
#[derive(Debug, Clone, Copy)]
pub struct ExpectedPage<'a> {
    /// The Activation Code.
    pub code: &'a ActivationCode,
    /// The environment's serial number, where it is known.
    pub serial: Option<&'a SerialNumber>,
    /// Accepted values of *Intellectual Property*; none: the value is not looked at.
    pub accept: &'a [String],
    /// The day on which it is looked at.
    pub today: Date,
}

/// One line of the comparison. A fact carries the lines as they were when it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckRow {
    /// The field, as the page names it.
    pub field: Cow<'static, str>,
    /// The expected value, in words.
    pub expected: String,
    /// The found value, in words; `None` where the page does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// How the two compare.
    pub verdict: Verdict,
}

/// How a page is compared with what it must show.
pub type Compare = fn(&LicensingPage, &ExpectedPage<'_>) -> Vec<CheckRow>;

/// How what was found compares with what was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// As expected.
    Matches,
    /// Something else.
    Differs,
    /// The page does not say, and must.
    Missing,
    /// The page does not say, and need not.
    Silent,
}

/// The result of a comparison as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Everything is as expected.
    Passed,
    /// Only the value of *Intellectual Property* is not an accepted one.
    NotAccepted,
    /// The page shows something else than it should.
    Differs,
    /// The page does not say enough.
    Incomplete,
}

/// Field by field, in the order of the page.
pub fn compare(page: &LicensingPage, expected: &ExpectedPage<'_>) -> Vec<CheckRow> {
    let mut rows = vec![
        identity(ACTIVATION_CODE, expected.code.as_str(), page.activation_code.as_ref().map(ActivationCode::as_str)),
        serial(page, expected),
        license(page, expected.today),
    ];
    if !expected.accept.is_empty() {
        rows.push(intellectual_property(page, expected.accept));
    }
    rows
}

/// The result of all rows together.
pub fn outcome(rows: &[CheckRow]) -> Outcome {
    let any = |verdict| rows.iter().any(|row| row.verdict == verdict);
    let only_value = rows.iter().all(|row| row.verdict != Verdict::Differs || row.field == INTELLECTUAL_PROPERTY);
    match (any(Verdict::Differs), any(Verdict::Missing)) {
        (true, _) if !only_value => Outcome::Differs,
        (_, true) => Outcome::Incomplete,
        (true, false) => Outcome::NotAccepted,
        (false, false) => Outcome::Passed,
    }
}

/// Whether a page says on a day that its license is invalid or expired.
pub fn is_invalid(page: &LicensingPage, today: Date) -> bool {
    is_against(page, today).is_some()
}

/// The field's name on the page.
pub const ACTIVATION_CODE: &str = "Activation Code";

/// The field's name on the page.
pub const SERIAL_NUMBER: &str = "Serial Number";

/// The row about the license as a whole: its banner, and its *End Date*.
pub const LICENSE: &str = "License";

/// The field's name on the page.
pub const INTELLECTUAL_PROPERTY: &str = "Intellectual Property";

fn identity(field: &'static str, expected: &str, found: Option<&str>) -> CheckRow {
    let verdict = match found {
        Some(found) if found == expected => Verdict::Matches,
        Some(_) => Verdict::Differs,
        None => Verdict::Missing,
    };
    CheckRow { field: field.into(), expected: expected.to_owned(), found: found.map(str::to_owned), verdict }
}

fn serial(page: &LicensingPage, expected: &ExpectedPage<'_>) -> CheckRow {
    let field = SERIAL_NUMBER;
    let found = page.serial.as_ref().map(SerialNumber::as_str);
    match expected.serial {
        Some(serial) => identity(field, serial.as_str(), found),
        None => CheckRow {
            field: field.into(),
            expected: "any, and learnt from this page".to_owned(),
            found: found.map(str::to_owned),
            verdict: if found.is_some() { Verdict::Matches } else { Verdict::Missing },
        },
    }
}

/// Valid for this server and not expired. An empty *End Date* occurs on real pages and is no fault;
/// a page without a banner too.
fn license(page: &LicensingPage, today: Date) -> CheckRow {
    let unreadable = matches!(&page.end_date, Some(EndDate::Unreadable(_)));
    let (state, verdict) = match (is_against(page, today), page.banner) {
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
    CheckRow { field: LICENSE.into(), expected: "valid, not expired".to_owned(), found, verdict }
}

/// Why a page's license does not count on a day: invalid by its banner, or expired; `None` when neither.
fn is_against(page: &LicensingPage, today: Date) -> Option<&'static str> {
    let expired = matches!(&page.end_date, Some(EndDate::On(end)) if *end < today);
    fault(page.banner).or(expired.then_some("expired"))
}

/// The fault of a license that its banner states, in words; `None` when it states none.
pub(super) const fn fault(banner: Banner) -> Option<&'static str> {
    match banner {
        Banner::WrongServer => Some("issued for another server"),
        Banner::Clock => Some("invalid because of the server's clock"),
        Banner::Invalid => Some("invalid"),
        Banner::Valid | Banner::None => None,
    }
}

fn intellectual_property(page: &LicensingPage, accept: &[String]) -> CheckRow {
    let verdict = match page.intellectual_property.as_ref().map(super::page::IntellectualProperty::agreed) {
        Some(Some(value)) if accept.iter().any(|accepted| accepted == value) => Verdict::Matches,
        Some(Some(_) | None) => Verdict::Differs,
        None => Verdict::Missing,
    };
    CheckRow {
        field: INTELLECTUAL_PROPERTY.into(),
        expected: accept.join(" or "),
        found: page.intellectual_property.as_ref().map(ToString::to_string),
        verdict,
    }
}
