//! The input of the loop: messages, and orders to end, to stop, to go on. An order to end waits for nobody.

use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    time::{Duration, Instant},
};

use crossterm::event::KeyModifiers;

use crate::{
    engine::message::EngineMsg,
    runtime::tty,
    tui::{
        key_name::is_interrupt,
        message::{Moment, Msg, Typed},
    },
};

/// Something for the loop.
#[derive(Debug)]
pub enum Inbound {
    /// A message.
    Msg(Msg),
    /// The program has to end.
    End(Ending),
    /// The terminal is given to the shell, and the program stops.
    Suspend,
    /// The program goes on, on a terminal that was somebody else's.
    Resume,
}

impl From<EngineMsg> for Inbound {
    fn from(msg: EngineMsg) -> Self {
        Self::Msg(msg.into())
    }
}

/// Why the loop ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// The person left.
    Left,
    /// A signal asked for it.
    Signal,
    /// The terminal is gone: there is nothing to restore and nobody to tell.
    TerminalGone,
    /// Something broke.
    Fault(String),
    /// Another text was pasted where a copy of a migration is watched: it is to be shown instead.
    Given(String),
    /// The file that is shown was replaced: it is to be read again.
    Replaced,
}

/// How long it may take until it is known that a terminal is gone.
const GONE: Duration = Duration::from_millis(300);

/// What goes ahead of everything that is queued.
#[derive(Debug, Default)]
struct Ahead {
    ending: OnceLock<Ending>,
    /// When Ctrl-c was pressed last, in milliseconds, and one more.
    interrupted: AtomicU64,
}

/// Where those put something in who listen to the terminal.
#[derive(Debug, Clone)]
pub struct Entrance {
    /// Where everybody else does.
    pub sender: Sender<Inbound>,
    ahead: Arc<Ahead>,
}

impl Entrance {
    /// Puts a message in; the answer says whether anybody takes it. Ctrl-c outruns what was typed before.
    pub fn send(&self, msg: Msg) -> bool {
        if let Msg::Input(at, Typed::Key(key)) = &msg
            && is_interrupt(*key)
        {
            self.ahead.interrupted.store(millis(*at) + 1, Ordering::Relaxed);
        }
        self.sender.send(Inbound::Msg(msg)).is_ok()
    }

    /// Has the loop end, whatever is queued, and whatever the terminal takes.
    pub fn end(&self, ending: Ending) {
        tty::end();
        let _ = self.ahead.ending.set(ending.clone());
        let _ = self.sender.send(Inbound::End(ending));
    }
}

/// Where the loop takes them out.
#[derive(Debug)]
pub struct Inbox {
    receiver: Receiver<Inbound>,
    ahead: Arc<Ahead>,
}

/// The two ends of what the loop takes in.
pub fn inbox() -> (Entrance, Inbox) {
    let (sender, receiver) = channel();
    let ahead = Arc::new(Ahead::default());
    (Entrance { sender, ahead: Arc::clone(&ahead) }, Inbox { receiver, ahead })
}

impl Inbox {
    /// Waits for the next thing; `None` where the time is over.
    ///
    /// # Errors
    /// Where nobody can put anything in any more.
    pub fn wait(&self, patience: Option<Duration>) -> Result<Option<Inbound>, Ending> {
        let closed = || Ending::Fault("the input and writer threads ended".to_owned());
        let first = match patience {
            None => self.receiver.recv().map_err(|_| closed())?,
            Some(patience) => match self.receiver.recv_timeout(patience) {
                Ok(inbound) => inbound,
                Err(RecvTimeoutError::Timeout) => return Ok(None),
                Err(RecvTimeoutError::Disconnected) => return Err(closed()),
            },
        };
        Ok(self.still_meant(first).or_else(|| self.next()))
    }

    /// What is there already.
    pub fn next(&self) -> Option<Inbound> {
        loop {
            if let Some(ending) = self.ahead.ending.get() {
                return Some(Inbound::End(ending.clone()));
            }
            if let Some(inbound) = self.still_meant(self.receiver.try_recv().ok()?) {
                return Some(inbound);
            }
        }
    }

    /// Why the loop ends whose screen cannot be drawn: mostly the terminal is gone, and that is about to be told.
    pub fn undrawn(&self, fault: String) -> Ending {
        let end = Instant::now() + GONE;
        while self.ahead.ending.get().is_none()
            && self.receiver.recv_timeout(end.saturating_duration_since(Instant::now())).is_ok()
        {}
        self.ahead.ending.get().cloned().unwrap_or(Ending::Fault(fault))
    }

    /// What is left when the loop has ended: waits for it for at most so long.
    pub fn last(&self, patience: Duration) -> Option<Inbound> {
        self.receiver.recv_timeout(patience).ok()
    }

    /// Whatever was typed before Ctrl-c is not meant any more.
    fn still_meant(&self, inbound: Inbound) -> Option<Inbound> {
        if let Some(ending) = self.ahead.ending.get() {
            return Some(Inbound::End(ending.clone()));
        }
        let is_before = |at: Moment| millis(at) + 1 < self.ahead.interrupted.load(Ordering::Relaxed);
        let is_over = matches!(&inbound, Inbound::Msg(Msg::Input(at, _) | Msg::Pointer(at, _)) if is_before(*at));
        (!is_over).then_some(inbound)
    }
}

fn millis(at: Moment) -> u64 {
    u64::try_from(at.as_millis()).unwrap_or(u64::MAX)
}

/// What a key does wherever it is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TerminalKey {
    /// Paints the screen anew.
    Repaint,
    /// Stops the program until the shell has it go on.
    Suspend,
}

/// The terminal's own keys.
pub fn terminal_key(typed: &Typed) -> Option<TerminalKey> {
    let Typed::Key(key) = typed else { return None };
    let control = (key.modifiers == KeyModifiers::CONTROL).then(|| key.code.as_char()).flatten();
    match control {
        Some('l') => Some(TerminalKey::Repaint),
        Some('z') if cfg!(unix) => Some(TerminalKey::Suspend),
        Some(_) | None => None,
    }
}
