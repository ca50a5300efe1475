//! Refuses an operation before its questions are asked, where no answer could change the refusal.

use jiff::Timestamp;

use super::{
    Engine,
    message::EngineMsg,
    operation::{Operation, Request},
    redo::{answered_last, to_do_again},
    subject::Subject,
};
use crate::domain::{
    command::Command,
    decide::decide,
    infrastructure::{Side, Window},
};

impl Engine {
    /// The message that has an operation refused before its questions are asked; none where they are worth asking.
    pub fn refuses_beforehand(&self, at: Timestamp, operation: Operation, subject: Subject) -> Option<EngineMsg> {
        let reason = || "why".to_owned();
        if operation == Operation::RollBack {
            return self.refused(at, Command::RollBack { reason: reason() });
        }
        if operation == Operation::Abandon {
            return self.refused(at, Command::Abandon { reason: reason() });
        }
        if operation == Operation::ChangeWindow && self.session.outlook.state.is_final() {
            let window = Window { start: at, end: at };
            return self.refused(at, Command::ChangeWindow { window, reason: reason(), is_meant: false });
        }
        if operation == Operation::CorrectCode && self.session.run.are_codes_fixed() {
            let (side, code) = (Side::Source, self.session.run.infrastructure.source.clone());
            return self.refused(at, Command::CorrectCode { side, code, reason: reason() });
        }
        if operation == Operation::AskAgain {
            return self.refuses_to_ask_again(at);
        }
        let is_nothing_done = || to_do_again(&self.session, subject).is_err() && answered_last(&self.session).is_none();
        let is_meaningless = (operation == Operation::DoAgain && is_nothing_done())
            || (operation == Operation::ChangeSerial && self.session.environment_of(subject).is_err());
        is_meaningless.then(|| EngineMsg::Do(Request { operation, subject, arguments: Vec::new() }))
    }

    /// Whether no requirement can be asked again, whichever is meant.
    fn refuses_to_ask_again(&self, at: Timestamp) -> Option<EngineMsg> {
        let run = &self.session.run;
        let answered = run.requirements.iter().position(Option::is_some).unwrap_or_default();
        let requirement = run.procedure.requirements.get(answered)?.id.clone();
        self.refused(at, Command::AskAgain { requirement, reason: "why".to_owned() })
    }

    fn refused(&self, at: Timestamp, command: Command) -> Option<EngineMsg> {
        decide(&self.session.run, &self.session.outlook, &command, at).is_err().then_some(EngineMsg::Judge(command))
    }
}
