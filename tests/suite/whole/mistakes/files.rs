//! Files that were given by mistake.

use acmove::domain::{
    command::OfferedFile,
    infrastructure::Side,
    outlook::{Next, State},
};

use super::{again, lose_backup, support_answered};
use crate::harness::story::{EDITIONS, FOUR, Story, claim, env_ix, keep, roll_back, show};

#[test]
fn a_file_given_to_the_wrong_environment_can_be_given_to_the_right_one_afterwards() {
    let mut story = Story::paused();
    let wrong = story.file(0, Side::Source);
    let wrong = OfferedFile { name: "license.lic".to_owned(), ..wrong };
    story.done("production/obtain-source", keep(wrong.clone()));
    let refusal = story.answer("lifetime/obtain-source", keep(wrong.clone())).unwrap_err().to_string();
    assert!(refusal.contains("is the same file as the license of Production"), "{refusal}");
    story.grant(&again("production/obtain-source")).succeed("production/obtain-source");
    story.done("lifetime/obtain-source", keep(wrong));
}

#[test]
fn a_target_license_given_as_backup_by_mistake_can_be_given_in_its_place() {
    let mut story = Story::paused();
    let target = OfferedFile { name: "license.lic".to_owned(), ..story.file(3, Side::Target) };
    story.done("production/obtain-source", keep(target.clone())).grant(&again("production/obtain-source"));
    story.before("production/obtain-target").done("production/obtain-target", keep(target)).finish_well();
    assert_eq!(story.state(), State::Done);
}

#[test]
fn a_mistyped_claim_is_mended_by_the_page_and_rejects_no_file() {
    let mut story = Story::paused();
    story.before("lifetime/check-target").done("lifetime/check-target", claim("Unprotectd"));
    assert_eq!(story.outlook().next, Next::Support);
    let page = story.page(0, Side::Target, "Unprotected");
    story.done("lifetime/check-target", show(page));
    assert_eq!(story.state(), State::Running);
    assert!(story.run.environment(env_ix(0)).rejected.is_empty());
}

#[test]
fn a_source_license_that_is_not_prepared_is_still_the_backup() {
    let mut story = Story::paused();
    story.before("lifetime/check-source");
    let (file, page) = (story.kept(0, Side::Source), story.page(0, Side::Source, "Protected"));
    story.done("lifetime/check-source", show(page));
    story.until(|story| story.outlook().next == Next::Support).grant(&support_answered());
    let refusal = story.answer("lifetime/obtain-source", keep(file.clone())).unwrap_err().to_string();
    assert!(refusal.contains("was rejected. Download"), "{refusal}");
    story.through("lifetime/check-target").grant(&lose_backup("lifetime")).grant(&roll_back());
    story.before("lifetime/obtain-source").done("lifetime/obtain-source", keep(file)).finish_well();
    assert_eq!(story.state(), State::RolledBack);
}

#[test]
fn files_that_were_swapped_before_the_serial_numbers_were_known_are_found_out() {
    let without = FOUR.lines().filter(|line| !line.starts_with("serial")).collect::<Vec<_>>().join(
        "
",
    );
    let mut story = Story::of(EDITIONS[1], &without);
    let named = |story: &Story, environment: usize, serial: &str| OfferedFile {
        name: format!("{serial}.lic"),
        ..story.file(environment, Side::Source)
    };
    story.before("lifetime/obtain-source");
    let swapped = named(&story, 0, "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT");
    story.done("lifetime/obtain-source", keep(swapped));
    let twice = named(&story, 3, "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT");
    let refusal = story.answer("production/obtain-source", keep(twice)).unwrap_err().to_string();
    assert!(refusal.contains("is named after the serial number of LifeTime"), "{refusal}");
    story.before("lifetime/check-target");
    let page = story.page(0, Side::Target, "Protected");
    let refusal = story.answer("lifetime/check-target", show(page)).unwrap_err().to_string();
    assert!(
        refusal.contains("kept as the AAA license of LifeTime, is not named after its serial number,"),
        "{refusal}"
    );
    story.grant(&again("lifetime/obtain-source"));
    let right = named(&story, 0, "KSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS");
    story.done("lifetime/obtain-source", keep(right)).finish_well();
    assert_eq!(story.state(), State::Done);
}
