//! The layers above a screen for a moment: all actions to search in, the places there are, a filter that is being typed.

use tui_input::Input;

use super::message::Saving;
use crate::view::action::Action;

/// A layer above a screen.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// A list of actions.
    Picker(Picker),
    /// A filter; what it was before, for Esc.
    Filter {
        /// The text being typed.
        input: Input,
        /// The filter before.
        before: String,
    },
    /// The place that the operator is to look at, and a line about it.
    Point {
        /// The text being typed.
        input: Input,
    },
    /// Where something of the migration is to be written.
    Save {
        /// The kind of file.
        saving: Saving,
        /// The path being typed.
        input: Input,
    },
}

/// A list of actions, one of which is selected.
#[derive(Debug, Clone)]
pub struct Picker {
    /// Which actions.
    pub kind: PickerKind,
    /// The search text.
    pub input: Input,
    /// The selected action; the first of the list where none was chosen, or the chosen one is not in it.
    pub selected: Option<Action>,
}

/// Which actions a list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickerKind {
    /// All of them, found by typing.
    All,
    /// The places to go to: their keys work at once.
    Places,
}

impl Picker {
    /// A list with its first line selected.
    pub fn new(kind: PickerKind) -> Self {
        Self { kind, input: Input::default(), selected: None }
    }
}
