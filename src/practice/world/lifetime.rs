//! LifeTime: deployment plans, and maintenance mode.

use super::{
    state::{Plan, World, signed},
    view,
};
use crate::{
    domain::infrastructure::Role,
    practice::scenario::{DeploymentEnd, PersonAct, PlannedDeployment, Scenario, USUAL_DEPLOYMENT},
};

/// Why something cannot be done with a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotDo {
    /// There is none with this key.
    NoSuchPlan,
    /// Its status does not allow it.
    WrongStatus(&'static str),
    /// One of its environments is in maintenance mode; it was aborted.
    Maintenance,
}

/// The message for a plan that was started although an environment is in maintenance mode.
pub const MAINTENANCE: &str = "Cannot continue the operation because the environment is in maintenance mode";

/// The plans that are there from the beginning; the others come when they are started.
pub(super) fn plans(scenario: &Scenario) -> Vec<Plan> {
    let there = |(number, planned): (usize, &PlannedDeployment)| {
        let created = i64::try_from(planned.created).unwrap_or(i64::MAX).saturating_neg();
        (planned.created > 0 || planned.starts.is_none()).then(|| Plan::of_scenario(scenario, number, created))
    };
    scenario.deployments.iter().enumerate().filter_map(there).collect()
}

impl Plan {
    /// A plan that somebody saved, and did not start.
    fn saved(key: String, from: usize, to: usize, created: i64) -> Self {
        Self {
            key,
            from,
            to,
            created,
            started: None,
            aborted: None,
            takes: USUAL_DEPLOYMENT,
            maintained: false,
            continued: None,
            planned: None,
        }
    }

    /// The same, of a deployment of the scenario.
    fn of_scenario(scenario: &Scenario, number: usize, created: i64) -> Self {
        let planned = &scenario.deployments[number];
        let saved = Self::saved(scenario.key(&format!("deployment {number}")), planned.from, planned.to, created);
        Self { takes: planned.takes, planned: Some(number), ..saved }
    }

    fn status(&self, ends: DeploymentEnd, now: u64) -> &'static str {
        match (self.started, self.aborted, ends) {
            (_, Some(at), _) if now < at.saturating_add(2) => "aborting",
            (_, Some(_), _) => "aborted",
            (None, None, _) => "saved",
            (Some(at), None, _) if now < self.continued.unwrap_or(at).saturating_add(self.takes) => "running",
            (Some(_), None, DeploymentEnd::NeedsIntervention) if self.continued.is_none() => "needs_user_intervention",
            (Some(_), None, DeploymentEnd::WithWarnings) => "finished_with_warnings",
            (Some(_), None, DeploymentEnd::WithErrors) => "finished_with_errors",
            (Some(_), None, DeploymentEnd::Successful | DeploymentEnd::NeedsIntervention) => "finished_successful",
        }
    }
}

impl World {
    pub(super) fn status(&self, plan: &Plan, now: u64) -> &'static str {
        let planned = plan.planned.and_then(|number| self.scenario.deployments.get(number));
        plan.status(planned.map_or(DeploymentEnd::Successful, |planned| planned.ends), now)
    }

    fn status_of(&self, key: &str, now: u64) -> Result<&'static str, CannotDo> {
        self.plan(key).map(|plan| self.status(plan, now))
    }

    /// Somebody looks at the deployments: what the scenario shows to whoever looks is there then.
    pub fn look_at_deployments(&mut self, now: u64) {
        if let Some(site) = self.scenario.sites.iter().position(|site| site.role == Role::LifeTime) {
            self.reach(site, PersonAct::Look, now);
            self.tick(now);
        }
    }

    /// Switches the maintenance mode of an environment on, with a reason, or off. Deployments that run to or from it are
    /// aborted.
    pub fn maintain(&mut self, site: usize, reason: Option<String>, now: u64) {
        let on = reason.is_some();
        self.state.sites[site].maintenance = reason;
        let running: Vec<String> = self
            .state
            .plans
            .iter()
            .filter(|plan| on && (plan.from == site || plan.to == site))
            .filter(|plan| ["running", "needs_user_intervention"].contains(&self.status(plan, now)))
            .map(|plan| plan.key.clone())
            .collect();
        for key in running {
            if self.abort_plan(&key, now).is_ok()
                && let Ok(plan) = self.plan_mut(&key)
            {
                plan.maintained = true;
            }
        }
    }

    /// Why an environment is in maintenance mode; none: it is not.
    pub fn maintenance(&self, site: usize) -> Option<&str> {
        self.state.sites[site].maintenance.as_deref()
    }

    fn is_maintained(&self, plan: &Plan) -> bool {
        [plan.from, plan.to].into_iter().any(|site| self.state.sites[site].maintenance.is_some())
    }

    /// Starts the deployments that the scenario starts by now.
    pub(super) fn start_what_is_due(&mut self, now: u64) {
        for number in 0..self.scenario.deployments.len() {
            if self.state.deleted.contains(&number) {
                continue;
            }
            let Some(at) =
                self.scenario.deployments[number].starts.and_then(|moment| self.when(moment)).filter(|at| *at <= now)
            else {
                continue;
            };
            let there = self.state.plans.iter().position(|plan| plan.planned == Some(number));
            match there {
                Some(place) => self.start(place, at),
                None => {
                    self.state.plans.push(Plan::of_scenario(&self.scenario, number, signed(at)));
                    self.start(self.state.plans.len() - 1, at);
                }
            }
        }
    }

    /// Starts a saved plan; where an environment is in maintenance mode, it is aborted at once.
    fn start(&mut self, place: usize, at: u64) {
        let maintained = self.is_maintained(&self.state.plans[place]);
        let plan = &mut self.state.plans[place];
        if plan.started.is_none() && plan.aborted.is_none() {
            plan.started = Some(at);
            plan.aborted = maintained.then_some(at);
            plan.maintained = maintained;
        }
    }

    /// Somebody creates a plan; it is saved, not started.
    pub fn create_plan(&mut self, from: usize, to: usize, now: u64) -> String {
        self.state.made = self.state.made.saturating_add(1);
        let key = self.scenario.key(&format!("plan {}", self.state.made));
        self.state.plans.push(Plan::saved(key.clone(), from, to, signed(now)));
        key
    }

    pub(super) fn plan(&self, key: &str) -> Result<&Plan, CannotDo> {
        self.state.plans.iter().find(|plan| plan.key == key).ok_or(CannotDo::NoSuchPlan)
    }

    fn plan_mut(&mut self, key: &str) -> Result<&mut Plan, CannotDo> {
        self.state.plans.iter_mut().find(|plan| plan.key == key).ok_or(CannotDo::NoSuchPlan)
    }

    /// Starts a saved plan.
    ///
    /// # Errors
    /// When there is none, it is not a saved one, or an environment is in maintenance mode.
    pub fn start_plan(&mut self, key: &str, now: u64) -> Result<(), CannotDo> {
        self.is_one_of(key, now, &["saved"])?;
        let place = self.state.plans.iter().position(|plan| plan.key == key).ok_or(CannotDo::NoSuchPlan)?;
        self.start(place, now);
        if self.state.plans[place].aborted.is_some() { Err(CannotDo::Maintenance) } else { Ok(()) }
    }

    /// Continues a plan that waits for somebody.
    ///
    /// # Errors
    /// When there is none, or it does not wait.
    pub fn continue_plan(&mut self, key: &str, now: u64) -> Result<(), CannotDo> {
        self.is_one_of(key, now, &["needs_user_intervention"])?;
        self.plan_mut(key)?.continued = Some(now);
        Ok(())
    }

    /// Aborts a plan that is under way.
    ///
    /// # Errors
    /// When there is none, or it is not under way.
    pub fn abort_plan(&mut self, key: &str, now: u64) -> Result<(), CannotDo> {
        self.is_one_of(key, now, &["running", "needs_user_intervention"])?;
        self.plan_mut(key)?.aborted = Some(now);
        Ok(())
    }

    /// Deletes a saved plan.
    ///
    /// # Errors
    /// When there is none, or it is not a saved one.
    pub fn delete_plan(&mut self, key: &str, now: u64) -> Result<(), CannotDo> {
        self.is_one_of(key, now, &["saved"])?;
        let planned = self.plan_mut(key)?.planned;
        self.state.deleted.extend(planned);
        self.state.plans.retain(|plan| plan.key != key);
        Ok(())
    }

    fn is_one_of(&self, key: &str, now: u64, allowed: &[&str]) -> Result<(), CannotDo> {
        let status = self.status_of(key, now)?;
        if allowed.contains(&status) { Ok(()) } else { Err(CannotDo::WrongStatus(status)) }
    }

    /// All plans, the newest first, as LifeTime's page shows them.
    pub fn plan_rows(&self, now: u64) -> Vec<view::PlanRow> {
        let row = |plan: &Plan| view::PlanRow {
            key: plan.key.clone(),
            from: self.scenario.sites[plan.from].name.clone(),
            to: self.scenario.sites[plan.to].name.clone(),
            created: self.date(plan.created).strftime("%Y-%m-%d %H:%M:%S").to_string(),
            status: self.status(plan, now),
            can: match self.status(plan, now) {
                "saved" => vec![("start", "Start"), ("delete", "Delete")],
                "running" => vec![("abort", "Abort")],
                "needs_user_intervention" => vec![("continue", "Continue"), ("abort", "Abort")],
                _ => Vec::new(),
            },
        };
        self.newest_first().map(row).collect()
    }

    pub(super) fn newest_first(&self) -> impl Iterator<Item = &Plan> {
        let mut plans: Vec<&Plan> = self.state.plans.iter().collect();
        plans.sort_by_key(|plan| std::cmp::Reverse(plan.created));
        plans.into_iter()
    }
}
