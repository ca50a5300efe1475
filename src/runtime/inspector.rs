//! Looks at files, pages and the vault. May take long on a slow share, so it never runs where the screen is drawn.

mod downloads;
mod file;
mod practice_task;
mod saving;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, atomic::AtomicBool},
};

use self::file::{LARGEST_LICENSE, complete, meant};
pub use self::file::{begins, below, read};
use super::folder;
use crate::{
    domain::{
        command::{FileCondition, OfferedFile, VaultCheck},
        digest::Digest,
        infrastructure::Side,
        secret::Secrets,
        text::shown,
        timeline_entry::TimelineEntry,
    },
    engine::{
        download::{Download, DownloadFilter},
        lookup::{Found, Target},
        ports::Inspect,
        session::Session,
        vault::ExpectedFile,
    },
    journal::{EvidenceStore, Vault, VaultFault},
    practice::{self, Practice},
    reading,
};

/// The most that is read of a saved page, in bytes.
const LARGEST_PAGE: u64 = 4 * 1024 * 1024;

/// Looks at things for a migration.
#[derive(Debug, Clone)]
pub struct Inspector {
    migration: PathBuf,
    vault: Vault,
    /// The address of the practice pages that are open here.
    practice: Option<String>,
    /// Whether a practice task is to be given up.
    stop: Arc<AtomicBool>,
    /// What no text may hold when it is handed over.
    secrets: Secrets,
}

impl Inspector {
    /// Looks at things for the migration in a folder.
    pub fn of(migration: &Path) -> Self {
        Self {
            migration: migration.to_owned(),
            vault: Vault::of(migration),
            practice: None,
            stop: Arc::default(),
            secrets: Secrets::default(),
        }
    }

    /// The same, with the practice pages that practice tasks may work on.
    #[must_use]
    pub fn with(self, practice: Option<&Practice>) -> Self {
        Self { practice: practice.map(|practice| practice.addresses().index.clone()), ..self }
    }

    /// The same, which takes these secrets out of every text before it is read, and of names of files.
    #[must_use]
    pub fn hiding(self, secrets: &Secrets) -> Self {
        Self { secrets: secrets.clone(), ..self }
    }

    /// The same, with a flag that makes it give up a practice task.
    #[must_use]
    pub fn stopped_by(self, stop: Arc<AtomicBool>) -> Self {
        Self { stop, ..self }
    }

    /// The folder of the migration.
    pub fn folder(&self) -> &Path {
        &self.migration
    }

    /// The condition of the files that ought to be in the vault.
    pub fn check_vault(&self, expected: &[ExpectedFile]) -> Vec<VaultCheck> {
        let condition = |one: &ExpectedFile, side, digest: Option<Digest>| {
            let Some(digest) = digest else { return FileCondition::Absent };
            match self.vault.verify(&Vault::file_name(&one.environment, side, &digest), &digest) {
                Ok(()) => FileCondition::Intact(digest),
                Err(VaultFault::Missing { .. }) => FileCondition::Absent,
                Err(fault @ VaultFault::Unreadable { .. }) => FileCondition::Unreadable(fault.to_string()),
                Err(fault) => FileCondition::Damaged(fault.to_string()),
            }
        };
        let vault_check = |one: &ExpectedFile| VaultCheck {
            source: condition(one, Side::Source, one.source),
            target: condition(one, Side::Target, one.target),
        };
        expected.iter().map(vault_check).collect()
    }
}

/// Reads the record again from the migration's own folder, and changes nothing.
impl Inspector {
    /// Every fact of the journal; where it is damaged, also those of the lines behind the damage that are whole by themselves.
    ///
    /// # Errors
    /// With a sentence, when the journal cannot be read.
    pub fn history(&self) -> Result<Vec<TimelineEntry>, String> {
        let mut facts = Vec::new();
        let read = folder::replay(&self.migration, |record, run| facts.push(TimelineEntry::of(record, run)));
        let migration = read.map_err(|error| error.to_string())?;
        facts.extend(self.behind_damage(&migration.session));
        Ok(facts)
    }

    /// The facts of the lines behind the damage of a journal that are whole by themselves.
    pub fn behind_damage(&self, session: &Session) -> Vec<TimelineEntry> {
        let mut facts = Vec::new();
        if session.is_damaged() && !session.beyond.is_newer() {
            let told = |line, record| facts.push(TimelineEntry::behind_damage(line, &record, &session.run));
            // What cannot be read is not shown.
            let _ = folder::read_behind(&self.migration, session.run.facts, told);
        }
        facts
    }

    /// The migration as it was after a fact.
    ///
    /// # Errors
    /// With a sentence, when the journal cannot be read so far.
    pub fn past(&self, seq: u64) -> Result<Box<Session>, String> {
        folder::as_of(&self.migration, seq).map(Box::new).map_err(|error| error.to_string())
    }

    /// The text of a piece of evidence.
    ///
    /// # Errors
    /// With a sentence, when it is gone or not what was kept.
    pub fn evidence(&self, digest: &Digest) -> Result<String, String> {
        let bytes = EvidenceStore::of(&self.migration).read(digest).map_err(|fault| fault.to_string())?;
        Ok(shown(&String::from_utf8_lossy(&bytes)))
    }
}

impl Inspect for Inspector {
    fn look(&self, inquiry: &Target) -> Found {
        match inquiry {
            Target::File(path) => self.license(path),
            Target::Page(path) => match read(path, LARGEST_PAGE) {
                Ok(bytes) => self.text(bytes),
                Err(why) => Found::Nothing(why),
            },
            Target::Text(pasted) => self.text(pasted.clone().into_bytes()),
            Target::Vault(expected) => Found::Vault(self.check_vault(expected)),
            Target::Practice(task) => self.run(task),
        }
    }

    fn downloads(&self, download_filter: &DownloadFilter, known: &[Download]) -> Result<Vec<Download>, String> {
        downloads::downloads(&self.migration, download_filter, known)
    }

    fn situation(&self) -> Result<Vec<String>, String> {
        self.in_parts().map_err(|why| format!("The text for a helper was not made: {}.", why.trim_end_matches('.')))
    }

    fn complete(&self, typed: &str) -> Vec<String> {
        complete(typed)
    }
}

/// Makes a finding of bytes.
impl Inspector {
    fn license(&self, path: &Path) -> Found {
        let path = &meant(path);
        let bytes = match read(path, LARGEST_LICENSE) {
            Ok(bytes) => bytes,
            Err(why) => return Found::Nothing(why),
        };
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        self.offered(&name, bytes)
    }

    /// A license file; its bytes are kept as they are.
    fn offered(&self, name: &str, bytes: Vec<u8>) -> Found {
        let file = OfferedFile {
            is_practice: practice::is_license(&bytes),
            name: self.secrets.hide(name).into_owned(),
            sha256: Digest::of(&bytes),
            bytes: bytes.len() as u64,
            kind: reading::file_kind(&bytes),
        };
        Found::File(file, bytes)
    }

    /// A text, as it is read and kept.
    fn text(&self, bytes: Vec<u8>) -> Found {
        let bytes = reading::without_secrets(bytes, &self.secrets);
        let (reading, publish) = (reading::read(&bytes), Box::new(reading::read_publish(&bytes)));
        Found::Text { reading, publish, is_html: reading::is_html(&bytes), bytes }
    }
}
