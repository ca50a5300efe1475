//! Handles input while the engine looks, writes, or works for a person.

use crossterm::event::KeyCode;

use super::{
    super::{
        at_work::may_look,
        clipboard::asks_to_paste,
        hit_area::HitArea,
        key_name::is_interrupt,
        message::{Effect, Typed},
        press::{NotMeant, Target as _},
        route::Route,
        state::Sight,
    },
    Model,
};
use crate::{
    engine::{Busy, message::EngineMsg},
    view::action::{Action, Navigation},
};

/// The refusal of a page that comes while acmove is at work on the practice pages.
const BUSY: &str =
    "Not read, because acmove is working on the practice pages. Paste it again afterwards, or press Esc to cancel.";

impl Model {
    /// While something is looked at, Esc stops waiting and Ctrl-c leaves; anything else is kept for later.
    pub(super) fn typed_meanwhile(&mut self, typed: Typed, sight: Option<Sight>, busy: Busy) -> Vec<Effect> {
        let on_pages = busy.is_on_pages();
        match &typed {
            Typed::Key(key) if is_interrupt(*key) => return self.leave(),
            // A page, or the past, that is looked at meanwhile is left first.
            Typed::Key(key)
                if key.code == KeyCode::Esc
                    && on_pages
                    && (self.ui.route != Route::Dashboard || self.past.is_some()) =>
            {
                return self.look_around(*key);
            }
            // Work that is only being recorded as begun is then not done for the person.
            Typed::Key(key) if key.code == KeyCode::Esc && (matches!(busy, Busy::Looking { .. }) || on_pages) => {
                self.ui.backlog.clear();
                return self.tell(EngineMsg::StopWaiting);
            }
            Typed::Paste(..) | Typed::Burst(_) if on_pages => self.ui.say(true, BUSY),
            paste if on_pages && self.asks_to_paste(paste) => self.ui.say(true, BUSY),
            // Whoever watches sees no card that a key could answer: looking around is all that is done.
            Typed::Key(key) if on_pages => return self.look_around(*key),
            // It is for the card that is there now.
            paste if asks_to_paste(paste) => {
                let sight = Some(self.sight());
                self.ui.backlog.push_back((typed, sight));
            }
            Typed::Wheel(by) => self.scroll_by(*by),
            Typed::Pointed(HitArea::Action(Action::Navigation(Navigation::Back)))
                if on_pages && self.ui.route == Route::Dashboard && self.past.is_none() =>
            {
                self.ui.backlog.clear();
                return self.tell(EngineMsg::StopWaiting);
            }
            Typed::Pointed(HitArea::Action(Action::Navigation(look))) if on_pages && may_look(*look) => {
                return self.look(*look);
            }
            // A press counts only for the screen it was made on.
            Typed::Pointed(_) | Typed::OtherButton | Typed::NothingToPaste(_) => {}
            Typed::Key(_) | Typed::Paste(..) | Typed::Burst(_) => self.ui.backlog.push_back((typed, sight)),
        }
        Vec::new()
    }

    /// Takes in what was typed while something was being waited for.
    pub(super) fn catch_up(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        while self.ui.busy.is_none() && self.ui.clipboard.pasting.is_none() {
            let Some((typed, sight)) = self.ui.backlog.pop_front() else { break };
            if sight.is_some_and(|sight| sight != self.sight()) {
                self.not_meant(&typed, NotMeant::Early);
            } else {
                effects.extend(self.typed(typed));
            }
        }
        effects
    }
}
