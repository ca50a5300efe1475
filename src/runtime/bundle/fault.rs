//! Why a bundle cannot be used, with what to do.

use std::path::PathBuf;

use crate::runtime::folder::FolderError;

/// Why a bundle cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// It is something else, or was made to do harm.
    #[error(
        "{file} is not a bundle that acmove can open: {why}. Ask the sender to make it again with `acmove bundle`."
    )]
    Refused {
        /// The file.
        file: PathBuf,
        /// Why.
        why: String,
    },
    /// Nobody can go on with it.
    #[error("{file} cannot be taken over: {why}.")]
    NoHandOver {
        /// The file.
        file: PathBuf,
        /// Why.
        why: String,
    },
    /// Its content differs from what was packed.
    #[error("{file} was damaged or changed on its way: {why}. Ask the sender to send it again.")]
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
