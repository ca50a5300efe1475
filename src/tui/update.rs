//! The only thing that changes the model: a message comes in, effects go out. Changes of the migration go to the engine.

mod clipboard;
mod downloads;
mod history;
mod input;
mod keys;
mod meanwhile;
mod news;
mod picking;
mod pointed_at;
mod pointing;
mod saving;
mod typing;

use crossterm::event::KeyEvent;
use jiff::Timestamp;

use super::{
    entry::Entry,
    key_name::{is_interrupt, is_leave},
    layout::SMALLEST,
    message::{Effect, Msg, Typed},
    route::Route,
    state::{Sight, UiState},
};
use crate::{
    domain::{point, sentence::clock_behind, typed_path::is_path},
    engine::{
        Engine,
        afar::AfarSource,
        message::EngineMsg,
        operation::{Operation, Request},
        session::Session,
        subject::Subject,
    },
    view::{asked::questions, pages::Page},
};

/// Everything that is shown, and all that it is made of.
#[derive(Debug, Clone)]
pub struct Model {
    /// The migration at work.
    pub engine: Engine,
    /// This terminal.
    pub ui: UiState,
    /// The migration as it was, where that is shown.
    pub past: Option<Box<Session>>,
}

impl Model {
    /// A terminal on a migration.
    pub fn new(session: Session, size: (u16, u16), now: Timestamp) -> Self {
        let ui = UiState::new(size, now, &session);
        Self { engine: Engine::new(session, now), ui, past: None }
    }

    /// A terminal on a migration whose records are only taken in.
    pub fn following(session: Session, size: (u16, u16), now: Timestamp) -> Self {
        let mut ui = UiState::new(size, now, &session);
        ui.shows_proofs = false;
        Self { engine: Engine::follower(session, now), ui, past: None }
    }

    /// The migration.
    pub const fn session(&self) -> &Session {
        &self.engine.session
    }

    /// The effects to run once the first screen stands: looking through the vault, and finding the zone of this
    /// machine.
    pub fn begin(&mut self) -> Vec<Effect> {
        self.tell_clock();
        let mut effects = self.tell(EngineMsg::Start);
        effects.push(Effect::FindZone);
        effects.extend(self.look_for_downloads());
        effects
    }
}

/// What is said of a paste on the enlarged screen, which hides the card that would take it in.
const PASTE_AGAIN: &str = "Nothing was pasted: the card was not in sight. Paste again.";

/// What is said of a button of the mouse that pastes in many terminals.
const OTHER_BUTTON: &str =
    "The mouse is acmove's: hold Shift to paste or to mark text with it, or press M to give it back.";

/// The same where acmove reads the clipboard.
const RIGHT_BUTTON: &str =
    "The right button pastes. Hold Shift to mark text with the mouse, or press M to give it back to the terminal.";

/// Takes in a message that came at a time.
pub fn update(model: &mut Model, at: Timestamp, msg: impl Into<Msg>) -> Vec<Effect> {
    let mut effects = take_in(model, at, msg.into());
    effects.extend(model.catch_up());
    effects.extend(model.look_for_downloads());
    effects
}

fn take_in(model: &mut Model, at: Timestamp, msg: Msg) -> Vec<Effect> {
    if model.time_passed(at)
        && matches!(
            msg,
            Msg::Typed(Typed::Key(_) | Typed::Pointed(_)) | Msg::Input(_, Typed::Key(_) | Typed::Pointed(_))
        )
    {
        // It was meant for the card that was there before.
        return Vec::new();
    }
    match msg {
        Msg::Engine(msg) => return model.tell(*msg),
        Msg::Input(moment, typed) => return model.input(moment, typed),
        Msg::Tick(moment) => return model.waited(moment),
        Msg::Typed(typed) => return model.meant(typed, None),
        Msg::Opened(address, could_be) => return model.opened(address, could_be),
        Msg::Pasted(number, pasted) => return model.pasted(number, pasted),
        Msg::Situation(parts) => return model.situation(parts),
        Msg::Copied(copying, outcome) => model.copied(&copying, &outcome),
        Msg::History(facts) => return model.history(facts),
        Msg::Past(seq, past) => return model.arrived(seq, past),
        Msg::Resized(width, height) => model.ui.size = (width, height),
        Msg::Downloads(found) => model.downloads(found),
        Msg::Completed(matches) => model.completed(matches),
        Msg::Saved(saving, written) => model.saved(saving, written),
        Msg::Previewed(saving, found) => model.previewed(saving, found),
        Msg::Evidence(digest, text) => model.ui.timeline.read(digest, text),
        Msg::Zone(zone) => {
            model.ui.here = Some(zone);
            // Pages tell times.
            model.ui.revision += 1;
        }
        Msg::Pointer(..) | Msg::Background(_) => {}
    }
    Vec::new()
}

impl Model {
    /// Says that the clock is behind the latest fact, once for as long as it is.
    fn tell_clock(&mut self) {
        let session = self.shown();
        let behind = session.clock_behind(self.ui.now).and_then(|_| clock_behind(&session.run, self.ui.now));
        let is_known = std::mem::replace(&mut self.ui.is_clock_behind, behind.is_some());
        if let Some(behind) = behind.filter(|_| !is_known) {
            let before = self.ui.notice.take().filter(|notice| notice.bad).map_or_else(String::new, |it| it.text + " ");
            self.ui.say(true, before + &behind);
        }
    }

    /// Takes note of the time; the answer says whether that alone has put another card on screen.
    fn time_passed(&mut self, at: Timestamp) -> bool {
        let before = self.ui.subject(self.shown());
        self.ui.now = at;
        self.tell_clock();
        let changed = self.ui.subject(self.shown()) != before;
        if changed {
            self.ui.proved = None;
            self.settle();
        }
        changed && self.ui.entry.is_none() && self.ui.route == Route::Dashboard
    }

    /// Does what was typed and meant, now or when the engine has time for it.
    fn meant(&mut self, typed: Typed, sight: Option<Sight>) -> Vec<Effect> {
        match self.ui.busy {
            _ if self.ui.clipboard.pasting.is_some() => self.typed_behind_paste(typed, sight),
            Some(busy) => self.typed_meanwhile(typed, sight, busy),
            None => self.typed(typed),
        }
    }

    fn typed(&mut self, typed: Typed) -> Vec<Effect> {
        match typed {
            Typed::Key(key) if self.is_too_small() => self.leave_only(key),
            Typed::Paste(..) | Typed::Burst(_) | Typed::Pointed(_) | Typed::Wheel(_) if self.is_too_small() => {
                Vec::new()
            }
            typed if self.asks_to_paste(&typed) => self.paste(),
            Typed::OtherButton => {
                self.ui.say(false, if self.ui.clipboard.is_read { RIGHT_BUTTON } else { OTHER_BUTTON });
                Vec::new()
            }
            Typed::NothingToPaste(why) => {
                // Where only the terminal pastes, that it does is a hint and no error.
                self.ui.say(self.ui.clipboard.is_read, why);
                Vec::new()
            }
            Typed::Key(key) if self.ui.overlay.is_some() => self.overlay_key(key),
            Typed::Key(key) if self.ui.entry.is_some() => self.type_key(key),
            Typed::Key(key) => self.press(key),
            Typed::Pointed(area) => self.pointed(area),
            Typed::Wheel(by) if self.ui.overlay.is_some() => {
                self.overlay_wheel(by);
                Vec::new()
            }
            Typed::Paste(text, _) | Typed::Burst(text) if self.ui.overlay.is_some() => {
                self.overlay_text(&text);
                Vec::new()
            }
            Typed::Paste(text, _) | Typed::Burst(text) if self.is_copy() => vec![Effect::Show(text)],
            Typed::Paste(..) | Typed::Burst(_) if !self.is_now() => {
                let why = self.shown().only_looked_at();
                self.ui.say(true, why);
                Vec::new()
            }
            Typed::Paste(..) | Typed::Burst(_) if self.ui.route == Route::Page(Page::Presenting) => {
                self.go(Route::Dashboard);
                self.ui.say(true, PASTE_AGAIN);
                Vec::new()
            }
            Typed::Wheel(by) => {
                self.scroll_by(by);
                Vec::new()
            }
            // What is meant for acmove is no answer to a question.
            Typed::Paste(text, _) | Typed::Burst(text) if self.ui.entry.is_some() && point::is_for_acmove(&text) => {
                self.tell(EngineMsg::Paste(self.ui.subject(self.session()), text))
            }
            Typed::Paste(text, _) if self.ui.entry.is_some() => self.type_text(&text),
            Typed::Burst(text) if self.ui.entry.is_some() => self.type_burst(&text),
            Typed::Paste(text, _) | Typed::Burst(text) if self.asks_for_file().is_some() && is_path(&text) => {
                self.dropped(&text)
            }
            Typed::Paste(text, _) | Typed::Burst(text) => {
                if point::pasted(&self.session().run, &text).is_none() {
                    self.ui.proved = None;
                }
                self.tell(EngineMsg::Paste(self.ui.subject(self.session()), text))
            }
        }
    }

    /// Whether a copy is watched from afar: a later one may be pasted.
    fn is_copy(&self) -> bool {
        let afar = self.session().afar.as_ref();
        afar.is_some_and(|afar| matches!(afar.source, AfarSource::Copy(_)))
    }

    const fn is_too_small(&self) -> bool {
        self.ui.size.0 < SMALLEST.0 || self.ui.size.1 < SMALLEST.1
    }

    /// Where nothing can be shown, nothing but leaving is done; a letter is none of it while a text is being typed.
    fn leave_only(&self, key: KeyEvent) -> Vec<Effect> {
        let is_typing = self.ui.entry.is_some() || self.ui.overlay.is_some();
        let leaves = if is_typing { is_interrupt(key) } else { is_leave(key) };
        if leaves { vec![Effect::Leave] } else { Vec::new() }
    }

    /// Does an operation at once, or asks its questions first.
    fn start(&mut self, operation: Operation, subject: Subject) -> Vec<Effect> {
        if self.shown().afar.is_some() {
            let why = self.shown().only_looked_at();
            self.ui.say(false, why);
            return Vec::new();
        }
        if let Some(choice) = self.ui.unseen(self.session(), operation) {
            self.proof_seen();
            self.ui
                .say(false, format!("This is the next card. Nothing is recorded yet; choose again: {}.", choice.label));
            return Vec::new();
        }
        // The notice of another serial number stays, as that number has to be typed now.
        if operation != Operation::ChangeSerial {
            self.ui.notice = None;
        }
        self.ui.answered = None;
        self.ui.proved = None;
        if operation == Operation::DoForMe {
            // Keys that were typed ahead would be meant for a card that nobody has seen.
            self.ui.backlog.clear();
            self.ui.for_me = Some(subject);
        }
        if questions(operation).is_empty() {
            return self.tell(EngineMsg::Do(Request { operation, subject, arguments: Vec::new() }));
        }
        if let Some(refused) = self.engine.refuses_beforehand(self.ui.now, operation, subject) {
            return self.tell(refused);
        }
        let left = self.ui.left_question(operation, subject);
        self.ui.entry = Some(left.unwrap_or_else(|| Entry::new(self.session(), operation, subject)));
        // The backups are read back before anybody relies on them; the page of the rollback has done so.
        let is_looked_at = self.ui.route == Route::Page(Page::Rollback);
        if operation == Operation::RollBack && !is_looked_at { self.tell(EngineMsg::CheckVault) } else { Vec::new() }
    }
}
