//! The lists that lie above a screen: all actions to search in, and the places there are.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{AtomKind, CaseMatching, Normalization, Pattern},
};

use super::{
    available::{available_after_back, listed, rows},
    overlay::{Picker, PickerKind},
    route::Route,
    state::UiState,
};
use crate::{
    engine::{operation::Operation, session::Session},
    view::action::{Action, ActionRow, ActionScope, Navigation},
};

/// A line of a list of actions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its row in the table.
    pub action: Action,
    /// Its name here.
    pub name: String,
    /// Its keys, the one to tell first.
    pub keys: &'static [&'static str],
    /// Its effect; or, where it is not available, the reason.
    pub help: String,
    /// Whether it can be done now.
    pub is_available: bool,
}

/// The places, in the order in which they are offered.
const PLACES: [Navigation; 9] = [
    Navigation::Now,
    Navigation::Environments,
    Navigation::Rollback,
    Navigation::Procedure,
    Navigation::Timeline,
    Navigation::Ticket,
    Navigation::Notes,
    Navigation::Present,
    Navigation::Help,
];

impl Picker {
    /// The lines that are shown: those that fit what was typed, the best first.
    pub fn items(&self, session: &Session, ui: &UiState) -> Vec<Item> {
        let is_short = self.kind == PickerKind::All && self.input.value().trim().is_empty();
        let found: Vec<&'static ActionRow> = match self.kind {
            PickerKind::Places => PLACES.into_iter().filter_map(super::available::look).collect(),
            PickerKind::All => by_use(session, ui, is_short),
        };
        let items = found.into_iter().map(|row| Self::item(session, ui, row));
        let is_shown = |item: &Item| !is_short || item.is_available && !moves_about(item.action);
        matching(items.filter(is_shown).collect(), self.input.value())
    }

    /// The place of the selected action among those that are shown.
    pub fn place(&self, items: &[Item]) -> usize {
        items.iter().position(|item| Some(item.action) == self.selected).unwrap_or(0)
    }

    /// Selects another of those that are shown.
    pub fn step(&mut self, items: &[Item], by: isize) {
        let last = items.len().saturating_sub(1);
        let next = self.place(items).saturating_add_signed(by).min(last);
        self.selected = items.get(next).map(|item| item.action);
    }

    fn item(session: &Session, ui: &UiState, row: &'static ActionRow) -> Item {
        let can = available_after_back(session, ui, row);
        let is_available = can.is_ok();
        let help = can.err().unwrap_or_else(|| row.help.to_owned());
        let name = listed(session, ui, row);
        Item { action: row.action, name, keys: row.keys, help, is_available }
    }
}

/// All rows but those of the list itself. The first is what the card selects, unless that decides too much; where nothing is
/// selected, what changes nothing comes first, unless a name is typed. What goes against the procedure, back, or gives up comes last.
fn by_use(session: &Session, ui: &UiState, is_short: bool) -> Vec<&'static ActionRow> {
    let chosen = ui.selected.filter(|_| ui.route == Route::Dashboard);
    let chosen = chosen.and_then(|place| ui.choices(session).get(place).map(|choice| choice.operation));
    let chosen = chosen.map(Action::Operation).filter(|action| !is_grave(*action));
    let order = |row: &&'static ActionRow| match row.action {
        action if Some(action) == chosen => 0,
        action if is_grave(action) => 5,
        Action::Operation(_) if row.scope == ActionScope::Card => 2,
        Action::Operation(_) => 3,
        action if moves_about(action) => 6,
        Action::Navigation(_) | Action::Choose if chosen.is_some() || !is_short => 4,
        Action::Navigation(_) | Action::Choose => 1,
    };
    let place = |row: &&'static ActionRow| {
        PLACES.iter().position(|look| row.action == Action::Navigation(*look)).unwrap_or(PLACES.len())
    };
    let mut rows: Vec<&'static ActionRow> = rows(session).filter(|row| is_named(row)).collect();
    rows.sort_by_key(|row| (order(row), place(row)));
    rows
}

/// Whether an action goes against the procedure, back, or gives up: it is never offered first.
pub const fn is_grave(action: Action) -> bool {
    matches!(
        action,
        Action::Operation(
            Operation::Lift
                | Operation::GoOn
                | Operation::Accept
                | Operation::AcceptDeployments
                | Operation::AbortDeployment
                | Operation::RollBack
                | Operation::Abandon
                | Operation::No
        )
    )
}

/// Whether an action only moves about on a screen, by a key that everybody finds.
const fn moves_about(action: Action) -> bool {
    matches!(
        action,
        Action::Navigation(
            Navigation::Up
                | Navigation::Down
                | Navigation::PageUp
                | Navigation::PageDown
                | Navigation::Home
                | Navigation::End
                | Navigation::EnvironmentsOn
                | Navigation::EnvironmentsBack
                | Navigation::Back
                | Navigation::Leave
        ) | Action::Choose
    )
}

/// So many letters of a name are meant.
const LEAST: usize = 3;

/// Whether the list shows an action: its own ones are left out.
const fn is_named(row: &ActionRow) -> bool {
    !matches!(row.action, Action::Navigation(Navigation::Palette) | Action::Choose)
}

/// The items whose name fits what was typed, letters left out or not, or whose sentence holds its words; best first, and in
/// their own order where nothing is typed. What decides much comes first only where its name was typed.
fn matching(items: Vec<Item>, typed: &str) -> Vec<Item> {
    if typed.trim().is_empty() {
        return items;
    }
    let name = typed.trim().to_lowercase();
    let is_meant =
        |item: &Item| !is_grave(item.action) || name.len() >= LEAST && item.name.to_lowercase().contains(&name);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let fuzzy = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let words = Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, AtomKind::Substring);
    let mut buffer = Vec::new();
    let mut scored: Vec<((bool, bool, bool, u32), Item)> = items
        .into_iter()
        .filter_map(|item| {
            // A match in the name comes before one in the help only, then available actions before unavailable ones.
            if let Some(score) = fuzzy.score(Utf32Str::new(&item.name, &mut buffer), &mut matcher) {
                return Some(((is_meant(&item), true, item.is_available, score), item));
            }
            let rest = format!("{} {}", item.keys.join(" "), item.help);
            let score = words.score(Utf32Str::new(&rest, &mut buffer), &mut matcher)?;
            Some(((is_meant(&item), false, item.is_available, score), item))
        })
        .collect();
    scored.sort_by_key(|(order, _)| std::cmp::Reverse(*order));
    scored.into_iter().map(|(_, item)| item).collect()
}
