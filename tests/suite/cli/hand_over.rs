//! Handing a migration over, and taking it over: everything goes along, the old folder is only looked at, and every open item is
//! acknowledged in the new one.

use std::fs;

use serde_json::Value;

use crate::harness::site::{Site, answers, code, errors, said};

/// A migration with a backup in its vault, handed over to Ben.
fn handed_over() -> Site {
    let site = Site::started();
    let text = answers(&[("quality/obtain-source", "problem = \"serial-not-found\"")]);
    assert_eq!(code(&site.go(&text)), 3);
    let output = site.run(&["hand-over", "m", "--to", "Ben", "--note", "Quality is slow", "-o", "m.zip"]);
    assert_eq!(code(&output), 0, "{}", errors(&output));
    site
}

/// The hand-over as `status --json` tells it: who took it over, and what is acknowledged.
fn told(site: &Site, folder: &str) -> (Value, Vec<bool>) {
    let status = site.json(&["status", folder, "--json"]);
    let items = status["hand_over"]["items"].as_array().unwrap();
    (status["hand_over"]["taken_by"].clone(), items.iter().map(|item| item["acknowledged"] == true).collect())
}

fn next(site: &Site, folder: &str) -> Value {
    site.json(&["status", folder, "--json"])["next"].clone()
}

#[test]
fn what_is_handed_over_is_whole_in_its_new_folder_and_read_only_in_the_old_one() {
    let site = handed_over();
    let journal = site.journal();
    assert_eq!(next(&site, "m")["id"], "take-over");
    let (by, acknowledged) = told(&site, "m");
    assert!(by.is_null() && !acknowledged.is_empty() && !acknowledged.contains(&true), "{by} {acknowledged:?}");
    assert_eq!(code(&site.go(&answers(&[]))), 3, "a person has to take it over");
    assert_eq!(site.journal(), journal, "nothing is recorded in the old folder");
    let taken = site.run(&["take-over", "m.zip", "n"]);
    assert_eq!(code(&taken), 0, "{}", errors(&taken));
    let continued = fs::read_to_string(site.path("n/journal.jsonl")).unwrap();
    let new = continued.strip_prefix(&journal).unwrap();
    assert!(new.lines().count() == 1 && new.contains("\"taken-over\""), "{new}");
    let names = |folder: &str| {
        let entries = fs::read_dir(site.path(folder)).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = entries.collect();
        names.sort();
        names
    };
    assert_eq!(names("n/licenses"), names("m/licenses"));
    assert_eq!(names("n/evidence"), names("m/evidence"));
    let verified = site.run(&["verify", "n"]);
    assert_eq!(code(&verified), 0, "{}", said(&verified));
}

#[test]
fn whoever_takes_it_over_acknowledges_every_open_item_and_goes_on_from_there() {
    for (folder, typed) in [("n", "1\n1\n0\n"), ("m", "17\ntake over\n1\n1\n0\n")] {
        acknowledges(folder, typed);
    }
}

/// In the folder of the colleague, or in the old one by somebody who continues there after all.
fn acknowledges(folder: &str, typed: &str) {
    let site = handed_over();
    assert_eq!(code(&site.run(&["take-over", "m.zip", "n"])), 0);
    let output = site.typing(&["run", folder], typed);
    assert!(
        said(&output).contains("Quality is slow") && said(&output).contains("Open item 1 of "),
        "{}",
        said(&output)
    );
    let journal = fs::read_to_string(site.path(&format!("{folder}/journal.jsonl"))).unwrap();
    assert_eq!(journal.matches("\"taken-over\"").count(), 1, "{}", said(&output));
    assert_eq!(journal.matches("\"item-acknowledged\"").count(), 2, "{}", said(&output));
    let (by, acknowledged) = told(&site, folder);
    assert!(by.is_string() && acknowledged.starts_with(&[true, true, false]), "{by} {acknowledged:?}");
    assert_eq!(next(&site, folder)["title"].as_str().unwrap().split(" of").next(), Some("Acknowledge open item 3"));
}

#[test]
fn a_hand_over_is_packed_again_and_a_bundle_for_support_is_none() {
    let site = handed_over();
    let journal = site.journal();
    assert_eq!(code(&site.run(&["hand-over", "m", "--to", "Ben", "-o", "again.zip"])), 0);
    assert_eq!(site.journal(), journal, "nothing is recorded twice");
    assert_eq!(code(&site.run(&["take-over", "again.zip", "again"])), 0);
    assert_eq!(code(&site.run(&["bundle", "m", "-o", "b.zip"])), 0);
    let refused = site.run(&["take-over", "b.zip", "n"]);
    assert_eq!(code(&refused), 2);
    assert!(errors(&refused).contains("it is a bundle for Support"), "{}", errors(&refused));
    assert!(!site.path("n").exists());
    let there = site.run(&["take-over", "m.zip", "m"]);
    assert_ne!(code(&there), 0, "a migration is never written over");
}

/// Answers that hand the migration over before the AAA upload to Quality, and go on.
fn handing_over() -> String {
    let step = "[[steps.\"quality/upload-source\"]]\n";
    answers(&[("quality/upload-source", "")])
        + step
        + "hand-over = \" Ben\"\nnote = \"Quality is slow\"\n"
        + step
        + "done = true\n"
}

#[test]
fn by_answers_it_is_handed_over_once_and_the_colleague_goes_on_with_the_same_file() {
    let site = Site::started();
    let output = site.go(&handing_over());
    assert_eq!(code(&output), 3, "a person has to take it over: {}", said(&output));
    let status = site.status();
    assert_eq!((&status["hand_over"]["to"], &status["hand_over"]["note"]), (&"Ben".into(), &"Quality is slow".into()));
    assert_eq!(code(&site.run(&["hand-over", "m", "--to", "Ben", "-o", "m.zip"])), 0);
    assert_eq!(code(&site.run(&["take-over", "m.zip", "n"])), 0);
    let items = told(&site, "n").1.len();
    site.typing(&["run", "n"], &("1\n".repeat(items) + "0\n"));
    let output = site.run(&["run", "n", "--answers", "answers.toml", "--unattended"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let journal = fs::read_to_string(site.path("n/journal.jsonl")).unwrap();
    assert_eq!(journal.matches("\"handed-over\"").count(), 1, "{}", said(&output));
}

#[test]
fn answers_take_nothing_over_in_a_real_migration() {
    let site = Site::started();
    let output = site.go(&(handing_over() + "[on.hand-over]\ndo = \"take-over\"\n"));
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(errors(&output).contains("these answers are for a rehearsal"), "{}", errors(&output));
    let output = site.go(&(handing_over() + "[on.hand-over]\ndo = \"hold\"\n"));
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(errors(&output).contains("take-over"), "{}", errors(&output));
}

#[test]
fn a_rehearsal_that_is_handed_over_goes_on_in_its_new_folder_with_its_practice_pages() {
    let site = Site::new();
    let output = site.run(&["rehearse", "--scenario", "not-tonight", "--auto", "--dir", "m"]);
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert_eq!(code(&site.run(&["hand-over", "m", "--to", "Ben", "-o", "m.zip"])), 0);
    assert_eq!(code(&site.run(&["take-over", "m.zip", "n"])), 0);
    let output = site.run(&["run", "n", "--answers", "m/practice/answers.toml", "--unattended"]);
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert!(errors(&output).contains("All practice pages: http://127.0.0.1:"), "{}", errors(&output));
    site.write("colleague.toml", "[on.hand-over]\ndo = \"take-over\"\n");
    let output = site.run(&["run", "n", "--answers", "colleague.toml", "--unattended"]);
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert_eq!(next(&site, "n")["id"], "end-of-night", "every open item is acknowledged: {}", said(&output));
}
