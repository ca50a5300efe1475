//! What is refused whatever is answered is refused before anything is asked.

use jiff::Timestamp;

use super::{
    Engine,
    message::EngineMsg,
    operation::{Operation, Request},
    redo::to_do_again,
    subject::Subject,
};
use crate::domain::{command::Command, decide::decide};

impl Engine {
    /// The message that has a deed refused before its questions are asked; none where they are worth asking.
    pub fn refuses_beforehand(&self, at: Timestamp, deed: Operation, focus: Subject) -> Option<EngineMsg> {
        let reason = || "why".to_owned();
        if deed == Operation::RollBack {
            return self.refused(at, Command::RollBack { reason: reason() });
        }
        if deed == Operation::Abandon {
            return self.refused(at, Command::Abandon { reason: reason() });
        }
        let is_meaningless = (deed == Operation::DoAgain && to_do_again(&self.session, focus).is_err())
            || (deed == Operation::ChangeSerial && self.session.environment_of(focus).is_err());
        is_meaningless.then(|| EngineMsg::Do(Request { deed, focus, arguments: Vec::new() }))
    }

    fn refused(&self, at: Timestamp, command: Command) -> Option<EngineMsg> {
        decide(&self.session.run, &self.session.outlook, &command, at).is_err().then_some(EngineMsg::Judge(command))
    }
}
