//! What was licensed: type, organization, edition, end date and limits, against the AAA page of the same environment and
//! against its role. The portal's rows are typed, and the vendor warns of registering on the wrong one.

use jiff::{ToSpan, civil::Date};

use super::row::{CheckRow, ExpectedPage, LICENSE_TYPE, Verdict};
use crate::domain::{
    infrastructure::{Role, Side},
    page::{EndDate, LicensingPage},
};

const PRODUCTION: &str = "Production";
const DEVELOPMENT: &str = "Development";

/// A license that ends within so many days is asked about, where nothing tells when the one before ended.
const SOON: i32 = 30;

/// The rows about what was licensed: the type where one is expected, and what is worse than before.
pub(super) fn rows(page: &LicensingPage, expected: &ExpectedPage<'_>) -> Vec<CheckRow> {
    let (before, date) = (expected.before, end_date(page, expected));
    let text = |field, of: fn(&LicensingPage) -> Option<&str>| as_before(field, before.and_then(of), of(page));
    let rows = [
        license_type(page, expected),
        text("Organization Name", |page| page.organization.as_deref()),
        text("Edition Name", |page| page.edition.as_deref()),
        date,
        limits(page),
    ];
    rows.into_iter().flatten().collect()
}

/// The type of the AAA license is the expected one. Where that is not known, the role says which: a production environment
/// needs a license for production, and one for development has none. What the customer has under AAA is asked about only.
fn license_type(page: &LicensingPage, expected: &ExpectedPage<'_>) -> Option<CheckRow> {
    let found = page.license_type.as_deref();
    let is_new = expected.side == Side::Target;
    let of_role = type_of(expected.role).filter(|kind| is_new || *kind == PRODUCTION);
    let before = expected.before.map(|before| before.license_type.as_deref());
    let (wanted, verdict) = match (before, found) {
        (Some(Some(before)), None) => (before, Verdict::Missing),
        (Some(Some(before)), Some(found)) if found.eq_ignore_ascii_case(before) => (before, Verdict::Matches),
        (Some(Some(before)), Some(_)) => (before, Verdict::Differs),
        // Neither page says: nothing has changed.
        (Some(None), None) => return None,
        (None, None) => (of_role.filter(|_| is_new)?, Verdict::Asks),
        (Some(None) | None, Some(found)) if found.eq_ignore_ascii_case(of_role?) => (of_role?, Verdict::Matches),
        (Some(None) | None, Some(found))
            if is_new && of_role == Some(PRODUCTION) && found.eq_ignore_ascii_case(DEVELOPMENT) =>
        {
            (PRODUCTION, Verdict::Differs)
        }
        (Some(None) | None, Some(_)) => (of_role?, Verdict::Asks),
    };
    Some(row(LICENSE_TYPE, wanted, found, verdict))
}

/// The license type that an environment of a role has to have; the portal knows no other types, so some roles say nothing.
pub const fn type_of(role: Role) -> Option<&'static str> {
    match role {
        Role::Production => Some(PRODUCTION),
        Role::Development => Some(DEVELOPMENT),
        Role::LifeTime | Role::Test => None,
    }
}

/// A text that stood on the AAA page and is another one now, or is not there.
fn as_before(field: &'static str, before: Option<&str>, found: Option<&str>) -> Option<CheckRow> {
    let before = before?;
    let is_same = found.is_some_and(|found| found.trim().eq_ignore_ascii_case(before.trim()));
    (!is_same).then(|| row(field, before, found, Verdict::Asks))
}

/// An end that is nearer than that of the AAA license, or not said any more; without an AAA page, one that is near.
fn end_date(page: &LicensingPage, expected: &ExpectedPage<'_>) -> Option<CheckRow> {
    let found = page.end_date.as_ref();
    let words = found.map(ToString::to_string);
    // That it is over is said of the license as a whole.
    if matches!(found, Some(EndDate::On(end)) if *end < expected.today) {
        return None;
    }
    let asks = |wanted: String| Some(row("End Date", &wanted, words.as_deref(), Verdict::Asks));
    match (expected.before.and_then(|before| before.end_date.as_ref()), found) {
        (Some(EndDate::Never), Some(EndDate::On(_)) | None) => asks("Never, as before".to_owned()),
        (Some(EndDate::On(before)), Some(EndDate::On(found))) if found < before => asks(format!("{before}, as before")),
        (Some(EndDate::On(before)), None) => asks(format!("{before}, as before")),
        (None, Some(EndDate::On(end))) if expected.side == Side::Target && is_near(*end, expected.today) => {
            asks(format!("more than {SOON} days from now"))
        }
        (Some(_) | None, Some(_) | None) => None,
    }
}

fn is_near(end: Date, today: Date) -> bool {
    today.checked_add(SOON.days()).is_ok_and(|soon| end <= soon)
}

fn limits(page: &LicensingPage) -> Option<CheckRow> {
    let over: Vec<String> = page.over_limits.iter().map(ToString::to_string).collect();
    (!over.is_empty()).then(|| row("Limits", "no usage above its limit", Some(&over.join(", ")), Verdict::Asks))
}

fn row(field: &'static str, expected: &str, found: Option<&str>, verdict: Verdict) -> CheckRow {
    CheckRow { field: field.into(), expected: expected.to_owned(), found: found.map(str::to_owned), verdict }
}
