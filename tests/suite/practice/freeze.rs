//! The freeze watch against the practice LifeTime: a deployment at the pause, one in the freeze, LifeTime dying in the middle, a
//! token without rights.

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::Command,
    time::Duration,
};

use acmove::{
    domain::{
        command::Command as Wish,
        deployment::DeploymentStatus,
        outlook::{Next, State},
        refusal::Refusal,
        run::WatchState,
        watch::{Observation, question},
    },
    driver::{
        http::Limits,
        lifetime::{LifeTimeApi, Poller},
        secret::Secret,
    },
    practice::{Practice, scenario::scenario},
    runtime::rehearsal::{ClockPace, Prepared},
};
use jiff::Timestamp;
use serde_json::Value;

use crate::{
    harness::{
        story::{EDITIONS, FOUR, Story, finish},
        watching::look,
    },
    practice::scenario::known,
};

fn practice(id: &str) -> Practice {
    Prepared::here(known(id), ClockPace::Stepped).unwrap().serve().unwrap()
}

fn download_filter(practice: &Practice) -> Poller {
    let limits = Limits { answer: Duration::from_secs(5), pauses: vec![Duration::ZERO; 3], ..Limits::usual(|_| {}) };
    Poller::of(LifeTimeApi::at(&practice.addresses().lifetime, Secret::of("any"), None, limits).unwrap())
}

fn story(practice: &Practice) -> Story {
    let lifetime = format!("[lifetime]\nurl = \"{}\"\ntoken_env = \"T\"\n", practice.addresses().lifetime);
    let mut story = Story::of(EDITIONS[0], &FOUR.replacen("[[environment]]", &format!("{lifetime}[[environment]]"), 1));
    story.before("pause/pause-production");
    story
}

/// Looks at LifeTime, and records what is new.
fn see(story: &mut Story, download_filter: &mut Poller) -> Observation {
    let asked = question(&story.run, story.outlook()).unwrap();
    let seen = download_filter.look(&story.run.infrastructure, &asked, Timestamp::now);
    look(story, &seen);
    seen
}

/// Asks the practice LifeTime for something, as another client would.
fn post(practice: &Practice, path: &str, body: &str) -> String {
    let address = practice.address();
    let mut stream = TcpStream::connect(address).unwrap();
    let request = format!(
        "POST /lifetimeapi/rest/v2/deployments/{path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer any\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.split_once("\r\n\r\n").unwrap().1.trim().to_owned()
}

/// Somebody deploys to Production.
fn deploy(practice: &Practice, download_filter: &Poller) -> String {
    let all = download_filter.api().environments().unwrap();
    let key = |name: &str| all.iter().find(|one| one.name == name).unwrap().key.clone();
    let (from, to) = (key("Quality"), key("Production"));
    let plan =
        post(practice, "", &format!("{{\"SourceEnvironmentKey\":\"{from}\",\"TargetEnvironmentKey\":\"{to}\"}}"));
    let plan = plan.trim_matches('"').to_owned();
    post(practice, &format!("{plan}/start/"), "");
    plan
}

/// Looks until the deployment is no longer under way: the practice clock moves on with every question.
fn until_over(story: &mut Story, download_filter: &mut Poller) {
    for _ in 0..500 {
        see(story, download_filter);
        if story.run.watch.under_way().next().is_none() {
            return;
        }
    }
    panic!("the deployment does not end");
}

#[test]
fn a_deployment_at_the_pause_keeps_it_open_until_it_has_ended_or_is_aborted() {
    let practice = practice("everything-well");
    let (mut story, mut download_filter) = (story(&practice), download_filter(&practice));
    assert_eq!(
        see(&mut story, &mut download_filter),
        Observation::Seen { environments: 3, deployments: Vec::new(), other_types: Vec::new() }
    );
    let plan = deploy(&practice, &download_filter);
    see(&mut story, &mut download_filter);
    assert_eq!(story.run.watch.deployments[0].deployment.status, DeploymentStatus::Running);
    assert!(matches!(story.answer("pause/pause-production", finish()), Err(Refusal::DeploymentUnderWay(_))));
    download_filter.api().abort(&plan).unwrap();
    until_over(&mut story, &mut download_filter);
    assert_eq!(story.run.watch.deployments[0].deployment.status, DeploymentStatus::Aborted);
    story.succeed("pause/pause-production");
    assert_eq!(story.state(), State::Running);
}

#[test]
fn a_deployment_in_the_freeze_is_seen_holds_and_is_decided_about_when_it_has_ended() {
    let practice = practice("everything-well");
    let (mut story, mut download_filter) = (story(&practice), download_filter(&practice));
    see(&mut story, &mut download_filter);
    story.through("production/upload-source");
    deploy(&practice, &download_filter);
    see(&mut story, &mut download_filter);
    assert_eq!(story.outlook().next, Next::Deployments);
    until_over(&mut story, &mut download_filter);
    assert_eq!(story.run.watch.deployments[0].deployment.status, DeploymentStatus::Successful);
    assert_eq!(story.outlook().next, Next::Deployments);
    let accept = Wish::AcceptDeployments {
        deployments: story.run.watch.deployments.iter().map(|watched| watched.deployment.key.clone()).collect(),
        reason: "it changed a text".to_owned(),
    };
    story.grant(&accept);
    story.finish_well();
    assert_eq!(story.state(), State::Done);
}

#[test]
fn a_lifetime_that_dies_in_the_middle_is_unwatched_and_not_quiet() {
    let first = practice("everything-well");
    let port = first.address();
    let (mut story, mut download_filter) = (story(&first), download_filter(&first));
    see(&mut story, &mut download_filter);
    story.succeed("pause/pause-production");
    drop(first);
    // Nobody else gets the address meanwhile: whoever asks there is hung up on.
    let dead = std::net::TcpListener::bind(port).unwrap();
    let hangs_up = std::thread::spawn(move || drop(dead.accept()));
    let seen = see(&mut story, &mut download_filter);
    hangs_up.join().unwrap();
    assert!(matches!(&seen, Observation::Blind(why) if why.starts_with("LifeTime at http://127.0.0.1:")), "{seen:?}");
    assert!(matches!(story.run.watch.state, WatchState::Blind { .. }));
    assert_eq!(story.state(), State::Running, "the procedure does not need it");
    let _again = Prepared::at(port, known("everything-well"), ClockPace::Stepped).unwrap().serve().unwrap();
    see(&mut story, &mut download_filter);
    assert!(matches!(story.run.watch.state, WatchState::Open { .. }));
}

#[test]
fn a_token_without_rights_is_blind() {
    let text = format!(
        "{}\n[lifetime]\ntoken_sees_nothing = true\n",
        acmove::practice::scenario::bundled("everything-well").unwrap().text
    );
    let practice = Prepared::here(scenario("it", &text).unwrap(), ClockPace::Stepped).unwrap().serve().unwrap();
    let (mut story, mut download_filter) = (story(&practice), download_filter(&practice));
    let seen = see(&mut story, &mut download_filter);
    assert!(matches!(&seen, Observation::Blind(why) if why.starts_with("The token sees no environment")), "{seen:?}");
    assert_eq!(story.answer("pause/pause-production", finish()).unwrap_err(), Refusal::Unwatched);
}

/// Runs the pause of a real migration in line mode, with a token or without.
fn pause_by_answers(folder: &Path, practice: &Practice, token: Option<&str>) -> (Option<i32>, String, Value) {
    let lifetime = format!("[lifetime]\nurl = \"{}\"\ntoken_env = \"T0KEN\"\n", practice.addresses().lifetime);
    fs::write(folder.join("i.toml"), FOUR.replacen("[[environment]]", &format!("{lifetime}[[environment]]"), 1))
        .unwrap();
    let answers = "[requirements]\none-lifetime = \"yes\"\nall-environments = \"yes\"\nlifetime-included = \"yes\"\n\
        [steps.\"before/read-procedure\"]\ndone = true\n[steps.\"pause/pause-production\"]\ndone = true\n";
    fs::write(folder.join("answers.toml"), answers).unwrap();
    let acmove = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_acmove"));
        command.current_dir(folder).args(arguments).env_remove("T0KEN");
        if let Some(token) = token {
            command.env("T0KEN", token);
        }
        command.output().unwrap()
    };
    let _ = fs::remove_dir_all(folder.join("m"));
    assert!(acmove(&["new", "m", "--infrastructure", "i.toml"]).status.success());
    let out = acmove(&["run", "m", "--answers", "answers.toml", "--unattended"]);
    let said = String::from_utf8(out.stdout).unwrap() + &String::from_utf8(out.stderr).unwrap();
    let words = acmove(&["status", "m"]);
    let words = String::from_utf8(words.stdout).unwrap();
    assert!(words.contains("Deployments: UNWATCHED since"), "{words}");
    let status = acmove(&["status", "m", "--json"]);
    (out.status.code(), said, serde_json::from_slice(&status.stdout).unwrap())
}

#[test]
fn in_line_mode_a_running_deployment_is_refused_and_status_shows_it() {
    let practice = practice("everything-well");
    let folder = tempfile::tempdir().unwrap();
    let (code, said, status) = pause_by_answers(folder.path(), &practice, Some("t0k3n"));
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("LifeTime is watched: its token sees 3 environments."), "{said}");
    assert_eq!(status["freeze"]["state"], "on");
    assert_eq!(status["freeze"]["watched"], false, "nobody looks any more");
    assert_eq!(status["freeze"]["unwatched"], "acmove was left.");
    let plan = deploy(&practice, &download_filter(&practice));
    let (code, said, status) = pause_by_answers(folder.path(), &practice, Some("t0k3n"));
    assert_eq!(code, Some(4), "{said}");
    assert!(said.contains("Refused: LifeTime shows a running deployment: to Production, running"), "{said}");
    assert_eq!(status["freeze"]["deployments"][0]["key"], plan.as_str());
    assert_eq!(status["freeze"]["deployments"][0]["environment"], "production");
    assert_eq!(status["freeze"]["deployments"][0]["status"], "running");
    assert!(!said.contains("t0k3n"));
    let (code, said, status) = pause_by_answers(folder.path(), &practice, None);
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("LifeTime is NOT watched from now on: The environment variable T0KEN is not set."), "{said}");
    assert_eq!((&status["freeze"]["state"], &status["freeze"]["watched"]), (&Value::from("on"), &Value::from(false)));
}
