//! The timeline, and the screen as it was: facts that were recorded are read again, and nothing is changed by it.

use super::{
    super::{message::Effect, notice::ToldBy, route::Route, state::Travel},
    Model,
};
use crate::{
    domain::{event::FactKind, timeline_entry::TimelineEntry},
    engine::session::Session,
    view::pages::Page,
};

impl Model {
    /// The session on screen: the migration, or what it was.
    pub fn shown(&self) -> &Session {
        self.past.as_deref().unwrap_or(&self.engine.session)
    }

    /// Whether what is shown is how it stands, so that something can be done about it.
    pub(super) fn is_now(&self) -> bool {
        !self.shown().is_read_only()
    }

    /// Goes to another place, of what is shown.
    pub(super) fn go(&mut self, route: Route) {
        let Self { engine, ui, past } = self;
        ui.go(route, past.as_deref().unwrap_or(&engine.session));
    }

    /// The card has changed, or what is shown.
    pub(super) fn settle(&mut self) {
        let Self { engine, ui, past } = self;
        ui.settle(past.as_deref().unwrap_or(&engine.session));
    }

    /// Shows the timeline; its facts are read again, as they stand in the journal.
    pub(super) fn show_timeline(&mut self) -> Vec<Effect> {
        if let Some(as_of) = self.shown().as_of {
            self.ui.timeline.select(as_of.seq);
        }
        // Where there is no now to go back to, one stays where one was.
        if self.session().as_of.is_none() {
            self.past = None;
        }
        self.ui.travel = None;
        self.go(Route::Page(Page::Timeline));
        if self.ui.timeline.facts.is_some() { Vec::new() } else { vec![Effect::ReadHistory, Effect::FindZone] }
    }

    /// Takes in the facts that were read; what was recorded meanwhile is read again.
    pub(super) fn history(&mut self, facts: Result<Vec<TimelineEntry>, String>) -> Vec<Effect> {
        self.ui.timeline.take(facts, &self.engine.session);
        if self.ui.timeline.is_behind(self.session()) { vec![Effect::ReadHistory] } else { Vec::new() }
    }

    /// The filter of the timeline has changed.
    pub(super) fn filtered(&mut self) {
        self.ui.timeline.refresh(&self.engine.session);
    }

    /// Opens the selected fact; it stays the selected one, whatever is recorded meanwhile.
    pub(super) fn open_fact(&mut self) -> Vec<Effect> {
        let Some(told) = self.ui.timeline.told() else { return Vec::new() };
        let (seq, evidence) = (told.seq, told.evidence);
        self.ui.timeline.select(seq);
        self.go(Route::Page(Page::Fact));
        evidence.map(Effect::ReadEvidence).into_iter().collect()
    }

    /// Asks for the migration as it was after the selected fact.
    pub(super) fn travel(&mut self) -> Vec<Effect> {
        match self.ui.timeline.told().map(|told| (told.seq, told.is_proved)) {
            Some((seq, true)) => self.travel_to(seq),
            Some((_, false)) => {
                self.ui.say(true, "This line is after the damage, so the state at that time is not known.");
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// Asks for the migration as it was a fact earlier or later than the one that is wanted by now.
    pub(super) fn travel_by(&mut self, by: i64) -> Vec<Effect> {
        let Some(as_of) = self.shown().as_of else { return Vec::new() };
        let from = self.ui.travel.map_or(as_of.seq, |travel| travel.wanted);
        let seq = from.saturating_add_signed(by).clamp(1, self.session().run.facts);
        if seq == from {
            self.ui.say(false, if by < 0 { "This is the first record." } else { "This is the last record." });
            return Vec::new();
        }
        self.travel_to(seq)
    }

    /// One moment is read at a time: a key that is held down wants many, and only the last of them is of interest.
    fn travel_to(&mut self, seq: u64) -> Vec<Effect> {
        match &mut self.ui.travel {
            Some(travel) => {
                travel.wanted = seq;
                Vec::new()
            }
            none => {
                *none = Some(Travel { asked: seq, wanted: seq });
                vec![Effect::ReadPast(seq)]
            }
        }
    }

    /// Shows the migration as it was, where somebody still waits for that moment.
    pub(super) fn arrived(&mut self, seq: u64, past: Result<Box<Session>, String>) -> Vec<Effect> {
        let Some(Travel { wanted, .. }) = self.ui.travel.take_if(|travel| travel.asked == seq) else {
            return Vec::new();
        };
        match past {
            Ok(past) => self.show_past(past),
            Err(why) => self.ui.say(true, why),
        }
        if wanted == seq { Vec::new() } else { self.travel_to(wanted) }
    }

    fn show_past(&mut self, past: Box<Session>) {
        let stays = self.past.is_some();
        let Session { folder, place, beyond, .. } = self.session();
        let (folder, place, beyond) = (folder.clone(), place.clone(), *beyond);
        let seq = past.run.facts;
        self.past = Some(Box::new(Session { folder, place, beyond, ..*past }));
        self.ui.notice = None;
        // Whoever goes through the records is told what was recorded.
        if let Some(told) = self.ui.timeline.fact(seq) {
            let told = told.clone();
            let is_bad = matches!(told.kind, FactKind::Failed | FactKind::Refused);
            self.ui.say_fact(is_bad, told.sentence.clone(), &told, ToldBy::Nothing);
        }
        if !stays {
            self.ui.chosen = None;
            self.go(Route::Dashboard);
        }
        self.settle();
    }

    /// From the past to the timeline that led there.
    pub(super) fn back_to_now(&mut self) -> Vec<Effect> {
        self.ui.chosen = None;
        self.show_timeline()
    }
}
