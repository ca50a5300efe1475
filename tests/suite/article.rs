//! The procedure as the article tells it, phase by phase: what goes well, and what follows when it does not.

use acmove::domain::{
    command::{Command, StepCommand},
    event::{Event, Origin, Problem},
    infrastructure::Side,
    outlook::{Gate, HoldReason, Next, Standing, State},
    page::{Banner, EndDate, IntellectualProperty, LicensingPage},
    run::{Evidence, Holding, Republished},
};

use crate::support::{EDITIONS, FOUR, IP_ERROR, Story, claim, finish, keep, message, report, roll_back, serial, show};

const ALL: [&str; 4] = ["lifetime", "development", "quality", "production"];

fn is_open(standing: &Standing) -> bool {
    standing.is_answerable()
}

#[test]
fn both_editions_lead_to_the_target_everywhere() {
    for edition in EDITIONS {
        let mut story = Story::of(edition, FOUR);
        story.finish_well();
        assert_eq!(story.state(), State::Done, "{edition}");
        assert_eq!(story.holding(Side::Target), ALL, "{edition}");
        assert!(story.run.environments().iter().all(|known| known.republished == Republished::Yes(Evidence::Claimed)));
    }
}

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
    assert_eq!(story.run.environment(3).backup.as_ref().unwrap().bytes, 1834);
    story.succeed("production/upload-source");
    assert_eq!(story.run.environment(3).license.holding, Holding::Side(Side::Source, Evidence::Claimed));
}

#[test]
fn a_page_that_reads_ignore_verifies_the_refresh() {
    let mut story = Story::paused();
    story.through("production/check-source");
    assert_eq!(story.standing("production/check-source"), Standing::Done(Evidence::Verified));
    assert_eq!(story.run.environment(3).license.holding, Holding::Side(Side::Source, Evidence::Verified));
    let reading = story.run.environment(3).intellectual_property.clone().unwrap();
    assert_eq!((reading.value.as_str(), reading.evidence), ("Ignore", Evidence::Verified));
}

#[test]
fn what_is_only_said_is_a_claim_and_never_verified() {
    let mut story = Story::paused();
    story.before("production/check-source").done("production/check-source", claim("ignore"));
    assert_eq!(story.standing("production/check-source"), Standing::Done(Evidence::Claimed));
    assert_eq!(story.run.environment(3).license.holding, Holding::Side(Side::Source, Evidence::Claimed));
    assert_eq!(story.run.environment(3).intellectual_property.clone().unwrap().evidence, Evidence::Claimed);
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
    assert_eq!((outlook.holds[0].environments.as_slice(), outlook.holds[0].faq), ([2, 3].as_slice(), Some(1)));
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
    let mut story = Story::paused();
    story.done("production/obtain-source", report(Problem::SerialNotFound));
    let file = story.file(3, Side::Source);
    story.done("production/obtain-source", StepCommand::Keep { file, origin: Origin::ServiceCenter });
    assert_eq!(story.standing("production/obtain-source"), Standing::Done(Evidence::Verified));
    assert!(story.run.environment(3).backup.is_some());
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
    assert_eq!((outlook.holds[0].environments.as_slice(), outlook.holds[0].faq), ([2, 3].as_slice(), Some(2)));
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
    let ticket = acmove::domain::ticket::ticket(&story.run, &story.outlook(), story.now);
    for named in ["Production, serial number XBI-", "LifeTime, serial number KSM-", "8RV.WLK.", "K2D.0QX."] {
        assert!(ticket.contains(named), "{named} is not in\n{ticket}");
    }
}

// Phase 3: install BBB, implied by the article

#[test]
fn phases_that_the_article_only_implies_are_marked_with_their_reason() {
    let procedure = crate::support::edition(EDITIONS[0]);
    let implied: Vec<_> =
        procedure.phases.iter().filter(|phase| phase.implied.is_some()).map(|phase| &phase.id).collect();
    assert_eq!(implied, ["install-target", "resume"]);
    let today = crate::support::edition(EDITIONS[1]);
    let change = today.phases.iter().find(|phase| phase.id == "change").unwrap();
    assert!(change.implied.is_none(), "today's article says itself that BBB is installed");
}

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
    let page = story.page(1, Side::Target, "Ignore");
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
    assert!(refused.to_string().contains("was found not to be prepared"), "{refused}");
    story.finish_well();
    assert_eq!(story.state(), State::Done);
}

/// The file of Development that was found not to be prepared.
fn rejected(story: &Story) -> acmove::domain::command::OfferedFile {
    let sha256 = story.run.environment(1).rejected[0];
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
    assert!(refusal.contains("was not begun"), "what is in the clipboard may be of another publish: {refusal}");
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

// Rollback

#[test]
fn a_rollback_restores_the_environments_that_have_a_target_license_and_no_others() {
    let mut story = Story::paused();
    story.through("development/check-target").grant(&roll_back());
    assert!(matches!(story.last(), Event::RollbackStarted { environments, .. } if environments.len() == 2));
    story.finish_well();
    assert_eq!(story.state(), State::RolledBack);
    assert_eq!(story.holding(Side::Target), [""; 0]);
    let restored = story.steps(|standing| matches!(standing, Standing::Done(_)));
    let restored: Vec<_> = restored.into_iter().filter(|step| step.ends_with("/restore-source")).collect();
    assert_eq!(restored, ["lifetime/restore-source", "development/restore-source"]);
    assert_eq!(story.standing("quality/restore-source"), Standing::NotNeeded);
}

#[test]
fn a_rollback_pauses_restores_confirms_republishes_and_contacts_support_in_this_order() {
    let mut story = Story::paused();
    story.through("lifetime/upload-target").grant(&roll_back());
    let mut way = Vec::new();
    while let Next::Step(place) = story.outlook().next {
        way.push(story.run.planned(place).id.to_string());
        story.advance();
    }
    assert_eq!(
        way,
        [
            "rollback/pause-production",
            "lifetime/restore-source",
            "lifetime/confirm-source",
            "lifetime/republish-source",
            "rollback/contact-support"
        ]
    );
}

#[test]
fn a_publish_that_fails_on_the_way_back_is_told_to_support_at_its_end() {
    let mut story = Story::paused();
    story.through("lifetime/check-target").grant(&roll_back());
    story.before("lifetime/republish-source").done("lifetime/republish-source", message(IP_ERROR));
    assert_eq!(story.standing("lifetime/republish-source"), Standing::Collected);
    let ticket = acmove::domain::ticket::ticket(&story.run, &story.outlook(), story.now);
    assert!(ticket.contains(IP_ERROR), "{ticket}");
    story.succeed("rollback/contact-support");
    assert_eq!(story.state(), State::RolledBack);
}

#[test]
fn an_upload_that_was_begun_counts_as_a_target_license_until_a_page_shows_the_source() {
    let mut story = Story::paused();
    story.before("lifetime/upload-target");
    story.done("lifetime/upload-target", StepCommand::Begin { vault: story.vault(0) });
    assert!(story.run.environment(0).license.may_be_target());
    story.done("lifetime/upload-target", StepCommand::Withdraw { note: String::new() });
    assert!(story.run.environment(0).license.may_be_target(), "a person's word does not undo it");
    let page = story.page(0, Side::Source, "Ignore");
    let evidence = acmove::domain::digest::Digest::of(b"page");
    story.grant(&Command::SeePage { environment: "lifetime".parse().unwrap(), page: Box::new(page), evidence });
    assert!(!story.run.environment(0).license.may_be_target());
}

#[test]
fn while_an_upload_is_under_way_nobody_knows_which_license_is_installed() {
    let mut story = Story::paused();
    story.before("lifetime/upload-target");
    assert_eq!(story.holding(Side::Source), ALL);
    story.done("lifetime/upload-target", StepCommand::Begin { vault: story.vault(0) });
    let known = story.run.environment(0);
    assert_eq!(known.license.holding, Holding::Unknown, "what was verified before does not count any more");
    assert!(known.license.may_be_target() && known.intellectual_property.is_none());
    story.done("lifetime/upload-target", finish());
    assert_eq!(story.run.environment(0).license.holding, Holding::Side(Side::Target, Evidence::Claimed));
}

#[test]
fn a_page_that_shows_the_target_during_a_rollback_brings_its_environment_in() {
    let mut story = Story::paused();
    story.through("lifetime/check-target").grant(&roll_back());
    assert_eq!(story.standing("quality/restore-source"), Standing::NotNeeded);
    let page = story.page(2, Side::Target, "Protected");
    let evidence = acmove::domain::digest::Digest::of(b"page");
    story.grant(&Command::SeePage { environment: "quality".parse().unwrap(), page: Box::new(page), evidence });
    assert_ne!(story.standing("quality/restore-source"), Standing::NotNeeded);
}

// Hard rules

#[test]
fn no_target_license_is_uploaded_where_the_backup_is_not_read_back_and_verified() {
    use acmove::domain::command::{FileCondition, VaultCheck};
    let mut story = Story::paused();
    story.before("production/upload-target");
    let fine = story.vault(3);
    for (source, why) in [
        (FileCondition::Absent, "it is not there"),
        (FileCondition::Damaged("its content has changed".to_owned()), "its content has changed"),
        (FileCondition::Intact(acmove::domain::digest::Digest::of(b"another")), "it is another file"),
    ] {
        let vault = VaultCheck { source, ..fine.clone() };
        let refusal = story.answer("production/upload-target", StepCommand::Begin { vault }).unwrap_err();
        assert!(refusal.to_string().contains(why), "{refusal}");
    }
    assert!(story.answer("production/upload-target", finish()).is_err(), "it cannot be finished without having begun");
    assert!(!story.run.environment(3).license.may_be_target());
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
            let environment = story.run.planned(story.place(step)).environment.unwrap();
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
    assert_eq!(story.run.environment(3).serial, Some(serial("XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT")));
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
    assert!(story.run.environment(3).backup.is_none());
    assert_eq!(story.standing("production/obtain-source"), Standing::Reopened);
    assert_eq!(story.standing("lifetime/obtain-source"), Standing::Open, "the others go on");
    story.finish_well();
    assert_eq!(story.state(), State::Done);
}

// The current edition

#[test]
fn the_current_edition_backs_up_without_uploading_and_goes_environment_by_environment() {
    let mut story = Story::of(EDITIONS[1], FOUR);
    let mut way = Vec::new();
    story.until(|story| matches!(story.outlook().next, Next::Step(_)));
    while let Next::Step(place) = story.outlook().next {
        way.push(story.run.planned(place).id.to_string());
        story.advance();
        if story.outlook().next == Next::Step(story.place("lifetime/check-target")) {
            assert!(matches!(story.standing("development/obtain-target"), Standing::Waiting(Gate::Environment(0))));
        }
    }
    let of = |environment: &str| way.iter().filter(|step| step.starts_with(environment)).cloned().collect::<Vec<_>>();
    let steps = ["obtain-source", "check-modules", "obtain-target", "upload-target", "check-target", "republish"];
    assert_eq!(of("production/"), steps.map(|step| format!("production/{step}")));
    assert!(!way.iter().any(|step| step.ends_with("upload-source")));
}
