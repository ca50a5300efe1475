//! Asks LifeTime's API for deployments.

use serde::{Deserialize, de::DeserializeOwned};

use super::{MOST_LOOKS, PAUSE, Person, good, words};
use crate::practice::description::TOKEN;

/// A day before which no plan was created.
const LONG_AGO: &str = "2000-01-01";

/// The statuses of a deployment that is not under way; any other status of LifeTime counts as running.
const OVER: [&str; 5] = ["saved", "aborted", "finished_successful", "finished_with_warnings", "finished_with_errors"];

/// The deployments that LifeTime lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deployments {
    /// None is under way; what has been started, in words.
    Quiet(String),
    /// These are under way.
    Running(String),
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Environment {
    key: String,
    name: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Plan {
    key: String,
    source_environment_key: String,
    target_environment_key: String,
    started_on: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Status {
    deployment_status: String,
}

/// The status of an API that is broken for a while.
const BROKEN: u16 = 500;

impl Person {
    /// The deployments that LifeTime lists; with `waits`, waits until the running ones have ended.
    ///
    /// # Errors
    /// In a sentence, when the API does not answer.
    pub fn deployments(&self, lifetime: &str, waits: bool) -> Result<Deployments, String> {
        for _ in 0..MOST_LOOKS {
            match self.deployments_now(lifetime)? {
                Deployments::Running(_) if waits => self.wait(PAUSE)?,
                now @ (Deployments::Running(_) | Deployments::Quiet(_)) => return Ok(now),
            }
        }
        Err("A deployment is still running.".to_owned())
    }

    /// The deployments that are under way; somebody who finds one waits a moment before trying again.
    ///
    /// # Errors
    /// In a sentence, when the API does not answer.
    pub fn under_way(&self, lifetime: &str) -> Result<Option<String>, String> {
        match self.deployments_now(lifetime)? {
            Deployments::Running(which) => {
                self.wait_a_moment()?;
                Ok(Some(which))
            }
            Deployments::Quiet(_) => Ok(None),
        }
    }

    fn deployments_now(&self, lifetime: &str) -> Result<Deployments, String> {
        let api = format!("{lifetime}/lifetimeapi/rest/v2");
        let environments: Vec<Environment> = self.ask_api(&format!("{api}/environments/"))?.unwrap_or_default();
        if environments.is_empty() {
            // Whoever sees no environment sees no deployment either.
            return Err("LifeTime's API lists no environment, so nothing is known of deployments.".to_owned());
        }
        let name = |key: &str| {
            let found = environments.iter().find(|known| known.key == key);
            found.map_or_else(|| "an environment of another infrastructure".to_owned(), |known| known.name.clone())
        };
        let plans: Vec<Plan> = self.ask_api(&format!("{api}/deployments/?MinDate={LONG_AGO}"))?.unwrap_or_default();
        let (mut running, mut started) = (Vec::new(), Vec::new());
        for plan in plans {
            let status = self.ask_api::<Status>(&format!("{api}/deployments/{}/status/", plan.key))?;
            let status = status.map_or_else(|| "unknown".to_owned(), |status| status.deployment_status);
            let way = format!("{} to {}", name(&plan.source_environment_key), name(&plan.target_environment_key));
            if !OVER.contains(&status.as_str()) {
                running.push(way.clone());
            }
            if status != "saved" {
                started.push(format!("{way}, started {} ({status})", plan.started_on));
            }
        }
        Ok(match (running.is_empty(), started.is_empty()) {
            (false, _) => Deployments::Running(running.join("; ")),
            (true, true) => Deployments::Quiet("LifeTime's API lists no deployment that was ever started.".to_owned()),
            (true, false) => {
                Deployments::Quiet(format!("No deployment is running. LifeTime's API lists: {}.", started.join("; ")))
            }
        })
    }

    /// An answer of the API; none where it has nothing to list.
    fn ask_api<T: DeserializeOwned>(&self, address: &str) -> Result<Option<T>, String> {
        let answer = self.asks()?.get(address, Some(TOKEN)).map_err(words)?;
        if answer.status == BROKEN {
            self.wait_a_moment()?;
        }
        let answer = good(answer)?;
        if answer.status == 204 {
            return Ok(None);
        }
        let read = serde_json::from_slice(&answer.body);
        read.map(Some).map_err(|wrong| format!("{address} answers with something else: {wrong}."))
    }
}
