//! Refused decisions: a rollback, going on, giving up, doing again, and practice mixed with reality.

use acmove::domain::{
    command::{Command, OfferedFile},
    infrastructure::Side,
    page::LicensingPage,
    plan::StepId,
};

use super::{reason, refused, refused_answer, see};
use crate::harness::story::{Story, keep, roll_back, show};

#[test]
fn without_a_target_license_there_is_nothing_to_roll_back() {
    let mut story = Story::paused();
    assert_eq!(
        refused(&mut story, &roll_back()),
        "There is nothing to roll back, because no environment has, or may have, a BBB license. To end here, give \
         up the migration and resume deployments."
    );
}

#[test]
fn a_rollback_is_started_once() {
    let mut story = Story::paused();
    story.through("lifetime/check-target").grant(&roll_back());
    assert_eq!(refused(&mut story, &roll_back()), "The rollback has already been started.");
}

#[test]
fn only_a_stopped_line_can_be_lifted() {
    let mut story = Story::paused();
    assert_eq!(refused(&mut story, &Command::LiftStop { reason: reason() }), "The migration is not stopped.");
}

#[test]
fn nobody_gives_up_with_target_licenses_installed() {
    let mut story = Story::paused();
    story.through("lifetime/check-target");
    let give_up = Command::Abandon { reason: reason() };
    assert_eq!(
        refused(&mut story, &give_up),
        "LifeTime has or may have a BBB license. Roll back first, so that nothing is left half done."
    );
    story.through("development/upload-target");
    assert!(refused(&mut story, &give_up).starts_with("LifeTime, Development have or may have"));
}

#[test]
fn what_is_over_is_over() {
    let mut story = Story::paused();
    story.grant(&Command::Abandon { reason: reason() });
    for command in [roll_back(), Command::Hold { reason: reason() }, Command::Abandon { reason: reason() }] {
        assert_eq!(
            refused(&mut story, &command),
            "This migration is over: it is given up. Start a new one to continue."
        );
    }
}

#[test]
fn support_answers_what_was_asked() {
    let mut story = Story::paused();
    let words = refused(&mut story, &Command::SupportAnswered { note: reason() });
    assert_eq!(words, "No step waits for an answer from Support.");
}

#[test]
fn not_everything_can_be_done_again() {
    let mut story = Story::paused();
    let again = |step: &str| Command::DoAgain { step: StepId::from(step), reason: reason() };
    let words = refused(&mut story, &again("production/obtain-source"));
    assert!(words.ends_with(": it has not been done yet."), "{words}");
    story.through("lifetime/check-target");
    let words = refused(&mut story, &again("lifetime/upload-source"));
    assert!(words.ends_with("this environment has or may have a BBB license. Roll back to restore AAA."), "{words}");
    let words = refused(&mut story, &again("lifetime/restore-source"));
    assert!(words.ends_with("the migration goes in the other direction now."), "{words}");
}

#[test]
fn what_comes_from_a_practice_infrastructure_counts_in_a_rehearsal_only() {
    let words = "This comes from a practice infrastructure, but this migration is real. Use the real portal or page.";
    let mut story = Story::paused();
    let file = OfferedFile { is_practice: true, ..story.file(3, Side::Source) };
    assert_eq!(refused_answer(&mut story, "production/obtain-source", keep(file)), words);
    story.before("production/check-source");
    let practice = |story: &Story| LicensingPage { is_practice: true, ..story.page(3, Side::Source, "Ignore") };
    let page = practice(&story);
    assert_eq!(refused_answer(&mut story, "production/check-source", show(page)), words);
    let page = practice(&story);
    assert_eq!(refused(&mut story, &see(page)), words);
    let mut rehearsal = Story::rehearsal(crate::harness::story::EDITIONS[0], crate::harness::story::FOUR);
    rehearsal.before("production/check-source");
    let page = practice(&rehearsal);
    rehearsal.done("production/check-source", show(page));
}
