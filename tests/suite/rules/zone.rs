//! The zone in which the people of an infrastructure tell times is on record, and everything that is written tells times in it.

use acmove::{
    catalog,
    domain::{
        command::Command,
        event::Event,
        infrastructure::Window,
        sentence::sentence,
        ticket::ticket,
        zone::{in_full, label, name, named, told},
    },
    tui::welcome::standing,
    view::{
        pages::{Page, text_of},
        text::Block,
    },
};
use jiff::{Timestamp, tz::TimeZone};

use crate::harness::{
    retold::Retold,
    story::{FOUR, Story, infrastructure},
};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn a_zone_is_recorded_by_its_name_or_its_offset_and_found_again() {
    let night = at("2026-11-29T00:12:03Z");
    for (recorded, label_of, words) in [
        ("Europe/Lisbon", "Lisbon", "2026-11-29 00:12:03 Lisbon"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires", "2026-11-28 21:12:03 Buenos Aires"),
        ("UTC", "UTC", "2026-11-29 00:12:03 UTC"),
        ("+01:00", "UTC+01:00", "2026-11-29 01:12:03 UTC+01:00"),
        ("-03:30", "UTC-03:30", "2026-11-28 20:42:03 UTC-03:30"),
        ("Etc/GMT-9", "UTC+09:00", "2026-11-29 09:12:03 UTC+09:00"),
    ] {
        let zone = named(recorded).unwrap_or_else(|| panic!("{recorded}"));
        assert_eq!(name(&zone, night).as_deref(), Some(recorded));
        assert_eq!((label(&zone, night).as_str(), told(Some(&zone), night).as_str()), (label_of, words));
    }
    for nothing in ["", "Europe/Atlantis", "+1:00", "+01:60", "+99:00", "+0100", "-", "../etc/passwd", "01:00"] {
        assert_eq!(named(nothing), None, "{nothing:?}");
    }
    assert_eq!(name(&TimeZone::unknown(), night), None);
    assert_eq!(told(None, night), "2026-11-29T00:12:03Z");
}

#[test]
fn a_zone_in_full_says_when_its_offset_changes() {
    let lisbon = named("Europe/Lisbon").unwrap();
    let (before, after) = (at("2026-10-24T22:00:00Z"), at("2026-10-25T02:00:00Z"));
    assert_eq!(in_full(&lisbon, before, before), "Europe/Lisbon, UTC+01");
    assert_eq!(in_full(&lisbon, before, after), "Europe/Lisbon, UTC+01, UTC+00 at the end");
    assert_eq!(in_full(&TimeZone::UTC, before, after), "UTC");
}

#[test]
fn the_zone_on_record_is_this_machines_unless_the_window_was_written_with_another_offset() {
    let (night, here) = (at("2026-11-28T21:00:00Z"), named("Europe/Madrid").unwrap());
    let window = infrastructure(FOUR).window;
    let of = |text: &str, window: Option<Window>, here: &TimeZone| catalog::zone_name(text, window, here, night);
    assert_eq!(of(FOUR, window, &here).as_deref(), Some("Europe/Madrid"), "it was written with the offset of Madrid");
    assert_eq!(of(FOUR, window, &named("Asia/Tokyo").unwrap()).as_deref(), Some("+01:00"));
    assert_eq!(of(FOUR, window, &TimeZone::UTC).as_deref(), Some("+01:00"));
    assert_eq!(of(FOUR, window, &TimeZone::unknown()).as_deref(), Some("+01:00"));
    let universal = FOUR.replace("22:00:00+01:00", "21:00:00Z");
    assert_eq!(of(&universal, window, &here).as_deref(), Some("Europe/Madrid"), "Z says nothing about a place");
    assert_eq!(of("name = 1", None, &here).as_deref(), Some("Europe/Madrid"));
    assert_eq!(of("name = 1", None, &TimeZone::unknown()), None);
}

#[test]
fn notes_tickets_lists_and_facts_are_told_in_the_zone_on_record() {
    let mut story = Story::in_zone("Asia/Tokyo");
    story.through("pause/pause-production").grant(&Command::Note { about: None, text: "slow".to_owned() });
    let went_on = Event::WentOn { rollback_by: at("2026-11-29T00:12:03Z"), reason: "agreed".to_owned() };
    assert!(sentence(&story.run, &went_on).contains("begun after 2026-11-29 09:12:03 Tokyo ends"));
    let ticket = ticket(&story.run, &story.outlook(), story.now);
    assert!(ticket.contains("Times are those of Asia/Tokyo, UTC+09\n"), "{ticket}");
    assert!(ticket.contains("Deployments paused since: 2026-11-29 06:0"), "{ticket}");
    let session = Retold::story(&story).session;
    let notes = text_of(&session, Page::Notes, story.now);
    assert!(
        matches!(&notes[0], Block::Para { text, .. } if text.starts_with("2026-11-29 06:0") && text.contains("Tokyo"))
    );
    assert!(standing(&session, story.now).ends_with("2026-11-29"), "it is the next day there");
}

#[test]
fn a_journal_that_does_not_say_its_zone_is_told_in_universal_time() {
    let mut story = Story::paused();
    story.grant(&Command::Note { about: None, text: "slow".to_owned() });
    let ticket = ticket(&story.run, &story.outlook(), story.now);
    assert!(!ticket.contains("Times are those of"), "{ticket}");
    assert!(ticket.contains("Deployments paused since: 2026-11-28T21:0"), "{ticket}");
    assert!(standing(&Retold::story(&story).session, story.now).ends_with("2026-11-28"));
}
