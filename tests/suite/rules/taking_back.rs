//! What was said by mistake is taken back: with it goes what it alone has established, and nothing that was seen.

use acmove::domain::{
    command::{Command, StepCommand},
    event::{Event, Origin, Problem},
    infrastructure::Side,
    outlook::{Next, Standing, State},
    plan::StepId,
    procedure::StepKind,
    run::{Evidence, Holding, Proof, Republished},
    ticket::ticket,
};

use crate::harness::{
    retold::Retold,
    story::{EDITIONS, FOUR, IP_ERROR, Story, claim, env_ix, finish, message, report, roll_back, show},
};

pub(super) const LIFETIME: usize = 0;
pub(super) const PRODUCTION: usize = 3;

pub(super) fn take_back(story: &mut Story, step: &str) {
    story.grant(&Command::DoAgain { step: step.into(), reason: "said by mistake".to_owned() });
}

pub(super) fn withdrawn(story: &Story) -> Vec<&str> {
    match story.last() {
        Event::StepsReopened(again) => again.words().iter().map(StepId::as_str).collect(),
        other => panic!("{other:?}"),
    }
}

pub(super) fn holding(story: &Story, environment: usize) -> Holding {
    story.run.environment(env_ix(environment)).license.holding
}

fn is_possibly_target(story: &Story, environment: usize) -> bool {
    story.run.may_have_target().any(|known| known == env_ix(environment))
}

// Uploads

#[test]
fn that_the_source_was_uploaded_is_taken_back_and_nobody_knows_which_license_is_installed() {
    let mut story = Story::paused();
    story.through("production/upload-source");
    assert_eq!(holding(&story, PRODUCTION), Holding::Side(Side::Source, Evidence::Claimed));
    take_back(&mut story, "production/upload-source");
    assert_eq!(withdrawn(&story), ["production/upload-source"]);
    assert_eq!(holding(&story, PRODUCTION), Holding::Unknown);
    assert!(!is_possibly_target(&story, PRODUCTION));
    assert_eq!(story.outlook().next, Next::Step(story.place("production/upload-source")));
    story.finish_well();
    assert_eq!(story.state(), State::Done);
}

#[test]
fn that_the_target_was_uploaded_is_taken_back_and_a_rollback_restores_the_environment_all_the_same() {
    let mut story = Story::paused();
    story.through("lifetime/upload-target");
    take_back(&mut story, "lifetime/upload-target");
    assert_eq!(holding(&story, LIFETIME), Holding::Unknown);
    assert!(is_possibly_target(&story, LIFETIME), "an upload was begun, and no page has shown since what it did");
    story.grant(&roll_back()).finish_well();
    assert_eq!(story.state(), State::RolledBack);
    assert_eq!(story.holding(Side::Source).len(), 4);
}

#[test]
fn what_a_page_has_shown_is_not_taken_back_with_the_word_before_it() {
    let mut story = Story::paused();
    story.through("lifetime/check-target");
    take_back(&mut story, "lifetime/upload-target");
    assert!(withdrawn(&story).is_empty(), "the page has proved what was claimed");
    assert_eq!(holding(&story, LIFETIME), Holding::Side(Side::Target, Evidence::Verified));
    assert!(story.run.environment(env_ix(LIFETIME)).intellectual_property.is_some());
}

#[test]
fn a_page_that_shows_another_license_stays_when_the_upload_before_it_is_taken_back() {
    let mut story = Story::paused();
    story.through("production/upload-source");
    let page = story.page(PRODUCTION, Side::Target, "Protected");
    story.done("production/check-source", show(page));
    take_back(&mut story, "production/upload-source");
    assert_eq!(holding(&story, PRODUCTION), Holding::Side(Side::Target, Evidence::Verified));
    assert!(is_possibly_target(&story, PRODUCTION));
}

#[test]
fn what_was_tested_under_a_license_that_was_not_uploaded_is_tested_again() {
    let mut story = Story::paused();
    story.before("lifetime/check-target").done("lifetime/check-target", claim_of("BBB", "Protected"));
    story.through("lifetime/republish");
    take_back(&mut story, "lifetime/upload-target");
    assert_eq!(withdrawn(&story), ["lifetime/upload-target", "lifetime/check-target"]);
    assert!(!matches!(story.standing("lifetime/republish"), Standing::Done(_)));
    assert_eq!(story.run.environment(env_ix(LIFETIME)).republished, Republished::No);
    story.finish_well();
    assert_eq!(story.state(), State::Done);
}

#[test]
fn a_page_after_an_upload_that_was_not_done_says_nothing_about_its_file() {
    let undone: [fn(&mut Story); 2] = [
        |story| {
            story.done("lifetime/restore-source", finish());
            take_back(story, "lifetime/restore-source");
        },
        |story| {
            story.done("lifetime/restore-source", StepCommand::Withdraw { note: String::new() });
        },
    ];
    for not_done in undone {
        let mut story = Story::paused();
        story.through("lifetime/check-target").grant(&roll_back()).before("lifetime/restore-source");
        story.done("lifetime/restore-source", StepCommand::Begin { vault: story.vault(LIFETIME) });
        not_done(&mut story);
        let page = Box::new(story.page(LIFETIME, Side::Target, "Protected"));
        let evidence = acmove::domain::digest::Digest::of(b"BBB is still there");
        story.grant(&Command::SeePage { environment: "lifetime".parse().unwrap(), page, evidence });
        assert_ne!(story.run.environment(env_ix(LIFETIME)).proof(Side::Source), Some(Proof::Disproved));
        assert_eq!(story.outlook().next, Next::Step(story.place("lifetime/restore-source")));
        story.finish_well();
        assert_eq!(story.state(), State::RolledBack);
    }
}

// Checks

fn claim_of(code: &str, value: &str) -> StepCommand {
    let code = if code == "AAA" { Side::Source } else { Side::Target };
    StepCommand::Claim { code: Some(code), value: value.to_owned(), note: String::new() }
}

#[test]
fn what_a_page_was_said_to_show_is_taken_back_and_the_upload_stays_claimed() {
    let mut story = Story::paused();
    story.before("lifetime/check-target").done("lifetime/check-target", claim_of("BBB", "Protected"));
    take_back(&mut story, "lifetime/check-target");
    let known = story.run.environment(env_ix(LIFETIME));
    assert_eq!(known.license.holding, Holding::Side(Side::Target, Evidence::Claimed));
    assert_eq!(known.intellectual_property, None);
    assert_eq!(story.standing("lifetime/upload-target"), Standing::Done(Evidence::Claimed));
    assert_eq!(story.standing("lifetime/check-target"), Standing::Reopened);
}

#[test]
fn a_value_that_was_mistyped_is_taken_back_and_asks_nothing_of_support() {
    let mut story = Story::paused();
    story.before("production/check-source").done("production/check-source", claim("Protected"));
    assert_eq!(story.standing("production/check-source"), Standing::Collected);
    take_back(&mut story, "production/check-source");
    assert_eq!(withdrawn(&story), ["production/check-source"]);
    assert_eq!(story.run.environment(env_ix(PRODUCTION)).intellectual_property, None);
    assert!(!ticket(&story.run, story.outlook(), story.now).contains("Protected"));
    story.finish_well();
    assert_eq!(story.state(), State::Done);
}

#[test]
fn on_the_way_back_bbb_is_possible_again_when_it_is_taken_back_that_aaa_is_displayed() {
    let mut story = Story::paused();
    story.through("lifetime/check-target").grant(&roll_back()).before("lifetime/confirm-source");
    story.done("lifetime/confirm-source", claim("AAA"));
    assert!(!is_possibly_target(&story, LIFETIME));
    take_back(&mut story, "lifetime/confirm-source");
    assert!(is_possibly_target(&story, LIFETIME));
    assert_eq!(
        holding(&story, LIFETIME),
        Holding::Side(Side::Source, Evidence::Claimed),
        "the upload is still claimed"
    );
}

#[test]
fn a_decision_about_a_page_is_taken_back_and_the_page_asks_again() {
    let mut story = Story::paused();
    story.before("lifetime/check-target");
    let mut page = story.page(LIFETIME, Side::Target, "Protected");
    page.banner = acmove::domain::page::Banner::None;
    story.done("lifetime/check-target", show(page.clone()));
    story.done("lifetime/check-target", StepCommand::Accept { reason: "the sentence is missing here".to_owned() });
    take_back(&mut story, "lifetime/check-target");
    assert_eq!(withdrawn(&story), ["lifetime/check-target"]);
    assert!(story.run.environment(env_ix(LIFETIME)).accepted.is_empty());
    story.done("lifetime/check-target", show(page));
    assert_eq!(story.standing("lifetime/check-target"), Standing::Failed);
}

// Test publishes

#[test]
fn that_a_module_was_published_is_taken_back_and_the_test_has_not_succeeded() {
    let mut story = Story::paused();
    story.through("lifetime/republish");
    take_back(&mut story, "lifetime/republish");
    assert_eq!(story.run.environment(env_ix(LIFETIME)).republished, Republished::No);
    assert_eq!(holding(&story, LIFETIME), Holding::Side(Side::Target, Evidence::Verified));
}

#[test]
fn a_publish_that_had_stopped_the_line_holds_the_others_again_when_its_success_is_taken_back() {
    let mut story = Story::paused();
    story.before("lifetime/republish").done("lifetime/republish", message(IP_ERROR));
    story.grant(&Command::LiftStop { reason: "Support corrected it".to_owned() }).succeed("lifetime/republish");
    assert_eq!(story.standing("quality/republish"), Standing::Open);
    take_back(&mut story, "lifetime/republish");
    assert!(matches!(story.standing("quality/republish"), Standing::Waiting(_)));
    assert_eq!(story.run.environment(env_ix(LIFETIME)).republished, Republished::Failed);
    story.finish_well();
    assert_eq!(story.state(), State::Done);
}

// The infrastructure

#[test]
fn that_deployments_are_paused_is_taken_back_and_everything_waits_for_the_pause() {
    let mut story = Story::paused();
    story.through("production/obtain-source");
    take_back(&mut story, "pause/pause-production");
    assert_eq!(story.outlook().freeze.since, None);
    assert!(matches!(story.standing("production/upload-source"), Standing::Waiting(_)));
    story.wait(30).succeed("pause/pause-production");
    assert_eq!(story.outlook().freeze.since, Some(story.now), "they are paused since they were");
    story.finish_well();
    assert_eq!(story.state(), State::Done);
}

#[test]
fn that_deployments_are_resumed_is_taken_back_and_they_are_paused_as_before() {
    let mut story = Story::paused();
    let since = story.outlook().freeze.since;
    story.finish_well();
    take_back(&mut story, "resume/resume-production");
    assert_eq!(story.state(), State::Running);
    assert_eq!(story.outlook().freeze.since, since);
}

#[test]
fn that_support_was_told_is_taken_back_and_the_rollback_is_not_over() {
    let mut story = Story::paused();
    story.through("lifetime/check-target").grant(&roll_back()).finish_well();
    assert_eq!(story.state(), State::RolledBack);
    take_back(&mut story, "rollback/contact-support");
    assert_eq!(story.state(), State::RollingBack);
    assert_eq!(story.outlook().next, Next::Step(story.place("rollback/contact-support")));
}

#[test]
fn a_word_about_a_step_without_a_license_is_taken_back_with_the_step_alone() {
    let mut story = Story::of(EDITIONS[1], FOUR);
    story.until(|story| matches!(story.outlook().next, Next::Nothing));
    let kinds = [StepKind::CodeCheck, StepKind::Act, StepKind::Read];
    let is_one = |step: &acmove::domain::index::StepIx| kinds.contains(&story.run.definition(*step).kind);
    let steps: Vec<_> = story.run.plan.forward().iter().filter(is_one).collect();
    assert!(steps.iter().any(|step| story.run.definition(*step).kind == StepKind::CodeCheck));
    for step in steps {
        let mut story = story.clone();
        let id = story.run.planned(step).id.to_string();
        let licenses: Vec<_> = story.run.environments().iter().map(|known| known.license).collect();
        take_back(&mut story, &id);
        assert!(withdrawn(&story).contains(&id.as_str()), "{id}");
        assert_eq!(licenses, story.run.environments().iter().map(|known| known.license).collect::<Vec<_>>(), "{id}");
        assert!(!matches!(story.standing(&id), Standing::Done(_)), "{id}");
    }
}

// License files

#[test]
fn that_a_serial_number_is_not_listed_is_taken_back_and_support_is_not_asked() {
    let mut story = Story::paused();
    story.before("production/obtain-source").done("production/obtain-source", report(Problem::SerialNotFound));
    assert!(story.outlook().holds.iter().any(|hold| !hold.environments.is_empty()));
    take_back(&mut story, "production/obtain-source");
    assert_eq!(withdrawn(&story), ["production/obtain-source"]);
    assert!(story.outlook().holds.is_empty());
    story.finish_well();
    assert_eq!(story.state(), State::Done);
}

#[test]
fn a_backup_that_no_page_had_shown_stays_in_the_vault_when_it_is_taken_back() {
    let mut story = Story::paused();
    story.before("production/obtain-source");
    let file = story.file(PRODUCTION, Side::Source);
    story.done("production/obtain-source", StepCommand::Keep { file, origin: Origin::ServiceCenter });
    take_back(&mut story, "production/obtain-source");
    assert_eq!(withdrawn(&story), ["production/obtain-source"]);
    assert!(story.run.environment(env_ix(PRODUCTION)).backup.is_some(), "that its bytes were kept is no word");
    assert!(matches!(story.standing("production/upload-source"), Standing::Waiting(_)), "another one is wanted first");
}

#[test]
fn two_files_that_were_given_crosswise_are_given_again() {
    let mut story = Story::of(EDITIONS[0], &FOUR.replace("serial = ", "# serial = "));
    story.through("pause/pause-production");
    let (one, other) = (story.file(PRODUCTION, Side::Source), story.file(LIFETIME, Side::Source));
    let named = |file: &acmove::domain::command::OfferedFile, name: &str| {
        let file = acmove::domain::command::OfferedFile { name: name.to_owned(), ..file.clone() };
        StepCommand::Keep { file, origin: Origin::Portal }
    };
    story.done("production/obtain-source", named(&other, "a.lic")).done("lifetime/obtain-source", named(&one, "b.lic"));
    assert!(story.answer("production/obtain-source", named(&one, "b.lic")).is_err());
    take_back(&mut story, "production/obtain-source");
    take_back(&mut story, "lifetime/obtain-source");
    story.done("production/obtain-source", named(&one, "b.lic")).done("lifetime/obtain-source", named(&other, "a.lic"));
    story.finish_well();
    assert_eq!(story.state(), State::Done);
}

// The record

#[test]
fn a_word_that_was_taken_back_is_not_told_as_failed() {
    let mut story = Story::paused();
    story.before("production/obtain-source").done("production/obtain-source", report(Problem::SerialNotFound));
    let said = story.run.facts;
    take_back(&mut story, "production/obtain-source");
    let retold = Retold::story(&story);
    let (run, chronicle) = (&retold.session.run, &retold.recorded.chronicle);
    assert!(chronicle.taken_back.contains(&said));
    let attempt = chronicle.attempts.iter().rfind(|attempt| attempt.seq == run.facts).unwrap();
    assert_eq!(attempt.end.word(), "taken-back");
}

#[test]
fn a_license_that_was_only_said_ends_in_the_record_when_that_is_taken_back() {
    let mut story = Story::paused();
    story.through("production/upload-source");
    take_back(&mut story, "production/upload-source");
    let retold = Retold::story(&story);
    let (run, chronicle) = (&retold.session.run, &retold.recorded.chronicle);
    let last = chronicle.licenses[PRODUCTION].last().unwrap();
    assert_eq!((last.seq, last.license.holding), (run.facts, Holding::Unknown));
}

// Requirements

fn ask_again(requirement: &str) -> Command {
    Command::AskAgain { requirement: requirement.to_owned(), reason: "misread".to_owned() }
}

#[test]
fn a_requirement_is_asked_again_until_something_is_touched() {
    let mut story = Story::four();
    story.through("before/read-procedure").grant(&ask_again("all-environments"));
    assert_eq!(story.outlook().next, Next::Requirement(1));
    assert!(matches!(story.standing("pause/pause-production"), Standing::Waiting(_)));
    story.grant(&Command::Answer { requirement: "all-environments".to_owned(), yes: false });
    assert_eq!(story.state(), State::Abandoned, "a no ends the attempt: nothing was touched");
}

#[test]
fn a_requirement_is_not_asked_again_while_deployments_are_paused_and_is_when_that_is_taken_back() {
    let mut story = Story::paused();
    let refused = story.wish(&ask_again("one-lifetime")).unwrap_err().to_string();
    assert!(refused.contains("cannot be reopened") && refused.contains("Pause"), "{refused}");
    take_back(&mut story, "pause/pause-production");
    story.grant(&ask_again("one-lifetime"));
    story.finish_well();
    assert_eq!(story.state(), State::Done);
}

#[test]
fn a_requirement_is_not_asked_again_once_a_license_was_obtained_or_an_upload_was_begun() {
    for edition in EDITIONS {
        let mut story = Story::of(edition, FOUR);
        story.until(|story| matches!(story.outlook().next, Next::Step(_)));
        while story.state() != State::Done {
            let is_touched = story.run.touched().is_some();
            let first = story.run.procedure.requirements[0].id.clone();
            let asked = story.clone().wish(&ask_again(&first));
            assert_eq!(asked.is_err(), is_touched, "{edition}");
            story.advance();
        }
    }
}

#[test]
fn a_requirement_that_waits_for_its_answer_is_not_asked_again() {
    let refused = Story::four().wish(&ask_again("one-lifetime")).unwrap_err().to_string();
    assert!(refused.contains("has not been answered yet"), "{refused}");
    assert!(Story::four().wish(&ask_again("nothing")).is_err());
}
