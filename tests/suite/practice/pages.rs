//! The practice infrastructure over HTTP: pages for people, an API for programs.

mod api;
mod kept;
mod shown;

use std::{
    net::TcpListener,
    sync::{Arc, Mutex},
};

use acmove::{
    driver::web::{Web, WebAnswer},
    practice::{Practice, PracticeClock, SavedWorld, Stepped, World, scenario::Scenario},
};
use serde_json::Value;
use ureq::{Agent, http::Response};

use crate::practice::scenario::known;

const API: &str = "/lifetimeapi/rest/v2";

/// A practice infrastructure that is asked.
struct Site {
    practice: Practice,
    clock: Arc<Stepped>,
    kept: Arc<Mutex<Vec<SavedWorld>>>,
    web: Web,
    agent: Agent,
}

impl Site {
    fn of(scenario: Scenario) -> Self {
        let clock = Arc::new(Stepped::default());
        let kept = Arc::new(Mutex::new(Vec::new()));
        let into = Arc::clone(&kept);
        let world = World::new(scenario, "2026-11-14T22:00:00Z".parse().unwrap());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let keep = Box::new(move |state: &SavedWorld| into.lock().unwrap().push(state.clone()));
        let practice = Practice::serve(listener, world, Arc::clone(&clock) as Arc<dyn PracticeClock>, keep).unwrap();
        let config = Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        let address = practice.address();
        Self { practice, clock, kept, web: Web::below(&format!("http://{address}")), agent: config.into() }
    }

    fn well() -> Self {
        Self::of(known("everything-well"))
    }

    fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.practice.address())
    }

    fn get(&self, path: &str) -> WebAnswer {
        self.web.get(&self.at(path), None).unwrap()
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8(self.get(path).body).unwrap()
    }

    fn send(&self, path: &str, fields: &[(&str, &str)]) -> WebAnswer {
        self.web.send(&self.at(path), fields).unwrap()
    }

    fn api(&self, path: &str) -> (u16, String) {
        let answer = self.web.get(&self.at(&format!("{API}{path}")), Some("token")).unwrap();
        (answer.status, String::from_utf8(answer.body).unwrap())
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.api(path).1).unwrap()
    }

    fn post(&self, path: &str, body: &str) -> (u16, String) {
        let asked = self.agent.post(self.at(&format!("{API}{path}"))).header("Authorization", "Bearer token");
        read(asked.send(body).unwrap())
    }

    fn license(&self, id: &str) -> Vec<u8> {
        self.get(&format!("/{id}/ServiceCenter/Licensing/Backup")).body
    }
}

fn read(mut response: Response<ureq::Body>) -> (u16, String) {
    (response.status().as_u16(), response.body_mut().read_to_string().unwrap())
}
