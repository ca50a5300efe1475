//! The terminal: taken, and given back as it was, however the program ends.

use std::{
    io::{self, BufWriter, Stdout, Write as _, stdout},
    panic,
    sync::Once,
};

use crossterm::{
    clipboard::CopyToClipboard,
    cursor::Show,
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute,
    terminal::{EnterAlternateScreen, LeaveAlternateScreen},
};
use ratatui::{Terminal, backend::CrosstermBackend};

use super::{browser, event_loop::TerminalOps, platform};

/// Bytes of a large frame: a frame is written at once.
const FRAME: usize = 64 << 10;

/// A terminal that is given back when this is dropped.
#[derive(Debug)]
pub struct Screen {
    /// The terminal to draw on.
    pub terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
}

impl Screen {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste; a panic gives it back before it speaks.
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
        let terminal = Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(FRAME, stdout())))?;
        // From here on, whatever fails, dropping this gives the terminal back.
        let screen = Self { terminal };
        platform::take_line()?;
        execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        platform::take_mouse(&mut stdout())?;
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// The functions of this terminal besides drawing.
pub const TERMINAL_OPS: TerminalOps = TerminalOps { copy, open: browser::open, mouse };

/// Asks the terminal to put a text into its clipboard, also over SSH; it does not say whether it did.
fn copy(text: &str) {
    let _ = execute!(stdout(), CopyToClipboard::to_clipboard_from(text));
}

fn mouse(on: bool) {
    let _ = if on { platform::take_mouse(&mut stdout()) } else { platform::give_back_mouse(&mut stdout()) };
}

/// A terminal that is gone cannot be restored, and that is no fault.
fn give_back() {
    let _ = platform::give_back_mouse(&mut stdout());
    let _ = execute!(stdout(), DisableBracketedPaste, LeaveAlternateScreen, Show);
    platform::forget_typed();
    platform::give_back_line();
    let _ = stdout().flush();
}
