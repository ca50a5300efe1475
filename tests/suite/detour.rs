//! What goes another way than the article has it: mistakes, late pages, lost files. None of it may end well by accident,
//! and none of it may lead nowhere.

use acmove::domain::{
    command::{Command, OfferedFile, StepCommand},
    digest::Digest,
    event::{Event, Origin, Problem},
    infrastructure::{EnvironmentId, Side},
    outlook::{HoldReason, Next, Standing, State},
    page::{Banner, EndDate, LicensingPage},
    run::{Evidence, Holding, Republished},
};

use crate::support::{EDITIONS, FOUR, IP_ERROR, Story, claim, finish, keep, message, report, roll_back, serial, show};

fn id(environment: &str) -> EnvironmentId {
    environment.parse().unwrap()
}

fn lose_backup(environment: &str) -> Command {
    Command::ReportDamage { environment: id(environment), side: Side::Source, what: "it is not there".to_owned() }
}

fn support_answered() -> Command {
    Command::SupportAnswered { note: "request 4711".to_owned() }
}

fn see(story: &Story, environment: usize, page: LicensingPage) -> Command {
    let evidence = Digest::of(serde_json::to_string(&page).unwrap().as_bytes());
    let environment = story.run.described(environment).id.clone();
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

fn again(step: &str) -> Command {
    Command::DoAgain { step: step.into(), reason: "it has to be".to_owned() }
}

// Backups that are lost

#[test]
fn a_backup_that_support_sends_later_is_kept_and_nothing_of_the_source_is_uploaded_over_the_target() {
    let mut story = Story::paused();
    story.before("resume/resume-production").grant(&lose_backup("lifetime"));
    story.done("lifetime/obtain-source", report(Problem::SerialNotFound)).grant(&support_answered());
    assert_eq!(story.standing("lifetime/upload-source"), Standing::Done(Evidence::Claimed));
    story.finish_well();
    assert_eq!(story.state(), State::Done);
    assert!(story.run.environment(0).backup.is_some());
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
    let ticket = acmove::domain::ticket::ticket(&story.run, &outlook, story.now);
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
        refusal.starts_with("LifeTime has or may have a BBB license, so Backup License saves that one."),
        "{refusal}"
    );
    story.finish_well();
}

// Files that were given by mistake

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
    assert!(story.run.environment(0).rejected.is_empty());
}

#[test]
fn a_source_license_that_is_not_prepared_is_still_the_backup() {
    let mut story = Story::paused();
    story.before("lifetime/check-source");
    let (file, page) = (story.kept(0, Side::Source), story.page(0, Side::Source, "Protected"));
    story.done("lifetime/check-source", show(page));
    story.until(|story| story.outlook().next == Next::Support).grant(&support_answered());
    let refusal = story.answer("lifetime/obtain-source", keep(file.clone())).unwrap_err().to_string();
    assert!(refusal.contains("was found not to be prepared"), "{refusal}");
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
    assert!(refusal.contains("kept as the AAA license of LifeTime, is named after another serial number"), "{refusal}");
    story.grant(&again("lifetime/obtain-source"));
    let right = named(&story, 0, "KSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS");
    story.done("lifetime/obtain-source", keep(right)).finish_well();
    assert_eq!(story.state(), State::Done);
}

// Pages that come late, or too early

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
    assert_eq!(story.standing("production/upload-source"), Standing::Done(Evidence::Claimed));
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
        assert!(refusal.contains("a page outranks a word"), "{what}: {refusal}");
        story.grant(&again("production/upload-source")).succeed("production/upload-source");
        story.done("production/check-source", claim("Ignore"));
    }
}

#[test]
fn a_text_that_is_still_in_the_clipboard_from_before_the_upload_proves_nothing() {
    let mut story = Story::paused();
    story.before("lifetime/upload-target");
    let before = story.page(0, Side::Source, "Ignore");
    let old = see(&story, 0, before.clone());
    story.done("lifetime/upload-target", StepCommand::Begin { vault: story.vault(0) });
    let refusal = story.wish(&old).unwrap_err().to_string();
    assert!(refusal.starts_with("This page reads like the one from before the upload"), "{refusal}");
    story.done("lifetime/upload-target", finish());
    let from_file = show(before.clone());
    let another_copy = see_anew(&story, 0, before.clone());
    for refusal in [story.answer("lifetime/check-target", from_file), story.wish(&another_copy)] {
        let refusal = refusal.unwrap_err().to_string();
        assert!(refusal.contains("it says nothing about LifeTime now"), "{refusal}");
    }
    assert!(story.run.environment(0).license.may_be_target());
    story.grant(&roll_back()).before("lifetime/confirm-source");
    let pasted = match show(before) {
        StepCommand::Show { page, evidence, .. } => StepCommand::Show { page, evidence, pasted: true },
        other => panic!("{other:?}"),
    };
    assert!(story.answer("lifetime/confirm-source", pasted).is_err());
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
    assert_eq!(story.run.environment(0).license.holding, Holding::Unknown);
    assert!(story.run.environment(0).license.may_be_target());
    let page = story.page(0, Side::Target, "Protected");
    let command = see_anew(&story, 0, page);
    story.grant(&command);
    assert_eq!(story.run.environment(0).license.holding, Holding::Side(Side::Target, Evidence::Verified));
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
    story.grant(&Command::ChangeSerial { environment, serial, reason: "it really reads so".to_owned() });
    story.before("production/check-source").done("production/check-source", show(page));
}

#[test]
fn once_the_license_definition_is_corrected_no_file_from_before_counts_as_obtained_again() {
    let mut story = Story::paused();
    story.before("quality/check-target");
    let before = story.kept(0, Side::Target);
    let page = story.page(2, Side::Target, "Ignore");
    story.done("quality/check-target", show(page)).grant(&support_answered());
    let refusal = story.answer("lifetime/obtain-target", keep(before)).unwrap_err().to_string();
    assert!(refusal.starts_with("a.lic is a file from before"), "{refusal}");
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
    assert_eq!(story.run.environment(3).serial, None);
    story.succeed("production/check-source");
    assert_eq!(story.run.environment(3).serial, Some(serial("XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT")));
}

// What was tested holds for the license it was tested with

#[test]
fn another_upload_asks_for_another_check_and_another_test() {
    let mut story = Story::paused();
    story.through("lifetime/republish");
    story.grant(&again("quality/check-target"));
    let page = story.page(2, Side::Target, "Ignore");
    story.done("quality/check-target", show(page)).grant(&support_answered()).finish_well();
    assert_eq!(story.state(), State::Done);
    assert!(story.run.environments().iter().all(|known| matches!(known.republished, Republished::Yes(_))));
}

#[test]
fn a_serial_number_that_changes_on_the_way_back_makes_the_restore_void() {
    let mut story = Story::paused();
    story.through("lifetime/check-target").grant(&roll_back()).through("lifetime/confirm-source");
    story.grant(&Command::ChangeSerial {
        environment: id("lifetime"),
        serial: serial("NEW-OIR-8NU-JAQ-2HH-X45-5VZ-GTS"),
        reason: "the server was moved".to_owned(),
    });
    for step in ["lifetime/restore-source", "lifetime/confirm-source"] {
        assert!(!matches!(story.standing(step), Standing::Done(_)), "{step}");
    }
    assert_eq!(story.run.environment(0).license.holding, Holding::Unknown);
    story.finish_well();
    assert_eq!(story.state(), State::RolledBack);
    assert_eq!(story.holding(Side::Source).len(), 4);
}

// The stopped line

#[test]
fn what_stopped_the_line_holds_the_others_until_it_succeeds_whatever_is_done_about_it() {
    let step = "development/republish";
    let detours: [fn(&mut Story); 3] = [
        |story| {
            story.done("development/republish", StepCommand::Begin { vault: story.vault(1) });
        },
        |story| {
            story.done("development/republish", StepCommand::Begin { vault: story.vault(1) });
            story.done("development/republish", StepCommand::Withdraw { note: String::new() });
        },
        |story| {
            story.grant(&again("development/republish"));
        },
    ];
    for detour in detours {
        let mut story = Story::paused();
        story.before(step).done(step, message(IP_ERROR));
        story.grant(&Command::LiftStop { reason: "Support corrected it".to_owned() });
        detour(&mut story);
        assert!(matches!(story.standing("quality/republish"), Standing::Waiting(_)));
        story.finish_well();
        assert_eq!(story.state(), State::Done);
    }
}

#[test]
fn what_was_begun_and_not_done_stands_where_it_stood() {
    let step = "development/republish";
    let mut story = Story::paused();
    story.before(step).done(step, message(IP_ERROR));
    story.grant(&Command::LiftStop { reason: "once more".to_owned() });
    story
        .done(step, StepCommand::Begin { vault: story.vault(1) })
        .done(step, StepCommand::Withdraw { note: String::new() });
    assert_eq!(story.standing(step), Standing::Failed);
    assert_eq!(story.outlook().holds[0].reason, HoldReason::IpError);
}

#[test]
fn any_error_that_names_intellectual_property_stops_the_line() {
    for text in [
        "You do not own the intellectual property of this module.",
        "IPP: rejected",
        "Compilation failed (Intellectual-Property check)",
    ] {
        let mut story = Story::paused();
        story.before("lifetime/republish").done("lifetime/republish", message(text));
        assert_eq!(story.state(), State::Stopped, "{text}");
    }
    for text in ["Compilation failed: shipping module is outdated", "The property of the intellectual is wrong"] {
        let mut story = Story::paused();
        story.before("lifetime/republish").done("lifetime/republish", message(text));
        assert_ne!(story.state(), State::Stopped, "{text}");
    }
}

// Words

#[test]
fn a_serial_number_not_listed_under_the_target_is_told_so_and_holds() {
    let mut story = Story::paused();
    story.before("lifetime/obtain-target").done("lifetime/obtain-target", report(Problem::SerialNotFound));
    assert_eq!(story.state(), State::Held);
    let ticket = acmove::domain::ticket::ticket(&story.run, &story.outlook(), story.now);
    assert!(ticket.contains("not listed under BBB") && !ticket.contains("not listed under AAA"), "{ticket}");
}

#[test]
fn a_new_file_has_to_be_uploaded_even_where_an_upload_was_done() {
    let mut story = Story::paused();
    story.through("lifetime/check-target");
    let target = Command::ReportDamage { environment: id("lifetime"), side: Side::Target, what: "gone".to_owned() };
    story.grant(&target);
    assert_eq!(story.standing("lifetime/obtain-target"), Standing::Done(Evidence::Verified), "it is installed already");
    story.grant(&again("lifetime/obtain-target"));
    let file = story.file(0, Side::Target);
    story.done("lifetime/obtain-target", keep(file));
    assert_eq!(story.standing("lifetime/upload-target"), Standing::Reopened);
    assert!(matches!(story.last(), Event::LicenseKept { .. }));
}

#[test]
fn a_restore_that_has_to_be_done_again_asks_for_the_backup_that_was_lost_meanwhile() {
    let mut story = Story::paused();
    story.through("lifetime/check-target").grant(&roll_back()).through("rollback/pause-production");
    story.done("lifetime/restore-source", StepCommand::Begin { vault: story.vault(0) }).grant(&lose_backup("lifetime"));
    story.done("lifetime/restore-source", finish());
    assert!(!matches!(story.standing("lifetime/obtain-source"), Standing::Open | Standing::Reopened), "it is restored");
    story.grant(&again("lifetime/restore-source"));
    assert_eq!(story.outlook().next, Next::Step(story.place("lifetime/obtain-source")));
    story.finish_well();
    assert_eq!(story.state(), State::RolledBack);
}

#[test]
fn after_going_on_all_the_same_what_the_failed_publish_waits_for_can_be_done_again() {
    for edition in EDITIONS {
        for publish in ["lifetime/republish", "quality/republish"] {
            for detour in DETOURS {
                let mut story = Story::of(edition, FOUR);
                story.before(publish).done(publish, message(IP_ERROR));
                story.grant(&Command::LiftStop { reason: "Support corrected it".to_owned() });
                detour(&mut story);
                assert!(
                    matches!(story.outlook().next, Next::Step(_)),
                    "{edition} {publish}: {:?}",
                    story.outlook().next
                );
                story.finish_well();
                assert_eq!(story.state(), State::Done, "{edition} {publish}");
            }
        }
    }
}

type Detour = fn(&mut Story);

/// What reopens an earlier step.
const DETOURS: [Detour; 4] = [
    |story| {
        let serial = "NEW-AAA-IL5-OYI-9SO-LCU-4SQ-QUT".parse().unwrap();
        let environment = "lifetime".parse().unwrap();
        story.grant(&Command::ChangeSerial { environment, serial, reason: "another server".to_owned() });
    },
    |story| {
        let step = "lifetime/upload-target".into();
        story.grant(&Command::DoAgain { step, reason: "the wrong file".to_owned() });
    },
    |story| {
        let environment = "development".parse().unwrap();
        story.grant(&Command::ReportDamage { environment, side: Side::Source, what: "gone".to_owned() });
    },
    |story| {
        let page = Box::new(story.page(0, Side::Source, "Protected"));
        let evidence = Digest::of(b"another");
        story.grant(&Command::SeePage { environment: "lifetime".parse().unwrap(), page, evidence });
    },
];
