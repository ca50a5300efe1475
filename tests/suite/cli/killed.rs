//! acmove is killed while a command runs: nothing is begun beside it, and nothing is begun once more by itself.

use std::{
    fs,
    process::{Child, Output, Stdio},
    thread,
};

use serde_json::Value;

use crate::harness::site::{Site, answers, code, description, errors, said};

const UPLOAD: &str = "production/upload-source";

/// A migration whose upload is done by a script that says when it starts and ends. It ends at once where `quick` is there.
fn site() -> Site {
    let site = Site::new();
    let log = site.path("log").display().to_string();
    let quick = site.path("quick").display().to_string();
    let script = format!("echo start >> {log}; test -e {quick} || sleep 1000; echo end >> {log}");
    let command = format!("[environment.commands]\nupload_license = [\"sh\", \"-c\", {script:?}, \"{{license}}\"]\n");
    site.write("infrastructure.toml", &(description() + &command));
    assert_eq!(code(&site.run(&["new", "m", "--infrastructure", "infrastructure.toml"])), 0);
    site.write("answers.toml", &by_command());
    site
}

fn by_command() -> String {
    answers(&[(UPLOAD, "command = true")])
}

const RUN: [&str; 5] = ["run", "m", "--answers", "answers.toml", "--unattended"];

/// Kills acmove as soon as its command runs, and answers with the process of that.
fn killed(site: &Site) -> u64 {
    let mut acmove: Child = site.command(&RUN).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while starts(site) == 0 {
        thread::yield_now();
    }
    acmove.kill().unwrap();
    acmove.wait().unwrap();
    started(site)["process"]["id"].as_u64().unwrap()
}

fn starts(site: &Site) -> usize {
    fs::read_to_string(site.path("log")).unwrap_or_default().matches("start").count()
}

/// The last start of a command on record.
fn started(site: &Site) -> Value {
    let facts: Vec<Value> = site.journal().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    facts.iter().rev().map(|fact| &fact["event"]).find(|event| event["type"] == "command-started").unwrap().clone()
}

/// Ends what a killed acmove has left.
pub(super) fn end(process: u64) {
    let pid = rustix::process::Pid::from_raw(i32::try_from(process).unwrap()).unwrap();
    rustix::process::kill_process_group(pid, rustix::process::Signal::KILL).unwrap();
}

/// Runs it again until the command that was left is gone: an ended process may be known for a moment.
fn run_after(site: &Site) -> Output {
    loop {
        let output = site.run(&RUN);
        if !errors(&output).contains("still runs") {
            return output;
        }
    }
}

#[test]
fn a_command_that_still_runs_is_named_and_nothing_is_begun_beside_it() {
    let site = site();
    let process = killed(&site);
    // Whatever an answers file says: what it comes to is not known yet.
    for given in ["command = true", "done = true", "done = false"] {
        site.write("answers.toml", &answers(&[(UPLOAD, given)]));
        let output = site.run(&RUN);
        assert_eq!(code(&output), 3, "{given}: {}", said(&output));
        let still = format!(
            "ConfigurationTool /UploadLicense has been running on this machine as process {process} \
            since"
        );
        assert!(errors(&output).contains(&still), "{given}: {}", errors(&output));
    }
    // Nor does a person begin anything there, and somebody else's process is left alone.
    let menu = site.typing(&["run", "m"], "0\n");
    assert!(
        said(&menu).contains("Wait until it has ended") && !said(&menu).contains("I uploaded it"),
        "{}",
        said(&menu)
    );
    assert_eq!(starts(&site), 1);
    end(process);
}

#[test]
fn a_command_whose_end_nobody_saw_is_not_started_again_by_itself() {
    let site = site();
    end(killed(&site));
    let output = run_after(&site);
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert!(errors(&output).contains("A command was started, but its end was not recorded."), "{}", errors(&output));
    assert!(errors(&output).contains("Check in Service Center"), "{}", errors(&output));
    let menu = site.typing(&["run", "m", "--answers", "answers.toml"], "0\n");
    assert!(
        said(&menu).contains("Check in Service Center whether it was done")
            && said(&menu).contains("I did not upload it"),
        "{}",
        said(&menu)
    );
    assert_eq!(starts(&site), 1);
    // Somebody has looked: it was.
    site.write("answers.toml", &answers(&[(UPLOAD, "done = true")]));
    let output = site.run(&RUN);
    assert_eq!((code(&output), starts(&site)), (0, 1), "{}", said(&output));
    assert_eq!(code(&site.run(&["verify", "m"])), 0);
}

#[test]
fn that_it_was_not_done_is_said_once_for_each_start() {
    let site = site();
    end(killed(&site));
    run_after(&site);
    // Somebody has looked: it was not. Then it is started once more, and killed once more.
    let said_once = format!(
        "[[steps.\"{UPLOAD}\"]]\ndone = false\nnote = \"the page shows the old license\"\n[[steps.\"{UPLOAD}\"]]\ncommand = true\n"
    );
    let all = answers(&[(UPLOAD, "")]) + &said_once;
    site.write("answers.toml", &all);
    fs::remove_file(site.path("log")).unwrap();
    end(killed(&site));
    let output = run_after(&site);
    assert_eq!((code(&output), starts(&site)), (3, 1), "{}", said(&output));
    site.write("answers.toml", &(format!("[[steps.\"{UPLOAD}\"]]\ndone = false\n") + &all));
    site.write("quick", "");
    let output = site.run(&RUN);
    assert_eq!((code(&output), starts(&site)), (0, 2), "{}", said(&output));
    assert!(site.journal().contains("the page shows the old license"));
}

#[test]
fn what_is_begun_outside_can_be_said_not_to_be_done_and_nothing_else() {
    let site = Site::started();
    let output = site.go(&answers(&[("pause/pause-production", "done = false")]));
    assert_eq!(code(&output), 2, "{}", said(&output));
    // Nothing was begun: there is nothing to take back.
    let output = site.go(&answers(&[(UPLOAD, "done = false")]));
    assert_eq!(code(&output), 3, "{}", said(&output));
}
