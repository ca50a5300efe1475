//! Compares a Licensing page with what it must show, field by field.

mod contract;
mod row;

use jiff::civil::Date;

pub use self::contract::type_of;
pub use self::row::{CheckRow, ExpectedPage, LICENSE_TYPE, Verdict};
use super::{
    identity::{ActivationCode, SerialNumber},
    notice::NoticeMeaning,
    page::{Banner, EndDate, LicensingPage},
};

/// How a page is compared with what it must show.
pub type Compare = fn(&LicensingPage, &ExpectedPage<'_>) -> Vec<CheckRow>;

/// The result of a comparison as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Everything is as expected.
    Passed,
    /// Only the value of *Intellectual Property* is not an accepted one.
    NotAccepted,
    /// The page shows something else than it should.
    Differs,
    /// Nothing is wrong, and something has to be decided about.
    Asks,
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
    rows.extend(contract::rows(page, expected));
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
        (false, false) if any(Verdict::Asks) => Outcome::Asks,
        (false, false) => Outcome::Passed,
    }
}

/// Whether a page says on a day that its license is invalid or expired.
pub fn is_invalid(page: &LicensingPage, today: Date) -> bool {
    is_against(page, today).is_some()
}

/// Whether a page says on a day that its license is valid: by the vendor's one good sentence, and nothing beside it.
pub fn is_valid(page: &LicensingPage, today: Date) -> bool {
    license(page, today).verdict == Verdict::Matches
}

/// The field's name on the page.
pub const ACTIVATION_CODE: &str = "Activation Code";

/// The field's name on the page.
pub const SERIAL_NUMBER: &str = "Serial Number";

/// The row about the license as a whole: its banner, and its *End Date*.
pub const LICENSE: &str = "License";

/// The field's name on the page.
pub const INTELLECTUAL_PROPERTY: &str = "Intellectual Property";

pub(super) fn identity(field: &'static str, expected: &str, found: Option<&str>) -> CheckRow {
    let verdict = match found {
        Some(found) if found == expected => Verdict::Matches,
        Some(_) => Verdict::Differs,
        None => Verdict::Missing,
    };
    CheckRow { field: field.into(), expected: expected.to_owned(), found: found.map(str::to_owned), verdict }
}

pub(super) fn serial(page: &LicensingPage, expected: &ExpectedPage<'_>) -> CheckRow {
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

/// Valid for this server and not expired. Only the vendor's one good sentence says so; another sentence, or none, is asked about
/// where the text is the page, and a text without anything that only the page has says nothing. An empty *End Date* occurs on
/// real pages and is no fault.
fn license(page: &LicensingPage, today: Date) -> CheckRow {
    let notice = page.notice.as_ref().map(|notice| notice.meaning);
    let unreadable = matches!(&page.end_date, Some(EndDate::Unreadable(_)));
    let (state, verdict) = match (is_against(page, today), notice, page.banner) {
        (Some(fault), _, _) => (fault, Verdict::Differs),
        (None, _, _) if unreadable => ("end date not understood", Verdict::Missing),
        (None, Some(meaning), _) => (meaning.words(), Verdict::Asks),
        (None, None, Banner::Valid) => ("valid", Verdict::Matches),
        (None, None, _) if page.is_whole => ("not said", Verdict::Asks),
        (None, None, _) => ("not said", Verdict::Missing),
    };
    let found = match &page.end_date {
        None => state.to_owned(),
        // Where the page contradicts itself, both are told.
        Some(EndDate::Never) if notice.is_some() => format!("{state}; End Date Never"),
        Some(EndDate::Never) => format!("{state}, never ends"),
        Some(end @ (EndDate::On(_) | EndDate::Unreadable(_))) => format!("{state}, ends {end}"),
    };
    CheckRow { field: LICENSE.into(), expected: VALID.to_owned(), found: Some(found), verdict }
}

/// What the row about the license as a whole expects.
pub(super) const VALID: &str = "valid, not expired";

/// Why a page's license does not count on a day: invalid by what is said of it, or expired; `None` when neither.
fn is_against(page: &LicensingPage, today: Date) -> Option<&'static str> {
    let notice = page.notice.as_ref().map(|notice| notice.meaning).filter(|meaning| meaning.is_against());
    let expired = matches!(&page.end_date, Some(EndDate::On(end)) if *end < today);
    let banner = || fault(page.banner);
    notice.map(NoticeMeaning::words).or_else(banner).or(expired.then_some("expired"))
}

/// The fault of a license that its banner states, in words; `None` when it states none.
pub(super) const fn fault(banner: Banner) -> Option<&'static str> {
    match banner {
        Banner::WrongServer => Some(NoticeMeaning::OtherServer.words()),
        Banner::Clock => Some(NoticeMeaning::Clock.words()),
        Banner::Invalid => Some(NoticeMeaning::Invalid.words()),
        Banner::Valid | Banner::None => None,
    }
}

pub(super) fn intellectual_property(page: &LicensingPage, accept: &[String]) -> CheckRow {
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
