//! Folders that a system has for a person, and those that it keeps for itself.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The folder of the person, for paths that begin with `~`.
pub fn home() -> Option<PathBuf> {
    env::home_dir().filter(|home| !home.as_os_str().is_empty())
}

/// The folder for documents, where the system has one.
#[cfg(windows)]
pub fn documents() -> Option<PathBuf> {
    known_folders::get_known_folder_path(known_folders::KnownFolder::Documents)
}

/// The folder for documents, where the system has one.
#[cfg(not(windows))]
pub fn documents() -> Option<PathBuf> {
    own_name("DOCUMENTS")
}

/// The folder for downloads, where it is not the one of that name below the home folder: it can be moved, and has other names in
/// other languages.
#[cfg(windows)]
pub fn downloads() -> Option<PathBuf> {
    known_folders::get_known_folder_path(known_folders::KnownFolder::Downloads)
}

/// The folder for downloads, where it is not the one of that name below the home folder.
#[cfg(not(windows))]
pub fn downloads() -> Option<PathBuf> {
    let is_plain = home()?.join("Downloads").is_dir();
    if is_plain { None } else { own_name("DOWNLOAD") }
}

/// A folder by the name that the desktop keeps for it.
#[cfg(not(windows))]
fn own_name(key: &str) -> Option<PathBuf> {
    /// More than such a file ever has.
    const LARGEST: u64 = 64 << 10;
    let home = home()?;
    let config = env::var_os("XDG_CONFIG_HOME").map_or_else(|| home.join(".config"), PathBuf::from);
    let text = crate::journal::disk::read(&config.join("user-dirs.dirs"), LARGEST).ok()?;
    user_dir(&String::from_utf8_lossy(&text), key, &home)
}

/// A folder of the file `user-dirs.dirs`; none where it is the home folder itself, which means that there is none.
pub fn user_dir(text: &str, key: &str, home: &Path) -> Option<PathBuf> {
    let begins = format!("XDG_{key}_DIR=");
    let quoted = text.lines().find_map(|line| line.trim().strip_prefix(&begins))?;
    let value = quoted.trim().trim_matches('"').replace('\\', "");
    let folder = match value.strip_prefix("$HOME") {
        Some(rest) => home.join(rest.trim_start_matches('/')),
        None => PathBuf::from(value),
    };
    (folder.is_absolute() && folder != home).then_some(folder)
}

/// Goes on in the folder for documents where the present one belongs to the system: an elevated prompt of Windows begins there.
/// The answer is a sentence about it.
pub fn leave_system() -> Option<String> {
    let why = of_system(Path::new("."))?;
    let documents = documents().filter(|documents| env::set_current_dir(documents).is_ok())?;
    Some(format!("{why} acmove uses {} instead.", documents.display()))
}

/// Why a folder is no place for a migration: it belongs to the system. None where it does not.
pub fn of_system(folder: &Path) -> Option<String> {
    let whole = std::path::absolute(folder).ok()?.display().to_string();
    let mut systems = SYSTEM.into_iter().filter_map(|name| env::var(name).ok());
    let system = systems.find(|system| is_below(&whole, system))?;
    Some(format!("{whole} is in {system}, which belongs to Windows and its programs."))
}

/// The same with a better one.
pub fn warning(folder: &Path) -> Option<String> {
    let better = documents().map_or_else(String::new, |documents| format!(", such as {}", documents.display()));
    of_system(folder).map(|why| format!("{why} Create the migration in your own folder{better}."))
}

/// The variables of Windows that name its own folder, and those of programs; no other system has them.
const SYSTEM: [&str; 4] = ["WINDIR", "ProgramFiles", "ProgramFiles(x86)", "ProgramW6432"];

/// Whether a folder of Windows is another one, or lies in it, however they are written.
pub fn is_below(folder: &str, above: &str) -> bool {
    let parts = |path: &str| -> Vec<String> {
        let parts = path.split(['/', '\\']).filter(|part| !part.is_empty());
        parts.map(str::to_lowercase).collect()
    };
    let above = parts(above);
    !above.is_empty() && parts(folder).starts_with(&above)
}
