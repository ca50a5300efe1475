//! Steps side by side, where answers were written down and nobody is asked: what the order of the procedure allows at the same
//! time is begun at the same time, and whatever ends first is taken in first. What is not done outside comes one after the
//! other, as it does for a person.

use std::io::Write;

use super::{Ending, Fault, Input, Leaving, LineMode};
use crate::{
    domain::{command::Command, index::StepIx},
    engine::{
        beside::free_beside,
        message::EngineMsg,
        ports::{Clock, Inspect, Recorder},
        subject::Subject,
    },
};

impl<L: Inspect, K: Recorder, C: Clock, I: Input, O: Write, E: Write> LineMode<L, K, C, I, O, E> {
    /// Whether something goes on outside, and nobody is there who would wait for it.
    pub(super) fn is_at_work_beside(&self) -> bool {
        self.input.is_none() && self.engine.is_at_work()
    }

    /// The step that is started beside what goes on; `None` where somebody would have to be asked about the next one, or one step
    /// is done after the other.
    pub(super) fn chosen_beside(&self, next: Subject) -> Option<Subject> {
        if self.one_by_one {
            return None;
        }
        let free = free_beside(self.session(), &self.engine.owners_at_work(), self.hands.clock.now());
        let mut free = free.into_iter().map(Subject::Step);
        if self.engine.is_at_work_in(self.session().run.planned(next.step()?).environment) {
            free.find(|subject| self.is_answered(*subject))
        } else {
            free.next().filter(|subject| self.is_answered(*subject))
        }
    }

    /// Waits for whatever ends first, and takes it in.
    pub(super) fn wait_beside(&mut self) {
        let Some(msg) = self.beside.as_mut().and_then(|beside| beside.next()) else {
            self.leaving = Some(Leaving::Asked);
            return;
        };
        let step = self.step_of(&msg);
        if let (EngineMsg::Printed(_, lines), Some(step)) = (&msg, step) {
            let run = &self.engine.session.run;
            let name = run.planned(step).environment.map_or("", |environment| &run.described(environment).name);
            for line in lines {
                self.out.line(&format!("  {name}: {line}"));
            }
        }
        let told = self.send(msg);
        let told = told.and_then(|()| step.map_or(Ok(()), |step| self.note_beside(step)));
        if let Err(fault) = told {
            if let Some(step) = step {
                self.notes.remove(&step);
            }
            self.end_beside(step.map_or(Subject::Support, Subject::Step), fault);
        }
    }

    /// What did not come to be ends the run, where it would end it otherwise too; but what goes on outside is let finish first.
    /// Where the line was stopped meanwhile, what was decided for that is done.
    fn end_beside(&mut self, subject: Subject, fault: Fault) {
        let ending = self.after_fault(subject, fault);
        let next = self.session().subject(None, self.hands.clock.now());
        let is_decided = matches!(next, Subject::Stopped(_)) && self.is_answered(next);
        if !is_decided || ending == Some(Ending::Failed) {
            self.ends_with(ending);
        }
    }

    /// The run ends like this, as soon as nothing goes on outside any more. The first reason counts; that nothing can be recorded
    /// outweighs it.
    pub(super) fn ends_with(&mut self, ending: Option<Ending>) {
        self.ending = match (self.ending, ending) {
            (_, Some(Ending::Failed)) => Some(Ending::Failed),
            (known, ending) => known.or(ending),
        };
    }

    /// How the run ends, where that is known: what happened since may have stopped the line.
    pub(super) fn ends_now(&self) -> Option<Ending> {
        self.ending.map(|ending| if ending == Ending::Held { self.needs_a_person() } else { ending })
    }

    /// Notes something about a step; where it is being done outside, once that has ended.
    pub(super) fn note(&mut self, step: StepIx, note: String) -> Result<(), Fault> {
        self.notes.insert(step, note);
        self.note_beside(step)
    }

    fn note_beside(&mut self, step: StepIx) -> Result<(), Fault> {
        let run = &self.engine.session.run;
        if self.engine.is_at_work_in(run.planned(step).environment) {
            return Ok(());
        }
        let about = Some(run.planned(step).id.clone());
        self.notes.remove(&step).map_or(Ok(()), |text| self.judge(Command::Note { about, text }))
    }

    /// The step that a message from outside is about.
    fn step_of(&self, msg: &EngineMsg) -> Option<StepIx> {
        match msg {
            EngineMsg::Found(lookup, _) => lookup.step(),
            EngineMsg::Printed(number, _) | EngineMsg::ToolEnded(number, _) => {
                let running = self.session().running.iter().find(|running| running.number == *number);
                running.map(|running| running.drive.step)
            }
            EngineMsg::Start
            | EngineMsg::Do(_)
            | EngineMsg::Practice(..)
            | EngineMsg::Paste(..)
            | EngineMsg::Judge(_)
            | EngineMsg::AskSupport(_)
            | EngineMsg::ChangeSerialToPage { .. }
            | EngineMsg::Point(_)
            | EngineMsg::PutAway
            | EngineMsg::StopWaiting
            | EngineMsg::CheckVault
            | EngineMsg::VaultChecked(..)
            | EngineMsg::Recorded(_)
            | EngineMsg::NotRecorded(_)
            | EngineMsg::ToolReady(..)
            | EngineMsg::LookForLeft
            | EngineMsg::Living(_)
            | EngineMsg::Looking(_)
            | EngineMsg::Observed(_)
            | EngineMsg::Looked(_)
            | EngineMsg::AbortAnswered(_)
            | EngineMsg::ClockJumped(_)
            | EngineMsg::Leave
            | EngineMsg::Heard(_)
            | EngineMsg::Anew(_) => None,
        }
    }
}
