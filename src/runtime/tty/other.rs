//! The terminal where there is no Unix: a console, whose records crossterm reads.

use std::{
    io::{self, Stdout, Write, stdout},
    time::Duration,
};

use crossterm::event::{self, Event};
use crossterm_winapi::{Console, Handle};

use super::state::{TerminalSignal, told_size};
use crate::tui::{
    input::TerminalInput,
    message::{Moment, Msg},
};

/// Longer than any wait.
const FOR_EVER: Duration = Duration::from_secs(3600);

/// The records of the console.
#[derive(Debug)]
pub struct Keyboard {
    console: Console,
    /// Whether the next record was there when the last one was read.
    is_behind: bool,
}

impl Keyboard {
    /// The keyboard of this console.
    ///
    /// # Errors
    /// When there is no console.
    pub fn open() -> io::Result<Self> {
        Ok(Self { console: Console::from(Handle::current_in_handle()?), is_behind: false })
    }

    /// What its input is taken in by.
    pub fn input() -> TerminalInput {
        TerminalInput::console()
    }

    /// Waits for something; the answer says whether it came. `None` waits for ever. What is no key to crossterm (Shift, the
    /// digits of Alt) is passed over, and that takes time: nobody has paused while there is more.
    ///
    /// # Errors
    /// When the console cannot be watched.
    pub fn wait(&mut self, patience: Option<Duration>) -> io::Result<bool> {
        loop {
            self.is_behind = self.is_more()?;
            while self.is_more()? {
                if event::poll(Duration::ZERO)? {
                    return Ok(true);
                }
            }
            self.is_behind = false;
            if event::poll(patience.unwrap_or(FOR_EVER))? {
                return Ok(true);
            }
            if !self.is_more()? {
                return Ok(false);
            }
        }
    }

    fn is_more(&self) -> io::Result<bool> {
        Ok(self.console.number_of_console_input_events()? > 0)
    }

    /// Reads what is there.
    ///
    /// # Errors
    /// When the console is gone.
    pub fn read(&mut self, at: Moment, input: &mut TerminalInput) -> io::Result<Vec<Msg>> {
        let record = match event::read()? {
            // It is told one too large, or as the size of all that can be scrolled.
            Event::Resize(..) => {
                let (width, height) = size();
                Event::Resize(width, height)
            }
            record @ (Event::Key(_) | Event::Mouse(_) | Event::Paste(_) | Event::FocusGained | Event::FocusLost) => {
                record
            }
        };
        Ok(input.record(at, record, self.is_behind))
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

/// Whether a full screen can be drawn on this console: it is when it can be told to take escape sequences.
///
/// # Errors
/// With a sentence, without its stop.
pub fn is_able() -> Result<(), String> {
    if crossterm::ansi_support::supports_ansi() {
        return Ok(());
    }
    let why = "no full screen can be drawn on this console: it is a legacy console, or Windows is older than Windows 10. \
               Switch off \"Use legacy console\" in its properties and open it again, or use Windows Terminal";
    Err(why.to_owned())
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
