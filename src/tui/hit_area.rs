//! What can be pointed at on a screen. Those who draw say where it is; what follows is decided where keys are.

use crate::{
    engine::{
        operation::Operation,
        subject::{Owner, Subject},
    },
    setup::TabStop,
    view::action::Action,
};

/// Something on a screen that can be pointed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HitArea {
    /// What a key of the table does.
    Action(Action),
    /// A choice of a card: it counts only while that card is the one on screen.
    Choice(Subject, Operation),
    /// An environment, or the infrastructure as a whole.
    Owner(Owner),
    /// An action in the list of actions.
    Item(Action),
    /// A line of a list, by its place.
    Line(usize),
    /// A value that can be copied.
    Copy(String),
    /// An address that can be opened.
    Open(String),
    /// Something of the set-up.
    Setup(TabStop),
    /// What is typed is the answer.
    Answer,
    /// A question is left unanswered.
    Cancel,
}

/// What a mouse did, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pointer {
    /// Column.
    pub x: u16,
    /// Row.
    pub y: u16,
    /// What it did.
    pub what: Pointed,
}

/// What a mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointed {
    /// Its first button was pressed.
    Press,
    /// Its wheel was turned towards the beginning.
    WheelUp,
    /// Its wheel was turned towards the end.
    WheelDown,
}
