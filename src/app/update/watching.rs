//! What LifeTime shows, made into facts: one after the other, whenever nothing else is being recorded.

use super::{
    super::{
        message::Effect,
        offer::{Download, lookout},
    },
    Model,
};
use crate::domain::{
    event::Event,
    run::Eye,
    watch::{Observation, next_fact, question},
};

/// What is recorded when the program is left.
const LEFT: &str = "acmove was left.";

/// Whether a fact is only what the watch has seen.
pub(super) const fn is_watch(event: &Event) -> bool {
    matches!(event, Event::Watched { .. } | Event::Unwatched { .. } | Event::DeploymentSeen { .. })
}

impl Model {
    /// What was watched when the program ended was not watched since.
    pub(super) fn was_watched(&mut self) {
        if matches!(self.session.run.watch.eye, Eye::Open { .. }) && !self.session.is_damaged {
            self.desk.observation = Some(Observation::Asleep(self.session.run.latest));
        }
    }

    /// What has to be looked at from now on, where that has changed.
    pub(super) fn watch(&mut self) -> Option<Effect> {
        let wanted = question(&self.session.run, &self.session.outlook).filter(|_| !self.session.is_damaged);
        if self.desk.watched == wanted {
            return None;
        }
        self.desk.watched.clone_from(&wanted);
        Some(Effect::Watch(wanted))
    }

    /// What has to be looked for in the folder of downloads from now on, where that has changed.
    pub(super) fn look_for_downloads(&mut self) -> Option<Effect> {
        let wanted = lookout(&self.session, self.desk.focus(&self.session));
        if self.desk.lookout == wanted {
            return None;
        }
        self.desk.lookout.clone_from(&wanted);
        Some(Effect::Downloads(wanted))
    }

    /// Takes note of what is there. What was selected stays selected, whatever is offered besides.
    pub(super) fn downloads(&mut self, found: Result<Vec<Download>, String>) {
        let selected = self.desk.selected.and_then(|place| self.offered().get(place).copied());
        match found {
            Ok(found) => self.session.downloads = found,
            Err(why) => self.desk.say(true, why),
        }
        self.desk.selected = selected.and_then(|deed| self.offered().iter().position(|offered| *offered == deed));
    }

    pub(super) fn observed(&mut self, observation: Observation) -> Vec<Effect> {
        self.desk.observation = Some(observation);
        self.catch_up(Vec::new())
    }

    /// Records the next thing that was seen and is not in the record.
    pub(super) fn record_seen(&mut self) -> Vec<Effect> {
        let seen = self.desk.observation.as_ref();
        match seen.and_then(|seen| next_fact(&self.session.run, &self.session.outlook, seen)) {
            Some(event) => self.record(event, None),
            None => {
                self.desk.observation = None;
                Vec::new()
            }
        }
    }

    pub(super) fn abort_answered(&mut self, answer: Result<(), String>) -> Vec<Effect> {
        let (bad, said) = match answer {
            Ok(()) => (false, "LifeTime has taken the request to abort. What becomes of it is shown here.".to_owned()),
            Err(why) => (true, format!("The deployment was not aborted: {why}")),
        };
        self.desk.say(bad, said);
        Vec::new()
    }

    /// What has to be recorded when the program is left: nobody watches from then on.
    pub fn farewell(&self) -> Option<Event> {
        let leaves = matches!(self.session.run.watch.eye, Eye::Open { .. })
            && !self.session.is_damaged
            && question(&self.session.run, &self.session.outlook).is_some();
        leaves.then(|| Event::Unwatched { why: LEFT.to_owned(), connected: true, since: None })
    }
}
