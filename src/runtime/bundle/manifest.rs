//! The manifest of a bundle, and the names and sizes that its files may have.

use serde::{Deserialize, Serialize};

use crate::{domain::digest::Digest, runtime::folder::PROCEDURE};

/// The one format of bundles so far.
pub(super) const FORMAT: &str = "acmove-bundle-1";

/// The name of the manifest; it is the first file of the archive.
pub(super) const MANIFEST: &str = "manifest.json";

/// The name of the journal.
pub(super) const JOURNAL: &str = "journal.jsonl";

/// Documents for people, which are not read again.
pub const DOCUMENTS: [&str; 4] = ["report.md", "report.html", "report.json", "ticket.txt"];

/// The most files of a bundle: far more than thousands of environments have.
pub(super) const MOST_FILES: u64 = 100_000;

/// The largest bundle, and the most that all of its files may have together, in bytes.
pub(super) const LARGEST: u64 = 512 << 20;

/// The contents of a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Which format it has.
    pub format: String,
    /// The version of acmove that made it.
    pub acmove: String,
    /// The name of the migration.
    pub migration: String,
    /// Whether it is a rehearsal.
    pub rehearsal: bool,
    /// Where its journal ends.
    pub journal: JournalEnd,
    /// The damage that the journal already had when it was packed: only its beginning can be read then. `None`: no damage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub damage: Option<String>,
    /// Whether license files are in it.
    pub licenses: bool,
    /// Files that a fact speaks of, and that were not there or not what was kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Every other file of the archive.
    pub files: Vec<Packed>,
}

/// Where a journal ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalEnd {
    /// The number of its last record.
    pub events: u64,
    /// The hash of that record.
    pub head: Digest,
}

/// A file of a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    /// Its name in the archive.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its digest.
    pub sha256: Digest,
}

/// The kind of a file in a bundle, by its name: no other file is packed or unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BundlePart {
    Manifest,
    Journal,
    Toml,
    Document,
    Evidence,
    License,
}

impl BundlePart {
    /// The kind of file that a name stands for; `None` where the name does not belong into a bundle.
    pub(super) fn of(name: &str) -> Option<Self> {
        match name {
            MANIFEST => return Some(Self::Manifest),
            JOURNAL => return Some(Self::Journal),
            PROCEDURE => return Some(Self::Toml),
            name if DOCUMENTS.contains(&name) => return Some(Self::Document),
            _ => {}
        }
        let (folder, file) = name.split_once('/')?;
        let (stem, ending) = file.rsplit_once('.')?;
        match folder {
            "evidence" if matches!(ending, "txt" | "html") && stem.parse::<Digest>().is_ok() => Some(Self::Evidence),
            "licenses" if ending == "lic" && is_plain(stem) => Some(Self::License),
            _ => None,
        }
    }

    /// The most bytes that such a file may have.
    pub(super) const fn limit(self) -> u64 {
        match self {
            Self::Manifest => 24 << 20,
            Self::Document => 64 << 20,
            Self::Journal => 256 << 20,
            Self::Toml | Self::Evidence => 4 << 20,
            Self::License => 1 << 20,
        }
    }
}

/// Whether a name is one harmless component: what environments' ids, sides and digests are made of.
fn is_plain(stem: &str) -> bool {
    (1..=120).contains(&stem.len())
        && stem.contains('-')
        && stem.bytes().all(|c| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}
