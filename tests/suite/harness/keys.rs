//! Keys as a person writes them down.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Keys as a person writes them down: `g "in/a.lic" Enter`.
pub(crate) fn parse(keys: &str) -> Vec<KeyEvent> {
    let mut parsed = Vec::new();
    for (place, piece) in keys.split('"').enumerate() {
        if place % 2 == 1 {
            parsed.extend(piece.chars().map(|c| KeyEvent::from(KeyCode::Char(c))));
        } else {
            parsed.extend(piece.split_whitespace().map(key));
        }
    }
    parsed
}

fn key(name: &str) -> KeyEvent {
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "Shift-Tab" => KeyCode::BackTab,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Space" => KeyCode::Char(' '),
        "Backspace" => KeyCode::Backspace,
        "F1" => KeyCode::F(1),
        "Delete" => KeyCode::Delete,
        _ => match name.strip_prefix("Ctrl-") {
            Some(letter) => return KeyEvent::new(key(letter).code, KeyModifiers::CONTROL),
            None => KeyCode::Char(
                name.chars().next().filter(|_| name.chars().count() == 1).unwrap_or_else(|| panic!("{name} is no key")),
            ),
        },
    };
    KeyEvent::from(code)
}
