//! Files that somebody asked for: written whole or not at all, in place of what was there. Never in place of anything that
//! belongs to a migration.

use std::{
    fs::{File, OpenOptions},
    io::{self, Write as _},
    path::Path,
};

use super::{belongs::may_write, folder::parent_of};
use crate::journal::{
    disk::{self, patiently},
    patience::Act,
};

/// Writes a file by `fill`. A path that is no plain file, like `/dev/stdout`, is written to directly.
///
/// # Errors
/// With [`io::ErrorKind::InvalidInput`] where it would replace something of a migration; or when the disk refuses. The
/// earlier file is then unchanged.
pub fn write(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    write_by(&mut File::options(), path, fill)
}

/// The same for a file that nobody but its owner may read.
///
/// # Errors
/// As [`write()`].
pub fn write_private(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    write_by(&mut disk::making(), path, fill)
}

fn write_by(half: &mut OpenOptions, path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    may_write(path)?;
    if path.metadata().is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        return fill(&mut disk::open(path, File::options().write(true))?);
    }
    let folder = parent_of(path);
    if !folder.is_dir() {
        let why = format!("there is no folder {}", folder.display());
        return Err(io::Error::new(io::ErrorKind::NotFound, why));
    }
    let options = half.write(true).create_new(true);
    let mut half = tempfile::Builder::new().prefix(".acmove-").make_in(folder, |half| disk::open(half, options))?;
    fill(half.as_file_mut())?;
    disk::sync(half.as_file())?;
    // Closed first: nobody renames a file on Windows that is open.
    let mut half = Some(half.into_temp_path());
    patiently(Act::Replace, path, || match half.take().map(|half| half.persist(path)) {
        Some(Err(failed)) => {
            half = Some(failed.path);
            Err(failed.error)
        }
        Some(Ok(())) | None => Ok(()),
    })
}

/// Writes a text.
///
/// # Errors
/// As [`write()`].
pub fn write_text(path: &Path, text: &str) -> io::Result<()> {
    write(path, |file| file.write_all(text.as_bytes()))
}
