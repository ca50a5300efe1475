//! What LifeTime shows, made into facts: one after the other, whenever nothing else is being recorded.

use super::{
    super::{
        action::Deed,
        desk::{Follow, Waiting},
        drive::{Ended, Running, fact},
        message::Effect,
        offer::{Download, lookout},
        session::Focus,
    },
    Model,
};
use crate::domain::{
    commands::End,
    event::Event,
    run::Eye,
    watch::{LEFT, Observation, is_open_pause, left, next_fact, question},
};

/// Whether a fact is only what the watch has seen.
pub(super) const fn is_watch(event: &Event) -> bool {
    matches!(event, Event::Watched { .. } | Event::Unwatched { .. } | Event::DeploymentSeen { .. })
}

impl Model {
    /// What was watched when the program ended was not watched since.
    pub(super) fn was_watched(&mut self) {
        if matches!(self.session.run.watch.eye, Eye::Open { .. }) && !self.session.is_read_only() {
            self.desk.observation = Some(Observation::Asleep(self.session.run.latest));
        }
    }

    /// What has to be looked at from now on, where that has changed.
    pub(super) fn watch(&mut self) -> Option<Effect> {
        let wanted = question(&self.session.run, &self.session.outlook).filter(|_| !self.session.is_read_only());
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

    /// Whether LifeTime is looked at once more before a deed: what was seen ten seconds ago may be otherwise by now.
    pub(super) fn looks_first(&self, deed: Deed, focus: Focus) -> bool {
        let closes_pause = || focus.step().is_some_and(|place| is_open_pause(&self.session.run, place));
        let begins = match deed {
            Deed::Begin | Deed::RunCommand => true,
            Deed::Finish => closes_pause(),
            _ => false,
        };
        begins && self.desk.watched.is_some() && matches!(self.session.run.watch.eye, Eye::Open { .. })
    }

    pub(super) fn look_first(&mut self, deed: Deed, focus: Focus) -> Vec<Effect> {
        self.desk.asked += 1;
        self.desk.notice = None;
        self.desk.looks_for = Some((deed, focus));
        self.desk.waiting = Some(Waiting::Looking(self.desk.asked));
        vec![Effect::LookNow(self.desk.asked)]
    }

    /// What was seen is recorded first; then what waited for it is done, and judged by that.
    pub(super) fn looked_at(&mut self, number: u64) -> Vec<Effect> {
        if self.desk.waiting != Some(Waiting::Looking(number)) {
            return Vec::new();
        }
        self.desk.waiting = None;
        self.desk.follows = self.desk.looks_for.take().map(|(deed, focus)| Follow::Deed(deed, focus));
        self.catch_up(Vec::new())
    }

    pub(super) fn abort_answered(&mut self, answer: Result<(), String>) -> Vec<Effect> {
        match answer {
            Ok(()) => {
                self.desk.say(false, "LifeTime has taken the request to abort. What becomes of it is shown here.");
            }
            // It was recorded that it is asked: that it was not done belongs to the record too.
            Err(why) => {
                let reason = format!("The deployment was not aborted: {why}");
                self.desk.say(true, reason.clone());
                self.desk.unsent = Some(Event::Refused { step: None, reason });
            }
        }
        self.catch_up(Vec::new())
    }

    /// What has to be recorded when the program is left: commands are stopped, and nobody watches from then on.
    pub fn farewell(&self) -> Vec<Event> {
        if self.session.is_read_only() {
            return Vec::new();
        }
        let unwatched = left(&self.session.run, &self.session.outlook);
        let stopped = |running: &Running| {
            let seconds = self.desk.now.duration_since(running.since).as_secs().try_into().unwrap_or_default();
            let last = vec![LEFT.to_owned()];
            let ended =
                Ended { end: End::Cancelled, seconds, last, text: String::new(), serials: Vec::new(), failure: None };
            fact(&self.session, &running.drive, &ended)
        };
        self.session.running.iter().map(stopped).chain(unwatched).collect()
    }
}
