//! A migration whose *roll back by* has passed: whoever looks at it is told the same, and a stopped line comes first.

use acmove::{
    domain::{
        command::Command,
        digest::Digest,
        infrastructure::Side,
        outlook::{HoldReason, Next, State},
        refusal::Refusal,
        ticket::ticket,
    },
    engine::{session::Session, subject::Subject},
    report::status::{lines, status},
    view::{
        left::Left,
        pages::{Page, text_of},
        text::Block,
        times::Moment,
    },
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::harness::{
    retold::Retold,
    scene::{SIZES, Scene},
    story::{IP_ERROR, Story, message},
};

/// What everybody says when the deadline is asked.
const ASKED: &str = "Continue, or roll back: a rollback would no longer end within the window";

/// Two environments have BBB, and a rollback has to begin this long from now.
fn left(minutes: i64) -> Story {
    let mut story = Story::paused();
    story.through("development/upload-target");
    wait_until(&mut story, minutes);
    story
}

/// The same, and an Intellectual Property error has stopped the line.
fn stopped(minutes: i64) -> Story {
    let mut story = Story::paused();
    story.before("production/republish").done("production/republish", message(IP_ERROR));
    wait_until(&mut story, minutes);
    story
}

fn wait_until(story: &mut Story, minutes: i64) {
    let window = story.outlook().clocks(&story.run, story.now).window.unwrap();
    story.now = window.rollback_by - SignedDuration::from_mins(minutes);
}

/// The session of a story; whoever looks finds an unharmed vault.
fn session(story: &Story) -> Session {
    Retold::story(story).session
}

fn told(session: &Session, now: Timestamp) -> Value {
    serde_json::to_value(status(session, Digest::of(b"head"), now)).unwrap()
}

#[test]
fn the_deadline_is_asked_everywhere_or_nowhere() {
    for (story, state, word) in [
        (left(1), State::Running, "running"),
        (left(0), State::Held, "held"),
        (left(-200), State::Held, "held"),
        (stopped(1), State::Stopped, "stopped"),
        (stopped(0), State::Stopped, "stopped"),
    ] {
        let (session, outlook, now) = (session(&story), story.outlook(), story.now);
        let is_asked = state == State::Held;
        assert_eq!(outlook.next_at(&story.run, now) == Next::Deadline, is_asked);
        assert_eq!(outlook.state_at(&story.run, now), state);
        assert_eq!(session.subject(None, now) == Subject::Deadline, is_asked);
        let json = told(&session, now);
        assert_eq!(json["state"], word);
        assert_eq!(json["next"] == json!({"id": "deadline", "title": ASKED}), is_asked, "{}", json["next"]);
        let deadline = json!({"reason": "rollback-deadline", "environments": ["lifetime", "development"], "faq": null});
        assert_eq!(json["held"].as_array().unwrap().contains(&deadline), is_asked, "{}", json["held"]);
        let text = lines(&session, &Moment::of(&session, now, None)).join("\n");
        assert!(text.starts_with(&format!("ACME: {word}\n")), "{text}");
        assert_eq!(text.contains(&format!("Next: {ASKED}")), is_asked, "{text}");
        let ticket = ticket(&story.run, outlook, now);
        assert!(ticket.contains(&format!("State: {word}\n")), "{ticket}");
        assert_eq!(
            ticket.contains(
                "Decision: continue, or roll back. A rollback takes about 35 min: it had to start by 2026-11-"
            ),
            is_asked,
            "{ticket}"
        );
        let left = Left::of(&session, now, None);
        assert_eq!((left.name.as_str(), left.state.starts_with("HELD, ")), ("ACME", word == "held"), "{left:?}");
    }
}

#[test]
fn a_stopped_line_comes_before_the_deadline_and_the_deadline_after_it_was_lifted() {
    let mut story = stopped(-5);
    let place = story.place("production/republish");
    assert_eq!(story.outlook().next_at(&story.run, story.now), Next::Decide(place));
    assert_eq!(session(&story).subject(None, story.now), Subject::Stopped(place));
    let go_on = Command::GoOn { reason: "the business agreed".to_owned() };
    assert_eq!(story.wish(&go_on).unwrap_err(), Refusal::NothingToDecide, "something else is asked");
    story.grant(&Command::LiftStop { reason: "Support says so".to_owned() });
    assert_eq!(session(&story).subject(None, story.now), Subject::Deadline);
    story.grant(&go_on);
    assert_eq!(session(&story).subject(None, story.now), Subject::Step(place));
}

#[test]
fn the_screen_and_its_ticket_say_held_when_the_moment_passes() {
    let story = left(1);
    let mut scene = Scene::of(&story, SIZES[1]);
    scene.now = story.now;
    scene.send(acmove::tui::message::Msg::Tick(std::time::Duration::ZERO));
    assert!(scene.screen().contains("to BBB"), "{}", scene.screen());
    scene.now = story.now + SignedDuration::from_mins(1);
    scene.send(acmove::tui::message::Msg::Tick(std::time::Duration::ZERO));
    assert!(
        scene.screen().contains("HELD") && scene.screen().contains("Continue, or roll back?"),
        "{}",
        scene.screen()
    );
    let page = text_of(scene.model.session(), Page::Ticket, &scene.model.ui.moment(scene.model.session()));
    let says = |words: &str| page.iter().any(|block| matches!(block, Block::Para { text, .. } if text.contains(words)));
    assert!(says("State: held") && says("Decision: continue, or roll back."), "{page:?}");
}

#[test]
fn the_report_says_how_it_stood_at_its_last_fact() {
    let mut story = left(10);
    let account = |story: &Story| serde_json::to_value(Retold::story(story).account()).unwrap();
    let before = account(&story);
    assert_eq!((&before["state"], &before["state_name"]), (&"running".into(), &"running".into()));
    story.wait(20).grant(&Command::Note { about: None, text: "the portal is slow".to_owned() });
    let late = account(&story);
    assert_eq!((&late["state"], &late["state_name"]), (&"held".into(), &"held".into()));
    assert_eq!((&late["next"]["id"], &late["held"][0]["reason"]), (&"deadline".into(), &"rollback-deadline".into()));
}

#[test]
fn what_was_looked_at_in_the_past_is_late_only_if_it_was_late_then() {
    let story = left(10);
    let then = session(&story).as_it_was();
    let much_later = story.now + SignedDuration::from_hours(9);
    assert_eq!(then.state_at(much_later), State::Running);
    assert_eq!(session(&story).state_at(much_later), State::Held);
}

#[test]
fn what_is_asked_changes_once_without_a_fact_when_the_moment_passes() {
    let (session, now) = (session(&left(10)), left(10).now);
    let after = |minutes| now + SignedDuration::from_mins(minutes);
    assert!(!session.asks_anew(now, after(9)));
    assert!(session.asks_anew(now, after(11)), "whoever follows is told");
    assert!(!session.asks_anew(after(11), after(90)), "and only once");
}

#[test]
fn nothing_is_held_by_a_deadline_that_somebody_has_decided_about_or_that_has_not_come() {
    let mut story = left(-1);
    let is_held = |story: &Story| {
        let holds = story.outlook().holds_at(&story.run, story.now);
        holds.iter().any(|hold| hold.reason == HoldReason::Deadline)
    };
    assert!(is_held(&story) && story.holding(Side::Target) == ["lifetime", "development"]);
    story.grant(&Command::GoOn { reason: "the business agreed".to_owned() });
    assert!(!is_held(&story) && story.outlook().state_at(&story.run, story.now) == State::Running);
    assert!(!is_held(&left(1)));
}
