//! Answers that were written down beforehand, for line mode.

use std::{
    collections::{BTreeMap, VecDeque},
    path::PathBuf,
};

use super::{
    event::{Origin, Problem},
    plan::StepId,
};

/// Answers that were written down beforehand; what they do not name is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// By requirement.
    pub requirements: BTreeMap<String, bool>,
    /// By step, its attempts in order.
    pub steps: BTreeMap<StepId, VecDeque<Answer>>,
    /// What to do when the line stops.
    pub on_stopped: Option<WhenStopped>,
}

/// An answer to a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What is answered.
    pub given: Given,
    /// What goes into the record with it.
    pub note: String,
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// It was done.
    Done,
    /// A license file.
    File {
        /// Where it lies.
        path: PathBuf,
        /// Where it was obtained.
        origin: Origin,
    },
    /// A saved or copied Licensing page.
    Page {
        /// Where it lies.
        path: PathBuf,
    },
    /// What *Intellectual Property* reads.
    Claim {
        /// The value.
        value: String,
    },
    /// The module was published.
    Published {
        /// Another module than the infrastructure's.
        module: Option<String>,
    },
    /// A message came up.
    Message {
        /// Its exact words.
        text: String,
        /// Another module than the infrastructure's.
        module: Option<String>,
    },
    /// Something stands in the way.
    Problem(Problem),
}

/// What to do when the line stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenStopped {
    /// Go back.
    RollBack,
    /// Wait for a person.
    Hold,
}
