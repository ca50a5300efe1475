//! What a bundle holds, and how it is looked at elsewhere.

use std::fs;

use acmove::{
    domain::{digest::Digest, event::Event},
    journal::disk,
    runtime::bundle::Manifest,
};
use serde_json::Value;

use super::{files, manifest, packed};
use crate::harness::site::{code, errors, said};

#[test]
fn everything_that_helps_is_in_it_and_license_files_only_where_they_are_wanted() {
    let site = packed(&[]);
    let files = files(&site.path("b.zip"));
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let first =
        ["manifest.json", "journal.jsonl", "procedure.toml", "report.md", "report.html", "report.json", "ticket.txt"];
    assert_eq!(names[..first.len()], first);
    assert!(names[first.len()..].iter().all(|name| name.starts_with("evidence/")) && names.len() > first.len());
    let manifest: Manifest = serde_json::from_slice(&files[0].1).unwrap();
    for (packed, (name, bytes)) in manifest.files.iter().zip(&files[1..]) {
        assert_eq!((&packed.name, packed.bytes, packed.sha256), (name, bytes.len() as u64, Digest::of(bytes)));
    }
    assert_eq!(fs::read(site.path("m/journal.jsonl")).unwrap(), files[1].1);
    assert!(String::from_utf8_lossy(&files[6].1).contains("exact message: "));
    let with = packed(&["--with-licenses"]);
    let output = with.run(&["bundle", "m", "-o", "again.zip", "--with-licenses"]);
    assert!(
        errors(&output).contains("8 license files") || errors(&output).contains("license files"),
        "{}",
        errors(&output)
    );
    let journal = |name: &str| self::files(&with.path(name))[1].clone();
    assert_eq!(journal("b.zip"), journal("again.zip"), "packed again, it is the same");
}

#[test]
fn a_bundle_is_looked_at_like_the_migration_it_was_made_of() {
    let site = packed(&["--with-licenses"]);
    for command in [&["status"][..], &["ticket"], &["replay"], &["review", "--utc"]] {
        let text = |what: &str| {
            let output = site.run(&[&command[..1], &[what], &command[1..]].concat());
            // What is not now says which moment it is, and when the vault was looked at.
            let told = said(&output);
            let lines = told.lines().filter(|line| !line.starts_with("After record"));
            let lines = lines.filter(|line| !line.starts_with("Backups read back: ")).map(whenever).collect();
            (code(&output), lines)
        };
        let (packed, own): ((i32, Vec<String>), _) = (text("b.zip"), text("m"));
        assert_eq!(packed, own, "{command:?}");
    }
    let plan = said(&site.run(&["rollback", "b.zip", "--plan"]));
    assert!(plan.contains("was to restore AAA") && plan.contains("backup proved, verified when packed at"), "{plan}");
    assert!(said(&site.run(&["verify", "b.zip"])).contains("files: "));
    let json = |arguments: &[&str]| -> Value { serde_json::from_str(&said(&site.run(arguments))).unwrap() };
    assert_eq!(json(&["report", "b.zip", "--format", "json"])["state"], "rolled-back");
    assert_eq!(json(&["replay", "b.zip", "--json"])["journal"], json(&["status", "m", "--json"])["journal"]);
}

/// A line without what it says of looks into the vault.
fn whenever(line: &str) -> String {
    let mut parts = line.split(", verified when packed at ");
    let first = parts.next().unwrap_or_default().to_owned();
    let plain = parts.fold(first, |line, part| line + part.find([';', ',', ')']).map_or("", |end| &part[end..]));
    plain.replace(", not looked at", "")
}

#[test]
fn a_migration_is_replayed_as_it_was_after_any_record() {
    let site = packed(&[]);
    let fourth = site.run(&["replay", "b.zip", "--at", "4"]);
    assert!(said(&fourth).contains("\nAfter record 4, ") && !said(&fourth).contains("\n5. "), "{}", said(&fourth));
    let json: Value = serde_json::from_str(&said(&site.run(&["replay", "m", "--at", "1", "--json"]))).unwrap();
    assert_eq!((&json["state"], &json["journal"]["events"]), (&"preparing".into(), &1.into()));
    let beyond = site.run(&["replay", "m", "--at", "4000"]);
    assert_eq!(code(&beyond), 2);
    assert!(errors(&beyond).contains("there is no record 4000; the records are 1 to"), "{}", errors(&beyond));
    assert_eq!(code(&site.run(&["replay", "nothing"])), 2);
}

#[test]
fn a_damaged_migration_is_packed_and_looked_at_up_to_the_damage() {
    let site = packed(&[]);
    let journal = site.path("m/journal.jsonl");
    let mut bytes = fs::read(&journal).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&journal, bytes).unwrap();
    let output = site.run(&["bundle", "m", "-o", "d.zip"]);
    assert_eq!(code(&output), 6, "{}", errors(&output));
    let replayed = site.run(&["replay", "d.zip"]);
    assert_eq!(code(&replayed), 6, "{}", errors(&replayed));
    assert!(
        said(&replayed).contains("DAMAGED JOURNAL") && errors(&replayed).contains("is damaged"),
        "{}",
        said(&replayed)
    );
}

#[test]
fn a_bundle_never_holds_what_a_fact_does_not_speak_of() {
    let site = packed(&[]);
    fs::write(site.path("m/evidence/stranger.txt"), "secret").unwrap();
    fs::write(site.path("m/password.txt"), "secret").unwrap();
    let some = fs::read_dir(site.path("m/evidence")).unwrap().map(|entry| entry.unwrap().path());
    let some = some.filter(|path| path.extension().is_some_and(|ending| ending == "html")).min().unwrap();
    disk::remove(&some).unwrap();
    let output = site.run(&["bundle", "m", "-o", "c.zip"]);
    assert_eq!(code(&output), 6);
    assert!(errors(&output).contains("is missing, unreadable or changed, so"), "{}", errors(&output));
    let files = files(&site.path("c.zip"));
    assert!(files.iter().all(|(name, bytes)| !name.contains("stranger") && bytes != b"secret"));
    assert_eq!(manifest(&files)["missing"].as_array().unwrap().len(), 1);
    assert_eq!(code(&site.run(&["replay", "c.zip"])), 0);
}

#[test]
fn no_record_is_written_over_what_belongs_to_a_migration() {
    let site = packed(&[]);
    fs::copy(site.path("b.zip"), site.path("m/own.zip")).unwrap();
    let license = fs::read_dir(site.path("m/licenses")).unwrap().next().unwrap().unwrap().file_name();
    let license = format!("m/licenses/{}", license.to_string_lossy());
    for output in ["m/journal.jsonl", "m/procedure.toml", "m/infrastructure.toml", "m/evidence/x.txt", license.as_str()]
    {
        let before = fs::read(site.path(output)).ok();
        for command in [
            &["report", "m", "-o"][..],
            &["bundle", "m", "-o"],
            &["cast", "m", "-o"],
            &["review", "m", "--update-estimates"],
        ] {
            let result = site.run(&[command, &[output]].concat());
            assert_eq!(code(&result), 2, "{command:?} {output}: {}", errors(&result));
            assert_eq!(fs::read(site.path(output)).ok(), before, "{command:?} {output}");
        }
    }
    assert_eq!(code(&site.run(&["report", "m", "-o", "m/night.md"])), 0, "beside them there is room");
    assert_eq!(code(&site.run(&["verify", "m"])), 0);
}

#[test]
fn what_a_note_of_a_bundle_says_reaches_no_terminal_as_a_command() {
    let mut story = crate::harness::story::Story::paused();
    let note = "a\u{9b}31m\rb\u{2028}- c ~~d~~ \u{202e}e";
    story.record(Event::NoteWritten { about: None, text: note.to_owned() });
    let retold = crate::harness::retold::Retold::story(&story);
    let text = acmove::domain::text::shown(&retold.markdown());
    assert!(text.contains("a31m b - c \\~\\~d\\~\\~ e"), "{text}");
    let json = acmove::domain::text::escaped(&serde_json::to_string(&retold.account()).unwrap());
    assert!(json.is_ascii() || !json.contains(['\u{9b}', '\u{202e}', '\u{2028}']));
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap()["notes"][0]["sentence"], format!("Note: {note}"));
}
