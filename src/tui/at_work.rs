//! What can be chosen while acmove itself does what the card asks.

use super::pick::Pick;
use crate::view::action::{Action, Navigation};

/// What can be chosen while acmove is at work: to stop waiting for it, and to look at what is recorded.
pub(super) fn meanwhile() -> Vec<Pick> {
    let look = |look, label: &str, consequence: &str| Pick::new(Action::Navigation(look), label, consequence);
    vec![
        look(Navigation::Back, "Stop waiting", "then check on the practice pages what was done"),
        look(Navigation::Timeline, "Look at what is recorded", "acmove continues"),
    ]
}

/// Whether something that is looked at can be looked at meanwhile: a layer above the screen could not be answered.
pub(super) const fn may_look(look: Navigation) -> bool {
    !matches!(
        look,
        Navigation::Palette
            | Navigation::Places
            | Navigation::Filter
            | Navigation::Paste
            | Navigation::Report
            | Navigation::Bundle
            | Navigation::HandOver
    )
}
