//! A bundle that somebody has unpacked into a folder is looked at, and nothing else.

use std::{fs, path::Path};

use super::{files, packed};
use crate::harness::site::{Site, code, errors, said};

/// A bundle, and the folder that it was unpacked into.
fn unpacked() -> Site {
    let site = packed(&[]);
    for (name, bytes) in files(&site.path("b.zip")) {
        let path = site.path("u").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    site
}

fn content(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut content = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            content.extend(self::content(&entry));
        } else {
            content.push((entry.display().to_string(), fs::read(&entry).unwrap()));
        }
    }
    content.sort();
    content
}

#[test]
fn an_unpacked_bundle_is_looked_at_and_nothing_of_it_is_rewritten() {
    let site = unpacked();
    let before = content(&site.path("u"));
    site.write("none.toml", "");
    for command in [&["run", "u", "--unattended"][..], &["run", "u", "--answers", "none.toml"], &["open", "u"]] {
        let output = site.typing(command, "1\n");
        assert_eq!(code(&output), 4, "{command:?}: {}", said(&output));
        let why = errors(&output);
        assert!(why.contains("so it is read-only: view it with") && why.contains("`acmove replay u`"), "{why}");
        assert!(why.contains("delete manifest.json"), "the way to go on is said: {why}");
    }
    for command in [&["status", "u"][..], &["replay", "u"], &["doctor", "u"], &["report", "u", "--format", "md"]] {
        assert_eq!(code(&site.run(command)), 0, "{command:?}: {}", said(&site.run(command)));
    }
    assert_eq!(content(&site.path("u")), before);
}

#[test]
fn an_unpacked_bundle_says_what_the_file_says() {
    let site = unpacked();
    for command in
        [&["status"][..], &["rollback", "--plan"], &["ticket"], &["replay"], &["report", "--format", "md"], &["verify"]]
    {
        let on = |what: &'static str| {
            let output = site.run(&[&command[..1], &[what], &command[1..]].concat());
            (code(&output), said(&output))
        };
        assert_eq!(on("u"), on("b.zip"), "{command:?}");
    }
    assert_eq!(site.json(&["status", "u", "--json"]), site.json(&["status", "b.zip", "--json"]));
}

#[test]
fn an_unpacked_bundle_is_compared_with_its_manifest() {
    let site = unpacked();
    site.write("u/report.md", "something else");
    let output = site.run(&["verify", "u"]);
    assert!(code(&output) == 6 && said(&output).contains("report.md differs from"), "{}", said(&output));
    fs::remove_file(site.path("u/report.md")).unwrap();
    assert!(said(&site.run(&["verify", "u"])).contains("report.md cannot be read"));
    let journal = fs::read_to_string(site.path("u/journal.jsonl")).unwrap();
    let cut = journal.trim_end().rfind('\n').unwrap();
    site.write("u/journal.jsonl", &journal[..=cut]);
    let output = site.run(&["status", "u"]);
    assert!(code(&output) == 6 && errors(&output).contains("differs from"), "{}", said(&output));
    site.write("u/manifest.json", "{");
    assert_eq!(code(&site.run(&["status", "u"])), 6, "a manifest that cannot be read is one all the same");
    assert_eq!(code(&site.run(&["run", "u", "--unattended"])), 4);
    let output = site.run(&["bundle", "u", "-o", "again.zip"]);
    assert!(code(&output) != 0 && !site.path("again.zip").exists(), "{}", said(&output));
}

#[test]
fn without_its_manifest_it_is_a_migration_and_what_the_vault_lacks_is_shown_only() {
    let site = unpacked();
    fs::remove_file(site.path("u/manifest.json")).unwrap();
    let before = fs::read(site.path("u/journal.jsonl")).unwrap();
    assert!(said(&site.run(&["status", "u"])).contains("backup not there now"));
    assert_eq!(fs::read(site.path("u/journal.jsonl")).unwrap(), before);
}

#[test]
fn another_program_s_manifest_makes_no_bundle_of_a_migration() {
    let site = Site::started();
    site.write("m/manifest.json", "{\"name\": \"something else\", \"version\": 3}");
    assert_eq!(code(&site.run(&["run", "m", "--unattended"])), 3, "a person is needed for the first answer");
    assert_eq!(code(&site.run(&["status", "m"])), 0);
}
