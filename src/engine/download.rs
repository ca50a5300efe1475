//! A license file in the folder of downloads, as data.

use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};

use crate::domain::{digest::Digest, identity::SerialNumber};

/// The unit of sizes, in bytes.
const KILO: u64 = 1000;

/// The files to look for in the folder of downloads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DownloadFilter {
    /// The folder of downloads, as it was written down.
    pub folder: String,
    /// Since when a file counts as new.
    pub since: Timestamp,
}

/// A license file in the folder of downloads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// Where it lies.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was saved.
    pub saved: Timestamp,
    /// Its digest.
    pub sha256: Digest,
}

impl Download {
    /// The serial number in its name.
    pub fn serial(&self) -> Option<SerialNumber> {
        SerialNumber::at_start_of(&self.name)
    }

    /// Its size, and how long ago it was saved.
    pub fn words(&self, now: Timestamp) -> String {
        let bytes = self.bytes;
        let size =
            if bytes < KILO { format!("{bytes} bytes") } else { format!("{}.{} kB", bytes / KILO, bytes % KILO / 100) };
        let minutes = now.duration_since(self.saved).max(SignedDuration::ZERO).as_mins();
        let age = match minutes {
            0 => "less than a minute ago".to_owned(),
            1..60 => format!("{minutes} min ago"),
            _ => format!("{} h ago", minutes / 60),
        };
        format!("{size}, saved {age}")
    }
}
