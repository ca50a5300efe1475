//! Handing over: whoever hands a migration over only looks at it from then on; whoever takes it over acknowledges what was open,
//! item by item, before anything goes on. A rollback waits for no acknowledgement.

use std::collections::HashSet;

use acmove::{
    domain::{
        command::{Command, StepCommand},
        digest::Digest,
        event::Event,
        outlook::{Next, State},
        refusal::{NotHanded, Refusal},
        sentence::sentence,
    },
    engine::{
        Engine,
        message::{EngineEffect, EngineMsg},
        operate::hand_over,
        session::Session,
    },
    report::status::status,
};

use crate::harness::{
    in_parts::{between_nights, end_of_night},
    story::{EDITIONS, FOUR, IP_ERROR, Story, message, record, roll_back},
    watching::frozen,
};

/// A hand-over of a story with what is open in it.
fn to_ben(story: &Story) -> Command {
    let session = Session::of(story.run.clone(), "m".to_owned());
    hand_over(&session, story.now, "Ben".to_owned(), "Quality is slow".to_owned())
}

/// What a command is refused with.
fn refused(story: &mut Story, command: &Command) -> Refusal {
    story.wish(command).unwrap_err()
}

/// Whether a journal may go on with this fact.
fn follows(story: &Story, event: Event) -> bool {
    story.run.clone().apply(&record(story.run.facts + 1, story.now, event)).is_ok()
}

/// Hands a story over.
fn hand(story: &mut Story) -> &mut Story {
    let command = to_ben(story);
    story.grant(&command)
}

/// Takes over and acknowledges every item.
fn takes_over(story: &mut Story) {
    story.grant(&Command::TakeOver);
    let items = story.run.handover.as_ref().map_or(0, |handover| handover.items.len());
    for item in 1..=items {
        story.grant(&Command::Acknowledge { item: u32::try_from(item).unwrap() });
    }
}

#[test]
fn what_was_handed_over_is_only_looked_at_until_somebody_takes_it_over() {
    let mut story = Story::paused();
    let next = story.outlook().next;
    let again = to_ben(&story);
    story.grant(&again);
    assert_eq!((story.outlook().next, story.outlook().state), (Next::TakeOver, State::Held));
    for command in [
        Command::Note { about: None, text: "still here".to_owned() },
        Command::Hold { reason: "wait".to_owned() },
        Command::RollBack { reason: "back".to_owned() },
        Command::SupportAnswered { note: "yes".to_owned() },
        again.clone(),
        Command::Acknowledge { item: 1 },
    ] {
        let why = refused(&mut story, &command);
        assert!(matches!(&why, Refusal::HandOver(NotHanded::Away { to, .. }) if to == "Ben"), "{command:?}: {why:?}");
    }
    takes_over(&mut story);
    assert_eq!((story.run.handover.as_ref(), story.outlook().next), (None, next), "it goes on where it was");
}

#[test]
fn every_open_item_is_acknowledged_in_its_order_before_anything_goes_on() {
    let mut story = Story::paused();
    hand(&mut story);
    story.grant(&Command::TakeOver);
    assert_eq!(refused(&mut story, &Command::TakeOver), Refusal::from(NotHanded::NothingToTake));
    assert_eq!(
        refused(&mut story, &Command::Hold { reason: "x".to_owned() }),
        Refusal::from(NotHanded::AcknowledgeFirst)
    );
    assert_eq!(refused(&mut story, &Command::Acknowledge { item: 2 }), Refusal::from(NotHanded::NothingToTake));
    let first = story.run.handover.as_ref().and_then(|handover| handover.item(1)).unwrap().to_owned();
    let fact = Event::ItemAcknowledged { item: 1 };
    assert_eq!(sentence(&story.run, &fact), format!("Acknowledged: {first}"));
    story.grant(&Command::Acknowledge { item: 1 });
    assert_eq!(refused(&mut story, &Command::Acknowledge { item: 1 }), Refusal::from(NotHanded::NothingToTake));
    // A remark is always heard.
    story.grant(&Command::Note { about: None, text: "I have it".to_owned() });
}

#[test]
fn a_rollback_waits_for_no_acknowledgement() {
    for edition in EDITIONS {
        let mut story = Story::of(edition, FOUR);
        story.through("quality/upload-target");
        hand(&mut story).grant(&Command::TakeOver);
        story.grant(&roll_back());
        assert_eq!(story.outlook().state, State::RollingBack);
        assert_eq!(story.outlook().next, Next::TakeOver, "then the rest is acknowledged");
    }
}

#[test]
fn what_is_open_is_named_the_licenses_first_and_the_next_step_last() {
    let mut story = Story::paused();
    story.before("quality/upload-target");
    story.done("quality/upload-target", StepCommand::Begin { vault: story.vault(2) });
    story.grant(&Command::Hold { reason: "Ben calls at three".to_owned() });
    let Command::HandOver { items, .. } = to_ben(&story) else { unreachable!() };
    let has = |words: &str| items.iter().any(|item| item.contains(words));
    assert!(items.first().unwrap().starts_with("Licenses now: "), "{items:#?}");
    assert!(
        has("On hold: Ben calls at three") && has("Upload the BBB license") && has("how it ended was not reported")
    );
    assert!(has("Deployments are paused since ") && has("The maintenance window ends at "), "{items:#?}");
    assert!(items.last().unwrap().starts_with("Next: "), "{items:#?}");
}

#[test]
fn what_is_next_is_told_in_the_words_of_the_status_also_where_it_is_asked_by_the_time() {
    let mut stopped = Story::paused();
    stopped.before("lifetime/republish");
    stopped.done("lifetime/republish", StepCommand::Begin { vault: stopped.vault(0) });
    stopped.done("lifetime/republish", message(IP_ERROR));
    let mut late = Story::paused();
    late.through("production/upload-target").wait(600);
    let stories = [Story::four(), Story::paused(), stopped, late, end_of_night(), between_nights()];
    let mut told = HashSet::new();
    for story in &stories {
        let session = Session::of(story.run.clone(), "m".to_owned());
        let status = serde_json::to_value(status(&session, Digest::of(b"head"), story.now)).unwrap();
        let title = status["next"]["title"].as_str().unwrap();
        let Command::HandOver { items, .. } = to_ben(story) else { unreachable!() };
        assert_eq!(items.last().unwrap().trim_end_matches('.'), format!("Next: {title}"));
        let held: Vec<_> = status["held"].as_array().unwrap().iter().map(|hold| &hold["reason"]).collect();
        let is_late = held.contains(&&"rollback-deadline".into());
        assert_eq!(is_late, title.starts_with("Continue, or roll back"));
        assert_eq!(
            items.iter().any(|item| item.starts_with("A rollback would end after the window")),
            is_late,
            "{items:#?}"
        );
        told.insert(title.to_owned());
    }
    assert_eq!(told.len(), stories.len(), "{told:#?}");
}

#[test]
fn a_colleague_has_a_name_and_a_migration_that_is_over_is_handed_to_nobody() {
    let mut story = Story::paused();
    let nobody = Command::HandOver { to: " \t".to_owned(), items: vec!["one".to_owned()], note: String::new() };
    assert_eq!(refused(&mut story, &nobody), Refusal::from(NotHanded::NobodyNamed));
    story.grant(&Command::Abandon { reason: "not today".to_owned() });
    let again = to_ben(&story);
    assert!(matches!(refused(&mut story, &again), Refusal::Over(_)));
}

#[test]
fn facts_of_a_hand_over_that_do_not_follow_from_one_are_refused_as_damage() {
    let mut story = Story::paused();
    for fact in [Event::TakenOver, Event::ItemAcknowledged { item: 1 }] {
        assert!(!follows(&story, fact));
    }
    hand(&mut story);
    assert!(!follows(&story, story.last().clone()), "nobody hands over what is away");
    assert!(!follows(&story, Event::ItemAcknowledged { item: 1 }));
    story.grant(&Command::TakeOver);
    for item in [0, 2, u32::MAX] {
        assert!(!follows(&story, Event::ItemAcknowledged { item }), "{item}");
    }
}

#[test]
fn a_migration_that_was_handed_over_was_not_watched_from_then_on() {
    let mut story = frozen();
    hand(&mut story);
    let away = story.now;
    story.wait(120).grant(&Command::TakeOver);
    let mut engine = Engine::new(Session::of(story.run.clone(), "m".to_owned()), story.now);
    let recorded = engine.handle(story.now, EngineMsg::Start).effects.into_iter().find_map(|effect| match effect {
        EngineEffect::Record(event, ..) => Some(*event),
        _ => None,
    });
    let Some(Event::Unwatched { why, since, .. }) = recorded else { panic!("{recorded:?}") };
    assert_eq!((why.as_str(), since), ("the migration was handed over.", Some(away)));
}
