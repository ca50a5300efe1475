//! Commands about deployments: going on in spite of them, and having one aborted.

use super::{
    super::{
        event::Event,
        index::StepIx,
        refusal::Refusal,
        run::{SeenDeployment, WatchState},
    },
    Judge, reason,
};

impl Judge<'_> {
    /// The pause closes only when nothing is under way, as far as LifeTime is watched; else by a decision with a reason
    /// (article, step 1: deployments are paused before anything else).
    pub(super) fn pause_is_clear(&self, step: StepIx) -> Result<(), Refusal> {
        if !self.run.is_open_pause(step) {
            return Ok(());
        }
        let freeze = &self.outlook.freeze;
        let words = |watched: &SeenDeployment| watched.deployment.words_at(self.at, self.run.zone.as_ref());
        let which: Vec<String> = freeze.in_the_way(self.run).map(words).collect();
        if !which.is_empty() {
            return Err(Refusal::DeploymentUnderWay(which));
        }
        if self.run.watch.state == WatchState::Closed && self.run.infrastructure.lifetime.is_some() {
            return Err(Refusal::NotLookedYet);
        }
        if freeze.is_blind_at_pause { Err(Refusal::Unwatched) } else { Ok(()) }
    }

    /// Nobody decides about what they were not told of.
    pub(super) fn accept_deployments(&self, told: &[String], why: &str) -> Result<Event, Refusal> {
        self.not_over()?;
        let freeze = &self.outlook.freeze;
        let untold = freeze.in_the_way(self.run).filter(|watched| !told.contains(&watched.deployment.key));
        let untold: Vec<String> =
            untold.map(|watched| watched.deployment.words_at(self.at, self.run.zone.as_ref())).collect();
        if !untold.is_empty() {
            return Err(Refusal::OtherDeployment(untold));
        }
        let keys = freeze.in_the_way(self.run).map(|watched| watched.deployment.key.clone());
        let deployments: Vec<String> = keys.collect();
        if deployments.is_empty() && !freeze.is_blind_at_pause {
            return Err(Refusal::NoDeployment);
        }
        Ok(Event::DeploymentsAccepted { deployments, reason: reason(why)? })
    }

    pub(super) fn abort_deployment(&self, key: &str) -> Result<Event, Refusal> {
        self.not_over()?;
        match self.run.watch.of(key) {
            Some(known) if known.deployment.status.is_under_way() => {
                Ok(Event::AbortAsked { deployment: key.to_owned() })
            }
            Some(_) | None => Err(Refusal::NoDeployment),
        }
    }
}
