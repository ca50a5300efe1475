//! Before the start, the pause, and the refresh of the licenses under the source.

use acmove::domain::{
    command::{Command, StepCommand},
    digest::Digest,
    event::{Origin, Problem},
    infrastructure::Side,
    outlook::{Gate, HoldReason, Next, Standing, State},
    run::{Evidence, Holding},
};

use super::is_open;
use crate::harness::story::{EDITIONS, FOUR, Story, claim, env_ix, finish, report, roll_back, show};

// Phase 0: before you start

#[test]
fn nothing_can_be_done_before_all_requirements_are_answered() {
    let mut story = Story::four();
    assert_eq!(story.state(), State::Preparing);
    assert!(story.steps(is_open).is_empty());
    let refusal = story.answer("before/read-procedure", finish()).unwrap_err();
    assert!(refusal.to_string().contains("requirements"), "{refusal}");
}

#[test]
fn a_requirement_that_does_not_hold_ends_the_attempt_before_anything_is_touched() {
    for (edition, requirements) in EDITIONS.iter().zip([3, 2]) {
        for place in 0..requirements {
            let mut story = Story::of(edition, FOUR);
            for asked in 0..=place {
                let requirement = story.run.procedure.requirements[asked].id.clone();
                story.grant(&Command::Answer { requirement, yes: asked < place });
            }
            assert_eq!(story.state(), State::Abandoned);
            assert!(story.steps(is_open).is_empty());
            let refusal = story.answer("before/read-procedure", finish()).unwrap_err();
            assert!(refusal.to_string().contains("given up"), "{refusal}");
            assert!(story.wish(&roll_back()).is_err(), "there is nothing to roll back");
        }
    }
}

#[test]
fn the_whole_procedure_is_read_before_deployments_are_paused() {
    let mut story = Story::four();
    story.until(|story| matches!(story.outlook().next, Next::Step(_)));
    assert_eq!(story.steps(is_open), ["before/read-procedure"]);
    story.succeed("before/read-procedure");
    assert_eq!(story.steps(is_open), ["pause/pause-production"]);
}

// Phase 1: pause

#[test]
fn nobody_goes_on_while_a_deployment_is_running() {
    let mut story = Story::four();
    story.before("pause/pause-production").done("pause/pause-production", report(Problem::DeploymentRunning));
    assert_eq!(story.state(), State::Held);
    assert_eq!(story.outlook().holds[0].reason, HoldReason::DeploymentRunning);
    assert!(matches!(story.standing("production/obtain-source"), Standing::Waiting(_)));
    story.succeed("pause/pause-production");
    assert_eq!(story.state(), State::Running);
    assert_eq!(story.standing("production/obtain-source"), Standing::Open);
}

// Phase 2: refresh AAA

#[test]
fn production_is_refreshed_first_and_the_others_may_follow_in_any_order() {
    let mut story = Story::paused();
    assert_eq!(story.outlook().next, Next::Step(story.place("production/obtain-source")));
    let order = ["production", "lifetime", "development", "quality"];
    assert_eq!(story.steps(is_open), order.map(|id| format!("{id}/obtain-source")));
    story.succeed("quality/obtain-source");
}

#[test]
fn the_source_is_uploaded_only_after_it_was_kept_as_backup() {
    let mut story = Story::paused();
    let refusal = story.answer("production/upload-source", StepCommand::Begin { vault: story.vault(3) }).unwrap_err();
    assert!(refusal.to_string().contains("Obtain the AAA license"), "{refusal}");
    story.succeed("production/obtain-source");
    assert_eq!(story.run.environment(env_ix(3)).backup.as_ref().unwrap().bytes, 1834);
    story.succeed("production/upload-source");
    assert_eq!(story.run.environment(env_ix(3)).license.holding, Holding::Side(Side::Source, Evidence::Claimed));
}

#[test]
fn a_page_that_reads_ignore_verifies_the_refresh() {
    let mut story = Story::paused();
    story.through("production/check-source");
    assert_eq!(story.standing("production/check-source"), Standing::Done(Evidence::Verified));
    assert_eq!(story.run.environment(env_ix(3)).license.holding, Holding::Side(Side::Source, Evidence::Verified));
    let reading = story.run.environment(env_ix(3)).intellectual_property.clone().unwrap();
    assert_eq!((reading.value.as_str(), reading.evidence), ("Ignore", Evidence::Verified));
}

#[test]
fn what_is_only_said_is_a_claim_and_never_verified() {
    let mut story = Story::paused();
    story.before("production/check-source").done("production/check-source", claim("ignore"));
    assert_eq!(story.standing("production/check-source"), Standing::Done(Evidence::Claimed));
    assert_eq!(story.run.environment(env_ix(3)).license.holding, Holding::Side(Side::Source, Evidence::Claimed));
    assert_eq!(story.run.environment(env_ix(3)).intellectual_property.clone().unwrap().evidence, Evidence::Claimed);
}

#[test]
fn a_serial_number_not_listed_is_collected_while_the_others_go_on_faq_1() {
    let mut story = Story::paused();
    for environment in ["production", "quality"] {
        story.done(&format!("{environment}/obtain-source"), report(Problem::SerialNotFound));
    }
    assert_eq!(story.standing("production/obtain-source"), Standing::Collected);
    assert_eq!(story.state(), State::Running, "the other environments come first");
    story.through("lifetime/check-source").through("development/check-source");
    let outlook = story.outlook();
    assert_eq!((outlook.state, outlook.next), (State::Held, Next::Support));
    assert_eq!(outlook.holds.len(), 1, "one request names all affected environments");
    assert_eq!(
        (outlook.holds[0].environments.as_slice(), outlook.holds[0].faq),
        ([env_ix(2), env_ix(3)].as_slice(), Some(1))
    );
    assert!(
        matches!(story.standing("lifetime/obtain-target"), Standing::Waiting(Gate::Phase(_))),
        "the next phase is closed"
    );
    story.grant(&Command::SupportAnswered { note: "listed now".to_owned() });
    story.until(|story| story.outlook().next == Next::Step(story.place("lifetime/obtain-target")));
    assert!(story.run.environments().iter().all(|known| known.backup.is_some()));
}

#[test]
fn a_backup_link_of_service_center_is_the_other_source_of_the_backup() {
    // The installed license is saved: which that is, a page has to have shown.
    for (is_seen, evidence) in [(false, Evidence::Claimed), (true, Evidence::Verified)] {
        let mut story = Story::paused();
        story.done("production/obtain-source", report(Problem::SerialNotFound));
        if is_seen {
            let (environment, page) =
                (story.run.described(env_ix(3)).id.clone(), story.page(3, Side::Source, "Ignore"));
            let evidence = Digest::of(b"the page before");
            story.grant(&Command::SeePage { environment, page: Box::new(page), evidence });
        }
        let file = story.file(3, Side::Source);
        story.done("production/obtain-source", StepCommand::Keep { file, origin: Origin::ServiceCenter });
        assert_eq!(story.standing("production/obtain-source"), Standing::Done(evidence));
        assert!(story.run.environment(env_ix(3)).backup.is_some());
    }
}

#[test]
fn a_value_that_is_not_ignore_is_collected_while_the_others_go_on_faq_2() {
    let mut story = Story::paused();
    story.before("production/check-source");
    let page = story.page(3, Side::Source, "Protected");
    story.done("production/check-source", show(page));
    assert_eq!(story.standing("production/check-source"), Standing::Collected);
    assert_eq!(story.state(), State::Running);
    story.before("quality/check-source").done("quality/check-source", claim("Unprotected"));
    let outlook = story.outlook();
    assert_eq!((outlook.state, outlook.next), (State::Held, Next::Support));
    assert_eq!(
        (outlook.holds[0].environments.as_slice(), outlook.holds[0].faq),
        ([env_ix(2), env_ix(3)].as_slice(), Some(2))
    );
    assert!(story.steps(is_open).is_empty(), "nothing of the next phase is open");
    story.grant(&Command::SupportAnswered { note: "corrected".to_owned() });
    assert_eq!(
        story.steps(|standing| *standing == Standing::Reopened),
        ["production/obtain-source", "quality/obtain-source"],
        "the corrected license is obtained and uploaded anew"
    );
    story.finish_well();
    assert_eq!(story.state(), State::Done);
}

#[test]
fn both_failures_of_the_refresh_come_into_one_request() {
    let mut story = Story::paused();
    story.done("production/obtain-source", report(Problem::SerialNotFound));
    story.before("lifetime/check-source").done("lifetime/check-source", claim("missing"));
    story.through("development/check-source").through("quality/check-source");
    let reasons: Vec<_> = story.outlook().holds.iter().map(|hold| (hold.reason, hold.faq)).collect();
    assert_eq!(reasons, [(HoldReason::SerialNotFound, Some(1)), (HoldReason::NotAccepted, Some(2))]);
    let ticket = acmove::domain::ticket::ticket(&story.run, story.outlook(), story.now);
    for named in ["Production, serial number XBI-", "LifeTime, serial number KSM-", "8RV.WLK.", "K2D.0QX."] {
        assert!(ticket.contains(named), "{named} is not in\n{ticket}");
    }
}
