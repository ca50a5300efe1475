//! What a fact is about: its step, its environment, its kind, the text that supports it, and who says it. One list of all facts;
//! whoever wants to know one of these asks here.

use super::{
    super::{digest::Digest, infrastructure::EnvironmentId, plan::StepId},
    Event,
};

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About<'event> {
    /// The step, if it is about one.
    pub step: Option<&'event StepId>,
    /// The environment that it names; a fact about a step is about the environment of that.
    pub environment: Option<&'event EnvironmentId>,
    /// Of which kind it is.
    pub kind: FactKind,
    /// The text that it was read from.
    pub evidence: Option<Digest>,
    /// Who says it.
    pub author: Author,
}

/// What kind of fact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FactKind {
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

/// Who says what a fact says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// The person at the terminal.
    Person,
    /// The program: it saw or did it by itself.
    Program,
}

impl Event {
    /// What the fact is about.
    pub const fn about(&self) -> About<'_> {
        match self {
            Self::StepBegun { step, .. } | Self::CommandStarted { step, .. } => About::of(FactKind::Other).step(step),
            Self::CommandEnded { step, evidence, .. } => {
                About::of(FactKind::Other).step(step).read_from(*evidence).seen()
            }
            Self::SerialRead { environment, evidence, .. } => {
                About::of(FactKind::Verified).environment(environment).read_from(Some(*evidence)).seen()
            }
            Self::StepWithdrawn { step, .. } => About::of(FactKind::Decision).step(step),
            Self::LicenseKept { step, .. } | Self::ModulePublished { step, message: Some(_), .. } => {
                About::of(FactKind::Verified).step(step)
            }
            Self::StepDone { step, .. }
            | Self::ValueClaimed { step, .. }
            | Self::ModulePublished { step, message: None, .. } => About::of(FactKind::Claimed).step(step),
            Self::ProblemReported { step, .. } | Self::PublishFailed { step, .. } => {
                About::of(FactKind::Failed).step(step)
            }
            Self::PagePassed { step, evidence, .. } => {
                About::of(FactKind::Verified).step(step).read_from(Some(*evidence))
            }
            Self::PageFailed { step, evidence, .. } => {
                About::of(FactKind::Failed).step(step).read_from(Some(*evidence))
            }
            Self::PageSeen { environment, evidence, .. } => {
                About::of(FactKind::Other).environment(environment).read_from(Some(*evidence))
            }
            Self::VaultDamaged { environment, .. } => About::of(FactKind::Failed).environment(environment).seen(),
            Self::ModuleChosen { environment, .. } | Self::SerialChanged { environment, .. } => {
                About::of(FactKind::Decision).environment(environment)
            }
            Self::DeploymentSeen { deployment } => {
                About { environment: deployment.environment.as_ref(), ..About::of(FactKind::Other).seen() }
            }
            Self::Watched { .. } | Self::Unwatched { .. } => About::of(FactKind::Other).seen(),
            Self::MigrationStarted(_) => About::of(FactKind::Other),
            Self::RequirementAnswered { .. }
            | Self::SupportAnswered { .. }
            | Self::StepsReopened { .. }
            | Self::Held { .. }
            | Self::LineLifted { .. }
            | Self::WentOn { .. }
            | Self::RollbackStarted { .. }
            | Self::DeploymentsAccepted { .. }
            | Self::AbortAsked { .. }
            | Self::Abandoned { .. } => About::of(FactKind::Decision),
            Self::NoteWritten { about, .. } => About { step: about.as_ref(), ..About::of(FactKind::Note) },
            Self::Refused { step, .. } => About { step: step.as_ref(), ..About::of(FactKind::Refused) },
        }
    }

    /// The step that the fact is about.
    pub const fn step(&self) -> Option<&StepId> {
        self.about().step
    }
}

impl<'event> About<'event> {
    /// A fact of a kind, said by a person, about nothing else.
    const fn of(kind: FactKind) -> Self {
        Self { step: None, environment: None, kind, evidence: None, author: Author::Person }
    }

    const fn step(self, step: &'event StepId) -> Self {
        Self { step: Some(step), ..self }
    }

    const fn environment(self, environment: &'event EnvironmentId) -> Self {
        Self { environment: Some(environment), ..self }
    }

    const fn read_from(self, evidence: Option<Digest>) -> Self {
        Self { evidence, ..self }
    }

    /// The program saw it by itself.
    const fn seen(self) -> Self {
        Self { author: Author::Program, ..self }
    }
}

impl Author {
    /// Who says a fact, where somebody does something or the program does it by itself.
    pub const fn of(event: &Event, by_itself: bool) -> Self {
        if by_itself { Self::Program } else { event.about().author }
    }
}

impl FactKind {
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
}
