//! A recording of the screen, made from the journal: any player shows what an operator would have seen.

use std::{fs, num::NonZero, time::Duration};

use acmove::{
    domain::command::Command,
    runtime::cast::{Cast, CastOptions},
    tui::draw::theme::Theme,
};
use jiff::tz::TimeZone;
use serde_json::Value;

use crate::harness::{
    retold::retold_runs,
    scene::Scene,
    site::{Site, code, errors},
    story::{EDITIONS, FOUR, IP_ERROR, Story, message},
};

/// The recording of a story: its first line, and everything after it.
fn recording(story: &Story, size: (u16, u16)) -> (Value, Vec<(f64, String, String)>) {
    let theme = Theme::bundled("dark").unwrap();
    let folder = "night".to_owned();
    let wanted = CastOptions { folder, size, longest: Duration::from_secs(3), theme, zone: TimeZone::UTC };
    let mut bytes = Vec::new();
    let mut cast = Cast::new(&mut bytes, wanted);
    retold_runs(&story.run.procedure, &story.facts, |fact, run| cast.take(fact, run).unwrap());
    cast.finish(acmove::engine::beyond::Beyond::Nothing).unwrap();
    parsed(&String::from_utf8(bytes).unwrap())
}

fn parsed(text: &str) -> (Value, Vec<(f64, String, String)>) {
    let mut lines = text.lines();
    let header = serde_json::from_str(lines.next().unwrap()).unwrap();
    (header, lines.map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// What a terminal shows that was given this.
fn shown(size: (u16, u16), events: &[(f64, String, String)]) -> String {
    let [rows, columns] = [size.1, size.0].map(|cells| NonZero::new(cells).unwrap());
    let mut terminal = vt100::Parser::new(rows, columns, 0);
    events.iter().filter(|(_, kind, _)| kind == "o").for_each(|(_, _, text)| terminal.process(text.as_bytes()));
    terminal.screen().contents()
}

fn trimmed(text: &str) -> String {
    text.lines().map(|line| line.trim_end().to_owned() + "\n").collect::<String>().trim_end().to_owned()
}

/// A night that goes wrong. It has no window: what the last card says has room beside the last notice.
fn night() -> Story {
    let mut story = Story::of(EDITIONS[0], &FOUR.replace("window = ", "# window = "));
    story.before("production/republish");
    story.done("production/republish", acmove::domain::command::StepCommand::Begin { vault: story.vault(3) });
    story.done("production/republish", message(IP_ERROR));
    story
}

#[test]
fn every_fact_is_seen_as_the_screen_showed_it() {
    for size in [(60, 16), (80, 24), (140, 45)] {
        let story = night();
        let (header, events) = recording(&story, size);
        assert_eq!(
            (&header["version"], &header["width"], &header["height"]),
            (&2.into(), &size.0.into(), &size.1.into())
        );
        let scene = Scene::of(&story, size);
        // What was just recorded is told on the last lines; the scene was opened afterwards, and says nothing.
        let (there, here) = (trimmed(&scene.screen()), trimmed(&shown(size, &events[..events.len() - 1])));
        let same = there.lines().zip(here.lines()).filter(|(one, other)| one == other).count();
        assert!(same + 4 >= usize::from(size.1), "{same} lines are the same of\n{there}\n\n{here}");
        assert!(here.contains("YOU DECIDE"), "{here}");
    }
}

#[test]
fn nobody_waits_for_long_and_every_fact_can_be_read() {
    let mut story = Story::paused();
    story.wait(600).through("production/obtain-source");
    let (_, events) = recording(&story, (80, 24));
    let drawn: Vec<f64> = events.iter().filter(|(_, kind, _)| kind == "o").map(|(at, ..)| *at).collect();
    assert_eq!(drawn.len(), story.facts.len() + 2, "a beginning, a screen for each fact, an end");
    let gaps = drawn.windows(2).skip(1).map(|pair| pair[1] - pair[0]);
    assert!(gaps.clone().all(|gap| (0.59..=3.01).contains(&gap)), "{:?}", gaps.collect::<Vec<_>>());
}

#[test]
fn phases_and_what_failed_are_marked() {
    let (_, events) = recording(&night(), (80, 24));
    let marks: Vec<&str> = events.iter().filter(|(_, kind, _)| kind == "m").map(|(.., text)| text.as_str()).collect();
    assert!(marks.contains(&"Install BBB") && marks.last().unwrap().starts_with("failed, record "), "{marks:?}");
}

#[test]
fn what_people_wrote_cannot_reach_the_players_terminal_as_a_command() {
    let mut story = Story::paused();
    story.grant(&Command::Note { about: None, text: "a\u{1b}]0;title\u{7}b\u{9b}31mc".to_owned() });
    let (_, events) = recording(&story, (80, 24));
    let all: String = events.iter().map(|(.., text)| text.as_str()).collect();
    assert!(!all.contains("\u{1b}]") && !all.contains('\u{9b}') && !all.contains('\u{7}'));
    assert!(shown((80, 24), &events[..events.len() - 1]).contains("Note: a]0;titleb31mc"));
}

#[test]
fn a_folder_and_a_bundle_give_the_same_recording_at_any_size() {
    let site = Site::new();
    site.run(&["rehearse", "--scenario", "ip-error-first", "--auto", "--dir", "m"]);
    site.run(&["bundle", "m", "-o", "m.zip"]);
    for (size, file) in [("80x24", "m"), ("120x40", "m.zip")] {
        let output = site.run(&["cast", file, "-o", "c.cast", "--size", size, "--longest", "1", "--utc"]);
        assert_eq!(code(&output), 0, "{}", errors(&output));
        let (header, events) = parsed(&fs::read_to_string(site.path("c.cast")).unwrap());
        assert!(size.starts_with(&header["width"].to_string()) && events.len() > 20);
        assert!(header["title"].as_str().unwrap().contains("REHEARSAL"));
    }
    for wrong in ["80", "10x10", "80x24x3", "-1x30", "9999x9999"] {
        let output = site.run(&["cast", "m", "-o", "w.cast", &format!("--size={wrong}")]);
        assert!(code(&output) == 2 && errors(&output).contains("100x30"), "{wrong}: {}", errors(&output));
    }
    assert!(!site.path("w.cast").exists());
}
