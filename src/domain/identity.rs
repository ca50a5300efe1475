//! Activation Codes and Serial Numbers: exact formats, and what is wrong with a text that is neither.

pub mod difference;
mod kind;
mod odd;
pub mod typing;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use self::kind::{GROUP, is_stray};
pub use self::{
    kind::{GROUPS, IdentityKind},
    odd::{OddText, as_it_looks},
};

/// Identifies an infrastructure: eight groups of three characters, joined by dots.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ActivationCode(String);

/// Identifies an environment: eight groups of three characters, joined by hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SerialNumber(String);

/// Why a text is not the identity that was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAnIdentity {
    /// Nothing but blanks.
    #[error("the field is empty; {} {} looks like {}", .0.article(), .0.name(), .0.example())]
    Empty(IdentityKind),
    /// The right form, of the other kind.
    #[error("this is {} {}, not {} {}: {}", .0.other().article(), .0.other().name(), .0.article(), .0.name(), .0.where_from())]
    OtherKind(IdentityKind),
    /// Too few or too many groups.
    #[error("{found} {}, but {} {} has {GROUPS}", if *.found == 1 { "group" } else { "groups" }, .kind.article(), .kind.name())]
    Groups {
        /// The kind that was expected.
        kind: IdentityKind,
        /// How many groups there are.
        found: usize,
    },
    /// A group that is not three characters long.
    #[error("group {index} is {group:?}, but each group of {} {} has {GROUP} characters", .kind.article(), .kind.name())]
    Group {
        /// The kind that was expected.
        kind: IdentityKind,
        /// Which group, from 1.
        index: usize,
        /// The group as it was written.
        group: String,
    },
    /// Characters that do not occur in identities.
    #[error("{0}")]
    Characters(OddText),
}

impl ActivationCode {
    /// The code in its one spelling: upper case, dots.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl SerialNumber {
    /// The serial number in its one spelling: upper case, hyphens.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The serial number with which a file name begins, as the portal names its downloads: `<SERIAL>.lic`, also `<SERIAL> (1).lic`.
    pub fn at_start_of(file_name: &str) -> Option<Self> {
        let length = GROUPS * GROUP + GROUPS - 1;
        let start = file_name.get(..length)?;
        let more = file_name[length..].chars().next();
        if more.is_some_and(|next| next.is_ascii_alphanumeric()) {
            return None;
        }
        start.parse().ok()
    }
}

impl FromStr for ActivationCode {
    type Err = NotAnIdentity;

    fn from_str(text: &str) -> Result<Self, NotAnIdentity> {
        normalise(text, IdentityKind::ActivationCode).map(Self)
    }
}

impl FromStr for SerialNumber {
    type Err = NotAnIdentity;

    fn from_str(text: &str) -> Result<Self, NotAnIdentity> {
        normalise(text, IdentityKind::SerialNumber).map(Self)
    }
}

/// Lower case and stray blanks are forgiven; anything else is named.
fn normalise(given: &str, kind: IdentityKind) -> Result<String, NotAnIdentity> {
    let text: String = given.chars().filter(|c| !is_stray(*c)).map(|c| c.to_ascii_uppercase()).collect();
    if text.is_empty() {
        return Err(NotAnIdentity::Empty(kind));
    }
    match check(&text, kind) {
        Ok(()) => Ok(text),
        Err(_) if check(&text, kind.other()).is_ok() => Err(NotAnIdentity::OtherKind(kind)),
        Err(wrong) => Err(OddText::of(given, kind).map_or(wrong, NotAnIdentity::Characters)),
    }
}

fn check(text: &str, kind: IdentityKind) -> Result<(), NotAnIdentity> {
    let groups: Vec<&str> = text.split(kind.separator()).collect();
    if groups.len() != GROUPS {
        return Err(NotAnIdentity::Groups { kind, found: groups.len() });
    }
    for (place, group) in groups.iter().enumerate() {
        if group.len() != GROUP || !group.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(NotAnIdentity::Group { kind, index: place + 1, group: (*group).to_owned() });
        }
    }
    Ok(())
}

impl fmt::Display for ActivationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Display for SerialNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl TryFrom<String> for ActivationCode {
    type Error = NotAnIdentity;

    fn try_from(text: String) -> Result<Self, NotAnIdentity> {
        text.parse()
    }
}

impl TryFrom<String> for SerialNumber {
    type Error = NotAnIdentity;

    fn try_from(text: String) -> Result<Self, NotAnIdentity> {
        text.parse()
    }
}

impl From<ActivationCode> for String {
    fn from(code: ActivationCode) -> Self {
        code.0
    }
}

impl From<SerialNumber> for String {
    fn from(serial: SerialNumber) -> Self {
        serial.0
    }
}
