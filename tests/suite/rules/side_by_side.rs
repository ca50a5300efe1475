//! Steps side by side: what the order of the procedure allows beside what is being done, and what it never allows.

use std::collections::BTreeSet;

use acmove::{
    domain::{
        command::{Command, StepCommand},
        infrastructure::Side,
        outlook::{Next, State},
    },
    engine::{beside::free_beside, session::Session},
};

use crate::harness::story::{EDITIONS, FOUR, IP_ERROR, Story, env_ix, message, roll_back};

const ALL: [&str; 4] = ["lifetime", "development", "quality", "production"];

/// The steps that can be started while something is done in these environments; `""` stands for the infrastructure.
fn free(story: &Story, at_work: &[&str]) -> Vec<String> {
    let number = |name: &&str| ALL.iter().position(|known| known == name).map(env_ix);
    let at_work: BTreeSet<_> = at_work.iter().map(number).collect();
    let session = Session::of(story.run.clone(), "m".to_owned());
    let steps = free_beside(&session, &at_work, story.now);
    steps.into_iter().map(|step| story.run.planned(step).id.to_string()).collect()
}

fn current() -> Story {
    Story::of(EDITIONS[1], FOUR)
}

/// Whether the next step is one of an environment.
fn is_about_an_environment(story: &Story) -> bool {
    matches!(story.outlook().next, Next::Step(step) if story.run.planned(step).environment.is_some())
}

#[test]
fn the_licenses_of_all_environments_are_obtained_at_the_same_time_and_the_next_step_comes_first() {
    for mut story in [Story::paused(), current()] {
        story.until(is_about_an_environment);
        let all = free(&story, &[]);
        assert!(all.len() == 4 && all.iter().all(|step| step.ends_with("/obtain-source")), "{all:?}");
        let Next::Step(next) = story.outlook().next else { panic!("a step is next") };
        assert_eq!(all[0], story.run.planned(next).id.to_string());
        let owner = |place: usize| all[place].split('/').next().unwrap();
        assert_eq!(free(&story, &[owner(0)]), all[1..]);
        assert_eq!(free(&story, &[owner(0), owner(2)]), [all[1].clone(), all[3].clone()]);
        assert!(free(&story, &ALL).is_empty());
    }
}

#[test]
fn two_steps_of_one_environment_are_never_done_at_the_same_time() {
    let mut story = Story::paused();
    story.through("production/obtain-source");
    assert_eq!(free(&story, &[])[0], "production/upload-source");
    let beside = free(&story, &["production"]);
    assert!(beside.len() == 3 && !beside.iter().any(|step| step.starts_with("production")), "{beside:?}");
}

#[test]
fn an_environment_goes_on_with_its_own_next_step_and_waits_for_no_other_of_its_phase() {
    let mut story = Story::paused();
    story.through("production/check-source").succeed("quality/obtain-source").succeed("quality/upload-source");
    assert_eq!(
        free(&story, &["lifetime"]),
        ["development/obtain-source", "quality/check-source"],
        "Production has its AAA license"
    );
}

#[test]
fn in_the_edition_of_2021_no_bbb_license_is_obtained_beside_the_last_aaa_license() {
    let mut story = Story::paused();
    story.until(|story| story.holding(Side::Source).len() == 4);
    let Next::Step(last) = story.outlook().next else { panic!("its page is still to be read") };
    let owner = story.run.planned(last).environment.unwrap();
    let name = story.run.described(owner).id.to_string();
    assert!(free(&story, &[&name]).iter().all(|step| step.ends_with("-source")));
}

#[test]
fn todays_edition_goes_environment_by_environment_and_nothing_is_done_beside_it() {
    let mut story = current();
    for step in ["lifetime/obtain-target", "lifetime/upload-target", "lifetime/republish"] {
        story.before(step);
        assert_eq!(free(&story, &[]), [step]);
        assert!(free(&story, &["lifetime"]).is_empty(), "{step}");
    }
}

#[test]
fn after_an_intellectual_property_error_nothing_is_started_in_any_environment() {
    let mut story = Story::paused();
    story.before("lifetime/republish");
    assert_eq!(free(&story, &["lifetime"]).len(), 3, "test publishes run side by side");
    story.done("lifetime/republish", StepCommand::Begin { vault: story.vault(0) });
    story.done("lifetime/republish", message(IP_ERROR));
    assert_eq!(story.state(), State::Stopped);
    for at_work in [&[][..], &["development"], &["development", "quality"]] {
        assert!(free(&story, at_work).is_empty());
    }
}

#[test]
fn what_is_done_for_all_environments_is_done_alone() {
    let mut story = Story::four();
    assert!(free(&story, &[]).is_empty(), "a requirement is answered first");
    story.before("pause/pause-production");
    assert!(free(&story, &[]).is_empty());
    story.succeed("pause/pause-production");
    assert!(free(&story, &[""]).is_empty(), "something is being done for all of them");
}

#[test]
fn while_the_migration_is_on_hold_nothing_is_started() {
    let mut story = Story::paused();
    story.grant(&Command::Hold { reason: "we wait for Ben".to_owned() });
    assert!(free(&story, &[]).is_empty() && free(&story, &["production"]).is_empty());
}

#[test]
fn an_environment_that_is_left_out_for_now_is_left_alone() {
    let mut story = Story::paused();
    story.before("production/obtain-source");
    story
        .grant(&Command::Postpone { environment: "quality".parse().unwrap(), reason: "its server is down".to_owned() });
    assert_eq!(free(&story, &["production"]), ["lifetime/obtain-source", "development/obtain-source"]);
}

#[test]
fn in_a_rollback_the_backups_of_all_environments_that_have_bbb_are_uploaded_at_the_same_time() {
    let mut story = Story::paused();
    story.before("lifetime/republish").grant(&roll_back());
    story.until(is_about_an_environment);
    let all = free(&story, &[]);
    assert_eq!(all.len(), 4, "{all:?}");
    let first = all[0].split('/').next().unwrap().to_owned();
    assert_eq!(free(&story, &[&first]), all[1..]);
}
