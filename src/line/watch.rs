//! The watch over deployments in line mode: LifeTime is looked at before every card.

use std::io::{BufRead, Write};

use super::{Fault, LineMode};
use crate::{
    app::world::{Clock, Keep, Look},
    domain::watch::{Observation, left, next_fact, question},
};

impl<L: Look, K: Keep, C: Clock, I: BufRead, O: Write, E: Write> LineMode<L, K, C, I, O, E> {
    /// Whether LifeTime is looked at before this card.
    pub(super) fn is_watching(&self) -> bool {
        self.watcher.is_some() && question(&self.session.run, &self.session.outlook).is_some()
    }

    /// Looks at LifeTime, and records what is not in the record.
    pub(super) fn look_at_lifetime(&mut self) -> Result<(), Fault> {
        let Some(watcher) = &mut self.watcher else { return Ok(()) };
        let Some(question) = question(&self.session.run, &self.session.outlook) else { return Ok(()) };
        let seen = watcher.observe(&question);
        self.record_seen(&seen)
    }

    fn record_seen(&mut self, seen: &Observation) -> Result<(), Fault> {
        while let Some(event) = next_fact(&self.session.run, &self.session.outlook, seen) {
            self.record(event, None)?;
        }
        Ok(())
    }

    /// What was watched when the program ended was not watched since.
    pub(super) fn was_watched(&mut self) -> Result<(), Fault> {
        self.record_seen(&Observation::Asleep(self.session.run.latest))
    }

    /// Nobody watches any longer.
    pub(super) fn stop_watching(&mut self) -> Result<(), Fault> {
        match left(&self.session.run, &self.session.outlook) {
            Some(event) => self.record(event, None),
            None => Ok(()),
        }
    }

    /// Asks LifeTime to abort a deployment.
    pub(super) fn abort(&mut self, deployment: &str) {
        let Some(watcher) = &mut self.watcher else { return };
        match watcher.abort(deployment) {
            Ok(()) => self.out.line("LifeTime has taken the request to abort."),
            Err(why) => self.err.line(&format!("The deployment was not aborted: {why}")),
        }
    }
}
