//! What lies above a screen for a moment: all actions to search in, the places there are, a filter that is being typed.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{AtomKind, CaseMatching, Normalization, Pattern},
};
use tui_input::Input;

use super::{
    action::{Action, Look, Row, Scope},
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
            PickerKind::All => by_use(session),
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
        let help = can.err().unwrap_or_else(|| row.help.to_owned());
        Item { action: row.action, name: name(session, desk, row), keys: row.keys.join(" "), help, is_available }
    }
}

/// All rows but the one of the list itself: choices of the card first, places and words next, moving about last.
fn by_use(session: &Session) -> Vec<&'static Row> {
    let order = |row: &&'static Row| match row.action {
        Action::Deed(_) if row.scope == Scope::Card => 0,
        Action::Deed(_) => 1,
        Action::Look(
            Look::Up | Look::Down | Look::PageUp | Look::PageDown | Look::Home | Look::End | Look::Back | Look::Leave,
        )
        | Action::Choose => 3,
        Action::Look(_) => 2,
    };
    let mut rows: Vec<&'static Row> = rows(session).filter(|row| row.action != Action::Look(Look::Palette)).collect();
    rows.sort_by_key(order);
    rows
}

/// The items whose name fits what was typed, letters left out or not, or whose sentence holds its words; best first, and in
/// their own order where nothing is typed.
fn matching(items: Vec<Item>, typed: &str) -> Vec<Item> {
    if typed.trim().is_empty() {
        return items;
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let fuzzy = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let words = Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, AtomKind::Substring);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, Item)> = items
        .into_iter()
        .filter_map(|item| {
            let by_name = fuzzy.score(Utf32Str::new(&item.name, &mut buffer), &mut matcher);
            let rest = format!("{} {}", item.keys, item.help);
            let by_rest = words.score(Utf32Str::new(&rest, &mut buffer), &mut matcher);
            // What is called so comes before what only speaks of it.
            by_name.map(|score| score + NAMED).max(by_rest).map(|score| (score, item))
        })
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, item)| item).collect()
}

/// More than any sentence can score.
const NAMED: u32 = 1 << 20;
