//! A hand-over becomes a migration folder again: all of it, or nothing.

use std::{fs::File, io, io::Write as _, path::Path};

use super::{fault::BundleError, manifest::BundlePart, unpacked::Unpacked};
use crate::{
    journal::{cause::told, disk},
    runtime::folder::{self, parent_of},
};

/// Makes a migration folder of a hand-over that was unpacked, for the colleague who takes it over.
///
/// # Errors
/// When it is no hand-over, the folder is there already, or the disk refuses; nothing of it is left then.
pub fn settle(file: &Path, unpacked: &Unpacked, to: &Path) -> Result<(), BundleError> {
    let refused = |why: String| BundleError::NoHandOver { file: file.to_owned(), why };
    if !unpacked.manifest.hand_over {
        return Err(refused("it is a bundle for Support. `acmove replay` shows it".to_owned()));
    }
    folder::may_be_made(to)?;
    if to.exists() {
        return Err(refused(format!("{} exists already. Name a new folder", to.display())));
    }
    let disk = |error: io::Error| BundleError::Disk { file: to.to_owned(), why: told(&error) };
    let half = tempfile::Builder::new().prefix(".acmove-").tempdir_in(parent_of(to)).map_err(disk)?;
    unpacked
        .manifest
        .files
        .iter()
        .try_for_each(|packed| copy(unpacked.folder(), half.path(), &packed.name))
        .map_err(disk)?;
    disk::rename(half.path(), to).map_err(disk)?;
    // It has another name now: there is nothing left to remove.
    let _ = half.keep();
    Ok(())
}

/// A file of the migration; documents are for people, and are made anew.
fn copy(from: &Path, to: &Path, name: &str) -> io::Result<()> {
    if !BundlePart::of(name).is_some_and(BundlePart::belongs_to_folder) {
        return Ok(());
    }
    let target = to.join(name);
    if let Some(folder) = target.parent() {
        disk::make_folder(folder)?;
    }
    let mut source = disk::open(&from.join(name), File::options().read(true))?;
    let mut file = disk::open(&target, disk::making().write(true).create_new(true))?;
    io::copy(&mut source, &mut file)?;
    file.flush()?;
    disk::sync(&file)
}
