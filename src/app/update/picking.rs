//! What lies above the screen: choosing among actions, going to a place, typing a filter.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::Input;

use super::{
    super::{
        action::{Action, Deed, Look, Scope, row},
        available::available_after_back,
        desk::{Page, Place},
        editing::{edit, insert},
        message::Effect,
        overlay::{Item, Overlay, Picker, PickerKind},
    },
    Model,
    keys::{is_interrupt, name},
};

/// How many lines a page of a list is.
const PAGE: usize = 10;

impl Model {
    pub(super) fn show_picker(&mut self, kind: PickerKind) {
        self.desk.notice = None;
        self.desk.overlay = Some(Overlay::Picker(Picker::new(kind)));
    }

    /// Begins to type a filter of what is shown.
    pub(super) fn type_filter(&mut self) {
        let before = self.filter().to_owned();
        self.desk.overlay = Some(Overlay::Filter { input: Input::new(before.clone()), before });
    }

    fn filter(&self) -> &str {
        match self.desk.place {
            Place::Page(Page::Timeline) => &self.desk.timeline.words,
            Place::Dashboard | Place::Page(_) => &self.desk.filter,
        }
    }

    fn set_filter(&mut self, text: String) {
        match self.desk.place {
            Place::Page(Page::Timeline) => self.desk.timeline.words = text,
            Place::Dashboard | Place::Page(_) => self.desk.filter = text,
        }
    }

    /// A key while something lies above the screen.
    pub(super) fn overlay_key(&mut self, key: KeyEvent, held_down: bool) -> Vec<Effect> {
        if is_interrupt(key) {
            return vec![Effect::Leave];
        }
        match self.desk.overlay.take() {
            Some(Overlay::Picker(picker)) => self.picker_key(picker, key, held_down),
            Some(Overlay::Filter { input, before }) => {
                self.filter_key(input, before, key);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn filter_key(&mut self, mut input: Input, before: String, key: KeyEvent) {
        match key.code {
            KeyCode::Enter => {}
            KeyCode::Esc => self.set_filter(before),
            _ => {
                edit(&mut input, key);
                self.set_filter(input.value().to_owned());
                self.desk.overlay = Some(Overlay::Filter { input, before });
            }
        }
    }

    fn picker_key(&mut self, mut picker: Picker, key: KeyEvent, held_down: bool) -> Vec<Effect> {
        let items = picker.items(self.shown(), &self.desk);
        let last = items.len().saturating_sub(1);
        match (key.code, key.modifiers.contains(KeyModifiers::CONTROL)) {
            (KeyCode::Esc, _) => return Vec::new(),
            (KeyCode::Enter, _) if held_down => {}
            (KeyCode::Enter, _) => {
                return match items.get(picker.selected) {
                    Some(item) => self.pick(item),
                    None => Vec::new(),
                };
            }
            (KeyCode::Up | KeyCode::BackTab, _) | (KeyCode::Char('p'), true) => {
                picker.selected = picker.selected.saturating_sub(1);
            }
            (KeyCode::Down | KeyCode::Tab, _) | (KeyCode::Char('n'), true) => {
                picker.selected = (picker.selected + 1).min(last);
            }
            (KeyCode::PageUp, _) => picker.selected = picker.selected.saturating_sub(PAGE),
            (KeyCode::PageDown, _) => picker.selected = (picker.selected + PAGE).min(last),
            (KeyCode::Char(_), _) if picker.kind == PickerKind::Places => {
                let pressed = name(key);
                let is_key = |item: &&Item| item.keys.split(' ').any(|key| key == pressed);
                return match items.iter().find(is_key) {
                    Some(item) => self.pick(item),
                    None => {
                        self.desk.say(false, format!("{pressed} leads to no place. Space shows where keys lead."));
                        Vec::new()
                    }
                };
            }
            _ => {
                if edit(&mut picker.input, key) {
                    picker.selected = 0;
                }
            }
        }
        self.desk.overlay = Some(Overlay::Picker(picker));
        Vec::new()
    }

    /// A text that is pasted while something lies above the screen is searched for.
    pub(super) fn overlay_text(&mut self, text: &str) {
        match &mut self.desk.overlay {
            Some(Overlay::Picker(picker)) if picker.kind == PickerKind::All => insert(&mut picker.input, text),
            Some(Overlay::Picker(_)) | None => {}
            Some(Overlay::Filter { input, .. }) => {
                insert(input, text);
                let words = input.value().to_owned();
                self.set_filter(words);
            }
        }
    }

    /// A line of the list was pointed at.
    pub(super) fn overlay_line(&mut self, line: usize) -> Vec<Effect> {
        let Some(Overlay::Picker(picker)) = self.desk.overlay.take() else { return Vec::new() };
        let items = picker.items(self.shown(), &self.desk);
        items.get(line).map_or_else(Vec::new, |item| self.pick(item))
    }

    pub(super) fn overlay_wheel(&mut self, by: isize) {
        let count = match &self.desk.overlay {
            Some(Overlay::Picker(picker)) => picker.items(self.shown(), &self.desk).len(),
            Some(Overlay::Filter { .. }) | None => 0,
        };
        if let Some(Overlay::Picker(picker)) = &mut self.desk.overlay {
            let last = count.saturating_sub(1);
            picker.selected = picker.selected.saturating_add_signed(by.signum()).min(last);
        }
    }

    fn pick(&mut self, item: &Item) -> Vec<Effect> {
        self.act(item.action)
    }

    /// Does an action of the table that was chosen by name: from a page, what belongs to the dashboard leads back there.
    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        let Some(row) = row(action) else { return Vec::new() };
        if let Err(why) = available_after_back(self.shown(), &self.desk, row) {
            self.desk.say(true, why);
            return Vec::new();
        }
        let rolls_back = action == Action::Deed(Deed::RollBack) && self.desk.place != Place::Page(Page::Rollback);
        let is_own = row.scope == Scope::Card && self.offered().iter().any(|deed| Action::Deed(*deed) == action);
        let leads_back = matches!(row.scope, Scope::Card | Scope::Dashboard) && !is_own;
        let mut effects = Vec::new();
        if rolls_back && !is_own {
            // What it restores is read while it is asked why.
            effects = self.look(Look::Rollback);
        } else if leads_back && self.desk.place != Place::Dashboard {
            self.go(Place::Dashboard);
        }
        effects.extend(match action {
            Action::Look(look) => self.look(look),
            Action::Deed(deed) => self.start(deed, self.desk.focus(&self.session)),
            Action::Choose => self.choose(),
        });
        effects
    }
}
