//! A place at the terminal: the screen, and everything that is typed. The view on it may change, from the welcome to a
//! migration; the terminal is taken once.

use std::{
    io::stdout,
    sync::mpsc::{self, Receiver, Sender},
};

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    event_loop::{self, Ending, EventLoop, Inbound},
    platform::{self, EndSignals},
    terminal::Screen,
};
use crate::{
    engine::ports::{Clock, Recorder},
    tui::{
        draw::{Drawn, theme::Theme},
        message::{Background, Msg, Typed},
    },
};

/// A place at the terminal; given back when dropped.
#[derive(Debug)]
pub struct TerminalSession {
    screen: Screen,
    sender: Sender<Inbound>,
    inbox: Receiver<Inbound>,
    /// Taken when the first screen stands, and somebody listens.
    signals: Option<EndSignals>,
    /// The background that the terminal reported.
    background: Option<Background>,
}

/// Draws something.
type Draw<M> = fn(&M, &Theme, Rect, &mut Buffer) -> Drawn;

impl TerminalSession {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When there is none to take.
    pub fn take() -> std::io::Result<Self> {
        // Before anything is drawn: whoever sees the screen may end the program.
        let signals = Some(EndSignals::watch());
        let screen = Screen::take()?;
        let (sender, inbox) = mpsc::channel();
        Ok(Self { screen, sender, inbox, signals, background: None })
    }

    /// Columns and rows.
    ///
    /// # Errors
    /// When the terminal does not tell.
    pub fn size(&self) -> std::io::Result<(u16, u16)> {
        self.screen.terminal.size().map(|size| (size.width, size.height))
    }

    /// Shows something until what was typed decides it.
    ///
    /// # Errors
    /// With how it ended, when it was not decided.
    pub fn show<M, T>(
        &mut self,
        model: &mut M,
        theme: &Theme,
        draw: Draw<M>,
        mut typed: impl FnMut(&mut M, &Typed) -> Option<T>,
    ) -> Result<T, Ending> {
        let mut theme = theme.clone();
        loop {
            self.background.into_iter().for_each(|background| theme.on(background));
            let drawn = event_loop::paint(&mut self.screen.terminal, |area, buffer| draw(model, &theme, area, buffer))
                .map_err(Ending::Fault)?;
            if let Some(signals) = self.signals.take() {
                listen(&self.sender, signals, &theme);
            }
            let what = match self.inbox.recv() {
                Ok(Inbound::Msg(Msg::Typed(what))) => Some(what),
                Ok(Inbound::Msg(Msg::Pointer(pointer))) => event_loop::point(&drawn, pointer),
                Ok(Inbound::Msg(Msg::Background(background))) => {
                    self.background = Some(background);
                    None
                }
                Ok(Inbound::Msg(_)) => None,
                Ok(Inbound::End(ending)) => return Err(ending),
                Err(_) => return Err(Ending::Fault("the keyboard fell silent".to_owned())),
            };
            // Where nothing can be pointed at, the screen is too small to see what a key would do.
            let what = what.filter(|what| !drawn.hit_areas.is_empty() || leaves(what));
            if let Some(decided) = what.and_then(|what| typed(model, &what)) {
                return Ok(decided);
            }
        }
    }

    /// Works on a migration until somebody leaves.
    pub fn work<K: Recorder + Send + 'static, C: Clock>(mut self, mut event_loop: EventLoop<K, C>) -> Ending {
        self.background.into_iter().for_each(|background| event_loop.theme.on(background));
        let (signals, theme) = (self.signals.take(), event_loop.theme.clone());
        event_loop::run(&mut self.screen.terminal, event_loop, &self.inbox, &self.sender, |inbox| {
            if let Some(signals) = signals {
                listen(inbox, signals, &theme);
            }
        })
    }
}

/// Whether this is the key that leaves, whatever is shown.
fn leaves(typed: &Typed) -> bool {
    matches!(typed, Typed::Key(key) if key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL))
}

/// Listens, and asks the terminal for its background where that matters: now that a screen stands, nobody waits for it.
fn listen(inbox: &Sender<Inbound>, signals: EndSignals, theme: &Theme) {
    event_loop::listen(inbox, signals);
    if theme.follows() {
        // A terminal that does not take the question is found to be gone by those that listen.
        let _ = platform::ask_background(&mut stdout());
    }
}
