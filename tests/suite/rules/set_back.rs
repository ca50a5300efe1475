//! A clock that was set back: nothing becomes younger by it, no time runs backwards, and everybody is told.

use acmove::{
    domain::{
        command::Command,
        digest::Digest,
        infrastructure::Side,
        outlook::Next,
        page::{EndDate, LicensingPage},
        run::{Failure, Progress},
        sentence::{clock_behind, clock_set_back},
    },
    engine::session::Session,
    report::{
        review::Review,
        status::{lines, status},
    },
    tui::message::Msg,
    view::times::Moment,
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde_json::Value;

use crate::harness::{
    retold::Retold,
    scene::{SIZES, Scene},
    story::{Story, show},
};

const fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

/// The clock is set to another time; what is recorded next is recorded a minute later.
fn set(story: &mut Story, at: &str) {
    story.now = at.parse().unwrap();
}

fn note(story: &mut Story) {
    story.grant(&Command::Note { about: None, text: "it goes on".to_owned() });
}

fn page_until(story: &Story, end: &str) -> LicensingPage {
    LicensingPage { end_date: Some(EndDate::On(end.parse().unwrap())), ..story.page(3, Side::Source, "Ignore") }
}

#[test]
fn a_license_that_has_expired_stays_expired_when_the_clock_is_set_back() {
    let mut story = Story::paused();
    story.before("production/check-source");
    let expired = show(page_until(&story, "2020-01-31"));
    story.done("production/check-source", expired.clone());
    let place = story.place("production/check-source");
    assert_eq!(story.run.step(place).progress, Progress::Failed(Failure::PageDiffers));
    set(&mut story, "2019-06-01T00:00:00Z");
    story.done("production/check-source", expired);
    assert_eq!(story.run.step(place).progress, Progress::Failed(Failure::PageDiffers));
}

#[test]
fn a_rollback_that_is_due_stays_due_when_the_clock_is_set_back() {
    let mut story = Story::paused();
    story.through("lifetime/upload-target");
    let late = story.outlook().clocks(&story.run, story.now).window.unwrap().rollback_by + minutes(1);
    story.now = late;
    note(&mut story);
    let earlier = story.now - minutes(90);
    assert_eq!(story.outlook().next_at(&story.run, earlier), Next::Deadline);
    story.now = earlier;
    story.grant(&Command::GoOn { reason: "the business agreed".to_owned() });
}

#[test]
fn time_that_was_spent_counts_whatever_the_clock_did() {
    let mut story = Story::four();
    let (start, taken) = (story.now, |story: &Story| story.run.taken().as_mins());
    story.wait(9);
    note(&mut story);
    assert_eq!(taken(&story), 10);
    set(&mut story, "2019-06-01T00:00:00Z");
    note(&mut story);
    assert_eq!((taken(&story), story.run.latest), (10, start + minutes(10)), "how long that took nobody knows");
    story.wait(19);
    note(&mut story);
    assert_eq!((taken(&story), story.run.latest), (30, start + minutes(10)));
    assert_eq!(story.outlook().clocks(&story.run, story.now + minutes(5)).elapsed, minutes(35));
    // The clock is right again.
    story.now = start + minutes(44);
    note(&mut story);
    assert_eq!((taken(&story), story.run.latest), (45, start + minutes(45)));
    story.wait(4);
    note(&mut story);
    assert_eq!(taken(&story), 50);
}

#[test]
fn a_clock_that_was_ahead_at_the_start_makes_nothing_take_no_time() {
    let mut story = Story::four();
    set(&mut story, "2019-06-01T00:00:00Z");
    note(&mut story);
    story.wait(39);
    note(&mut story);
    let report = serde_json::to_value(Retold::story(&story).account()).unwrap();
    assert_eq!(report["clocks"]["elapsed_s"], 40 * 60);
    assert_eq!(report["started"], report["latest"]);
}

#[test]
fn a_correction_by_moments_is_not_told_and_a_jump_is_told_once() {
    let mut story = Story::paused();
    story.now -= SignedDuration::from_secs(64);
    note(&mut story);
    assert_eq!(story.run.set_back(), []);
    assert_eq!(clock_behind(&story.run, story.run.latest - SignedDuration::from_secs(5)), None);
    let before = story.now;
    set(&mut story, "2019-06-01T00:00:00Z");
    note(&mut story);
    note(&mut story);
    let [jump] = story.run.set_back() else { panic!("{:?}", story.run.set_back()) };
    assert_eq!((jump.seq, jump.before), (story.run.facts - 1, before));
    let words = clock_set_back(&story.run, jump);
    let expected = format!(
        "record {} is dated 2019-06-01T00:01:00Z, 2737 days before record {} (2026-11-28T21:",
        jump.seq,
        jump.seq - 1
    );
    assert!(words.starts_with(&expected) && words.ends_with("): the clock was set back"), "{words}");
}

#[test]
fn no_step_seems_quick_because_the_clock_was_set_back() {
    let mut story = Story::paused();
    story.through("production/obtain-source");
    let place = story.place("quality/obtain-source");
    let forecast = |story: &Story| {
        let step = story.run.definition(place);
        story.run.pace.forecast(&step.kind, step.planned())
    };
    let before = forecast(&story);
    set(&mut story, "2026-11-28T20:00:00Z");
    story.through("development/obtain-source");
    assert_eq!(forecast(&story), before, "how long it took nobody knows");
    let retold = Retold::story(&story);
    let attempts = &retold.recorded.chronicle.attempts;
    assert!(attempts.iter().all(|attempt| attempt.to.is_none_or(|to| to >= attempt.from)), "{attempts:?}");
    let place = story.place("development/obtain-source");
    assert!(attempts.iter().filter(|attempt| attempt.step == place).all(|attempt| !attempt.is_measured));
    let review = Review::of(&retold.session, &retold.recorded).text(&TimeZone::UTC);
    assert!(review.contains("development/obtain-source    5 min     not known"), "{review}");
}

fn told(session: &Session, now: Timestamp) -> Value {
    serde_json::to_value(status(session, Digest::of(b"head"), now)).unwrap()
}

#[test]
fn status_says_that_the_clock_is_behind_and_says_nothing_where_it_is_not() {
    let story = Story::paused();
    let (session, latest) = (Retold::story(&story).session, story.run.latest);
    let at = |now| Moment::of(&session, now, None);
    let behind = latest - minutes(90);
    let words = lines(&session, &at(behind)).join("\n");
    assert!(words.contains(", 1 h before the latest record (2026-11-28T21:"), "{words}");
    assert!(words.contains("Correct it;"), "{words}");
    assert_eq!(told(&session, behind)["clocks"]["behind_s"], 90 * 60);
    for fine in [latest, latest + minutes(9)] {
        assert!(!lines(&session, &at(fine)).join("\n").contains("clock"));
        assert_eq!(told(&session, fine)["clocks"].get("behind_s"), None);
    }
    let then = session.clone().as_it_was();
    assert!(
        !lines(&then, &Moment::of(&then, behind, None)).join("\n").contains("Set it right"),
        "a moment of the past has no clock"
    );
    assert_eq!(told(&then, behind)["clocks"].get("behind_s"), None);
}

#[test]
fn the_report_names_the_records_before_which_the_clock_was_set_back() {
    let mut story = Story::paused();
    let fine = Retold::story(&story);
    assert_eq!(serde_json::to_value(fine.account()).unwrap().get("clock_set_back"), None);
    set(&mut story, "2019-06-01T00:00:00Z");
    note(&mut story);
    let retold = Retold::story(&story);
    let report = serde_json::to_value(retold.account()).unwrap();
    assert_eq!(report["clock_set_back"][0]["at"], "2019-06-01T00:01:00Z");
    let record = story.run.facts;
    let words = format!("**The clock was set back** before record {record}: it is dated 2019-06-01 00:01:00");
    assert!(retold.markdown().contains(&words), "{}", retold.markdown());
    assert!(retold.html().contains("The clock was set back</dt>"));
    assert!(!retold.markdown().contains("(0 s)"));
}

#[test]
fn the_screen_says_that_the_clock_is_behind_once_and_shows_it_as_long_as_it_is() {
    let story = Story::paused();
    let mut scene = Scene::of(&story, SIZES[1]);
    scene.begin();
    assert!(!scene.screen().contains("BEHIND"), "{}", scene.screen());
    let latest = scene.now;
    scene.now = latest - minutes(125);
    scene.send(Msg::Tick(std::time::Duration::ZERO));
    assert!(scene.screen().contains("CLOCK 2 h 5 min BEHIND"), "{}", scene.screen());
    assert!(scene.said().starts_with("The clock of this machine shows"), "{}", scene.said());
    scene.model.ui.notice = None;
    scene.now += minutes(1);
    scene.send(Msg::Tick(std::time::Duration::ZERO));
    assert!(scene.said().is_empty() && scene.screen().contains("CLOCK 2 h 4 min BEHIND"), "{}", scene.screen());
    scene.now = latest;
    scene.send(Msg::Tick(std::time::Duration::ZERO));
    assert!(!scene.screen().contains("BEHIND"), "{}", scene.screen());
}
