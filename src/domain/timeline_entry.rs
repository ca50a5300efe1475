//! A fact as it is told in a timeline: when, by whom, of which kind, about whom, on what evidence.

use jiff::Timestamp;

use super::{digest::Digest, event::Event, record::Record, run::Run, sentence::tell};

/// A fact of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEntry {
    /// Its place in the journal.
    pub seq: u64,
    /// When it was recorded.
    pub at: Timestamp,
    /// Who said it.
    pub by: String,
    /// Of which kind it is.
    pub kind: EntryKind,
    /// The environment it is about, if it is about one.
    pub environment: Option<usize>,
    /// The step it is about, if it is about one.
    pub step: Option<usize>,
    /// What it says.
    pub sentence: String,
    /// Whether a person went on by it against what stood in the way.
    pub overrides: bool,
    /// The text that supports it, where one was read.
    pub evidence: Option<Digest>,
}

/// What kind of fact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// Something was read and compared, and it is as it should be.
    Verified,
    /// A person said that something is as it should be.
    Claimed,
    /// Something is not as it should be.
    Failed,
    /// A person decided something.
    Decision,
    /// A person wrote something down.
    Note,
    /// Something was refused.
    Refused,
    /// Something was begun or seen.
    Other,
}

impl EntryKind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Verified, Self::Claimed, Self::Failed, Self::Decision, Self::Note, Self::Refused, Self::Other];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Claimed => "claimed",
            Self::Failed => "failed",
            Self::Decision => "decided",
            Self::Note => "notes",
            Self::Refused => "refused",
            Self::Other => "begun or seen",
        }
    }

    /// The kind of a fact.
    pub const fn of(event: &Event) -> Self {
        match event {
            Event::PagePassed { .. }
            | Event::LicenseKept { .. }
            | Event::SerialRead { .. }
            | Event::ModulePublished { message: Some(_), .. } => Self::Verified,
            Event::StepDone { .. } | Event::ValueClaimed { .. } | Event::ModulePublished { message: None, .. } => {
                Self::Claimed
            }
            Event::ProblemReported { .. }
            | Event::PageFailed { .. }
            | Event::PublishFailed { .. }
            | Event::VaultDamaged { .. } => Self::Failed,
            Event::RequirementAnswered { .. }
            | Event::StepWithdrawn { .. }
            | Event::SupportAnswered { .. }
            | Event::StepsReopened { .. }
            | Event::ModuleChosen { .. }
            | Event::SerialChanged { .. }
            | Event::Held { .. }
            | Event::LineLifted { .. }
            | Event::WentOn { .. }
            | Event::RollbackStarted { .. }
            | Event::DeploymentsAccepted { .. }
            | Event::AbortAsked { .. }
            | Event::Abandoned { .. } => Self::Decision,
            Event::NoteWritten { .. } => Self::Note,
            Event::Refused { .. } => Self::Refused,
            Event::MigrationStarted(_)
            | Event::StepBegun { .. }
            | Event::PageSeen { .. }
            | Event::CommandStarted { .. }
            | Event::CommandEnded { .. }
            | Event::Watched { .. }
            | Event::Unwatched { .. }
            | Event::DeploymentSeen { .. } => Self::Other,
        }
    }
}

impl TimelineEntry {
    /// A fact, told in the state after it.
    pub fn of(record: &Record<Event>, run: &Run) -> Self {
        Self {
            seq: record.seq,
            at: record.at,
            by: record.by.clone(),
            kind: EntryKind::of(&record.event),
            environment: environment(&record.event, run),
            step: record.event.step().and_then(|step| run.plan.place(step)),
            sentence: tell(run, &record.event),
            overrides: overrides(&record.event),
            evidence: evidence(&record.event),
        }
    }
}

/// The environment a fact is about, if it is about one.
pub(super) fn environment(event: &Event, run: &Run) -> Option<usize> {
    match event {
        Event::PageSeen { environment, .. }
        | Event::VaultDamaged { environment, .. }
        | Event::ModuleChosen { environment, .. }
        | Event::SerialRead { environment, .. }
        | Event::SerialChanged { environment, .. } => run.position(environment),
        Event::DeploymentSeen { deployment } => deployment.environment.as_ref().and_then(|id| run.position(id)),
        Event::MigrationStarted(_)
        | Event::RequirementAnswered { .. }
        | Event::StepBegun { .. }
        | Event::CommandStarted { .. }
        | Event::CommandEnded { .. }
        | Event::StepWithdrawn { .. }
        | Event::StepDone { .. }
        | Event::LicenseKept { .. }
        | Event::ProblemReported { .. }
        | Event::PagePassed { .. }
        | Event::PageFailed { .. }
        | Event::ValueClaimed { .. }
        | Event::ModulePublished { .. }
        | Event::PublishFailed { .. }
        | Event::SupportAnswered { .. }
        | Event::StepsReopened { .. }
        | Event::Held { .. }
        | Event::LineLifted { .. }
        | Event::WentOn { .. }
        | Event::RollbackStarted { .. }
        | Event::Watched { .. }
        | Event::Unwatched { .. }
        | Event::DeploymentsAccepted { .. }
        | Event::AbortAsked { .. }
        | Event::Abandoned { .. }
        | Event::NoteWritten { .. }
        | Event::Refused { .. } => {
            event.step().and_then(|step| run.plan.place(step)).and_then(|place| run.planned(place).environment)
        }
    }
}

/// Whether a person decided to go on against what the procedure, the window or the watch said.
const fn overrides(event: &Event) -> bool {
    matches!(event, Event::LineLifted { .. } | Event::WentOn { .. } | Event::DeploymentsAccepted { .. })
}

const fn evidence(event: &Event) -> Option<Digest> {
    match event {
        Event::PagePassed { evidence, .. } | Event::PageFailed { evidence, .. } | Event::PageSeen { evidence, .. } => {
            Some(*evidence)
        }
        Event::SerialRead { evidence, .. } => Some(*evidence),
        Event::CommandEnded { evidence, .. } => *evidence,
        Event::MigrationStarted(_)
        | Event::RequirementAnswered { .. }
        | Event::StepBegun { .. }
        | Event::CommandStarted { .. }
        | Event::StepWithdrawn { .. }
        | Event::StepDone { .. }
        | Event::LicenseKept { .. }
        | Event::ProblemReported { .. }
        | Event::ValueClaimed { .. }
        | Event::ModulePublished { .. }
        | Event::PublishFailed { .. }
        | Event::VaultDamaged { .. }
        | Event::SupportAnswered { .. }
        | Event::StepsReopened { .. }
        | Event::ModuleChosen { .. }
        | Event::SerialChanged { .. }
        | Event::Held { .. }
        | Event::LineLifted { .. }
        | Event::WentOn { .. }
        | Event::RollbackStarted { .. }
        | Event::Watched { .. }
        | Event::Unwatched { .. }
        | Event::DeploymentSeen { .. }
        | Event::DeploymentsAccepted { .. }
        | Event::AbortAsked { .. }
        | Event::Abandoned { .. }
        | Event::NoteWritten { .. }
        | Event::Refused { .. } => None,
    }
}
