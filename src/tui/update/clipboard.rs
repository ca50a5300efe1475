//! Copies to the clipboard, and pastes from it. What is pasted comes later than it was asked for: it is for the sight that was
//! there then, and whatever is typed meanwhile comes after it.

use crossterm::event::KeyCode;

use super::{
    super::{
        clipboard::{OTHER_SIGHT, asks_to_paste, copies},
        key_name::{is_interrupt, name},
        message::{CopyOutcome, Copying, Effect, Pasted, Typed},
        press::Target as _,
        state::Sight,
    },
    Model,
};
use crate::{
    domain::text::typed,
    view::action::{Action, Navigation},
};

impl Model {
    /// Copies the value that can be copied here; pressed again, the next one.
    pub(super) fn copy(&mut self) -> Vec<Effect> {
        let copies = copies(self.shown(), &self.ui, self.ui.route);
        let Some(now) = copies.get(self.ui.copied % copies.len().max(1)) else { return Vec::new() };
        self.ui.copied += 1;
        let next = &copies[self.ui.copied % copies.len()];
        let more = if copies.len() > 1 { format!(" Y again: {}.", next.name) } else { String::new() };
        copy_text(&now.name, now.text.clone(), more)
    }

    /// Copies the next part of the situation; one is made where none is left.
    pub(super) fn copy_situation(&mut self) -> Vec<Effect> {
        match self.ui.clipboard.parts.pop_front() {
            Some(part) => self.copy_part(part),
            None => vec![Effect::MakeSituation],
        }
    }

    /// The parts of a situation: the first one is copied.
    pub(super) fn situation(&mut self, parts: Result<Vec<String>, String>) -> Vec<Effect> {
        match parts {
            Ok(parts) => {
                self.ui.clipboard.parts = parts.into();
                self.ui.clipboard.parts.pop_front().map_or_else(Vec::new, |part| self.copy_part(part))
            }
            Err(why) => {
                self.ui.say(true, why);
                Vec::new()
            }
        }
    }

    fn copy_part(&self, part: String) -> Vec<Effect> {
        let more = match self.ui.clipboard.parts.len() {
            0 => " Paste it into the chat. License files are not in it.",
            _ => " Paste it into the chat, then press V for the next part.",
        };
        copy_text("", part, more.to_owned())
    }

    /// Says what came of copying: the text is shown, to compare.
    pub(super) fn copied(&mut self, copying: &Copying, outcome: &CopyOutcome) {
        let Copying { lead, name, text, more } = copying;
        if matches!(outcome, CopyOutcome::NotCopied(_)) && !name.is_empty() {
            // The same value once more.
            self.ui.copied = self.ui.copied.saturating_sub(1);
        }
        let is_part = is_part(text);
        if is_part && matches!(outcome, CopyOutcome::NotCopied(_) | CopyOutcome::TooLong) {
            self.ui.clipboard.parts.push_front(text.clone());
        }
        // It stands nowhere on the screen.
        let printed = is_part.then(|| format!("`acmove situation {}` prints it.", typed(&self.session().folder)));
        let first = text.lines().next().unwrap_or_default();
        let name = if name.is_empty() { String::new() } else { format!("{name}  ") };
        let stop = |caveat: &str| if more.is_empty() && caveat.is_empty() { "" } else { "." };
        let (is_bad, said) = match outcome {
            CopyOutcome::Copied => (false, format!("{lead}Copied: {name}{first}{}{more}", stop(""))),
            CopyOutcome::Asked(caveat) => {
                let (stop, mark) = (
                    stop(caveat),
                    match printed {
                        _ if caveat.is_empty() => String::new(),
                        Some(printed) => format!(" {printed}"),
                        None => " Press M to select it with the mouse instead.".to_owned(),
                    },
                );
                (false, format!("{lead}acmove asked the terminal to copy: {name}{first}{stop}{more}{caveat}{mark}"))
            }
            CopyOutcome::TooLong => {
                let contained = || "The report and the evidence folder contain it.".to_owned();
                let contained = printed.unwrap_or_else(contained);
                (true, format!("This is too long for the clipboard of a terminal. {contained}"))
            }
            CopyOutcome::NotCopied(why) => {
                let instead = printed.unwrap_or_else(|| "Or press M and select it with the mouse.".to_owned());
                (true, format!("{lead}Not copied: {name}{first}. {why} {instead}"))
            }
        };
        self.ui.say(is_bad, said);
    }

    /// Where no browser can be opened, over SSH for example, the clipboard brings the address to one.
    pub(super) fn opened(&mut self, address: String, could_be: bool) -> Vec<Effect> {
        if could_be {
            return Vec::new();
        }
        // That it is being opened is not so.
        self.ui.notice = None;
        let lead = "acmove cannot open a browser from here. ";
        vec![Effect::Copy(Copying { lead, name: String::new(), text: address, more: String::new() })]
    }

    /// Whether something that was typed asks for what is in the clipboard.
    pub(super) fn asks_to_paste(&self, typed: &Typed) -> bool {
        let is_typing = self.ui.overlay.is_some() || self.ui.entry.is_some();
        let is_letter = |key| self.action_of(&name(key)) == Some(Action::Navigation(Navigation::Paste));
        let is_it = asks_to_paste(typed) || matches!(typed, Typed::Key(key) if !is_typing && is_letter(*key));
        is_it && !self.is_too_small()
    }

    /// Asks for what is in the clipboard, for what is on the screen now.
    pub(super) fn paste(&mut self) -> Vec<Effect> {
        self.ui.clipboard.pastes += 1;
        self.ui.clipboard.pasting = Some((self.ui.clipboard.pastes, self.sight()));
        vec![Effect::Paste(self.ui.clipboard.pastes)]
    }

    /// What was in the clipboard: it goes nowhere else than where it was asked for.
    pub(super) fn pasted(&mut self, number: u64, pasted: Pasted) -> Vec<Effect> {
        let Some((_, sight)) = self.ui.clipboard.pasting.take_if(|(asked, _)| *asked == number) else {
            return Vec::new();
        };
        match pasted {
            Ok(_) if sight != self.sight() => {
                self.ui.say(true, OTHER_SIGHT);
                Vec::new()
            }
            Ok(text) => self.take_paste(text, Some(sight)),
            Err(why) => self.typed(Typed::NothingToPaste(why)),
        }
    }

    /// What is typed behind a paste that has not come yet waits for it; Esc does not, and Ctrl-c leaves.
    pub(super) fn typed_behind_paste(&mut self, typed: Typed, sight: Option<Sight>) -> Vec<Effect> {
        match &typed {
            Typed::Key(key) if is_interrupt(*key) => return self.leave(),
            Typed::Key(key) if key.code == KeyCode::Esc => {
                self.ui.clipboard.pasting = None;
                self.ui.backlog.clear();
                self.ui.say(false, "The clipboard did not answer. Nothing was pasted.");
            }
            Typed::Pointed(_) | Typed::Wheel(_) | Typed::OtherButton => {}
            Typed::Key(_) | Typed::Paste(..) | Typed::Burst(_) | Typed::NothingToPaste(_) => {
                let sight = sight.or_else(|| Some(self.sight()));
                self.ui.backlog.push_back((typed, sight));
            }
        }
        Vec::new()
    }
}

/// Whether a text that was copied is a part of a situation.
fn is_part(text: &str) -> bool {
    text.starts_with("acmove situation, ")
}

/// Copies a text; what came of it is said when that is known.
pub(super) fn copy_text(name: &str, text: String, more: String) -> Vec<Effect> {
    vec![Effect::Copy(Copying { lead: "", name: name.to_owned(), text, more })]
}
