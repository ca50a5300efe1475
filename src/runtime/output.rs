//! Files that somebody asked for: written whole or not at all, in place of what was there. Never in place of anything that
//! belongs to a migration.

use std::{
    fs::File,
    io::{self, Write as _},
    path::Path,
};

use super::{belongs::may_write, folder::parent_of, platform};

/// Writes a file by `fill`. A path that is no plain file, like `/dev/stdout`, is written to directly.
///
/// # Errors
/// With [`io::ErrorKind::InvalidInput`] where it would replace something of a migration; or when the disk refuses. The
/// earlier file is then unchanged.
pub fn write(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    write_by(platform::ordinary(&mut new_half()), path, fill)
}

/// The same for a file that nobody but its owner may read.
///
/// # Errors
/// As [`write()`].
pub fn write_private(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    // A temporary file is the owner's alone.
    write_by(&new_half(), path, fill)
}

/// The half that is written first.
fn new_half() -> tempfile::Builder<'static, 'static> {
    let mut half = tempfile::Builder::new();
    half.prefix(".acmove-");
    half
}

fn write_by(
    half: &tempfile::Builder<'_, '_>,
    path: &Path,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    may_write(path)?;
    if path.metadata().is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        return fill(&mut File::options().write(true).open(path)?);
    }
    let folder = parent_of(path);
    if !folder.is_dir() {
        let why = format!("there is no folder {}", folder.display());
        return Err(io::Error::new(io::ErrorKind::NotFound, why));
    }
    // Whoever asked knows nothing of the half that is written first.
    let plain = |error: io::Error| io::Error::from(error.kind());
    let mut half = half.tempfile_in(folder).map_err(plain)?;
    fill(half.as_file_mut())?;
    half.as_file().sync_all()?;
    half.persist(path).map(drop).map_err(|error| plain(error.error))
}

/// Writes a text.
///
/// # Errors
/// As [`write()`].
pub fn write_text(path: &Path, text: &str) -> io::Result<()> {
    write(path, |file| file.write_all(text.as_bytes()))
}
