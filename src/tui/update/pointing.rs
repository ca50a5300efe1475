//! Handles a press on something on the screen.

use super::{
    super::{hit_area::HitArea, message::Effect, overlay::Overlay, route::Route},
    Model,
    clipboard::copy_text,
};
use crate::{
    engine::{
        operation::Operation,
        subject::{Owner, Subject},
    },
    view::{action::Action, pages::Page},
};

impl Model {
    pub(super) fn pointed(&mut self, area: HitArea) -> Vec<Effect> {
        if self.ui.overlay.is_some() {
            return self.pointed_above(&area);
        }
        match area {
            HitArea::Answer => self.answered(),
            HitArea::Cancel => {
                self.leave_unanswered();
                Vec::new()
            }
            HitArea::Copy(text) => copy_text("", text, String::new()),
            HitArea::Open(address) => self.open_address(address, ""),
            // A press beside a text that is being typed does not lose it.
            HitArea::Action(_) | HitArea::Choice(..) | HitArea::Owner(_) | HitArea::Line(_)
                if self.ui.entry.is_some() =>
            {
                Vec::new()
            }
            HitArea::Action(Action::Choose) if self.ui.proof(self.shown()).is_some() => {
                self.proof_seen();
                Vec::new()
            }
            HitArea::Action(Action::Navigation(look)) => self.act(Action::Navigation(look)),
            HitArea::Action(action) => self.act(action),
            // A card that came meanwhile is not answered by what was meant for the one before.
            HitArea::Choice(subject, operation) if self.is_offered(subject, operation) => {
                self.act(Action::Operation(operation))
            }
            HitArea::Owner(owner) => self.show_owner(owner),
            HitArea::Line(line) => self.pointed_line(line),
            HitArea::Choice(..) | HitArea::Item(_) | HitArea::Setup(_) => Vec::new(),
        }
    }

    fn is_offered(&self, subject: Subject, operation: Operation) -> bool {
        self.ui.subject(self.session()) == subject && self.offered().contains(&operation)
    }

    /// Where something lies above the screen, nothing below it is meant; a press beside a list closes it.
    fn pointed_above(&mut self, area: &HitArea) -> Vec<Effect> {
        match (&self.ui.overlay, area) {
            (Some(Overlay::Picker(_)), HitArea::Item(action)) => {
                self.ui.overlay = None;
                self.act(*action)
            }
            (Some(Overlay::Picker(_)), _) => {
                self.ui.overlay = None;
                Vec::new()
            }
            (Some(Overlay::Filter { .. } | Overlay::Point { .. } | Overlay::Save { .. }) | None, _) => Vec::new(),
        }
    }

    pub(super) fn show_owner(&mut self, owner: Owner) -> Vec<Effect> {
        self.ui.chosen = Some(owner);
        self.ui.notice = None;
        self.ui.proved = None;
        self.go(Route::Dashboard);
        Vec::new()
    }

    /// A fact of the timeline is selected; pressed once more, it is opened.
    fn pointed_line(&mut self, fact: usize) -> Vec<Effect> {
        let Ok(seq) = u64::try_from(fact) else { return Vec::new() };
        if self.ui.route != Route::Page(Page::Timeline) {
            return Vec::new();
        }
        if self.ui.timeline.told().is_some_and(|told| told.seq == seq) {
            return self.open_fact();
        }
        self.ui.timeline.select(seq);
        Vec::new()
    }
}
