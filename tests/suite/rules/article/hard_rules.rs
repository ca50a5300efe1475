//! Rules without an exception: the backup before the upload, and which pages and files never pass.

use acmove::domain::{
    command::{Command, StepCommand},
    infrastructure::Side,
    outlook::{Standing, State},
    page::{Banner, EndDate, IntellectualProperty, LicensingPage},
    run::Evidence,
};

use crate::harness::story::{EDITIONS, FOUR, Story, env_ix, finish, serial, show};

#[test]
fn no_target_license_is_uploaded_where_the_backup_is_not_read_back_and_verified() {
    use acmove::domain::command::{FileCondition, VaultCheck};
    let mut story = Story::paused();
    story.before("production/upload-target");
    let fine = story.vault(3);
    for (source, why) in [
        (FileCondition::Absent, "the file is missing"),
        (FileCondition::Damaged("its content has changed".to_owned()), "its content has changed"),
        (FileCondition::Intact(acmove::domain::digest::Digest::of(b"another")), "it is a different file"),
    ] {
        let vault = VaultCheck { source, ..fine.clone() };
        let refusal = story.answer("production/upload-target", StepCommand::Begin { vault }).unwrap_err();
        assert!(refusal.to_string().contains(why), "{refusal}");
    }
    assert!(story.answer("production/upload-target", finish()).is_err(), "it cannot be finished without having begun");
    assert!(!story.run.environment(env_ix(3)).license.may_be_target());
}

#[test]
fn a_lost_backup_has_to_be_obtained_again_before_the_next_upload() {
    let mut story = Story::paused();
    story.before("production/upload-target");
    let environment: acmove::domain::infrastructure::EnvironmentId = "production".parse().unwrap();
    story.grant(&Command::ReportDamage { environment, side: Side::Source, what: "gone".to_owned() });
    assert_eq!(story.standing("production/obtain-source"), Standing::Reopened);
    assert!(story.answer("production/upload-target", StepCommand::Begin { vault: story.vault(3) }).is_err());
    story.finish_well();
    assert_eq!(story.state(), State::Done);
}

/// Changes to a page that keep it from passing.
type Spoil = fn(&mut LicensingPage);

#[test]
fn a_page_with_a_banner_another_code_or_an_expired_license_never_passes() {
    let spoils: [(&str, Spoil); 7] = [
        ("another code", |page| page.activation_code = Some("AAA.AAA.AAA.AAA.AAA.AAA.AAA.AAA".parse().unwrap())),
        ("wrong server", |page| page.banner = Banner::WrongServer),
        ("clock", |page| page.banner = Banner::Clock),
        ("invalid", |page| page.banner = Banner::Invalid),
        ("expired", |page| page.end_date = Some(EndDate::On("2026-11-27".parse().unwrap()))),
        ("no code", |page| page.activation_code = None),
        ("no value", |page| page.intellectual_property = None),
    ];
    for step in ["production/check-source", "lifetime/check-target"] {
        for (what, spoil) in spoils {
            let mut story = Story::paused();
            story.before(step);
            let environment = story.run.planned(story.place(step)).environment.unwrap().get();
            let (side, value) =
                if step.ends_with("source") { (Side::Source, "Ignore") } else { (Side::Target, "Protected") };
            let mut page = story.page(environment, side, value);
            spoil(&mut page);
            let _ = story.answer(step, show(page));
            assert!(!matches!(story.standing(step), Standing::Done(_)), "{what} passed {step}");
            story.succeed(step);
        }
    }
}

#[test]
fn values_that_disagree_are_accepted_nowhere() {
    let mut story = Story::paused();
    story.before("production/check-source");
    let mut page = story.page(3, Side::Source, "Ignore");
    page.intellectual_property =
        Some(IntellectualProperty { limit: "Ignore".to_owned(), usage: "Protected".to_owned() });
    story.done("production/check-source", show(page));
    assert_eq!(story.standing("production/check-source"), Standing::Collected);
}

#[test]
fn a_license_that_ends_today_has_not_expired() {
    let mut story = Story::paused();
    story.before("production/check-source");
    let mut page = story.page(3, Side::Source, "Ignore");
    page.end_date = Some(EndDate::On("2026-11-28".parse().unwrap()));
    story.done("production/check-source", show(page));
    assert_eq!(story.standing("production/check-source"), Standing::Done(Evidence::Verified));
}

#[test]
fn a_serial_number_that_is_not_described_is_learnt_from_the_first_page_that_passes() {
    let description = FOUR.replace("serial = \"XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT\"\n", "");
    let mut story = Story::of(EDITIONS[0], &description);
    story.through("production/check-source");
    assert_eq!(story.run.environment(env_ix(3)).serial, Some(serial("XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT")));
}

#[test]
fn a_changed_serial_number_voids_the_license_files_of_its_environment() {
    let mut story = Story::paused();
    story.through("production/check-source");
    let command = Command::ChangeSerial {
        environment: "production".parse().unwrap(),
        serial: serial("NEW-NMO-IL5-OYI-9SO-LCU-4SQ-QUT"),
        reason: "the server was moved".to_owned(),
    };
    story.grant(&command);
    assert!(story.run.environment(env_ix(3)).backup.is_none());
    assert_eq!(story.standing("production/obtain-source"), Standing::Reopened);
    assert_eq!(story.standing("lifetime/obtain-source"), Standing::Open, "the others go on");
    story.finish_well();
    assert_eq!(story.state(), State::Done);
}
