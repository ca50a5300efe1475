//! Again is not the first time: a step that is done again has instructions of its own, and so has one for another serial number.

use acmove::domain::{
    command::Command,
    event::Problem,
    infrastructure::Side,
    procedure::StepKind,
    spelled::{with_codes, with_values},
};

use crate::harness::story::{EDITIONS, FOUR, Story, edition, message, report, serial, show};

fn actions(story: &Story, step: &str) -> String {
    story.run.actions(story.place(step)).join("\n")
}

#[test]
fn every_step_of_both_editions_says_how_it_is_done_again() {
    for id in EDITIONS {
        for step in edition(id).all_phases().flat_map(|phase| &phase.steps) {
            let again = step.again.as_ref().unwrap_or_else(|| panic!("{id}: {}", step.id));
            assert!(again.lines != step.actions && !again.source.is_empty(), "{id}: {}", step.id);
            let is_obtain = matches!(step.kind, StepKind::Obtain { .. });
            assert_eq!(step.new_serial.is_some(), is_obtain, "{id}: {}", step.id);
        }
    }
}

#[test]
fn after_faq_3_the_serial_number_is_registered_already() {
    let mut story = Story::paused();
    story.before("development/check-target");
    assert!(actions(&story, "quality/obtain-target").contains("Register Environment"), "not obtained yet");
    let page = story.page(1, Side::Target, "Blocked");
    story.done("development/check-target", show(page));
    story.grant(&Command::SupportAnswered { note: "the definition is corrected".to_owned() });
    for environment in ["lifetime", "development"] {
        let told = actions(&story, &format!("{environment}/obtain-target"));
        assert!(told.contains("registered already") && !told.contains("Register Environment"), "{told}");
        assert!(actions(&story, &format!("{environment}/upload-target")).contains("another file than last time"));
    }
    assert!(actions(&story, "quality/obtain-target").contains("Register Environment"), "it was not obtained there");
}

#[test]
fn what_could_not_be_registered_is_registered_for_the_first_time_still() {
    let mut story = Story::paused();
    story.before("production/obtain-target").done("production/obtain-target", report(Problem::SerialNotFound));
    assert!(actions(&story, "production/obtain-target").contains("Register Environment"));
}

#[test]
fn after_faq_1_the_file_of_support_comes_first() {
    let mut story = Story::paused();
    story.before("quality/obtain-source").done("quality/obtain-source", report(Problem::SerialNotFound));
    assert!(!actions(&story, "quality/obtain-source").contains("Support sent"), "Support has not answered");
    story.until(|story| story.outlook().next == acmove::domain::outlook::Next::Support);
    story.grant(&Command::SupportAnswered { note: "the file is attached".to_owned() });
    assert!(actions(&story, "quality/obtain-source").contains("If Support sent a license file"));
}

#[test]
fn another_serial_number_is_registered_itself() {
    let mut story = Story::paused();
    story.before("quality/republish");
    let environment = story.run.described(crate::harness::story::env_ix(2)).id.clone();
    let number = serial("QA7-1LT-Y6H-ZN0-3DF-V8P-2MX-NEW");
    story.grant(&Command::ChangeSerial { environment, serial: number, reason: "a new network card".to_owned() });
    for step in ["quality/obtain-source", "quality/obtain-target"] {
        assert!(actions(&story, step).contains("new serial number"), "{step}: {}", actions(&story, step));
    }
    story.finish_well();
    assert!(actions(&story, "quality/obtain-target").contains("registered already"), "obtained for the new number");
    assert!(actions(&story, "lifetime/obtain-target").contains("registered already"), "the others have theirs");
}

#[test]
fn a_check_that_a_page_contradicts_asks_for_a_page_from_after_the_last_upload() {
    let mut story = Story::paused();
    story.before("development/check-target");
    assert!(!actions(&story, "development/check-target").contains("reload"));
    let page = story.page(1, Side::Source, "Ignore");
    story.done("development/check-target", show(page));
    assert!(actions(&story, "development/check-target").contains("Reload"));
}

#[test]
fn after_a_publish_that_failed_its_cause_is_removed_first() {
    for id in EDITIONS {
        let mut story = Story::of(id, FOUR);
        story.before("lifetime/republish").done("lifetime/republish", message("Error: the database is full."));
        assert!(actions(&story, "lifetime/republish").starts_with("If the last publish failed"), "{id}");
    }
}

#[test]
fn a_warning_comes_before_what_it_warns_of() {
    for id in EDITIONS {
        let procedure = edition(id);
        let steps = || procedure.phases.iter().flat_map(|phase| &phase.steps);
        let republish = steps().find(|step| matches!(step.kind, StepKind::Republish { .. })).unwrap();
        assert!(republish.warning.as_ref().unwrap().lines[0].contains("Intellectual Property error"), "{id}");
    }
    let today = edition(EDITIONS[1]);
    let mut steps = today.phases.iter().flat_map(|phase| &phase.steps);
    let upload = steps.find(|step| step.kind == StepKind::Upload { side: Side::Target }).unwrap();
    assert!(upload.warning.as_ref().unwrap().lines[0].contains("older versions of apps"), "before the first upload");
}

#[test]
fn a_text_that_is_read_apart_from_a_card_has_its_values() {
    assert_eq!(with_codes("enter the Activation Code AAA."), "enter the Activation Code AAA ({source}).");
    let told = with_values("the serial number of {environment}, not the new serial number of {environment}");
    assert_eq!(told, "the serial number of {environment} ({serial}), not the new serial number of {environment}");
    assert_eq!(
        with_values("displays BBB and this serial number;"),
        "displays BBB ({target}) and this serial number ({serial});"
    );
}
