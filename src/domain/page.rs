//! Findings from a page or a message, not how they are found (that is `reading`).

mod gap;

use std::fmt;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

pub use self::gap::{PageGap, StrangePage};
use super::{
    code_check::CodeCheck,
    identity::{ActivationCode, SerialNumber},
    notice::Notice,
};

/// The result of reading a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reading {
    /// A Licensing page of Service Center.
    LicensingPage(Box<LicensingPage>),
    /// A page of `ActivationCodeCheck`.
    CodeCheck(Box<CodeCheck>),
    /// A message of a publish, an upload or a portal.
    Message {
        /// Its class.
        class: MessageClass,
    },
    /// None of these.
    Unknown,
}

/// The mark on every page of the practice infrastructure.
pub const PRACTICE_MARK: &str = "PRACTICE - nothing on this page is real";

/// A Licensing page; what the text did not say is `None`, never a guess.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LicensingPage {
    /// *Organization Name*.
    pub organization: Option<String>,
    /// *Edition Name*.
    pub edition: Option<String>,
    /// *License Type*: Production or Development.
    pub license_type: Option<String>,
    /// *Activation Code*.
    pub activation_code: Option<ActivationCode>,
    /// *Serial Number*.
    pub serial: Option<SerialNumber>,
    /// *End Date*.
    pub end_date: Option<EndDate>,
    /// Name of the environment in the panel on the right.
    pub environment: Option<String>,
    /// Platform version as printed, with its build.
    pub platform_version: Option<String>,
    /// Values of the feature *Intellectual Property*.
    pub intellectual_property: Option<IntellectualProperty>,
    /// The page's verdict on the license as a whole.
    pub banner: Banner,
    /// The serial number that a wrong-server banner says the license was issued for.
    pub banner_serial: Option<SerialNumber>,
    /// A sentence about the license as a whole that is not the good one: the worst, where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Notice>,
    /// Features that are used more than the license allows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub over_limits: Vec<OverLimit>,
    /// The clock of the server, to the minute and in its own zone, as the panel on the right prints it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<DateTime>,
    /// Whether something was there that only the page has: its verdict on the license, its links, its list of features. A mail
    /// with the same values has none of them. Pages that were read before this was looked for do not say.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_whole: bool,
    /// Whether it is a page of the practice infrastructure.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_practice: bool,
    /// Parts that could not be read or contradict each other, each a sentence for a person.
    pub problems: Vec<String>,
}

/// A feature that is used more than the license allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverLimit {
    /// Its name.
    pub feature: String,
    /// Column *Limit*.
    pub limit: u64,
    /// The number in column *Usage*.
    pub usage: u64,
}

/// Until when a license is valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum EndDate {
    /// It does not end.
    Never,
    /// Valid up to and including this day.
    On(Date),
    /// Something else was printed, kept as it is.
    Unreadable(String),
}

/// The two columns of the feature *Intellectual Property*, as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntellectualProperty {
    /// Column *Limit*.
    pub limit: String,
    /// Column *Usage*.
    pub usage: String,
}

/// A page's verdict on the license as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Banner {
    /// It is valid for this server.
    Valid,
    /// It was issued for another server.
    WrongServer,
    /// The server's clock is or was wrong.
    Clock,
    /// It is invalid, without one of the reasons above.
    Invalid,
    /// The page has neither the good sentence nor one that is known to speak against it.
    #[default]
    None,
}

/// The subject of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MessageClass {
    /// An Intellectual Property (IPP) error.
    IntellectualProperty,
    /// *Foreign Module Error*: the same protection, as Service Studio words it.
    ForeignModule,
    /// The environment is in LifeTime's maintenance mode.
    MaintenanceMode,
    /// A license is missing, invalid or does not cover what was asked.
    License,
    /// A publish succeeded.
    Published,
    /// Some other message.
    Other,
}

impl fmt::Display for OverLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { feature, limit, usage } = self;
        write!(f, "{feature} {usage} of {limit}")
    }
}

impl IntellectualProperty {
    /// The value, where both columns agree on it.
    pub fn agreed(&self) -> Option<&str> {
        (self.limit == self.usage).then_some(&self.limit)
    }
}

impl fmt::Display for IntellectualProperty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.agreed() {
            Some(value) => f.write_str(value),
            None => write!(f, "{} (limit) / {} (usage)", self.limit, self.usage),
        }
    }
}

impl From<String> for EndDate {
    fn from(text: String) -> Self {
        match text.trim() {
            never if never.eq_ignore_ascii_case("never") => Self::Never,
            day => match day.parse() {
                Ok(date) => Self::On(date),
                Err(_) => Self::Unreadable(day.to_owned()),
            },
        }
    }
}

impl From<EndDate> for String {
    fn from(date: EndDate) -> Self {
        date.to_string()
    }
}

impl fmt::Display for EndDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Never => f.write_str("Never"),
            Self::On(date) => write!(f, "{date}"),
            Self::Unreadable(text) => f.write_str(text),
        }
    }
}
