//! The journal on disk: what it holds after good days and bad ones.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod any_facts;
mod damage;
mod format;
mod growing;
mod writing;

use std::{
    fs,
    path::{Path, PathBuf},
};

use acmove::{
    domain::record::Record,
    journal::{Extent, Journal, JournalError, read},
};
use jiff::Timestamp;
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

const ANA: &str = "ana@laptop";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Fact {
    NoteWritten { text: String },
    StepDone { step: String, attempt: u64, note: Option<String> },
}

fn note(text: &str) -> Fact {
    Fact::NoteWritten { text: text.to_owned() }
}

fn three() -> Vec<Fact> {
    let step = "production/upload-source".to_owned();
    vec![note("one"), Fact::StepDone { step, attempt: 2, note: None }, note("\"drei\"\n\u{1}\u{7f} \u{1F980}")]
}

fn at() -> Timestamp {
    "2026-11-24T03:04:05.1239Z".parse().unwrap()
}

fn file(folder: &TempDir) -> PathBuf {
    folder.path().join("journal.jsonl")
}

/// A folder with a journal of three records, and its bytes.
fn journal() -> (TempDir, Vec<u8>) {
    let folder = TempDir::new().unwrap();
    Journal::create(folder.path(), ANA).unwrap().append(at(), ANA, three()).unwrap();
    let bytes = fs::read(file(&folder)).unwrap();
    (folder, bytes)
}

/// A folder whose journal has these bytes.
fn folder_with(bytes: &[u8]) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(file(&folder), bytes).unwrap();
    folder
}

fn look(folder: &Path) -> (Vec<Record<Fact>>, Result<Extent, JournalError>) {
    let mut records = Vec::new();
    let found = read(folder, |record| {
        records.push(record);
        Ok(())
    });
    (records, found)
}

fn events(folder: &TempDir) -> Vec<Fact> {
    let (records, found) = look(folder.path());
    found.unwrap();
    records.into_iter().map(|record| record.event).collect()
}

fn open(folder: &TempDir) -> Journal {
    let (journal, tail) = Journal::open::<Fact>(folder.path(), ANA, |_| Ok(())).unwrap();
    assert_eq!(tail, None);
    journal
}

fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|&byte| byte == b'\n').collect()
}

fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"))
}

fn text() -> impl Strategy<Value = String> {
    let odd = prop_oneof![any::<char>(), prop::char::range('\0', '\u{7f}'), Just('"'), Just('\u{2028}')];
    prop::collection::vec(odd, 0..40).prop_map(|chars| chars.into_iter().collect())
}
