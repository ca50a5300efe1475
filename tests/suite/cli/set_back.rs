//! Records that were written by a clock which was ahead: `verify`, `doctor`, `status` and line mode say it, and go on.

use acmove::{
    domain::{event::Event, record::Record},
    journal::Journal,
};
use jiff::{SignedDuration, Timestamp};

use serde_json::{Value, json};

use crate::harness::site::{Site, answers, code, errors, said};

/// A migration with a note from tomorrow, and one from today after it.
fn from_tomorrow() -> Site {
    let site = Site::started();
    let now: Timestamp = "2096-02-29T12:00:00Z".parse().unwrap();
    let (mut journal, _) = Journal::open(&site.path("m"), "test", |_: Record<Event>| Ok(())).unwrap();
    for at in [now, now - SignedDuration::from_hours(2)] {
        let note = Event::NoteWritten { about: None, text: "is it noon?".to_owned() };
        journal.append(at, "anna@desk", vec![note]).unwrap();
    }
    site
}

#[test]
fn verify_notes_that_the_clock_was_set_back_and_finds_no_damage_in_it() {
    let output = from_tomorrow().run(&["verify", "m"]);
    assert_eq!(code(&output), 0, "{}", errors(&output));
    assert!(said(&output).contains("note: record 3 is dated 2096-0"), "{}", said(&output));
    assert!(said(&output).contains(", 2 h before record 2 ("), "{}", said(&output));
    assert!(said(&output).contains("note: The clock of this machine shows "), "{}", said(&output));
}

#[test]
fn doctor_status_and_line_mode_say_that_the_clock_is_behind_the_journal() {
    let site = from_tomorrow();
    for arguments in [&["doctor", "m"][..], &["status", "m"], &["run", "m", "--unattended"]] {
        let output = site.run(arguments);
        assert!(said(&output).contains("before the latest record (2096-0"), "{arguments:?}: {}", said(&output));
    }
    assert!(site.status()["clocks"]["behind_s"].as_i64().unwrap() > 24 * 3600);
    assert!(site.status()["clocks"]["elapsed_s"].as_i64().unwrap() >= 0);
}

#[test]
fn whoever_acts_while_the_clock_is_behind_records_first_that_it_jumped() {
    let site = from_tomorrow();
    let before = site.journal().lines().count();
    for _ in 0..2 {
        site.go(&answers(&[]));
    }
    let facts: Vec<Value> = site.journal().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let jumped: Vec<&Value> = facts.iter().filter(|fact| fact["event"]["type"] == "clock-jumped").collect();
    let [jump] = jumped.as_slice() else { panic!("{jumped:?}") };
    assert_eq!((&jump["seq"], &jump["by"]), (&json!(before + 1), &json!("acmove")));
    assert!(jump["event"]["by_s"].as_i64().unwrap() < -3600);
    let verified = said(&site.run(&["verify", "m"]));
    assert!(verified.contains(&format!("note: record {} is dated ", before + 1)), "{verified}");
}
