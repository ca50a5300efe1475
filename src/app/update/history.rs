//! The timeline, and the screen as it was: facts that were recorded are read again, and nothing is changed by it.

use super::{
    super::{
        desk::{Desk, Page, Place},
        message::Effect,
        session::Session,
    },
    Model,
};

impl Model {
    /// What is shown: the migration, or what it was.
    pub fn shown(&self) -> &Session {
        self.past.as_deref().unwrap_or(&self.session)
    }

    /// Goes to another place, of what is shown.
    pub(super) fn go(&mut self, place: Place) {
        let Self { session, desk, past } = self;
        desk.go(place, past.as_deref().unwrap_or(session));
    }

    /// The card has changed, or what is shown.
    pub(super) fn settle(&mut self) {
        let Self { session, desk, past } = self;
        desk.settle(past.as_deref().unwrap_or(session));
    }

    /// Shows the timeline; its facts are read again, as they stand in the journal.
    pub(super) fn show_timeline(&mut self) -> Vec<Effect> {
        self.past = None;
        self.go(Place::Page(Page::Timeline));
        if self.desk.timeline.facts.is_some() { Vec::new() } else { vec![Effect::ReadHistory, Effect::FindZone] }
    }

    /// Opens the selected fact.
    pub(super) fn open_fact(&mut self) -> Vec<Effect> {
        let Some(told) = self.desk.timeline.told(&self.session).cloned() else { return Vec::new() };
        self.go(Place::Page(Page::Fact));
        told.evidence.map(Effect::ReadEvidence).into_iter().collect()
    }

    /// Asks for the migration as it was after the selected fact.
    pub(super) fn travel(&mut self) -> Vec<Effect> {
        match self.desk.timeline.told(&self.session) {
            Some(told) => vec![Effect::ReadPast(told.seq)],
            None => Vec::new(),
        }
    }

    /// Asks for the migration as it was a fact earlier or later.
    pub(super) fn travel_by(&self, by: i64) -> Vec<Effect> {
        let Some(as_of) = &self.shown().as_of else { return Vec::new() };
        let seq = as_of.seq.saturating_add_signed(by).clamp(1, self.session.run.facts);
        if seq == as_of.seq { Vec::new() } else { vec![Effect::ReadPast(seq)] }
    }

    /// What is shown becomes what it was.
    pub(super) fn arrived(&mut self, past: Result<Box<Session>, String>) {
        match past {
            Ok(past) => {
                let stays = self.past.is_some();
                self.past = Some(past);
                self.desk.notice = None;
                if !stays {
                    self.desk.chosen = None;
                    self.go(Place::Dashboard);
                }
                self.settle();
            }
            Err(why) => self.desk.say(true, why),
        }
    }

    /// From the past to the timeline that led there.
    pub(super) fn back_to_now(&mut self) {
        self.past = None;
        self.desk.chosen = None;
        self.go(Place::Page(Page::Timeline));
    }
}

impl Desk {
    /// Selects another line of the timeline.
    pub(super) fn step_timeline(&mut self, session: &Session, by: isize) {
        self.timeline.step(session, by);
    }
}
