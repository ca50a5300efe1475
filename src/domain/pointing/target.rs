//! A place of a migration that can be pointed at, as text and back.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{
    super::{environment_id::EnvironmentId, plan::StepId},
    field::Field,
};

/// The words of places that need no other.
pub(in crate::domain) const ROLLBACK: &str = "rollback";
pub(in crate::domain) const PROCEDURE: &str = "procedure";

/// A place of a migration that can be pointed at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Target {
    /// An environment.
    Environment(EnvironmentId),
    /// A field of an environment.
    Field(EnvironmentId, Field),
    /// A step.
    Step(StepId),
    /// An answer to what usually goes wrong, by its number.
    Faq(u8),
    /// A fact, by the number of its record.
    Fact(u64),
    /// The rollback.
    Rollback,
    /// The procedure.
    Procedure,
}

/// A text that names no place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} names nothing that can be pointed at")]
pub struct NotATarget(String);

impl Target {
    /// The environment that it names.
    pub const fn environment(&self) -> Option<&EnvironmentId> {
        match self {
            Self::Environment(id) | Self::Field(id, _) => Some(id),
            Self::Step(_) | Self::Faq(_) | Self::Fact(_) | Self::Rollback | Self::Procedure => None,
        }
    }

    /// The step, where it is one.
    pub const fn step(&self) -> Option<&StepId> {
        match self {
            Self::Step(step) => Some(step),
            Self::Environment(_)
            | Self::Field(..)
            | Self::Faq(_)
            | Self::Fact(_)
            | Self::Rollback
            | Self::Procedure => None,
        }
    }
}

/// The place as a person writes it: with the word of its kind only where it needs one.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_field =
            |step: &StepId| step.as_str().rsplit('/').next().is_some_and(|name| Field::named(name).is_some());
        match self {
            Self::Field(id, field) => write!(f, "{id}/{}", field.word()),
            Self::Step(step) if !is_field(step) => write!(f, "{step}"),
            Self::Environment(_) | Self::Step(_) | Self::Faq(_) | Self::Fact(_) | Self::Rollback | Self::Procedure => {
                f.write_str(&String::from(self.clone()))
            }
        }
    }
}

/// The place as it is recorded: always with the word of its kind.
impl From<Target> for String {
    fn from(target: Target) -> Self {
        match target {
            Target::Environment(id) => format!("env:{id}"),
            Target::Field(id, field) => format!("field:{id}/{}", field.word()),
            Target::Step(step) => format!("step:{step}"),
            Target::Faq(number) => format!("faq:{number}"),
            Target::Fact(seq) => format!("fact:{seq}"),
            Target::Rollback => ROLLBACK.to_owned(),
            Target::Procedure => PROCEDURE.to_owned(),
        }
    }
}

impl TryFrom<String> for Target {
    type Error = NotATarget;

    fn try_from(text: String) -> Result<Self, NotATarget> {
        text.parse()
    }
}

impl FromStr for Target {
    type Err = NotATarget;

    fn from_str(text: &str) -> Result<Self, NotATarget> {
        let field = |place: &str| {
            let (id, word) = place.split_once('/')?;
            let field = Field::ALL.into_iter().find(|field| field.word() == word)?;
            Some(Self::Field(id.parse().ok()?, field))
        };
        let known = match text.split_once(':') {
            None if text == ROLLBACK => Some(Self::Rollback),
            None if text == PROCEDURE => Some(Self::Procedure),
            Some(("env", id)) => id.parse().ok().map(Self::Environment),
            Some(("field", place)) => field(place),
            Some(("step", step)) => step.contains('/').then(|| Self::Step(StepId::from(step))),
            Some(("faq", number)) => number.parse().ok().map(Self::Faq),
            Some(("fact", seq)) => seq.parse().ok().map(Self::Fact),
            Some(_) | None => None,
        };
        known.ok_or_else(|| NotATarget(text.to_owned()))
    }
}
