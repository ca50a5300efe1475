//! This machine, as a set-up has to know it: folders that are typed, variables, names that are taken here.

use std::{fs, io::ErrorKind, path::Path, sync::mpsc, thread, time::Duration};

use super::{inspector::below, platform};
use crate::{
    domain::typed_path::{below_home, readings},
    journal::cause::told,
    setup::machine::{FolderSeen, Machine},
};

/// This machine.
#[derive(Debug)]
pub struct ThisMachine;

/// How long a folder is waited for: a share of a server that is off would keep the screen waiting for half a minute.
const PATIENCE: Duration = Duration::from_secs(2);

/// The folder in which most browsers save files, as it is written.
const DOWNLOADS: &str = "~/Downloads";

impl Machine for ThisMachine {
    fn folder(&self, typed: &str) -> FolderSeen {
        let (found, seen) = mpsc::channel();
        let typed = typed.to_owned();
        thread::spawn(move || drop(found.send(folder(&typed))));
        let late = |_| FolderSeen::Unknown(format!("it did not answer within {} seconds", PATIENCE.as_secs()));
        seen.recv_timeout(PATIENCE).unwrap_or_else(late)
    }

    fn has(&self, variable: &str) -> bool {
        platform::secret(variable).is_some()
    }
}

/// The folder that a text means, in the first of its readings in which it is one.
#[expect(clippy::wildcard_enum_match_arm, reason = "a disk has more errors than there is something to say about")]
fn folder(typed: &str) -> FolderSeen {
    let mut seen = FolderSeen::Missing;
    for reading in readings(typed) {
        match fs::metadata(below(Path::new("."), &reading)) {
            Ok(found) if found.is_dir() => return FolderSeen::There(written(&reading)),
            Ok(_) => seen = FolderSeen::NotAFolder,
            Err(error) => match error.kind() {
                ErrorKind::NotFound
                | ErrorKind::NotADirectory
                | ErrorKind::InvalidInput
                | ErrorKind::InvalidFilename => {}
                _ if seen == FolderSeen::Missing => seen = FolderSeen::Unknown(told(&error)),
                _ => {}
            },
        }
    }
    seen
}

/// A folder as it is written into a description: whole, because one that is relative to here is not relative to the migration.
fn written(reading: &str) -> String {
    let path = Path::new(reading);
    if below_home(reading).is_some() || path.is_absolute() {
        return reading.to_owned();
    }
    std::path::absolute(path).map_or_else(|_| reading.to_owned(), |whole| whole.display().to_string())
}

/// The folder of downloads that is offered: the usual one, where it is there.
pub fn downloads() -> Option<String> {
    below(Path::new("."), DOWNLOADS).is_dir().then(|| DOWNLOADS.to_owned())
}

/// Names in the present folder.
pub fn names() -> Vec<String> {
    let entries = fs::read_dir(".").into_iter().flatten().filter_map(Result::ok);
    entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
}
