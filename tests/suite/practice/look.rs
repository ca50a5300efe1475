//! A look at LifeTime: which plans are asked for, how many at once, what is said meanwhile, and what makes it blind.

use std::sync::{Arc, Barrier, Mutex};

use acmove::{
    domain::{
        deployment::{Deployment, DeploymentStatus},
        watch::{LookProgress, Observation, WatchQuestion},
    },
    driver::{
        http::Limits,
        lifetime::{LifeTimeApi, Poller, Teller},
        secret::Secret,
    },
};

use super::lifetime::{ENVIRONMENTS, LIST, NEVER, PLANS, api, four, limits, now, plan, question, status};
use crate::harness::server::{Reply, Routes, Server, says};

const DEVELOPMENT: &str = "f3582e43-43c7-4bb4-8cbb-d9f6cbcbd35e";
const PRODUCTION: &str = "849515f2-b4ff-4aca-a9d6-9407bea655f4";
const OLD: &str = "2018-04-02T20:12:00Z";

/// Below this every state is asked for.
const STATES: &str = "/lifetimeapi/rest/v2/deployments/";

fn plan_to(target: &str, key: &str, started: &str) -> String {
    let plan = plan(key, started);
    match target {
        "" => plan.replace(&format!("\"TargetEnvironmentKey\":\"{PRODUCTION}\","), ""),
        target => plan.replace(PRODUCTION, target),
    }
}

/// LifeTime with these plans; the states by the beginning of their keys.
fn routes(plans: &[String], states: &[(&'static str, Vec<Reply>)]) -> Routes {
    let list = format!("[{}]", plans.join(","));
    let mut routes = vec![(LIST, vec![says(200, ENVIRONMENTS)]), (PLANS, vec![says(200, &list)])];
    routes.extend(states.iter().cloned());
    routes
}

/// The keys of the plans that were asked for.
fn asked_for(server: &Server) -> Vec<String> {
    let asked = server.asked();
    let keys = asked
        .iter()
        .filter_map(|line| line.strip_prefix("GET /lifetimeapi/rest/v2/deployments/")?.split_once("/status/"));
    keys.map(|(key, _)| key.to_owned()).collect()
}

fn look(poller: &mut Poller, question: &WatchQuestion) -> Observation {
    poller.look(&four(), question, now)
}

fn running(seen: Observation) -> Vec<(String, String)> {
    let Observation::Seen { deployments, .. } = seen else { panic!("{seen:?}") };
    deployments.into_iter().map(|one| (one.key, one.status.word().to_owned())).collect()
}

fn blind(seen: Observation) -> String {
    let Observation::Blind(why) = seen else { panic!("{seen:?}") };
    why
}

#[test]
fn one_old_plan_to_development_whose_state_cannot_be_had_does_not_blind_the_watch_over_production() {
    for code in [403, 404, 500] {
        let plans = [plan_to(DEVELOPMENT, "d1", OLD), plan_to(PRODUCTION, "p1", OLD)];
        let states = [
            ("/lifetimeapi/rest/v2/deployments/d1/", vec![says(code, "")]),
            ("/lifetimeapi/rest/v2/deployments/p1/", status("running", "")),
        ];
        let server = Server::plain(routes(&plans, &states));
        let seen = look(&mut Poller::of(api(&server)), &question());
        assert_eq!(running(seen), [("p1".to_owned(), "running".to_owned())], "{code}");
        assert_eq!(asked_for(&server), ["p1"]);
    }
}

#[test]
fn a_plan_that_matters_and_whose_state_cannot_be_had_blinds_the_watch_and_is_named() {
    for (target, named) in [
        (PRODUCTION, "to Production, by John Doe, started 2018-04-02 20:12 UTC (x1)"),
        ("", "to an environment that the token cannot see, by John Doe, started 2018-04-02 20:12 UTC (x1)"),
        ("0000", "to an environment that the token cannot see"),
    ] {
        for (code, said) in [(500, "answered with an error (500)"), (403, "rejected the token (403)")] {
            let states = [("/lifetimeapi/rest/v2/deployments/x1/", vec![says(code, "")])];
            let server = Server::plain(routes(&[plan_to(target, "x1", OLD)], &states));
            let why = blind(look(&mut Poller::of(api(&server)), &question()));
            assert!(why.starts_with("LifeTime does not report whether a deployment plan is running: "), "{why}");
            assert!(why.contains(named) && why.contains(said), "{why}");
        }
    }
}

#[test]
fn a_plan_to_an_environment_that_nobody_described_counts() {
    let other = ENVIRONMENTS.replacen(r#""Name":"Development""#, r#""Name":"Sandbox""#, 1);
    let mut routes = routes(&[plan_to(DEVELOPMENT, "s1", OLD)], &[(STATES, status("running", ""))]);
    routes[0] = (LIST, vec![says(200, &other)]);
    let server = Server::plain(routes);
    assert_eq!(running(look(&mut Poller::of(api(&server)), &question())), [("s1".to_owned(), "running".to_owned())]);
}

#[test]
fn what_waits_for_somebody_and_a_state_that_nobody_knows_count_as_under_way() {
    for (word, info) in [
        ("needs_user_intervention", "needs_configuration_or_confirmation"),
        ("needs_user_intervention", "deployment_prepared"),
        ("needs_configuration", ""),
        ("aborting", ""),
        ("something_new", ""),
    ] {
        // A binary deployment comes from no environment.
        let plan = plan_to(PRODUCTION, "b1", OLD).replace(&format!("\"SourceEnvironmentKey\":\"{DEVELOPMENT}\","), "");
        assert!(!plan.contains("SourceEnvironmentKey"), "{plan}");
        let server = Server::plain(routes(&[plan], &[(STATES, status(word, info))]));
        assert_eq!(running(look(&mut Poller::of(api(&server)), &question())), [("b1".to_owned(), word.to_owned())]);
    }
}

#[test]
fn a_plan_that_is_over_or_saved_is_not_asked_for_again_until_something_happens_to_it() {
    let list = |plans: &[String]| says(200, &format!("[{}]", plans.join(",")));
    let (over, saved) = (plan_to(PRODUCTION, "o1", OLD), plan_to(PRODUCTION, "s1", NEVER));
    let started = plan_to(PRODUCTION, "s1", "2018-11-28T22:00:00Z");
    let lists = [list(&[over.clone(), saved.clone()]), list(&[over.clone(), saved]), list(&[over, started])].to_vec();
    let server = Server::plain(vec![
        (LIST, vec![says(200, ENVIRONMENTS)]),
        (PLANS, lists),
        ("/lifetimeapi/rest/v2/deployments/o1/", status("finished_successful", "")),
        ("/lifetimeapi/rest/v2/deployments/s1/", [status("saved", ""), status("running", "")].concat()),
    ]);
    let mut poller = Poller::of(api(&server));
    assert_eq!(running(look(&mut poller, &question())), []);
    assert_eq!(asked_for(&server).len(), 2);
    assert_eq!(running(look(&mut poller, &question())), []);
    assert_eq!(asked_for(&server).len(), 2, "nothing has happened to them");
    assert_eq!(running(look(&mut poller, &question())), [("s1".to_owned(), "running".to_owned())]);
    assert_eq!(asked_for(&server).len(), 3);
    assert_eq!(running(look(&mut poller, &question())), [("s1".to_owned(), "running".to_owned())]);
    assert_eq!(asked_for(&server).len(), 4, "what runs is asked for at every look");
}

#[test]
fn a_few_plans_are_asked_for_at_once() {
    let plans: Vec<String> = (0..12).map(|n| plan_to(PRODUCTION, &format!("p{n}"), OLD)).collect();
    let together = Reply::Meets(Arc::new(Barrier::new(4)), Box::new(status("finished_successful", "").remove(0)));
    let server = Server::plain(routes(&plans, &[(STATES, vec![together])]));
    assert_eq!(running(look(&mut Poller::of(api(&server)), &question())), []);
    assert_eq!(asked_for(&server).len(), 12);
}

#[test]
fn how_far_a_long_look_is_is_told() {
    let plans: Vec<String> = (0..600).map(|n| plan_to(PRODUCTION, &format!("p{n}"), OLD)).collect();
    let server = Server::plain(routes(&plans, &[(STATES, status("finished_successful", ""))]));
    let told = Arc::new(Mutex::new(Vec::new()));
    let teller = Teller::of({
        let told = Arc::clone(&told);
        move |progress: LookProgress| told.lock().unwrap().push(progress.words())
    });
    let mut poller = Poller::of(api(&server)).telling(teller);
    look(&mut poller, &question());
    let words = std::mem::take(&mut *told.lock().unwrap());
    assert_eq!(words[0], "Asking LifeTime for its environments and deployment plans");
    assert_eq!(words[2], "Asking LifeTime: 120 of 600 plans");
    assert_eq!(words.len(), 11);
    look(&mut poller, &question());
    assert_eq!(*told.lock().unwrap(), Vec::<String>::new(), "what is known is not asked for, and nobody waits");
}

#[test]
fn more_plans_than_are_asked_for_at_a_time_are_said_and_asked_for_at_the_next_looks() {
    let plans: Vec<String> = (0..50).map(|n| plan_to(PRODUCTION, &format!("p{n}"), OLD)).collect();
    let mut states = vec![("/lifetimeapi/rest/v2/deployments/p49/", status("running", ""))];
    states.push((STATES, status("finished_successful", "")));
    let server = Server::plain(routes(&plans, &states));
    let limits = Limits { plans: 20, ..limits() };
    let mut poller = Poller::of(LifeTimeApi::at(&server.base, Secret::of("t0k3n"), None, limits).unwrap());
    for (unknown, asked) in [(50, 20), (30, 40)] {
        let why = blind(look(&mut poller, &question()));
        assert!(why.starts_with(&format!("LifeTime lists {unknown} deployment plans with an unknown state.")), "{why}");
        assert!(why.contains("asks for 20 of them at a time") && why.contains("one may be running"), "{why}");
        assert_eq!(asked_for(&server).len(), asked);
    }
    assert_eq!(running(look(&mut poller, &question())), [("p49".to_owned(), "running".to_owned())]);
}

#[test]
fn a_plan_that_was_seen_and_matters_no_more_is_followed_to_its_end_and_blinds_nobody() {
    let known = Deployment {
        key: "d1".to_owned(),
        target: "Development".to_owned(),
        environment: Some("development".parse().unwrap()),
        status: DeploymentStatus::Running,
        started: None,
        by: String::new(),
    };
    let asked = WatchQuestion { known: vec![known], ..question() };
    for (state, seen) in [
        (status("aborted", ""), vec![("d1".to_owned(), "aborted".to_owned())]),
        (vec![says(403, "")], Vec::new()),
        (vec![says(404, "")], vec![("d1".to_owned(), "not found".to_owned())]),
    ] {
        let server = Server::plain(routes(&[plan_to(DEVELOPMENT, "d1", OLD)], &[(STATES, state)]));
        assert_eq!(running(look(&mut Poller::of(api(&server)), &asked)), seen);
    }
}

#[test]
fn where_everything_is_paused_every_environment_matters() {
    let all = (0..4).map(crate::harness::story::env_ix).skip(1).filter(|place| place.get() != 2).collect();
    let asked = WatchQuestion { must_see: all, ..WatchQuestion::default() };
    let states = [(STATES, status("running", ""))];
    let server = Server::plain(routes(&[plan_to(DEVELOPMENT, "d1", OLD)], &states));
    assert_eq!(running(look(&mut Poller::of(api(&server)), &asked)), [("d1".to_owned(), "running".to_owned())]);
}
