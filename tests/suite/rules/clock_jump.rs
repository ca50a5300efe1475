//! A clock that jumps is a fact: it is recorded before anything else is, once, and counts in no wait and no duration.

use acmove::{
    domain::{
        chronicle::{Wait, Why},
        command::Command,
        event::{ClockJumped, Event},
        record::Record,
        sentence::sentence,
    },
    engine::{
        Engine,
        message::{EngineEffect, EngineMsg, Reaction},
        session::Session,
    },
    runtime::clock::step,
};
use jiff::{SignedDuration, Timestamp};

use crate::harness::{
    retold::Retold,
    story::{Story, record},
};

fn note() -> EngineMsg {
    EngineMsg::Judge(Command::Note { about: None, text: "it goes on".to_owned() })
}

/// Records what an engine wants recorded at a time, until it wants nothing more; the types and jumps of that.
fn all_recorded(engine: &mut Engine, at: Timestamp, reaction: Reaction) -> Vec<Event> {
    let mut all = Vec::new();
    let mut effects = reaction.effects;
    while let Some(effect) = effects.pop() {
        if let EngineEffect::Record(event, ..) = effect {
            all.push((*event).clone());
            let fact: Record<Event> = record(engine.session.run.facts + 1, at, *event);
            effects.extend(engine.handle(at, EngineMsg::Recorded(Box::new(fact))).effects);
        }
    }
    all
}

fn said(engine: &mut Engine, at: Timestamp, msg: EngineMsg) -> Vec<Event> {
    let reaction = engine.handle(at, msg);
    all_recorded(engine, at, reaction)
}

fn jumps(events: &[Event]) -> Vec<i64> {
    let by = |event: &Event| if let Event::ClockJumped(jumped) = event { Some(jumped.by_s) } else { None };
    events.iter().filter_map(by).collect()
}

fn engine() -> (Engine, Timestamp) {
    let story = Story::paused();
    let now = story.run.latest;
    (Engine::new(Session::of(story.run, "m".to_owned()), now), now)
}

#[test]
fn a_clock_that_went_back_while_nobody_worked_is_recorded_first_and_once() {
    let story = Story::paused();
    let earlier = story.run.latest - SignedDuration::from_hours(2);
    let mut engine = Engine::new(Session::of(story.run, "m".to_owned()), earlier);
    let first = said(&mut engine, earlier, note());
    assert_eq!((first.len(), jumps(&first[..1])), (2, vec![-7200]), "{first:?}");
    let second = said(&mut engine, earlier + SignedDuration::from_mins(1), note());
    assert_eq!((second.len(), jumps(&second)), (1, vec![]), "{second:?}");
    // The next one finds it as it is.
    let again = earlier + SignedDuration::from_secs(10);
    let mut engine = Engine::new(engine.session, again);
    assert_eq!(jumps(&said(&mut engine, again, note())), [0; 0], "by less than a minute is no jump");
}

#[test]
fn what_was_measured_while_it_ran_is_recorded_in_either_direction_and_looking_records_nothing() {
    let (mut engine, latest) = engine();
    let day = SignedDuration::from_hours(24);
    for (by, at) in [(day, latest + day), (-day, latest)] {
        assert_eq!(said(&mut engine, at, EngineMsg::ClockJumped(by)), []);
        let facts = said(&mut engine, at, note());
        assert_eq!((facts.len(), jumps(&facts[..1])), (2, vec![by.as_secs()]), "{facts:?}");
        assert_eq!(jumps(&said(&mut engine, at, note())), [0; 0], "once");
    }
    // There and back again before anything was recorded.
    said(&mut engine, latest, EngineMsg::ClockJumped(day));
    said(&mut engine, latest, EngineMsg::ClockJumped(-day));
    assert_eq!(jumps(&said(&mut engine, latest, note())), [0; 0]);
}

#[test]
fn a_step_of_the_clock_is_told_from_its_drift() {
    let seconds = SignedDuration::from_secs;
    assert_eq!(step(None, seconds(1_000_000)), None, "at the first look nothing is known");
    for by in [0, 1, 59, -59] {
        assert_eq!(step(Some(seconds(100)), seconds(100 + by)), None);
    }
    for by in [60, -60, 86_400] {
        assert_eq!(step(Some(seconds(100)), seconds(100 + by)), Some(seconds(by)));
    }
}

/// A migration that is held, with a clock that jumps by so many hours meanwhile, and goes on half an hour later.
fn held(hours: i64) -> Story {
    let mut story = Story::paused();
    story.grant(&Command::Hold { reason: "the business decides".to_owned() });
    story.wait(10);
    story.now += SignedDuration::from_hours(hours);
    story.record(Event::ClockJumped(ClockJumped { by_s: hours * 3600 }));
    story.wait(20);
    story
}

fn waited(story: &Story) -> Vec<i64> {
    let retold = Retold::story(story);
    let held = |wait: &&Wait| !matches!(wait.why, Why::Support(_));
    let minutes = |wait: &Wait| wait.to.unwrap_or(story.run.latest).duration_since(wait.from).as_mins();
    retold.recorded.chronicle.waits.iter().filter(held).map(minutes).collect()
}

#[test]
fn a_jump_ahead_counts_in_no_wait_and_no_duration() {
    let (mut still, mut ahead) = (held(0), held(24));
    for story in [&mut still, &mut ahead] {
        story.advance();
    }
    assert_eq!(ahead.run.taken(), still.run.taken());
    assert_eq!(waited(&ahead), waited(&still));
    assert_eq!(ahead.run.latest.duration_since(still.run.latest), SignedDuration::from_hours(24));
}

#[test]
fn a_jump_back_counts_what_has_passed_and_a_correction_of_it_is_no_wait() {
    let (mut still, mut back) = (held(0), held(-2));
    for story in [&mut still, &mut back] {
        story.advance();
    }
    assert_eq!(back.run.taken(), still.run.taken());
    // Somebody sets it right while nobody looks: no fact says so.
    back.now += SignedDuration::from_hours(2);
    back.advance();
    assert!(waited(&back).iter().all(|minutes| *minutes <= 35), "{:?}", waited(&back));
}

#[test]
fn a_jump_is_told_in_words() {
    let story = held(24);
    let told = |by_s| sentence(&story.run, &Event::ClockJumped(ClockJumped { by_s }));
    assert!(
        told(86_400).starts_with("The clock jumped ahead by 24 h: it was set, or this machine was asleep."),
        "{}",
        told(86_400)
    );
    assert!(
        told(-7200).starts_with("The clock jumped back by 2 h: it was set, or this is another machine."),
        "{}",
        told(-7200)
    );
    assert_eq!(story.run.clock_jumps().len(), 1);
}
