//! What follows from a command at the screen: begun, claimed, failed, stopped.

use acmove::{
    domain::{
        command::{StepCommand, VaultCheck},
        deployment::DeploymentStatus,
        event::Event,
        outlook::{Next, State},
        refusal::Refusal,
        run::{Evidence, Progress},
        text::native,
        tool::{Process, Tool, ToolEnd},
    },
    engine::{
        Engine,
        message::EngineMsg,
        operation::{Operation, Request},
        subject::Subject,
    },
};
use jiff::SignedDuration;

use super::{GOOD, PASSWORD, READS, SERIAL, ended, place, reading_story, story, to_upload, with_commands};
use crate::harness::{
    scene::Scene,
    story::{EDITIONS, FOUR, Story, env_ix},
    watching::{deployment, look, seen, with_lifetime},
};

#[test]
fn a_command_is_begun_then_run_then_claimed() {
    let mut scene = Scene::of(&to_upload(), (100, 30));
    assert!(scene.screen().contains("By command: ConfigurationTool /UploadLicense"), "{}", scene.screen());
    scene.press("x");
    let (number, spec) = scene.ran.remove(0);
    assert!(scene.model.engine.session.run.step(place(&scene, "production/upload-source")).is_under_way());
    assert_eq!(spec.password_env.as_deref(), Some(PASSWORD));
    let license = &spec.values.iter().find(|(name, _)| name == "license").unwrap().1;
    assert!(license.contains(&native("licenses/production-source-")), "{license}");
    scene.send(EngineMsg::Printed(number, vec!["Uploading...".to_owned()]));
    let screen = scene.screen();
    assert!(
        screen.contains("Running: ConfigurationTool /UploadLicense")
            && screen.contains("Uploading...")
            && screen.contains("COMMAND RUNNING  "),
        "{screen}"
    );
    let squeezed: String = screen.split_whitespace().collect();
    assert!(squeezed.contains("{user}{password}"), "{screen}");
    scene.send(ended(number, GOOD, "License uploaded."));
    let step = scene.model.engine.session.run.step(place(&scene, "production/upload-source"));
    assert_eq!(step.progress, Progress::Done(Evidence::Claimed));
    assert_eq!(scene.model.engine.session.next(), Subject::Step(place(&scene, "production/check-source")));
}

#[test]
fn a_command_that_fails_asks_whether_it_was_done_with_its_last_lines() {
    for (end, said) in [
        (ToolEnd::Exited { code: 3 }, "ended with exit code 3"),
        (ToolEnd::TimedOut, "took too long and was stopped"),
        (ToolEnd::Cancelled, "was stopped by you"),
        (ToolEnd::Killed, "was ended by a signal"),
    ] {
        let mut scene = Scene::of(&to_upload(), (100, 30));
        scene.press("x");
        let number = scene.ran[0].0;
        scene.send(ended(number, end, "Connecting\nAccess denied for [hidden]"));
        let screen = scene.screen();
        assert!(screen.contains(said) && screen.contains("Access denied for [hidden]"), "{screen}");
        assert!(
            screen.contains("whether it was done")
                && screen.contains("I uploaded it")
                && screen.contains("I did not upload it")
        );
        assert!(scene.model.engine.session.run.step(place(&scene, "production/upload-source")).is_under_way());
        // Once more, or by hand.
        assert!(screen.contains("Run the command again"), "{screen}");
        scene.press("x");
        assert_eq!(scene.ran.len(), 2);
    }
}

#[test]
fn a_running_command_is_stopped_by_its_own_key_and_leaving_is_asked_twice() {
    let mut scene = Scene::of(&to_upload(), (100, 30));
    scene.press("x");
    let number = scene.ran[0].0;
    scene.press("y n");
    assert!(
        scene.model.engine.session.run.step(place(&scene, "production/upload-source")).is_under_way(),
        "nobody answers over it"
    );
    scene.press("q");
    assert!(!scene.left && scene.screen().contains("A command is running."), "{}", scene.screen());
    scene.press("Tab q");
    assert!(!scene.left, "something else was done in between");
    scene.press(". X");
    assert_eq!(scene.stopped, [number]);
    scene.press("q q");
    assert!(scene.left);
}

#[test]
fn what_a_publish_command_prints_outweighs_its_exit_code() {
    for (end, text, state) in [
        (GOOD, "Invalid Intellectual Property: this is protected.", State::Stopped),
        (GOOD, "Outdated Consumer: App", State::Held),
        (GOOD, "Done.", State::Running),
        (ToolEnd::Exited { code: -4 }, "Done.", State::Running),
    ] {
        let mut scene = Scene::of(&story("", "production/republish"), (100, 30));
        scene.press("x");
        let number = scene.ran[0].0;
        scene.send(ended(number, end, text));
        assert_eq!(scene.model.engine.session.outlook.state, state, "{text}");
        let step = scene.model.engine.session.run.step(place(&scene, "production/republish"));
        let claimed = step.progress == Progress::Done(Evidence::Claimed);
        assert_eq!(claimed, end == GOOD && text == "Done.", "{text} {end:?}");
    }
}

#[test]
fn facts_of_a_command_are_the_programs_own_and_hold_no_secret() {
    let mut scene = Scene::of(&to_upload(), (100, 30));
    scene.press("x");
    let number = scene.ran[0].0;
    scene.send(ended(number, GOOD, "License uploaded."));
    let told = format!("{:?}", scene.recorded());
    assert!(told.contains("CommandEnded") && !told.contains(env!("CARGO_PKG_DESCRIPTION")));
    let fact = scene.recorded().iter().find(|event| matches!(event, Event::CommandEnded { .. })).cloned().unwrap();
    let Event::CommandEnded { line, tool, .. } = &fact else { panic!() };
    assert!(line.ends_with("{user} {password}") && *tool == Tool::UploadLicense, "{line}");
}

#[test]
fn what_was_begun_is_not_run_by_a_command_once_it_has_to_wait() {
    let mut story = story("", "lifetime/republish");
    let begin = story.operations("production/republish").remove(0);
    story.done("production/republish", begin);
    let begin = story.operations("quality/republish").remove(0);
    story.done("quality/republish", begin);
    story.done("quality/republish", crate::harness::story::message(crate::harness::story::IP_ERROR));
    assert_eq!(story.state(), State::Stopped);
    let run = StepCommand::Run { tool: Tool::Publish, line: "x".to_owned(), vault: story.vault(3), process: None };
    assert!(matches!(story.answer("production/republish", run), Err(Refusal::Closed { .. })));
    let mut scene = Scene::of(&story, (100, 30));
    scene.press("Tab Tab Tab Tab");
    assert!(!scene.screen().contains("OSPTool publish"), "{}", scene.screen());
    scene.press("x");
    assert!(scene.ran.is_empty());
    // Nor a file that is not what was kept.
    let mut story = to_upload();
    let begin = story.operations("production/upload-source").remove(0);
    story.done("production/upload-source", begin);
    let run = StepCommand::Run {
        tool: Tool::UploadLicense,
        line: "x".to_owned(),
        vault: VaultCheck::default(),
        process: None,
    };
    assert!(matches!(story.answer("production/upload-source", run), Err(Refusal::VaultFile { .. })));
}

#[test]
fn a_rollback_stops_what_runs_and_nothing_else_is_begun_there_meanwhile() {
    let mut scene = Scene::of(&story("", "production/upload-target"), (100, 30));
    scene.press("x");
    let number = scene.ran[0].0;
    scene.press("R r \"it goes wrong\" Enter \"roll back\" Enter");
    assert_eq!(scene.model.engine.session.outlook.state, State::RollingBack);
    assert_eq!(scene.stopped, [number]);
    scene.press("y");
    assert_eq!(scene.model.engine.session.next(), Subject::Step(place(&scene, "production/restore-source")));
    scene.press("b");
    assert!(scene.screen().contains("still running in this environment"), "{}", scene.screen());
    scene.send(ended(number, ToolEnd::Cancelled, "half"));
    scene.press("b");
    assert!(scene.model.engine.session.run.step(place(&scene, "production/restore-source")).is_under_way());
}

#[test]
fn in_a_rehearsal_what_a_command_does_now_is_not_done_twice() {
    let mut story = Story::rehearsal(EDITIONS[0], &with_commands(""));
    story.before("production/upload-source");
    let mut scene = Scene::of(&story, (100, 30));
    assert!(scene.screen().contains("Do it for me"), "{}", scene.screen());
    scene.press("x");
    let screen = scene.screen();
    assert!(screen.contains("X  Stop the command") && !screen.contains("Do it for me"), "{screen}");
}

#[test]
fn a_command_that_leaving_stops_is_recorded_as_stopped() {
    let mut scene = Scene::of(&to_upload(), (100, 30));
    scene.press("x");
    scene.now += SignedDuration::from_secs(6);
    scene.press("q");
    let farewell = scene.model.engine.farewell(scene.now);
    assert!(
        matches!(farewell.as_slice(), [Event::CommandEnded { end: ToolEnd::Cancelled, seconds: 6.., .. }]),
        "{farewell:?}"
    );
}

#[test]
fn ctrl_c_asks_too_while_a_command_runs() {
    for before in ["", "w \"note", ":"] {
        let mut scene = Scene::of(&to_upload(), (100, 30));
        scene.press("x").press(before).press("Ctrl-c");
        assert!(!scene.left, "{before}");
        scene.press("Ctrl-c");
        assert!(scene.left, "{before}");
    }
}

#[test]
fn a_fact_that_could_not_be_written_leads_to_nothing() {
    let mut scene = Scene::of(&reading_story(), (100, 30));
    scene.press("b");
    let number = scene.ran[0].0;
    scene.broken = true;
    scene.send(ended(number, GOOD, "ZZI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT"));
    assert!(scene.screen().contains("Nothing was recorded"), "{}", scene.screen());
    scene.broken = false;
    let upload = place(&scene, "production/upload-source");
    assert!(!scene.model.engine.session.run.step(upload).is_under_way());
    scene.press("b");
    assert_eq!(scene.ran.len(), 2, "it is read again");
}

#[test]
fn a_reading_that_was_stopped_is_made_next_time() {
    let mut scene = Scene::of(&reading_story(), (100, 30));
    for count in 1..=2 {
        scene.press("b");
        assert_eq!(scene.ran.len(), count);
        let number = scene.ran[count - 1].0;
        scene.send(ended(number, ToolEnd::Cancelled, ""));
    }
}

#[test]
fn what_ends_late_says_nothing_about_what_is_under_way_now() {
    let mut scene = Scene::of(&to_upload(), (100, 30));
    scene.press("x");
    let number = scene.ran[0].0;
    let mut reopened = Scene::of(&to_upload(), (100, 30));
    reopened.press("x");
    // acmove was killed and opened again: the command was started, and its end was not seen.
    let screen = reopened.folded_screen();
    assert!(screen.contains("was started, and its end was not seen"), "{screen}");
    assert!(screen.contains("I uploaded it") && screen.contains("Run the command again"), "{screen}");
    scene.send(ended(number, ToolEnd::Exited { code: 1 }, "no"));
    scene.press("n");
    assert!(scene.model.engine.session.run.step(place(&scene, "production/upload-source")).ran.is_none());
}

#[test]
fn five_commands_run_at_once_and_each_end_belongs_to_its_own_step() {
    let commands = "[environment.commands]\nupload_license = [\"C\", \"{license}\"]\n";
    let more = |n: usize| format!("[[environment]]\nname = \"Branch {n}\"\nrole = \"test\"\n{commands}");
    let description = FOUR.to_owned() + &(1..=5).map(more).collect::<String>();
    let mut story = Story::of(EDITIONS[0], &description);
    story.until(|story| story.outlook().next == Next::Step(story.place("branch-1/upload-source")));
    for n in 2..=5 {
        story.succeed(&format!("branch-{n}/obtain-source"));
    }
    let mut scene = Scene::of(&story, (100, 30));
    for n in 1..=5 {
        while scene.model.ui.environment(&scene.model.engine.session) != Some(env_ix(3 + n)) {
            scene.press("Tab");
        }
        scene.press("x");
    }
    assert_eq!(scene.model.engine.session.running.len(), 5);
    assert!(scene.screen().contains("COMMAND RUNNING, 5 IN ALL"), "{}", scene.screen());
    let third = scene.ran[2].0;
    scene.send(ended(third, GOOD, "ok"));
    assert_eq!(
        scene.model.engine.session.run.step(place(&scene, "branch-3/upload-source")).progress,
        Progress::Done(Evidence::Claimed)
    );
    assert!(scene.model.engine.session.run.step(place(&scene, "branch-2/upload-source")).is_under_way());
    assert_eq!(scene.model.engine.session.running.len(), 4);
    // Whoever goes on with one environment sees that commands run in the others.
    scene.press("Shift-Tab Shift-Tab");
    assert!(scene.screen().contains("NOW YOU, 4 COMMANDS RUN"), "{}", scene.screen());
}

#[test]
fn after_a_serial_number_was_read_nothing_begins_where_a_gate_was_closed_meanwhile() {
    let mut story = Story::of(EDITIONS[0], &with_lifetime(&with_commands(READS)));
    story.before("pause/pause-production");
    look(&mut story, &seen(&[]));
    story.before("production/upload-source");
    let mut scene = Scene::of(&story, (100, 30));
    scene.press("x");
    let number = scene.ran[0].0;
    scene.send(EngineMsg::Observed(seen(&[deployment("a", "Production", DeploymentStatus::Running)])));
    scene.send(ended(number, GOOD, &format!("Serial number: {SERIAL}")));
    assert_eq!(scene.ran.len(), 1, "the upload is not begun");
    let facts = scene.recorded();
    assert!(facts.iter().any(|event| matches!(event, Event::SerialRead(_))));
    let begins = |event: &Event| matches!(event, Event::StepBegun { .. } | Event::Refused { .. });
    assert!(!facts.iter().any(begins), "{facts:?}");
    // Once the gate is open again, it is begun as ever.
    scene.send(EngineMsg::Observed(seen(&[deployment("a", "Production", DeploymentStatus::Successful)])));
    scene.press("g \"it has ended\" Enter x");
    assert_eq!(scene.ran.len(), 2);
}

/// Whoever opens it again after acmove was killed, with its command still at work.
fn killed(mut scene: Scene) -> Scene {
    scene.living = vec![Process { id: 4711, start: "then".to_owned() }];
    scene.press("x");
    assert_eq!(scene.ran.len(), 1);
    let session = scene.folded();
    scene.model.engine = Engine::new(session, scene.now);
    scene.ran.clear();
    scene.begin();
    scene
}

#[test]
fn beside_a_command_that_still_runs_nothing_is_begun_and_nothing_is_said() {
    let mut scene = killed(Scene::of(&to_upload(), (100, 30)));
    let screen = scene.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(screen.contains("has been running on this machine as process 4711 since"), "{screen}");
    assert!(!screen.contains("I uploaded it") && !screen.contains("Run the command again"), "{screen}");
    let upload = Subject::Step(place(&scene, "production/upload-source"));
    for operation in [Operation::Begin, Operation::RunCommand, Operation::Finish, Operation::Withdraw] {
        let facts = scene.facts.len();
        scene.send(EngineMsg::Do(Request { operation, subject: upload, arguments: Vec::new() }));
        assert!(scene.said().contains("Wait until it has ended"), "{operation:?}: {}", scene.said());
        assert_eq!((scene.facts.len(), scene.ran.len()), (facts, 0), "{operation:?}");
    }
    // It has ended: then a person says what came of it.
    scene.living.clear();
    scene.send(EngineMsg::LookForLeft);
    let screen = scene.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(screen.contains("its process, 4711, is not found") && screen.contains("whether it was done"), "{screen}");
    scene.press("n");
    assert!(!scene.model.engine.session.run.step(place(&scene, "production/upload-source")).is_under_way());
}

#[test]
fn nothing_is_restored_beside_a_command_that_still_uploads() {
    let mut scene = killed(Scene::of(&story("", "production/upload-target"), (100, 30)));
    scene.press("R r \"it goes wrong\" Enter \"roll back\" Enter");
    assert_eq!(scene.model.engine.session.outlook.state, State::RollingBack);
    scene.press("y");
    let restore = place(&scene, "production/restore-source");
    assert_eq!(scene.model.engine.session.next(), Subject::Step(restore));
    scene.press("b");
    assert!(!scene.model.engine.session.run.step(restore).is_under_way(), "{}", scene.screen());
    scene.living.clear();
    scene.send(EngineMsg::LookForLeft).press("b");
    assert!(scene.model.engine.session.run.step(restore).is_under_way(), "{}", scene.screen());
}
