//! Which migrations there are at some paths: folders, bundles, situations, and folders that hold them.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::{
    journal::{cause::told, disk},
    reading,
    runtime::{folder, inspector},
    situation,
};

/// How many folders deep is looked for migrations.
const DEEPEST: usize = 6;

/// A place that holds a migration, or should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Where it is, as it was named or found.
    pub(super) path: PathBuf,
    /// Whether it was named: then it is listed, whatever it is.
    pub(super) is_named: bool,
    /// The size of a file, and when it was written.
    pub(super) written: Option<(u64, Option<SystemTime>)>,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The migrations.
    pub(super) places: Vec<Place>,
    /// The folders that were looked into, and those in which named files lie: what is new appears there.
    pub(super) folders: BTreeSet<PathBuf>,
    /// What could not be looked into, and why.
    pub(super) wrong: Vec<(PathBuf, String)>,
    /// The named folders without any migration.
    pub(super) empty: Vec<PathBuf>,
    /// Where somebody was already: links may lead in circles.
    seen: BTreeSet<PathBuf>,
}

/// Looks at paths that were named, and into the folders among them that are no migrations.
pub(super) fn find(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        let before = (found.places.len(), found.wrong.len(), found.seen.len());
        found.look_at(path, DEEPEST, true);
        if (found.places.len(), found.wrong.len()) == (before.0, before.1) && found.seen.len() > before.2 {
            found.empty.push(path.clone());
        }
    }
    found
}

impl Found {
    fn look_at(&mut self, path: &Path, depth: usize, is_named: bool) {
        let known = match fs::metadata(path) {
            Ok(known) => known,
            // A link that leads nowhere is none of ours.
            Err(error) if is_named => return self.wrong.push((path.to_owned(), why(&error))),
            Err(_) => return,
        };
        let is_migration = if known.is_dir() { is_migration(path) } else { is_named || may_be_one(path, known.len()) };
        if !is_migration && !known.is_dir() {
            return;
        }
        if !disk::real(path).is_ok_and(|real| self.seen.insert(real)) {
            return;
        }
        if is_migration {
            let written = known.is_file().then(|| (known.len(), known.modified().ok()));
            if known.is_file() {
                self.folders.insert(folder::parent_of(path).to_owned());
            }
            return self.places.push(Place { path: path.to_owned(), is_named, written });
        }
        self.folders.insert(path.to_owned());
        if depth > 0 {
            self.look_into(path, depth - 1);
        }
    }

    fn look_into(&mut self, folder: &Path, depth: usize) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.wrong.push((folder.to_owned(), why(&error))),
        };
        let is_hidden = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
        paths.retain(|path| !is_hidden(path));
        paths.sort();
        for path in paths {
            // What lies in the present folder is known by its name alone.
            let path = path.strip_prefix(".").map(Path::to_owned).unwrap_or(path);
            self.look_at(&path, depth, false);
        }
    }
}

/// Whether a folder is a migration, or an unpacked bundle of one.
fn is_migration(folder: &Path) -> bool {
    folder::is_free(folder).is_err() || folder::is_bundle(folder)
}

/// Whether a file that was found may hold a migration: a bundle is a ZIP file, a situation a text that says so.
fn may_be_one(file: &Path, length: u64) -> bool {
    let ends = |end: &&str| file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(end));
    let is_text = || TEXTS.iter().any(ends) && length <= LARGEST;
    let holds_one = |bytes: Vec<u8>| reading::text_of(&bytes).is_some_and(|text| situation::is_one(&text));
    ends(&"zip") || is_text() && inspector::read(file, LARGEST).is_ok_and(holds_one)
}

/// The endings of files that texts of chats and mails are saved in.
const TEXTS: [&str; 3] = ["txt", "md", "eml"];

/// The most text that a situation is looked for in, in bytes: it is one of many files.
const LARGEST: u64 = 1 << 20;

#[expect(clippy::wildcard_enum_match_arm, reason = "a disk has more errors than there is something to say about")]
fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such folder or file".to_owned(),
        io::ErrorKind::PermissionDenied => "access denied".to_owned(),
        _ => told(error),
    }
}
