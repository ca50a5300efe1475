//! The areas of a screen that can be pointed at. Drawing code says where they are; the code for keys decides what follows.

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
    /// The action of a key of the table.
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
    /// The typed text becomes the answer.
    Answer,
    /// A question is left unanswered.
    Cancel,
}

/// A mouse event, and where it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pointer {
    /// Column.
    pub x: u16,
    /// Row.
    pub y: u16,
    /// The event.
    pub what: Pointed,
}

/// A mouse event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointed {
    /// Its first button was pressed.
    Press,
    /// Its right button was pressed: that pastes.
    Paste,
    /// Another button was pressed: in some terminals that pastes.
    OtherButton,
    /// Its wheel was turned towards the beginning.
    WheelUp,
    /// Its wheel was turned towards the end.
    WheelDown,
}
