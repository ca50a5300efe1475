//! LifeTime's API as it answers: recorded answers of the documentation, and everything that can stand in between.

use std::time::Duration;

use acmove::{
    domain::{
        deployment::{Deployment, DeploymentStatus},
        infrastructure::{Infrastructure, Role, lifetime_server},
        watch::{Observation, WatchQuestion},
    },
    driver::{
        http::{Limits, Silence},
        lifetime::{ApiFault, LifeTimeApi, Poller, answer::time},
        secret::Secret,
    },
};
use jiff::{SignedDuration, Timestamp};

use crate::harness::{
    server::{NOW, Reply, Routes, Server, says},
    story::{FOUR, env_ix, infrastructure},
};

/// Two environments, as the documentation shows them.
pub(super) const ENVIRONMENTS: &str = r#"[{"Key":"849515f2-b4ff-4aca-a9d6-9407bea655f4","Name":"Production","OSVersion":"11.0.110.0","Order":1,"HostName":"prd-env-1.company.com","UseHTTPS":true,"EnvironmentType":"Production","NumberOfFrontEnds":1,"ApplicationServerType":".NET","ApplicationServer":"IIS","DatabaseProvider":"SQLServer","IsCloudEnvironment":false,"DetailsURL":{"new":"in 11.22"}},
 {"Key":"f3582e43-43c7-4bb4-8cbb-d9f6cbcbd35e","Name":"Development","OSVersion":"11.0.110.0","Order":0,"HostName":"dev-env.company.com","UseHTTPS":false,"EnvironmentType":"Development","NumberOfFrontEnds":1}]"#;

const SAVED: &str = "11111111-2ddf-4e54-a639-3524bcd5b9a1";
const RUNNING: &str = "22222222-2ddf-4e54-a639-3524bcd5b9a1";
const OVER: &str = "33333333-2ddf-4e54-a639-3524bcd5b9a1";

/// A plan of the documentation: dates with no fraction, two and three digits, and one that is not there.
pub(super) fn plan(key: &str, started: &str) -> String {
    format!(
        r#"{{"Key":"{key}","SourceEnvironmentKey":"f3582e43-43c7-4bb4-8cbb-d9f6cbcbd35e","TargetEnvironmentKey":"849515f2-b4ff-4aca-a9d6-9407bea655f4","Notes":"...","CreatedOn":"2018-10-10T15:02:09Z","CreatedBy":"John Doe","SavedOn":"2018-10-10T15:02:10.853Z","StartedOn":"{started}","StartedBy":"","AbortedOn":"1900-01-01T00:00:00","AbortedBy":"","ApplicationOperations":[{{"ApplicationKey":"...","DeploymentOperation":"Deploy 1.0"}}]}}"#
    )
}

pub(super) fn status(word: &str, info: &str) -> Vec<Reply> {
    vec![says(
        200,
        &format!(
            r#"{{"DeploymentStatus":"{word}","Info":"{info}","DeploymentLog":[{{"Instant":"2018-10-10T15:37:18.08Z","Message":"x","Type":"Info"}}]}}"#
        ),
    )]
}

pub(super) fn limits() -> Limits {
    Limits { answer: Duration::from_millis(400), ..Limits::usual(|_| {}) }
}

pub(super) fn api(server: &Server) -> LifeTimeApi {
    LifeTimeApi::at(&server.base, Secret::of("t0k3n-s3cr3t"), None, limits()).unwrap()
}

fn answering(what: &'static str, replies: Vec<Reply>) -> (Server, LifeTimeApi) {
    let server = Server::plain(vec![(what, replies)]);
    let api = api(&server);
    (server, api)
}

pub(super) fn four() -> Infrastructure {
    infrastructure(FOUR)
}

pub(super) fn question() -> WatchQuestion {
    WatchQuestion { must_see: vec![env_ix(3)], ..WatchQuestion::default() }
}

fn look(routes: Routes, question: &WatchQuestion) -> (Observation, Server) {
    let server = Server::plain(routes);
    let seen = Poller::of(api(&server)).look(&four(), question, now);
    (seen, server)
}

/// The clock of the made-up server.
pub(super) fn now() -> Timestamp {
    NOW.parse().unwrap()
}

pub(super) const LIST: &str = "/lifetimeapi/rest/v2/environments/";
pub(super) const PLANS: &str = "/lifetimeapi/rest/v2/deployments/?";

#[test]
fn environments_are_read_as_the_documentation_shows_them_and_what_is_new_is_passed_over() {
    let (server, api) = answering(LIST, vec![says(200, ENVIRONMENTS)]);
    let all = api.environments().unwrap();
    let told: Vec<_> = all.iter().map(|one| (one.name.as_str(), one.role(), one.service_center().unwrap())).collect();
    assert_eq!(
        told,
        [
            ("Development", Some(Role::Development), "http://dev-env.company.com/ServiceCenter".to_owned()),
            ("Production", Some(Role::Production), "https://prd-env-1.company.com/ServiceCenter".to_owned()),
        ]
    );
    let request = &server.requests()[0];
    assert!(request.to_lowercase().contains("authorization: bearer t0k3n-s3cr3t"), "{request}");
}

#[test]
fn nothing_to_list_is_an_empty_list() {
    for reply in [says(204, ""), says(200, ""), says(200, "[]")] {
        let (_server, api) = answering(LIST, vec![reply]);
        assert_eq!(api.environments().unwrap(), []);
    }
}

#[test]
fn times_have_no_fraction_or_up_to_three_digits_and_none_is_none() {
    for (text, wanted) in [
        ("2018-10-10T15:02:09Z", Some("2018-10-10T15:02:09Z")),
        ("2018-10-10T15:02:09.2Z", Some("2018-10-10T15:02:09.2Z")),
        ("2018-10-10T15:02:09.08Z", Some("2018-10-10T15:02:09.08Z")),
        ("2018-10-10T15:02:10.853Z", Some("2018-10-10T15:02:10.853Z")),
        ("2018-10-10T15:02:10.853", Some("2018-10-10T15:02:10.853Z")),
        ("1900-01-01T00:00:00", None),
        ("1900-01-01T00:00:00Z", None),
        ("yesterday", None),
        ("", None),
    ] {
        assert_eq!(time(text), wanted.map(|wanted| wanted.parse().unwrap()), "{text}");
    }
}

#[test]
fn both_spellings_of_a_prepared_deployment_are_known() {
    for (info, prepared) in [("deploy_prepared", true), ("deployment_prepared", true), ("deployment_suspended", false)]
    {
        let (_server, api) = answering("/", status("needs_user_intervention", info));
        let told = api.status(RUNNING).unwrap().unwrap();
        assert_eq!((told.deployment_status.as_str(), told.is_prepared()), ("needs_user_intervention", prepared));
    }
}

#[test]
fn a_refused_token_says_where_to_look_and_never_what_it_is() {
    let body = r#"{"Errors":["The token t0k3n-s3cr3t has no access."],"StatusCode":403}"#;
    for code in [401, 403] {
        let (server, api) = answering(LIST, vec![says(code, body)]);
        let fault = api.environments().unwrap_err();
        assert!(matches!(fault, ApiFault::Refused { .. }), "{fault:?}");
        let words = fault.to_string();
        assert!(words.contains("User Management > Service Accounts"), "{words}");
        assert!(words.contains("The token [hidden] has no access."), "{words}");
        assert!(!format!("{fault:?} {api:?}").contains("t0k3n-s3cr3t"));
        assert_eq!(server.asked().len(), 1, "whoever is refused does not ask again");
    }
}

#[test]
fn a_server_error_is_asked_again_and_told_in_its_own_words() {
    let broken = says(500, r#"{"Errors":["Out of memory\u001b[31m"],"StatusCode":500}"#);
    let (server, api) = answering(LIST, vec![broken.clone(), broken.clone(), says(200, ENVIRONMENTS)]);
    assert_eq!(api.environments().unwrap().len(), 2);
    assert_eq!(server.asked().len(), 3);
    let (server, api) = answering(LIST, vec![broken]);
    assert_eq!(
        api.environments().unwrap_err().to_string(),
        "LifeTime answered with an error (500: Out of memory[31m)."
    );
    assert_eq!(server.asked().len(), 3);
}

#[test]
fn what_changes_something_is_asked_once() {
    let (server, api) = answering("/", vec![says(500, "")]);
    assert!(api.abort(RUNNING).is_err());
    assert_eq!(server.asked(), [format!("POST /lifetimeapi/rest/v2/deployments/{RUNNING}/abort/ HTTP/1.1")]);
    let (_server, api) = answering("/", vec![says(202, "")]);
    api.abort(RUNNING).unwrap();
}

#[test]
fn more_than_anybody_takes_in_is_not_taken_in() {
    let (_server, api) = answering(LIST, vec![Reply::Large(10 * 1024 * 1024)]);
    let fault = api.environments().unwrap_err();
    assert!(matches!(&fault, ApiFault::Silent { why: Silence::TooLarge(8), .. }), "{fault:?}");
}

#[test]
fn a_body_that_never_ends_a_reset_and_a_server_that_hangs_up_end_in_words() {
    for (reply, wanted) in [
        (Reply::Stalls, "no answer in time"),
        (Reply::Hangs, "it cannot be reached"),
        (Reply::Resets, "it cannot be reached"),
    ] {
        let (server, api) = answering(LIST, vec![reply.clone()]);
        let words = api.environments().unwrap_err().to_string();
        assert!(words.contains(wanted), "{reply:?}: {words}");
        assert_eq!(server.asked().len(), 3, "{reply:?}");
    }
}

#[test]
fn a_login_page_is_not_the_api_and_a_redirect_is_not_followed() {
    let (_server, api) = answering(LIST, vec![says(200, "<html><body>Log in</body></html>")]);
    let words = api.environments().unwrap_err().to_string();
    assert!(words.contains("is not from the LifeTime API: a web page"), "{words}");
    let (server, api) = answering(LIST, vec![Reply::Leads("https://elsewhere.example/".to_owned())]);
    let fault = api.environments().unwrap_err();
    assert_eq!(fault, ApiFault::Leads("https://elsewhere.example/".to_owned()));
    assert_eq!(server.asked().len(), 1);
    let (_server, api) = answering("/nothing", vec![says(200, "")]);
    assert!(matches!(api.environments().unwrap_err(), ApiFault::NotThere(_)));
}

#[test]
fn a_key_that_would_lead_elsewhere_is_not_asked_for() {
    let (server, api) = answering("/", status("running", ""));
    for key in ["../../users", "a/b", "", "a?b", "a#b", "a b", &"a".repeat(65)] {
        assert!(api.status(key).is_err(), "{key}");
        assert!(api.abort(key).is_err(), "{key}");
    }
    assert_eq!(server.asked(), Vec::<String>::new());
}

#[test]
fn an_address_with_a_path_of_lifetime_is_that_of_its_server() {
    for path in [
        "",
        "/",
        "/lifetime",
        "/lifetime/",
        "/lifetimeapi/rest/v2",
        "/lifetimeapi",
        "/LifeTimeAPI/rest/v2/",
        "/LifeTimeAPI/rest/v2/environments/",
        "/LIFETIME",
        "/LifeTime/Environments.aspx",
        "/lifetimeapi/rest/v1//",
    ] {
        let api = LifeTimeApi::at(&format!("https://lt.example{path}"), Secret::of("t"), None, limits()).unwrap();
        assert_eq!(api.base(), "https://lt.example");
    }
    for (address, server) in [
        ("https://lifetime.example/lifetime", "https://lifetime.example"),
        ("https://lifetime/", "https://lifetime"),
        ("https://a.example/lt/LifeTime/", "https://a.example/lt"),
        ("https://a.example/lifetimes", "https://a.example/lifetimes"),
    ] {
        assert_eq!(lifetime_server(address), server);
    }
}

#[test]
fn a_refusal_of_every_call_is_explained_by_more_than_the_token() {
    let (_server, api) = answering(LIST, vec![says(403, r#"{"Errors":["Authentication failed"],"StatusCode":403}"#)]);
    let words = api.environments().unwrap_err().to_string();
    for part in ["(403: Authentication failed)", "Service Accounts", "role", "SSL offload", "load balancer"] {
        assert!(words.contains(part), "{part}: {words}");
    }
    let (_server, api) = answering(LIST, vec![says(401, "")]);
    let words = api.environments().unwrap_err().to_string();
    assert!(words.contains("expired or was revoked") && !words.contains("offload"), "{words}");
}

#[test]
fn a_long_list_of_plans_is_taken_in_and_one_without_end_is_not() {
    let (_server, api) = answering(PLANS, vec![Reply::Large(10 * 1024 * 1024)]);
    assert_eq!(api.plans(now()).unwrap(), []);
    let (server, _) = answering(PLANS, vec![Reply::Large(2 * 1024 * 1024)]);
    let limits = Limits { list: 1024 * 1024, ..limits() };
    let api = LifeTimeApi::at(&server.base, Secret::of("t0k3n-s3cr3t"), None, limits).unwrap();
    let words = api.plans(now()).unwrap_err().to_string();
    assert!(words.contains("its answer is larger than 1 MiB"), "{words}");
}

#[test]
fn nobody_there_is_said_with_the_address() {
    let api = LifeTimeApi::at("http://127.0.0.1:1", Secret::of("t"), None, limits()).unwrap();
    let words = api.environments().unwrap_err().to_string();
    assert!(words.starts_with("LifeTime at http://127.0.0.1:1: it cannot be reached"), "{words}");
}

fn routes(plans: &[String], states: &[(&'static str, &str)]) -> Routes {
    let mut routes =
        vec![(LIST, vec![says(200, ENVIRONMENTS)]), (PLANS, vec![says(200, &format!("[{}]", plans.join(",")))])];
    for (path, word) in states {
        routes.push((path, status(word, "")));
    }
    routes
}

const STATUS_SAVED: &str = "/lifetimeapi/rest/v2/deployments/11111111-2ddf-4e54-a639-3524bcd5b9a1/status/";
const STATUS_RUNNING: &str = "/lifetimeapi/rest/v2/deployments/22222222-2ddf-4e54-a639-3524bcd5b9a1/status/";
const STATUS_OVER: &str = "/lifetimeapi/rest/v2/deployments/33333333-2ddf-4e54-a639-3524bcd5b9a1/status/";
pub(super) const NEVER: &str = "1900-01-01T00:00:00";

#[test]
fn each_plan_is_asked_for_its_status_and_saved_ones_do_not_count_however_old() {
    let plans = [plan(SAVED, NEVER), plan(RUNNING, "2018-11-28T21:00:00.2Z"), plan(OVER, "2018-10-10T15:36:00Z")];
    let states = [(STATUS_SAVED, "saved"), (STATUS_RUNNING, "running"), (STATUS_OVER, "finished_successful")];
    let (seen, server) = look(routes(&plans, &states), &question());
    let running = Deployment {
        key: RUNNING.to_owned(),
        target: "Production".to_owned(),
        environment: Some("production".parse().unwrap()),
        status: DeploymentStatus::Running,
        started: Some("2018-11-28T21:00:00.2Z".parse().unwrap()),
        by: "John Doe".to_owned(),
    };
    assert_eq!(seen, Observation::Seen { environments: 2, deployments: vec![running], other_types: Vec::new() });
    assert!(
        server.asked().iter().any(|asked| asked.contains("deployments/?MinDate=2017-11-28 ")),
        "{:?}",
        server.asked()
    );
}

#[test]
fn what_was_started_is_told_by_the_clock_here() {
    // The clock there is an hour ahead.
    let plans = [plan(OVER, "2018-11-28T22:30:00Z")];
    let server = Server::plain(routes(&plans, &[(STATUS_OVER, "aborted")]));
    let since = Some("2018-11-28T21:20:00Z".parse().unwrap());
    let here = now() - SignedDuration::from_hours(1);
    let seen = Poller::of(api(&server)).look(&four(), &WatchQuestion { since, ..question() }, || here);
    let Observation::Seen { deployments, .. } = seen else { panic!("{seen:?}") };
    assert_eq!(deployments[0].started, Some("2018-11-28T21:30:00Z".parse().unwrap()));
}

#[test]
fn what_is_over_is_not_asked_again_and_what_was_started_in_the_freeze_is_told_though_over() {
    let plans = [plan(OVER, "2018-11-28T21:30:00Z")];
    let server = Server::plain(routes(&plans, &[(STATUS_OVER, "finished_with_errors")]));
    let mut download_filter = Poller::of(api(&server));
    let since = Some("2018-11-28T21:00:00Z".parse().unwrap());
    let asked = WatchQuestion { since, ..question() };
    for _ in 0..3 {
        let Observation::Seen { deployments, .. } = download_filter.look(&four(), &asked, now) else { panic!() };
        assert_eq!(deployments[0].status, DeploymentStatus::WithErrors);
    }
    let statuses = server.asked().iter().filter(|asked| asked.contains("/status/")).count();
    assert_eq!(statuses, 1);
    let before = WatchQuestion { since: Some("2018-11-28T22:00:00Z".parse().unwrap()), ..question() };
    let Observation::Seen { deployments, .. } = download_filter.look(&four(), &before, now) else { panic!() };
    assert_eq!(deployments, []);
}

#[test]
fn a_deployment_that_is_no_longer_listed_is_asked_for_until_its_end_is_known() {
    let known = Deployment {
        key: RUNNING.to_owned(),
        target: "Production".to_owned(),
        environment: None,
        status: DeploymentStatus::Running,
        started: None,
        by: String::new(),
    };
    let asked = WatchQuestion { known: vec![known.clone()], ..question() };
    let (seen, _server) = look(routes(&[], &[(STATUS_RUNNING, "aborted")]), &asked);
    let Observation::Seen { deployments, .. } = seen else { panic!("{seen:?}") };
    assert_eq!(deployments[0].status, DeploymentStatus::Aborted);
    let (seen, _server) = look(routes(&[], &[]), &asked);
    let Observation::Seen { deployments, .. } = seen else { panic!("{seen:?}") };
    assert_eq!(deployments[0].status, DeploymentStatus::Gone);
}

#[test]
fn a_token_that_sees_nothing_is_blind_and_not_quiet() {
    let (seen, _server) = look(vec![(LIST, vec![says(204, "")]), (PLANS, vec![says(204, "")])], &question());
    let Observation::Blind(why) = seen else { panic!("{seen:?}") };
    assert!(why.starts_with("The token sees no environment"), "{why}");
    let development = r#"[{"Key":"f3582e43","Name":"Development"}]"#;
    let (seen, _server) = look(vec![(LIST, vec![says(200, development)]), (PLANS, vec![says(204, "")])], &question());
    let Observation::Blind(why) = seen else { panic!("{seen:?}") };
    assert!(why.starts_with("The token cannot see Production"), "{why}");
}

#[test]
fn a_status_that_cannot_be_had_makes_all_of_it_unknown() {
    let plans = [plan(RUNNING, "2018-11-28T21:00:00Z")];
    let mut routes = routes(&plans, &[]);
    routes.push((STATUS_RUNNING, vec![says(403, "")]));
    let (seen, _server) = look(routes, &question());
    assert!(matches!(&seen, Observation::Blind(why) if why.contains("rejected the token")), "{seen:?}");
}
