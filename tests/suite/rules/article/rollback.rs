//! The way back: which environments, in which order, and what Support is told.

use acmove::domain::{
    command::{Command, StepCommand},
    event::Event,
    infrastructure::Side,
    outlook::{Next, Standing, State},
    run::{Evidence, Holding},
};

use super::ALL;
use crate::harness::story::{IP_ERROR, Story, env_ix, finish, message, roll_back};

#[test]
fn a_rollback_restores_the_environments_that_have_a_target_license_and_no_others() {
    let mut story = Story::paused();
    story.through("development/check-target").grant(&roll_back());
    assert!(matches!(story.last(), Event::RollbackStarted { environments, .. } if environments.len() == 2));
    story.finish_well();
    assert_eq!(story.state(), State::RolledBack);
    assert_eq!(story.holding(Side::Target), [""; 0]);
    let restored = story.steps(|standing| matches!(standing, Standing::Done(_)));
    let restored: Vec<_> = restored.into_iter().filter(|step| step.ends_with("/restore-source")).collect();
    assert_eq!(restored, ["lifetime/restore-source", "development/restore-source"]);
    assert_eq!(story.standing("quality/restore-source"), Standing::NotNeeded);
}

#[test]
fn a_rollback_pauses_restores_confirms_republishes_and_contacts_support_in_this_order() {
    let mut story = Story::paused();
    story.through("lifetime/upload-target").grant(&roll_back());
    let mut way = Vec::new();
    while let Next::Step(place) = story.outlook().next {
        way.push(story.run.planned(place).id.to_string());
        story.advance();
    }
    assert_eq!(
        way,
        [
            "rollback/pause-production",
            "lifetime/restore-source",
            "lifetime/confirm-source",
            "lifetime/republish-source",
            "rollback/contact-support"
        ]
    );
}

#[test]
fn a_publish_that_fails_on_the_way_back_is_told_to_support_at_its_end() {
    let mut story = Story::paused();
    story.through("lifetime/check-target").grant(&roll_back());
    story.before("lifetime/republish-source").done("lifetime/republish-source", message(IP_ERROR));
    assert_eq!(story.standing("lifetime/republish-source"), Standing::Collected);
    let ticket = acmove::domain::ticket::ticket(&story.run, story.outlook(), story.now);
    assert!(ticket.contains(IP_ERROR), "{ticket}");
    story.succeed("rollback/contact-support");
    assert_eq!(story.state(), State::RolledBack);
}

#[test]
fn an_upload_that_was_begun_counts_as_a_target_license_until_a_page_shows_the_source() {
    let mut story = Story::paused();
    story.before("lifetime/upload-target");
    story.done("lifetime/upload-target", StepCommand::Begin { vault: story.vault(0) });
    assert!(story.run.environment(env_ix(0)).license.may_be_target());
    story.done("lifetime/upload-target", StepCommand::Withdraw { note: String::new() });
    assert!(story.run.environment(env_ix(0)).license.may_be_target(), "a person's word does not undo it");
    let page = story.page(0, Side::Source, "Ignore");
    let evidence = acmove::domain::digest::Digest::of(b"page");
    story.grant(&Command::SeePage { environment: "lifetime".parse().unwrap(), page: Box::new(page), evidence });
    assert!(!story.run.environment(env_ix(0)).license.may_be_target());
}

#[test]
fn while_an_upload_is_under_way_nobody_knows_which_license_is_installed() {
    let mut story = Story::paused();
    story.before("lifetime/upload-target");
    assert_eq!(story.holding(Side::Source), ALL);
    story.done("lifetime/upload-target", StepCommand::Begin { vault: story.vault(0) });
    let known = story.run.environment(env_ix(0));
    assert_eq!(known.license.holding, Holding::Unknown, "what was verified before does not count any more");
    assert!(known.license.may_be_target() && known.intellectual_property.is_none());
    story.done("lifetime/upload-target", finish());
    assert_eq!(story.run.environment(env_ix(0)).license.holding, Holding::Side(Side::Target, Evidence::Claimed));
}

#[test]
fn a_page_that_shows_the_target_during_a_rollback_brings_its_environment_in() {
    let mut story = Story::paused();
    story.through("lifetime/check-target").grant(&roll_back());
    assert_eq!(story.standing("quality/restore-source"), Standing::NotNeeded);
    let page = story.page(2, Side::Target, "Protected");
    let evidence = acmove::domain::digest::Digest::of(b"page");
    story.grant(&Command::SeePage { environment: "quality".parse().unwrap(), page: Box::new(page), evidence });
    assert_ne!(story.standing("quality/restore-source"), Standing::NotNeeded);
}
