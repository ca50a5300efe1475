//! Facts carry what was decided: what is written is believed, and what older facts do not say is worked out as it was then.

use acmove::domain::{
    check::Verdict,
    command::Command,
    digest::Digest,
    event::{Author, Event, FactKind},
    infrastructure::{EnvironmentId, Side},
    page::{Banner, LicensingPage},
    record::Record,
    run::{Progress, Run},
};
use serde_json::{Value, json};

use crate::harness::{
    retold::Retold,
    story::{EDITIONS, FOUR, Story, env_ix, show},
};

/// What facts did not carry at first.
const LATER: [&str; 3] = ["rows", "rejects", "reopens"];

/// The fields that were compared at first.
const THEN: [&str; 4] = ["Activation Code", "Serial Number", "License", "Intellectual Property"];

/// A fact with another text.
fn changed(fact: &Record<Event>, change: impl FnOnce(&mut serde_json::Map<String, Value>)) -> Record<Event> {
    let mut value = serde_json::to_value(&fact.event).unwrap();
    change(value.as_object_mut().unwrap());
    Record { event: serde_json::from_value(value).unwrap(), ..fact.clone() }
}

/// The same facts as an earlier version has written them.
fn as_before(facts: &[Record<Event>]) -> Vec<Record<Event>> {
    let strip = |text: &mut serde_json::Map<String, Value>| LATER.iter().for_each(|key| drop(text.remove(*key)));
    facts.iter().map(|fact| changed(fact, strip)).collect()
}

fn folded(story: &Story, facts: &[Record<Event>]) -> Run {
    let mut run = Run::begin(story.run.procedure.clone(), &facts[0]).unwrap();
    facts[1..].iter().for_each(|fact| run.apply(fact).unwrap());
    run
}

fn see(story: &mut Story, environment: usize, page: LicensingPage) {
    let environment = story.run.described(env_ix(environment)).id.clone();
    story.grant(&Command::SeePage { environment, page: Box::new(page), evidence: Digest::of(b"another text") });
}

/// Everything that a page can decide: passed, not accepted, another server's license, and a check that a page contradicts.
fn story(edition: &str) -> Story {
    let mut story = Story::of(edition, FOUR);
    let check = if edition == EDITIONS[0] { "production/check-source" } else { "development/check-target" };
    story.before(check);
    let place = story.place(check);
    let environment = story.run.planned(place).environment.unwrap().get();
    let side = story.run.definition(place).kind.side_of_license().unwrap();
    let good = story.page(environment, side, "Ignore");
    story.done(check, show(LicensingPage { banner: Banner::WrongServer, ..good }));
    story.succeed(check);
    let seen = LicensingPage { banner: Banner::Invalid, ..story.page(environment, side, "Ignore") };
    see(&mut story, environment, seen);
    story
}

#[test]
fn a_check_and_a_page_write_down_what_was_decided() {
    let story = story(EDITIONS[0]);
    let told: Vec<Value> = story.facts.iter().map(|fact| serde_json::to_value(&fact.event).unwrap()).collect();
    let of = |kind: &str| told.iter().rfind(|fact| fact["type"] == kind).unwrap();
    assert_eq!(
        of("page-failed")["rows"][2],
        json!({"field": "License", "expected": "valid, not expired", "found": "issued for another server, never ends",
            "verdict": "differs"})
    );
    assert_eq!(of("page-failed")["rejects"], true);
    assert_eq!(of("page-passed")["rows"][0]["verdict"], "matches");
    assert_eq!(of("page-seen")["reopens"], json!(["production/check-source"]));
    assert_eq!(story.run.step(story.place("production/check-source")).progress, Progress::Reopened);
}

#[test]
fn facts_from_before_give_what_they_gave() {
    for edition in EDITIONS {
        let story = story(edition);
        let before = as_before(&story.facts);
        assert!(before.iter().zip(&story.facts).any(|(before, now)| before != now), "nothing was carried");
        assert_eq!(folded(&story, &before), story.run, "{edition}");
        let checks = |facts: &[Record<Event>]| {
            let mut checks = Retold::of(&story.run.procedure, facts).recorded.chronicle.checks;
            for check in &mut checks {
                check.rows.retain(|row| THEN.contains(&row.field.as_ref()));
            }
            checks
        };
        assert_eq!(checks(&before), checks(&story.facts), "{edition}");
    }
}

#[test]
fn what_a_fact_carries_is_believed_whatever_the_rules_would_say_now() {
    let story = story(EDITIONS[0]);
    let check = story.place("production/check-source");
    let other = |kind: &str, key: &str, value: Value| -> Vec<Record<Event>> {
        let change = |fact: &Record<Event>| {
            let is_one = serde_json::to_value(&fact.event).unwrap()["type"] == kind;
            if is_one { changed(fact, |text| drop(text.insert(key.to_owned(), value.clone()))) } else { fact.clone() }
        };
        story.facts.iter().map(change).collect()
    };
    let unmoved = folded(&story, &other("page-seen", "reopens", json!([])));
    assert!(matches!(unmoved.step(check).progress, Progress::Done(_)));
    let moved = folded(&story, &other("page-seen", "reopens", json!(["production/obtain-source"])));
    assert_eq!(moved.step(story.place("production/obtain-source")).progress, Progress::Reopened);
    assert!(matches!(moved.step(check).progress, Progress::Done(_)));
    assert!(!story.run.environment(env_ix(3)).rejected.is_empty());
    assert!(folded(&story, &other("page-failed", "rejects", json!(false))).environment(env_ix(3)).rejected.is_empty());
    let rows = json!([{"field": "Edition", "expected": "Enterprise", "found": "Standard", "verdict": "differs"}]);
    let facts = other("page-failed", "rows", rows);
    let checks = Retold::of(&story.run.procedure, &facts).recorded.chronicle.checks;
    let [row] = checks[0].rows.as_slice() else { panic!("{:?}", checks[0].rows) };
    assert_eq!(
        (row.field.as_ref(), row.found.as_deref(), row.verdict),
        ("Edition", Some("Standard"), Verdict::Differs)
    );
}

#[test]
fn a_page_that_names_a_step_which_is_not_there_is_no_fact_of_this_migration() {
    let story = story(EDITIONS[0]);
    let last = story.facts.last().unwrap();
    let strange = changed(last, |text| drop(text.insert("reopens".to_owned(), json!(["production/no-such-step"]))));
    let mut run = folded(&story, &story.facts[..story.facts.len() - 1]);
    let before = run.clone();
    assert!(run.apply(&strange).is_err());
    assert_eq!(run, before, "nothing was changed");
    assert!(!story.holding(Side::Source).is_empty());
}

#[test]
fn what_a_fact_is_about_is_said_in_one_place() {
    let story = story(EDITIONS[0]);
    let of = |kind: &str| {
        let is_one = |fact: &&Record<Event>| serde_json::to_value(&fact.event).unwrap()["type"] == kind;
        story.facts.iter().rfind(is_one).unwrap().event.about()
    };
    let step = story.run.planned(story.place("production/check-source")).id.clone();
    let passed = of("page-passed");
    assert_eq!((passed.step, passed.environment, passed.kind), (Some(&step), None, FactKind::Verified));
    assert!(passed.evidence.is_some() && passed.author == Author::Person);
    let seen = of("page-seen");
    assert_eq!((seen.step, seen.environment.map(EnvironmentId::as_str)), (None, Some("production")));
    assert_eq!((seen.kind, seen.evidence), (FactKind::Other, Some(Digest::of(b"another text"))));
    assert_eq!((of("migration-started").kind, of("migration-started").author), (FactKind::Other, Author::Person));
    let damaged = Event::VaultDamaged {
        environment: "quality".parse().unwrap(),
        side: Side::Source,
        what: "the file is missing".to_owned(),
    };
    assert_eq!((damaged.about().kind, damaged.about().author), (FactKind::Failed, Author::Program));
    let begun = Event::StepBegun { step, attempt: 1, vault: None };
    assert_eq!([false, true].map(|by_itself| Author::of(&begun, by_itself)), [Author::Person, Author::Program]);
}
