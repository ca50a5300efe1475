//! A whole rehearsal at a console, by keys.

use std::{fs, path::Path, process::Command};

use acmove::reading;
use serde_json::Value;

use super::{AtTerminal, Console, Site};

/// The step whose page is pasted, where the others are done by acmove.
const PASTED: &str = "production/check-source";

/// What was recorded in a folder: facts without times, without what was watched, and without where a page came from.
fn facts(folder: &Path) -> Vec<Value> {
    let journal = fs::read_to_string(folder.join("journal.jsonl")).unwrap_or_default();
    // The last line may be half written yet.
    let lines = journal.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let events = lines.map(|mut line| line["event"].take());
    let events = events.filter(|event| !["watched", "unwatched"].contains(&event["type"].as_str().unwrap()));
    events.map(without_times).collect()
}

fn without_times(mut event: Value) -> Value {
    let fields = event.as_object_mut().unwrap();
    for name in ["evidence", "at", "by"] {
        drop(fields.remove(name));
    }
    if let Some(page) = fields.get_mut("page").and_then(Value::as_object_mut) {
        page.remove("clock");
    }
    if fields["type"] == "migration-started" {
        fields.retain(|name, _| name == "type");
    }
    event
}

/// The page of a step, as somebody copies it.
fn page(folder: &Path, step: &str) -> String {
    let journal = fs::read_to_string(folder.join("journal.jsonl")).unwrap();
    let of_step = |line: &&str| line.contains("\"page-passed\"") && line.contains(step);
    let line: Value = serde_json::from_str(journal.lines().find(of_step).unwrap()).unwrap();
    let digest = line["event"]["evidence"].as_str().unwrap();
    reading::shown(&fs::read(folder.join("evidence").join(format!("{digest}.html"))).unwrap())
}

#[test]
fn a_whole_rehearsal_is_played_by_keys_and_records_what_lines_record() {
    let site = Site::empty();
    let played = Command::new(env!("CARGO_BIN_EXE_acmove"))
        .args(["rehearse", "--auto", "--one-by-one", "--dir", "lines"])
        .current_dir(site.0.path())
        .output()
        .unwrap();
    assert!(played.status.success(), "{played:?}");
    let wanted = facts(&site.path("lines"));
    let console = Console::acmove(&site, &["rehearse", "--dir", "keys"]);
    console.shows("Requirement 1 of 3");
    for _ in 0..3 * wanted.len() {
        let there = facts(&site.path("keys")).len();
        if there == wanted.len() {
            break;
        }
        if wanted[there]["step"] == PASTED && wanted[there]["type"] == "page-passed" {
            console.shows("Paste it here").rests().paste(&page(&site.path("lines"), PASTED));
            console.shows("PROVED");
        } else {
            console.press("d");
        }
        // What came too early did nothing, and is pressed again.
        let waits = (0..100).take_while(|_| facts(&site.path("keys")).len() == there);
        waits.for_each(|_| {
            console.passes(20);
        });
    }
    console.shows("COMPLETE").press("q");
    assert_eq!(console.ends(), 0);
    for (keys, lines) in facts(&site.path("keys")).iter().zip(&wanted) {
        assert_eq!(keys, lines);
    }
}
