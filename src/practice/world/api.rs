//! The answers of LifeTime's API about environments, applications and deployments.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::{
    lifetime::MAINTENANCE,
    state::{Plan, World, signed},
};
use crate::{domain::infrastructure::Role, practice::scenario::Site};

/// How the API writes a time that is not there; without a zone.
pub const NULL_DATE: &str = "1900-01-01T00:00:00";

/// How many days back plans are listed when nobody says.
const USUAL_DAYS: i64 = 7;

/// Which deployments are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Created on this day or later.
    pub from: Option<Date>,
    /// Created on this day or earlier.
    pub to: Option<Date>,
    /// Key of the environment that is deployed to.
    pub target: Option<String>,
}

impl World {
    /// The environments as the API lists them: LifeTime itself is not among them.
    /// Their addresses are those of the practice pages below `host`, such as `127.0.0.1:4711`.
    pub fn api_environments(&self, host: &str) -> Value {
        let sites = self.scenario.sites.iter().filter(|site| site.role != Role::LifeTime).enumerate();
        sites
            .map(|(order, site)| {
                json!({
                    "Key": self.scenario.key(site.id.as_str()),
                    "Name": site.name,
                    "OSVersion": "11.10.0.22422",
                    "Order": order,
                    "HostName": format!("{host}/{}", site.id),
                    "UseHTTPS": false,
                    "EnvironmentType": match site.role {
                        _ if site.type_is_missing => "",
                        Role::Production => "Production",
                        Role::Test => "Test",
                        Role::Development | Role::LifeTime => "Development",
                    },
                    "NumberOfFrontEnds": 1,
                    "ApplicationServerType": ".NET",
                    "ApplicationServer": "IIS",
                    "DatabaseProvider": "SQLServer",
                    "IsCloudEnvironment": false,
                    "IsOffline": false,
                    "DetailsURL": format!("http://{host}/{}/ServiceCenter", site.id),
                })
            })
            .collect()
    }

    /// The applications of every infrastructure: one with the module of the test, and another one.
    fn applications(&self) -> [(&'static str, &str); 2] {
        [("App Feedback", &self.scenario.module), ("Users", "Users")]
    }

    /// The modules.
    pub fn api_modules(&self) -> Value {
        let module = |(_, module): (&str, &str)| {
            json!({
                "Key": self.scenario.key(&format!("module {module}")),
                "Name": module,
                "Description": "",
                "Kind": "eSpace",
                "ModuleStatusInEnv": [],
            })
        };
        self.applications().into_iter().map(module).collect()
    }

    /// The applications; with their state in each environment, if that is wanted.
    pub fn api_applications(&self, modules: bool, states: bool) -> Value {
        let applications = self.applications().map(|(name, module)| {
            let mut application = json!({
                "Key": self.scenario.key(name),
                "Name": name,
                "Kind": "WebTraditional",
                "Team": "",
                "Description": "An application of the practice infrastructure.",
                "URLPath": module,
                "IconHash": "",
                "IconURL": "",
                "IsSystem": false,
                "AppStatusInEnvs": [],
            });
            if states {
                application["AppStatusInEnvs"] = self.states_of(name);
            }
            if modules {
                let key = self.scenario.key(&format!("module {module}"));
                application["Modules"] = json!([{ "Key": key, "Name": module, "Kind": "eSpace" }]);
            }
            application
        });
        applications.into_iter().collect()
    }

    fn states_of(&self, application: &str) -> Value {
        let sites = self.scenario.sites.iter().filter(|site| site.role != Role::LifeTime);
        let state = |site: &Site| {
            json!({
                "EnvironmentKey": self.scenario.key(site.id.as_str()),
                "BaseApplicationVersionKey": self.scenario.key(&format!("version {application}")),
                "IsModified": false,
                "IsModifiedReason": "",
                "IsModifiedMessage": "",
                "ConsistencyStatus": "Consistent",
                "DeploymentZoneKey": "",
            })
        };
        sites.map(state).collect()
    }

    /// The deployments that a filter lets through, the newest first. There is no status in this list.
    pub fn api_deployments(&self, filter: &Filter, now: u64) -> Value {
        let today = self.date(signed(now)).date();
        let from = filter.from.unwrap_or_else(|| today.saturating_sub(jiff::Span::new().days(USUAL_DAYS)));
        let to = filter.to.unwrap_or(today);
        let wanted = |plan: &&Plan| {
            let day = self.date(plan.created).date();
            (from..=to).contains(&day) && filter.target.as_ref().is_none_or(|wanted| *wanted == self.key_of(plan.to))
        };
        self.newest_first().filter(wanted).map(|plan| self.api_plan(plan)).collect()
    }

    /// A deployment with what belongs to it.
    pub fn api_deployment(&self, key: &str) -> Option<Value> {
        let plan = self.plan(key).ok()?;
        Some(json!({ "Deployment": self.api_plan(plan), "ApplicationsToRedeploy": [], "ApplicationConflicts": [] }))
    }

    fn api_plan(&self, plan: &Plan) -> Value {
        let when = |at: Option<u64>| {
            at.map_or_else(
                || NULL_DATE.to_owned(),
                |at| self.iso(signed(at).max(plan.created.saturating_add(1)), ".08"),
            )
        };
        let who = |at: Option<u64>| if at.is_some() { "Practice Person" } else { "" };
        let name = |at: Option<u64>| if at.is_some() { "sa_practice" } else { "" };
        json!({
            "Key": plan.key,
            "SourceEnvironmentKey": self.key_of(plan.from),
            "TargetEnvironmentKey": self.key_of(plan.to),
            "Notes": "Made by the practice infrastructure",
            // Three fraction digits, two, and none at all: as the real API writes them.
            "CreatedOn": self.iso(plan.created, ""),
            "CreatedBy": "Practice Person",
            "CreatedByUsername": "sa_practice",
            "SavedOn": self.iso(plan.created, ".853"),
            "SavedBy": "Practice Person",
            "SavedByUsername": "sa_practice",
            "StartedOn": when(plan.started),
            "StartedBy": who(plan.started),
            "StartedByUsername": name(plan.started),
            "AbortedOn": when(plan.aborted),
            "AbortedBy": who(plan.aborted),
            "AbortedByUsername": name(plan.aborted),
            "ApplicationOperations": [{
                "ApplicationKey": self.scenario.key("App Feedback"),
                "ApplicationVersionKey": self.scenario.key("version App Feedback"),
                "DeploymentOperation": "Deploy 1.0",
                "DeploymentZoneKey": "",
            }],
        })
    }

    /// The status of a deployment, with its log.
    pub fn api_status(&self, key: &str, now: u64) -> Option<Value> {
        let plan = self.plan(key).ok()?;
        let (from, to) = (&self.scenario.sites[plan.from].name, &self.scenario.sites[plan.to].name);
        let mut log = Vec::new();
        let status = self.status(plan, now);
        if let Some(at) = plan.started {
            let instant = self.iso(signed(at), ".2");
            log.push(json!({ "Instant": instant, "Message": format!("Uploading modules from {from} to {to}") }));
            if status.starts_with("finished") {
                let instant = self.iso(signed(plan.continued.unwrap_or(at).saturating_add(plan.takes)), "");
                log.push(json!({ "Instant": instant, "Message": "Deploy completed" }));
            }
        }
        if let Some(at) = plan.aborted {
            let message = if plan.maintained { MAINTENANCE } else { "Deploy was aborted" };
            log.push(json!({ "Instant": self.iso(signed(at), ".797"), "Message": message }));
        }
        // Both spellings occur: the documents have one, the vendor's own client looks for the other.
        let info = match status {
            "needs_user_intervention" if plan.key.bytes().next().is_some_and(|byte| byte % 2 == 0) => {
                "deployment_prepared"
            }
            "needs_user_intervention" => "deploy_prepared",
            _ => "",
        };
        Some(json!({ "DeploymentStatus": status, "Info": info, "DeploymentLog": log }))
    }

    fn iso(&self, at: i64, fraction: &str) -> String {
        format!("{}{fraction}Z", self.date(at).strftime("%Y-%m-%dT%H:%M:%S"))
    }
}
