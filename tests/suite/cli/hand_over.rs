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

fn next(site: &Site, folder: &str) -> Value {
    site.json(&["status", folder, "--json"])["next"].clone()
}

#[test]
fn what_is_handed_over_is_whole_in_its_new_folder_and_read_only_in_the_old_one() {
    let site = handed_over();
    let journal = site.journal();
    assert_eq!(next(&site, "m")["id"], "take-over");
    assert_eq!(code(&site.go(&answers(&[]))), 3, "a person has to take it over");
    assert_eq!(site.journal(), journal, "nothing is recorded in the old folder");
    let taken = site.run(&["take-over", "m.zip", "n"]);
    assert_eq!(code(&taken), 0, "{}", errors(&taken));
    assert_eq!(fs::read_to_string(site.path("n/journal.jsonl")).unwrap(), journal);
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
    let site = handed_over();
    assert_eq!(code(&site.run(&["take-over", "m.zip", "n"])), 0);
    let typed = format!("17\ntake over\n{}0\n", "1\n".repeat(2));
    let output = site.typing(&["run", "n"], &typed);
    assert!(
        said(&output).contains("Quality is slow") && said(&output).contains("Open item 1 of "),
        "{}",
        said(&output)
    );
    let journal = fs::read_to_string(site.path("n/journal.jsonl")).unwrap();
    assert_eq!(journal.matches("\"taken-over\"").count(), 1, "{}", said(&output));
    assert_eq!(journal.matches("\"item-acknowledged\"").count(), 2, "{}", said(&output));
    assert_eq!(next(&site, "n")["title"].as_str().unwrap().split(" of").next(), Some("Acknowledge open item 3"));
}

#[test]
fn a_hand_over_is_packed_again_and_a_bundle_for_support_is_none() {
    let site = handed_over();
    let (journal, first) = (site.journal(), fs::read(site.path("m.zip")).unwrap());
    assert_eq!(code(&site.run(&["hand-over", "m", "--to", "Ben", "-o", "again.zip"])), 0);
    assert_eq!((site.journal(), fs::read(site.path("again.zip")).unwrap().len()), (journal, first.len()));
    assert_eq!(code(&site.run(&["bundle", "m", "-o", "b.zip"])), 0);
    let refused = site.run(&["take-over", "b.zip", "n"]);
    assert_eq!(code(&refused), 2);
    assert!(errors(&refused).contains("it is a bundle for Support"), "{}", errors(&refused));
    assert!(!site.path("n").exists());
    let there = site.run(&["take-over", "m.zip", "m"]);
    assert_ne!(code(&there), 0, "a migration is never written over");
}
