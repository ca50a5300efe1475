//! Pages that come late, or too early.

use acmove::domain::{
    command::{Command, StepCommand},
    digest::Digest,
    infrastructure::Side,
    outlook::{Standing, State},
    page::{Banner, EndDate, LicensingPage},
    run::{Evidence, Holding},
};

use super::{again, id, support_answered};
use crate::harness::story::{EDITIONS, FOUR, Story, claim, env_ix, finish, keep, roll_back, serial, show};

fn see(story: &Story, environment: usize, page: LicensingPage) -> Command {
    let evidence = Digest::of(serde_json::to_string(&page).unwrap().as_bytes());
    let environment = story.run.described(env_ix(environment)).id.clone();
    Command::SeePage { environment, page: Box::new(page), evidence }
}

/// A page that was copied again later: the same content, another text.
fn see_anew(story: &Story, environment: usize, page: LicensingPage) -> Command {
    let later = Digest::of(&story.facts.len().to_be_bytes());
    match see(story, environment, page) {
        Command::SeePage { environment, page, .. } => Command::SeePage { environment, page, evidence: later },
        other => panic!("{other:?}"),
    }
}

/// Changes to a page that keep it from passing.
type Spoil = fn(&mut LicensingPage);

#[test]
fn a_later_page_that_contradicts_a_check_reopens_it_and_what_came_after() {
    let spoils: [(&str, Spoil); 3] = [
        ("another server's license", |page| page.banner = Banner::WrongServer),
        ("expired", |page| page.end_date = Some(EndDate::On("2020-01-01".parse().unwrap()))),
        ("another value", |page| page.intellectual_property.as_mut().unwrap().limit = "Ignore".to_owned()),
    ];
    for (what, spoil) in spoils {
        let mut story = Story::paused();
        story.through("lifetime/republish");
        let mut page = story.page(0, Side::Target, "Protected");
        spoil(&mut page);
        let command = see(&story, 0, page);
        story.grant(&command);
        assert_eq!(story.standing("lifetime/check-target"), Standing::Reopened, "{what}");
        assert!(!matches!(story.standing("lifetime/republish"), Standing::Done(_)), "{what}");
        story.finish_well();
        assert_eq!(story.state(), State::Done);
    }
}

#[test]
fn a_later_page_that_does_not_say_enough_or_shows_the_same_changes_nothing() {
    let mut story = Story::paused();
    story.through("lifetime/check-target");
    for value in [None, Some("Unprotected")] {
        let mut page = story.page(0, Side::Target, value.unwrap_or("Protected"));
        if value.is_none() {
            page.intellectual_property = None;
        }
        let command = see(&story, 0, page);
        story.grant(&command);
        assert_eq!(story.standing("lifetime/check-target"), Standing::Done(Evidence::Verified));
    }
}

#[test]
fn a_source_page_that_turns_bad_reopens_the_check_under_the_source() {
    let mut story = Story::paused();
    story.through("production/check-source");
    let page = story.page(3, Side::Source, "Protected");
    let command = see(&story, 3, page);
    story.grant(&command);
    assert_eq!(story.standing("production/check-source"), Standing::Reopened);
    assert_eq!(story.standing("production/upload-source"), Standing::Done(Evidence::Verified));
}

#[test]
fn a_page_outranks_a_word_about_everything_it_shows() {
    let spoils: [(&str, Spoil); 4] = [
        ("the server", |page| page.banner = Banner::WrongServer),
        ("the date", |page| page.end_date = Some(EndDate::On("2020-01-01".parse().unwrap()))),
        ("the value", |page| page.intellectual_property.as_mut().unwrap().usage = "Protected".to_owned()),
        ("the code", |page| page.activation_code = Some("AAA.AAA.AAA.AAA.AAA.AAA.AAA.AAA".parse().unwrap())),
    ];
    for (what, spoil) in spoils {
        let mut story = Story::paused();
        story.before("production/check-source");
        let mut page = story.page(3, Side::Source, "Ignore");
        spoil(&mut page);
        story.done("production/check-source", show(page));
        let refusal = story.answer("production/check-source", claim("Ignore")).unwrap_err().to_string();
        assert!(refusal.contains("a page overrides a report."), "{what}: {refusal}");
        // A file after whose upload another code is shown is not uploaded again: somebody has to obtain it first.
        if what == "the code" {
            story.grant(&again("production/obtain-source")).succeed("production/obtain-source");
        } else {
            story.grant(&again("production/upload-source"));
        }
        story.succeed("production/upload-source");
        story.done("production/check-source", claim("Ignore"));
    }
}

#[test]
fn a_text_that_is_still_in_the_clipboard_from_before_the_upload_proves_nothing() {
    let mut story = Story::paused();
    story.before("lifetime/upload-target");
    let before = story.page(0, Side::Source, "Ignore");
    let old = see(&story, 0, before.clone());
    story.grant(&old);
    story.done("lifetime/upload-target", StepCommand::Begin { vault: story.vault(0) });
    let refusal = story.wish(&old).unwrap_err().to_string();
    assert!(refusal.starts_with("This page is the same as before the upload,"), "{refusal}");
    story.done("lifetime/upload-target", finish());
    let from_file = show(before.clone());
    let refusal = story.answer("lifetime/check-target", from_file).unwrap_err().to_string();
    assert!(refusal.contains("it does not show the current state of LifeTime"), "{refusal}");
    // Another copy of it is taken down, and hides nothing.
    let another_copy = see_anew(&story, 0, before.clone());
    story.grant(&another_copy);
    assert_eq!(story.run.environment(env_ix(0)).license.holding, Holding::Unknown);
    assert!(story.run.environment(env_ix(0)).license.may_be_target());
    story.grant(&roll_back()).before("lifetime/confirm-source");
    assert!(story.answer("lifetime/confirm-source", show(before)).is_err());
    story.finish_well();
    assert_eq!(story.state(), State::RolledBack);
}

#[test]
fn a_page_with_the_source_during_an_upload_of_the_target_says_nothing_about_what_is_installed() {
    let mut story = Story::paused();
    story.before("lifetime/upload-target");
    story.done("lifetime/upload-target", StepCommand::Begin { vault: story.vault(0) });
    let page = story.page(0, Side::Source, "Ignore");
    let command = see_anew(&story, 0, page);
    story.grant(&command);
    assert_eq!(story.run.environment(env_ix(0)).license.holding, Holding::Unknown);
    assert!(story.run.environment(env_ix(0)).license.may_be_target());
    let page = story.page(0, Side::Target, "Protected");
    let command = see_anew(&story, 0, page);
    story.grant(&command);
    assert_eq!(story.run.environment(env_ix(0)).license.holding, Holding::Side(Side::Target, Evidence::Verified));
}

#[test]
fn a_page_of_a_development_license_is_not_taken_for_a_production_environment_that_nobody_knows() {
    let description = FOUR.replace("serial = \"XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT\"\n", "");
    let mut story = Story::of(EDITIONS[0], &description);
    story.before("production/check-source");
    let page = LicensingPage {
        license_type: Some("Development".to_owned()),
        environment: None,
        ..story.page(3, Side::Source, "Ignore")
    };
    let refusal = story.answer("production/check-source", show(page.clone())).unwrap_err().to_string();
    assert!(refusal.starts_with("This page shows License Type Development, but Production"), "{refusal}");
    let serial = page.serial.clone().unwrap();
    let environment = id("production");
    story.grant(&Command::ChangeSerial { environment, serial, reason: "it shows the same,".to_owned() });
    story.before("production/check-source").done("production/check-source", show(page));
}

#[test]
fn once_the_license_definition_is_corrected_no_file_from_before_counts_as_obtained_again() {
    let mut story = Story::paused();
    story.before("quality/check-target");
    let before = story.kept(0, Side::Target);
    let page = story.page(2, Side::Target, "Blocked");
    story.done("quality/check-target", show(page)).grant(&support_answered());
    let refusal = story.answer("lifetime/obtain-target", keep(before)).unwrap_err().to_string();
    assert!(refusal.starts_with("a.lic is the earlier file, which"), "{refusal}");
}

#[test]
fn a_serial_number_is_not_learnt_from_a_page_that_failed() {
    let description = FOUR.replace("serial = \"XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT\"\n", "");
    let mut story = Story::of(EDITIONS[0], &description);
    story.before("production/check-source");
    let foreign = LicensingPage {
        activation_code: Some("AAA.AAA.AAA.AAA.AAA.AAA.AAA.AAA".parse().unwrap()),
        serial: Some(serial("ZZZ-AAA-AAA-AAA-AAA-AAA-AAA-AAA")),
        ..story.page(3, Side::Source, "Ignore")
    };
    story.done("production/check-source", show(foreign));
    assert_eq!(story.run.environment(env_ix(3)).serial, None);
    story.succeed("production/check-source");
    assert_eq!(story.run.environment(env_ix(3)).serial, Some(serial("XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT")));
}
