//! Files known by their digests: the vault of license files, and evidence. Written once, read back at once, never changed.

use std::{
    fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use super::{
    cause::told,
    disk,
    fault::VaultFault,
    file_system::{FileSystem, Real},
};
use crate::domain::{
    digest::Digest,
    infrastructure::{EnvironmentId, Side},
};

/// The license files of a migration.
#[derive(Debug, Clone)]
pub struct Vault(Shelf);

/// The page texts and attached files of a migration.
#[derive(Debug, Clone)]
pub struct EvidenceStore(Shelf);

/// A file that is on the disk, and was read back from there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptBlob {
    /// Its name in its folder.
    pub file_name: String,
    /// Its digest.
    pub digest: Digest,
}

/// The form of a piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceForm {
    /// Text, as copied from a page.
    Text,
    /// A saved page.
    Html,
}

impl Vault {
    /// The vault of the migration in a folder.
    pub fn of(migration: &Path) -> Self {
        Self::on(migration, &Real)
    }

    /// The same on a file system that may lack something.
    pub fn on(migration: &Path, file_system: &'static dyn FileSystem) -> Self {
        Self(Shelf { folder: migration.join("licenses"), limit: 1 << 20, file_system })
    }

    /// How a license file is called in the vault.
    pub fn file_name(environment: &EnvironmentId, side: Side, digest: &Digest) -> String {
        format!("{environment}-{}-{}.lic", side.word(), digest.short())
    }

    /// Keeps a license file: when this returns, it is on the disk and was read back; it is read-only where files can be.
    pub fn keep(&self, environment: &EnvironmentId, side: Side, bytes: &[u8]) -> Result<KeptBlob, VaultFault> {
        let digest = Digest::of(bytes);
        self.0.keep(Self::file_name(environment, side, &digest), digest, bytes)
    }

    /// Reads a license file back and compares its digest.
    pub fn verify(&self, file_name: &str, digest: &Digest) -> Result<(), VaultFault> {
        self.0.read(file_name, digest).map(drop)
    }

    /// Where a license file is, for the one who is to upload it; the name may come from anywhere.
    pub fn path(&self, file_name: &str) -> Result<PathBuf, VaultFault> {
        self.0.path(file_name)
    }
}

impl EvidenceStore {
    /// The evidence of the migration in a folder.
    pub fn of(migration: &Path) -> Self {
        Self(Shelf { folder: migration.join("evidence"), limit: 4 << 20, file_system: &Real })
    }

    /// Keeps a piece of evidence: when this returns, it is on the disk and was read back; it is read-only where files can be.
    pub fn keep(&self, form: EvidenceForm, bytes: &[u8]) -> Result<KeptBlob, VaultFault> {
        let digest = Digest::of(bytes);
        self.0.keep(form.file_name(&digest), digest, bytes)
    }

    /// Reads a piece of evidence back, whichever form it has, and compares its digest.
    pub fn read(&self, digest: &Digest) -> Result<Vec<u8>, VaultFault> {
        match self.0.read(&EvidenceForm::Text.file_name(digest), digest) {
            Err(missing @ VaultFault::Missing { .. }) => {
                match self.0.read(&EvidenceForm::Html.file_name(digest), digest) {
                    Err(VaultFault::Missing { .. }) => Err(missing),
                    found => found,
                }
            }
            found => found,
        }
    }
}

impl EvidenceForm {
    /// How a piece of evidence is called.
    pub fn file_name(self, digest: &Digest) -> String {
        let extension = match self {
            Self::Text => "txt",
            Self::Html => "html",
        };
        format!("{digest}.{extension}")
    }
}

/// A folder of such files.
#[derive(Debug, Clone)]
struct Shelf {
    folder: PathBuf,
    /// The largest file that belongs here, in bytes.
    limit: usize,
    file_system: &'static dyn FileSystem,
}

impl Shelf {
    fn keep(&self, file_name: String, digest: Digest, bytes: &[u8]) -> Result<KeptBlob, VaultFault> {
        let file = self.path(&file_name)?;
        if bytes.len() > self.limit {
            return Err(VaultFault::TooLarge { file, bytes: bytes.len(), limit: self.limit });
        }
        let not_kept = |error: io::Error| VaultFault::NotKept { file: file.clone(), why: told(&error) };
        match self.read(&file_name, &digest) {
            Err(VaultFault::Missing { .. }) => self.write(&file, bytes).map_err(not_kept)?,
            // The file there is not the one that belongs there: it is kept aside for whoever wants to know why.
            Err(VaultFault::Changed { .. }) => {
                set_aside(&file).and_then(|()| self.write(&file, bytes)).map_err(not_kept)?;
            }
            found => drop(found?),
        }
        // Where files have no modes, their digests alone tell that nobody has changed them.
        let _ = self.file_system.make_read_only(&file);
        disk::sync_parent(&file).map_err(not_kept)?;
        self.read(&file_name, &digest)?;
        Ok(KeptBlob { file_name, digest })
    }

    /// Never under its own name before it is whole.
    fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        disk::make_folder(&self.folder)?;
        disk::write_whole(file, bytes)
    }

    fn read(&self, file_name: &str, digest: &Digest) -> Result<Vec<u8>, VaultFault> {
        let file = self.path(file_name)?;
        match disk::read_plain(&file, self.limit as u64 + 1) {
            Err(error) if error.kind() == ErrorKind::NotFound => Err(VaultFault::Missing { file }),
            Err(error) if error.kind() == ErrorKind::InvalidInput => Err(VaultFault::NotPlain { file }),
            Err(error) => Err(VaultFault::Unreadable { file, why: told(&error) }),
            Ok(bytes) if Digest::of(&bytes) == *digest => Ok(bytes),
            Ok(_) => Err(VaultFault::Changed { file }),
        }
    }

    /// Where a file of this name is; a name or a folder that leads elsewhere is a fault.
    fn path(&self, file_name: &str) -> Result<PathBuf, VaultFault> {
        if !is_harmless(file_name) {
            return Err(VaultFault::BadName { name: file_name.to_owned() });
        }
        if fs::symlink_metadata(&self.folder).is_ok_and(|found| !found.is_dir()) {
            return Err(VaultFault::NotPlain { file: self.folder.clone() });
        }
        Ok(self.folder.join(file_name))
    }
}

/// Renames a damaged file, so that the right one can take its place.
fn set_aside(file: &Path) -> io::Result<()> {
    let mut copies = 1;
    let mut aside = file.with_extension("damaged");
    while aside.symlink_metadata().is_ok() {
        copies += 1;
        aside = file.with_extension(format!("damaged-{copies}"));
    }
    disk::rename(file, &aside)
}

/// Whether a name is one harmless component on every system: no separators, drives, `..`, hidden or device names.
fn is_harmless(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let device = matches!(stem.as_str(), "" | "CON" | "PRN" | "AUX" | "NUL")
        || matches!(stem.strip_prefix("COM").or(stem.strip_prefix("LPT")), Some(port) if port.len() == 1);
    !device
        && !name.ends_with('.')
        && name.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b'.'))
}
