//! Text files of a person: read up to a limit, written whole or not at all.

use std::{
    fs,
    io::{ErrorKind, Read},
    path::Path,
};

use super::fault::FolderError;
use crate::journal::{self, cause::told};

/// The largest TOML file that is read, in bytes.
const LARGEST_TEXT: u64 = 4 * 1024 * 1024;

/// A text file of a person, up to a limit, without a byte order mark.
///
/// # Errors
/// When it cannot be read, is too large, or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, FolderError> {
    read_raw(path).map(|text| text.trim_start_matches('\u{feff}').to_owned())
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a disk has more errors than there is something to say about")]
pub(super) fn read_raw(path: &Path) -> Result<String, FolderError> {
    let file = path.display().to_string();
    let unreadable = |why: String| FolderError::Unreadable { file: file.clone(), why };
    let opened = fs::File::open(path).map_err(|error| {
        unreadable(match error.kind() {
            ErrorKind::NotFound => "there is no such file. Check the path".to_owned(),
            ErrorKind::PermissionDenied => "you may not read it".to_owned(),
            _ => error.to_string(),
        })
    })?;
    let mut text = String::new();
    match opened.take(LARGEST_TEXT + 1).read_to_string(&mut text) {
        Ok(_) if text.len() as u64 > LARGEST_TEXT => Err(unreadable("it is larger than 4 MiB".to_owned())),
        Ok(_) => Ok(text),
        Err(error) if error.kind() == ErrorKind::InvalidData => {
            Err(unreadable("it is not UTF-8 text. Save it as UTF-8".to_owned()))
        }
        Err(error) => Err(unreadable(error.to_string())),
    }
}

/// Writes a file that is not there yet, whole or not at all; one with other content is somebody's, and stays.
pub(super) fn write(path: &Path, text: &str) -> Result<(), FolderError> {
    match read_text(path) {
        Ok(there) if there == text => return Ok(()),
        Ok(there) if !there.is_empty() => return Err(FolderError::Differs(path.display().to_string())),
        Ok(_) | Err(_) => {}
    }
    journal::write_whole(path, text.as_bytes())
        .map_err(|error| FolderError::Unwritable { file: path.display().to_string(), why: told(&error) })
}
