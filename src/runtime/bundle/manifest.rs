//! The manifest of a bundle, and the names and sizes that its files may have.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        command::{FileCondition, VaultCheck},
        digest::Digest,
        infrastructure::{EnvironmentId, Side},
        sight::Sight,
    },
    engine::session::Session,
    runtime::folder::{INFRASTRUCTURE, MANIFEST, PROCEDURE},
};

/// The one format of bundles so far.
pub(in crate::runtime) const FORMAT: &str = "acmove-bundle-1";

/// The name of the journal.
pub(super) const JOURNAL: &str = "journal.jsonl";

/// The state of the practice infrastructure, which goes along when a rehearsal is handed over.
pub(super) const PRACTICE: [&str; 3] = ["practice/scenario.toml", "practice/answers.toml", "practice/world.json"];

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
    /// Bytes of a record after the last one that was never acknowledged: the packed journal ends with them.
    #[serde(default, skip_serializing_if = "is_none")]
    pub torn: usize,
    /// What was found in the vault when it was packed. `None`: the acmove that packed it did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vault: Option<PackedVault>,
    /// Whether license files are in it.
    pub licenses: bool,
    /// Whether it is a hand-over: a colleague takes it over and goes on with it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hand_over: bool,
    /// Files that a fact speaks of, and that were not there or not what was kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Every other file of the archive.
    pub files: Vec<Packed>,
}

/// What was found in a vault when a bundle was packed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedVault {
    /// When somebody looked.
    pub at: Timestamp,
    /// The license files in use, by environment and side.
    pub files: Vec<PackedLicense>,
}

/// What was found of a license file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedLicense {
    /// Whose.
    pub environment: EnvironmentId,
    /// Of which code.
    pub side: Side,
    /// The digest of what was kept.
    pub sha256: Digest,
    /// What was found.
    pub found: FoundLicense,
}

/// What was found of a license file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FoundLicense {
    /// It was read back, and is what was kept.
    Verified,
    /// It could not be read.
    Unreadable,
    /// It was not there.
    Absent,
    /// Something else was in its place.
    Changed,
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
    /// What a colleague needs to continue: only in a hand-over.
    HandOver,
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
            INFRASTRUCTURE => return Some(Self::HandOver),
            name if DOCUMENTS.contains(&name) => return Some(Self::Document),
            _ => {}
        }
        let (folder, file) = name.split_once('/')?;
        let (stem, ending) = file.rsplit_once('.')?;
        match folder {
            "practice" if PRACTICE.contains(&name) => Some(Self::HandOver),
            "evidence" if matches!(ending, "txt" | "html") && stem.parse::<Digest>().is_ok() => Some(Self::Evidence),
            "licenses" if ending == "lic" && is_plain(stem) => Some(Self::License),
            _ => None,
        }
    }

    /// Whether it is a part of a migration folder; what is not was made for people, or describes the bundle.
    pub(super) const fn belongs_to_folder(self) -> bool {
        match self {
            Self::Journal | Self::Toml | Self::HandOver | Self::Evidence | Self::License => true,
            Self::Manifest | Self::Document => false,
        }
    }

    /// The most bytes that such a file may have.
    pub(super) const fn limit(self) -> u64 {
        match self {
            Self::Manifest => 24 << 20,
            Self::Document => 64 << 20,
            Self::Journal => 256 << 20,
            Self::Toml | Self::HandOver | Self::Evidence => 4 << 20,
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

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks like this")]
const fn is_none(bytes: &usize) -> bool {
    *bytes == 0
}

impl FoundLicense {
    const ALL: [Self; 4] = [Self::Verified, Self::Unreadable, Self::Absent, Self::Changed];

    /// Its word in a manifest.
    pub(in crate::runtime) const fn word(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Unreadable => "unreadable",
            Self::Absent => "absent",
            Self::Changed => "changed",
        }
    }

    /// What a word in a manifest stands for.
    pub(in crate::runtime) fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|found| found.word() == word)
    }

    const fn of(sight: &Sight) -> Option<Self> {
        match sight {
            Sight::NotLooked => None,
            Sight::Intact => Some(Self::Verified),
            Sight::Unreadable(_) => Some(Self::Unreadable),
            Sight::Absent => Some(Self::Absent),
            Sight::Changed(_) => Some(Self::Changed),
        }
    }

    /// The same as a look into the vault would have said it.
    fn condition(self, kept: Digest) -> FileCondition {
        match self {
            Self::Verified => FileCondition::Intact(kept),
            Self::Unreadable => FileCondition::Unreadable("it could not be read".to_owned()),
            Self::Absent => FileCondition::Absent,
            Self::Changed => FileCondition::Damaged("it was not what was kept".to_owned()),
        }
    }
}

impl PackedVault {
    /// What was found in the vault of a migration that is packed; `None` where nobody looked.
    pub(in crate::runtime) fn of(session: &Session) -> Option<Self> {
        let sides = |environment| [(environment, Side::Source), (environment, Side::Target)];
        let files = session.run.every_environment().flat_map(sides).filter_map(|(environment, side)| {
            let sha256 = session.run.environment(environment).file(side)?.sha256;
            let found = FoundLicense::of(&session.sight(environment, side))?;
            Some(PackedLicense { environment: session.run.described(environment).id.clone(), side, sha256, found })
        });
        Some(Self { at: session.packed_at?, files: files.collect() })
    }

    /// The same for a migration that is looked at, by its environments; `None` where it says nothing of some file in use.
    pub fn checks(&self, session: &Session) -> Option<Vec<VaultCheck>> {
        let condition = |environment, side| {
            let Some(kept) = session.run.environment(environment).file(side) else {
                return Some(FileCondition::Absent);
            };
            let id = &session.run.described(environment).id;
            let is_it = |file: &&PackedLicense| (&file.environment, file.side, file.sha256) == (id, side, kept.sha256);
            self.files.iter().find(is_it).map(|file| file.found.condition(kept.sha256))
        };
        let check = |environment| {
            Some(VaultCheck {
                source: condition(environment, Side::Source)?,
                target: condition(environment, Side::Target)?,
            })
        };
        session.run.every_environment().map(check).collect()
    }
}
