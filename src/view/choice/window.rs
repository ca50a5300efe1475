//! The choices where the window is too short.

use super::end_of_night::{ASKS, NightChoice};
use crate::engine::{operation::Operation, session::Session};

/// BBB is nowhere yet: to stop here costs nothing.
pub(super) fn first_upload() -> [NightChoice; 4] {
    [
        (Operation::Hold, "Hold".to_owned(), "everything stays as it is"),
        (Operation::GoOn, Operation::GoOn.name().to_owned(), RECORDED),
        give_up(),
        another_window(),
    ]
}

/// A rollback would no longer end within the window.
pub(super) fn deadline(session: &Session) -> [NightChoice; 3] {
    let back = if session.can_roll_back() {
        (Operation::RollBack, Operation::RollBack.name().to_owned(), ASKS)
    } else {
        give_up()
    };
    [(Operation::GoOn, Operation::GoOn.name().to_owned(), RECORDED), back, another_window()]
}

/// The consequence of what asks for a reason.
const RECORDED: &str = "your reason is recorded";

fn give_up() -> NightChoice {
    (Operation::Abandon, "Give up".to_owned(), "there is nothing to roll back")
}

fn another_window() -> NightChoice {
    (Operation::ChangeWindow, "Change the window".to_owned(), RECORDED)
}
