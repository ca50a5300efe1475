//! Handles a press on something on the screen.

use jiff::SignedDuration;

use super::{
    super::{hit_area::HitArea, message::Effect, overlay::Overlay, route::Route},
    Model,
};
use crate::{
    engine::{
        operation::Operation,
        subject::{Owner, Subject},
    },
    view::{action::Action, pages::Page},
};

/// A press that comes so soon after another is a double click: the card it hits may be a new one that nobody has seen.
const DOUBLE: SignedDuration = SignedDuration::from_millis(400);

impl Model {
    pub(super) fn pointed(&mut self, area: HitArea) -> Vec<Effect> {
        let now = self.ui.now;
        let is_double = self.ui.pressed_at.replace(now).is_some_and(|before| now.duration_since(before) < DOUBLE);
        if self.ui.overlay.is_some() {
            return self.pointed_above(&area, is_double);
        }
        match area {
            HitArea::Answer if !is_double => self.answered(),
            HitArea::Cancel => {
                self.leave_unanswered();
                Vec::new()
            }
            HitArea::Copy(text) => self.copy_text("", text, ""),
            HitArea::Open(address) if !is_double => self.open_address(address, ""),
            // A press beside a text that is being typed does not lose it.
            HitArea::Action(_) | HitArea::Choice(..) | HitArea::Owner(_) | HitArea::Line(_)
                if self.ui.entry.is_some() =>
            {
                Vec::new()
            }
            HitArea::Action(Action::Navigation(look)) => self.act(Action::Navigation(look)),
            HitArea::Action(action) if !is_double => self.act(action),
            // A card that came meanwhile is not answered by what was meant for the one before.
            HitArea::Choice(subject, operation) if !is_double && self.is_offered(subject, operation) => {
                self.act(Action::Operation(operation))
            }
            HitArea::Owner(owner) => self.show_owner(owner),
            HitArea::Line(line) => self.pointed_line(line),
            HitArea::Answer
            | HitArea::Action(_)
            | HitArea::Choice(..)
            | HitArea::Item(_)
            | HitArea::Open(_)
            | HitArea::Setup(_) => Vec::new(),
        }
    }

    fn is_offered(&self, subject: Subject, operation: Operation) -> bool {
        self.ui.subject(self.session()) == subject && self.offered().contains(&operation)
    }

    /// Where something lies above the screen, nothing below it is meant; a press beside a list closes it.
    fn pointed_above(&mut self, area: &HitArea, is_double: bool) -> Vec<Effect> {
        match (&self.ui.overlay, area) {
            (Some(Overlay::Picker(_)), HitArea::Item(action)) if !is_double => {
                self.ui.overlay = None;
                self.act(*action)
            }
            (Some(Overlay::Picker(_)), _) => {
                self.ui.overlay = None;
                Vec::new()
            }
            (Some(Overlay::Filter { .. }) | None, _) => Vec::new(),
        }
    }

    fn show_owner(&mut self, owner: Owner) -> Vec<Effect> {
        self.ui.chosen = Some(owner);
        self.ui.notice = None;
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
