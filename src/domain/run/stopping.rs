//! How a night ends, and the next begins; and how deployments are resumed for good.

use super::{
    super::{
        event::{Event, NightEnded},
        record::Record,
    },
    Between, ReplayError, Run, WatchState,
    freeze::{frozen, since},
};

impl Run {
    /// Deployments run from now on, and the pauses are asked for again.
    pub(super) fn end_night(&mut self, record: &Record<Event>, ended: &NightEnded) -> Result<(), ReplayError> {
        let reopened = self.steps_of(record.seq, &ended.reopens)?;
        self.resume_deployments(record)?;
        self.reopen_all(reopened);
        self.nights.between = Some(Between { since: self.now(record.at), reason: ended.reason.clone() });
        Ok(())
    }

    /// Somebody is at work again.
    pub(super) fn begin_night(&mut self, seq: u64) -> Result<(), ReplayError> {
        self.nights.between.take().ok_or(ReplayError::NotBetween(seq))?;
        self.held = None;
        self.pace.pause();
        Ok(())
    }

    /// What was paused runs again: the pause is in the past, and what LifeTime showed during it is settled.
    pub(super) fn resume_deployments(&mut self, record: &Record<Event>) -> Result<(), ReplayError> {
        if since(self).is_none() {
            return Err(ReplayError::NotPaused(record.seq));
        }
        let until = self.now(record.at);
        self.nights.past = frozen(self).into_iter().map(|(since, ended)| (since, ended.unwrap_or(until))).collect();
        self.nights.over = self.plan.pauses().iter().chain(self.plan.resumes()).copied().collect();
        self.watch.night_ended();
        self.watch.state = WatchState::Closed;
        self.held = None;
        self.pace.pause();
        Ok(())
    }
}
