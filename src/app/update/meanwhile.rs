//! What is typed while something is looked at, written, or done for a person.

use crossterm::event::KeyCode;
use jiff::Timestamp;

use super::{
    super::{
        desk::{Place, Waiting},
        message::{Effect, Typed},
        world::Author,
    },
    Model,
    keys::is_interrupt,
};

/// What is said of a page that comes while somebody is on an errand.
const BUSY: &str = "Not read: acmove is at work on the practice pages. Paste it again afterwards; Esc calls it back.";

impl Model {
    /// While something is looked at, Esc stops waiting and Ctrl-c leaves; anything else is kept for later.
    pub(super) fn typed_meanwhile(&mut self, at: Timestamp, typed: Typed) -> Vec<Effect> {
        match (&typed, self.desk.waiting) {
            (Typed::Key(key), _) if is_interrupt(*key) => return self.leave(),
            // A page, or the past, that is looked at meanwhile is left first.
            (Typed::Key(key), _)
                if key.code == KeyCode::Esc
                    && self.desk.errand.is_some()
                    && (self.desk.place != Place::Dashboard || self.past.is_some()) =>
            {
                return self.look_around(*key);
            }
            (Typed::Key(key), Some(Waiting::Looking(_))) if key.code == KeyCode::Esc => {
                self.desk.waiting = None;
                self.desk.answered = None;
                self.desk.backlog.clear();
                let errand = self.desk.errand.take();
                let told = match errand {
                    Some(_) => "Called back. What was done on the pages is done: look there before you go on.",
                    None => "Not waiting any longer; nothing was recorded.",
                };
                self.desk.say(false, told);
                return errand.map(|_| Effect::StopErrand).into_iter().collect();
            }
            // What is being recorded as begun is not done for the person then.
            (Typed::Key(key), Some(Waiting::Writing)) if key.code == KeyCode::Esc && self.desk.errand.is_some() => {
                self.desk.errand = None;
                self.desk.backlog.clear();
            }
            // Whoever watches sees no card that a key could answer: looking around is all that is done.
            (Typed::Key(key), _) if self.desk.errand.is_some() => {
                let held_down = self.desk.is_held_down(*key, at);
                return if held_down { Vec::new() } else { self.look_around(*key) };
            }
            (Typed::Paste(_) | Typed::Burst(_), _) if self.desk.errand.is_some() => self.desk.say(true, BUSY),
            (Typed::Wheel(by), _) => self.scroll_by(*by),
            // What is pointed at is what was on screen then.
            (Typed::Pointed(_), _) => {}
            (Typed::Key(_) | Typed::Paste(_) | Typed::Burst(_), _) => self.desk.backlog.push_back((at, typed)),
        }
        Vec::new()
    }

    /// What was typed while something was being waited for.
    pub(super) fn catch_up(&mut self, mut effects: Vec<Effect>) -> Vec<Effect> {
        while self.desk.waiting.is_none() {
            // What was seen comes before what follows from anything.
            if self.desk.observation.is_some() {
                effects.extend(self.record_seen());
                continue;
            }
            if let Some(event) = self.desk.unsent.take() {
                effects.extend(self.record_by(event, None, Author::Program));
                continue;
            }
            if let Some(more) = self.record_ended() {
                effects.extend(more);
                continue;
            }
            let Some((at, typed)) = self.desk.backlog.pop_front() else { break };
            effects.extend(self.typed(at, typed));
        }
        if self.desk.waiting.is_none() && std::mem::take(&mut self.desk.look_again) {
            effects.push(self.sight());
        }
        effects
    }
}
