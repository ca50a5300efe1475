//! An environment that is left out for now, for `status --json` and the report.

use jiff::Timestamp;
use serde::Serialize;

use crate::domain::run::Postponed;

/// Since when and why an environment is left out for now.
#[derive(Debug, Serialize)]
pub(super) struct LeftOut<'a> {
    since: Timestamp,
    reason: &'a str,
}

impl<'a> LeftOut<'a> {
    /// The same of an environment of the run.
    pub(super) fn of(postponed: &'a Postponed) -> Self {
        Self { since: postponed.at, reason: &postponed.reason }
    }
}
