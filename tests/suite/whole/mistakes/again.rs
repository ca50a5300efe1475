//! A step that is done again: a test holds for the license it was made with, and a stopped line for all.

use acmove::domain::{
    command::{Command, StepCommand},
    digest::Digest,
    event::{Event, Problem},
    infrastructure::Side,
    outlook::{HoldReason, Next, Standing, State},
    run::{Evidence, Holding, Republished},
};

use super::{again, id, lose_backup, support_answered};
use crate::harness::story::{
    EDITIONS, FOUR, IP_ERROR, Story, env_ix, finish, keep, message, report, roll_back, serial, show,
};

// What was tested holds for the license it was tested with

#[test]
fn another_upload_asks_for_another_check_and_another_test() {
    let mut story = Story::paused();
    story.through("lifetime/republish");
    story.grant(&again("quality/check-target"));
    let page = story.page(2, Side::Target, "Blocked");
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
    assert_eq!(story.run.environment(env_ix(0)).license.holding, Holding::Unknown);
    story.finish_well();
    assert_eq!(story.state(), State::RolledBack);
    assert_eq!(story.holding(Side::Source).len(), 4);
}

// The stopped line

#[test]
fn what_stopped_the_line_holds_the_others_until_it_succeeds_whatever_is_done_about_it() {
    let step = "development/republish";
    let reopenings: [fn(&mut Story); 3] = [
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
    for reopening in reopenings {
        let mut story = Story::paused();
        story.before(step).done(step, message(IP_ERROR));
        story.grant(&Command::LiftStop { reason: "Support corrected it".to_owned() });
        reopening(&mut story);
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
        let _ = story.before("lifetime/republish").answer("lifetime/republish", message(text));
        assert_ne!(story.state(), State::Stopped, "{text}");
    }
}

// Words

#[test]
fn a_serial_number_not_listed_under_the_target_is_told_so_and_holds() {
    let mut story = Story::paused();
    story.before("lifetime/obtain-target").done("lifetime/obtain-target", report(Problem::SerialNotFound));
    assert_eq!(story.state(), State::Held);
    let ticket = acmove::domain::ticket::ticket(&story.run, story.outlook(), story.now);
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
            for reopening in REOPENINGS {
                let mut story = Story::of(edition, FOUR);
                story.before(publish).done(publish, message(IP_ERROR));
                story.grant(&Command::LiftStop { reason: "Support corrected it".to_owned() });
                reopening(&mut story);
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

type Reopening = fn(&mut Story);

/// What reopens an earlier step.
const REOPENINGS: [Reopening; 4] = [
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
