//! The order in which environments are asked for, and those that are left out for now: how these facts change the state.

use super::{
    super::{
        event::{EnvironmentPostponed, EnvironmentTakenUp, Event, OrderChosen},
        index::EnvIx,
        record::Record,
    },
    Postponed, ReplayError, Run,
};

impl Run {
    /// An environment is left out for now.
    pub(super) fn postpone(&mut self, record: &Record<Event>, told: &EnvironmentPostponed) -> Result<(), ReplayError> {
        let seq = record.seq;
        let environment = self.environment_of(seq, &told.environment)?;
        if self.is_postponed(environment) {
            return Err(ReplayError::LeftOutTwice { seq, environment: told.environment.clone() });
        }
        let postponed = Postponed { at: record.at, reason: told.reason.clone() };
        self.change_environment(environment, |known| known.postponed = Some(postponed));
        self.rearranged(seq);
        Ok(())
    }

    /// An environment that was left out is taken up again.
    pub(super) fn take_up(&mut self, seq: u64, told: &EnvironmentTakenUp) -> Result<(), ReplayError> {
        let environment = self.environment_of(seq, &told.environment)?;
        if !self.is_postponed(environment) {
            return Err(ReplayError::NotLeftOut { seq, environment: told.environment.clone() });
        }
        self.change_environment(environment, |known| known.postponed = None);
        self.rearranged(seq);
        Ok(())
    }

    /// Other environments come first.
    pub(super) fn choose_order(&mut self, seq: u64, order: &OrderChosen) -> Result<(), ReplayError> {
        let mut first = Vec::new();
        for id in &order.environments {
            let environment = self.environment_of(seq, id)?;
            if first.contains(&environment) {
                return Err(ReplayError::OrderedTwice { seq, environment: id.clone() });
            }
            first.push(environment);
        }
        self.arrangement.first = first;
        self.rearranged(seq);
        Ok(())
    }

    /// The way back is another way: whoever was left out on the way forward is asked for again.
    pub(super) fn take_up_all(&mut self) {
        let all: Vec<EnvIx> = self.postponed().collect();
        for environment in &all {
            self.change_environment(*environment, |known| known.postponed = None);
        }
        if !all.is_empty() {
            self.rearranged(self.facts + 1);
        }
    }

    /// Something was decided: nobody waits any more.
    fn rearranged(&mut self, seq: u64) {
        self.arrangement.changed = seq;
        self.held = None;
        self.pace.pause();
    }
}
