//! Looks at LifeTime for deployments. Its list has no states, so each plan is asked for whose end would matter; what is over, or
//! only saved, is not asked for again.

use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::{
    answer::{ListedEnvironment, ListedPlan, PlanStatus, short},
    api::{ApiFault, LifeTimeApi},
    asking::{Teller, states},
};
use crate::domain::{
    deployment::{Deployment, DeploymentStatus, day_and_time},
    index::EnvIx,
    infrastructure::Infrastructure,
    listed_type::OtherType,
    text::one_line,
    watch::{LookProgress, Observation, WatchQuestion},
};

/// Clocks that differ by less than this show the same time: answers take a moment, and say whole seconds.
const SAME: SignedDuration = SignedDuration::from_secs(5);

/// Looks at LifeTime again and again.
#[derive(Debug)]
pub struct Poller {
    api: LifeTimeApi,
    /// Plans that are over or only saved, with what would change if they were started.
    settled: HashMap<String, (String, DeploymentStatus)>,
    /// Whether the last look came to its end.
    has_looked: bool,
    teller: Teller,
}

/// A plan that matters: where it goes, and when it was started, by the clock here.
struct Relevant<'a> {
    plan: &'a ListedPlan,
    target: Option<&'a ListedEnvironment>,
    started: Option<Timestamp>,
}

impl Poller {
    /// Looks by way of an API.
    pub fn of(api: LifeTimeApi) -> Self {
        Self { api, settled: HashMap::new(), has_looked: false, teller: Teller::default() }
    }

    /// The same, and tells somebody how far it is.
    #[must_use]
    pub fn telling(self, teller: Teller) -> Self {
        Self { teller, ..self }
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
        // Whoever sees LifeTime answer again and again does not want to be told that it is asked.
        if !self.has_looked {
            self.teller.tell(LookProgress::Listing);
        }
        let seen = self.see(infrastructure, question, now);
        self.has_looked = matches!(seen, Ok(Observation::Seen { .. }));
        seen.unwrap_or_else(|fault| Observation::Blind(fault.to_string()))
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
        let mut listed = HashSet::new();
        let relevant: Vec<Relevant<'_>> = plans
            .iter()
            .filter(|plan| listed.insert(plan.key.as_str()))
            .map(|plan| Relevant {
                plan,
                target: environments.iter().find(|one| Some(&one.key) == plan.target_environment_key.as_ref()),
                started: plan.started().and_then(|started| started.checked_sub(skew).ok()),
            })
            .filter(|relevant| question.concerns(infrastructure, relevant.place(infrastructure)))
            .collect();
        let states = self.states(&relevant)?;
        let matters = |(relevant, status): &(&Relevant<'_>, DeploymentStatus)| matters(question, relevant, status);
        let under_way = relevant.iter().zip(states).filter(matters);
        let mut deployments: Vec<Deployment> =
            under_way.map(|(relevant, status)| relevant.deployment(infrastructure, status)).collect();
        // A plan that has dropped out of the list, or that matters no more, is asked for by its key.
        let told: HashSet<&str> = relevant.iter().map(|relevant| relevant.plan.key.as_str()).collect();
        for known in question.known.iter().filter(|known| !told.contains(known.key.as_str())) {
            let place = known.environment.as_ref().and_then(|id| infrastructure.position(id));
            match self.api.status(&known.key) {
                Ok(told) => {
                    let none = if listed.contains(known.key.as_str()) { not_found() } else { DeploymentStatus::Gone };
                    deployments.push(Deployment { status: of(told, none), ..known.clone() });
                }
                Err(why) if question.concerns(infrastructure, place) => return Err(unsaid(known.words(), why)),
                // What becomes of it is nobody's concern here.
                Err(_) => {}
            }
        }
        let other_types = other_types(infrastructure, &environments);
        let environments = u32::try_from(environments.len()).unwrap_or(u32::MAX);
        Ok(Observation::Seen { environments, deployments, other_types })
    }

    /// The states of plans; what is settled is not asked for again unless something happened to it.
    fn states(&mut self, relevant: &[Relevant<'_>]) -> Result<Vec<DeploymentStatus>, ApiFault> {
        let unknown: Vec<&Relevant<'_>> = relevant.iter().filter(|one| self.settled(one.plan).is_none()).collect();
        let most = self.api.limits().plans;
        let asked = &unknown[..unknown.len().min(most)];
        let keys: Vec<&str> = asked.iter().map(|one| one.plan.key.as_str()).collect();
        let mut answers = HashMap::new();
        let mut fault = None;
        for (one, told) in asked.iter().zip(states(&self.api, &keys, unknown.len(), &self.teller)) {
            match told {
                Some(Ok(status)) => {
                    let status = of(status, not_found());
                    self.settle(one.plan, &status);
                    answers.insert(one.plan.key.as_str(), status);
                }
                Some(Err(why)) => fault = fault.or(Some(unsaid(one.words(), why))),
                None => {}
            }
        }
        if let Some(fault) = fault {
            return Err(fault);
        }
        if asked.len() < unknown.len() {
            return Err(ApiFault::TooMany { unknown: unknown.len(), most });
        }
        let state = |one: &Relevant<'_>| {
            let nothing = || DeploymentStatus::Other("not said".to_owned());
            answers.remove(one.plan.key.as_str()).or_else(|| self.settled(one.plan)).unwrap_or_else(nothing)
        };
        Ok(relevant.iter().map(state).collect())
    }

    fn settled(&self, plan: &ListedPlan) -> Option<DeploymentStatus> {
        let (stamp, status) = self.settled.get(&plan.key)?;
        (*stamp == plan.stamp()).then(|| status.clone())
    }

    /// Notes what changes by itself no more. A plan that is saved may be started, and then says when.
    fn settle(&mut self, plan: &ListedPlan, status: &DeploymentStatus) {
        if status.is_over() || *status == DeploymentStatus::Saved && plan.started().is_none() {
            self.settled.insert(plan.key.clone(), (plan.stamp(), status.clone()));
        }
    }
}

impl Relevant<'_> {
    fn place(&self, infrastructure: &Infrastructure) -> Option<EnvIx> {
        self.target.and_then(|target| place(infrastructure, target))
    }

    fn target(&self) -> String {
        let unseen = || "an environment that the token cannot see".to_owned();
        self.target.map_or_else(unseen, |one| one_line(&one.name))
    }

    /// Which plan it is, for whoever looks for it in LifeTime.
    fn words(&self) -> String {
        let by = self.plan.by();
        let by = if by.is_empty() { by } else { format!(", by {by}") };
        let started =
            self.started.map_or_else(String::new, |at| format!(", started {}", day_and_time(at, &TimeZone::UTC)));
        format!("to {}{by}{started} ({})", self.target(), short(&self.plan.key))
    }

    fn deployment(&self, infrastructure: &Infrastructure, status: DeploymentStatus) -> Deployment {
        Deployment {
            key: self.plan.key.clone(),
            target: self.target(),
            environment: self.place(infrastructure).map(|place| infrastructure.environments[place.get()].id.clone()),
            status,
            started: self.started,
            by: self.plan.by(),
        }
    }
}

/// LifeTime lists it and does not know it: that is no end.
fn not_found() -> DeploymentStatus {
    DeploymentStatus::Other("not found".to_owned())
}

fn of(status: Option<PlanStatus>, none: DeploymentStatus) -> DeploymentStatus {
    status.map_or(none, |status| DeploymentStatus::from(status.deployment_status))
}

fn unsaid(plan: String, why: ApiFault) -> ApiFault {
    ApiFault::Plan { plan, why: Box::new(why) }
}

/// How far the clock there is from the one here: what was started since the freeze began is told by the one here. An answer that
/// took long says nothing about that.
fn skew(there: Option<Timestamp>, asked: Timestamp, now: Timestamp) -> SignedDuration {
    let there = there.filter(|_| now.duration_since(asked) < SAME);
    there.map(|there| there.duration_since(now)).filter(|skew| skew.abs() >= SAME).unwrap_or_default()
}

/// Whether a plan is under way, was asked for, or was started and ended since the freeze began.
fn matters(question: &WatchQuestion, relevant: &Relevant<'_>, status: &DeploymentStatus) -> bool {
    let is_asked = question.known.iter().any(|known| known.key == relevant.plan.key);
    status.is_under_way() || is_asked || status.is_over() && question.is_since(relevant.started)
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

/// The environments that a token has to see and does not.
pub fn unseen(
    infrastructure: &Infrastructure,
    seen: &[ListedEnvironment],
    wanted: impl Iterator<Item = EnvIx>,
) -> Vec<EnvIx> {
    let is_seen = |wanted: &EnvIx| seen.iter().any(|one| place(infrastructure, one) == Some(*wanted));
    wanted.filter(|wanted| !is_seen(wanted)).collect()
}

/// Why an empty list would say nothing: a token that does not see an environment is told of no deployment there.
fn blind(infrastructure: &Infrastructure, question: &WatchQuestion, seen: &[ListedEnvironment]) -> Option<String> {
    const RIGHTS: &str = "In LifeTime, give its service account a role that can at least list applications there";
    if seen.is_empty() {
        return Some(format!("The token sees no environment, so acmove would not see any deployment. {RIGHTS}."));
    }
    let unseen = unseen(infrastructure, seen, question.must_see.iter().copied());
    (!unseen.is_empty()).then(|| {
        let names = infrastructure.names(unseen.into_iter());
        format!("The token cannot see {names}, so acmove would not see deployments there. {RIGHTS}; or, if it has another name in LifeTime, add its key to infrastructure.toml.")
    })
}
