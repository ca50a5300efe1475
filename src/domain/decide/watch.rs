//! Wishes about deployments: going on in spite of them, and having one aborted.

use super::{
    super::{
        event::Event,
        refusal::Refusal,
        watch::{against_pause, in_the_way, is_blind_at_pause, is_open_pause},
    },
    Judge, reason,
};

impl Judge<'_> {
    /// The pause closes only when nothing is under way, as far as LifeTime is watched; else by a decision with a reason
    /// (article, step 1: deployments are paused before anything else).
    pub(super) fn pause_is_clear(&self, place: usize) -> Result<(), Refusal> {
        if !is_open_pause(self.run, place) {
            return Ok(());
        }
        against_pause(self.run).map_or(Ok(()), Err)
    }

    /// Nobody decides about what they were not told of.
    pub(super) fn accept_deployments(&self, told: &[String], why: &str) -> Result<Event, Refusal> {
        self.not_over()?;
        let untold = in_the_way(self.run).filter(|watched| !told.contains(&watched.deployment.key));
        let untold: Vec<String> = untold.map(|watched| watched.deployment.words()).collect();
        if !untold.is_empty() {
            return Err(Refusal::OtherDeployment(untold));
        }
        let deployments: Vec<String> = in_the_way(self.run).map(|watched| watched.deployment.key.clone()).collect();
        if deployments.is_empty() && !is_blind_at_pause(self.run) {
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
