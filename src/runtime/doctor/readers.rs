//! Who may read a migration folder besides its owner. Where the rights of files are those of their folder, nothing is said.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::check::{Check, CheckResult};
use crate::{
    domain::text::typed,
    runtime::{folder, platform},
};

pub(super) fn checks(path: &Path) -> Vec<Check> {
    let Some(reach) = fs::metadata(path).ok().and_then(|found| platform::others(&found)) else { return Vec::new() };
    if folder::is_free(path).is_ok() {
        return Vec::new();
    }
    let what = format!("readers of {}", path.display());
    let open = open_to_others(path, reach);
    let Some(first) = open.iter().min() else {
        return vec![Check::new(what, CheckResult::Works, "Only its owner can read its files.")];
    };
    let said = format!(
        "Other users of this machine can read {} of its files, such as {}. To prevent that, run `chmod -R go-rwx {}`.",
        open.len(),
        first.strip_prefix(path).unwrap_or(first).display(),
        typed(&path.display().to_string())
    );
    vec![Check::new(what, CheckResult::Careful, said)]
}

/// The files below a folder that its group, or everybody, may read; links are not followed.
fn open_to_others(folder: &Path, reach: [bool; 2]) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let open = |entry: fs::DirEntry| {
        let Ok(found) = entry.metadata() else { return Vec::new() };
        let own = platform::others(&found).unwrap_or_default();
        let reach = [reach[0] && own[0], reach[1] && own[1]];
        match (found.is_dir(), reach.contains(&true)) {
            (_, false) => Vec::new(),
            (true, true) => open_to_others(&entry.path(), reach),
            (false, true) => vec![entry.path()],
        }
    };
    entries.flat_map(open).collect()
}
