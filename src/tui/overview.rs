//! The screen of many migrations: which of them are shown, and which one is selected.

use crossterm::event::{KeyCode, KeyModifiers};
use tui_input::Input;

use super::{
    editing::{edit, insert},
    help::leaves_help,
    key_name::{is_enter, is_interrupt},
    message::Typed,
    press::{Target, Weight},
    welcome::{Picked, picked, weight},
};
use crate::view::overview::Listed;

/// What is shown of many migrations.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    /// All of them, in their order.
    pub rows: Vec<Listed>,
    /// Whether it is still being looked for what there is.
    pub is_looking: bool,
    /// The time, with its zone.
    pub time: String,
    /// The path of the selected one; without one it is the first that is shown.
    pub selected: Option<String>,
    /// What a row has to hold; everything is shown where it is empty.
    pub filter: Input,
    /// Whether the filter is being typed.
    pub is_filtering: bool,
    /// The reason why one could not be opened; empty without one.
    pub notice: String,
    /// Whether the keys are shown.
    pub helps: bool,
}

/// The choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// Watch the migration at this path.
    Watch(String),
    /// Leave.
    Leave,
}

impl Overview {
    /// The rows that the filter finds.
    pub fn shown(&self) -> Vec<&Listed> {
        self.rows.iter().filter(|row| row.is_found(self.filter.value())).collect()
    }

    /// The place of the selected row among those that are shown.
    pub fn place(&self) -> usize {
        let shown = self.shown();
        let is_selected = |row: &&Listed| Some(&row.path) == self.selected.as_ref();
        shown.iter().position(is_selected).unwrap_or(0)
    }

    /// Takes in what was typed; the answer is what was chosen.
    pub fn typed(&mut self, typed: &Typed) -> Option<Chosen> {
        if self.helps {
            return self.helped(typed);
        }
        if self.is_filtering {
            return self.filter_typed(typed);
        }
        match plain(typed) {
            Some('?') => self.helps = true,
            Some('/') => self.is_filtering = true,
            _ => return self.moved(typed),
        }
        None
    }

    /// Goes through the list, and chooses of it.
    fn moved(&mut self, typed: &Typed) -> Option<Chosen> {
        let (mut place, count) = (self.place(), self.shown().len());
        let before = place;
        let picked = picked(&mut place, count, typed);
        if place != before {
            self.select(place);
        }
        match picked? {
            Picked::Line(line) => {
                self.select(line);
                self.notice.clear();
                self.shown().get(line).map(|row| Chosen::Watch(row.path.clone()))
            }
            Picked::Back if !self.filter.value().is_empty() => {
                self.filter.reset();
                None
            }
            Picked::Back | Picked::Leave => Some(Chosen::Leave),
        }
    }

    fn select(&mut self, place: usize) {
        self.selected = self.shown().get(place).map(|row| row.path.clone());
    }

    /// The same while the keys are shown: the next key hides them again, and does nothing else.
    fn helped(&mut self, typed: &Typed) -> Option<Chosen> {
        leaves_help(typed, &mut self.helps).then_some(Chosen::Leave)
    }

    /// The same while the filter is typed: the list follows at once.
    #[expect(clippy::wildcard_enum_match_arm, reason = "most keys belong to the text")]
    fn filter_typed(&mut self, typed: &Typed) -> Option<Chosen> {
        match typed {
            Typed::Paste(text, _) | Typed::Burst(text) => insert(&mut self.filter, text),
            Typed::Key(key) if is_interrupt(*key) => return Some(Chosen::Leave),
            Typed::Key(key) if is_enter(*key) => self.is_filtering = false,
            Typed::Key(key) => match key.code {
                KeyCode::Esc => {
                    self.filter.reset();
                    self.is_filtering = false;
                }
                KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown => return self.moved(typed),
                _ => drop(edit(&mut self.filter, *key)),
            },
            Typed::Pointed(_) | Typed::Wheel(_) => return self.moved(typed),
            Typed::OtherButton | Typed::NothingToPaste(_) => {}
        }
        None
    }
}

/// A letter or sign that was typed without Alt or Ctrl.
fn plain(typed: &Typed) -> Option<char> {
    let Typed::Key(key) = typed else { return None };
    key.code.as_char().filter(|_| key.modifiers.difference(KeyModifiers::SHIFT).is_empty())
}

impl Target for Overview {
    /// What Enter opens, and whether keys mean something else: rows come and go while somebody types.
    type Sight = (Option<String>, bool, bool);

    fn sight(&self) -> Self::Sight {
        let selected = self.shown().get(self.place()).map(|row| row.path.clone());
        (selected, self.is_filtering, self.helps)
    }

    fn weight(&self, typed: &Typed) -> Weight {
        let is_text = matches!(typed, Typed::Key(key) if key.code != KeyCode::Enter);
        if is_text && (self.is_filtering || self.helps) { Weight::Light } else { weight(typed) }
    }
}
