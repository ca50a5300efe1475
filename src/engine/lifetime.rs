//! Makes facts of the things that LifeTime shows: one after the other, whenever nothing else is being recorded.

use jiff::Timestamp;

use super::{
    Engine,
    message::{EngineEffect, News, Reaction},
    operation::{Operation, Request},
    pending::{Cause, Follow},
    tool::fact,
    tool_run::{RunningTool, ToolResult},
};
use crate::domain::{
    event::Event,
    run::WatchState,
    tool::ToolEnd,
    watch::{LEFT, Observation, left, next_fact, question},
};

impl Engine {
    /// Notes that nobody has watched LifeTime since the migration was handed over, or since the last record, where it was watched
    /// until then.
    pub(super) fn was_watched(&mut self) {
        let run = &self.session.run;
        let WatchState::Open { since, .. } = run.watch.state else { return };
        if !self.session.is_left_alone() {
            let away = run.handover.as_ref().map(|handover| handover.at).filter(|away| *away >= since);
            let unseen = away.map_or(Observation::Asleep(run.latest), Observation::Away);
            self.pending.observation = Some(unseen);
        }
    }

    /// Tells the watcher what has to be looked at from now on, where that has changed.
    pub(super) fn update_watch(&mut self, out: &mut Reaction) {
        let wanted = question(&self.session.run, &self.session.outlook).filter(|_| !self.session.is_left_alone());
        if self.watched != wanted {
            self.watched.clone_from(&wanted);
            out.effect(EngineEffect::Watch(wanted));
        }
    }

    /// Records the next thing that was seen and is not in the record.
    pub(super) fn record_seen(&mut self, out: &mut Reaction) {
        let seen = self.pending.observation.as_ref();
        match seen.and_then(|seen| next_fact(&self.session.run, &self.session.outlook, seen)) {
            Some(event) => self.record(event, None, Cause::program(), out),
            None => self.pending.observation = None,
        }
    }

    /// Whether LifeTime is looked at once more before an operation that begins or closes something outside: what was seen ten
    /// seconds ago may be otherwise by now. Where somebody decided to go on without seeing, nobody waits for it.
    pub(super) fn looks_first(&self, wanted: &Request) -> bool {
        let matters = matches!(
            wanted.operation,
            Operation::Begin
                | Operation::RunCommand
                | Operation::Finish
                | Operation::UploadedAlready
                | Operation::Published
        );
        let goes_on_blind = matches!(self.session.run.watch.state, WatchState::Blind { accepted: true, .. });
        matters && self.watched.is_some() && !goes_on_blind
    }

    /// Takes up the request that waited for this look at LifeTime. Facts that were seen are recorded first; it is judged by
    /// them.
    pub(super) fn looked(&mut self, number: u64) {
        let wanted = self.pending.looked(number);
        self.pending.follows.extend(wanted.map(Follow::Want));
    }

    pub(super) fn abort_answered(&mut self, answer: Result<(), String>, out: &mut Reaction) {
        match answer {
            Ok(()) => out.news(News::Aborting),
            // It was recorded that it is asked: that it was not done belongs to the record too.
            Err(why) => {
                let reason = format!("The deployment was not aborted: {why}");
                out.news(News::NotAborted(reason.clone()));
                self.pending.unsent.push_back(Event::Refused { step: None, reason });
            }
        }
    }

    /// The facts to record when the program is left: tools are stopped, and nobody watches from then on.
    pub fn farewell(&self, now: Timestamp) -> Vec<Event> {
        if self.session.is_left_alone() {
            return Vec::new();
        }
        let unwatched = left(&self.session.run, &self.session.outlook);
        let stopped = |running: &RunningTool| {
            let seconds = now.duration_since(running.since).as_secs().try_into().unwrap_or_default();
            let last = vec![LEFT.to_owned()];
            let ended = ToolResult {
                end: ToolEnd::Cancelled,
                seconds,
                last,
                text: String::new(),
                serials: Vec::new(),
                failure: None,
                objection: None,
            };
            fact(&self.session, &running.drive, &ended)
        };
        self.session.running.iter().map(stopped).chain(unwatched).collect()
    }
}
