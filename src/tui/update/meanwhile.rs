//! Handles input while the engine looks, writes, or works for a person.

use crossterm::event::KeyCode;
use jiff::Timestamp;

use super::{
    super::{
        key_name::is_interrupt,
        message::{Effect, Typed},
        route::Route,
    },
    Model,
};
use crate::engine::{Busy, message::EngineMsg};

/// The refusal of a page that comes while acmove is at work on the practice pages.
const BUSY: &str = "Not read: acmove is at work on the practice pages. Paste it again afterwards; Esc calls it back.";

impl Model {
    /// While something is looked at, Esc stops waiting and Ctrl-c leaves; anything else is kept for later.
    pub(super) fn typed_meanwhile(&mut self, at: Timestamp, typed: Typed, busy: Busy) -> Vec<Effect> {
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
            // Whoever watches sees no card that a key could answer: looking around is all that is done.
            Typed::Key(key) if on_pages => {
                let held_down = self.ui.is_held_down(*key, at);
                return if held_down { Vec::new() } else { self.look_around(*key) };
            }
            Typed::Paste(_) | Typed::Burst(_) if on_pages => self.ui.say(true, BUSY),
            Typed::Wheel(by) => self.scroll_by(*by),
            // A press counts only for the screen it was made on.
            Typed::Pointed(_) => {}
            Typed::Key(_) | Typed::Paste(_) | Typed::Burst(_) => self.ui.backlog.push_back((at, typed)),
        }
        Vec::new()
    }

    /// Takes in what was typed while something was being waited for.
    pub(super) fn catch_up(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        while self.ui.busy.is_none() {
            let Some((at, typed)) = self.ui.backlog.pop_front() else { break };
            effects.extend(self.typed(at, typed));
        }
        effects
    }
}
