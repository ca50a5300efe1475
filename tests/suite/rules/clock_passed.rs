//! Clocks that pass while a migration is followed: each is told once, and only where it matters.

use acmove::report::follow::{PassedClock, clock_line, passed};
use acmove::view::times::Moment;
use jiff::{SignedDuration, Timestamp};

use crate::harness::{
    retold::Retold,
    story::{Story, roll_back},
};

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// The clocks that pass from the latest fact on, minute by minute, each with its minute.
fn clocks(story: &Story, minutes: u32) -> Vec<(PassedClock, Timestamp)> {
    let session = Retold::story(story).session;
    let mut now = story.now;
    let mut all = Vec::new();
    for _ in 0..minutes {
        all.extend(passed(&session, now, now + MINUTE).into_iter().map(|clock| (clock, now + MINUTE)));
        now += MINUTE;
    }
    all
}

#[test]
fn before_anything_is_on_bbb_only_the_window_and_the_first_upload_are_told() {
    let mut story = Story::paused();
    story.through("production/check-source");
    let all: Vec<PassedClock> = clocks(&story, 600).into_iter().map(|(clock, _)| clock).collect();
    assert_eq!(all, [PassedClock::FirstUpload, PassedClock::WindowCloses]);
}

#[test]
fn once_something_would_be_restored_a_rollback_has_its_clocks_a_quarter_of_an_hour_apart() {
    let mut story = Story::paused();
    story.through("production/check-target");
    let all = clocks(&story, 600);
    let kinds: Vec<PassedClock> = all.iter().map(|(clock, _)| *clock).collect();
    assert_eq!(kinds, [PassedClock::RollbackSoon, PassedClock::RollbackBy, PassedClock::WindowCloses]);
    assert_eq!(all[1].1.duration_since(all[0].1), SignedDuration::from_mins(15));
    let session = Retold::story(&story).session;
    let told = clock_line(&session, PassedClock::RollbackBy, &Moment::of(&session, all[1].1, None));
    let words = told.words(&Moment::of(&session, all[1].1, None));
    assert!(words.contains("A rollback had to start by ") && words.ends_with("[held]"), "{words}");
}

#[test]
fn on_the_way_back_and_when_all_is_over_no_clock_of_a_rollback_passes() {
    let mut story = Story::paused();
    story.through("production/check-target").grant(&roll_back());
    let kinds: Vec<PassedClock> = clocks(&story, 600).into_iter().map(|(clock, _)| clock).collect();
    assert_eq!(kinds, [PassedClock::WindowCloses]);
    story.finish_well();
    assert_eq!(clocks(&story, 600), []);
}
