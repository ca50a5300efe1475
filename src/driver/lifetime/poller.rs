//! Looks at LifeTime for deployments: the list has no status, so each plan is asked; what is over is not asked again.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use super::{
    answer::{ListedEnvironment, ListedPlan},
    api::{ApiFault, LifeTimeApi},
};
use crate::domain::{
    deployment::{Deployment, DeploymentStatus},
    index::EnvIx,
    infrastructure::Infrastructure,
    listed_type::OtherType,
    text::one_line,
    watch::{Observation, WatchQuestion},
};

/// Clocks that differ by less than this show the same time: answers take a moment, and say whole seconds.
const SAME: SignedDuration = SignedDuration::from_secs(5);

/// Looks at LifeTime again and again.
#[derive(Debug)]
pub struct Poller {
    api: LifeTimeApi,
    /// Plans that are over, with what would change if they were started again.
    over: HashMap<String, (String, DeploymentStatus)>,
}

impl Poller {
    /// Looks by way of an API.
    pub fn of(api: LifeTimeApi) -> Self {
        Self { api, over: HashMap::new() }
    }

    /// The API it looks by way of.
    pub const fn api(&self) -> &LifeTimeApi {
        &self.api
    }

    /// Looks once, by a clock.
    pub fn look(
        &mut self,
        infrastructure: &Infrastructure,
        question: &WatchQuestion,
        now: impl Fn() -> Timestamp,
    ) -> Observation {
        self.see(infrastructure, question, now).unwrap_or_else(|fault| Observation::Blind(fault.to_string()))
    }

    fn see(
        &mut self,
        infrastructure: &Infrastructure,
        question: &WatchQuestion,
        clock: impl Fn() -> Timestamp,
    ) -> Result<Observation, ApiFault> {
        let asked = clock();
        let (environments, there) = self.api.environments_and_time()?;
        let now = clock();
        if let Some(why) = blind(infrastructure, question, &environments) {
            return Ok(Observation::Blind(why));
        }
        let plans = self.api.plans(now)?;
        let skew = skew(there, asked, now);
        let mut deployments = Vec::new();
        for plan in &plans {
            let status = self.status_of(plan)?;
            let started = plan.started().and_then(|started| started.checked_sub(skew).ok());
            if matters(question, plan, &status, started) {
                let target = environments.iter().find(|one| Some(&one.key) == plan.target_environment_key.as_ref());
                deployments.push(deployment(infrastructure, plan, target, status, started));
            }
        }
        // A plan that has dropped out of the list is asked for by its key.
        for known in question.known.iter().filter(|known| plans.iter().all(|plan| plan.key != known.key)) {
            let status = self.status(&known.key)?.unwrap_or(DeploymentStatus::Gone);
            deployments.push(Deployment { status, ..known.clone() });
        }
        let other_types = other_types(infrastructure, &environments);
        let environments = u32::try_from(environments.len()).unwrap_or(u32::MAX);
        Ok(Observation::Seen { environments, deployments, other_types })
    }

    /// The status of a plan that is listed; what is over is not asked again unless something happened to it.
    fn status_of(&mut self, plan: &ListedPlan) -> Result<DeploymentStatus, ApiFault> {
        if let Some((stamp, status)) = self.over.get(&plan.key)
            && *stamp == plan.stamp()
        {
            return Ok(status.clone());
        }
        // LifeTime lists it and does not know it: that is no end.
        let status = self.status(&plan.key)?.unwrap_or_else(|| DeploymentStatus::Other("not found".to_owned()));
        if status.is_over() {
            self.over.insert(plan.key.clone(), (plan.stamp(), status.clone()));
        }
        Ok(status)
    }

    fn status(&self, key: &str) -> Result<Option<DeploymentStatus>, ApiFault> {
        Ok(self.api.status(key)?.map(|status| DeploymentStatus::from(status.deployment_status)))
    }
}

/// How far the clock there is from the one here: what was started since the freeze began is told by the one here. An answer that
/// took long says nothing about that.
fn skew(there: Option<Timestamp>, asked: Timestamp, now: Timestamp) -> SignedDuration {
    let there = there.filter(|_| now.duration_since(asked) < SAME);
    there.map(|there| there.duration_since(now)).filter(|skew| skew.abs() >= SAME).unwrap_or_default()
}

/// Whether a plan is under way, was asked for, or was started and ended since the freeze began.
fn matters(question: &WatchQuestion, plan: &ListedPlan, status: &DeploymentStatus, started: Option<Timestamp>) -> bool {
    let is_asked = question.known.iter().any(|known| known.key == plan.key);
    status.is_under_way() || is_asked || status.is_over() && question.is_in_freeze(started)
}

fn deployment(
    infrastructure: &Infrastructure,
    plan: &ListedPlan,
    target: Option<&ListedEnvironment>,
    status: DeploymentStatus,
    started: Option<Timestamp>,
) -> Deployment {
    let unseen = || "an environment that its token does not see".to_owned();
    let own = target.and_then(|one| place(infrastructure, one));
    Deployment {
        key: plan.key.clone(),
        target: target.map_or_else(unseen, |one| one_line(&one.name)),
        environment: own.map(|place| infrastructure.environments[place.get()].id.clone()),
        status,
        started,
        by: plan.by(),
    }
}

/// Which environment here is meant: by its key where that is known, else by its name.
pub fn place(infrastructure: &Infrastructure, listed: &ListedEnvironment) -> Option<EnvIx> {
    let all = &infrastructure.environments;
    let by_key = all.iter().position(|known| known.key.as_deref() == Some(&listed.key));
    let by_name =
        || all.iter().position(|known| known.key.is_none() && known.name.to_lowercase() == listed.name.to_lowercase());
    by_key.or_else(by_name).map(EnvIx::new)
}

/// The environments whose type in LifeTime is not the role that they have here.
pub fn other_types(infrastructure: &Infrastructure, seen: &[ListedEnvironment]) -> Vec<OtherType> {
    let other = |listed: &ListedEnvironment| {
        OtherType::of(&infrastructure.environments[place(infrastructure, listed)?.get()], &listed.listed_type())
    };
    seen.iter().filter_map(other).collect()
}

/// The names of those that a token has to see and does not.
pub fn unseen<'a>(
    infrastructure: &'a Infrastructure,
    seen: &[ListedEnvironment],
    wanted: impl Iterator<Item = EnvIx>,
) -> Vec<&'a str> {
    let is_seen = |wanted: &EnvIx| seen.iter().any(|one| place(infrastructure, one) == Some(*wanted));
    let unseen = wanted.filter(|wanted| !is_seen(wanted));
    unseen.map(|environment| infrastructure.environments[environment.get()].name.as_str()).collect()
}

/// Why an empty list would say nothing: a token that does not see an environment is told of no deployment there.
fn blind(infrastructure: &Infrastructure, question: &WatchQuestion, seen: &[ListedEnvironment]) -> Option<String> {
    const RIGHTS: &str = "In LifeTime, give its service account a role that may at least list applications there";
    if seen.is_empty() {
        return Some(format!("The token sees no environment, so it would be told of no deployment. {RIGHTS}."));
    }
    let names = unseen(infrastructure, seen, question.must_see.iter().copied());
    (!names.is_empty()).then(|| {
        let names = names.join(", ");
        format!("The token does not see {names}, so it would be told of no deployment there. {RIGHTS}; or, if LifeTime calls it otherwise, its key has to be in the description.")
    })
}
