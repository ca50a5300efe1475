//! Answers that are done on the practice pages of a rehearsal.

use std::io::Write;

use super::{Fault, Input, LineMode};
use crate::{
    domain::{
        answers::Live, command::Command, identity::SerialNumber, index::StepIx, procedure::StepKind, run::Progress,
    },
    engine::{
        message::EngineMsg,
        ports::{Clock, Inspect, Recorder},
        subject::Subject,
    },
};

/// How often one thing is tried on the practice pages before a person is needed.
const MOST_TRIES: u32 = 6;

impl<L: Inspect, K: Recorder, C: Clock, I: Input, O: Write, E: Write> LineMode<L, K, C, I, O, E> {
    /// Whether what the answers do not name is done on the practice pages, and was not tried too often.
    pub(super) fn goes_live(&self, subject: Subject) -> bool {
        let tried = self.tries.get(&subject).copied().unwrap_or(0);
        let is_possible = !matches!(subject, Subject::Stopped(_) | Subject::Deployments | Subject::Nothing);
        self.answers.otherwise_live && is_possible && tried < MOST_TRIES && !self.was_read(subject)
    }

    /// Whether it is a page that did not pass: nobody reads the same page again and hopes.
    fn was_read(&self, subject: Subject) -> bool {
        let Subject::Step(step) = subject else { return false };
        let is_check = matches!(self.session().run.definition(step).kind, StepKind::Check { .. } | StepKind::CodeCheck);
        is_check && matches!(self.session().run.step(step).progress, Progress::Failed(_))
    }

    /// Does a card on the practice pages, as the answers have it.
    pub(super) fn live(&mut self, subject: Subject, live: Live, note: &str) -> Result<(), Fault> {
        *self.tries.entry(subject).or_insert(0) += 1;
        if let Subject::Step(step) = subject {
            self.choose_module(step, live.module.clone(), note)?;
        }
        self.send(EngineMsg::Practice(subject, live))
    }

    /// Stops further tries of a subject: a failure would only repeat itself.
    pub(super) fn give_up(&mut self, subject: Subject) {
        self.tries.insert(subject, MOST_TRIES);
    }

    /// Records another serial number of a step's environment: the one that is known, or the one that its page shows.
    pub(super) fn change_serial(
        &mut self,
        step: StepIx,
        serial: Option<SerialNumber>,
        reason: String,
    ) -> Result<(), Fault> {
        match (serial, self.session().environment_of(Subject::Step(step))) {
            (None, _) => self.send(EngineMsg::ChangeSerialToPage { step, reason }),
            (Some(serial), Ok(environment)) => self.judge(Command::ChangeSerial { environment, serial, reason }),
            (Some(_), Err(why)) => Err(Fault::Refused(why)),
        }
    }
}
