//! A bundle whose files lie in a folder: one of its own that goes again, or one that somebody has unpacked.

use std::{
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use super::{
    fault::BundleError,
    manifest::{BundlePart, FORMAT, Manifest},
    place::Place,
    seal::Seal,
};
use crate::{
    engine::session::Session,
    journal::{JournalError, cause::told, disk},
    runtime::folder::{self, MANIFEST, Migration},
};

/// A bundle that was unpacked into a folder.
#[derive(Debug)]
pub struct Unpacked {
    folder: Folder,
    /// Its manifest.
    pub manifest: Manifest,
}

/// Where a bundle lies.
#[derive(Debug)]
enum Folder {
    /// In a folder of its own, which goes when this is dropped.
    Temporary(Place),
    /// In a folder that somebody has unpacked it into: it stays.
    Own(PathBuf),
}

impl Unpacked {
    pub(in crate::runtime) const fn temporary(folder: Place, manifest: Manifest) -> Self {
        Self { folder: Folder::Temporary(folder), manifest }
    }

    /// The folder with the migration.
    pub fn folder(&self) -> &Path {
        match &self.folder {
            Folder::Temporary(folder) => folder.path(),
            Folder::Own(folder) => folder,
        }
    }

    /// The same, where it goes with this.
    pub fn goes(&self) -> Option<&Path> {
        match &self.folder {
            Folder::Temporary(folder) => Some(folder.path()),
            Folder::Own(_) => None,
        }
    }

    /// A migration of this bundle, as it was packed: with what was found in its vault then.
    pub fn packed(&self, session: Session) -> Session {
        let session = session.as_it_was();
        let vault = self.manifest.vault.as_ref();
        match vault.and_then(|vault| Some((vault.at, vault.checks(&session)?))) {
            Some((at, vault)) => Session { vault, packed_at: Some(at), ..session },
            None => session,
        }
    }

    /// The files that are not what was packed, each with what is wrong; in a folder of its own they were compared already.
    pub fn faults(&self) -> Vec<String> {
        let Folder::Own(folder) = &self.folder else { return Vec::new() };
        let fault = |packed: &super::manifest::Packed| {
            // A name that only a manifest has may lead anywhere: it is not looked at.
            let Some(part) = BundlePart::of(&packed.name) else {
                return Some(format!("{:?} does not belong in a bundle", packed.name));
            };
            let mut seal = Seal::of(io::sink());
            let file = disk::open(&folder.join(&packed.name), File::options().read(true));
            let read = file.and_then(|file| io::copy(&mut file.take(part.limit() + 1), &mut seal));
            match read {
                Err(error) => Some(format!("{} cannot be read: {}", packed.name, told(&error))),
                Ok(bytes) if (bytes, seal.digest()) == (packed.bytes, packed.sha256) => None,
                Ok(_) => Some(format!("the SHA-256 of {} differs from its manifest", packed.name)),
            }
        };
        self.manifest.files.iter().filter_map(fault).collect()
    }
}

/// A bundle that somebody has unpacked into a folder.
///
/// # Errors
/// When its manifest cannot be read, or its journal is not the one that was packed.
pub fn opened(folder: &Path) -> Result<Unpacked, BundleError> {
    let file = folder.join(MANIFEST);
    let damaged = |why: String| BundleError::Damaged { file: file.clone(), why };
    let text = disk::read(&file, BundlePart::Manifest.limit());
    let text = text.map_err(|error| BundleError::Disk { file: file.clone(), why: told(&error) })?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| damaged(error.to_string()))?;
    if manifest.format != FORMAT {
        let why = format!("it has the format {:?}, but this acmove reads {FORMAT}", manifest.format);
        return Err(BundleError::Refused { file, why });
    }
    is_whole(folder, folder, &manifest)?;
    Ok(Unpacked { folder: Folder::Own(folder.to_owned()), manifest })
}

/// The journal ends where the manifest says, and with the fault that was known, or none. `file` is how people know the bundle.
pub(super) fn is_whole(file: &Path, folder: &Path, manifest: &Manifest) -> Result<(), BundleError> {
    let damaged = |why: String| BundleError::Damaged { file: file.to_owned(), why };
    let Migration { session, head, damage } = folder::read(folder)?;
    let torn = session.beyond.torn_bytes().unwrap_or_default();
    let same = (head.seq, head.hash, torn) == (manifest.journal.events, manifest.journal.head, manifest.torn);
    match damage {
        // An older acmove packed it, and read less of it; or a newer one, and it reads more.
        None if manifest.damage.is_some() && head.seq > manifest.journal.events => Ok(()),
        Some(JournalError::Newer { .. }) if head.seq < manifest.journal.events => Ok(()),
        Some(damage) if manifest.damage.is_none() => Err(damaged(damage.to_string())),
        _ if !same => Err(damaged("the end of its journal differs from its manifest".to_owned())),
        Some(_) | None => Ok(()),
    }
}
