//! Editing a line: keys become changes of what is typed.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::{Input, InputRequest};

/// Changes what is typed; the answer says whether the key was one for that.
pub fn edit(input: &mut Input, key: KeyEvent) -> bool {
    // With Alt no letter is that letter.
    if key.modifiers.contains(KeyModifiers::ALT) && key.code.as_char().is_some() {
        return false;
    }
    let request = request(key.code, key.modifiers.contains(KeyModifiers::CONTROL));
    request.map(|request| input.handle(request)).is_some()
}

/// Whether a burst of keys is one line and ends it: somebody, or a script, typed fast, and it is an answer.
pub fn is_line(burst: &str) -> bool {
    burst.strip_suffix('\n').is_some_and(|line| !line.contains('\n'))
}

/// Types a text at the cursor, on one line.
pub fn insert(input: &mut Input, text: &str) {
    for c in crate::domain::text::one_line(text).chars() {
        input.handle(InputRequest::InsertChar(c));
    }
}

const fn request(code: KeyCode, control: bool) -> Option<InputRequest> {
    match (code, control) {
        (KeyCode::Char('a'), true) | (KeyCode::Home, _) => Some(InputRequest::GoToStart),
        (KeyCode::Char('e'), true) | (KeyCode::End, _) => Some(InputRequest::GoToEnd),
        (KeyCode::Char('w'), true) => Some(InputRequest::DeletePrevWord),
        (KeyCode::Char('u'), true) => Some(InputRequest::DeleteLine),
        (KeyCode::Char('k'), true) => Some(InputRequest::DeleteTillEnd),
        (KeyCode::Left, true) => Some(InputRequest::GoToPrevWord),
        (KeyCode::Right, true) => Some(InputRequest::GoToNextWord),
        (KeyCode::Char(c), false) => Some(InputRequest::InsertChar(c)),
        (KeyCode::Backspace, _) => Some(InputRequest::DeletePrevChar),
        (KeyCode::Delete, _) => Some(InputRequest::DeleteNextChar),
        (KeyCode::Left, false) => Some(InputRequest::GoToPrevChar),
        (KeyCode::Right, false) => Some(InputRequest::GoToNextChar),
        _ => None,
    }
}
