//! Pointing as data: somebody who is not at the terminal names a place of the migration, and may say something about it. That is
//! this person's word and nothing more: it changes no state.

mod field;
mod target;
mod word;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use self::{
    field::Field,
    target::{NotATarget, Target},
};
pub(super) use self::{
    target::{PROCEDURE, ROLLBACK},
    word::word,
};
use super::text::one_line;

/// The most characters of what is said about a place.
pub const LONGEST_TEXT: usize = 200;

/// The most characters of the name of the person who points.
pub const LONGEST_NAME: usize = 40;

/// The words with which a line begins that is meant for acmove.
pub const COMMAND: &str = "acmove point";

/// Somebody points at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pointing {
    /// The place.
    pub target: Target,
    /// Who points, as the text says: nobody has checked it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What this person says about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Pointing {
    /// A pointing whose texts are safe to keep and to show, each on one line.
    pub fn new(target: Target, from: Option<&str>, text: Option<&str>) -> Self {
        // Where it is written as a line, a colon ends the name.
        let from = from.map(|from| one_line(&from.replace(':', " "))).filter(|from| !from.is_empty());
        // Nothing that comes from afar is an address that a press could open.
        let text = text.map(|text| one_line(&text.replace("://", ":// "))).filter(|text| !text.is_empty());
        Self { target, from, text }
    }

    /// Who points, for a sentence.
    pub fn who(&self) -> &str {
        self.from.as_deref().unwrap_or("The guide")
    }
}

/// The line that is pasted where the migration is worked on.
impl fmt::Display for Pointing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{COMMAND} {}", self.target)?;
        self.from.iter().try_for_each(|from| write!(f, " from {from}"))?;
        self.text.iter().try_for_each(|text| write!(f, ": {text}"))
    }
}
