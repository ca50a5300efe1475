//! The API of LifeTime, as programs ask it.

use acmove::practice::{
    PracticeClock as _,
    scenario::{Spell, Trigger},
};
use serde_json::Value;

use super::{API, Site, read};
use crate::practice::scenario::known;

#[test]
fn the_api_answers_with_and_without_a_slash_and_only_to_a_token() {
    let site = Site::well();
    for path in ["/environments", "/applications", "/deployments"] {
        let (status, body) = site.api(path);
        assert_eq!((status, body), site.api(&format!("{path}/")), "{path}");
        let refused = site.get(&format!("{API}{path}"));
        assert_eq!(refused.status, 403);
        let body: Value = serde_json::from_slice(&refused.body).unwrap();
        assert_eq!((&body["StatusCode"], &body["Errors"][0]), (&403.into(), &"Authentication failed".into()));
    }
    assert_eq!(site.api("/deployments"), (204, String::new()), "nothing to list");
}

#[test]
fn what_the_api_cannot_do_has_an_error_body() {
    let site = Site::well();
    let quality = site.json("/environments")[1]["Key"].as_str().unwrap().to_owned();
    assert_eq!(site.json(&format!("/environments/{quality}/"))["Name"], "Quality");
    for (answer, status) in [
        (site.api("/environments/nothing"), 404),
        (site.api("/deployments/nothing"), 404),
        (site.api("/deployments/nothing/status/"), 404),
        (site.api("/deployments?MinDate=yesterday"), 400),
        (site.api("/applications?IncludeModules=True"), 400),
        (site.post("/deployments/", "{}"), 400),
        (site.post("/deployments/nothing/start/", ""), 404),
    ] {
        assert_eq!(answer.0, status, "{}", answer.1);
        let body: Value = serde_json::from_str(&answer.1).unwrap();
        assert_eq!(body["StatusCode"], status);
        assert!(body["Errors"][0].is_string());
    }
}

#[test]
fn the_api_creates_starts_aborts_and_deletes_deployments() {
    let site = Site::well();
    let environments = site.json("/environments/");
    let (from, to) = (&environments[1]["Key"], &environments[2]["Key"]);
    let body = serde_json::json!({ "SourceEnvironmentKey": from, "TargetEnvironmentKey": to }).to_string();
    let (created, key) = site.post("/deployments", &body);
    assert_eq!(created, 201);
    let status = || site.json(&format!("/deployments/{key}/status/"))["DeploymentStatus"].clone();
    assert_eq!(status(), "saved");
    assert_eq!(site.post(&format!("/deployments/{key}/abort/"), "").0, 400, "it is not running");
    assert_eq!(site.post(&format!("/deployments/{key}/start/"), "").0, 202);
    assert_eq!(status(), "running");
    assert_eq!(site.post(&format!("/deployments/{key}/abort"), "").0, 202);
    site.clock.pass(5);
    assert_eq!(status(), "aborted");
    let (_, other) = site.post("/deployments", &body);
    let delete = |key: &str| {
        let address = site.at(&format!("{API}/deployments/{key}/"));
        read(site.agent.delete(address).header("Authorization", "Bearer token").call().unwrap()).0
    };
    assert_eq!(delete(&other), 204);
    assert_eq!(delete(&key), 400);
    assert_eq!(site.json("/deployments").as_array().unwrap().len(), 1);
}

#[test]
fn applications_have_the_modules_and_states_that_are_asked_for() {
    let site = Site::well();
    assert!(site.json("/applications?IncludeModules=False&IncludeEnvStatus=False")[0].get("Modules").is_none());
    let all = site.json("/applications/?IncludeModules=True&IncludeEnvStatus=true");
    assert_eq!(all[0]["Modules"][0]["Name"], "ECT_Provider");
    assert_eq!(all[0]["AppStatusInEnvs"].as_array().unwrap().len(), 3);
}

#[test]
fn an_api_that_is_down_or_sees_nothing_says_so_in_its_own_words() {
    let mut scenario = known("everything-well");
    scenario.lifetime.down = Some(Spell { begins: Trigger::At(0), lasts: 100 });
    let site = Site::of(scenario);
    let (status, body) = site.api("/environments/");
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!((status, &body["StatusCode"]), (500, &500.into()));
    site.clock.pass(200);
    assert_eq!(site.api("/environments/").0, 200);
    let mut scenario = known("everything-well");
    scenario.lifetime.sees_nothing = true;
    let site = Site::of(scenario);
    assert_eq!(site.api("/environments"), (204, String::new()));
    let (status, body) = site.api("/deployments");
    assert!(status == 403 && body.contains("doesn't have access to any environment"), "{body}");
}

#[test]
fn what_the_api_does_not_have_is_said_in_its_own_words_too() {
    let site = Site::well();
    let (status, body) = site.api("/nothing/at/all");
    assert!(status == 404 && body.contains("\"StatusCode\":404"), "{body}");
    let (status, body) = site.post("/environments/", "");
    assert!(status == 405 && body.contains("\"StatusCode\":405"), "{body}");
    assert_eq!(site.get(&format!("{API}/nothing")).status, 403, "without a token nothing is told");
    assert_eq!(site.json("/modules/")[0]["Name"], "ECT_Provider");
    let quality = site.json("/environments")[1]["Key"].as_str().unwrap().to_owned();
    assert_eq!(site.json(&format!("/environments/{quality}/applications/")).as_array().unwrap().len(), 2);
    let key = site.json("/applications")[0]["Key"].as_str().unwrap().to_owned();
    assert_eq!(site.json(&format!("/applications/{key}/"))["Name"], "App Feedback");
    assert_eq!(site.post("/deployments/nothing/continue/", "").0, 404);
}
