//! Commands of several environments at the same time, in a real migration that nobody sits at.

use std::{
    fs,
    process::{Child, Stdio},
    thread,
};

use rustix::process::{Pid, Signal, kill_process, test_kill_process_group};
use serde_json::Value;

use super::killed::end;
use crate::harness::site::{NAMES, Site, answers, code, description, errors, said};

const THREE: [&str; 3] = ["development", "quality", "staging"];

const RUN: [&str; 5] = ["run", "m", "--answers", "answers.toml", "--unattended"];

/// A migration in which a script uploads to three environments; `$0` is the name of the environment, `$1` the list of those that
/// have started.
fn site(script: &str) -> Site {
    let site = Site::new();
    let log = site.path("log").display().to_string();
    let mut text = description();
    for (id, _, serial) in NAMES.iter().filter(|(id, ..)| THREE.contains(id)) {
        let script = format!("echo $0 >> $1; {script}");
        let command = format!("upload_license = [\"sh\", \"-c\", {script:?}, \"{id}\", {log:?}, \"{{license}}\"]");
        let serial = format!("serial = \"{serial}\"\n");
        text = text.replace(&serial, &format!("{serial}[environment.commands]\n{command}\n"));
    }
    site.write("infrastructure.toml", &text);
    assert_eq!(code(&site.run(&["new", "m", "--infrastructure", "infrastructure.toml"])), 0);
    site.write("answers.toml", &by_commands("command = true"));
    site
}

fn by_commands(given: &str) -> String {
    let steps = THREE.map(|id| format!("{id}/upload-source"));
    answers(&steps.each_ref().map(|step| (step.as_str(), given)))
}

fn started(site: &Site) -> Vec<String> {
    fs::read_to_string(site.path("log")).unwrap_or_default().lines().map(str::to_owned).collect()
}

/// The program, with all three commands at work.
fn at_work(site: &Site) -> Child {
    let acmove = site.command(&RUN).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while started(site).len() < THREE.len() {
        thread::yield_now();
    }
    acmove
}

fn facts(site: &Site, kind: &str) -> Vec<Value> {
    let facts = site.journal();
    let events = facts.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["event"].clone());
    events.filter(|event| event["type"] == kind).collect()
}

fn process(fact: &Value) -> u64 {
    fact["process"]["id"].as_u64().unwrap()
}

/// Each waits until all of them have started: one after the other they would never end.
#[test]
fn the_commands_of_three_environments_run_at_the_same_time_and_each_line_names_its_own() {
    let site = site("until test $(wc -l < $1) -ge 3; do sleep 0.01; done; echo all are here");
    let output = site.run(&RUN);
    assert_eq!(code(&output), 0, "{}", said(&output));
    for id in THREE {
        assert!(said(&output).contains(&format!("  {id}: all are here")), "{}", said(&output));
    }
    let ended = facts(&site, "command-ended");
    assert_eq!(ended.len(), 3);
    for (fact, started) in ended.iter().zip(THREE) {
        assert!(ended.iter().any(|fact| fact["step"] == format!("{started}/upload-source")), "{fact}");
    }
    assert_eq!(code(&site.run(&["verify", "m"])), 0);
}

#[test]
fn killed_while_three_run_it_asks_about_each_of_them() {
    let site = site("sleep 1000");
    let mut acmove = at_work(&site);
    acmove.kill().unwrap();
    acmove.wait().unwrap();
    let left = facts(&site, "command-started");
    assert_eq!(left.len(), 3);
    let output = site.run(&RUN);
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert!(errors(&output).contains("has been running on this machine as process"), "{}", errors(&output));
    assert_eq!(started(&site).len(), 3, "none is started again");
    for fact in &left {
        end(process(fact));
    }
    // Somebody has looked: two were done, one was not.
    let step = |id: &str, given: &str| format!("[[steps.\"{id}/upload-source\"]]\n{given}\n");
    let text = by_commands("")
        + &step("development", "done = true")
        + &step("quality", "done = false\nnote = \"the page shows the old license\"")
        + &step("quality", "done = true")
        + &step("staging", "done = true");
    site.write("answers.toml", &text);
    let output = loop {
        let output = site.run(&RUN);
        if !errors(&output).contains("still runs") && !errors(&output).contains("has been running") {
            break output;
        }
    };
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(started(&site).len(), 3);
    assert!(facts(&site, "step-begun").len() > 3 && site.journal().contains("the page shows the old license"));
    assert_eq!(code(&site.run(&["verify", "m"])), 0);
}

#[test]
fn a_signal_that_ends_acmove_ends_all_commands_and_what_they_came_to_is_asked() {
    let site = site("sleep 1000");
    let mut acmove = at_work(&site);
    let id = Pid::from_raw(i32::try_from(acmove.id()).unwrap()).unwrap();
    kill_process(id, Signal::TERM).unwrap();
    acmove.wait().unwrap();
    for fact in facts(&site, "command-started") {
        let group = Pid::from_raw(i32::try_from(process(&fact)).unwrap()).unwrap();
        while test_kill_process_group(group).is_ok() {
            thread::yield_now();
        }
    }
    assert!(facts(&site, "command-ended").is_empty());
    let output = site.run(&RUN);
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert!(errors(&output).contains("A command was started, but its end was not recorded."), "{}", errors(&output));
    assert_eq!(started(&site).len(), 3, "none is started again");
}

#[test]
fn one_by_one_is_for_runs_that_ask_nobody() {
    let site = Site::started();
    assert_eq!(code(&site.run(&["run", "m", "--one-by-one"])), 2);
    let output = site.run(&["rehearse", "--lines", "--one-by-one", "--dir", "r"]);
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(errors(&output).contains("--one-by-one needs --auto or --unattended"), "{}", errors(&output));
}
