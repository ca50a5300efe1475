//! Why a situation cannot be made or shown, with what to do.

use std::path::PathBuf;

use crate::{domain::digest::Digest, runtime::folder::FolderError, situation::Refused};

/// Why a situation cannot be made or shown.
#[derive(Debug, thiserror::Error)]
pub enum SituationError {
    /// The text is refused.
    #[error("{from}: {why}")]
    Refused {
        /// Where the text comes from.
        from: String,
        /// Why.
        why: Refused,
    },
    /// It is too large, or its journal changed meanwhile.
    #[error("no situation was made: {0}")]
    NotMade(Refused),
    /// Its edition is neither a bundled one nor in the text.
    #[error(
        "{from} follows an edition that this acmove does not know (SHA-256 {edition}). Install the version that made it, {acmove}, or a later one."
    )]
    NoEdition {
        /// Where the text comes from.
        from: String,
        /// The digest of the edition.
        edition: Digest,
        /// The version that made it.
        acmove: String,
    },
    /// The disk did not give or take something.
    #[error("{file}: {why}")]
    Disk {
        /// The file.
        file: PathBuf,
        /// The error from the disk.
        why: String,
    },
    /// The migration in it cannot be read.
    #[error(transparent)]
    Folder(#[from] FolderError),
}
