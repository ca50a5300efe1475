//! Bundles that are refused: with what does not belong there, too large, damaged, or no bundle at all.

use std::{fs, sync::OnceLock};

use acmove::{
    domain::{digest::Digest, event::Event, record::Record},
    journal::{self, Journal},
    runtime::bundle::{BundleError, unpack},
};
use serde_json::json;

use super::{Files, files, manifest, of, packed, zipped};
use crate::harness::site::{Site, code, errors};

/// The same files with a manifest that fits them.
fn listed(mut files: Files) -> Files {
    let mut manifest = manifest(&files);
    let list =
        |(name, bytes): &(String, Vec<u8>)| json!({"name": name, "bytes": bytes.len(), "sha256": Digest::of(bytes)});
    manifest["files"] = files[1..].iter().map(list).collect();
    files[0].1 = manifest.to_string().into_bytes();
    files
}

/// Why a bundle with these bytes is not opened, with the exit code that this has.
fn refused(site: &Site, bytes: &[u8]) -> (i32, String) {
    let file = site.path("x.zip");
    fs::write(&file, bytes).unwrap();
    match unpack(&file) {
        Ok(_) => (0, String::new()),
        Err(refused @ BundleError::Refused { .. }) => (2, refused.to_string()),
        Err(damaged @ (BundleError::Damaged { .. } | BundleError::Folder(_))) => (6, damaged.to_string()),
        Err(other @ (BundleError::Disk { .. } | BundleError::NoHandOver { .. })) => panic!("{other}"),
    }
}

/// A folder with a bundle alone; it is made once for all tests.
fn sent() -> Site {
    static BUNDLE: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = BUNDLE.get_or_init(|| fs::read(packed(&[]).path("b.zip")).unwrap());
    let site = Site::new();
    fs::write(site.path("b.zip"), bytes).unwrap();
    site
}

#[test]
fn what_does_not_belong_into_a_bundle_is_refused_with_its_name() {
    let site = sent();
    let good = files(&site.path("b.zip"));
    assert_eq!(refused(&site, &zipped(&good, 0o644)).0, 0, "put together again, it is the same");
    let hostile = [
        "../../outside.txt",
        "/etc/cron.d/x",
        "evidence/../../x.txt",
        "C:\\windows\\x",
        "licenses/..\\..\\x.lic",
        "practice/world.json",
        "infrastructure.toml",
        "evidence/nothing.txt",
        "licenses/CON.lic",
        ".lock",
        "evidence//x",
        "journal.jsonl/x",
        "licenses/-.lic\u{0}",
    ];
    for name in hostile {
        let mut files = good.clone();
        files.push((name.to_owned(), b"x".to_vec()));
        let (code, why) = refused(&site, &zipped(&listed(files), 0o644));
        assert_eq!(code, 2, "{name}: {why}");
        assert!(why.contains("does not belong in a bundle"), "{name}: {why}");
    }
    let mut twice = good.clone();
    twice.push(twice[2].clone());
    assert!(refused(&site, &zipped(&twice, 0o644)).1.contains("contains "));
    assert!(refused(&site, &zipped(&good, 0o120_777)).1.contains("a link"));
    assert!(!site.path("outside.txt").exists() && !site.path("../outside.txt").exists());
}

#[test]
fn what_would_fill_the_disk_or_the_memory_is_refused() {
    let site = sent();
    let good = files(&site.path("b.zip"));
    let evidence = good.last().unwrap().0.clone();
    let mut bomb = good.clone();
    *of(&mut bomb, &evidence) = vec![0; 5 << 20];
    let bytes = zipped(&listed(bomb), 0o644);
    assert!(bytes.len() < 200_000);
    let (code, why) = refused(&site, &bytes);
    assert!(code == 2 && why.contains("would be larger than 4194304 bytes"), "{code} {why}");
    // It says that it is small, and is not: in the directory, where sizes are read.
    let lies = said_size(bytes, 5 << 20, 100);
    let (code, why) = refused(&site, &lies);
    assert!(code == 6 && why.contains("cannot be unpacked"), "{code} {why}");
    // So many files, as the end of the archive says.
    let mut many = zipped(&good, 0o644);
    let end = many.len() - 22;
    many[end + 8..end + 12].copy_from_slice(&[0xff, 0x00, 0xff, 0x00]);
    assert_ne!(refused(&site, &many).0, 0);
    // Small, and a plan that no memory holds.
    let first = r#"{"type":"migration-started""#;
    let journal = String::from_utf8(good[1].1.clone()).unwrap();
    assert!(journal.contains(first));
    let (code, why) = refused(&site, &zipped(&listed(with_environments(&good, &site, 60_000)), 0o644));
    assert!(code == 6 && why.contains("no migration has more than"), "{code} {why}");
}

/// The same archive, in whose directory a size is another one.
fn said_size(mut bytes: Vec<u8>, true_size: u32, told: u32) -> Vec<u8> {
    let wanted = true_size.to_le_bytes();
    let at = bytes.windows(4).rposition(|window| window == wanted).unwrap();
    bytes[at..at + 4].copy_from_slice(&told.to_le_bytes());
    bytes
}

/// The same bundle, whose migration has many environments: its journal is a sound one.
fn with_environments(good: &Files, site: &Site, count: usize) -> Files {
    let mut start = None;
    let unpacked = unpack(&site.path("b.zip")).unwrap();
    journal::read(unpacked.folder(), |record: Record<Event>| {
        start.get_or_insert(record.event);
        Ok(())
    })
    .unwrap();
    let Some(Event::MigrationStarted(mut start)) = start else { panic!("it does not begin") };
    let one = start.infrastructure.environments[1].clone();
    let more = (0..count).map(|place| acmove::domain::infrastructure::Environment {
        id: format!("e{place}").parse().unwrap(),
        name: "x".to_owned(),
        role: one.role,
        service_center: None,
        serial: None,
        module: None,
        key: None,
        tools: None,
    });
    start.infrastructure.environments.extend(more);
    let folder = site.path("many");
    let mut journal = Journal::create(&folder, "anna@desk").unwrap();
    let written = journal.append(jiff::Timestamp::UNIX_EPOCH, "anna@desk", vec![Event::MigrationStarted(start)]);
    let mut files = good.clone();
    let records = written.unwrap();
    *of(&mut files, "journal.jsonl") = fs::read(folder.join("journal.jsonl")).unwrap();
    let mut manifest = manifest(&files);
    manifest["journal"] = json!({"events": 1, "head": records[0].hash});
    files[0].1 = manifest.to_string().into_bytes();
    files
}

#[test]
fn what_was_changed_on_its_way_is_damaged_and_says_where() {
    let site = sent();
    let good = files(&site.path("b.zip"));
    let evidence = good.last().unwrap().0.clone();
    let mut changed = good.clone();
    of(&mut changed, &evidence)[10] ^= 1;
    let (code, why) = refused(&site, &zipped(&changed, 0o644));
    assert!(code == 6 && why.contains(&evidence) && why.contains("differs from its manifest"), "{code} {why}");
    let mut broken = good.clone();
    let journal = of(&mut broken, "journal.jsonl");
    let middle = journal.len() / 2;
    journal[middle] ^= 1;
    assert!(refused(&site, &zipped(&broken, 0o644)).1.contains("journal.jsonl differs from"));
    let (code, why) = refused(&site, &zipped(&listed(broken), 0o644));
    assert!(code == 6 && why.contains("is damaged"), "{code} {why}");
    // Its last record cut off: the chain is whole, and ends too early.
    let mut cut = good.clone();
    let journal = of(&mut cut, "journal.jsonl");
    let last = journal[..journal.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap();
    journal.truncate(last + 1);
    let (code, why) = refused(&site, &zipped(&listed(cut), 0o644));
    assert!(code == 6 && why.contains("differs from"), "{code} {why}");
    let mut fewer = good.clone();
    fewer.pop();
    assert_eq!(refused(&site, &zipped(&fewer, 0o644)).0, 6);
    for (name, expected) in [("manifest.json", 2), ("journal.jsonl", 6), ("procedure.toml", 6)] {
        let without: Files = good.iter().filter(|(known, _)| known != name).cloned().collect();
        assert_eq!(refused(&site, &zipped(&without, 0o644)).0, expected, "{name}");
    }
}

#[test]
fn a_flipped_bit_is_noticed_wherever_it_is() {
    let site = sent();
    let bytes = fs::read(site.path("b.zip")).unwrap();
    let (start, end) = (bytes.len() - 400, bytes.len());
    // The first entry is the manifest; at the end are the list of files and the seal.
    for place in (0..3_000).step_by(7).chain((3_000..start).step_by(start / 150)).chain(start..end) {
        let mut changed = bytes.clone();
        changed[place] ^= 1 << (place % 8);
        let (code, why) = refused(&site, &changed);
        assert!(matches!(code, 2 | 6), "bit {} of byte {place} of {end} was flipped: {why}", place % 8);
    }
}

#[test]
fn without_its_seal_the_checksums_of_the_archive_are_compared() {
    let site = sent();
    let bytes = zipped(&files(&site.path("b.zip")), 0o644);
    assert_eq!(refused(&site, &bytes).0, 0);
    let good = unpack(&site.path("x.zip")).unwrap().manifest;
    // In the middle of what the manifest says.
    let name = b"manifest.json";
    let data = bytes.windows(name.len()).position(|window| window == name).unwrap() + name.len();
    for place in data..data + 500 {
        let mut changed = bytes.clone();
        changed[place] ^= 0x10;
        // A bit of the compression that changes nothing of what comes out is no harm.
        let (code, why) = refused(&site, &changed);
        let is_same = || unpack(&site.path("x.zip")).unwrap().manifest == good;
        assert!(matches!(code, 2 | 6) || is_same(), "byte {place}: {why}");
    }
    let more = [bytes.as_slice(), b"more"].concat();
    assert_eq!(refused(&site, &more).0, 6, "nothing follows an archive");
}

#[test]
fn anything_else_is_no_bundle_and_nothing_is_left_of_it() {
    let site = sent();
    let bytes = fs::read(site.path("b.zip")).unwrap();
    for other in [&b""[..], b"PK", b"hello", &bytes[..bytes.len() / 2], &bytes[bytes.len() / 2..], &[0; 4096]] {
        let (code, why) = refused(&site, other);
        assert!(matches!(code, 2 | 6), "{code} {why}");
    }
    // A byte of it changed anywhere: it opens only where nothing that counts was changed.
    let file = site.path("x.zip");
    for place in (0..bytes.len()).step_by(bytes.len() / 60) {
        let mut changed = bytes.clone();
        changed[place] ^= 0x55;
        fs::write(&file, &changed).unwrap();
        match unpack(&file) {
            Ok(unpacked) => assert_eq!(unpacked.manifest.migration, "Practice Holding"),
            Err(BundleError::Refused { .. } | BundleError::Damaged { .. } | BundleError::Folder(_)) => {}
            Err(other) => panic!("{place}: {other}"),
        }
    }
    for (name, bytes, expected) in [("a.zip", &b"hello"[..], 2), ("c.zip", &bytes[..bytes.len() / 2], 2)] {
        fs::write(site.path(name), bytes).unwrap();
        let output = site.run(&["replay", name]);
        assert!(code(&output) == expected && output.stdout.is_empty(), "{}", errors(&output));
        assert!(errors(&output).contains("is not a bundle that acmove can open:"), "{}", errors(&output));
    }
    let folder = unpack(&site.path("b.zip")).unwrap().folder().to_owned();
    assert!(!folder.exists(), "it goes with whoever looked at it");
}

#[test]
fn what_fails_leaves_what_was_there() {
    let site = sent();
    for (name, command) in [("night.cast", "cast"), ("night.md", "report")] {
        site.write(name, "good");
        let output = site.run(&[command, "nothing", "-o", name]);
        assert!(code(&output) == 2 && errors(&output).contains("there is no folder or bundle"), "{}", errors(&output));
        assert_eq!(fs::read_to_string(site.path(name)).unwrap(), "good");
    }
    for wrong in ["nan", "0", "-1", "1e9"] {
        let output = site.run(&["cast", "b.zip", "-o", "night.cast", &format!("--longest={wrong}")]);
        assert!(code(&output) == 2 && errors(&output).contains("from 0.6 to 3600"), "{wrong}: {}", errors(&output));
    }
}

#[test]
fn a_manifest_that_counts_beyond_everything_is_refused() {
    let site = sent();
    let good = files(&site.path("b.zip"));
    let mut huge = good.clone();
    let mut list = manifest(&huge);
    list["files"][1]["bytes"] = json!(u64::MAX);
    huge[0].1 = list.to_string().into_bytes();
    assert_eq!(refused(&site, &zipped(&huge, 0o644)).0, 2);
    let mut twice = good.clone();
    let mut list = manifest(&twice);
    list["files"][2] = list["files"][1].clone();
    twice[0].1 = list.to_string().into_bytes();
    assert!(refused(&site, &zipped(&twice, 0o644)).1.contains("names a file twice"));
}

#[test]
fn a_zipped_folder_and_a_bundle_in_the_wrong_place_are_told_what_they_are() {
    let site = sent();
    let folder = vec![("m/journal.jsonl".to_owned(), b"x".to_vec()), ("m/.lock".to_owned(), Vec::new())];
    assert!(refused(&site, &zipped(&folder, 0o644)).1.contains("unpack it and name that folder"));
    for command in [&["run", "b.zip"][..], &["open", "b.zip"], &["bundle", "b.zip", "-o", "c.zip"]] {
        let output = site.run(command);
        assert_eq!(code(&output), 2, "{command:?} {}", errors(&output));
    }
    assert!(errors(&site.run(&["run", "b.zip"])).contains("`acmove replay`"));
}
