//! An environment that is left out for now: what the others do meanwhile, how the night ends, and how it is taken up again.

use acmove::domain::{
    command::Command,
    digest::Digest,
    event::{EnvironmentPostponed, EnvironmentTakenUp, Event, OrderChosen},
    infrastructure::{EnvironmentId, Side},
    outlook::{Gate, HoldReason, Next, Standing, State},
    run::Evidence,
};

use crate::harness::story::{EDITIONS, FOUR, IP_ERROR, Story, env_ix, message, record, roll_back, show};

fn id(environment: &str) -> EnvironmentId {
    environment.parse().unwrap()
}

fn leave_out(environment: &str) -> Command {
    Command::Postpone { environment: id(environment), reason: "the server cannot be reached".to_owned() }
}

fn take_up(environment: &str) -> Command {
    Command::TakeUp { environment: id(environment) }
}

fn order(environments: &[&str]) -> Command {
    Command::ChooseOrder { environments: environments.iter().map(|environment| id(environment)).collect() }
}

fn current() -> Story {
    Story::of(EDITIONS[1], FOUR)
}

fn to_the_end_of_the_night(story: &mut Story) {
    story.until(|story| story.outlook().next == Next::EndOfNight);
}

/// The environments in the order in which the story has done this step.
fn done_in_order(story: &Story, step: &str) -> Vec<String> {
    let done = story.facts.iter().filter_map(|fact| fact.event.step());
    let mut all: Vec<String> =
        done.filter_map(|id| id.as_str().strip_suffix(&format!("/{step}")).map(str::to_owned)).collect();
    all.dedup();
    all
}

#[test]
fn in_todays_edition_the_others_get_bbb_and_are_tested() {
    let mut story = current();
    story.before("quality/check-modules").grant(&leave_out("quality"));
    to_the_end_of_the_night(&mut story);
    assert_eq!(story.holding(Side::Target), ["lifetime", "development", "production"]);
    assert_eq!(story.standing("production/republish"), Standing::Done(Evidence::Claimed));
    assert_eq!(story.standing("quality/check-modules"), Standing::Postponed);
    assert_eq!(story.standing("quality/republish"), Standing::Postponed);
    assert!(matches!(story.standing("resume/resume-all"), Standing::Waiting(_)), "nobody says that it is over");
    assert_eq!(story.state(), State::Held);
}

#[test]
fn in_todays_edition_no_bbb_before_every_backup() {
    let mut story = current();
    story.before("quality/obtain-source").grant(&leave_out("quality"));
    to_the_end_of_the_night(&mut story);
    assert!(story.holding(Side::Target).is_empty());
    assert!(matches!(story.standing("lifetime/obtain-target"), Standing::Waiting(Gate::Phase(_))));
    assert_eq!(
        story.standing("production/obtain-source"),
        Standing::Done(Evidence::Verified),
        "the other backups are kept"
    );
}

#[test]
fn in_the_edition_of_2021_no_bbb_before_aaa_is_complete_everywhere() {
    let mut story = Story::paused();
    story.before("quality/upload-source").grant(&leave_out("quality"));
    to_the_end_of_the_night(&mut story);
    assert!(story.holding(Side::Target).is_empty());
    assert_eq!(story.holding(Side::Source), ["lifetime", "development", "production"]);
    story.grant(&take_up("quality")).finish_well();
    assert_eq!(story.state(), State::Done);
}

#[test]
fn in_the_edition_of_2021_what_has_bbb_is_tested_while_another_is_left_out() {
    let mut story = Story::paused();
    story.before("quality/obtain-target").grant(&leave_out("quality"));
    to_the_end_of_the_night(&mut story);
    assert_eq!(story.standing("production/republish"), Standing::Done(Evidence::Claimed));
    assert!(matches!(story.standing("resume/resume-production"), Standing::Waiting(_)));
}

#[test]
fn a_migration_with_an_environment_that_is_left_out_is_never_done() {
    for edition in EDITIONS {
        let mut story = Story::of(edition, FOUR);
        story.before("production/republish").grant(&leave_out("production"));
        to_the_end_of_the_night(&mut story);
        assert_ne!(story.state(), State::Done, "{edition}");
        story.grant(&take_up("production")).finish_well();
        assert_eq!(story.state(), State::Done, "{edition}");
    }
}

#[test]
fn one_that_has_bbb_and_no_test_holds_up_the_next_where_they_are_finished_one_by_one() {
    let mut story = current();
    story.before("lifetime/check-target").grant(&leave_out("lifetime"));
    assert_eq!(story.outlook().next, Next::EndOfNight, "the article goes on only after a test that succeeded");
    assert!(matches!(story.standing("development/obtain-target"), Standing::Waiting(Gate::Environment(_))));
    story.grant(&take_up("lifetime")).finish_well();
}

#[test]
fn the_end_of_such_a_night_says_who_is_left_out() {
    let mut story = current();
    story.before("quality/check-modules").grant(&leave_out("quality"));
    to_the_end_of_the_night(&mut story);
    let holds = &story.outlook().holds;
    assert_eq!((holds[0].reason, &holds[0].environments), (HoldReason::LeftOut, &vec![env_ix(2)]));
    assert_eq!(holds[0].reason.word(), "environment-postponed");
}

#[test]
fn what_is_under_way_is_settled_first() {
    let mut story = Story::paused();
    story.before("quality/upload-source");
    let vault = story.vault(2);
    story.done("quality/upload-source", acmove::domain::command::StepCommand::Begin { vault });
    let refused = story.wish(&leave_out("quality")).unwrap_err().to_string();
    assert!(refused.contains("was started. Report first whether it was done"), "{refused}");
}

#[test]
fn nothing_is_done_where_it_is_left_out() {
    let mut story = Story::paused();
    story.before("quality/check-source").grant(&leave_out("quality"));
    let page = story.page(2, Side::Source, "Ignore");
    let refused = story.answer("quality/check-source", show(page)).unwrap_err().to_string();
    assert!(refused.contains("Take Quality up again first"), "{refused}");
}

#[test]
fn what_cannot_be_left_out_or_taken_up_is_refused() {
    let mut story = current();
    story.through("lifetime/republish");
    for (wish, why) in [
        (leave_out("lifetime"), "Nothing is left to do in LifeTime"),
        (take_up("quality"), "Quality is not left out"),
        (leave_out("nowhere"), "no environment nowhere"),
        (Command::Postpone { environment: id("quality"), reason: " ".to_owned() }, "A reason is needed"),
        (order(&[]), "Name the environments"),
        (order(&["quality", "quality"]), "Quality is named twice"),
    ] {
        let refused = story.wish(&wish).unwrap_err().to_string();
        assert!(refused.contains(why), "{refused}");
    }
    story.grant(&leave_out("quality"));
    assert!(story.wish(&leave_out("quality")).unwrap_err().to_string().contains("already left out"));
    story.grant(&order(&["production"]));
    assert!(story.wish(&order(&["production"])).unwrap_err().to_string().contains("already the order"));
}

#[test]
fn an_intellectual_property_error_stops_everything_as_before() {
    let mut story = current();
    story.before("quality/check-modules").grant(&leave_out("quality"));
    story.before("development/republish").done("development/republish", message(IP_ERROR));
    assert_eq!(story.state(), State::Stopped);
    for wish in [leave_out("production"), leave_out("development")] {
        assert!(story.wish(&wish).unwrap_err().to_string().contains("is stopped in all environments"));
    }
    story.grant(&Command::LiftStop { reason: "they said so".to_owned() });
    let refused = story.wish(&leave_out("development")).unwrap_err().to_string();
    assert!(refused.contains("it must succeed before anything else"), "{refused}");
}

#[test]
fn a_rollback_restores_who_is_left_out_too() {
    let mut story = Story::paused();
    story.before("quality/check-target").grant(&leave_out("quality")).grant(&roll_back());
    assert_eq!(story.run.postponed().count(), 0, "on the way back everybody is asked for again");
    assert!(story.run.environment(env_ix(2)).in_rollback);
    story.before("quality/restore-source").grant(&leave_out("quality"));
    to_the_end_of_the_night(&mut story);
    assert_eq!(story.state(), State::RollingBack);
    assert!(matches!(story.standing("rollback/contact-support"), Standing::Waiting(Gate::Environment(_))));
    story.grant(&take_up("quality")).finish_well();
    assert_eq!(story.state(), State::RolledBack);
}

#[test]
fn the_order_is_chosen_where_the_edition_names_none() {
    let mut story = current();
    story.grant(&order(&["production", "quality"])).finish_well();
    let expected = ["production", "quality", "lifetime", "development"];
    assert_eq!(done_in_order(&story, "obtain-source"), expected);
    assert_eq!(done_in_order(&story, "check-target"), expected);
}

#[test]
fn the_order_that_the_edition_names_stays() {
    let mut story = Story::four();
    story.grant(&order(&["quality"])).finish_well();
    assert_eq!(done_in_order(&story, "obtain-source"), ["production", "quality", "lifetime", "development"]);
    assert_eq!(done_in_order(&story, "obtain-target")[0], "quality", "there it names none");
}

#[test]
fn an_environment_that_was_started_is_finished_before_one_that_comes_first_by_now() {
    let mut story = current();
    story.before("lifetime/check-target").grant(&order(&["production"]));
    assert_eq!(story.outlook().next, Next::Step(story.place("lifetime/check-target")));
    story.through("lifetime/republish");
    assert_eq!(story.outlook().next, Next::Step(story.place("production/obtain-target")));
}

#[test]
fn one_that_is_taken_up_again_waits_for_the_one_that_was_started() {
    let mut story = current();
    story.before("lifetime/obtain-target").grant(&leave_out("lifetime"));
    story.before("development/check-target").grant(&take_up("lifetime"));
    assert_eq!(story.outlook().next, Next::Step(story.place("development/check-target")));
    story.finish_well();
}

#[test]
fn facts_that_contradict_each_other_are_damage() {
    let mut story = current();
    let postponed = EnvironmentPostponed { environment: id("quality"), reason: "why".to_owned() };
    let taken_up = |environment| Event::EnvironmentTakenUp(EnvironmentTakenUp { environment: id(environment) });
    story.record(Event::EnvironmentPostponed(postponed.clone()));
    let ordered = |environments: &[&str]| {
        Event::OrderChosen(OrderChosen { environments: environments.iter().map(|it| id(it)).collect() })
    };
    for event in [
        Event::EnvironmentPostponed(postponed),
        Event::EnvironmentPostponed(EnvironmentPostponed { environment: id("nowhere"), reason: String::new() }),
        taken_up("production"),
        taken_up("nowhere"),
        ordered(&["quality", "quality"]),
        ordered(&["nowhere"]),
    ] {
        let before = story.run.clone();
        let fact = record(story.run.facts + 1, story.now, event);
        assert!(story.run.apply(&fact).is_err(), "{:?}", fact.event);
        assert_eq!(story.run, before, "the state is unchanged");
    }
}

#[test]
fn what_a_page_shows_of_an_environment_that_is_left_out_is_followed_behind_closed_gates() {
    let mut story = current();
    let page = Box::new(story.page(0, Side::Target, "Ignore"));
    story.grant(&leave_out("lifetime"));
    story.grant(&Command::SeePage { environment: id("lifetime"), page, evidence: Digest::ZERO });
    assert_eq!(story.state(), State::Preparing);
}
