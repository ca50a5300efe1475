//! The one rule for every path that is written to: what belongs to a migration is written by its journal, vault and set-up
//! alone.

use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use super::folder::bundle::is_bundle;
use crate::journal::disk;

/// Names that only acmove writes, wherever they are.
const ALWAYS: [&str; 3] = ["journal.jsonl", "draft.toml", "acmove-draft.toml"];

/// Names that only acmove writes in the folder of a migration.
const IN_MIGRATION: [&str; 9] = [
    "infrastructure.toml",
    "procedure.toml",
    ".lock",
    ".lock-holder",
    ".desk",
    "licenses",
    "evidence",
    "practice",
    "manifest.json",
];

/// How the names of what was put aside begin.
const ASIDE: [&str; 3] = ["journal.", "draft-aside-", "acmove-draft-aside-"];

/// As many links as a system follows.
const MOST_LINKS: usize = 40;

/// Whether a file may be written, or a migration be made in a folder.
///
/// # Errors
/// With [`ErrorKind::InvalidInput`] where it belongs to a migration.
pub fn may_write(path: &Path) -> io::Result<()> {
    if belongs_to_a_migration(&led_to(path, MOST_LINKS)) {
        let why = "it belongs to a migration; name another file";
        return Err(io::Error::new(ErrorKind::InvalidInput, why));
    }
    Ok(())
}

/// Whether two paths lead to the same place, whether there is something yet or not.
pub fn is_same(one: &Path, other: &Path) -> bool {
    led_to(one, MOST_LINKS) == led_to(other, MOST_LINKS)
}

/// Whether a path is something of a migration, or lies below such a thing.
fn belongs_to_a_migration(real: &Path) -> bool {
    real.ancestors().skip(1).zip(real.ancestors()).any(|(folder, inside)| {
        let name = folded(&inside.file_name().unwrap_or_default().to_string_lossy());
        let is_one = |names: &[&str]| names.contains(&name.as_str());
        let is_own = is_one(&IN_MIGRATION) || ASIDE.iter().any(|begins| name.starts_with(begins));
        is_one(&ALWAYS) || is_own && is_migration(folder) || is_bundle(folder)
    })
}

/// Whether a folder holds a migration, or what is left of one whose journal is lost.
fn is_migration(folder: &Path) -> bool {
    let has = |name: &str| folder.join(name).symlink_metadata().is_ok();
    has("journal.jsonl") || has("procedure.toml") && has("infrastructure.toml")
}

/// A name as the most forgiving file system compares it: without its case, and without what Windows leaves out at its end.
fn folded(name: &str) -> String {
    let plain = name.to_uppercase().to_lowercase();
    plain.split(':').next().unwrap_or_default().trim_end_matches(['.', ' ']).to_owned()
}

/// Where a path leads: through every link, also to what is not there yet.
fn led_to(path: &Path, links: usize) -> PathBuf {
    if let Ok(real) = disk::real(path) {
        return real;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (path.read_link(), path.file_name()) {
        (Ok(to), _) if links > 0 => led_to(&folder.join(to), links - 1),
        (_, Some(name)) if folder != path => led_to(folder, links).join(name),
        (_, None) if path.parent().is_some() => led_to(folder, links).parent().unwrap_or(folder).to_owned(),
        (_, _) => path.to_owned(),
    }
}
