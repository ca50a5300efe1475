//! The migration as text for a helper, printed by line mode.

use std::io::Write;

use super::{Input, LineMode};
use crate::engine::ports::{Clock, Inspect, Recorder};

impl<L: Inspect, K: Recorder, C: Clock, I: Input, O: Write, E: Write> LineMode<L, K, C, I, O, E> {
    /// The migration as text for a helper, and what to do with it.
    pub(super) fn tell_situation(&mut self) {
        match self.hands.inspector.situation() {
            Ok(parts) => {
                for part in &parts {
                    self.out.line(part);
                }
                let all =
                    if parts.len() == 1 { "the text above".to_owned() } else { format!("all {} parts", parts.len()) };
                self.out.line(&format!("Copy {all} into the chat or the ticket. License files are not in it."));
            }
            Err(why) => self.out.line(&why),
        }
    }
}
