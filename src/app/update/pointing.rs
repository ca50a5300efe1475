//! What follows when something on the screen is pointed at.

use super::{
    super::{
        action::Action,
        desk::{Page, Place},
        message::Effect,
        overlay::Overlay,
        session::Owner,
        spot::Spot,
    },
    Model,
};

impl Model {
    pub(super) fn pointed(&mut self, spot: Spot) -> Vec<Effect> {
        if let Some(overlay) = &self.desk.overlay {
            // What lies below cannot be meant; a press beside a list closes it.
            return match (overlay, spot) {
                (Overlay::Picker(_), Spot::Line(line)) => self.overlay_line(line),
                (Overlay::Picker(_), _) => {
                    self.desk.overlay = None;
                    Vec::new()
                }
                (Overlay::Filter { .. }, _) => Vec::new(),
            };
        }
        match spot {
            Spot::Answer => self.answered(),
            Spot::Cancel => {
                self.leave_unanswered();
                Vec::new()
            }
            Spot::Copy(text) => self.copy_text("", text, ""),
            // What is being typed is not lost by a press beside it.
            _ if self.desk.entry.is_some() => Vec::new(),
            Spot::Action(action) => self.act(action),
            // A card that came meanwhile is not answered by what was meant for the one before.
            Spot::Choice(focus, deed) => {
                let is_here = self.desk.focus(&self.session) == focus && self.offered().contains(&deed);
                if is_here { self.act(Action::Deed(deed)) } else { Vec::new() }
            }
            Spot::Owner(owner) => self.show_owner(owner),
            Spot::Line(line) => self.pointed_line(line),
            Spot::Setup(_) => Vec::new(),
        }
    }

    fn show_owner(&mut self, owner: Owner) -> Vec<Effect> {
        self.desk.chosen = Some(owner);
        self.desk.notice = None;
        self.go(Place::Dashboard);
        Vec::new()
    }

    /// A line of the timeline is selected; pointed at once more, it is opened.
    fn pointed_line(&mut self, line: usize) -> Vec<Effect> {
        if self.desk.place != Place::Page(Page::Timeline) {
            return Vec::new();
        }
        let shown = self.desk.timeline.shown(&self.session);
        if self.desk.timeline.place(&shown) == Some(line) {
            return self.open_fact();
        }
        self.desk.timeline.select(&self.session, line);
        Vec::new()
    }
}
