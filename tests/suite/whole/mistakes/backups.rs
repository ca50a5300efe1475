//! Backups that are lost.

use acmove::domain::{
    command::StepCommand,
    event::{Origin, Problem},
    infrastructure::Side,
    outlook::{Next, Standing, State},
    run::Evidence,
};

use super::{lose_backup, support_answered};
use crate::harness::story::{Story, env_ix, keep, report, roll_back};

#[test]
fn a_backup_that_support_sends_later_is_kept_and_nothing_of_the_source_is_uploaded_over_the_target() {
    let mut story = Story::paused();
    story.before("resume/resume-production").grant(&lose_backup("lifetime"));
    story.done("lifetime/obtain-source", report(Problem::SerialNotFound)).grant(&support_answered());
    assert_eq!(story.standing("lifetime/upload-source"), Standing::Done(Evidence::Verified));
    story.finish_well();
    assert_eq!(story.state(), State::Done);
    assert!(story.run.environment(env_ix(0)).backup.is_some());
}

#[test]
fn a_lost_backup_does_not_keep_the_others_from_being_restored() {
    let mut story = Story::paused();
    story.through("development/check-target").grant(&lose_backup("lifetime")).grant(&roll_back());
    assert_eq!(story.outlook().next, Next::Step(story.place("rollback/pause-production")));
    story.through("development/republish-source");
    assert_eq!(story.outlook().next, Next::Step(story.place("lifetime/obtain-source")));
    story.done("lifetime/obtain-source", report(Problem::SerialNotFound));
    let outlook = story.outlook();
    assert_eq!(outlook.next, Next::Step(story.place("rollback/contact-support")), "Support is asked for the backup");
    let ticket = acmove::domain::ticket::ticket(&story.run, outlook, story.now);
    assert!(ticket.contains("LifeTime, serial number KSM-OIR"), "{ticket}");
    story.succeed("rollback/contact-support");
    assert_eq!((story.state(), story.outlook().next), (State::RollingBack, Next::Support));
    story.grant(&support_answered());
    let from_support = StepCommand::Keep { file: story.file(0, Side::Source), origin: Origin::Support };
    story.done("lifetime/obtain-source", from_support).finish_well();
    assert_eq!(story.state(), State::RolledBack);
    assert_eq!(story.holding(Side::Target), [""; 0]);
}

#[test]
fn a_backup_from_support_can_be_given_at_once_too() {
    let mut story = Story::paused();
    story.through("lifetime/check-target").grant(&lose_backup("lifetime")).grant(&roll_back());
    story.before("lifetime/obtain-source").done("lifetime/obtain-source", report(Problem::SerialNotFound));
    let file = story.file(0, Side::Source);
    story.done("lifetime/obtain-source", keep(file)).finish_well();
    assert_eq!(story.state(), State::RolledBack);
}

#[test]
fn what_service_center_saves_is_no_backup_while_the_target_is_installed() {
    let mut story = Story::paused();
    story.through("lifetime/check-target").grant(&lose_backup("lifetime"));
    let from_center = StepCommand::Keep { file: story.file(0, Side::Source), origin: Origin::ServiceCenter };
    let refusal = story.answer("lifetime/obtain-source", from_center).unwrap_err().to_string();
    assert!(
        refusal.starts_with("LifeTime has or may have a BBB license, so Backup License would save that one."),
        "{refusal}"
    );
    story.finish_well();
}
