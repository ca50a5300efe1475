//! What lies above a screen for a moment: all actions to search in, the places there are, a filter that is being typed.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};
use tui_input::Input;

use super::{
    action::{Action, Look, Row},
    available::{available, available_after_back, name, rows},
    desk::Desk,
    session::Session,
};

/// What lies above a screen.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// A list of actions.
    Picker(Picker),
    /// A filter; what it was before, for Esc.
    Filter {
        /// What is being typed.
        input: Input,
        /// The filter before.
        before: String,
    },
}

/// A list of actions, one of which is selected.
#[derive(Debug, Clone)]
pub struct Picker {
    /// Which actions.
    pub kind: PickerKind,
    /// What is searched for.
    pub input: Input,
    /// The selected line.
    pub selected: usize,
}

/// Which actions a list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickerKind {
    /// All of them, found by typing.
    All,
    /// The places to go to: their keys work at once.
    Places,
}

/// A line of a list of actions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its row in the table.
    pub action: Action,
    /// What it is called here.
    pub name: String,
    /// Its keys.
    pub keys: String,
    /// What it does; or, where it cannot be done, why not.
    pub help: String,
    /// Whether it can be done now.
    pub is_available: bool,
}

/// The places, in the order in which they are offered.
const PLACES: [Look; 8] = [
    Look::Now,
    Look::Environments,
    Look::Rollback,
    Look::Procedure,
    Look::Timeline,
    Look::Ticket,
    Look::Notes,
    Look::Help,
];

impl Picker {
    /// A list with its first line selected.
    pub fn new(kind: PickerKind) -> Self {
        Self { kind, input: Input::default(), selected: 0 }
    }

    /// The lines that are shown: those that fit what was typed, the best first, and what cannot be done now last.
    pub fn items(&self, session: &Session, desk: &Desk) -> Vec<Item> {
        let found: Vec<&'static Row> = match self.kind {
            PickerKind::Places => PLACES.into_iter().filter_map(super::available::look).collect(),
            PickerKind::All => rows(session).filter(|row| row.action != Action::Look(Look::Palette)).collect(),
        };
        let items: Vec<Item> = found.into_iter().map(|row| self.item(session, desk, row)).collect();
        let (mut found, rest): (Vec<Item>, Vec<Item>) =
            matching(items, self.input.value()).into_iter().partition(|item| item.is_available);
        found.extend(rest);
        found
    }

    fn item(&self, session: &Session, desk: &Desk, row: &'static Row) -> Item {
        let can = match self.kind {
            PickerKind::All => available_after_back(session, desk, row),
            // From anywhere: going to what is next leads back to the dashboard.
            PickerKind::Places if row.action == Action::Look(Look::Now) => Ok(()),
            PickerKind::Places => available(session, desk, desk.place, row),
        };
        let is_available = can.is_ok();
        let help = can.err().map_or_else(|| row.help.to_owned(), |why| why);
        Item { action: row.action, name: name(session, desk, row), keys: row.keys.join(" "), help, is_available }
    }
}

/// The items whose name, keys or help fit what was typed; best first, and in their own order where nothing is typed.
fn matching(items: Vec<Item>, typed: &str) -> Vec<Item> {
    if typed.trim().is_empty() {
        return items;
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, Item)> = items
        .into_iter()
        .filter_map(|item| {
            let mut score = |text: &str| pattern.score(Utf32Str::new(text, &mut buffer), &mut matcher);
            // A word of the name says more than one of the sentence.
            let by_name = score(&item.name).map(|score| score * 4);
            let by_rest = score(&format!("{} {} {}", item.keys, item.name, item.help));
            by_name.max(by_rest).map(|score| (score, item))
        })
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, item)| item).collect()
}
