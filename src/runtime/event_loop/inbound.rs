//! The input of the loop: messages, and the order to end.

use crate::{engine::message::EngineMsg, tui::message::Msg};

/// Something for the loop.
#[derive(Debug)]
pub enum Inbound {
    /// A message.
    Msg(Msg),
    /// The program has to end.
    End(Ending),
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
}
