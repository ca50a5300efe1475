//! Why a migration folder cannot be used, with what to do.

use crate::{
    catalog::Faults,
    domain::{digest::Digest, text::typed},
    journal::JournalError,
};

/// Why a migration folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// A file that a person wrote has errors.
    #[error(transparent)]
    Faults(#[from] Faults),
    /// A file cannot be read.
    #[error("{file} cannot be read: {why}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why, with the remedy.
        why: String,
    },
    /// A file cannot be written.
    #[error("{file} cannot be written: {why}.")]
    Unwritable {
        /// The file.
        file: String,
        /// Why, with the remedy.
        why: String,
    },
    /// There is no such edition.
    #[error("There is no edition {id:?}. {hint}")]
    NoEdition {
        /// The id that was asked for.
        id: String,
        /// The nearest edition, or all there are.
        hint: String,
    },
    /// There is no such scenario.
    #[error("There is no scenario {id:?}. {hint}")]
    NoScenario {
        /// The id that was asked for.
        id: String,
        /// The nearest scenario, or all there are.
        hint: String,
    },
    /// Something of the journal.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// It is a bundle that somebody has unpacked.
    #[error(
        "{0} is an unpacked bundle (it contains manifest.json), so it is read-only: view it with `acmove replay {typed}`. Continue in the original migration folder; if that is lost and this copy replaces it, delete manifest.json here first.",
        typed = typed(.0)
    )]
    Bundle(String),
    /// The edition's copy is not the one that was started with.
    #[error(
        "{file} is not the edition that this migration was started with (SHA-256 {expected}). Restore the original file; nothing was changed."
    )]
    OtherEdition {
        /// The file.
        file: String,
        /// Digest of the right one.
        expected: Digest,
    },
    /// The edition's copy cannot be used: without it the facts cannot be read.
    #[error(
        "{file}, the edition that this migration was started with, cannot be used: {why}. Restore it from a copy; nothing was changed."
    )]
    EditionLost {
        /// The file.
        file: String,
        /// The reason.
        why: String,
    },
    /// A file of the person stands where one would be written.
    #[error("{0} already exists with different content. Use another folder, or move that file away.")]
    Differs(String),
    /// The file system lacks what a migration needs.
    #[error("{folder}{} cannot contain a migration. {why} Use a folder on a local disk.", named(.name.as_ref()))]
    FileSystem {
        /// The folder.
        folder: String,
        /// How the file system is called, where that is known.
        name: Option<String>,
        /// What is missing, as a sentence.
        why: String,
    },
    /// It is a part of another migration.
    #[error("{0} is inside a migration folder. Use a folder outside of it.")]
    Inside(String),
    /// The journal does not go so far.
    #[error("The journal has no record {0}.")]
    NoRecord(u64),
    /// The journal has no first fact.
    #[error("{0} contains no migration: its set-up was interrupted before the first record. Set it up again with `acmove new {typed}`, or name another folder.", typed = typed(.0))]
    Empty(String),
}

fn named(file_system: Option<&String>) -> String {
    file_system.map_or_else(String::new, |name| format!(" (file system {name})"))
}
