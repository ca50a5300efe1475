//! Tools: started, followed while they run, and recorded when they have ended. Nothing is believed of them but that.

use std::collections::VecDeque;

use super::{
    Engine,
    begin::after_reading,
    left::all_unwatched,
    message::{EngineEffect, News, Reaction},
    operation::Operation,
    pending::{Cause, Follow, Then, Work},
    ports::Author,
    subject::Subject,
    tool::{ending, follows, step_drive},
    tool_run::{RunningTool, ToolResult, ToolRun},
};
use crate::domain::{
    event::Event,
    index::StepIx,
    outlook::Standing,
    tool::{Process, Tool, ToolEnd},
};

impl Engine {
    /// Runs a tool.
    pub(super) fn run_tool(&mut self, drive: ToolRun, out: &mut Reaction) {
        let number = self.pending.next_number();
        self.run_as(number, drive, out);
    }

    fn run_as(&mut self, number: u64, drive: ToolRun, out: &mut Reaction) {
        out.news(News::ToolStarted(drive.line.clone()));
        out.effect(EngineEffect::RunTool(number, Box::new(drive.spec.clone())));
        self.session.running.push(RunningTool { number, drive, since: self.now, lines: VecDeque::new() });
        out.news(News::CardChanged);
    }

    /// Has the tool of a step stand ready: which process it is belongs into the fact of its start, and it does nothing before
    /// that is on record.
    pub(super) fn ready_tool(&mut self, started: Event, cause: Cause, out: &mut Reaction) {
        if let Some(drive) = self.drive_of(&started) {
            let number = self.pending.next_number();
            self.pending.work = Work::Readying { number, started: Box::new(started), cause };
            out.effect(EngineEffect::ReadyTool(number, Box::new(drive.spec)));
        }
    }

    /// Records the start of the tool that stands ready.
    pub(super) fn tool_ready(&mut self, number: u64, ready: Option<Process>, out: &mut Reaction) {
        let Some((mut started, cause)) = self.pending.readied(number) else { return };
        if let Event::CommandStarted { process, .. } = &mut *started {
            *process = ready;
        }
        self.pending.ready = Some(number);
        self.record(*started, None, cause, out);
    }

    /// Runs the tool of a step whose start is on record.
    pub(super) fn run_started(&mut self, started: &Event, out: &mut Reaction) {
        let ready = self.pending.ready.take();
        if let Some((number, drive)) = ready.zip(self.drive_of(started)) {
            self.run_as(number, drive, out);
        }
    }

    /// Its start could not be recorded: it never does anything.
    pub(super) fn forget_ready(&mut self, out: &mut Reaction) {
        if let Some(number) = self.pending.ready.take() {
            out.effect(EngineEffect::StopTool(number));
        }
    }

    fn drive_of(&self, started: &Event) -> Option<ToolRun> {
        let step = started.about().step.and_then(|step| self.session.run.plan.index(step))?;
        step_drive(&self.session, step).ok()
    }

    /// Has somebody look which of the commands that nobody watches still run.
    pub(super) fn look_for_left(&self, out: &mut Reaction) {
        let processes = all_unwatched(&self.session);
        if !processes.is_empty() {
            out.effect(EngineEffect::LookForProcesses(processes));
        }
    }

    pub(super) fn living(&mut self, living: Vec<Process>, out: &mut Reaction) {
        if self.session.living != living {
            self.session.living = living;
            out.news(News::CardChanged);
        }
    }

    /// Stops the tool of a card.
    pub(super) fn stop_tool(&self, subject: Subject, out: &mut Reaction) {
        if let Some(running) = subject.step().and_then(|step| self.session.running_at(step)) {
            out.news(News::ToolStopping);
            out.effect(EngineEffect::StopTool(running.number));
        }
    }

    pub(super) fn stop_all_tools(&self, out: &mut Reaction) {
        self.session.running.iter().for_each(|running| out.effect(EngineEffect::StopTool(running.number)));
    }

    pub(super) fn printed(&mut self, number: u64, lines: Vec<String>) {
        if let Some(running) = self.session.running.iter_mut().find(|running| running.number == number) {
            running.printed(lines);
        }
    }

    pub(super) fn tool_ended(&mut self, number: u64, ended: ToolResult, out: &mut Reaction) {
        if let Some(at) = self.session.running.iter().position(|running| running.number == number) {
            let running = self.session.running.remove(at);
            self.pending.ended.push_back((running.drive, ended));
            out.news(News::CardChanged);
        }
    }

    /// Records the end of a tool; what follows from it waits until that is on disk.
    pub(super) fn record_ended(&mut self, drive: &ToolRun, ended: &ToolResult, out: &mut Reaction) {
        let (event, evidence) = ending(&self.session, drive, ended);
        match drive.tool {
            Tool::GetSerial if matches!(event, Event::SerialRead(_)) => {
                let goes_on = |then| Follow::Continue { step: drive.step, by_tool: then == Operation::RunCommand };
                self.pending.follows.extend(drive.then.map(goes_on));
            }
            Tool::GetSerial => {
                // Whoever stopped it wants it read next time.
                self.session.unread = (ended.end != ToolEnd::Cancelled).then_some((drive.step, drive.attempt));
                out.news(News::SerialUnread);
            }
            Tool::UploadLicense | Tool::Publish => match follows(&self.session, drive, ended) {
                Some(claim) => self.pending.follows.push_back(Follow::Claim(claim)),
                None => out.news(News::ToolSettledNothing),
            },
        }
        self.record(event, evidence, Cause::program(), out);
    }

    /// The upload whose serial number was read goes on, or what was begun for its tool is done by it. Where its gate was closed
    /// meanwhile, nothing begins: what it waits for is on record.
    pub(super) fn continue_step(&mut self, step: StepIx, by_tool: bool, out: &mut Reaction) {
        if matches!(self.session.outlook.standing(step), Standing::Waiting(_)) {
            return;
        }
        let operation = if by_tool { Operation::RunCommand } else { Operation::Begin };
        let then = if by_tool { Then::RunTool(step) } else { Then::Nothing };
        let intent = after_reading(&self.session, step, operation);
        self.intended(Ok(intent), Cause { by: Author::Person, then }, out);
    }
}
