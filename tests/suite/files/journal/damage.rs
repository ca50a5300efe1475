//! Journals that were cut off or changed: what is recovered, and what is damage.

use std::fs;

use acmove::{
    domain::record::Record,
    journal::{Journal, JournalError},
};
use tempfile::TempDir;

use super::{ANA, Fact, at, events, file, folder_with, journal, lines, look, note, open, sha256, three};

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
    assert!(tail.unwrap().to_string().contains("5000 bytes of an unfinished record 4"));
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
    assert!(matches!(error, JournalError::Replay { seq: 2, .. }), "{error}");
}
