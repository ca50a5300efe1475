//! The terminal where there is no Unix: a console, whose records crossterm reads.

use std::{
    io::{self, Stdout, Write, stdout},
    time::Duration,
};

use super::state::{TerminalSignal, told_size};
use crate::tui::{
    input::TerminalInput,
    message::{Moment, Msg},
};

/// Longer than any wait.
const FOR_EVER: Duration = Duration::from_secs(3600);

/// The records of the console.
#[derive(Debug)]
pub struct Keyboard;

impl Keyboard {
    /// The keyboard of this console.
    ///
    /// # Errors
    /// None.
    pub const fn open() -> io::Result<Self> {
        Ok(Self)
    }

    /// What its input is taken in by.
    pub fn input() -> TerminalInput {
        TerminalInput::console()
    }

    /// Waits for something; the answer says whether it came. `None` waits for ever.
    ///
    /// # Errors
    /// When the console cannot be watched.
    pub fn wait(&self, patience: Option<Duration>) -> io::Result<bool> {
        crossterm::event::poll(patience.unwrap_or(FOR_EVER))
    }

    /// Reads what is there.
    ///
    /// # Errors
    /// When the console is gone.
    pub fn read(&mut self, at: Moment, input: &mut TerminalInput) -> io::Result<Vec<Msg>> {
        Ok(input.record(at, crossterm::event::read()?))
    }
}

/// Where frames go.
#[derive(Debug)]
pub struct Out(Stdout);

impl Out {
    /// Standard output.
    pub fn open() -> Self {
        Self(stdout())
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Columns and rows of the console.
pub fn size() -> (u16, u16) {
    told_size(crossterm::terminal::size().unwrap_or_default())
}

/// A full screen can be drawn on any console.
///
/// # Errors
/// None.
pub const fn is_able() -> Result<(), String> {
    Ok(())
}

/// Has the console tell what the mouse does.
///
/// # Errors
/// When the console does not take it.
pub fn take_mouse(out: &mut impl Write) -> io::Result<()> {
    crossterm::execute!(out, crossterm::event::EnableMouseCapture)
}

/// The mouse belongs to the console again, which marks text with it.
///
/// # Errors
/// When the console does not take it.
pub fn give_back_mouse(out: &mut impl Write) -> io::Result<()> {
    crossterm::execute!(out, crossterm::event::DisableMouseCapture)
}

/// Asks nothing: the answer would not come through.
///
/// # Errors
/// None.
pub fn ask_background(_out: &mut impl Write) -> io::Result<()> {
    Ok(())
}

/// What was typed stays with the console.
pub const fn discard_typed() {}

/// Discards typed text that was not read: the next reader is a shell, and the rest of a pasted page is no command.
pub fn forget_typed() {
    while crossterm::event::poll(Duration::ZERO).unwrap_or(false) && crossterm::event::read().is_ok() {}
}

/// No key is told as a sequence here.
pub const fn raise(_: TerminalSignal) {}

/// Nothing is stopped here.
pub const fn suspend() {}

/// Signals that concern the console; there are none here.
#[derive(Debug)]
pub struct Signals;

impl Signals {
    /// There is nothing to watch for.
    pub const fn watch() -> Self {
        Self
    }

    /// There is nothing to tell.
    pub fn each(self, _tell: impl FnMut(TerminalSignal) -> bool) {}
}
