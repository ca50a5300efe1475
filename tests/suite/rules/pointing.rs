//! Pointing: places in a person's words and back, what of a pasted text points, and what of it is recorded.

mod pasted;

use acmove::domain::{
    command::Command,
    decide::decide,
    event::{Event, FactKind},
    infrastructure::EnvironmentId,
    plan::StepId,
    point::{resolve, targets},
    pointing::{Field, LONGEST_NAME, LONGEST_TEXT, Pointing, Target},
    secret::{Secret, Secrets},
    ticket::ticket,
    timeline_entry::TimelineEntry,
};

use crate::harness::story::{EDITIONS, FOUR, Story, roll_back};

fn id(text: &str) -> EnvironmentId {
    text.parse().unwrap()
}

fn quality(field: Field) -> Target {
    Target::Field(id("quality"), field)
}

fn step(text: &str) -> Target {
    Target::Step(StepId::from(text))
}

fn property(from: Option<&str>, text: Option<&str>) -> Pointing {
    Pointing::new(quality(Field::IntellectualProperty), from, text)
}

#[test]
fn a_place_is_named_in_full_or_in_short_by_name_or_by_id_in_any_case() {
    let run = Story::paused().run;
    for (typed, target) in [
        ("quality", Target::Environment(id("quality"))),
        ("QUAL", Target::Environment(id("quality"))),
        ("env:quality", Target::Environment(id("quality"))),
        ("quality/intellectual-property", quality(Field::IntellectualProperty)),
        ("field:quality/intellectual-property", quality(Field::IntellectualProperty)),
        ("Quality/Intellectual Property", quality(Field::IntellectualProperty)),
        ("quality intellectual_property", quality(Field::IntellectualProperty)),
        ("q/ip", quality(Field::IntellectualProperty)),
        ("Quality IPP", quality(Field::IntellectualProperty)),
        ("quality/code", quality(Field::ActivationCode)),
        ("quality/Serial Number", quality(Field::Serial)),
        ("quality/back", quality(Field::Backup)),
        ("quality/republished", quality(Field::Republished)),
        ("quality/republish", step("quality/republish")),
        ("quality/check-target", step("quality/check-target")),
        ("quality check-t", step("quality/check-target")),
        ("step:quality/check-target", step("quality/check-target")),
        ("pause/pause-production", step("pause/pause-production")),
        ("pau/pau", step("pause/pause-production")),
        ("faq:3", Target::Faq(3)),
        ("FAQ 3", Target::Faq(3)),
        ("faq3", Target::Faq(3)),
        ("fact:44", Target::Fact(44)),
        ("record 44", Target::Fact(44)),
        ("rollback", Target::Rollback),
        ("Roll", Target::Rollback),
        ("procedure", Target::Procedure),
    ] {
        assert_eq!(resolve(&run, typed), Ok(target), "{typed}");
    }
}

#[test]
fn what_names_no_place_gets_the_nearest_and_what_names_several_gets_them_all() {
    let run = Story::paused().run;
    let refused = |typed: &str| resolve(&run, typed).unwrap_err().to_string();
    assert_eq!(refused("qualty"), "\"qualty\" names no environment, field, step or page here. Did you mean quality?");
    assert!(refused("quality/intelectual-property").ends_with("Did you mean quality/intellectual-property?"));
    assert!(
        refused("soup of the day")
            .ends_with("Name one as in quality/intellectual-property, quality/check-target, faq:3 or rollback.")
    );
    assert_eq!(
        refused("quality/check"),
        "\"quality/check\" can mean quality/check-source or quality/check-target. Write more of it."
    );
    // Rollback and procedure begin like nothing else here; production and procedure begin alike.
    assert_eq!(refused("pro"), "\"pro\" can mean production or procedure. Write more of it.");
    for nothing in
        ["", " ", "/", "quality/", "/ip", "env:", "faq", "faq:three", "shop:quality", "field:quality/check-target"]
    {
        assert!(resolve(&run, nothing).is_err(), "{nothing:?}");
    }
}

#[test]
fn environments_called_alike_are_told_apart_by_their_ids() {
    let description = FOUR.replace("name = \"Development\"", "id = \"qa-eu\"\nname = \"QA (EU)\"");
    let description = description.replace("name = \"Quality\"", "id = \"qa-us\"\nname = \"QA (US)\"");
    let run = Story::of(EDITIONS[0], &description).run;
    assert_eq!(resolve(&run, "QA (EU) serial"), Ok(Target::Field(id("qa-eu"), Field::Serial)));
    assert!(resolve(&run, "qa").unwrap_err().to_string().contains("can mean qa-eu or qa-us"));
    assert!(resolve(&run, "qa/ip").is_err());
}

#[test]
fn every_place_of_a_migration_is_found_by_what_is_written_for_it() {
    for edition in EDITIONS {
        let run = Story::of(edition, FOUR).run;
        let all = targets(&run);
        assert!(all.len() > 4 * Field::ALL.len(), "{}", all.len());
        for (target, label) in all {
            assert_eq!(resolve(&run, &target.to_string()), Ok(target.clone()), "{label}");
            let kept = String::from(target.clone());
            assert_eq!(kept.parse(), Ok(target.clone()), "{label}");
            assert_eq!(resolve(&run, &kept), Ok(target), "{label}");
        }
    }
}

#[test]
fn a_field_is_called_what_status_calls_it() {
    let words: Vec<&str> = Field::ALL.into_iter().map(Field::word).collect();
    for key in ["serial", "license", "backup", "intellectual_property", "republished"] {
        assert!(words.contains(&key.replace('_', "-").as_str()), "{key}");
        assert!(Field::named(key).is_some(), "{key}");
    }
}

#[test]
fn what_is_said_about_a_place_is_recorded_as_a_pasted_word_and_moves_nothing() {
    let mut story = Story::paused();
    let before = (story.state(), story.outlook().next, story.run.environments().to_vec());
    story.grant(&Command::Point(property(Some("Ana (OutSystems)"), Some("read me this value"))));
    assert_eq!((story.state(), story.outlook().next, story.run.environments().to_vec()), before);
    let told = TimelineEntry::of(story.facts.last().unwrap(), &story.run);
    assert_eq!(
        told.sentence,
        "Pasted: Ana (OutSystems) points at Quality, Intellectual Property: \"read me this value\"."
    );
    assert_eq!((told.kind, told.by.as_str()), (FactKind::Note, "anna@desk"));
    assert_eq!(told.environment, story.run.position(&id("quality")));
    assert_eq!(story.run.notes.last().unwrap().text, told.sentence);
    assert!(ticket(&story.run, story.outlook(), story.now).contains(&told.sentence));
}

#[test]
fn what_is_asked_in_a_pointing_is_no_question_to_support() {
    let mut story = Story::paused();
    story.grant(&Command::Hold { reason: "Support".to_owned() });
    story.grant(&Command::Point(property(Some("Ana"), Some("what does it read?"))));
    let text = ticket(&story.run, story.outlook(), story.now);
    assert!(text.contains("Note: Pasted: Ana points at"), "{text}");
}

#[test]
fn a_pointing_at_a_step_is_about_it_and_no_attempt_at_it() {
    let mut story = Story::paused();
    story.grant(&Command::Point(Pointing::new(step("production/obtain-source"), None, Some("this one"))));
    let fact = story.facts.last().unwrap();
    assert_eq!(fact.event.step().map(StepId::as_str), Some("production/obtain-source"));
    let place = story.place("production/obtain-source");
    assert_eq!((story.run.step(place).attempts, story.run.step(place).refused), (0, 0));
    assert!(TimelineEntry::of(fact, &story.run).sentence.starts_with("Pasted: The guide points at Production: "));
}

#[test]
fn what_cannot_be_pointed_at_or_does_not_fit_is_refused() {
    let refused = |pointing: Pointing| {
        let story = Story::paused();
        decide(&story.run, story.outlook(), &Command::Point(pointing), story.now).unwrap_err().to_string()
    };
    let nowhere = |target| refused(Pointing::new(target, None, Some("look")));
    assert_eq!(
        nowhere(step("quality/soup")),
        "This migration has no quality/soup, so nothing can be pointed at there."
    );
    for target in [Target::Environment(id("qa")), Target::Faq(99), Target::Fact(0), Target::Fact(1_000)] {
        assert!(nowhere(target.clone()).starts_with("This migration has no "), "{target}");
    }
    let long = refused(property(None, Some(&"a".repeat(LONGEST_TEXT + 1))));
    assert_eq!(
        long,
        "The text that came with it has more than 200 characters. Ask for a shorter one, or write a note."
    );
    let name = refused(property(Some(&"a".repeat(LONGEST_NAME + 1)), Some("look")));
    assert_eq!(name, "The name of the person who points has more than 40 characters. Ask for a shorter one.");
    assert_eq!(
        refused(property(Some("Ana"), Some(" \u{200b} "))),
        "Only a pointing that comes with a text is recorded."
    );
}

#[test]
fn a_pointing_is_judged_also_where_the_migration_is_stopped_rolled_back_or_over() {
    let said = || Command::Point(property(Some("Ana"), Some("look")));
    let mut story = Story::paused();
    story.before("lifetime/check-target").grant(&said()).grant(&roll_back()).grant(&said());
    story.finish_well().grant(&said());
    assert!(matches!(story.last(), Event::Pointed(_)));
}

#[test]
fn nothing_that_cannot_be_seen_and_no_secret_gets_into_a_pointing() {
    let pointing = property(Some("A\u{202e}na\u{1b}[31m:\nOps"), Some("read\u{200b} me\u{7}\tthis\nvalue"));
    assert_eq!(pointing.from.as_deref(), Some("Ana[31m Ops"));
    assert_eq!(pointing.text.as_deref(), Some("read me this value"));
    let secrets = Secrets::from(vec![Secret::of("hunter2hunter2")]);
    let command =
        Command::Point(property(Some("hunter2hunter2"), Some("the token is hunter2hunter2"))).without(&secrets);
    let Command::Point(hidden) = command else { panic!("{command:?}") };
    assert_eq!(hidden, property(Some("[hidden]"), Some("the token is [hidden]")));
}

#[test]
fn a_pointing_is_kept_in_the_words_of_the_product() {
    let event = Event::Pointed(property(Some("Ana"), Some("look")));
    let kept = serde_json::to_string(&event).unwrap();
    assert_eq!(kept, r#"{"type":"pointed","target":"field:quality/intellectual-property","from":"Ana","text":"look"}"#);
    assert_eq!(serde_json::from_str::<Event>(&kept).unwrap(), event);
    // A place of a later acmove is no place here: such a record is that of a newer one.
    assert!(serde_json::from_str::<Event>(&kept.replace("field:", "window:")).is_err());
}
