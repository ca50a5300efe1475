//! Files that somebody asked for: written whole or not at all, in place of what was there.

use std::{
    fs::File,
    io::{self, Write as _},
    path::Path,
};

use super::platform;

/// Writes a file by `fill`. What is no plain file, like `/dev/stdout`, is written to as it is.
///
/// # Errors
/// When the disk refuses; what was there is as it was then.
pub fn write(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    if path.metadata().is_ok_and(|found| !found.is_file()) {
        return fill(&mut File::options().write(true).open(path)?);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        let why = format!("there is no folder {}", folder.display());
        return Err(io::Error::new(io::ErrorKind::NotFound, why));
    }
    let mut half = platform::ordinary(tempfile::Builder::new().prefix(".acmove-")).tempfile_in(folder)?;
    fill(half.as_file_mut())?;
    half.as_file().sync_all()?;
    half.persist(path).map(drop).map_err(|error| error.error)
}

/// Writes a text.
///
/// # Errors
/// As [`write`].
pub fn write_text(path: &Path, text: &str) -> io::Result<()> {
    write(path, |file| file.write_all(text.as_bytes()))
}
