//! One writer at a time. The lock is on a file of its own: on Windows nobody could read a locked journal.

use std::{
    fs::{File, TryLockError},
    io::{self, Read, Write},
    path::Path,
};

use super::{
    disk,
    fault::{JournalError, WRITE},
    file_system::{FileSystem, name_of, subject},
};
use crate::domain::text::one_line;

const FILE: &str = ".lock";

/// The right to write to a migration folder; given back when dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// Takes the lock and writes into it who holds it; fails when another process does.
pub(super) fn take(folder: &Path, holder: &str, file_system: &dyn FileSystem) -> Result<Lock, JournalError> {
    let path = folder.join(FILE);
    let mut file = disk::open_plain(&path, disk::making().read(true).create(true).truncate(false))
        .map_err(JournalError::opening(WRITE, &path))?;
    match file_system.lock(&file) {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(JournalError::Locked { folder: folder.into(), by: holder_in(&file) });
        }
        Err(TryLockError::Error(source)) => {
            let file_system = subject(name_of(folder).as_deref());
            return Err(JournalError::NoLocks { folder: folder.into(), file_system, source });
        }
    }
    // Only a help for people: the lock holds without it.
    sign(&mut file, holder).ok();
    Ok(Lock { _file: file })
}

fn sign(file: &mut File, holder: &str) -> io::Result<()> {
    file.set_len(0)?;
    file.write_all(holder.as_bytes())
}

/// Who holds the lock, as it says; not known on Windows, where a locked file cannot be read.
fn holder_in(file: &File) -> Option<String> {
    let mut by = Vec::new();
    file.take(400).read_to_end(&mut by).ok()?;
    let by = one_line(&String::from_utf8_lossy(&by));
    (!by.is_empty()).then_some(by)
}
