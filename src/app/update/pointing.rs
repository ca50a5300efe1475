//! What follows when something on the screen is pointed at.

use super::{
    super::{action::Action, desk::Place, message::Effect, session::Owner, spot::Spot},
    Model,
};

impl Model {
    pub(super) fn pointed(&mut self, spot: &Spot) -> Vec<Effect> {
        match spot {
            Spot::Action(Action::Look(look)) => self.look(*look),
            Spot::Action(Action::Choose) => self.choose(&self.offered()),
            Spot::Action(Action::Deed(deed)) => self.start(*deed, self.desk.focus(&self.session)),
            // A card that came meanwhile is not answered by what was meant for the one before.
            Spot::Choice(focus, deed) => {
                let is_here = self.desk.focus(&self.session) == *focus && self.offered().contains(deed);
                if is_here { self.start(*deed, *focus) } else { Vec::new() }
            }
            Spot::Owner(owner) => self.show_owner(*owner),
            Spot::Line(_) | Spot::Copy(_) | Spot::Setup(_) => Vec::new(),
        }
    }

    fn show_owner(&mut self, owner: Owner) -> Vec<Effect> {
        self.desk.chosen = Some(owner);
        self.desk.notice = None;
        self.desk.go(Place::Dashboard, &self.session);
        Vec::new()
    }
}
