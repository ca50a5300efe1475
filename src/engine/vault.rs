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
