//! The terminal: taken, and given back as it was, however the program ends.

mod backend;

use std::{
    io::{self, Write as _},
    panic,
    sync::Once,
};

use crossterm::{
    cursor::Show,
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute,
    terminal::{self, EnterAlternateScreen, LeaveAlternateScreen},
};
use ratatui::Terminal;

pub use self::backend::TerminalBackend;
use super::{
    browser, clipboard,
    event_loop::TerminalOps,
    tty::{self, Out},
};

/// A terminal that is given back when this is dropped.
#[derive(Debug)]
pub struct Screen {
    /// The terminal to draw on.
    pub terminal: Terminal<TerminalBackend>,
}

impl Screen {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste; a panic gives it back before it speaks. What was
    /// typed before is nobody's: nothing was on the screen then that it could be meant for.
    ///
    /// # Errors
    /// When there is no terminal to take.
    pub fn take() -> io::Result<Self> {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let speak = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                give_back();
                speak(info);
            }));
        });
        let terminal = Terminal::new(TerminalBackend::open())?;
        // From here on, whatever fails, dropping this gives the terminal back.
        let screen = Self { terminal };
        take(true)?;
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// The functions of this terminal besides drawing.
pub const TERMINAL_OPS: TerminalOps = TerminalOps {
    clipboard: clipboard::of_system,
    ask_to_copy: clipboard::ask_terminal,
    open: browser::open,
    mouse,
    suspend,
    take_again,
};

/// Takes the line and the screen of the terminal.
fn take(with_mouse: bool) -> io::Result<()> {
    let mut out = Out::open();
    tty::keep_settings();
    // Whoever had the terminal meanwhile may have set its line: it is taken anew, also where it was ours.
    let _ = terminal::disable_raw_mode();
    terminal::enable_raw_mode()?;
    tty::discard_typed();
    execute!(out, EnterAlternateScreen, EnableBracketedPaste)?;
    if with_mouse {
        tty::take_mouse(&mut out)?;
    }
    Ok(())
}

fn mouse(on: bool) {
    let mut out = Out::open();
    let _ = if on { tty::take_mouse(&mut out) } else { tty::give_back_mouse(&mut out) };
}

/// Gives the terminal to the shell and stops, until somebody has this program go on.
fn suspend() {
    give_back();
    tty::suspend();
}

/// Takes the terminal once more: meanwhile it was somebody else's.
fn take_again(with_mouse: bool) {
    let _ = take(with_mouse);
}

/// A terminal that is gone cannot be restored, and that is no fault.
fn give_back() {
    let mut out = Out::open();
    let _ = tty::give_back_mouse(&mut out);
    let _ = execute!(out, DisableBracketedPaste, LeaveAlternateScreen, Show);
    tty::discard_typed();
    let _ = terminal::disable_raw_mode();
    let _ = out.flush();
    tty::give_back_settings();
}
