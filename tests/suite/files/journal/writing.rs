//! Writing a journal: one writer, disks that fail, files that were changed underneath.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

use acmove::journal::{Journal, JournalError, Paper};
use tempfile::TempDir;

use super::{ANA, Fact, at, events, file, journal, look, note, open, three};

#[test]
fn a_second_writer_is_refused_and_told_who_writes() {
    let (folder, _) = journal();
    let first = Journal::open::<Fact>(folder.path(), "ana@laptop pid 4711", |_| Ok(())).unwrap();
    for error in [
        Journal::open::<Fact>(folder.path(), "ben@desk", |_| Ok(())).unwrap_err(),
        Journal::create(folder.path(), "ben@desk").unwrap_err(),
    ] {
        assert!(matches!(error, JournalError::Locked { .. }), "{error}");
        assert!(error.to_string().contains("(ana@laptop pid 4711)"), "{error}");
    }
    drop(first);
    open(&folder);
}

#[test]
fn others_can_read_while_the_writer_writes() {
    let (folder, _) = journal();
    let mut writer = open(&folder);
    writer.append(at(), ANA, vec![note("four")]).unwrap();
    let mut half = File::options().append(true).open(file(&folder)).unwrap();
    half.write_all(b"{\"seq\":5,\"at\"").unwrap();
    let (records, found) = look(folder.path());
    assert_eq!((records.len(), found.unwrap().torn.as_slice()), (4, b"{\"seq\":5,\"at\"".as_slice()));
}

#[test]
fn a_journal_is_not_started_twice() {
    let (folder, bytes) = journal();
    assert!(matches!(Journal::create(folder.path(), ANA).unwrap_err(), JournalError::Exists { .. }));
    assert_eq!(fs::read(file(&folder)).unwrap(), bytes);
}

#[test]
fn a_journal_that_never_got_a_record_can_be_started_again() {
    let folder = TempDir::new().unwrap();
    let below = folder.path().join("a/b");
    drop(Journal::create(&below, ANA).unwrap());
    Journal::create(&below, ANA).unwrap().append(at(), ANA, three()).unwrap();
    assert_eq!(look(&below).0.len(), 3);
}

#[test]
fn a_folder_without_a_journal_is_left_alone() {
    let folder = TempDir::new().unwrap();
    assert!(matches!(look(folder.path()).1, Err(JournalError::Missing { .. })));
    let opened = Journal::open::<Fact>(folder.path(), ANA, |_| Ok(()));
    assert!(matches!(opened, Err(JournalError::Missing { .. })));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn nothing_to_record_writes_nothing() {
    let (folder, bytes) = journal();
    assert_eq!(open(&folder).append(at(), ANA, Vec::<Fact>::new()).unwrap(), []);
    assert_eq!(fs::read(file(&folder)).unwrap(), bytes);
}

#[test]
fn a_fact_that_is_too_long_to_be_read_again_is_not_written() {
    let (folder, bytes) = journal();
    let long = note(&"x".repeat(5 << 20));
    let error = open(&folder).append(at(), ANA, vec![note("before"), long]).unwrap_err();
    assert!(matches!(error, JournalError::Unwritable { .. }), "{error}");
    assert_eq!(fs::read(file(&folder)).unwrap(), bytes);
}

#[test]
fn a_journal_that_something_else_changed_is_not_written_to() {
    type Change = fn(&Path, &[u8]);
    let changes: [Change; 4] = [
        |path, bytes| fs::write(path, [bytes, b"\n"].concat()).unwrap(),
        |path, bytes| fs::write(path, &bytes[..bytes.len() - 1]).unwrap(),
        |path, bytes| fs::write(path, [&bytes[..bytes.len() - 3], b"0\"}"].concat()).unwrap(),
        |path, bytes| fs::write(path, bytes.to_ascii_uppercase()).unwrap(),
    ];
    for change in changes {
        let (folder, bytes) = journal();
        let mut journal = open(&folder);
        change(&file(&folder), &bytes);
        let left = fs::read(file(&folder)).unwrap();
        let error = journal.append(at(), ANA, vec![note("four")]).unwrap_err();
        assert!(matches!(error, JournalError::ChangedUnderneath { .. }), "{error}");
        assert_eq!(fs::read(file(&folder)).unwrap(), left);
    }
}

#[test]
fn a_copy_that_was_put_in_the_journals_place_is_what_is_written_to() {
    let (folder, bytes) = journal();
    let mut journal = open(&folder);
    fs::write(folder.path().join("copy"), &bytes).unwrap();
    fs::rename(folder.path().join("copy"), file(&folder)).unwrap();
    journal.append(at(), ANA, vec![note("four")]).unwrap();
    assert_eq!(events(&folder).len(), 4);
}

/// A disk with room for so many bytes more.
struct Disk {
    file: File,
    room: usize,
    syncs: bool,
    cuts: bool,
}

impl Write for Disk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let fits = bytes.len().min(self.room);
        if fits == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.room -= fits;
        self.file.write(&bytes[..fits])
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Paper for Disk {
    fn sync(&mut self) -> io::Result<()> {
        if self.syncs { self.file.sync() } else { Err(io::Error::other("lost power")) }
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        if self.cuts { self.file.cut(length) } else { Err(io::Error::other("stuck")) }
    }
}

#[test]
fn a_disk_that_fails_leaves_the_journal_as_it_was_and_usable() {
    let (folder, bytes) = journal();
    let mut journal = open(&folder);
    for (room, syncs) in [(0, true), (1, true), (300, true), (1 << 20, false)] {
        let paper = |file| Disk { file, room, syncs, cuts: true };
        let error = journal.append_on(paper, at(), ANA, vec![note("four"), note("five")]).unwrap_err();
        assert!(matches!(error, JournalError::NotWritten { .. }), "{error}");
        assert_eq!(fs::read(file(&folder)).unwrap(), bytes);
    }
    let records = journal.append(at(), ANA, vec![note("four")]).unwrap();
    assert_eq!((records[0].seq, events(&folder).len()), (4, 4));
}

#[test]
fn a_journal_that_cannot_take_back_a_half_written_line_refuses_everything() {
    let (folder, _) = journal();
    let mut journal = open(&folder);
    let paper = |file| Disk { file, room: 100, syncs: true, cuts: false };
    let first = journal.append_on(paper, at(), ANA, vec![note("four")]).unwrap_err();
    let second = journal.append(at(), ANA, vec![note("five")]).unwrap_err();
    assert!(matches!(second, JournalError::Poisoned { .. }), "{second}");
    assert_eq!(first.to_string(), second.to_string());
    drop(journal);
    let (journal, tail) = Journal::open::<Fact>(folder.path(), ANA, |_| Ok(())).unwrap();
    assert_eq!((journal.head().seq, tail.unwrap().bytes), (3, 100));
}

#[cfg(unix)]
#[test]
fn links_in_place_of_the_journal_or_its_lock_are_not_followed() {
    let (folder, bytes) = journal();
    let elsewhere = folder.path().join("elsewhere");
    fs::rename(file(&folder), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, file(&folder)).unwrap();
    assert!(matches!(look(folder.path()).1, Err(JournalError::Disk { .. })));

    let (folder, _) = journal();
    fs::remove_file(folder.path().join(".lock")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, folder.path().join(".lock")).unwrap();
    assert!(matches!(Journal::open::<Fact>(folder.path(), ANA, |_| Ok(())), Err(JournalError::Disk { .. })));
    assert_eq!(fs::read(elsewhere).unwrap(), bytes);
}

#[test]
fn who_holds_the_lock_is_told_while_it_is_held_and_no_longer() {
    let folder = TempDir::new().unwrap();
    let holder = folder.path().join(".lock-holder");
    fs::write(&holder, "carl@elsewhere (process 1)").unwrap();
    let journal = Journal::create(folder.path(), "anna@desk (process 7)").unwrap();
    let refused = Journal::create(folder.path(), "ben@laptop (process 8)").unwrap_err().to_string();
    assert!(refused.contains("is open in another process (anna@desk (process 7))"), "{refused}");
    drop(journal);
    assert!(!holder.exists());
    assert!(folder.path().join(".lock").exists());
}
