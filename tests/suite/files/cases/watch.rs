//! LifeTime while it is watched, and at the address that somebody has of it.

use std::{collections::BTreeMap, fs, path::Path, process::Stdio};

use serde::Deserialize;
use serde_json::{Value, json};

use super::cases;
use crate::harness::{
    server::{Reply, Routes, Server, says},
    site::{Site, feed, said},
    story::FOUR,
};

/// What LifeTime answers.
#[derive(Deserialize)]
struct LifeTime {
    #[serde(default)]
    environments: Value,
    #[serde(default)]
    deployments: Value,
    #[serde(default)]
    status: BTreeMap<String, Value>,
    every_call: Option<EveryCall>,
}

#[derive(Deserialize)]
struct EveryCall {
    status: u16,
    body: Value,
}

impl LifeTime {
    /// What a case says, in a file beside it.
    fn of(case: &Value) -> Self {
        let file = case["lifetime"].as_str().unwrap();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(file);
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
    }

    fn serve(&self) -> Server {
        let answers = |value: &Value| vec![says(200, &value.to_string())];
        if let Some(every) = &self.every_call {
            return Server::undated(vec![("/", vec![says(every.status, &every.body.to_string())])]);
        }
        let mut routes: Routes = vec![
            ("/lifetimeapi/rest/v2/environments/", answers(&self.environments)),
            ("/lifetimeapi/rest/v2/deployments/?", answers(&self.deployments)),
        ];
        let states = self.status.iter().map(|(key, status)| {
            let path: &'static str = format!("/lifetimeapi/rest/v2/deployments/{key}/status/").leak();
            (path, answers(status))
        });
        routes.extend(states);
        let nothing: Vec<Reply> = vec![says(404, "")];
        routes.push(("/", nothing));
        Server::undated(routes)
    }
}

const READ: &str = "[requirements]\none-lifetime = \"yes\"\nall-environments = \"yes\"\nlifetime-included = \"yes\"\n\
                    [steps.\"before/read-procedure\"]\ndone = true\n";
const PAUSE: &str = "[steps.\"pause/pause-production\"]\ndone = true\n";

/// A migration at its pause, whose LifeTime answers like this.
fn at_pause(server: &Server) -> Site {
    let site = Site::new();
    let lifetime = format!("[lifetime]\nurl = \"{}\"\ntoken_env = \"CASE_TOKEN\"\n[[environment]]", server.base);
    site.write("infrastructure.toml", &FOUR.replacen("[[environment]]", &lifetime, 1).replace("2018", "2099"));
    site.run(&["new", "m", "--infrastructure", "infrastructure.toml"]);
    site
}

/// Goes on with these answers, and with what is typed where nobody else answers; answers with everything that was said.
fn go(site: &Site, answers: &str, typed: Option<&str>) -> String {
    site.write("answers.toml", answers);
    let mut command = site.command(&["run", "m", "--answers", "answers.toml"]);
    command.env("CASE_TOKEN", "t0k3n-of-a-case");
    match typed {
        Some(typed) => said(&feed(command, typed)),
        None => said(&command.arg("--unattended").stdin(Stdio::null()).output().unwrap()),
    }
}

fn pause(site: &Site) -> String {
    let status = site.status();
    let steps = status["steps"].as_array().unwrap();
    let step = steps.iter().find(|step| step["id"] == "pause/pause-production").unwrap();
    if step["state"] == "done" { "closed".to_owned() } else { step["state"].as_str().unwrap().to_owned() }
}

#[test]
fn the_pause_closes_or_stays_open_as_the_case_says_and_says_why() {
    for (name, case) in cases("watch") {
        let server = LifeTime::of(&case).serve();
        let site = at_pause(&server);
        let told = go(&site, &(READ.to_owned() + PAUSE), None);
        assert_eq!(pause(&site), case["expect"]["pause"].as_str().unwrap(), "{name}: {told}");
        let words = case["expect"]["says"].as_str().unwrap_or_default();
        assert!(told.contains(words), "{name}: {told}");
    }
}

#[test]
fn the_day_of_a_plans_start_is_on_the_card_too_where_it_is_not_today() {
    let server = LifeTime::of(&json!({ "lifetime": "34.lt.json" })).serve();
    let site = at_pause(&server);
    let told = go(&site, READ, Some("1\n"));
    // In which zone depends on the window, which was written with an offset, and on this machine.
    assert!(told.contains("Deployment: to Production, running, by Made Up, started 2026-04-02 2"), "{told}");
    assert!(
        told.contains(
            "Refused: LifeTime shows a running deployment: to Production, running, by Made Up, started 2026-04-02"
        ),
        "{told}"
    );
    let status = said(&site.run(&["status", "m"]));
    assert!(status.contains("Deployment to Production, running, by Made Up, started 2026-04-02 2"), "{status}");
}

#[test]
fn a_refusal_of_every_call_speaks_of_more_than_the_token() {
    let server = LifeTime::of(&json!({ "lifetime": "40.lt.json" })).serve();
    let told = go(&at_pause(&server), &(READ.to_owned() + PAUSE), None);
    for part in ["(403: Authentication failed)", "Service Accounts", "role", "SSL offload"] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn an_address_of_lifetime_in_a_browser_or_of_its_api_is_understood() {
    for (name, case) in cases("import").into_iter().filter(|(_, case)| case["path"].is_string()) {
        let server = LifeTime::of(&case).serve();
        let paths = ["/LifeTimeAPI/rest/v2/", "/LifeTimeAPI", "/LIFETIME/Environments.aspx", ""];
        for path in paths.into_iter().chain(case["path"].as_str()) {
            let site = Site::new();
            let mut command = site.command(&["new", "n", "--from-lifetime", &format!("{}{path}", server.base)]);
            let output = command.env("ACMOVE_LIFETIME_TOKEN", "t0k3n-of-a-case").output().unwrap();
            let draft =
                fs::read_to_string(site.path("n/draft.toml")).unwrap_or_else(|_| panic!("{name}: {}", said(&output)));
            let count = u64::try_from(draft.matches("[[answers.environments]]").count()).unwrap();
            assert_eq!(Some(count), case["expect"]["count"].as_u64(), "{name} {path}: {draft}");
            assert!(draft.contains(&format!("url = \"{}\"", server.base)), "{draft}");
        }
    }
}
