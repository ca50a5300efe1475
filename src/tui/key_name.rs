//! Keys, as the table of actions writes them.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::view::{
    action::{Action, Navigation},
    action_table::row,
};

/// What makes another key of a key: with one of these no letter is that letter.
const OTHER: KeyModifiers =
    KeyModifiers::ALT.union(KeyModifiers::SUPER).union(KeyModifiers::HYPER).union(KeyModifiers::META);

/// What makes a command of a letter.
const COMMAND: KeyModifiers = KeyModifiers::CONTROL.union(KeyModifiers::SUPER);

/// A key as the table writes it.
#[expect(clippy::wildcard_enum_match_arm, reason = "other keys have names of their own")]
pub fn name(key: KeyEvent) -> String {
    let bare = match key.code {
        KeyCode::Char(' ') => "Space".to_owned(),
        // With the Caps Lock on, or Shift, it pastes too.
        KeyCode::Char('V') if key.modifiers.intersects(COMMAND) => "v".to_owned(),
        KeyCode::Insert if key.modifiers == KeyModifiers::SHIFT => "Shift-Insert".to_owned(),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::BackTab => "Shift-Tab".to_owned(),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
        code => code.to_string().replace(' ', ""),
    };
    let control = if key.modifiers.contains(KeyModifiers::CONTROL) { "Ctrl-" } else { "" };
    let other = match key.modifiers.intersection(OTHER) {
        KeyModifiers::SUPER if bare == "v" => "Cmd-",
        other if other.is_empty() => "",
        _ => "Alt-",
    };
    format!("{control}{other}{bare}")
}

/// The code of a key; of one that stands for `PgUp`, `PgDn`, `Home` or `End` in the table of actions, the code of that.
pub fn code(key: KeyEvent) -> KeyCode {
    let name = name(key);
    let stands_for = [
        (Navigation::PageUp, KeyCode::PageUp),
        (Navigation::PageDown, KeyCode::PageDown),
        (Navigation::Home, KeyCode::Home),
        (Navigation::End, KeyCode::End),
    ];
    let is_in = |look| row(Action::Navigation(look)).is_some_and(|row| row.keys.contains(&name.as_str()));
    stands_for.into_iter().find(|(look, _)| is_in(*look)).map_or(key.code, |(_, code)| code)
}

/// A key that leaves, outside of questions.
pub fn is_leave(key: KeyEvent) -> bool {
    row(Action::Navigation(Navigation::Leave)).is_some_and(|row| row.keys.contains(&name(key).as_str()))
}

/// Enter alone: with Alt or Ctrl it is another key.
pub fn is_enter(key: KeyEvent) -> bool {
    key.code == KeyCode::Enter && key.modifiers.difference(KeyModifiers::SHIFT).is_empty()
}

/// A key that pastes wherever it is pressed, also where letters are typed.
pub fn is_paste(key: KeyEvent) -> bool {
    ["Ctrl-v", "Shift-Insert", "Cmd-v"].contains(&name(key).as_str())
}

/// Ctrl-c, which leaves from everywhere.
pub fn is_interrupt(key: KeyEvent) -> bool {
    name(key) == "Ctrl-c"
}
