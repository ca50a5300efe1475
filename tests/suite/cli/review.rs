//! What can be learnt from a migration: planned against taken, waits, attempts, and better minutes for the next one.

use acmove::{
    catalog::{self, Estimate, with_minutes},
    domain::{
        command::{Command, StepCommand},
        event::{Event, Problem},
    },
    report::review::Review,
};
use jiff::tz::TimeZone;
use serde_json::Value;

use crate::harness::{
    retold::Retold,
    site::{Site, code, errors, said},
    story::{Story, message, report},
};

/// A night in which obtaining takes nine minutes and Support is asked once.
fn night() -> Story {
    let mut story = Story::paused();
    story.done("production/obtain-source", report(Problem::SerialNotFound));
    for environment in ["lifetime", "development", "quality"] {
        story.wait(8).through(&format!("{environment}/obtain-source"));
        story.through(&format!("{environment}/check-source"));
    }
    story.wait(30).grant(&Command::SupportAnswered { note: "listed now".to_owned() });
    story.wait(8).through("production/obtain-source");
    story.record(Event::Refused { step: Some("production/obtain-source".into()), reason: "Done already.".to_owned() });
    story.before("production/republish");
    story.done("production/republish", StepCommand::Begin { vault: story.vault(3) });
    story.done("production/republish", message("Timeout."));
    story.finish_well();
    story
}

fn json(story: &Story) -> Value {
    let retold = Retold::story(story);
    serde_json::to_value(Review::of(&retold.session, &retold.recorded)).unwrap()
}

fn find<'v>(list: &'v Value, step: &str) -> &'v Value {
    list.as_array().unwrap().iter().find(|one| one["step"] == step).unwrap_or_else(|| panic!("no {step} in {list:#}"))
}

#[test]
fn every_step_is_compared_with_its_plan() {
    let review = json(&night());
    let step = find(&review["steps"], "lifetime/obtain-source");
    assert_eq!((&step["planned_min"], &step["taken_s"], &step["attempts"]), (&5.into(), &540.into(), &1.into()));
    assert_eq!(find(&review["steps"], "production/obtain-source")["attempts"], 2);
}

#[test]
fn what_needed_more_than_one_attempt_or_was_refused_is_told_with_its_reasons() {
    let review = json(&night());
    let again: Vec<&str> =
        review["again"].as_array().unwrap().iter().map(|one| one["step"].as_str().unwrap()).collect();
    assert_eq!(again, ["production/obtain-source", "production/republish"]);
    let why = find(&review["again"], "production/obtain-source")["why"].to_string();
    assert!(why.contains("does not list the serial number") && why.contains("Done already."), "{why}");
    assert!(find(&review["again"], "production/republish")["why"].to_string().contains("Timeout."));
}

#[test]
fn the_longest_wait_comes_first_and_waits_at_the_same_time_count_once() {
    let mut story = Story::paused();
    for environment in ["production", "lifetime"] {
        story.done(&format!("{environment}/obtain-source"), report(Problem::SerialNotFound));
    }
    story.wait(58).grant(&Command::SupportAnswered { note: "listed now".to_owned() });
    let review = json(&story);
    let seconds: Vec<i64> =
        review["waits"].as_array().unwrap().iter().map(|wait| wait["seconds"].as_i64().unwrap()).collect();
    assert_eq!(seconds, [3600, 3540]);
    assert_eq!(review["waited_s"], 3600);
    assert!(review["waits"][0]["why"].as_str().unwrap().contains("Production: Obtain"));
}

#[test]
fn an_estimate_is_changed_where_half_of_the_environments_say_so() {
    let review = json(&night());
    let estimate = find(&review["estimates"], "obtain-source");
    assert_eq!((&estimate["planned_min"], &estimate["suggested_min"]), (&5.into(), &9.into()));
    assert_eq!((&estimate["measured"], &estimate["median_s"]), (&4.into(), &540.into()));
    // A minute is what everything takes in this story, and two minutes are planned.
    assert_eq!(find(&review["estimates"], "check-source")["suggested_min"], 1);
    let mut story = Story::paused();
    story.wait(4).through("production/obtain-source");
    assert!(find(&json(&story)["estimates"], "obtain-source")["suggested_min"].is_null(), "five of five");
}

#[test]
fn the_review_for_people_says_all_of_it_in_lines() {
    let retold = Retold::story(&night());
    let text = Review::of(&retold.session, &retold.recorded).text(&TimeZone::UTC);
    let text: String = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ") + "\n").collect();
    for part in [
        "ACME: done\n2026-11-28 21:00:00 to ",
        "\nlifetime/obtain-source 5 min 9 min\n",
        "\nproduction/obtain-source 5 min",
        "2 attempts, 1 refused",
        "waited for Support",
        "refresh-source/obtain-source: planned 5 min, median of 4 is 9 min",
        "plan 9 min",
    ] {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }
}

#[test]
fn minutes_are_changed_and_nothing_else_of_the_file() {
    let text = catalog::edition("activation-code-2021").unwrap().text;
    let estimate =
        |phase: &str, step: &str, minutes| Estimate { phase: phase.to_owned(), step: step.to_owned(), minutes };
    let wanted = [
        estimate("rollback", "restore-source", 123),
        estimate("refresh-source", "obtain-source", 45),
        estimate("refresh-source", "no-such-step", 1),
    ];
    let (changed, count) = with_minutes(text, &wanted);
    assert_eq!(count, 2);
    let procedure = catalog::procedure("p.toml", &changed).unwrap();
    let minutes =
        |phase: usize, step: &str| procedure.phase(phase).steps.iter().find(|known| known.id == step).unwrap().minutes;
    assert_eq!((minutes(2, "obtain-source"), minutes(99, "restore-source")), (45, 123));
    let differs = text.lines().zip(changed.lines()).filter(|(before, after)| before != after).count();
    assert_eq!((differs, text.lines().count()), (2, changed.lines().count()));
}

#[test]
fn estimates_go_into_a_procedure_file_that_plans_the_next_migration() {
    let site = Site::started();
    let first = site.run(&["review", "m", "--update-estimates", "mine.toml", "--utc"]);
    assert_eq!(code(&first), 0, "{}", errors(&first));
    assert!(said(&first).contains("no step was measured yet"), "{}", said(&first));
    assert!(errors(&first).contains("mine.toml: 0 estimates changed"), "{}", errors(&first));
    assert_eq!(code(&site.run(&["procedure", "check", "mine.toml"])), 0);
    site.write("other.toml", "format = 1\n");
    let wrong = site.run(&["review", "m", "--update-estimates", "other.toml"]);
    assert_eq!(code(&wrong), 2, "{}", errors(&wrong));
    assert_eq!(std::fs::read_to_string(site.path("other.toml")).unwrap(), "format = 1\n");
    let review: Value = serde_json::from_str(&said(&site.run(&["review", "m", "--json"]))).unwrap();
    assert_eq!(review["state"], "preparing");
}
