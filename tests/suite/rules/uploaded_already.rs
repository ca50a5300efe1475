//! An upload that was done before it was begun here: a page shows its license, and a person says that it was theirs.

use acmove::domain::{
    command::{Command, FileCondition, StepCommand, VaultCheck},
    digest::Digest,
    event::Event,
    infrastructure::Side,
    outlook::{Next, Standing, State},
    page::LicensingPage,
    run::{Evidence, Holding, Proof, Republished},
    sentence::alarm,
};
use jiff::{SignedDuration, Timestamp};

use super::taking_back::{LIFETIME, PRODUCTION, holding, take_back, withdrawn};
use crate::harness::story::{EDITIONS, FOUR, Story, env_ix, roll_back, show};

fn see(story: &mut Story, environment: usize, page: &LicensingPage) {
    let id = story.run.described(env_ix(environment)).id.clone();
    let evidence = Digest::of(serde_json::to_string(page).unwrap().as_bytes());
    story.grant(&Command::SeePage { environment: id, page: Box::new(page.clone()), evidence });
}

fn uploaded(story: &Story, environment: usize, at: Timestamp) -> StepCommand {
    StepCommand::Uploaded { vault: story.vault(environment), uploaded: at, reason: "acmove was not open".to_owned() }
}

/// LifeTime's BBB license is to be uploaded, was uploaded ten minutes ago, and its page is given.
fn shown(edition: &str) -> (Story, LicensingPage, Timestamp) {
    let mut story = Story::of(edition, FOUR);
    story.before("lifetime/upload-target");
    let at = story.now;
    story.wait(10);
    let page = story.page(LIFETIME, Side::Target, "Protected");
    see(&mut story, LIFETIME, &page);
    (story, page, at)
}

#[test]
fn the_page_that_was_given_before_the_word_proves_it() {
    for edition in EDITIONS {
        let (mut story, page, at) = shown(edition);
        let command = uploaded(&story, LIFETIME, at);
        story.done("lifetime/upload-target", command);
        assert_eq!(story.standing("lifetime/upload-target"), Standing::Done(Evidence::Claimed));
        assert_eq!(holding(&story, LIFETIME), Holding::Side(Side::Target, Evidence::Verified));
        story.done("lifetime/check-target", show(page));
        assert_eq!(story.standing("lifetime/upload-target"), Standing::Done(Evidence::Verified));
        assert_eq!(story.run.environment(env_ix(LIFETIME)).proof(Side::Target), Some(Proof::Yes));
        story.finish_well();
        assert_eq!(story.state(), State::Done);
    }
}

#[test]
fn whoever_shows_it_is_asked_whether_it_was_theirs() {
    let (mut story, ..) = shown(EDITIONS[0]);
    let seen = story.facts.pop().unwrap().event;
    let mut before = Story::of(EDITIONS[0], FOUR);
    before.before("lifetime/upload-target");
    let told = alarm(&before.run, before.outlook(), &seen).unwrap();
    assert!(told.contains("If you uploaded it") && told.contains("find out who installed it"), "{told}");
}

#[test]
fn a_page_from_before_the_time_that_is_said_proves_nothing() {
    let (mut story, page, _) = shown(EDITIONS[0]);
    story.wait(10);
    let at = story.now;
    let command = uploaded(&story, LIFETIME, at);
    story.done("lifetime/upload-target", command);
    assert_eq!(holding(&story, LIFETIME), Holding::Side(Side::Target, Evidence::Claimed));
    assert!(story.answer("lifetime/check-target", show(page)).is_err(), "it is older than the upload");
    story.wait(10).finish_well();
    assert_eq!(story.state(), State::Done);
}

#[test]
fn a_page_with_aaa_from_before_does_not_hide_that_bbb_is_installed() {
    let (mut story, _, at) = shown(EDITIONS[0]);
    let mut old = story.run.environment(env_ix(LIFETIME)).source_page.as_deref().unwrap().clone();
    let command = uploaded(&story, LIFETIME, at);
    story.done("lifetime/upload-target", command);
    assert!(story.answer("lifetime/check-target", show(old.clone())).is_err());
    // The same content, copied a moment later.
    old.clock = None;
    let _ = story.answer("lifetime/check-target", show(old));
    assert!(story.run.may_have_target().any(|known| known == env_ix(LIFETIME)));
}

#[test]
fn without_a_backup_or_with_another_file_it_is_not_recorded() {
    let (mut story, _, at) = shown(EDITIONS[0]);
    let fine = story.vault(LIFETIME);
    let changed = || FileCondition::Intact(Digest::of(b"another"));
    for vault in [
        VaultCheck { source: FileCondition::Absent, ..fine.clone() },
        VaultCheck { target: changed(), ..fine.clone() },
        VaultCheck { source: changed(), ..fine },
    ] {
        let command = StepCommand::Uploaded { vault, uploaded: at, reason: "why".to_owned() };
        assert!(story.answer("lifetime/upload-target", command).is_err());
    }
    let environment = "lifetime".parse().unwrap();
    story.grant(&Command::ReportDamage { environment, side: Side::Source, what: "gone".to_owned() });
    let command = uploaded(&story, LIFETIME, at);
    let refused = story.answer("lifetime/upload-target", command).unwrap_err().to_string();
    assert!(refused.contains("must wait:"), "{refused}");
    assert!(story.run.may_have_target().any(|known| known == env_ix(LIFETIME)), "a rollback restores it all the same");
}

#[test]
fn it_is_recorded_only_where_a_page_shows_it_with_a_time_that_can_be() {
    let (mut story, page, at) = shown(EDITIONS[0]);
    for wrong in [story.now + SignedDuration::from_mins(30), at - SignedDuration::from_hours(5)] {
        let command = uploaded(&story, LIFETIME, wrong);
        assert!(story.answer("lifetime/upload-target", command).is_err(), "{wrong}");
    }
    let command = StepCommand::Uploaded { vault: story.vault(LIFETIME), uploaded: at, reason: " ".to_owned() };
    assert!(story.answer("lifetime/upload-target", command).is_err(), "it needs a reason");
    let command = uploaded(&story, LIFETIME, at);
    assert!(story.answer("lifetime/check-target", command.clone()).is_err());
    story.done("lifetime/upload-target", StepCommand::Begin { vault: story.vault(LIFETIME) });
    assert!(story.answer("lifetime/upload-target", command).is_err(), "it has already been started. Report");
    assert!(story.answer("lifetime/check-target", show(page)).is_err());

    let mut unseen = Story::paused();
    unseen.before("lifetime/upload-target");
    let command = uploaded(&unseen, LIFETIME, unseen.now);
    let refused = unseen.answer("lifetime/upload-target", command).unwrap_err().to_string();
    assert!(refused.contains("No page has shown BBB in LifeTime"), "{refused}");
}

#[test]
fn the_fresh_aaa_license_was_uploaded_before_it_was_begun() {
    let mut story = Story::paused();
    story.before("production/upload-source");
    let at = story.now;
    story.wait(5);
    let page = story.page(PRODUCTION, Side::Source, "Ignore");
    see(&mut story, PRODUCTION, &page);
    let command = uploaded(&story, PRODUCTION, at);
    story.done("production/upload-source", command).done("production/check-source", show(page));
    assert_eq!(story.run.environment(env_ix(PRODUCTION)).proof(Side::Source), Some(Proof::Yes));
}

#[test]
fn the_backup_was_restored_before_that_was_begun() {
    let mut story = Story::paused();
    story.through("lifetime/check-target").grant(&roll_back()).before("lifetime/restore-source");
    let at = story.now;
    story.wait(5);
    let page = story.page(LIFETIME, Side::Source, "Ignore");
    see(&mut story, LIFETIME, &page);
    assert_eq!(story.outlook().next, Next::Step(story.place("lifetime/restore-source")));
    let command = uploaded(&story, LIFETIME, at);
    story.done("lifetime/restore-source", command).done("lifetime/confirm-source", show(page));
    story.finish_well();
    assert_eq!(story.state(), State::RolledBack);
}

#[test]
fn that_it_was_uploaded_already_is_taken_back_and_what_the_page_shows_is_not() {
    let (mut story, _, at) = shown(EDITIONS[0]);
    let command = uploaded(&story, LIFETIME, at);
    story.done("lifetime/upload-target", command);
    assert!(matches!(story.last(), Event::UploadReported(told) if told.page.is_some()));
    take_back(&mut story, "lifetime/upload-target");
    assert_eq!(withdrawn(&story), ["lifetime/upload-target"]);
    assert_eq!(holding(&story, LIFETIME), Holding::Side(Side::Target, Evidence::Verified));
    assert_eq!(story.standing("lifetime/upload-target"), Standing::Reopened);
    assert_eq!(story.run.environment(env_ix(LIFETIME)).republished, Republished::No);
}
