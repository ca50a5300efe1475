//! The serial number that is read before an upload.

use acmove::domain::{
    event::{Event, SerialRead},
    outlook::{HoldReason, Next, State},
    tool::ToolEnd,
};

use super::{GOOD, READS, SERIAL, ended, place, reading_story, with_commands};
use crate::harness::{
    scene::Scene,
    story::{EDITIONS, Story, env_ix, serial},
};

#[test]
fn the_serial_number_is_read_before_each_upload_by_hand_or_by_command() {
    for key in ["b", "x"] {
        let mut scene = Scene::of(&reading_story(), (100, 30));
        scene.press(key);
        assert_eq!(scene.ran[0].1.template.0, ["ConfigurationTool.com", "/GetSerial"]);
        assert!(!scene.model.engine.session.run.step(place(&scene, "production/upload-source")).is_under_way());
        let number = scene.ran[0].0;
        scene.send(ended(number, GOOD, &format!("Serial Number: {SERIAL}")));
        assert!(scene.model.engine.session.run.step(place(&scene, "production/upload-source")).is_under_way(), "{key}");
        assert_eq!(scene.ran.len(), if key == "x" { 2 } else { 1 }, "{key}");
    }
}

#[test]
fn a_changed_serial_number_holds_the_step_and_says_what_changes_it() {
    let mut scene = Scene::of(&reading_story(), (100, 30));
    scene.press("b");
    let number = scene.ran[0].0;
    let other = "ZZI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT";
    scene.send(ended(number, GOOD, other));
    let screen = scene.screen();
    assert!(screen.contains("Serial number changed: the server reports ZZI-"), "{screen}");
    assert!(screen.contains("VM restarts"), "{screen}");
    assert_eq!(scene.model.engine.session.outlook.state, State::Held);
    assert_eq!(scene.model.engine.session.outlook.holds[0].reason, HoldReason::SerialChanged);
    let upload = place(&scene, "production/upload-source");
    assert!(!scene.model.engine.session.run.step(upload).is_under_way());
    // Read again, it is the old one: it was a passing fault.
    scene.press("s");
    let number = scene.ran[1].0;
    scene.send(ended(number, GOOD, SERIAL));
    assert_eq!(scene.model.engine.session.outlook.state, State::Running);
    // Or it is recorded, with what was read filled in: its files are void.
    scene.press("b");
    let number = scene.ran[2].0;
    scene.send(ended(number, GOOD, other));
    scene.press("z Enter \"the VM was moved\" Enter \"void\" Enter");
    let known = scene.model.engine.session.run.environment(env_ix(3));
    assert_eq!((known.serial.clone(), known.drift.clone()), (Some(serial(other)), None));
    assert_eq!(scene.model.engine.session.outlook.next, Next::Step(place(&scene, "production/obtain-source")));
}

#[test]
fn a_serial_number_that_cannot_be_read_holds_once_and_the_procedure_goes_on_without_it() {
    for (end, text) in [(ToolEnd::NotStarted, "There is no program"), (GOOD, "no number"), (ToolEnd::TimedOut, SERIAL)]
    {
        let mut scene = Scene::of(&reading_story(), (100, 30));
        scene.press("b");
        let number = scene.ran[0].0;
        scene.send(ended(number, end, text));
        let upload = place(&scene, "production/upload-source");
        assert!(!scene.model.engine.session.run.step(upload).is_under_way());
        assert!(scene.screen().contains("The serial number could not be read"), "{}", scene.screen());
        scene.press("b");
        assert!(scene.model.engine.session.run.step(upload).is_under_way());
        assert_eq!(scene.ran.len(), 1);
    }
}

#[test]
fn a_serial_number_that_nobody_knew_is_learnt_from_its_server() {
    let text = with_commands(READS).replacen(&format!("serial = \"{SERIAL}\"\n"), "", 1);
    let mut story = Story::of(EDITIONS[0], &text);
    let environment = "production".parse().unwrap();
    let evidence = acmove::domain::digest::Digest::ZERO;
    story.record(Event::SerialRead(SerialRead { environment, serial: serial(SERIAL), evidence }));
    assert_eq!(
        (story.run.environment(env_ix(3)).serial.clone(), story.run.environment(env_ix(3)).drift.clone()),
        (Some(serial(SERIAL)), None)
    );
}
