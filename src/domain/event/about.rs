//! The subject of every fact, in one list of all facts: its step, its environment, its kind, the text that supports it, and
//! who says it.

use super::{
    super::{code_check::ModulesFound, plan::StepId, pointing::Pointing},
    Event,
    kind::{About, Author, FactKind},
    part::{EnvironmentPostponed, EnvironmentTakenUp, ModuleChosen, ModulesReported, SerialChanged, SerialRead},
};

impl Event {
    /// The fact's subject, kind, evidence and author.
    pub const fn about(&self) -> About<'_> {
        match self {
            Self::StepBegun { step, .. } | Self::CommandStarted { step, .. } => About::of(FactKind::Other).step(step),
            Self::CommandEnded { step, evidence, .. } => {
                About::of(FactKind::Other).step(step).read_from(*evidence).seen()
            }
            Self::SerialRead(SerialRead { environment, evidence, .. }) => {
                About::of(FactKind::Verified).environment(environment).read_from(Some(*evidence)).seen()
            }
            Self::UploadReported(told) => About::of(FactKind::Claimed).step(&told.step).read_from(told.page),
            Self::StepWithdrawn { step, .. } => About::of(FactKind::Decision).step(step),
            Self::LicenseKept { step, unseen: false, .. } | Self::ModulePublished { step, message: Some(_), .. } => {
                About::of(FactKind::Verified).step(step)
            }
            Self::LicenseKept { step, unseen: true, .. }
            | Self::StepDone { step, .. }
            | Self::ValueClaimed { step, .. }
            | Self::ModulesReported(ModulesReported { step, some: false, .. })
            | Self::ModulePublished { step, message: None, .. } => About::of(FactKind::Claimed).step(step),
            Self::ModulesAccepted(told) => About::of(FactKind::Decision).step(&told.step),
            Self::ModulesChecked(told) => {
                let kind = match told.found {
                    ModulesFound::Same => FactKind::Verified,
                    ModulesFound::OtherCode | ModulesFound::Wizard => FactKind::Failed,
                };
                About::of(kind).step(&told.step).read_from(Some(told.evidence))
            }
            Self::ProblemReported { step, .. }
            | Self::PublishFailed { step, .. }
            | Self::ModulesReported(ModulesReported { step, some: true, .. }) => About::of(FactKind::Failed).step(step),
            Self::PageAccepted { step, evidence, .. } => {
                About::of(FactKind::Decision).step(step).read_from(Some(*evidence))
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
            Self::ModuleChosen(ModuleChosen { environment, .. })
            | Self::SerialChanged(SerialChanged { environment, .. })
            | Self::EnvironmentPostponed(EnvironmentPostponed { environment, .. })
            | Self::EnvironmentTakenUp(EnvironmentTakenUp { environment }) => {
                About::of(FactKind::Decision).environment(environment)
            }
            Self::CodeCorrected(correction) => About::of(FactKind::Decision).read_from(correction.evidence),
            Self::DeploymentSeen { deployment } => {
                About { environment: deployment.environment.as_ref(), ..About::of(FactKind::Other).seen() }
            }
            Self::VersionChanged(_) | Self::ClockJumped(_) | Self::Watched { .. } | Self::Unwatched { .. } => {
                About::of(FactKind::Other).seen()
            }
            Self::MigrationStarted(_) => About::of(FactKind::Other),
            Self::RequirementAnswered { .. }
            | Self::RequirementReopened(_)
            | Self::SupportAnswered { .. }
            | Self::StepsReopened(_)
            | Self::Held { .. }
            | Self::LineLifted { .. }
            | Self::WentOn { .. }
            | Self::WindowChanged(_)
            | Self::HandedOver(_)
            | Self::TakenOver
            | Self::ItemAcknowledged { .. }
            | Self::OrderChosen(_)
            | Self::NightEnded(_)
            | Self::NightBegun(_)
            | Self::DeploymentsResumed(_)
            | Self::RollbackStarted { .. }
            | Self::DeploymentsAccepted { .. }
            | Self::AbortAsked { .. }
            | Self::Abandoned { .. } => About::of(FactKind::Decision),
            Self::CaseNumbered(_) => About::of(FactKind::Note),
            Self::NoteWritten { about, .. } => About { step: about.as_ref(), ..About::of(FactKind::Note) },
            Self::Pointed(Pointing { target, .. }) => {
                About { step: target.step(), environment: target.environment(), ..About::of(FactKind::Note) }
            }
            Self::Refused { step, .. } => About { step: step.as_ref(), ..About::of(FactKind::Refused) },
        }
    }

    /// The step that the fact is about.
    pub const fn step(&self) -> Option<&StepId> {
        self.about().step
    }
}

impl Author {
    /// Who says a fact, where somebody does something or the program does it by itself.
    pub const fn of(event: &Event, by_itself: bool) -> Self {
        if by_itself { Self::Program } else { event.about().author }
    }
}
