//! The kinds of rows: where their keys work, and what is said where they do not.

use crate::{
    engine::operation::Operation,
    view::action::{Action, ActionRow, ActionScope, Navigation},
};

pub(super) const fn navigate(
    navigation: Navigation,
    scope: ActionScope,
    keys: &'static [&'static str],
    name: &'static str,
    help: &'static str,
) -> ActionRow {
    ActionRow {
        action: Action::Navigation(navigation),
        scope,
        keys,
        name,
        help,
        unless: "Here is nothing to do this with.",
    }
}

pub(super) const fn anywhere(
    navigation: Navigation,
    keys: &'static [&'static str],
    name: &'static str,
    help: &'static str,
) -> ActionRow {
    navigate(navigation, ActionScope::Everywhere, keys, name, help)
}

pub(super) const fn choice(
    operation: Operation,
    keys: &'static [&'static str],
    name: &'static str,
    help: &'static str,
    unless: &'static str,
) -> ActionRow {
    ActionRow { action: Action::Operation(operation), scope: ActionScope::Card, keys, name, help, unless }
}

pub(super) const fn operation(
    operation: Operation,
    keys: &'static [&'static str],
    name: &'static str,
    help: &'static str,
) -> ActionRow {
    ActionRow {
        action: Action::Operation(operation),
        scope: ActionScope::Dashboard,
        keys,
        name,
        help,
        unless: "The migration is over.",
    }
}
