//! The vault, as far as an engine asks for it.

use crate::domain::{digest::Digest, infrastructure::EnvironmentId};

/// The files that ought to be in the vault for an environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedFile {
    /// Whose.
    pub environment: EnvironmentId,
    /// The source license file.
    pub source: Option<Digest>,
    /// The target license file.
    pub target: Option<Digest>,
}

/// What becomes of a file that is found lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenLost {
    /// It is shown: somebody only looks, and a drive that is away for a moment is back in the next.
    Show,
    /// It is recorded: somebody acts on what is in the vault.
    Record,
}
