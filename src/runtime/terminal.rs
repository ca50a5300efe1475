//! The terminal: taken, and given back as it was, however the program ends.

use std::{
    io::{self, BufWriter, Stdout, Write as _, stdout},
    panic,
    sync::Once,
};

use crossterm::{
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute,
};
use ratatui::{Terminal, backend::CrosstermBackend};

/// Bytes of a large frame.
const FRAME: usize = 64 << 10;

/// A terminal that is given back when this is dropped.
#[derive(Debug)]
pub struct Screen {
    /// What is drawn on.
    pub terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
}

impl Screen {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste; a panic gives it back before it speaks.
    ///
    /// # Errors
    /// When there is no terminal to take.
    pub fn take() -> io::Result<Self> {
        static HOOK: Once = Once::new();
        // ratatui's hook restores the terminal, then calls this one, which undoes what ratatui does not know of.
        HOOK.call_once(|| {
            let speak = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                let _ = execute!(stdout(), DisableBracketedPaste);
                speak(info);
            }));
        });
        // ratatui takes the terminal; what it would draw on writes every cell by itself, so a frame goes to another one.
        drop(ratatui::try_init()?);
        execute!(stdout(), EnableBracketedPaste)?;
        let whole_frames = BufWriter::with_capacity(FRAME, stdout());
        Ok(Self { terminal: Terminal::new(CrosstermBackend::new(whole_frames))? })
    }
}

impl Drop for Screen {
    /// A terminal that is gone cannot be restored, and that is no fault.
    fn drop(&mut self) {
        let _ = self.terminal.show_cursor();
        let _ = execute!(stdout(), DisableBracketedPaste);
        let _ = ratatui::try_restore();
        let _ = stdout().flush();
    }
}
