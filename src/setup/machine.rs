//! What a set-up has to know of the machine on which it is answered. It never looks itself: `runtime` does.

use std::fmt::Debug;

/// Looks at the machine.
pub trait Machine: Debug + Send + Sync {
    /// The folder that a typed text means.
    fn folder(&self, typed: &str) -> FolderSeen;

    /// Whether an environment variable has a value.
    fn has(&self, variable: &str) -> bool;
}

/// What was found where a folder should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FolderSeen {
    /// A folder, and how it is written from now on.
    There(String),
    /// Something else.
    NotAFolder,
    /// Nothing.
    Missing,
    /// It could not be looked at in time, or not at all; with the reason.
    Unknown(String),
}
