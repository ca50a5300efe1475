//! Answers that were written down beforehand, for line mode.

use std::{
    collections::{BTreeMap, VecDeque},
    path::PathBuf,
};

use jiff::Timestamp;

use super::{
    event::{Origin, Problem},
    identity::{ActivationCode, SerialNumber},
    infrastructure::{EnvironmentId, Side, Window},
    plan::StepId,
};

/// Answers that were written down beforehand; what they do not name is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// By requirement.
    pub requirements: BTreeMap<String, bool>,
    /// By step, its attempts in order.
    pub steps: BTreeMap<StepId, VecDeque<Answer>>,
    /// Another window, where it is another one by now.
    pub window: Option<NewWindow>,
    /// Activation Codes that were mistyped at the set-up.
    pub codes: Option<RightCodes>,
    /// The decision when the line stops, where one is given.
    pub on_stopped: Option<WhenStopped>,
    /// The decision before a first upload of BBB that could not be rolled back within the window, where one is given.
    pub on_first_upload: Option<Decided<WhenTooShort>>,
    /// The decision when a rollback would no longer end within the window, where one is given.
    pub on_deadline: Option<Decided<WhenLate>>,
    /// The environments that come first, in their order; empty where none is named.
    pub order: Vec<EnvironmentId>,
    /// The decision at the end of a night in which an environment is left out, where one is given.
    pub on_end_of_night: Option<Decided<WhenLeftOut>>,
    /// Where it is decided to stop for today while Support has to answer.
    pub on_support: Option<Decided<()>>,
    /// Whether, in a rehearsal, what was handed over is taken over in the same folder, and every open item acknowledged.
    pub takes_over: bool,
    /// The case number of Support, where it is known.
    pub case: Option<String>,
    /// Whether what is not named is done on the practice pages.
    pub otherwise_live: bool,
}

impl Answers {
    /// Whether practice pages are needed for it.
    pub fn needs_practice(&self) -> bool {
        let live =
            |answer: &Answer| matches!(answer.given, Given::Live(_) | Given::AskSupport | Given::SerialChanged(None));
        self.otherwise_live || self.takes_over || self.steps.values().flatten().any(live)
    }
}

/// An answer to a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The answer itself.
    pub given: Given,
    /// A remark that goes into the record with it; may be empty.
    pub note: String,
}

/// The answers that a step can be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// It was done.
    Done,
    /// It was uploaded before it was begun; the note says why.
    Uploaded {
        /// When.
        at: Timestamp,
        /// The page that shows it, where none was given before.
        page: Option<PathBuf>,
    },
    /// Somebody has looked: what was begun was not done.
    NotDone,
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
        /// Why it is accepted, where something of it is worse than expected, or not known; else that holds the step.
        accept: Option<String>,
    },
    /// What a page shows, on a person's word.
    Claim {
        /// The displayed code and the value of *Intellectual Property*, or one of them.
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
    /// Its environment is left out for now; the note says why.
    LeaveOut,
    /// The migration is handed over before the step, to the colleague of this name; the note is for them.
    HandOver(String),
    /// A step that was closed before has to be done again; the note says why.
    Again(StepId),
    /// The practice Support is asked about where things stand; its answer goes into the record.
    AskSupport,
    /// The command that is configured for it does it.
    Command,
    /// It is done on the practice pages.
    Live(Live),
    /// The environment has another serial number: this one, or the one that its practice page shows.
    SerialChanged(Option<SerialNumber>),
}

/// Deviations from a step that is done on the practice pages: mistakes belong to a rehearsal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Live {
    /// In which environment, where it is another one.
    pub of: Option<EnvironmentId>,
    /// Under which code, where it is the other one.
    pub code: Option<Side>,
    /// The name that a downloaded file gets afterwards.
    pub called: Option<String>,
    /// With which module.
    pub module: Option<String>,
    /// Whether the services of the server are restarted first.
    pub restarts_services: bool,
    /// Whether the page with the result of a publish is pasted, and not only looked at.
    pub pastes: bool,
}

/// A window that was written down beforehand: where it is another one than on record, that is recorded first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWindow {
    /// The window.
    pub window: Window,
    /// Why it is another one, where that is said.
    pub reason: Option<String>,
    /// Whether it is meant, should it look like a mistake.
    pub is_meant: bool,
}

/// The right Activation Codes, written down beforehand: where one is another one than on record, that is recorded first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RightCodes {
    /// By side.
    pub all: Vec<(Side, ActivationCode)>,
    /// How that is known, where that is said.
    pub reason: Option<String>,
}

/// A decision that was written down beforehand, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided<D> {
    /// The decision.
    pub what: D,
    /// Why, where that is said.
    pub reason: Option<String>,
}

/// A decision for when the first upload of BBB could not be rolled back within the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenTooShort {
    /// Start with BBB.
    GoOn,
    /// Wait for a person.
    Hold,
    /// Give up: nothing has to be restored.
    GiveUp,
}

/// A decision for when a rollback would no longer end within the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenLate {
    /// Go back.
    RollBack,
    /// Go on.
    GoOn,
}

/// A decision for when the line stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenStopped {
    /// Go back.
    RollBack,
    /// Wait for a person.
    Hold,
}

/// A decision for the end of a night in which an environment is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenLeftOut {
    /// Take up each environment again, once.
    TakeUp,
    /// Resume deployments and stop for today; the next run pauses them again, and takes up each environment again, once.
    StopForToday,
    /// Wait for a person.
    Hold,
    /// Go back.
    RollBack,
}
