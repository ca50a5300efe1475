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
        "{0} is an unpacked bundle (it has a manifest.json), and a bundle is only looked at: `acmove replay {typed}` shows it. Go on in the migration's own folder; if that is lost and this copy has to take its place, delete manifest.json here first.",
        typed = typed(.0)
    )]
    Bundle(String),
    /// The edition's copy is not the one that was started with.
    #[error(
        "{file} is not the edition that this migration was started with (SHA-256 {expected}). Put the original back; nothing was changed."
    )]
    OtherEdition {
        /// The file.
        file: String,
        /// Digest of the right one.
        expected: Digest,
    },
    /// The edition's copy cannot be used: without it the facts cannot be read.
    #[error(
        "{file}, the edition that this migration was started with, cannot be used: {why}. Put it back from a copy; nothing was changed."
    )]
    EditionLost {
        /// The file.
        file: String,
        /// The reason.
        why: String,
    },
    /// A file of the person stands where one would be written.
    #[error("{0} is there already with other content. Choose another folder, or move that file away.")]
    Differs(String),
    /// The file system lacks what a migration needs.
    #[error("A migration cannot lie in {folder}{}. {why} Choose a folder on a local disk.", named(.name.as_ref()))]
    FileSystem {
        /// The folder.
        folder: String,
        /// How the file system is called, where that is known.
        name: Option<String>,
        /// What is missing, as a sentence.
        why: String,
    },
    /// It is a part of another migration.
    #[error(
        "{0} is inside a migration, among the files that acmove keeps there. Choose a folder beside that migration."
    )]
    Inside(String),
    /// The journal does not go so far.
    #[error("The journal has no record {0}.")]
    NoRecord(u64),
    /// The journal has no first fact.
    #[error("{0} holds no migration: its journal has no whole record, so its set-up was interrupted. Set it up again with `acmove new {typed}`, or name another folder.", typed = typed(.0))]
    Empty(String),
}

fn named(file_system: Option<&String>) -> String {
    file_system.map_or_else(String::new, |name| format!(" (file system {name})"))
}
