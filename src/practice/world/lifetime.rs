//! LifeTime: environments, applications and deployments, as its API has them.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::{Plan, World, signed, view};
use crate::{
    domain::infrastructure::Role,
    practice::scenario::{Deployment, Scenario, Site},
};

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

/// Why something cannot be done with a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotDo {
    /// There is none with this key.
    NoSuchPlan,
    /// Its status does not allow it.
    WrongStatus(&'static str),
}

/// The plans that are there from the beginning; the others come when they are started.
pub(super) fn plans(scenario: &Scenario) -> Vec<Plan> {
    let there = |(number, planned): (usize, &Deployment)| {
        let created = i64::try_from(planned.created).unwrap_or(i64::MAX).saturating_neg();
        (planned.created > 0 || planned.starts.is_none()).then(|| Plan {
            key: scenario.key(&format!("deployment {number}")),
            from: planned.from,
            to: planned.to,
            created,
            started: None,
            aborted: None,
            takes: planned.takes,
            planned: Some(number),
        })
    };
    scenario.deployments.iter().enumerate().filter_map(there).collect()
}

impl Plan {
    fn status(&self, now: u64) -> &'static str {
        match (self.started, self.aborted) {
            (_, Some(at)) if now < at.saturating_add(2) => "aborting",
            (_, Some(_)) => "aborted",
            (None, None) => "saved",
            (Some(at), None) if now < at.saturating_add(self.takes) => "running",
            (Some(_), None) => "finished_successful",
        }
    }
}

impl World {
    /// Starts the deployments that the scenario starts by now.
    pub(super) fn start_what_is_due(&mut self, now: u64) {
        for number in 0..self.scenario.deployments.len() {
            let planned = self.scenario.deployments[number].clone();
            if self.state.deleted.contains(&number) {
                continue;
            }
            let Some(at) = planned.starts.and_then(|moment| self.when(moment)).filter(|at| *at <= now) else {
                continue;
            };
            match self.state.plans.iter_mut().find(|plan| plan.planned == Some(number)) {
                Some(plan) if plan.started.is_none() && plan.aborted.is_none() => plan.started = Some(at),
                Some(_) => {}
                None => self.state.plans.push(Plan {
                    key: self.scenario.key(&format!("deployment {number}")),
                    from: planned.from,
                    to: planned.to,
                    created: signed(at),
                    started: Some(at),
                    aborted: None,
                    takes: planned.takes,
                    planned: Some(number),
                }),
            }
        }
    }

    /// Somebody creates a plan; it is saved, not started.
    pub fn create_plan(&mut self, from: usize, to: usize, now: u64) -> String {
        self.state.made = self.state.made.saturating_add(1);
        let key = self.scenario.key(&format!("plan {}", self.state.made));
        self.state.plans.push(Plan {
            key: key.clone(),
            from,
            to,
            created: signed(now),
            started: None,
            aborted: None,
            takes: 60,
            planned: None,
        });
        key
    }

    fn plan_mut(&mut self, key: &str) -> Result<&mut Plan, CannotDo> {
        self.state.plans.iter_mut().find(|plan| plan.key == key).ok_or(CannotDo::NoSuchPlan)
    }

    /// Starts a saved plan.
    ///
    /// # Errors
    /// When there is none, or it is not a saved one.
    pub fn start_plan(&mut self, key: &str, now: u64) -> Result<(), CannotDo> {
        let plan = self.plan_mut(key)?;
        match plan.status(now) {
            "saved" => {
                plan.started = Some(now);
                Ok(())
            }
            other => Err(CannotDo::WrongStatus(other)),
        }
    }

    /// Aborts a running plan.
    ///
    /// # Errors
    /// When there is none, or it is not running.
    pub fn abort_plan(&mut self, key: &str, now: u64) -> Result<(), CannotDo> {
        let plan = self.plan_mut(key)?;
        match plan.status(now) {
            "running" => {
                plan.aborted = Some(now);
                Ok(())
            }
            other => Err(CannotDo::WrongStatus(other)),
        }
    }

    /// Deletes a saved plan.
    ///
    /// # Errors
    /// When there is none, or it is not a saved one.
    pub fn delete_plan(&mut self, key: &str, now: u64) -> Result<(), CannotDo> {
        let plan = self.plan_mut(key)?;
        let planned = plan.planned;
        match plan.status(now) {
            "saved" => {
                self.state.deleted.extend(planned);
                self.state.plans.retain(|plan| plan.key != key);
                Ok(())
            }
            other => Err(CannotDo::WrongStatus(other)),
        }
    }

    /// All plans, the newest first, as LifeTime's page shows them.
    pub fn plan_rows(&self, now: u64) -> Vec<view::PlanRow> {
        let row = |plan: &Plan| view::PlanRow {
            key: plan.key.clone(),
            from: self.scenario.sites[plan.from].name.clone(),
            to: self.scenario.sites[plan.to].name.clone(),
            created: self.date(plan.created).strftime("%Y-%m-%d %H:%M:%S").to_string(),
            status: plan.status(now),
            can: match plan.status(now) {
                "saved" => Some("start"),
                "running" => Some("abort"),
                _ => None,
            },
        };
        self.newest_first().map(row).collect()
    }

    fn newest_first(&self) -> impl Iterator<Item = &Plan> {
        let mut plans: Vec<&Plan> = self.state.plans.iter().collect();
        plans.sort_by_key(|plan| std::cmp::Reverse(plan.created));
        plans.into_iter()
    }

    /// The environments as the API lists them: LifeTime itself is not among them.
    pub fn api_environments(&self) -> Value {
        let sites = self.scenario.sites.iter().filter(|site| site.role != Role::LifeTime).enumerate();
        sites
            .map(|(order, site)| {
                json!({
                    "Key": self.scenario.key(site.id.as_str()),
                    "Name": site.name,
                    "OSVersion": "11.10.0.22422",
                    "Order": order,
                    "HostName": format!("{}.practice.example", site.id),
                    "UseHTTPS": true,
                    "EnvironmentType": match site.role {
                        Role::Production => "Production",
                        Role::Test => "Test",
                        Role::Development | Role::LifeTime => "Development",
                    },
                    "NumberOfFrontEnds": 1,
                    "ApplicationServerType": ".NET",
                    "ApplicationServer": "IIS",
                    "DatabaseProvider": "SQLServer",
                    "IsCloudEnvironment": false,
                    "DetailsURL": format!("https://{}.practice.example/ServiceCenter", site.id),
                })
            })
            .collect()
    }

    /// The applications; with their state in each environment, if that is wanted.
    pub fn api_applications(&self, modules: bool, states: bool) -> Value {
        let applications = [("App Feedback", "ECT_Provider"), ("Users", "Users")].map(|(name, module)| {
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
            let target = self.scenario.key(self.scenario.sites[plan.to].id.as_str());
            (from..=to).contains(&day) && filter.target.as_ref().is_none_or(|wanted| *wanted == target)
        };
        self.newest_first().filter(wanted).map(|plan| self.api_plan(plan)).collect()
    }

    /// A deployment with what belongs to it.
    pub fn api_deployment(&self, key: &str) -> Option<Value> {
        let plan = self.state.plans.iter().find(|plan| plan.key == key)?;
        Some(json!({ "Deployment": self.api_plan(plan), "ApplicationsToRedeploy": [], "ApplicationConflicts": [] }))
    }

    fn api_plan(&self, plan: &Plan) -> Value {
        let key = |site: usize| self.scenario.key(self.scenario.sites[site].id.as_str());
        let when = |at: Option<u64>| at.map_or_else(|| NULL_DATE.to_owned(), |at| self.iso(signed(at), ".08"));
        let who = |at: Option<u64>| if at.is_some() { "Practice Person" } else { "" };
        let name = |at: Option<u64>| if at.is_some() { "sa_practice" } else { "" };
        json!({
            "Key": plan.key,
            "SourceEnvironmentKey": key(plan.from),
            "TargetEnvironmentKey": key(plan.to),
            "Notes": "Made by the practice infrastructure",
            // Three fraction digits, two, and none at all: as the real API writes them.
            "CreatedOn": self.iso(plan.created, ""),
            "CreatedBy": "Practice Person",
            "CreatedByUsername": "sa_practice",
            "SavedOn": self.iso(plan.created.saturating_add(1), ".853"),
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
        let plan = self.state.plans.iter().find(|plan| plan.key == key)?;
        let (from, to) = (&self.scenario.sites[plan.from].name, &self.scenario.sites[plan.to].name);
        let mut log = Vec::new();
        if let Some(at) = plan.started {
            let instant = self.iso(signed(at), ".2");
            log.push(json!({ "Instant": instant, "Message": format!("Uploading modules from {from} to {to}") }));
            if plan.status(now) == "finished_successful" {
                let instant = self.iso(signed(at.saturating_add(plan.takes)), "");
                log.push(json!({ "Instant": instant, "Message": "Deploy completed" }));
            }
        }
        Some(json!({ "DeploymentStatus": plan.status(now), "Info": "", "DeploymentLog": log }))
    }

    fn iso(&self, at: i64, fraction: &str) -> String {
        format!("{}{fraction}Z", self.date(at).strftime("%Y-%m-%dT%H:%M:%S"))
    }
}
