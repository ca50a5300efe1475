//! The folders that bundles are unpacked into. Each goes with whoever looks at it; what somebody leaves who is killed, the next
//! one removes.

use std::{
    env,
    fs::{self, DirEntry, File, Metadata},
    io,
    path::{Path, PathBuf},
};

use crate::journal::{disk, patience::Act};

/// The beginning of their names, in the folder for temporary files.
const PREFIX: &str = "acmove-replay-";

/// The file in each that is locked as long as somebody looks.
const HELD: &str = ".held";

/// A folder that goes when this is dropped.
#[derive(Debug)]
pub(in crate::runtime) struct Place {
    path: PathBuf,
    /// Nothing, once the folder is to go: Windows removes no file that is open.
    held: Option<File>,
}

impl Place {
    /// A new one; those that nobody looks at any more are removed first.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(in crate::runtime) fn new() -> io::Result<Self> {
        let temporary = env::temp_dir();
        fs::read_dir(&temporary).into_iter().flatten().flatten().for_each(|entry| remove_if_left(&entry));
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(temporary)?;
        let begun = folder.path().join(".begun");
        let held = File::create_new(&begun)?;
        // It has its name when it is locked: nobody finds one that is not, as long as somebody looks.
        if held.try_lock().is_ok() {
            disk::rename(&begun, &folder.path().join(HELD))?;
        }
        Ok(Self { path: folder.keep(), held: Some(held) })
    }

    /// Where it is.
    pub(in crate::runtime) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.held = None;
        remove(&self.path);
    }
}

/// Removes such a folder; what stays says of the rest that it may go.
pub fn remove(path: &Path) {
    let entries = fs::read_dir(path).into_iter().flatten().flatten().filter(|entry| entry.file_name() != HELD);
    let gone = |entry: DirEntry| {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let path = entry.path();
        let removed = if is_folder {
            disk::patiently(Act::Remove, &path, || fs::remove_dir_all(&path))
        } else {
            disk::remove(&path)
        };
        removed.is_ok()
    };
    if entries.map(gone).fold(true, |all, is_gone| all & is_gone) {
        let _ = disk::remove(&path.join(HELD));
        let _ = fs::remove_dir(path);
    }
}

/// Removes what is such a folder, and is held by nobody. Links are not followed.
fn remove_if_left(entry: &DirEntry) {
    let path = entry.path();
    let is_one = entry.file_name().to_string_lossy().starts_with(PREFIX);
    let is_ours = |found: Metadata| found.is_dir() && is_own(&found);
    if !is_one || !fs::symlink_metadata(&path).is_ok_and(is_ours) {
        return;
    }
    let held = path.join(HELD);
    let is_left = fs::symlink_metadata(&held).is_ok_and(|found| found.is_file())
        && File::open(&held).is_ok_and(|held| held.try_lock().is_ok());
    if is_left {
        remove(&path);
    }
}

/// Whether nobody else could have put something else in its place meanwhile.
#[cfg(unix)]
fn is_own(found: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    found.uid() == rustix::process::geteuid().as_raw()
}

/// Whether nobody else could have put something else in its place meanwhile: here everybody has such a folder of their own.
#[cfg(not(unix))]
const fn is_own(_: &Metadata) -> bool {
    true
}
