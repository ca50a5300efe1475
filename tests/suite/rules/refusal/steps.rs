//! Refused at a step or at a gate.

use acmove::domain::{
    command::{Command, StepCommand, VaultCheck},
    event::Problem,
    infrastructure::Side,
    plan::StepId,
};

use super::{environment, reason, refused, refused_answer};
use crate::harness::story::{IP_ERROR, Story, claim, finish, keep, message, report, roll_back, show};

#[test]
fn what_does_not_exist_is_named() {
    let mut story = Story::paused();
    let words = refused_answer(&mut story, "production/obtain-sauce", finish());
    assert_eq!(words, "This migration has no step production/obtain-sauce. `acmove plan` lists them.");
    let command =
        Command::ChooseModule { environment: environment("prod"), module: "Users".to_owned(), reason: reason() };
    assert_eq!(refused(&mut story, &command), "This migration has no environment prod.");
    let command = Command::Answer { requirement: "one-liftime".to_owned(), yes: true };
    assert_eq!(refused(&mut story, &command), "This procedure has no requirement one-liftime.");
    let command = Command::Note { about: Some(StepId::from("x/y")), text: "hm".to_owned() };
    assert!(refused(&mut story, &command).starts_with("This migration has no step x/y."));
}

#[test]
fn a_requirement_is_answered_once() {
    let mut story = Story::paused();
    let command = Command::Answer { requirement: "one-lifetime".to_owned(), yes: false };
    assert_eq!(refused(&mut story, &command), "Requirement one-lifetime has already been answered.");
}

#[test]
fn an_answer_to_an_attempt_that_is_closed_is_stale() {
    let mut story = Story::paused();
    let old = story.command("production/obtain-source", keep(story.file(3, Side::Source)));
    story.done("production/obtain-source", report(Problem::SerialNotFound));
    assert_eq!(
        refused(&mut story, &old),
        "This answers attempt 1 of production/obtain-source, but attempt 2 is open. Check the card again and answer \
         that attempt."
    );
}

#[test]
fn a_closed_gate_says_how_it_opens() {
    let mut story = Story::paused();
    let words = refused_answer(&mut story, "production/check-source", claim("Ignore"));
    assert_eq!(
        words,
        "Production: Check Intellectual Property under AAA must wait: complete \"Production: Obtain the AAA license \
         and keep it as backup\" first."
    );
    let words = refused_answer(&mut story, "lifetime/republish", StepCommand::Published);
    assert!(words.contains("complete the phase"), "{words}");
    let words = refused_answer(&mut story, "lifetime/restore-source", finish());
    assert!(words.contains("the rollback, which has not been started"), "{words}");
}

#[test]
fn every_gate_has_words() {
    let mut story = Story::paused();
    story.before("lifetime/republish").done("lifetime/republish", message(IP_ERROR));
    let words = refused_answer(&mut story, "quality/republish", StepCommand::Published);
    assert!(words.contains("the migration is stopped by \"LifeTime: "), "{words}");
    story.grant(&roll_back());
    let words = refused_answer(&mut story, "quality/republish", StepCommand::Published);
    assert!(words.contains("being rolled back."), "{words}");
}

#[test]
fn what_is_done_is_done() {
    let mut story = Story::paused();
    let words = refused_answer(&mut story, "pause/pause-production", finish());
    assert_eq!(
        words,
        "Pause all deployments to Production is already done. To redo it, choose \"redo\" and state the reason."
    );
}

#[test]
fn an_environment_without_a_target_license_is_not_restored() {
    let mut story = Story::paused();
    story.through("lifetime/check-target").grant(&roll_back()).succeed("rollback/pause-production");
    let words = refused_answer(&mut story, "quality/restore-source", finish());
    assert!(words.ends_with("is not needed, because this environment stays as it is."), "{words}");
}

#[test]
fn an_answer_of_another_kind_is_told_how_the_step_is_answered() {
    let mut story = Story::paused();
    for (step, operation, hint) in [
        (
            "production/obtain-source",
            finish(),
            "Select a license file, or report that the serial number is not listed.",
        ),
        ("production/obtain-source", StepCommand::Begin { vault: VaultCheck::default() }, "Select a license file,"),
        ("production/obtain-source", report(Problem::DeploymentRunning), "Select a license file,"),
    ] {
        let words = refused_answer(&mut story, step, operation);
        assert!(words.contains("This answer does not fit ") && words.contains(hint), "{words}");
    }
    story.before("production/check-source");
    let words = refused_answer(&mut story, "production/check-source", StepCommand::Published);
    assert!(words.ends_with("Paste the Licensing page, or report the value of Intellectual Property."), "{words}");
    story.before("lifetime/republish");
    let page = show(story.page(0, Side::Target, "Protected"));
    let words = refused_answer(&mut story, "lifetime/republish", page);
    assert!(words.ends_with("Report that the module was published, or paste the message."), "{words}");
    let file = keep(story.file(0, Side::Target));
    let words = refused_answer(&mut story, "lifetime/republish", file);
    assert!(words.contains("This answer does not fit"), "{words}");
}

#[test]
fn an_upload_is_begun_before_it_is_finished() {
    let mut story = Story::paused();
    story.succeed("production/obtain-source");
    for operation in [finish(), StepCommand::Withdraw { note: String::new() }] {
        let words = refused_answer(&mut story, "production/upload-source", operation);
        assert_eq!(
            words,
            "Production: Upload the AAA license was not started. Start it first, then report the result."
        );
    }
    let begin = StepCommand::Begin { vault: story.vault(3) };
    story.done("production/upload-source", begin.clone());
    let words = refused_answer(&mut story, "production/upload-source", begin);
    assert_eq!(words, "Production: Upload the AAA license has already been started. Report whether it was done.");
}

#[test]
fn decisions_need_a_reason() {
    let mut story = Story::paused();
    story.through("lifetime/check-target");
    for command in [
        Command::Hold { reason: String::new() },
        Command::RollBack { reason: "\u{200b} ".to_owned() },
        Command::DoAgain { step: StepId::from("lifetime/check-target"), reason: " ".to_owned() },
        Command::ChooseModule {
            environment: environment("quality"),
            module: "Users".to_owned(),
            reason: String::new(),
        },
    ] {
        assert_eq!(refused(&mut story, &command), "A reason is needed: type it, and it is recorded.");
    }
}

#[test]
fn an_empty_note_is_none() {
    let mut story = Story::paused();
    let words = refused(&mut story, &Command::Note { about: None, text: " \n".to_owned() });
    assert_eq!(words, "The note is empty. Type it first.");
    story.before("lifetime/republish");
    assert!(refused_answer(&mut story, "lifetime/republish", message(" ")).starts_with("The note is empty."));
}
