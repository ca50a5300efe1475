//! One writer at a time. The lock is on a file of its own: on Windows nobody could read a locked journal. Who holds it is in
//! another file, which can be read meanwhile, and is there as long as the lock is held.

use std::{
    fs::{self, TryLockError},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use super::{
    disk,
    fault::{JournalError, WRITE},
    file_system::{FileSystem, name_of, subject},
};
use crate::domain::text::one_line;

const FILE: &str = ".lock";

/// The file that says who holds the lock.
const HOLDER: &str = ".lock-holder";

/// The right to write to a migration folder; given back when dropped.
#[derive(Debug)]
pub(super) struct Lock {
    holder: PathBuf,
    _file: fs::File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Before the lock is given back: after that, it may be another one's.
        let _ = fs::remove_file(&self.holder);
    }
}

/// Takes the lock and writes down who holds it; fails when another process does.
pub(super) fn take(folder: &Path, holder: &str, file_system: &dyn FileSystem) -> Result<Lock, JournalError> {
    let path = folder.join(FILE);
    let holder_file = folder.join(HOLDER);
    let file = disk::open_plain(&path, disk::making().read(true).create(true).truncate(false))
        .map_err(JournalError::opening(WRITE, &path))?;
    match file_system.lock(&file) {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(JournalError::Locked { folder: folder.into(), by: holder_in(&holder_file) });
        }
        Err(TryLockError::Error(source)) => {
            let file_system = subject(name_of(folder).as_deref());
            return Err(JournalError::NoLocks { folder: folder.into(), file_system, source });
        }
    }
    // Only a help for people: the lock holds without it. An earlier acmove wrote it into the lock.
    let _ = file.set_len(0);
    let _ = sign(&holder_file, holder);
    Ok(Lock { holder: holder_file, _file: file })
}

/// What an earlier process has left there goes first, whoever it was: it is of no lock any more.
fn sign(file: &Path, holder: &str) -> io::Result<()> {
    let _ = fs::remove_file(file);
    disk::making().create_new(true).open(file)?.write_all(holder.as_bytes())
}

/// Who has a migration open, as far as that can be read: one that was killed has not said that it is gone.
pub fn holder(folder: &Path) -> Option<String> {
    holder_in(&folder.join(HOLDER))
}

/// Who holds the lock, as far as that can be read.
fn holder_in(file: &Path) -> Option<String> {
    let by = disk::read_plain(file, 400).ok()?;
    let by = one_line(&String::from_utf8_lossy(&by));
    (!by.is_empty()).then_some(by)
}
