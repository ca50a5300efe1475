//! Subjects of cards, and owners of steps.

use crate::domain::{
    index::{EnvIx, StepIx},
    outlook::Next,
};

/// Whose steps are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// Those of the infrastructure as a whole.
    Infrastructure,
    /// Those of an environment.
    Environment(EnvIx),
}

impl Owner {
    /// The environment, if it is one.
    pub const fn environment(self) -> Option<EnvIx> {
        match self {
            Self::Infrastructure => None,
            Self::Environment(environment) => Some(environment),
        }
    }
}

/// The subject of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A requirement that is not answered.
    Requirement(usize),
    /// A step of the plan.
    Step(StepIx),
    /// The stopped line; the step that stopped it.
    Stopped(StepIx),
    /// A first upload of a target license could not be rolled back within the window: start it, hold, or stop.
    FirstUpload(StepIx),
    /// A rollback would no longer end within the window: go on, or roll back.
    Deadline,
    /// Deployments in the freeze: wait, have them aborted, or decide.
    Deployments,
    /// An answer of Support is awaited.
    Support,
    /// The migration was handed over: take it over, or acknowledge an open item.
    TakeOver,
    /// Nothing else can be asked, and an environment is left out for now: decide how the night ends.
    EndOfNight,
    /// The work stopped for today: pause deployments again and continue.
    BetweenNights,
    /// There is nothing left to do.
    Nothing,
}

impl Subject {
    /// The card of what is asked.
    pub const fn of(next: Next) -> Self {
        match next {
            Next::Requirement(place) => Self::Requirement(place),
            Next::Step(step) => Self::Step(step),
            Next::Decide(step) => Self::Stopped(step),
            Next::FirstUpload(step) => Self::FirstUpload(step),
            Next::Deadline => Self::Deadline,
            Next::Deployments => Self::Deployments,
            Next::Support => Self::Support,
            Next::TakeOver => Self::TakeOver,
            Next::EndOfNight => Self::EndOfNight,
            Next::BetweenNights => Self::BetweenNights,
            Next::Nothing => Self::Nothing,
        }
    }

    /// The step it is about.
    pub const fn step(self) -> Option<StepIx> {
        match self {
            Self::Step(step) | Self::Stopped(step) | Self::FirstUpload(step) => Some(step),
            Self::Requirement(_)
            | Self::Deadline
            | Self::Deployments
            | Self::Support
            | Self::TakeOver
            | Self::EndOfNight
            | Self::BetweenNights
            | Self::Nothing => None,
        }
    }
}
