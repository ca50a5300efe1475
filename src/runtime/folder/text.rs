//! Text files of a person: read up to a limit, written whole or not at all.

use std::{
    io::{self, ErrorKind},
    path::Path,
};

use super::fault::FolderError;
use crate::{
    journal::{self, cause::told, disk},
    reading,
};

/// The largest TOML file that is read, in bytes.
const LARGEST_TEXT: u64 = 4 * 1024 * 1024;

/// A text file of a person, up to a limit, without a byte order mark.
///
/// # Errors
/// When it cannot be read, is too large, or is no text.
pub fn read_text(path: &Path) -> Result<String, FolderError> {
    let text = reading::text_of(&read_bytes(path)?).ok_or_else(|| {
        unreadable(path, "it is damaged, or not text in UTF-8, UTF-16 or Windows-1252. Save it as UTF-8".to_owned())
    })?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// A text file that acmove wrote, as it is on the disk: its digest is known.
pub(super) fn read_raw(path: &Path) -> Result<String, FolderError> {
    String::from_utf8(read_bytes(path)?)
        .map_err(|_| unreadable(path, "it is not UTF-8 text. Save it as UTF-8".to_owned()))
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, FolderError> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "a disk has more errors than there is something to say about")]
    let why = |error: io::Error| match error.kind() {
        ErrorKind::NotFound => "the file does not exist. Check the path".to_owned(),
        ErrorKind::PermissionDenied => "access denied".to_owned(),
        _ => told(&error),
    };
    match disk::read(path, LARGEST_TEXT + 1) {
        Ok(bytes) if bytes.len() as u64 > LARGEST_TEXT => Err(unreadable(path, "it is larger than 4 MiB".to_owned())),
        read => read.map_err(|error| unreadable(path, why(error))),
    }
}

fn unreadable(path: &Path, why: String) -> FolderError {
    FolderError::Unreadable { file: path.display().to_string(), why }
}

/// Writes a file that is not there yet, whole or not at all; one with other content is somebody's, and stays. The same content
/// in another encoding is written anew: its digest counts.
pub(super) fn write(path: &Path, text: &str) -> Result<(), FolderError> {
    match read_text(path) {
        Ok(there) if there == text && read_raw(path).is_ok_and(|raw| raw == text) => return Ok(()),
        Ok(there) if there == text => {}
        Ok(there) if !there.is_empty() => return Err(FolderError::Differs(path.display().to_string())),
        Ok(_) | Err(_) => {}
    }
    journal::write_whole(path, text.as_bytes())
        .map_err(|error| FolderError::Unwritable { file: path.display().to_string(), why: told(&error) })
}
