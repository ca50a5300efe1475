//! A journal that another process writes to, read as it grows.

use std::fs;

use acmove::journal::{Growing, Growth, Head, JournalError};

use super::{ANA, Fact, at, file, folder_with, journal, lines, note, open, three};

/// What is new, and what became of the journal.
fn grown(growing: &mut Growing) -> (Vec<Fact>, Result<Growth, JournalError>) {
    let mut facts = Vec::new();
    let growth = growing.read(|record| {
        facts.push(record.event);
        Ok(())
    });
    (facts, growth)
}

fn whole(growing: &mut Growing) -> Vec<Fact> {
    let (facts, growth) = grown(growing);
    assert_eq!(growth.unwrap(), Growth::Grown { torn: 0 });
    facts
}

#[test]
fn each_record_is_read_once_wherever_one_begins() {
    let (folder, bytes) = journal();
    let mut growing = Growing::after(folder.path(), Head::NONE);
    assert_eq!(whole(&mut growing), three());
    assert_eq!(whole(&mut growing), []);
    let middle = growing.head();
    open(&folder).append(at(), ANA, vec![note("four"), note("five")]).unwrap();
    assert_eq!(whole(&mut growing), [note("four"), note("five")]);
    assert_eq!(whole(&mut Growing::after(folder.path(), middle)), [note("four"), note("five")]);
    assert_eq!(growing.head().seq, 5);
    assert!(fs::read(file(&folder)).unwrap().starts_with(&bytes), "nothing is written");
}

#[test]
fn a_line_that_is_still_being_written_is_read_when_it_is_whole() {
    let (folder, bytes) = journal();
    let cut = bytes.len() - 10;
    fs::write(file(&folder), &bytes[..cut]).unwrap();
    let mut growing = Growing::after(folder.path(), Head::NONE);
    let (facts, growth) = grown(&mut growing);
    let begun = cut - lines(&bytes)[..2].concat().len();
    assert_eq!((facts, growth.unwrap()), (three()[..2].to_vec(), Growth::Grown { torn: begun }));
    fs::write(file(&folder), &bytes).unwrap();
    assert_eq!(whole(&mut growing), three()[2..]);
}

#[test]
fn a_journal_that_no_longer_holds_what_was_read_is_another_one() {
    let (folder, bytes) = journal();
    let (other, _) = journal();
    let mut growing = Growing::after(folder.path(), Head::NONE);
    whole(&mut growing);
    let shorter = lines(&bytes)[..2].concat();
    let mut other_fact = open(&other);
    other_fact.append(at(), ANA, vec![note("another")]).unwrap();
    let changed = [&bytes[..bytes.len() - 10], b"0123456\"}\n"].concat();
    for held in [shorter, Vec::new(), changed] {
        fs::write(file(&folder), &held).unwrap();
        assert_eq!(grown(&mut growing).1.unwrap(), Growth::Replaced, "{} bytes", held.len());
    }
    // What is as it was read goes on, also where the file is another one.
    fs::write(file(&folder), fs::read(file(&other)).unwrap()).unwrap();
    assert_eq!(whole(&mut growing), [note("another")]);
}

#[test]
fn damage_is_an_error_behind_what_is_intact() {
    let (folder, bytes) = journal();
    let all = lines(&bytes);
    let damaged = [all[0], all[1], b"{\"seq\":3}\n"].concat();
    fs::write(file(&folder), damaged).unwrap();
    let mut growing = Growing::after(folder.path(), Head::NONE);
    let (facts, growth) = grown(&mut growing);
    assert_eq!(facts, three()[..2]);
    assert!(growth.unwrap_err().is_damage());
    fs::write(file(&folder), &bytes).unwrap();
    assert_eq!(whole(&mut growing), three()[2..], "restored from a copy, it goes on");
}

#[test]
fn a_journal_that_is_gone_is_missing_and_goes_on_when_it_is_back() {
    let (folder, bytes) = journal();
    let mut growing = Growing::after(folder.path(), Head::NONE);
    whole(&mut growing);
    fs::remove_file(file(&folder)).unwrap();
    assert!(matches!(grown(&mut growing).1, Err(JournalError::Missing { .. })));
    fs::write(file(&folder), bytes).unwrap();
    assert_eq!(whole(&mut growing), []);
    assert!(grown(&mut Growing::after(folder_with(b"").path(), growing.head())).1.unwrap() == Growth::Replaced);
}
