//! Why a bundle cannot be used, with what to do.

use std::path::PathBuf;

use crate::runtime::folder::FolderError;

/// Why a bundle cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// It is something else, or was made to do harm.
    #[error(
        "{file} is not a bundle that acmove opens: {why}. Ask whoever sent it to make it again with `acmove bundle`."
    )]
    Refused {
        /// The file.
        file: PathBuf,
        /// Why.
        why: String,
    },
    /// Its content differs from what was packed.
    #[error("{file} is not what was packed: {why}. It was damaged or changed on its way; have it sent again.")]
    Damaged {
        /// The file.
        file: PathBuf,
        /// The damage.
        why: String,
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
