//! Where a step stands, and the gates that are closed. Gates fail closed: what is not known to be settled holds.

use super::super::{
    index::{EnvIx, StepIx},
    procedure::StepKind,
    run::Evidence,
};

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its gate is closed.
    Waiting(Gate),
    /// It can be done.
    Open,
    /// It was begun and has to be closed.
    Begun,
    /// It is done.
    Done(Evidence),
    /// It failed and can be tried again.
    Failed,
    /// It failed and is gathered for one Support request.
    Collected,
    /// This migration does not need it.
    NotNeeded,
    /// It was done, or failed, and has to be done again.
    Reopened,
    /// Its environment is left out for now.
    Postponed,
}

/// How far a phase is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many of its steps are done.
    pub done: usize,
    /// How many of them this migration needs.
    pub needed: usize,
    /// How many are done only as a person said. An upload is proved by the page that is read after it.
    pub claimed: usize,
}

impl Tally {
    /// Counts a step that stands like this, or does not stand so any more.
    pub(super) fn count(&mut self, standing: Standing, kind: &StepKind, is_new: bool) {
        let is_upload = matches!(kind, StepKind::Upload { .. });
        let claimed = standing == Standing::Done(Evidence::Claimed) && !is_upload;
        for (count, counts) in [
            (&mut self.needed, standing != Standing::NotNeeded),
            (&mut self.done, matches!(standing, Standing::Done(_))),
            (&mut self.claimed, claimed),
        ] {
            let by = usize::from(counts);
            *count = if is_new { *count + by } else { count.saturating_sub(by) };
        }
    }
}

/// A reason why a step cannot be done now; a phase is named by its place in the procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Not all requirements are answered.
    Requirements,
    /// The migration was given up.
    Abandoned,
    /// The line is stopped by this step.
    LineStopped(StepIx),
    /// The migration is on its way back.
    RollingBack,
    /// No rollback was started.
    NotRollingBack,
    /// An earlier phase is not complete.
    Phase(usize),
    /// An earlier step is not done.
    Step(StepIx),
    /// Another environment comes first.
    Environment(EnvIx),
    /// Support has to correct the license definition.
    Support,
    /// There is no verified backup to restore.
    Backup,
    /// A deployment is under way in the freeze, or was, and nobody decided about it.
    Deployment,
    /// The work has stopped for today, and deployments run.
    BetweenNights,
    /// The environment has, or may have, a target license: only a rollback uploads the source again.
    OnTarget,
}

impl Standing {
    /// Whether it can be done or tried again now; collected steps can too, but nobody is asked to.
    pub const fn is_answerable(&self) -> bool {
        match self {
            Self::Open | Self::Begun | Self::Failed | Self::Reopened => true,
            Self::Waiting(_) | Self::Done(_) | Self::Collected | Self::NotNeeded | Self::Postponed => false,
        }
    }

    /// Whether the way back need not wait for it: what a rollback collects goes to Support at its end.
    pub const fn is_settled_back(&self) -> bool {
        match self {
            Self::Done(_) | Self::Collected | Self::NotNeeded => true,
            Self::Waiting(_) | Self::Open | Self::Begun | Self::Failed | Self::Reopened | Self::Postponed => false,
        }
    }

    /// Whether there is still something to do about it.
    pub const fn is_left(&self) -> bool {
        match self {
            Self::Waiting(_)
            | Self::Open
            | Self::Begun
            | Self::Failed
            | Self::Collected
            | Self::Reopened
            | Self::Postponed => true,
            Self::Done(_) | Self::NotNeeded => false,
        }
    }

    /// The word of `status`.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Waiting(_) => "waiting",
            Self::Open | Self::Begun => "open",
            Self::Done(_) => "done",
            Self::Failed => "failed",
            Self::Collected => "collected",
            Self::NotNeeded => "not-needed",
            Self::Reopened => "reopened",
            Self::Postponed => "postponed",
        }
    }
}
