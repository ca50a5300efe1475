//! Properties of a fact that are known without looking into it: its subject, its kind, its evidence, and its author.

use super::super::{digest::Digest, infrastructure::EnvironmentId, plan::StepId};

/// The author of what the program saw by itself, as records name it.
pub const PROGRAM: &str = "acmove";

/// The subject, kind, evidence and author of a fact.
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

/// The kind of a fact.
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

impl<'event> About<'event> {
    /// A fact of a kind, said by a person, about nothing else.
    pub(super) const fn of(kind: FactKind) -> Self {
        Self { step: None, environment: None, kind, evidence: None, author: Author::Person }
    }

    pub(super) const fn step(self, step: &'event StepId) -> Self {
        Self { step: Some(step), ..self }
    }

    pub(super) const fn environment(self, environment: &'event EnvironmentId) -> Self {
        Self { environment: Some(environment), ..self }
    }

    pub(super) const fn read_from(self, evidence: Option<Digest>) -> Self {
        Self { evidence, ..self }
    }

    /// The program saw it by itself.
    pub(super) const fn seen(self) -> Self {
        Self { author: Author::Program, ..self }
    }
}

impl FactKind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Verified, Self::Claimed, Self::Failed, Self::Decision, Self::Note, Self::Refused, Self::Other];

    /// The kind's name, for people.
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
