//! Clocks: how long the rest takes, by when a rollback has to begin, and what is asked when that moment has passed.

use acmove::{
    domain::{
        clocks::{Clocks, Urgency, WindowClock},
        command::{Command, StepCommand},
        event::{Event, WentOn},
        index::{EnvIx, StepIx},
        outlook::{Next, State},
        procedure::StepKind,
        refusal::Refusal,
    },
    line::Ending,
    tui::message::Msg,
};
use jiff::{SignedDuration, Timestamp};

use crate::harness::{
    lines::in_lines,
    scene::{SIZES, Scene},
    story::{EDITIONS, FOUR, Story, env_ix, roll_back},
};

/// The window of the stories is four hours long, and begins with them.
const WINDOW: i64 = 240;

fn now(story: &Story) -> Clocks {
    story.outlook().clocks(&story.run, story.now)
}

fn window(story: &Story) -> WindowClock {
    now(story).window.unwrap()
}

const fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

/// Planned minutes of all steps that are not done, by the procedure alone.
fn planned(story: &Story, which: impl Fn(StepIx) -> bool) -> SignedDuration {
    let open = |place: &StepIx| story.run.step(*place).attempts == 0 && which(*place);
    let places = story.run.plan.forward().iter().filter(open);
    places.map(|place| story.run.definition(place).planned()).fold(SignedDuration::ZERO, |sum, one| sum + one)
}

/// Whether somebody has to decide about the window.
fn is_asked(story: &Story) -> bool {
    story.outlook().next_at(&story.run, story.now) == Next::Deadline
}

fn go_on() -> Command {
    Command::GoOn { reason: "the business agreed by phone".to_owned() }
}

/// BBB is being installed, and it is this long until a rollback has to begin.
fn before_the_moment(left: i64) -> Story {
    let mut story = Story::paused();
    story.through("lifetime/check-target");
    let by = window(&story).rollback_by;
    story.now = by - minutes(left);
    story
}

#[test]
fn at_the_beginning_the_rest_is_what_the_procedure_plans() {
    let story = Story::four();
    assert_eq!(now(&story).rest, planned(&story, |_| true));
    assert_eq!(now(&story).frozen, None);
}

#[test]
fn what_took_longer_than_planned_makes_the_forecast_of_its_kind_longer_and_of_no_other() {
    let mut story = Story::paused();
    let kind = |story: &Story, wanted: fn(&StepKind) -> bool| {
        let place = story.run.plan.every_step().iter().rev().find(|place| wanted(&story.run.definition(*place).kind));
        let step = story.run.definition(place.unwrap());
        (story.run.pace.forecast(&step.kind, step.planned()), step.planned())
    };
    let obtain: fn(&StepKind) -> bool = |kind| matches!(kind, StepKind::Obtain { .. });
    let upload: fn(&StepKind) -> bool = |kind| matches!(kind, StepKind::Upload { .. });
    story.wait(9).succeed("production/obtain-source");
    // Planned are 5 minutes, it took 10: the plan counts once, what was measured once.
    assert_eq!(kind(&story, obtain), (SignedDuration::from_secs(450), minutes(5)));
    assert_eq!(kind(&story, upload), (minutes(3), minutes(3)));
}

#[test]
fn a_night_in_between_is_a_break_and_no_pace_and_so_is_a_hold() {
    let mut story = Story::paused();
    story.wait(600).succeed("production/obtain-source");
    let place = story.place("quality/obtain-source");
    let step = story.run.definition(place).clone();
    // No more than four times what is planned is counted: (5 + 20) of (5 + 5).
    assert_eq!(story.run.pace.forecast(&step.kind, step.planned()), SignedDuration::from_secs(750));
    let mut held = Story::paused();
    held.grant(&Command::Hold { reason: "waiting for a colleague".to_owned() });
    held.wait(600).succeed("production/obtain-source");
    assert_eq!(held.run.pace.forecast(&step.kind, step.planned()), step.planned());
}

#[test]
fn the_rest_of_an_environment_is_part_of_the_whole_and_ends_with_it() {
    let mut story = Story::paused();
    let all = now(&story).rest;
    let each: Vec<SignedDuration> = EnvIx::all(4).map(|place| story.outlook().rest_of(&story.run, place)).collect();
    assert!(each.iter().all(|one| *one > SignedDuration::ZERO && *one < all), "{each:?}");
    story.through("production/check-source");
    assert!(story.outlook().rest_of(&story.run, env_ix(3)) < each[3]);
    story.finish_well();
    assert_eq!(
        (now(&story).rest, story.outlook().rest_of(&story.run, env_ix(3))),
        (SignedDuration::ZERO, SignedDuration::ZERO)
    );
    assert_eq!(now(&story).window, None, "what is over has no window to keep");
}

#[test]
fn the_more_environments_have_bbb_the_earlier_a_rollback_has_to_begin() {
    let mut story = Story::paused();
    let first = window(&story);
    assert_eq!(first.rollback_by, first.end - first.rollback);
    story.through("lifetime/upload-target");
    let second = window(&story);
    story.through("development/upload-target");
    let third = window(&story);
    assert!(first.rollback_by > second.rollback_by && second.rollback_by > third.rollback_by);
}

#[test]
fn it_is_calm_then_soon_then_too_late() {
    for (left, urgency) in [
        (120, Urgency::Calm),
        (16, Urgency::Calm),
        (15, Urgency::Soon),
        (1, Urgency::Soon),
        (0, Urgency::Late),
        (-9, Urgency::Late),
    ] {
        assert_eq!(window(&before_the_moment(left)).urgency, urgency, "{left}");
    }
}

#[test]
fn when_the_moment_has_passed_a_person_decides_once_and_it_is_recorded() {
    let mut story = before_the_moment(10);
    let due = is_asked;
    assert!(!due(&story));
    assert_eq!(story.wish(&go_on()).unwrap_err(), Refusal::NothingToDecide);
    story.wait(10);
    assert!(due(&story));
    assert_eq!(story.wish(&Command::GoOn { reason: " ".to_owned() }).unwrap_err(), Refusal::ReasonNeeded);
    let by = window(&story).rollback_by;
    story.grant(&go_on());
    let recorded =
        Event::WentOn(WentOn { rollback_by: by, before: None, reason: "the business agreed by phone".to_owned() });
    assert_eq!(story.last(), &recorded);
    assert!(!due(&story), "it is asked once");
    assert_eq!(story.wish(&go_on()).unwrap_err(), Refusal::NothingToDecide);
}

#[test]
fn nobody_is_asked_before_the_pause_on_the_way_back_or_when_all_began_after_the_window() {
    let late = |mut story: Story| {
        story.wait(WINDOW + 60);
        is_asked(&story)
    };
    assert!(!late(Story::four()), "nothing was paused");
    assert!(late(Story::paused()));
    let mut back = before_the_moment(10);
    back.grant(&roll_back());
    assert!(!late(back), "it is going back");
    let mut after = Story::four();
    after.wait(WINDOW + 1).through("pause/pause-production");
    assert!(!late(after), "whoever begins after the window knows it");
    let without = FOUR.replace("window = ", "# window = ");
    let mut without = Story::of(EDITIONS[0], &without);
    without.through("pause/pause-production");
    assert_eq!(now(&without).window, None);
    assert!(!late(without));
}

/// The screen of a story, with its last fact at the time of the story.
fn scene(story: &Story) -> Scene {
    Scene::of(story, SIZES[1])
}

fn tick(scene: &mut Scene, at: Timestamp) {
    scene.now = at;
    scene.send(Msg::Tick(std::time::Duration::ZERO));
}

#[test]
fn the_screen_says_how_much_time_is_left_and_asks_when_it_has_passed() {
    let story = before_the_moment(120);
    let by = window(&story).rollback_by;
    let mut scene = scene(&story);
    tick(&mut scene, by - minutes(120));
    assert!(scene.screen().contains("roll back by 29 Nov 00:"), "{}", scene.screen());
    tick(&mut scene, by - minutes(7));
    assert!(scene.screen().contains(", in 7 min"), "{}", scene.screen());
    tick(&mut scene, by + minutes(1));
    let text = scene.screen();
    assert!(text.contains("Continue, or roll back?") && text.contains("LATE: rollback"), "{text}");
    scene.press("g \"the business agreed\" Enter");
    let text = scene.screen();
    assert!(!text.contains("Continue, or roll back?"), "{text}");
    assert!(scene.said().contains("the business agreed"), "{}", scene.said());
}

#[test]
fn a_key_for_the_card_before_does_not_answer_the_question_that_came_meanwhile() {
    let mut story = before_the_moment(10);
    story.before("development/upload-target");
    let by = window(&story).rollback_by;
    let mut scene = scene(&story);
    tick(&mut scene, by - minutes(1));
    scene.now = by + minutes(1);
    scene.press("r");
    assert!(scene.model.ui.entry.is_none(), "{}", scene.screen());
    scene.press("Enter");
    assert!(scene.model.ui.entry.is_none(), "nothing is selected beforehand: {}", scene.screen());
    scene.press("r");
    assert!(scene.screen().contains("eason for the rollback"), "{}", scene.screen());
}

#[test]
fn what_is_being_typed_when_the_question_comes_stays() {
    let story = before_the_moment(2);
    let by = window(&story).rollback_by;
    let mut scene = scene(&story);
    tick(&mut scene, by - minutes(2));
    scene.press("w \"the portal is sl");
    tick(&mut scene, by + minutes(1));
    scene.press("\"ow\" Enter");
    assert_eq!(scene.model.engine.session.run.notes[0].text, "the portal is slow");
    assert!(scene.screen().contains("Continue, or roll back?"), "{}", scene.screen());
}

#[test]
fn deciding_to_go_back_rolls_back_and_where_there_is_nothing_to_restore_the_migration_ends() {
    let story = before_the_moment(0);
    let mut scene = scene(&story);
    tick(&mut scene, story.now + minutes(1));
    scene.press("r \"no time\" Enter \"roll back\" Enter");
    assert_eq!(scene.model.engine.session.outlook.state, State::RollingBack, "{}", scene.screen());
    let mut early = Story::paused();
    early.wait(WINDOW);
    let mut scene = self::scene(&early);
    tick(&mut scene, early.now);
    assert!(scene.screen().contains("there is nothing to roll back"), "{}", scene.screen());
    scene.press("A \"no time\" Enter \"give up\" Enter");
    assert_eq!(scene.model.engine.session.outlook.state, State::Abandoned, "{}", scene.screen());
}

#[test]
fn a_step_that_was_begun_is_asked_after_when_the_decision_was_made() {
    let mut story = before_the_moment(1);
    story.before("development/upload-target");
    story.done("development/upload-target", StepCommand::Begin { vault: story.vault(1) });
    story.wait(60).grant(&go_on());
    let scene = scene(&story);
    assert!(scene.screen().contains("In progress"), "{}", scene.screen());
}

#[test]
fn line_mode_tells_the_clock_and_asks_the_same_question() {
    let story = before_the_moment(1);
    let late = story.now + minutes(2);
    let (said, ending) = in_lines(&story, late, "", Some("13\nthe business agreed\n"));
    assert!(said.contains("Clock: LATE: rollback had to start by"), "{said}");
    assert!(said.contains("Continue, or roll back?") && said.contains("Reason: the business agreed"), "{said}");
    assert!(said.contains(
        "Licenses: mixed, as planned. AAA (verified): Development, Quality, Production; BBB (verified): LifeTime."
    ));
    assert_eq!(ending, Ending::Held);
}

#[test]
fn unattended_the_answers_file_decides_or_a_person_is_needed() {
    let story = before_the_moment(0);
    let (said, ending) = in_lines(&story, story.now, "", None);
    assert_eq!(ending, Ending::Held, "{said}");
    assert!(!said.contains("goes on"), "{said}");
    let (said, _) = in_lines(&story, story.now, "[on.deadline]\ndo = \"go-on\"\n", None);
    assert!(said.contains("Continued, although"), "{said}");
    let (said, ending) = in_lines(&story, story.now, "[on.deadline]\ndo = \"rollback\"\n", None);
    assert!(said.contains("Rollback started"), "{said}");
    assert_eq!(ending, Ending::Stopped);
}

#[test]
fn before_anything_is_frozen_the_window_is_compared_with_the_rest() {
    let at_pause = |opens: &str, minutes: i64| {
        let mut story = Story::of(EDITIONS[0], &FOUR.replace("28T22:00:00", &format!("28T{opens}:00")));
        story.before("pause/pause-production");
        story.now = crate::harness::story::begin() + SignedDuration::from_mins(minutes);
        let mut scene = scene(&story);
        tick(&mut scene, story.now);
        scene.screen()
    };
    let screen = at_pause("22:30", 10);
    assert!(screen.contains("Too early: the maintenance window opens at 21:30 UTC"), "{screen}");
    assert!(!at_pause("22:00", 10).contains("Too little time"), "{}", at_pause("22:00", 10));
    assert!(at_pause("22:00", 200).contains("Too little time"), "{}", at_pause("22:00", 200));
    let screen = at_pause("22:00", WINDOW + 5);
    assert!(screen.contains("Too late: the window ended at 01:00 UTC"), "{screen}");
}

#[test]
fn where_nothing_has_to_be_restored_no_moment_has_to_be_kept() {
    let mut story = Story::paused();
    let mut scene = scene(&story);
    tick(&mut scene, story.now);
    assert!(!scene.screen().contains("roll back by"), "{}", scene.screen());
    story.through("lifetime/upload-target");
    let mut scene = self::scene(&story);
    tick(&mut scene, story.now);
    assert!(scene.screen().contains("roll back by"), "{}", scene.screen());
}
