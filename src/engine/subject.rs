//! What a card is about, and whose steps are shown.

use crate::domain::outlook::Next;

/// Whose steps are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// Those of the infrastructure as a whole.
    Infrastructure,
    /// Those of an environment.
    Environment(usize),
}

impl Owner {
    /// The place of the environment, if it is one.
    pub const fn environment(self) -> Option<usize> {
        match self {
            Self::Infrastructure => None,
            Self::Environment(place) => Some(place),
        }
    }
}

/// What a card is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A requirement that is not answered.
    Requirement(usize),
    /// A step of the plan.
    Step(usize),
    /// The stopped line; the step that stopped it.
    Stopped(usize),
    /// A rollback would no longer end within the window: go on, or roll back.
    Deadline,
    /// Deployments in the freeze: wait, have them aborted, or decide.
    Deployments,
    /// An answer of Support is awaited.
    Support,
    /// There is nothing left to do.
    Nothing,
}

impl Subject {
    /// The card of what is asked.
    pub const fn of(next: Next) -> Self {
        match next {
            Next::Requirement(place) => Self::Requirement(place),
            Next::Step(place) => Self::Step(place),
            Next::Decide(place) => Self::Stopped(place),
            Next::Deadline => Self::Deadline,
            Next::Deployments => Self::Deployments,
            Next::Support => Self::Support,
            Next::Nothing => Self::Nothing,
        }
    }

    /// The step it is about.
    pub const fn step(self) -> Option<usize> {
        match self {
            Self::Step(place) | Self::Stopped(place) => Some(place),
            Self::Requirement(_) | Self::Deadline | Self::Deployments | Self::Support | Self::Nothing => None,
        }
    }
}
