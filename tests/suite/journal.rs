//! The journal on disk: what it holds after good days and bad ones.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    process::Command,
};

use acmove::{
    domain::record::Record,
    journal::{Extent, Journal, JournalError, Paper, read},
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

/// A line with the right hash.
fn sealed(text: &str) -> String {
    format!("{},\"hash\":\"{}\"}}\n", text.strip_suffix('}').unwrap(), sha256(text))
}

/// The line that opening stops at; neither opening nor reading may change the file.
fn damaged_line(bytes: &[u8]) -> u64 {
    let folder = folder_with(bytes);
    let error = Journal::open::<Fact>(folder.path(), ANA, |_| Ok(())).unwrap_err();
    assert_eq!(look(folder.path()).1.unwrap_err().to_string(), error.to_string());
    assert_eq!(fs::read(file(&folder)).unwrap(), bytes);
    assert!(!error.to_string().contains(char::is_control), "{error:?}");
    match error {
        JournalError::Damage { line, .. } => line,
        other => panic!("{other}"),
    }
}

#[test]
fn what_was_recorded_is_what_is_read_back() {
    let folder = TempDir::new().unwrap();
    let mut journal = Journal::create(folder.path(), ANA).unwrap();
    let mut recorded = journal.append(at(), ANA, three()).unwrap();
    recorded.extend(journal.append(at(), "acmove", vec![note("four")]).unwrap());
    let (records, found) = look(folder.path());
    assert_eq!(records, recorded);
    assert_eq!(
        found.unwrap(),
        Extent { head: journal.head(), length: fs::metadata(file(&folder)).unwrap().len(), torn: vec![] }
    );
    assert_eq!((journal.head().seq, journal.head().hash), (4, recorded[3].hash));
    assert_eq!(records[3].at.to_string(), "2026-11-24T03:04:05.123Z");
}

#[test]
fn a_line_is_compact_with_its_fields_in_the_documented_order() {
    let folder = TempDir::new().unwrap();
    let mut journal = Journal::create(folder.path(), ANA).unwrap();
    let recorded = journal.append("2026-11-24T03:04:05Z".parse().unwrap(), ANA, vec![note("ü\"\n")]).unwrap();
    let line = format!(
        r#"{{"seq":1,"at":"2026-11-24T03:04:05.000Z","by":"ana@laptop","event":{{"type":"note-written","text":"ü\"\n"}},"prev":"{:064}","hash":"{}"}}"#,
        0, recorded[0].hash
    );
    assert_eq!(fs::read_to_string(file(&folder)).unwrap(), line + "\n");
}

#[test]
fn anyone_can_check_the_chain_by_text_alone() {
    let (_folder, bytes) = journal();
    let mut prev = "0".repeat(64);
    for (line, seq) in lines(&bytes).into_iter().zip(1..) {
        let line = str::from_utf8(line).unwrap();
        let (text, rest) = line.rsplit_once(",\"hash\":\"").unwrap();
        let hash = sha256(&format!("{text}}}"));
        assert_eq!(rest, format!("{hash}\"}}\n"));
        assert!(line.starts_with(&format!("{{\"seq\":{seq},\"at\":\"")));
        assert!(text.ends_with(&format!(",\"prev\":\"{prev}\"")));
        prev = hash;
    }
}

#[test]
fn ten_lines_of_python_verify_a_journal() {
    let (folder, mut bytes) = journal();
    let python = |name: &Path| {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verify_journal.py");
        Command::new("python3").arg(script).arg(name).output()
    };
    let Ok(good) = python(&file(&folder)) else {
        println!("skipped: there is no python3 here");
        return;
    };
    assert!(good.status.success(), "{good:?}");
    let says = |bytes: &[u8]| {
        let folder = folder_with(bytes);
        let bad = python(&file(&folder)).unwrap();
        assert_eq!(bad.status.code(), Some(1));
        String::from_utf8(bad.stderr).unwrap()
    };
    let [one, _, three] = lines(&bytes)[..] else { panic!() };
    assert_eq!(says(&[one, three].concat()).trim_end(), "line 2 does not follow the one before it");
    let place = bytes.len() - 200;
    bytes[place] ^= 1;
    assert_eq!(says(&bytes).trim_end(), "line 3 was changed");
}

#[test]
fn a_journal_cut_off_anywhere_in_its_last_two_records_recovers_exactly() {
    let (_folder, bytes) = journal();
    let ends: Vec<usize> = (0..bytes.len()).filter(|&place| bytes[place] == b'\n').map(|place| place + 1).collect();
    for cut in ends[0]..bytes.len() {
        let folder = folder_with(&bytes[..cut]);
        let whole = ends.iter().filter(|&&end| end <= cut).count();
        let good = ends[whole - 1];
        let (seen, found) = look(folder.path());
        assert_eq!((seen.len(), found.unwrap().torn.as_slice()), (whole, &bytes[good..cut]));

        let (journal, tail) = Journal::open::<Fact>(folder.path(), ANA, |_| Ok(())).unwrap();
        assert_eq!(journal.head().seq, whole as u64);
        assert_eq!(fs::read(file(&folder)).unwrap(), bytes[..good]);
        assert_eq!(tail.is_some(), cut > good);
        if let Some(tail) = tail {
            assert_eq!((tail.seq, tail.bytes), (whole as u64 + 1, cut - good));
            assert_eq!(tail.kept, folder.path().join(format!("journal.torn-{}", tail.seq)));
            assert_eq!(fs::read(tail.kept).unwrap(), bytes[good..cut]);
        }
    }
}

#[test]
fn a_tail_of_zero_bytes_is_cut_off_and_the_journal_goes_on() {
    let (_folder, mut bytes) = journal();
    bytes.extend([0; 5000]);
    let folder = folder_with(&bytes);
    let (mut journal, tail) = Journal::open::<Fact>(folder.path(), ANA, |_| Ok(())).unwrap();
    assert!(tail.unwrap().to_string().contains("5000 bytes of what would have become record 4"));
    journal.append(at(), ANA, vec![note("four")]).unwrap();
    assert_eq!(events(&folder), [three(), vec![note("four")]].concat());
}

#[test]
fn a_second_torn_tail_does_not_replace_the_first() {
    let (folder, bytes) = journal();
    for (torn, name) in [("{\"seq", "journal.torn-4"), ("{\"se", "journal.torn-4-2"), ("{", "journal.torn-4-3")] {
        fs::write(file(&folder), [&bytes, torn.as_bytes()].concat()).unwrap();
        Journal::open::<Fact>(folder.path(), ANA, |_| Ok(())).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), torn);
    }
}

#[test]
fn a_flipped_bit_anywhere_is_noticed() {
    let (folder, mut bytes) = journal();
    for place in 0..bytes.len() {
        for bit in 0..8 {
            bytes[place] ^= 1 << bit;
            fs::write(file(&folder), &bytes).unwrap();
            let found = look(folder.path()).1;
            assert!(found.is_err() || !found.unwrap().torn.is_empty(), "bit {bit} of byte {place}");
            bytes[place] ^= 1 << bit;
        }
    }
}

#[test]
fn lines_swapped_removed_repeated_or_inserted_are_damage() {
    let (_folder, bytes) = journal();
    let [one, two, three] = lines(&bytes)[..] else { panic!() };
    assert_eq!(damaged_line(&[two, one, three].concat()), 1);
    assert_eq!(damaged_line(&[one, three, two].concat()), 2);
    assert_eq!(damaged_line(&[two, three].concat()), 1);
    assert_eq!(damaged_line(&[one, three].concat()), 2);
    assert_eq!(damaged_line(&[one, two, two, three].concat()), 3);
    assert_eq!(damaged_line(&[one, b"\n", two, three].concat()), 2);
    assert_eq!(damaged_line(&[one, two, three, b"\n"].concat()), 4);
    assert_eq!(damaged_line(&[one, b"{\"seq\":2\n", two, three].concat()), 2);
    assert_eq!(damaged_line(String::from_utf8(bytes.clone()).unwrap().replace('\n', "\r\n").as_bytes()), 1);
}

#[test]
fn a_line_of_another_journal_is_damage() {
    let (_folder, bytes) = journal();
    let other = TempDir::new().unwrap();
    Journal::create(other.path(), ANA).unwrap().append(at(), "eve@laptop", three()).unwrap();
    let other = fs::read(file(&other)).unwrap();
    assert_eq!(damaged_line(&[lines(&bytes)[0], lines(&other)[1], lines(&bytes)[2]].concat()), 2);
}

#[test]
fn a_complete_last_line_that_does_not_verify_is_damage_and_not_torn() {
    let (_folder, mut bytes) = journal();
    let place = bytes.len() - 2;
    bytes[place] = b' ';
    assert_eq!(damaged_line(&bytes), 3);
}

#[test]
fn text_after_damage_is_not_reached() {
    let (folder, mut bytes) = journal();
    let start = lines(&bytes)[0].len();
    bytes[start + 10] ^= 1;
    bytes.extend(b"{\"seq\":4");
    assert_eq!(damaged_line(&bytes), 2);
    fs::write(file(&folder), &bytes).unwrap();
    assert_eq!(look(folder.path()).0.len(), 1);
}

#[test]
fn a_line_that_never_ends_is_damage_and_is_not_read_into_memory() {
    let (_folder, mut bytes) = journal();
    bytes.extend(vec![b' '; 5 << 20]);
    assert_eq!(damaged_line(&bytes), 4);
}

#[test]
fn sealed_lines_that_are_no_records_are_damage() {
    let head = format!(r#""by":"eve","event":{{"type":"note-written","text":""}},"prev":"{:064}""#, 0);
    for text in [
        format!(r#"{{"seq":2,"at":"2026-11-24T03:04:05.123Z",{head}}}"#),
        format!(r#"{{"seq":1,"at":"yesterday",{head}}}"#),
        format!(r#"{{"seq":1,"more":1,"at":"2026-11-24T03:04:05.123Z",{head}}}"#),
        format!(r#"{{"seq":1,"\u001b[31m":1,{head}}}"#),
        format!(r#"{{"prev":"{:064}"}}"#, 0),
        format!(r#"["seq","prev":"{:064}"}}"#, 0),
    ] {
        assert_eq!(damaged_line(sealed(&text).as_bytes()), 1, "{text}");
    }
}

#[test]
fn a_record_of_a_newer_type_is_named_and_changes_nothing() {
    let (folder, bytes) = journal();
    let hash = open(&folder).head().hash;
    let text = format!(
        r#"{{"seq":4,"at":"2026-11-24T03:04:05.123Z","by":"x","event":{{"type":"moon-landed","crew":[3]}},"prev":"{hash}"}}"#
    );
    let bytes = [bytes, sealed(&text).into_bytes(), b"{\"torn".to_vec()].concat();
    fs::write(file(&folder), &bytes).unwrap();
    let error = Journal::open::<Fact>(folder.path(), ANA, |_| Ok(())).unwrap_err();
    assert!(matches!(&error, JournalError::Newer { seq: 4, kind, .. } if kind == "moon-landed"), "{error}");
    assert_eq!(look(folder.path()).0.len(), 3);
    assert_eq!(fs::read(file(&folder)).unwrap(), bytes);
}

#[test]
fn a_record_that_the_reader_refuses_stops_the_reading() {
    let (folder, _) = journal();
    let refuse = |record: Record<Fact>| if record.seq < 2 { Ok(()) } else { Err("no such step".to_owned()) };
    let error = Journal::open(folder.path(), ANA, refuse).unwrap_err();
    assert!(matches!(error, JournalError::Misfit { seq: 2, .. }), "{error}");
}

#[test]
fn a_second_writer_is_refused_and_told_who_writes() {
    let (folder, _) = journal();
    let first = Journal::open::<Fact>(folder.path(), "ana@laptop pid 4711", |_| Ok(())).unwrap();
    for error in [
        Journal::open::<Fact>(folder.path(), "ben@desk", |_| Ok(())).unwrap_err(),
        Journal::create(folder.path(), "ben@desk").unwrap_err(),
    ] {
        assert!(matches!(error, JournalError::Locked { .. }), "{error}");
        #[cfg(unix)]
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

fn text() -> impl Strategy<Value = String> {
    let odd = prop_oneof![any::<char>(), prop::char::range('\0', '\u{7f}'), Just('"'), Just('\u{2028}')];
    prop::collection::vec(odd, 0..40).prop_map(|chars| chars.into_iter().collect())
}

fn fact() -> impl Strategy<Value = Fact> {
    prop_oneof![
        text().prop_map(|text| Fact::NoteWritten { text }),
        (text(), any::<u64>(), prop::option::of(text())).prop_map(|(step, attempt, note)| Fact::StepDone {
            step,
            attempt,
            note
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_facts_by_anyone_at_any_time_are_read_back(
        facts in prop::collection::vec(fact(), 0..8),
        by in text(),
        millisecond in 0..253_402_300_799_000i64,
    ) {
        let folder = TempDir::new().unwrap();
        let at = Timestamp::from_millisecond(millisecond).unwrap();
        let recorded = Journal::create(folder.path(), ANA).unwrap().append(at, &by, facts.clone()).unwrap();
        prop_assert!(recorded.iter().all(|record| record.at == at && record.by == by));
        prop_assert!(recorded.iter().map(|record| &record.event).eq(&facts));
        prop_assert_eq!(look(folder.path()).0, recorded);
    }
}
