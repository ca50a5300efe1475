//! Commands in line mode: run here and now, what they print line by line; what they claim is judged like everything else.

use std::io::{BufRead, Write};

use super::{Fault, LineMode};
use crate::{
    app::{
        action::Deed,
        drive::{Drive, ending, follows, step_drive},
        session::Focus,
        wish::after_reading,
        world::{Clock, Keep, Look},
    },
    domain::{commands::Tool, event::Event, plan::StepId},
};

impl<L: Look, K: Keep, C: Clock, I: BufRead, O: Write, E: Write> LineMode<L, K, C, I, O, E> {
    /// Runs a command to its end, and does what follows.
    pub(super) fn drive(&mut self, drive: &Drive) -> Result<(), Fault> {
        let Some(runner) = self.runner else { return Err(Fault::NotDone("No command can be run here.".to_owned())) };
        self.out.line(&format!("Running: {}", drive.line));
        let out = &mut self.out;
        let ended = runner(&drive.invocation, &mut |lines: Vec<String>| {
            for line in lines {
                out.line(&format!("  {line}"));
            }
        });
        let (event, evidence) = ending(&self.session, drive, &ended);
        let is_read = matches!(event, Event::SerialRead { .. });
        self.record(event, evidence)?;
        if is_read {
            return self.go_on(drive);
        }
        if drive.tool == Tool::GetSerial {
            self.session.unread = Some((drive.place, drive.attempt));
            return Err(Fault::NotDone(
                "The serial number could not be read. Begin once more to go on without it.".to_owned(),
            ));
        }
        match follows(&self.session, drive, &ended) {
            Some(command) => self.by_itself(|line| line.judge(&command, None)),
            None => Err(Fault::NotDone("The command does not say that it was done. Look, and say so.".to_owned())),
        }
    }

    /// The upload whose serial number was read goes on.
    fn go_on(&mut self, drive: &Drive) -> Result<(), Fault> {
        let Some(then) = drive.then else { return Ok(()) };
        let was_begun = self.session.run.step(drive.place).is_under_way();
        match after_reading(&self.session, drive.place, then) {
            Ok(wish) => self.wish(wish)?,
            Err(why) => return self.refuse(Some(drive.place), why),
        }
        let begins = then == Deed::RunCommand && !was_begun;
        if begins { self.run_if_begun(Focus::Step(drive.place)) } else { Ok(()) }
    }

    /// What was started is run.
    pub(super) fn run_started(&mut self, step: &StepId) -> Result<(), Fault> {
        let place = self.session.run.plan.place(step);
        match place.map(|place| step_drive(&self.session, place)) {
            Some(Ok(drive)) => self.drive(&drive),
            Some(Err(why)) => self.refuse(place, why),
            None => Ok(()),
        }
    }

    /// What has begun for its command is done by it.
    pub(super) fn run_if_begun(&mut self, focus: Focus) -> Result<(), Fault> {
        let Focus::Step(place) = focus else { return Ok(()) };
        if !self.session.run.step(place).is_under_way() {
            return Ok(());
        }
        match after_reading(&self.session, place, Deed::RunCommand) {
            Ok(wish) => self.wish(wish),
            Err(why) => self.refuse(Some(place), why),
        }
    }
}
