//! Folders whose changes are told.

use std::{fs, path::PathBuf, sync::mpsc, time::Duration};

use acmove::runtime::changes::Changes;

/// Longer than any system takes to tell, and than acmove looks where none does.
const PATIENCE: Duration = Duration::from_secs(60);

fn followed() -> (tempfile::TempDir, PathBuf, Changes, mpsc::Receiver<PathBuf>) {
    let all = tempfile::tempdir().unwrap();
    let folder = all.path().join("migration");
    fs::create_dir(&folder).unwrap();
    let (sender, told) = mpsc::channel();
    let changes = Changes::of(move |folder| drop(sender.send(folder.to_owned())));
    changes.follow(&folder);
    (all, folder, changes, told)
}

#[test]
fn a_file_that_is_written_is_told_by_the_name_of_its_folder() {
    let (_all, folder, _changes, told) = followed();
    fs::write(folder.join("journal.jsonl"), "1\n").unwrap();
    assert_eq!(told.recv_timeout(PATIENCE), Ok(folder));
}

/// Windows tells nothing of the folder itself, and one that is back as it was before the next look has not changed; what is made of
/// a folder that goes away is tried there in `followed`.
#[cfg(unix)]
#[test]
fn a_folder_that_goes_away_is_told_and_so_is_that_it_is_back() {
    let (all, folder, _changes, told) = followed();
    let elsewhere = all.path().join("elsewhere");
    fs::rename(&folder, &elsewhere).unwrap();
    assert_eq!(told.recv_timeout(PATIENCE), Ok(folder.clone()));
    while told.recv_timeout(Duration::ZERO).is_ok() {}
    fs::rename(&elsewhere, &folder).unwrap();
    assert_eq!(told.recv_timeout(PATIENCE), Ok(folder.clone()), "it came back");
    while told.recv_timeout(Duration::ZERO).is_ok() {}
    fs::write(folder.join("journal.jsonl"), "1\n").unwrap();
    assert_eq!(told.recv_timeout(PATIENCE), Ok(folder), "and is followed as before");
}

#[test]
fn a_folder_that_is_not_there_yet_is_told_when_it_comes() {
    let all = tempfile::tempdir().unwrap();
    let folder = all.path().join("later");
    let (sender, told) = mpsc::channel();
    let changes = Changes::of(move |folder| drop(sender.send(folder.to_owned())));
    changes.follow(&folder);
    fs::create_dir(&folder).unwrap();
    assert_eq!(told.recv_timeout(PATIENCE), Ok(folder));
}

#[test]
fn a_folder_that_is_left_is_no_longer_told() {
    let (all, folder, changes, told) = followed();
    let other = all.path().join("other");
    fs::create_dir(&other).unwrap();
    changes.follow(&other);
    changes.leave(&folder);
    fs::write(folder.join("journal.jsonl"), "1\n").unwrap();
    fs::write(other.join("journal.jsonl"), "1\n").unwrap();
    assert_eq!(told.recv_timeout(PATIENCE), Ok(other), "the first that is told is of the other one");
}
