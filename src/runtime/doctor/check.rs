//! The result of one check.

use serde::Serialize;

/// The result of one check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// The name of the thing.
    pub what: String,
    /// How it is.
    pub verdict: CheckResult,
    /// In words, with what to do.
    pub said: String,
}

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckResult {
    /// It works.
    Works,
    /// It is not configured, or there is nothing to look at: nothing needs it.
    Off,
    /// It works, and somebody should look at it.
    Careful,
    /// It does not work.
    Fails,
}

impl CheckResult {
    /// In a word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::Off => "skipped",
            Self::Careful => "CHECK",
            Self::Fails => "FAILS",
        }
    }
}

impl Check {
    pub(super) fn new(what: impl Into<String>, verdict: CheckResult, said: impl Into<String>) -> Self {
        Self { what: what.into(), verdict, said: said.into() }
    }

    /// Works, or fails with a sentence.
    pub(super) fn of(what: impl Into<String>, found: Result<String, String>) -> Self {
        match found {
            Ok(said) => Self::new(what, CheckResult::Works, said),
            Err(why) => Self::new(what, CheckResult::Fails, why),
        }
    }
}
