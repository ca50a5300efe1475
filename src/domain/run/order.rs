//! The order in which environments are asked for.

use super::super::index::EnvIx;

/// The order in which environments are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// The environments that come first, in their order; empty where nobody has chosen one.
    pub first: Vec<EnvIx>,
    /// The last fact that has changed what is asked for in which order; 0 where none has.
    pub(in super::super) changed: u64,
}

impl Arrangement {
    /// The place of an environment among those that are asked for: the chosen ones first, then the others.
    pub fn rank(&self, environment: EnvIx) -> (usize, EnvIx) {
        let chosen = self.first.iter().position(|first| *first == environment);
        (chosen.unwrap_or(self.first.len()), environment)
    }
}
