//! The table of everything that can be done: one row per action, with its keys, its name and its help.
//! Footer, help screen, palette, line mode and the README's key table read it.

use crate::engine::operation::Operation;

/// Something that changes what is shown; anyone may do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Navigation {
    /// To the choice above, or up a line.
    Up,
    /// To the choice below, or down a line.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// To the next environment.
    NextEnvironment,
    /// To the environment before.
    PreviousEnvironment,
    /// Ten environments on.
    EnvironmentsOn,
    /// Ten environments back.
    EnvironmentsBack,
    /// To what is to be done next.
    Now,
    /// The rollback.
    Rollback,
    /// Everything about every environment.
    Environments,
    /// The whole procedure.
    Procedure,
    /// The text for Support.
    Ticket,
    /// Notes that were written.
    Notes,
    /// Every fact, in the order of time.
    Timeline,
    /// What somebody points at in a text that was pasted.
    Pointed,
    /// The essentials, enlarged; and back.
    Present,
    /// Keys and answers to what usually goes wrong.
    Help,
    /// Everything that can be done, to search in.
    Palette,
    /// The places there are, with their keys.
    Places,
    /// A value of the card, or the text of the page, into the clipboard.
    Copy,
    /// What the clipboard holds, to where it belongs.
    Paste,
    /// An address of the card or the page, in the browser.
    Open,
    /// The mouse to acmove, or back to the terminal.
    Mouse,
    /// A place that the operator is to look at, as text.
    Point,
    /// A filter of what is shown.
    Filter,
    /// Another grouping of the table.
    Group,
    /// Another kind of facts in the timeline.
    Kind,
    /// The record of the migration, into a file.
    Report,
    /// Everything in one file for Support.
    Bundle,
    /// Everything in one file for the colleague who takes it over.
    HandOver,
    /// All of it as text, into the clipboard: for a helper who is elsewhere.
    Situation,
    /// The screen as it was after a fact.
    Travel,
    /// The screen a fact earlier.
    Earlier,
    /// The screen a fact later.
    Later,
    /// Back to the dashboard, or out of a question.
    Back,
    /// Leave the program.
    Leave,
}

/// The effect of a key or a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Changes what is shown.
    Navigation(Navigation),
    /// Changes the migration.
    Operation(Operation),
    /// Does the choice that is selected.
    Choose,
}

/// Where an action can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionScope {
    /// On every screen.
    Everywhere,
    /// On the dashboard, when the card offers it.
    Card,
    /// On the dashboard, at any time.
    Dashboard,
    /// In the timeline.
    Timeline,
    /// While the screen shows how it was.
    Past,
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct ActionRow {
    /// The action.
    pub action: Action,
    /// Where it can be done.
    pub scope: ActionScope,
    /// Its keys, as they are written on screen.
    pub keys: &'static [&'static str],
    /// Its name: what the footer and the choices say.
    pub name: &'static str,
    /// Its effect, a sentence.
    pub help: &'static str,
    /// Why it cannot be done where it is not offered; empty where it always can.
    pub unless: &'static str,
}
