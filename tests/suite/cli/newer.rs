//! A journal that a newer acmove wrote on in: it is called newer, not damaged, and nothing is recorded in it.

use std::fs;

use acmove::{domain::record::Record, journal::Journal};
use serde_json::{Value, json};

use crate::harness::site::{Site, answers, code, errors, said};

/// Adds facts to the journal, whatever they are.
fn add(site: &Site, facts: Vec<Value>) {
    let (mut journal, _) = Journal::open(&site.path("m"), "test", |_: Record<Value>| Ok(())).unwrap();
    journal.append("2096-11-28T20:00:00Z".parse().unwrap(), "acmove", facts).unwrap();
}

/// A migration in which the type of the record after the fifth is not known here.
fn newer(facts: Vec<Value>) -> Site {
    let site = Site::story("left-in-the-middle");
    add(&site, facts);
    site
}

#[test]
fn every_output_says_that_a_newer_acmove_wrote_it_and_which_and_exits_with_2() {
    let site = newer(vec![json!({"type": "version-changed", "acmove": "99.0.0"}), json!({"type": "moon-landed"})]);
    let before = site.journal();
    assert_eq!(code(&site.run(&["bundle", "m", "-o", "n.zip"])), 2);
    for what in ["m", "n.zip"] {
        for command in [
            &["status"][..],
            &["rollback", "--plan"],
            &["ticket"],
            &["review"],
            &["replay"],
            &["report", "--format", "md"],
            &["verify"],
        ] {
            let output = site.run(&[&command[..1], &[what], &command[1..]].concat());
            let text = String::from_utf8_lossy(&output.stdout).replace('\n', " ");
            assert_eq!(code(&output), 2, "{what} {command:?}: {}", said(&output));
            assert!(text.contains("WRITTEN BY A NEWER ACMOVE"), "{what} {command:?}: {text}");
            let wanted = "is a \"moon-landed\" that acmove 0.1.0 does not know: acmove 99.0.0 wrote it";
            assert!(errors(&output).contains(wanted), "{what} {command:?}: {}", errors(&output));
            assert!(!said(&output).contains("DAMAGED"), "{what} {command:?}: {}", said(&output));
        }
    }
    assert_eq!(site.status()["state"], "newer");
    for command in [&["run", "m", "--unattended"][..], &["doctor", "m"]] {
        let output = site.run(command);
        assert_ne!(code(&output), 0);
        assert!(said(&output).contains("acmove 99.0.0 wrote it"), "{}", said(&output));
    }
    assert_eq!(site.journal(), before, "nothing was recorded");
}

#[test]
fn where_the_version_is_not_on_record_that_is_said() {
    let site = newer(vec![json!({"type": "moon-landed"})]);
    let told = errors(&site.run(&["status", "m"]));
    assert!(told.contains("an acmove newer than 0.1.0 wrote it"), "{told}");
}

#[test]
fn what_a_line_says_is_told_in_short_however_long_it_is() {
    let long = "x".repeat(1 << 20);
    for fact in [
        json!({"type": long}),
        json!({"type": "step-done", "step": long, "attempt": 1}),
        json!({"type": "held", "reason": 7, "more": long}),
        json!({"type": "step-done", "step": "a/b", "attempt": long}),
        json!(long),
    ] {
        let output = newer(vec![fact]).run(&["status", "m"]);
        assert_ne!(code(&output), 0);
        assert!(errors(&output).len() < 1000, "{} bytes", errors(&output).len());
    }
}

#[test]
fn another_version_is_on_record_before_it_records_anything_and_once() {
    let site = Site::started();
    let first: Value = serde_json::from_str(site.journal().lines().next().unwrap()).unwrap();
    let mut event = first["event"].clone();
    event["acmove"] = json!("0.0.9");
    fs::remove_file(site.path("m/journal.jsonl")).unwrap();
    let mut journal = Journal::create(&site.path("m"), "test").unwrap();
    journal.append("2026-11-28T20:00:00Z".parse().unwrap(), "anna@desk", vec![event]).unwrap();
    drop(journal);
    site.run(&["status", "m"]);
    assert_eq!(site.journal().lines().count(), 1, "looking records nothing");
    for _ in 0..2 {
        assert_eq!(code(&site.go(&answers(&[]))), 0);
    }
    let facts: Vec<Value> = site.journal().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let changed: Vec<&Value> = facts.iter().filter(|fact| fact["event"]["type"] == "version-changed").collect();
    let [changed] = changed.as_slice() else { panic!("{changed:?}") };
    assert_eq!((&changed["seq"], &changed["by"]), (&json!(2), &json!("acmove")));
    assert_eq!(changed["event"]["acmove"], "0.1.0");
    let report = site.text(&["report", "m"]);
    assert!(report.contains("acmove 0.1.0 writes the record from here on."), "{report}");
    assert_eq!(code(&site.run(&["verify", "m"])), 0);
}
