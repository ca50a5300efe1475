//! Answers of LifeTime's API, read as its documentation describes them; fields that are not needed are not looked at.

use jiff::{Timestamp, civil::DateTime, tz::Offset};
use serde::Deserialize;

use crate::domain::{infrastructure::Role, listed_type::role_of, text::one_line};

/// How the API writes a time that is not there; without a zone.
const NULL_DATE: &str = "1900-01-01";

/// The longest reason that is repeated from an answer, in characters.
const LONGEST_REASON: usize = 200;

/// An environment as LifeTime lists it. LifeTime itself is not in that list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListedEnvironment {
    /// How LifeTime names it.
    pub key: String,
    /// The name that people use for it.
    pub name: String,
    /// Its place in the order of travel.
    #[serde(default)]
    pub order: i64,
    /// Its host.
    #[serde(default)]
    pub host_name: Option<String>,
    /// Whether its pages are encrypted.
    #[serde(rename = "UseHTTPS", default = "yes")]
    pub use_https: bool,
    /// Its purpose: Development, Test or Production; may be empty.
    #[serde(default)]
    pub environment_type: Option<String>,
    /// Whether it is in OutSystems Cloud, where nobody can upload a license.
    #[serde(default)]
    pub is_cloud_environment: Option<bool>,
    /// Whether it is offline: most likely in maintenance mode. No document says what it means.
    #[serde(default)]
    pub is_offline: Option<bool>,
}

const fn yes() -> bool {
    true
}

impl ListedEnvironment {
    /// Its type, in LifeTime's word; empty where it has none.
    pub fn listed_type(&self) -> String {
        self.environment_type.as_deref().map(one_line).unwrap_or_default()
    }

    /// Its role; none where its type is missing or unknown.
    pub fn role(&self) -> Option<Role> {
        role_of(&self.listed_type())
    }

    /// Where its Service Center is.
    pub fn service_center(&self) -> Option<String> {
        let host = self.host_name.as_deref().map(str::trim).filter(|host| !host.is_empty())?;
        let scheme = if self.use_https { "https" } else { "http" };
        Some(format!("{scheme}://{}/ServiceCenter", host.trim_end_matches('/')))
    }
}

/// A deployment plan as LifeTime lists it: without its status.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListedPlan {
    /// How LifeTime names it.
    pub key: String,
    /// Key of the environment that is deployed to.
    #[serde(default)]
    pub target_environment_key: Option<String>,
    #[serde(default)]
    saved_on: Option<String>,
    #[serde(default)]
    started_on: Option<String>,
    #[serde(default)]
    aborted_on: Option<String>,
    #[serde(default)]
    created_by: Option<String>,
    #[serde(default)]
    started_by: Option<String>,
}

impl ListedPlan {
    /// When it was started, if it was.
    pub fn started(&self) -> Option<Timestamp> {
        self.started_on.as_deref().and_then(time)
    }

    /// Who started it, or made it.
    pub fn by(&self) -> String {
        let names = [&self.started_by, &self.created_by].into_iter().flatten();
        names.map(|name| one_line(name)).find(|name| !name.is_empty()).unwrap_or_default()
    }

    /// A stamp that changes when something happens to the plan: while it stays the same, a plan that is over stays over.
    pub fn stamp(&self) -> String {
        [&self.saved_on, &self.started_on, &self.aborted_on].map(|on| on.as_deref().unwrap_or("")).join(" ")
    }
}

/// The status of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PlanStatus {
    /// The word of the API.
    pub deployment_status: String,
    /// The reason why it waits for somebody, where it does.
    #[serde(default)]
    pub info: Option<String>,
}

impl PlanStatus {
    /// Whether it is prepared and waits for somebody to go on: the documentation has one spelling, the vendor's own client
    /// looks for the other.
    pub fn is_prepared(&self) -> bool {
        matches!(self.info.as_deref(), Some("deploy_prepared" | "deployment_prepared"))
    }
}

/// A time of the API: UTC, with no fraction or up to three digits of one; none where it stands for nothing.
pub fn time(text: &str) -> Option<Timestamp> {
    if text.starts_with(NULL_DATE) {
        return None;
    }
    let local = || text.parse::<DateTime>().ok().and_then(|local| Offset::UTC.to_timestamp(local).ok());
    text.parse().ok().or_else(local)
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Exception {
    #[serde(default)]
    errors: Vec<String>,
}

/// Why something was refused, in the words of the answer; empty where it has none.
pub fn reason(body: &[u8]) -> String {
    let said =
        serde_json::from_slice::<Exception>(body).map(|exception| exception.errors.join("; ")).unwrap_or_default();
    short(&said)
}

/// Words from an answer, in a length that is repeated.
pub(super) fn short(said: &str) -> String {
    one_line(said).chars().take(LONGEST_REASON).collect()
}
