//! Keys, as the table of actions writes them.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::view::{
    action::{Action, Navigation},
    action_table::row,
};

/// A key as the table writes it.
#[expect(clippy::wildcard_enum_match_arm, reason = "other keys have names of their own")]
pub(super) fn name(key: KeyEvent) -> String {
    let bare = match key.code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::BackTab => "Shift-Tab".to_owned(),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
        code => code.to_string().replace(' ', ""),
    };
    if key.modifiers.contains(KeyModifiers::CONTROL) { format!("Ctrl-{bare}") } else { bare }
}

/// A key that leaves, outside of questions.
pub(super) fn is_leave(key: KeyEvent) -> bool {
    row(Action::Navigation(Navigation::Leave)).is_some_and(|row| row.keys.contains(&name(key).as_str()))
}

/// Ctrl-c, which leaves from everywhere.
pub(super) fn is_interrupt(key: KeyEvent) -> bool {
    name(key) == "Ctrl-c"
}
