//! The table itself: what changes only what is shown, then what changes the migration. There is one row for everything.

mod kind;
mod navigations;
mod operations;

use super::action::{Action, ActionRow};
use crate::engine::operation::Operation;

/// How many rows there are.
const ROWS: usize = navigations::ROWS.len() + operations::ROWS.len();

/// The table.
pub const TABLE: &[ActionRow] = &joined(navigations::ROWS, operations::ROWS);

const fn joined(first: &[ActionRow], second: &[ActionRow]) -> [ActionRow; ROWS] {
    let mut all = [first[0]; ROWS];
    let mut place = 0;
    while place < ROWS {
        all[place] = if place < first.len() { first[place] } else { second[place - first.len()] };
        place += 1;
    }
    all
}

/// The row of an action.
pub fn row(action: Action) -> Option<&'static ActionRow> {
    TABLE.iter().find(|row| row.action == action)
}

impl Operation {
    /// The name of the row.
    pub fn name(self) -> &'static str {
        row(Action::Operation(self)).map_or("", |row| row.name)
    }

    /// The first key of the row.
    pub fn key(self) -> &'static str {
        row(Action::Operation(self)).and_then(|row| row.keys.first().copied()).unwrap_or("")
    }
}
