//! The lines of a journal, and that anyone can check them.

use std::{fs, path::Path, process::Command};

use acmove::journal::{Extent, Journal};
use tempfile::TempDir;

use super::{ANA, at, file, folder_with, journal, lines, look, note, sha256, three};

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
