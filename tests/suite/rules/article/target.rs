//! Installing the licenses of the target, the test republish, and the resume.

use acmove::domain::{
    command::{Command, StepCommand},
    event::{Event, Problem},
    infrastructure::Side,
    outlook::{Gate, Next, Standing, State},
    run::Evidence,
};

use super::is_open;
use crate::harness::story::{EDITIONS, FOUR, IP_ERROR, Story, env_ix, finish, keep, message, report, roll_back, show};

#[test]
fn the_target_page_must_show_bbb_the_own_serial_number_and_an_accepted_value() {
    for value in ["Protected", "Unprotected"] {
        let mut story = Story::paused();
        story.before("lifetime/check-target");
        let page = story.page(0, Side::Target, value);
        story.done("lifetime/check-target", show(page));
        assert_eq!(story.standing("lifetime/check-target"), Standing::Done(Evidence::Verified));
    }
}

#[test]
fn a_target_license_that_is_not_prepared_reopens_obtaining_for_all_environments_faq_3() {
    let mut story = Story::paused();
    story.before("development/check-target");
    let page = story.page(1, Side::Target, "Blocked");
    story.done("development/check-target", show(page));
    let outlook = story.outlook();
    assert_eq!((outlook.state, outlook.next), (State::Held, Next::Support));
    assert_eq!(outlook.holds[0].faq, Some(3));
    assert_eq!(
        story.standing("quality/obtain-target"),
        Standing::Waiting(Gate::Support),
        "no further license is obtained"
    );
    story.grant(&Command::SupportAnswered { note: "the definition is corrected".to_owned() });
    for environment in ["development", "lifetime"] {
        for step in ["obtain-target", "upload-target", "check-target"] {
            let id = format!("{environment}/{step}");
            let standing = story.standing(&id);
            assert!(!matches!(standing, Standing::Done(_)), "{id} is {standing:?}");
        }
    }
    let refused = story.answer("development/obtain-target", keep(rejected(&story))).unwrap_err();
    assert!(refused.to_string().contains("was rejected. Download"), "{refused}");
    story.finish_well();
    assert_eq!(story.state(), State::Done);
}

/// The file of Development that was found not to be prepared.
fn rejected(story: &Story) -> acmove::domain::command::OfferedFile {
    let sha256 = story.run.environment(env_ix(1)).rejected[0];
    acmove::domain::command::OfferedFile { sha256, ..story.file(1, Side::Target) }
}

#[test]
fn a_serial_number_not_listed_under_the_target_waits_and_can_be_tried_again() {
    let mut story = Story::paused();
    story.before("production/obtain-target").done("production/obtain-target", report(Problem::SerialNotFound));
    assert_eq!(story.standing("production/obtain-target"), Standing::Failed);
    story.finish_well();
    assert_eq!(story.state(), State::Done);
}

// Phase 4: test republish

#[test]
fn an_intellectual_property_error_stops_the_line_wherever_it_happens() {
    for (place, environment) in ["lifetime", "quality", "production"].into_iter().enumerate() {
        for edition in EDITIONS {
            let mut story = Story::of(edition, FOUR);
            let step = format!("{environment}/republish");
            story.before(&step).done(&step, message(IP_ERROR));
            let outlook = story.outlook();
            assert_eq!((outlook.state, outlook.next), (State::Stopped, Next::Decide(story.place(&step))));
            assert!(story.steps(is_open).is_empty(), "{place}: every other environment is held");
            let refusal = story.answer("resume/resume-production", finish());
            assert!(refusal.is_err());
            story.grant(&roll_back());
            assert_eq!(story.state(), State::RollingBack);
        }
    }
}

#[test]
fn foreign_module_is_the_same_protection_in_service_studios_words() {
    let mut story = Story::paused();
    story.before("production/republish").done("production/republish", message("Foreign Module Error"));
    assert_eq!(story.state(), State::Stopped);
}

#[test]
fn another_publish_error_is_tried_again_with_another_module_if_need_be() {
    let mut story = Story::paused();
    story.before("lifetime/republish").done("lifetime/republish", message("Compilation failed: out of disk space"));
    assert_eq!(story.standing("lifetime/republish"), Standing::Failed);
    let environment = "lifetime".parse().unwrap();
    story.grant(&Command::ChooseModule { environment, module: "Users".to_owned(), reason: "it compiles".to_owned() });
    let published = || message("Users was published successfully");
    let refusal = story.answer("lifetime/republish", published()).unwrap_err().to_string();
    assert!(
        refusal.contains("was not started. Start"),
        "what is in the clipboard may be of another publish: {refusal}"
    );
    story.done("lifetime/republish", StepCommand::Begin { vault: story.vault(0) });
    story.done("lifetime/republish", published());
    assert!(matches!(story.last(), Event::ModulePublished { module, .. } if module == "Users"));
    assert_eq!(story.standing("lifetime/republish"), Standing::Done(Evidence::Verified));
}

#[test]
fn a_stopped_line_goes_on_only_with_a_reason_and_first_of_all_at_the_failed_republish() {
    let mut story = Story::paused();
    story.before("quality/republish").done("quality/republish", message(IP_ERROR));
    assert!(story.wish(&Command::LiftStop { reason: "  ".to_owned() }).is_err());
    story.grant(&Command::LiftStop { reason: "Support corrected it".to_owned() });
    assert_eq!(story.steps(is_open), ["quality/republish"]);
    story.finish_well();
    assert_eq!(story.state(), State::Done);
}

// Phase 5: resume

#[test]
fn deployments_are_resumed_only_when_every_environment_is_done() {
    let mut story = Story::paused();
    story.before("development/republish");
    assert!(matches!(story.standing("resume/resume-production"), Standing::Waiting(_)));
    story.before("resume/resume-production");
    assert_eq!(story.steps(is_open), ["resume/resume-production"]);
}

#[test]
fn in_the_edition_of_2021_a_target_license_may_read_ignore_too_and_in_todays_it_may_not() {
    for (edition, accepted) in [(EDITIONS[0], true), (EDITIONS[1], false)] {
        for value in ["Ignore", "Protected", "Unprotected", "Blocked", "-"] {
            let mut story = Story::of(edition, FOUR);
            story.before("lifetime/check-target");
            story.done("lifetime/check-target", show(story.page(0, Side::Target, value)));
            let is_accepted = value.ends_with("rotected") || value == "Ignore" && accepted;
            let standing = story.standing("lifetime/check-target");
            assert_eq!(standing == Standing::Done(Evidence::Verified), is_accepted, "{edition}: {value}");
        }
    }
}
