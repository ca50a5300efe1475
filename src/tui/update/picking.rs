//! Handles the layer above the screen: choosing among actions, going to a place, typing a filter.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::Input;

use super::{
    super::{
        available::available_after_back,
        editing::{edit, insert},
        key_name::{code, is_enter, is_interrupt, name},
        message::Effect,
        overlay::{Overlay, Picker, PickerKind},
        palette::Item,
        route::Route,
    },
    Model,
};
use crate::{
    engine::operation::Operation,
    view::{
        action::{Action, ActionScope, Navigation},
        action_table::row,
        pages::Page,
    },
};

/// How many lines a page of a list is.
const PAGE: isize = 10;

impl Model {
    pub(super) fn show_picker(&mut self, kind: PickerKind) {
        self.ui.notice = None;
        self.ui.overlay = Some(Overlay::Picker(Picker::new(kind)));
    }

    /// Begins to type a filter of what is shown.
    pub(super) fn type_filter(&mut self) {
        let before = self.filter().to_owned();
        self.ui.overlay = Some(Overlay::Filter { input: Input::new(before.clone()), before });
    }

    fn filter(&self) -> &str {
        match self.ui.route {
            Route::Page(Page::Timeline) => &self.ui.timeline.words,
            Route::Dashboard | Route::Page(_) => &self.ui.filter,
        }
    }

    fn set_filter(&mut self, text: String) {
        match self.ui.route {
            Route::Page(Page::Timeline) => {
                self.ui.timeline.words = text;
                self.filtered();
            }
            Route::Dashboard | Route::Page(_) => self.ui.filter = text,
        }
    }

    /// A key while something lies above the screen.
    pub(super) fn overlay_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        if is_interrupt(key) {
            return self.leave();
        }
        match self.ui.overlay.take() {
            Some(Overlay::Picker(picker)) => self.picker_key(picker, key),
            Some(Overlay::Filter { input, before }) => {
                self.filter_key(input, before, key);
                Vec::new()
            }
            Some(Overlay::Point { input }) => self.point_key(input, key),
            Some(Overlay::Save { saving, input }) => self.save_key(saving, input, key),
            None => Vec::new(),
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "most keys of a keyboard do nothing here")]
    fn filter_key(&mut self, mut input: Input, before: String, key: KeyEvent) {
        match key.code {
            KeyCode::Enter if is_enter(key) => {}
            KeyCode::Esc => self.set_filter(before),
            _ => {
                edit(&mut input, key);
                self.set_filter(input.value().to_owned());
                self.ui.overlay = Some(Overlay::Filter { input, before });
            }
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "most keys of a keyboard do nothing here")]
    fn picker_key(&mut self, mut picker: Picker, key: KeyEvent) -> Vec<Effect> {
        let items = picker.items(self.shown(), &self.ui);
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match code(key) {
            KeyCode::Esc => return Vec::new(),
            KeyCode::Enter if is_enter(key) => {
                if let Some(item) = items.get(picker.place(&items)) {
                    return self.act(item.action);
                }
                // Nothing is called so: the list stays, and says it.
            }
            KeyCode::Up | KeyCode::BackTab => picker.step(&items, -1),
            KeyCode::Down | KeyCode::Tab => picker.step(&items, 1),
            KeyCode::Char('p') if control => picker.step(&items, -1),
            KeyCode::Char('n') if control => picker.step(&items, 1),
            KeyCode::PageUp => picker.step(&items, -PAGE),
            KeyCode::PageDown => picker.step(&items, PAGE),
            KeyCode::Char(_) if picker.kind == PickerKind::Places => return self.go_by_key(&items, key),
            _ => {
                if edit(&mut picker.input, key) {
                    picker.selected = None;
                }
            }
        }
        self.ui.overlay = Some(Overlay::Picker(picker));
        Vec::new()
    }

    /// In the list of places a key goes there at once.
    fn go_by_key(&mut self, items: &[Item], key: KeyEvent) -> Vec<Effect> {
        let pressed = name(key);
        let is_key = |item: &&Item| item.keys.iter().any(|key| *key == pressed);
        match items.iter().find(is_key) {
            Some(item) => self.act(item.action),
            None => {
                self.ui
                    .say(false, format!("{pressed} does not open a page. Press Space for the pages and their keys."));
                Vec::new()
            }
        }
    }

    /// A text that is pasted while something lies above the screen is searched for.
    pub(super) fn overlay_text(&mut self, text: &str) {
        match &mut self.ui.overlay {
            Some(Overlay::Picker(picker)) if picker.kind == PickerKind::All => {
                insert(&mut picker.input, text);
                picker.selected = None;
            }
            Some(Overlay::Picker(_)) | None => {}
            Some(Overlay::Save { input, .. } | Overlay::Point { input }) => insert(input, text),
            Some(Overlay::Filter { input, .. }) => {
                insert(input, text);
                let words = input.value().to_owned();
                self.set_filter(words);
            }
        }
    }

    pub(super) fn overlay_wheel(&mut self, by: isize) {
        let Some(Overlay::Picker(picker)) = &self.ui.overlay else { return };
        let mut picker = picker.clone();
        let items = picker.items(self.shown(), &self.ui);
        picker.step(&items, by.signum());
        self.ui.overlay = Some(Overlay::Picker(picker));
    }

    fn select_choice(&mut self, operation: Operation) {
        self.ui.proved = None;
        let picks = self.ui.picks(self.shown());
        self.ui.selected = picks.iter().position(|pick| pick.action == Action::Operation(operation));
        self.ui.say(false, "This is the card of this action. Press Enter to perform it.");
    }

    /// Does an action of the table that was chosen by name: from a page, what belongs to the dashboard leads back there.
    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        let Some(row) = row(action) else { return Vec::new() };
        if let Err(why) = available_after_back(self.shown(), &self.ui, row) {
            self.ui.say(true, why);
            return Vec::new();
        }
        let rolls_back =
            action == Action::Operation(Operation::RollBack) && self.ui.route != Route::Page(Page::Rollback);
        let is_own = row.scope == ActionScope::Card
            && self.offered().iter().any(|operation| Action::Operation(*operation) == action);
        let leads_back = matches!(row.scope, ActionScope::Card | ActionScope::Dashboard)
            && !is_own
            && self.ui.route != Route::Dashboard;
        let mut effects = Vec::new();
        if rolls_back && !is_own {
            // The backups are read while the reason is asked.
            effects = self.look(Navigation::Rollback);
        } else if leads_back {
            self.go(Route::Dashboard);
        }
        // A word about a card is given only where the card is seen.
        if let Action::Operation(operation) = action
            && leads_back
            && operation.is_word()
            && row.scope == ActionScope::Card
        {
            self.select_choice(operation);
            return effects;
        }
        effects.extend(match action {
            Action::Navigation(look) => self.look(look),
            Action::Operation(operation) => self.start(operation, self.ui.subject(self.session())),
            Action::Choose => self.choose(),
        });
        effects
    }
}
