//! How long a rollback takes, and by when it has to begin: a run that was quick so far makes it no shorter.

use acmove::{
    domain::{
        clocks::WindowClock,
        digest::Digest,
        procedure::{Scope, Step},
    },
    report::status::{lines, status},
    view::{
        pages::{Page, text_of},
        text::Block,
        times::Moment,
    },
};
use jiff::SignedDuration;

use crate::harness::{
    retold::Retold,
    story::{Story, roll_back},
};

fn window(story: &Story) -> WindowClock {
    story.outlook().clocks(&story.run, story.now).window.unwrap()
}

/// Planned minutes of a rollback that restores so many environments.
fn planned_rollback(story: &Story, restored: i32) -> SignedDuration {
    let steps = story.run.procedure.rollback.steps.iter();
    let times = |step: &Step| if step.scope == Scope::EachEnvironment { restored } else { 1 };
    steps.map(|step| step.planned() * times(step)).fold(SignedDuration::ZERO, |sum, one| sum + one)
}

#[test]
fn a_rollback_is_never_planned_with_less_than_the_minutes_of_the_procedure() {
    let mut quick = Story::paused();
    quick.through("development/upload-target");
    // Every step took a minute or two.
    assert_eq!(window(&quick).rollback, planned_rollback(&quick, 2));
    assert_eq!(window(&quick).rollback_by, window(&quick).end - window(&quick).rollback);
    quick.grant(&roll_back()).through("rollback/pause-production");
    let left = planned_rollback(&quick, 2) - quick.run.procedure.rollback.steps[0].planned();
    assert_eq!(window(&quick).rollback, left, "nor what is left of it");
    let mut slow = Story::paused();
    slow.before("lifetime/upload-target").wait(12).through("lifetime/upload-target");
    assert!(window(&slow).rollback > planned_rollback(&slow, 1), "what took longer than planned makes it longer");
}

#[test]
fn status_and_the_page_of_the_rollback_say_how_long_it_takes_and_by_when_it_has_to_begin() {
    let mut story = Story::in_zone("Europe/Madrid");
    story.through("development/upload-target");
    let session = Retold::story(&story).session;
    let moment = Moment::of(&session, story.now, None);
    let words = "A rollback takes about 35 min, so it has to start by 2026-11-29 01:25.";
    let told = lines(&session, &moment).join("\n");
    assert!(told.contains(&format!("The window ends at 2026-11-29 02:00, in 3 h 32 min. {words}")), "{told}");
    let page = text_of(&session, Page::Rollback, &moment);
    assert!(page.iter().any(|block| matches!(block, Block::Para { text, .. } if text.ends_with(words))), "{page:?}");
    let json = serde_json::to_value(status(&session, Digest::of(b"head"), story.now)).unwrap();
    assert_eq!(json["clocks"]["rollback_s"], 35 * 60);
}
