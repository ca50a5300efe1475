//! Facts that do not fit a migration.

use super::super::{infrastructure::EnvironmentId, plan::StepId};

/// A fact that does not fit the migration: the journal was put together by hand, or belongs to another procedure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplayError {
    /// The first fact is another one.
    #[error("the journal does not start with the start of a migration")]
    NotABeginning,
    /// A migration cannot begin twice.
    #[error("record {0} starts the migration a second time")]
    SecondBeginning(u64),
    /// The procedure is another one.
    #[error("the journal was written with the procedure {recorded}, not with {found}")]
    OtherProcedure {
        /// The one in the journal.
        recorded: String,
        /// The one at hand.
        found: String,
    },
    /// It would take more memory than any migration needs.
    #[error("it would have {0} steps, and no migration has more than {MOST_STEPS}")]
    TooLarge(usize),
    /// There is no such step.
    #[error("record {seq} names the step {step}, which this migration does not have")]
    NoSuchStep {
        /// The record.
        seq: u64,
        /// The step.
        step: StepId,
    },
    /// A step that is no `ActivationCodeCheck` has no result of it.
    #[error("record {seq} has a result of ActivationCodeCheck for the step {step}, which is another step")]
    NoCodeCheck {
        /// The record.
        seq: u64,
        /// The step.
        step: StepId,
    },
    /// There is no such environment.
    #[error("record {seq} names the environment {environment}, which this migration does not have")]
    NoSuchEnvironment {
        /// The record.
        seq: u64,
        /// The environment.
        environment: EnvironmentId,
    },
    /// An environment that is left out cannot be left out again.
    #[error("record {seq} leaves the environment {environment} out for now, which is left out already")]
    LeftOutTwice {
        /// The record.
        seq: u64,
        /// The environment.
        environment: EnvironmentId,
    },
    /// Only what is left out can be taken up again.
    #[error("record {seq} takes up the environment {environment} again, which is not left out")]
    NotLeftOut {
        /// The record.
        seq: u64,
        /// The environment.
        environment: EnvironmentId,
    },
    /// An order names an environment once.
    #[error("record {seq} names the environment {environment} twice in an order")]
    OrderedTwice {
        /// The record.
        seq: u64,
        /// The environment.
        environment: EnvironmentId,
    },
    /// A night is ended, or deployments are resumed, only while deployments are paused.
    #[error("record {0} resumes deployments, which were not paused")]
    NotPaused(u64),
    /// A night begins only after one that was ended.
    #[error("record {0} continues after a night that was not ended")]
    NotBetween(u64),
    /// There is no such requirement.
    #[error("record {seq} answers the requirement {requirement}, which this procedure does not have")]
    NoSuchRequirement {
        /// The record.
        seq: u64,
        /// The requirement.
        requirement: String,
    },
    /// It does not follow from the hand-over before it.
    #[error("record {0} does not fit the hand-over before it")]
    NotHandedOver(u64),
}

/// The most steps that a plan may have.
pub(super) const MOST_STEPS: usize = 500_000;
