//! What was typed at a moment: judged whether it was meant, then done.

use crossterm::event::{KeyEvent, KeyModifiers};

use super::{
    super::{
        clipboard::asks_to_paste,
        hit_area::HitArea,
        key_name::{is_enter, is_interrupt, name},
        message::{Effect, Moment, PasteEnd, Typed},
        overlay::{Overlay, PickerKind},
        press::{NotMeant, Target, Verdict, Weight},
        route::Route,
        state::Sight,
    },
    Model,
};
use crate::view::action::{Action, Navigation};

impl Target for Model {
    type Sight = Sight;

    fn sight(&self) -> Sight {
        let session = self.shown();
        let run = &session.run;
        Sight {
            screen: (self.ui.route, run.facts),
            card: (self.ui.subject(session), self.offered()),
            question: self.ui.entry.as_ref().map(|entry| (entry.operation, entry.answers.len())),
            is_covered: self.ui.overlay.is_some(),
            is_proof: self.ui.proof(session).is_some(),
        }
    }

    fn weight(&self, typed: &Typed) -> Weight {
        match typed {
            Typed::Key(key) if is_interrupt(*key) || self.is_too_small() => Weight::Light,
            paste if asks_to_paste(paste) => Weight::Paste,
            Typed::Key(key) => self.weight_of_key(*key),
            Typed::Pointed(area) => weight_of_area(area),
            Typed::Paste(..) | Typed::Burst(_) if self.ui.entry.is_some() || self.ui.overlay.is_some() => Weight::Text,
            Typed::Paste(..) | Typed::Burst(_) => Weight::Heavy,
            Typed::Wheel(_) | Typed::OtherButton | Typed::NothingToPaste(_) => Weight::Light,
        }
    }
}

impl Model {
    fn weight_of_key(&self, key: KeyEvent) -> Weight {
        // A key with Ctrl or Alt types nothing.
        let is_text = key.code.as_char().is_some() && (key.modifiers - KeyModifiers::SHIFT).is_empty();
        let text = if is_text { Weight::Text } else { Weight::Light };
        match &self.ui.overlay {
            Some(Overlay::Picker(picker)) if picker.kind == PickerKind::Places => return Weight::Light,
            Some(Overlay::Picker(_)) if is_enter(key) => return Weight::Heavy,
            Some(Overlay::Save { .. } | Overlay::Point { .. }) if is_enter(key) => return Weight::Answer,
            Some(Overlay::Picker(_) | Overlay::Filter { .. } | Overlay::Point { .. } | Overlay::Save { .. }) => {
                return text;
            }
            None if self.ui.entry.is_some() => {
                return if is_enter(key) { Weight::Answer } else { text };
            }
            None => {}
        }
        match self.action_of(&name(key)) {
            // The letter that pastes may be the first one of a text.
            Some(Action::Operation(_) | Action::Navigation(Navigation::Paste)) => Weight::Heavy,
            Some(Action::Choose) if self.ui.route == Route::Dashboard => Weight::Heavy,
            Some(Action::Navigation(Navigation::Leave)) => Weight::Leave,
            Some(Action::Choose | Action::Navigation(_)) | None => Weight::Light,
        }
    }

    /// The screen was drawn at a moment.
    pub fn drawn(&mut self, at: Moment) {
        let sight = self.sight();
        self.ui.presses.drawn(at, sight);
    }

    /// Nobody has seen the screen for a while.
    pub fn unseen(&mut self) {
        self.ui.presses.forget();
    }

    /// Does what was typed at a moment, if it was meant; a press before it that waited comes first.
    pub(super) fn input(&mut self, at: Moment, typed: Typed) -> Vec<Effect> {
        let next = if let Typed::Key(key) = &typed { Some(key) } else { None };
        let mut effects = self.act_on_waiting(at, next);
        if self.ui.presses.is_line_open() && self.ui.entry.is_some() && self.weight(&typed) == Weight::Text {
            // The Enter before was the end of a line in a paste.
            effects.extend(self.meant(Typed::Paste(" ".to_owned(), PasteEnd::Marked), None));
        }
        let mut presses = std::mem::take(&mut self.ui.presses);
        let verdict = presses.judge(at, &typed, self);
        self.ui.presses = presses;
        match verdict {
            Verdict::Act => effects.extend(self.take_meant(typed)),
            Verdict::Wait => {}
            Verdict::Not(why) => self.not_meant(&typed, why),
        }
        effects
    }

    /// Time has passed: a press that has waited long enough acts.
    pub(super) fn waited(&mut self, at: Moment) -> Vec<Effect> {
        self.act_on_waiting(at, None)
    }

    fn act_on_waiting(&mut self, at: Moment, next: Option<&KeyEvent>) -> Vec<Effect> {
        match self.ui.presses.take(at, next) {
            Some((key, sight)) if sight == self.sight() => self.meant(Typed::Key(key), Some(sight)),
            Some((key, _)) => {
                self.not_meant(&Typed::Key(key), NotMeant::Early);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn take_meant(&mut self, typed: Typed) -> Vec<Effect> {
        match typed {
            Typed::Paste(text, end) => self.take_paste((text, end), None),
            typed @ (Typed::Key(_)
            | Typed::Burst(_)
            | Typed::Pointed(_)
            | Typed::Wheel(_)
            | Typed::OtherButton
            | Typed::NothingToPaste(_)) => self.meant(typed, None),
        }
    }

    /// Takes in a text that was pasted, on a sight where that is known.
    pub(super) fn take_paste(&mut self, (text, end): (String, PasteEnd), sight: Option<Sight>) -> Vec<Effect> {
        self.ui.paste_end = ended_badly(end);
        let effects = self.meant(Typed::Paste(text, end), sight);
        if self.ui.entry.is_some() {
            // Nothing else tells of what was typed into a question.
            self.ui.paste_end.take().into_iter().for_each(|end| self.ui.say(true, end));
        }
        effects
    }

    /// Says why a press did nothing; what was said that matters more stays.
    pub(super) fn not_meant(&mut self, typed: &Typed, why: NotMeant) {
        let key = match typed {
            Typed::Key(key) => name(*key),
            Typed::Paste(..) | Typed::Burst(_) => "The paste".to_owned(),
            Typed::Pointed(_) | Typed::Wheel(_) | Typed::OtherButton | Typed::NothingToPaste(_) => {
                "The press".to_owned()
            }
        };
        let said = match why {
            NotMeant::Early => {
                format!("{key} was too early and did nothing: the screen had just changed. Press it again.")
            }
            NotMeant::Burst => format!("{key} arrived together with other keys and did nothing. Press it alone."),
            // Whoever holds a key has seen what it did.
            NotMeant::Held if self.ui.notice.is_some() => return,
            NotMeant::Held => format!("{key} is held down; it acts only once. Release it, then press it again."),
        };
        if self.ui.notice.as_ref().is_none_or(|notice| !notice.bad) {
            self.ui.say(false, said);
        }
    }
}

/// How a paste ended, where it did not end well.
const fn ended_badly(end: PasteEnd) -> Option<&'static str> {
    match end {
        PasteEnd::Marked => None,
        PasteEnd::Missing => Some("The terminal did not mark the end of the paste. acmove used what arrived."),
        PasteEnd::TooLong => Some("The paste was cut off after 4 MiB."),
    }
}

const fn weight_of_area(area: &HitArea) -> Weight {
    match area {
        HitArea::Answer => Weight::Answer,
        HitArea::Choice(..)
        | HitArea::Action(Action::Operation(_) | Action::Choose)
        | HitArea::Item(_)
        | HitArea::Open(_)
        | HitArea::Setup(_) => Weight::Heavy,
        HitArea::Action(Action::Navigation(_))
        | HitArea::Owner(_)
        | HitArea::Line(_)
        | HitArea::Copy(_)
        | HitArea::Cancel => Weight::Light,
    }
}
