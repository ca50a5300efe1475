//! Files that a person names: read up to a limit, and completed while they are typed.

use std::{
    fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use crate::{
    domain::{
        text::native,
        typed_path::{below_home, readings},
    },
    journal::{cause::told, disk},
    runtime::places,
};

/// The most that is read of a file that may be a license, in bytes: one more than is accepted, to tell it is too large.
pub(super) const LARGEST_LICENSE: u64 = 1024 * 1024 + 1;

/// The most files that are shown when a path is completed.
const MOST_MATCHES: usize = 200;

/// A file's content up to a limit; what hinders is said with what to do.
#[expect(clippy::wildcard_enum_match_arm, reason = "a disk has more errors than there is something to say about")]
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, String> {
    let path = meant(path);
    let shown = path.display();
    let cannot = |error: io::Error| match error.kind() {
        ErrorKind::NotFound => format!("There is no file {shown}. Check the path; Tab completes it."),
        ErrorKind::PermissionDenied => format!("Access to {shown} was denied. Copy the file to your own folder."),
        _ => format!("{shown} cannot be read: {}.", told(&error)),
    };
    let metadata = fs::metadata(&path).map_err(cannot)?;
    if metadata.is_dir() {
        return Err(format!("{shown} is a folder. Select the file in it."));
    }
    if !metadata.is_file() {
        return Err(format!("{shown} is not a file."));
    }
    disk::read(&path, limit).map_err(cannot)
}

/// The file that a path means which somebody typed or dropped: the first of its readings that is there, or what was typed.
pub(super) fn meant(typed: &Path) -> PathBuf {
    let named = typed.to_str().map(readings).unwrap_or_default();
    let mut paths = named.iter().map(|reading| expand(Path::new(reading)));
    paths.find(|path| path.exists()).unwrap_or_else(|| {
        // Blanks and quotes at the ends are not part of what is told.
        let told = named.get(1).or(named.first()).map_or(typed, |told| Path::new(told));
        expand(told)
    })
}

/// A path that somebody wrote into a description: below a folder, where it does not say which.
pub fn below(folder: &Path, path: &str) -> PathBuf {
    folder.join(expand(Path::new(&native(path))))
}

/// A path that begins with the home folder made whole. The downloads may lie elsewhere.
fn expand(path: &Path) -> PathBuf {
    let (Some(rest), Some(home)) = (path.to_str().and_then(below_home), places::home()) else {
        return path.to_owned();
    };
    match (Path::new(rest).strip_prefix("Downloads"), places::downloads()) {
        (Ok(rest), Some(downloads)) => downloads.join(rest),
        (Ok(_) | Err(_), _) => home.join(rest),
    }
}

/// Whether names of files are the same here whatever case they are typed in.
const IGNORES_CASE: bool = cfg!(any(windows, target_os = "macos"));

/// Whether a name begins like what was typed.
pub fn begins(name: &str, typed: &str, ignores_case: bool) -> bool {
    if ignores_case { name.to_lowercase().starts_with(&typed.to_lowercase()) } else { name.starts_with(typed) }
}

/// Files and folders that begin like what was typed, as this system writes them; folders end in a separator.
pub(super) fn complete(typed: &str) -> Vec<String> {
    let typed = typed.trim_start_matches(['"', '\'']);
    let cut = typed.rfind(std::path::is_separator).map_or(0, |separator| separator + 1);
    let (folder, beginning) = typed.split_at(cut);
    let looked = expand(Path::new(if folder.is_empty() { "." } else { folder }));
    let Ok(entries) = fs::read_dir(looked) else { return Vec::new() };
    let mut matches: Vec<String> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let hidden = name.starts_with('.') && !beginning.starts_with('.');
            if hidden || !begins(&name, beginning, IGNORES_CASE) || name.chars().any(char::is_control) {
                return None;
            }
            let is_folder = fs::metadata(entry.path()).is_ok_and(|metadata| metadata.is_dir());
            let end = if is_folder { std::path::MAIN_SEPARATOR_STR } else { "" };
            Some(format!("{}{name}{end}", native(folder)))
        })
        .take(MOST_MATCHES)
        .collect();
    matches.sort();
    matches
}
