//! Looks at files, pages and the vault. May take long on a slow share, so it never runs where the screen is drawn.

mod downloads;
mod errand;

use std::{
    fs::{self, File},
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
    sync::{Arc, atomic::AtomicBool},
};

use super::{folder, platform};
use crate::{
    domain::{
        command::{Condition, OfferedFile, Sighting},
        digest::Digest,
        infrastructure::Side,
        text::shown,
        told::Told,
    },
    engine::{
        download::{Download, Lookout},
        lookup::{Found, Target},
        ports::Look,
        session::Session,
        vault::Expected,
    },
    journal::{Evidence, Vault, VaultFault},
    practice::{self, Practice},
    reading,
};

/// The most that is read of a file that may be a license, in bytes: one more than is accepted, to tell it is too large.
const LARGEST_LICENSE: u64 = 1024 * 1024 + 1;

/// The most that is read of a saved page, in bytes.
const LARGEST_PAGE: u64 = 4 * 1024 * 1024;

/// The most files that are shown when a path is completed.
const MOST_MATCHES: usize = 200;

/// Looks at things for a migration.
#[derive(Debug, Clone)]
pub struct Looker {
    migration: PathBuf,
    vault: Vault,
    /// The address of the practice pages that are open here.
    practice: Option<String>,
    /// Whether an errand is to be given up.
    stop: Arc<AtomicBool>,
}

impl Looker {
    /// Looks at things for the migration in a folder.
    pub fn of(migration: &Path) -> Self {
        Self { migration: migration.to_owned(), vault: Vault::of(migration), practice: None, stop: Arc::default() }
    }

    /// The same, with the practice pages that errands may work on.
    #[must_use]
    pub fn with(self, practice: Option<&Practice>) -> Self {
        Self { practice: practice.map(|practice| practice.addresses().index.clone()), ..self }
    }

    /// The same, with a flag that makes it give up an errand.
    #[must_use]
    pub fn stopped_by(self, stop: Arc<AtomicBool>) -> Self {
        Self { stop, ..self }
    }

    /// The condition of the files that ought to be in the vault.
    pub fn sight(&self, expected: &[Expected]) -> Vec<Sighting> {
        let condition = |one: &Expected, side, digest: Option<Digest>| {
            let Some(digest) = digest else { return Condition::Absent };
            match self.vault.verify(&Vault::file_name(&one.environment, side, &digest), &digest) {
                Ok(()) => Condition::Intact(digest),
                Err(VaultFault::Missing { .. }) => Condition::Absent,
                Err(fault @ VaultFault::Unreadable { .. }) => Condition::Unreadable(fault.to_string()),
                Err(fault) => Condition::Damaged(fault.to_string()),
            }
        };
        let sighting = |one: &Expected| Sighting {
            source: condition(one, Side::Source, one.source),
            target: condition(one, Side::Target, one.target),
        };
        expected.iter().map(sighting).collect()
    }
}

/// What was recorded, read again from the migration's own folder; nothing is changed by it.
impl Looker {
    /// Every fact of the journal.
    ///
    /// # Errors
    /// With a sentence, when the journal cannot be read.
    pub fn history(&self) -> Result<Vec<Told>, String> {
        let mut facts = Vec::new();
        let read = folder::replay(&self.migration, |record, run| facts.push(Told::of(record, run)));
        read.map(|_| facts).map_err(|error| error.to_string())
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
        let bytes = Evidence::of(&self.migration).read(digest).map_err(|fault| fault.to_string())?;
        Ok(shown(&String::from_utf8_lossy(&bytes)))
    }
}

impl Look for Looker {
    fn look(&self, inquiry: &Target) -> Found {
        match inquiry {
            Target::File(path) => license(path),
            Target::Page(path) => match read(path, LARGEST_PAGE) {
                Ok(bytes) => text(bytes),
                Err(why) => Found::Nothing(why),
            },
            Target::Text(pasted) => text(pasted.clone().into_bytes()),
            Target::Vault(expected) => Found::Vault(self.sight(expected)),
            Target::Practice(errand) => self.run(errand),
        }
    }

    fn downloads(&self, lookout: &Lookout, known: &[Download]) -> Result<Vec<Download>, String> {
        downloads::downloads(&self.migration, lookout, known)
    }

    fn complete(&self, typed: &str) -> Vec<String> {
        complete(typed)
    }
}

fn license(path: &Path) -> Found {
    let bytes = match read(path, LARGEST_LICENSE) {
        Ok(bytes) => bytes,
        Err(why) => return Found::Nothing(why),
    };
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    offered(name, bytes)
}

fn offered(name: String, bytes: Vec<u8>) -> Found {
    let file = OfferedFile {
        is_practice: practice::is_license(&bytes),
        name,
        sha256: Digest::of(&bytes),
        bytes: bytes.len() as u64,
        is_html: reading::is_web_page(&bytes),
    };
    Found::File(file, bytes)
}

fn text(bytes: Vec<u8>) -> Found {
    Found::Text { reading: reading::read(&bytes), is_html: reading::is_html(&bytes), bytes }
}

/// A file's content up to a limit; what hinders is said with what to do.
#[expect(clippy::wildcard_enum_match_arm, reason = "a disk has more errors than there is something to say about")]
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, String> {
    let path = expand(path);
    let shown = path.display();
    let metadata = fs::metadata(&path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => format!("There is no file {shown}. Check the path; Tab completes it."),
        ErrorKind::PermissionDenied => format!("{shown} may not be read by you. Copy it to a folder of yours."),
        _ => format!("{shown} cannot be read: {error}."),
    })?;
    if metadata.is_dir() {
        return Err(format!("{shown} is a folder. Give the file in it."));
    }
    if !metadata.is_file() {
        return Err(format!("{shown} is not a file."));
    }
    let mut bytes = Vec::new();
    let read = File::open(&path).and_then(|file| file.take(limit).read_to_end(&mut bytes));
    match read {
        Ok(_) => Ok(bytes),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            Err(format!("{shown} may not be read by you. Copy it to a folder of yours."))
        }
        Err(error) => Err(format!("{shown} cannot be read: {error}.")),
    }
}

/// A path that somebody wrote into a description: below a folder, where it does not say which.
pub fn below(folder: &Path, path: &str) -> PathBuf {
    folder.join(expand(Path::new(path)))
}

/// A path with `~` at its beginning made whole.
fn expand(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), platform::home()) {
        (Ok(rest), Some(home)) => home.join(rest),
        (Ok(_) | Err(_), _) => path.to_owned(),
    }
}

/// Files and folders that begin like what was typed; folders end in a separator.
fn complete(typed: &str) -> Vec<String> {
    let typed = typed.trim_start_matches(['"', '\'']);
    let cut = typed.rfind(std::path::is_separator).map_or(0, |separator| separator + 1);
    let (folder, beginning) = typed.split_at(cut);
    let looked = expand(Path::new(if folder.is_empty() { "." } else { folder }));
    let Ok(entries) = fs::read_dir(looked) else { return Vec::new() };
    let mut matches: Vec<String> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let hidden = name.starts_with('.') && !beginning.starts_with('.');
            if hidden || !name.starts_with(beginning) || name.chars().any(char::is_control) {
                return None;
            }
            let is_folder = fs::metadata(entry.path()).is_ok_and(|metadata| metadata.is_dir());
            let end = if is_folder { std::path::MAIN_SEPARATOR_STR } else { "" };
            Some(format!("{folder}{name}{end}"))
        })
        .take(MOST_MATCHES)
        .collect();
    matches.sort();
    matches
}
