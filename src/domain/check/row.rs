//! A line of a comparison, and what a page is compared with.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::{
    identity::{ActivationCode, SerialNumber},
    infrastructure::{Role, Side},
    page::LicensingPage,
};

/// The values that a page must show.
#[derive(Debug, Clone, Copy)]
pub struct ExpectedPage<'a> {
    /// Of which side the license is.
    pub side: Side,
    /// The Activation Code.
    pub code: &'a ActivationCode,
    /// The environment's serial number, where it is known.
    pub serial: Option<&'a SerialNumber>,
    /// Accepted values of *Intellectual Property*; none: the value is not looked at.
    pub accept: &'a [String],
    /// The role of the environment.
    pub role: Role,
    /// The AAA page of the same environment that counted before.
    pub before: Option<&'a LicensingPage>,
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

/// How what was found compares with what was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// As expected.
    Matches,
    /// Something else.
    Differs,
    /// Something that a person has to decide about, with a reason.
    Asks,
    /// The page does not say, and must.
    Missing,
    /// The page does not say, and need not.
    Silent,
}

/// The field's name on the page.
pub const LICENSE_TYPE: &str = "License Type";
