//! The zone in which the people of an infrastructure tell times is on record, and everything that is written tells times in it.

use acmove::{
    catalog,
    domain::{
        command::Command,
        event::{Event, WentOn},
        infrastructure::Window,
        sentence::sentence,
        ticket::ticket,
        zone::{in_full, label, name, named, told},
    },
    tui::message::Msg,
    view::{
        left::Left,
        pages::{Page, text_of},
        text::Block,
        times::Moment,
    },
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use crate::harness::{
    lines::seen_from,
    retold::Retold,
    scene::{SIZES, Scene},
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
    let went_on =
        Event::WentOn(WentOn { rollback_by: at("2026-11-29T00:12:03Z"), before: None, reason: "agreed".to_owned() });
    assert!(sentence(&story.run, &went_on).contains("that starts after 2026-11-29 09:12:03 Tokyo ends"));
    let ticket = ticket(&story.run, story.outlook(), story.now);
    assert!(ticket.contains("Times: Asia/Tokyo, UTC+09\n"), "{ticket}");
    assert!(ticket.contains("Deployments paused since: 2026-11-29 06:0"), "{ticket}");
    let session = Retold::story(&story).session;
    let notes = text_of(&session, Page::Notes, &Moment::of(&session, story.now, None));
    assert!(
        matches!(&notes[0], Block::Para { text, .. } if text.starts_with("2026-11-29 06:0") && text.contains("Tokyo"))
    );
    let later = story.now + SignedDuration::from_hours(48);
    assert!(Left::of(&session, later, None).when.starts_with("left 29 Nov "), "it is the next day there");
}

#[test]
fn a_journal_that_does_not_say_its_zone_is_told_in_universal_time() {
    let mut story = Story::paused();
    story.grant(&Command::Note { about: None, text: "slow".to_owned() });
    let ticket = ticket(&story.run, story.outlook(), story.now);
    assert!(!ticket.contains("Times: "), "{ticket}");
    assert!(ticket.contains("Deployments paused since: 2026-11-28T21:0"), "{ticket}");
    let later = story.now + SignedDuration::from_hours(48);
    assert!(Left::of(&Retold::story(&story).session, later, None).when.starts_with("left 28 Nov "));
}

/// A moment of a migration in a zone, looked at in another one.
fn looked_at(zone: Option<&str>, here: Option<&str>, now: &str) -> Moment {
    let story = zone.map_or_else(Story::four, Story::in_zone);
    let here = here.map(|here| named(here).unwrap());
    Moment::of(&Retold::story(&story).session, at(now), here.as_ref())
}

#[test]
fn a_time_is_told_in_the_zone_on_record_and_in_the_one_here_where_that_shows_something_else() {
    let by = at("2026-11-29T15:13:00Z");
    for (zone, here, now, words, brief) in [
        (Some("Europe/Lisbon"), Some("Europe/Lisbon"), "2026-11-29T14:00:00Z", "15:13", "15:13"),
        (Some("Europe/Lisbon"), Some("Europe/London"), "2026-11-29T14:00:00Z", "15:13", "15:13"),
        (
            Some("Europe/Lisbon"),
            Some("Europe/Madrid"),
            "2026-11-29T14:00:00Z",
            "15:13 Lisbon = 16:13 Madrid",
            "15:13 Lisbon",
        ),
        (
            Some("Europe/Lisbon"),
            Some("Asia/Tokyo"),
            "2026-11-29T14:00:00Z",
            "15:13 Lisbon = 2026-11-30 00:13 Tokyo",
            "15:13 Lisbon",
        ),
        (Some("Europe/Lisbon"), Some("Europe/Lisbon"), "2026-11-28T23:00:00Z", "2026-11-29 15:13", "29 Nov 15:13"),
        (
            Some("Asia/Tokyo"),
            Some("Europe/Lisbon"),
            "2026-11-29T14:00:00Z",
            "2026-11-30 00:13 Tokyo = 2026-11-29 15:13 Lisbon",
            "30 Nov 00:13 Tokyo",
        ),
        (Some("UTC"), Some("UTC"), "2026-11-29T14:00:00Z", "15:13 UTC", "15:13 UTC"),
        (Some("UTC"), Some("Europe/Lisbon"), "2026-11-29T14:00:00Z", "15:13 UTC", "15:13 UTC"),
        (Some("Europe/Madrid"), None, "2026-11-29T14:00:00Z", "16:13", "16:13"),
        (None, Some("Europe/Madrid"), "2026-11-29T14:00:00Z", "16:13", "16:13"),
        (None, None, "2026-11-29T14:00:00Z", "15:13 UTC", "15:13 UTC"),
    ] {
        let moment = looked_at(zone, here, now);
        assert!(moment.short_of(by).starts_with(brief), "{}", moment.short_of(by));
        assert_eq!((moment.time_of(by).as_str(), moment.brief_of(by).as_str()), (words, brief), "{zone:?}, {here:?}");
    }
}

#[test]
fn the_screen_of_a_migration_elsewhere_says_both_times() {
    let mut story = Story::in_zone("Europe/Madrid");
    story.through("lifetime/upload-target");
    let mut scene = Scene::of(&story, SIZES[2]);
    scene.send(Msg::Zone(named("Asia/Tokyo").unwrap()));
    assert!(scene.screen().contains("roll back by 29 Nov 01:"), "{}", scene.screen());
    assert!(scene.screen().contains(" Madrid = 09:"), "{}", scene.screen());
    assert!(scene.screen().contains("22:24 Madrid = 29 Nov 06:24 Tokyo"), "{}", scene.screen());
    assert!(scene.screen().contains("What happened, times of Madrid"), "{}", scene.screen());
    scene.model.ui.size = (230, 50);
    scene.send(Msg::Tick(std::time::Duration::ZERO));
    assert!(scene.screen().contains("now 22:24 Madrid = 29 Nov 06:24 Tokyo"), "the night: {}", scene.screen());
    scene.model.ui.size = SIZES[1];
    scene.send(Msg::Tick(std::time::Duration::ZERO));
    assert!(scene.screen().contains("roll back by 29 Nov 01:35 Madrid = 09:35 Tokyo"), "{}", scene.screen());
    scene.model.ui.size = (74, 20);
    scene.send(Msg::Tick(std::time::Duration::ZERO));
    assert!(scene.screen().contains("22:24 = 06:24 here"), "{}", scene.screen());
    // Where there is no room for them, how much time is left is the same everywhere.
    scene.model.ui.size = SIZES[0];
    scene.send(Msg::Tick(std::time::Duration::ZERO));
    assert!(scene.screen().contains("roll back in 3 h 1"), "{}", scene.screen());
}

#[test]
fn a_timeline_of_another_day_says_the_day() {
    let mut story = Story::in_zone("Europe/Madrid");
    story.through("lifetime/upload-target");
    let mut scene = Scene::of(&story, SIZES[1]);
    scene.press("T");
    assert!(scene.screen().contains(" 22:11:") && !scene.screen().contains("28 Nov"), "{}", scene.screen());
    scene.now += SignedDuration::from_hours(9000);
    scene.send(Msg::Tick(std::time::Duration::ZERO));
    assert!(scene.screen().contains("28 Nov 22:"), "{}", scene.screen());
    assert!(scene.screen().contains(" Madrid "), "the selected one in full: {}", scene.screen());
}

#[test]
fn moments_to_the_second_say_both_places_and_nothing_more_where_both_are_one() {
    let at = at("2026-11-29T03:13:05Z");
    let there = looked_at(Some("Europe/Lisbon"), Some("America/New_York"), "2026-11-29T14:00:00Z");
    let both = "2026-11-29 03:13:05 Lisbon = 2026-11-28 22:13:05 New York";
    assert_eq!((there.dated(at).as_str(), there.stamp(at).as_str()), (both, both));
    assert_eq!(there.apart().as_deref(), Some("14:00 Lisbon = 09:00 New York"));
    assert_eq!(there.place().as_deref(), Some("Lisbon"));
    for (zone, here) in [(Some("Europe/Lisbon"), Some("Europe/London")), (Some("Europe/Lisbon"), None), (None, None)] {
        let one = looked_at(zone, here, "2026-11-29T14:00:00Z");
        let label = if zone.is_some() { "Lisbon" } else { "UTC" };
        assert_eq!(one.dated(at), format!("2026-11-29 03:13:05 {label}"), "{zone:?} {here:?}");
        assert_eq!(one.stamp(at), "2026-11-29 03:13:05");
        assert_eq!((one.apart(), one.place()), (None, None));
    }
    // A machine that does not know its zone has none that could differ.
    let story = Story::in_zone("Europe/Lisbon");
    let session = Retold::story(&story).session;
    assert_eq!(Moment::of(&session, at, Some(&TimeZone::unknown())).apart(), None);
    // A journal without a zone is told as before, wherever it is read.
    let old = Retold::story(&Story::four()).session;
    let moment = Moment::of(&old, at, Some(&named("Asia/Tokyo").unwrap()));
    assert_eq!(moment.told(&old.run, at), "2026-11-29T03:13:05Z");
}

#[test]
fn notes_status_cards_and_followed_facts_say_both_places() {
    let mut story = Story::in_zone("Europe/Lisbon");
    story.through("lifetime/upload-target").grant(&Command::Note { about: None, text: "slow".to_owned() });
    let session = Scene::of(&story, SIZES[1]).folded();
    let moment = Moment::of(&session, story.now, Some(&named("America/New_York").unwrap()));
    let notes = text_of(&session, Page::Notes, &moment);
    let Block::Para { text, .. } = &notes[0] else { panic!("{notes:?}") };
    assert!(
        text.starts_with("2026-11-28 21:") && text.contains(" Lisbon = 16:") && text.contains(" New York, "),
        "{text}"
    );
    let status = acmove::report::status::lines(&session, &moment).join("\n");
    let both = |lead: &str| {
        let line = status.lines().find(|line| line.starts_with(lead)).unwrap_or_else(|| panic!("{lead}: {status}"));
        assert!(line.contains(" Lisbon = ") && line.contains(" New York"), "{line}");
    };
    both("The window ends at ");
    both("Clocks: ");
    both("Last record: ");
    let last = story.facts.last().unwrap();
    let line = acmove::report::follow::fact_line(last, &story.run).words(&moment);
    assert!(line.starts_with("2026-11-28 21:") && line.contains(" Lisbon = 16:"), "{line}");
    // What is written for others stays in the zone of the migration.
    let ticket = ticket(&story.run, story.outlook(), story.now);
    assert!(ticket.contains(" Lisbon") && !ticket.contains("New York"), "{ticket}");
    let report = Retold::story(&story).markdown();
    assert!(!report.contains("New York"), "{report}");
}

#[test]
fn where_no_clock_has_to_be_kept_the_header_says_how_far_apart_the_zones_are() {
    let mut story = Story::in_zone("Europe/Lisbon");
    story.through("pause/pause-production");
    for size in SIZES {
        let mut scene = Scene::of(&story, size);
        scene.send(Msg::Zone(named("America/New_York").unwrap()));
        assert!(scene.screen().lines().next().unwrap().contains("21:05 Lisbon = 16:05 New York"), "{}", scene.screen());
        scene.send(Msg::Zone(named("Europe/London").unwrap()));
        assert!(!scene.screen().lines().next().unwrap().contains("21:05"), "{}", scene.screen());
    }
}

#[test]
fn line_mode_says_at_its_start_how_far_apart_the_zones_are() {
    let mut story = Story::in_zone("Europe/Lisbon");
    story.through("pause/pause-production");
    let said = |here: &str| seen_from(&story.run, story.now, named(here).unwrap());
    let clock = "Clock: 21:05 Lisbon = 16:05 New York.";
    assert!(said("America/New_York").lines().any(|line| line == clock), "{}", said("America/New_York"));
    assert!(!said("Europe/London").contains("Clock: 21:05"), "{}", said("Europe/London"));
}

#[test]
fn the_timeline_the_past_and_the_latest_fact_say_both_places() {
    let mut story = Story::in_zone("Europe/Lisbon");
    story.through("lifetime/upload-target");
    for size in SIZES {
        let mut scene = Scene::of(&story, size);
        scene.send(Msg::Zone(named("America/New_York").unwrap()));
        scene.press("T");
        let screen = scene.screen();
        if size.0 >= 80 {
            assert!(screen.contains("times of Lisbon, "), "{screen}");
        }
        let fact = scene.press("Enter").screen();
        assert!(fact.contains(" Lisbon = 16:"), "{fact}");
        let past = scene.press("v").screen();
        let title = past.lines().next().unwrap();
        let expected = if size.0 >= 80 { " Lisbon = 16:" } else { " Lisbon" };
        assert!(title.contains(expected), "{title}");
    }
}
