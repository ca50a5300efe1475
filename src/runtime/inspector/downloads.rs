//! License files in the folder of downloads.

use std::{fs, path::Path, time::SystemTime};

use jiff::Timestamp;

use super::file::{LARGEST_LICENSE, below, read};
use crate::{
    domain::{digest::Digest, text::shown},
    engine::download::{Download, DownloadFilter},
    journal::cause::told,
};

/// The most files that are looked at: the newest.
const MOST: usize = 100;

/// The license files that were saved since a time; `known` are those of the look before. A file that cannot be read is passed over: it may be half saved.
///
/// # Errors
/// With a sentence, when the folder cannot be read.
pub(super) fn downloads(
    migration: &Path,
    download_filter: &DownloadFilter,
    known: &[Download],
) -> Result<Vec<Download>, String> {
    let folder = below(migration, &download_filter.folder);
    let cannot = |error| format!("The download folder {} cannot be read: {}.", folder.display(), told(&error));
    let mut found: Vec<(Timestamp, fs::DirEntry)> = fs::read_dir(&folder)
        .map_err(cannot)?
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension.eq_ignore_ascii_case("lic")))
        .filter_map(|entry| Some((saved(&entry)?, entry)))
        .filter(|(saved, _)| *saved >= download_filter.since)
        .collect();
    found.sort_by_key(|(saved, _)| std::cmp::Reverse(*saved));
    let download = |(saved, entry): (Timestamp, fs::DirEntry)| {
        let path = entry.path();
        // An unchanged file is not read again.
        let size = entry.metadata().ok()?.len();
        let same = |one: &&Download| one.path == path && one.saved == saved && one.bytes == size;
        if let Some(known) = known.iter().find(same) {
            return Some(known.clone());
        }
        let bytes = read(&entry.path(), LARGEST_LICENSE).ok().filter(|bytes| !bytes.is_empty())?;
        let name = entry.file_name().into_string().ok().filter(|name| shown(name) == *name)?;
        let (sha256, size) = (Digest::of(&bytes), bytes.len() as u64);
        Some(Download { path: entry.path(), name, bytes: size, saved, sha256 })
    };
    Ok(found.into_iter().take(MOST).filter_map(download).collect())
}

fn saved(entry: &fs::DirEntry) -> Option<Timestamp> {
    let metadata = entry.metadata().ok().filter(fs::Metadata::is_file)?;
    let modified: SystemTime = metadata.modified().ok()?;
    Timestamp::try_from(modified).ok()
}
