//! The parts of a chronicle: attempts at steps, times in which something was waited for, checks, and first pages.

use jiff::{SignedDuration, Timestamp};

use super::super::{
    check::CheckRow,
    digest::Digest,
    index::StepIx,
    page::LicensingPage,
    run::{Evidence, Run},
};

/// An attempt at a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// The step.
    pub step: StepIx,
    /// Which attempt, from 1.
    pub number: u32,
    /// When the work on it began: when it was begun, else when what was before it was over.
    pub from: Timestamp,
    /// When it was over.
    pub to: Option<Timestamp>,
    /// How it ended, or that it is under way.
    pub end: AttemptEnd,
    /// The record that says so.
    pub seq: u64,
    /// Who said so.
    pub by: String,
    /// Whether its beginning is known: after a break nobody knows.
    pub is_measured: bool,
}

/// How an attempt ended, or that it is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttemptEnd {
    /// It goes on.
    UnderWay,
    /// The step was done.
    Done(Evidence),
    /// It failed.
    Failed,
    /// It was begun, and not done.
    Withdrawn,
    /// A person said how it ended, and took that back.
    TakenBack,
}

impl AttemptEnd {
    /// The word of the record.
    pub const fn word(self) -> &'static str {
        match self {
            Self::UnderWay => "under-way",
            Self::Done(_) => "done",
            Self::Failed => "failed",
            Self::Withdrawn => "not-done",
            Self::TakenBack => "taken-back",
        }
    }
}

impl Attempt {
    /// How long it took, where that is known.
    pub fn taken(&self) -> Option<SignedDuration> {
        self.to.filter(|_| self.is_measured).map(|to| to.duration_since(self.from))
    }
}

/// A time in which the migration, or an environment, could not go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// Why.
    pub why: Why,
    /// Since when.
    pub from: Timestamp,
    /// Until when.
    pub to: Option<Timestamp>,
}

/// Why it could not go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// This step failed, and Support has to answer.
    Support(StepIx),
    /// This step stopped the line.
    Stopped(StepIx),
    /// A person decided so.
    Held(String),
    /// A person resumed deployments and stopped for the day.
    BetweenNights(String),
    /// A deployment was under way.
    Deployment,
    /// A person said so at this step: a deployment had to end.
    Running(StepIx),
    /// Nothing was recorded, and nothing was under way.
    Silence,
}

impl Wait {
    /// How long it lasted, or lasts at a moment.
    pub fn lasted(&self, now: Timestamp) -> SignedDuration {
        self.to.unwrap_or(now).duration_since(self.from)
    }

    /// The step it is about.
    pub const fn step(&self) -> Option<StepIx> {
        match self.why {
            Why::Support(step) | Why::Stopped(step) | Why::Running(step) => Some(step),
            Why::Held(_) | Why::BetweenNights(_) | Why::Deployment | Why::Silence => None,
        }
    }

    /// Why, in words.
    pub fn words(&self, run: &Run) -> String {
        match &self.why {
            Why::Support(step) => format!("{}: waited for Support", run.title(*step)),
            Why::Stopped(step) => format!("{}: the migration was stopped", run.title(*step)),
            Why::Held(reason) => format!("on hold: {reason}"),
            Why::BetweenNights(reason) => format!("stopped for the day: {reason}"),
            Why::Deployment | Why::Running(_) => "waited for a deployment to end".to_owned(),
            Why::Silence => "nothing was recorded".to_owned(),
        }
    }
}

/// Something that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The record.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// The step.
    pub step: StepIx,
    /// Whether it was as expected.
    pub passed: bool,
    /// Whether it was read or only said.
    pub evidence: Evidence,
    /// The text it was read from.
    pub text: Option<Digest>,
    /// Field by field.
    pub rows: Vec<CheckRow>,
}

/// The first page of an environment that was read before anything was uploaded there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// The record.
    pub seq: u64,
    /// When it was read.
    pub at: Timestamp,
    /// The page as it was read.
    pub page: Box<LicensingPage>,
}
