//! Answers that were written down beforehand.

use std::{io::Write, path::PathBuf};

use jiff::Timestamp;

use super::{AnsweredNights, Fault, Input, LineMode};
use crate::{
    domain::{
        answers::{Answer, Given as Answered, Live},
        code_check::ModulesFound,
        command::{Command, StepCommand},
        event::Origin,
        index::StepIx,
        outlook::Standing,
        procedure::StepKind,
        run::{Failure, Progress},
    },
    engine::{
        left::{left_beside, unsaid},
        message::EngineMsg,
        operation::{Argument, Operation},
        ports::{Clock, Inspect, Recorder},
        subject::Subject,
    },
};

/// The next answers for a migration that waits for Support.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AfterSupport {
    /// There is a further license file: Support has answered.
    Answered,
    /// There is a further attempt at this step.
    Retry(StepIx),
}

impl<L: Inspect, K: Recorder, C: Clock, I: Input, O: Write, E: Write> LineMode<L, K, C, I, O, E> {
    /// Whether an answer to this was written down.
    pub(super) fn is_answered(&self, subject: Subject) -> bool {
        match subject {
            Subject::Requirement(place) => {
                self.answers.requirements.contains_key(&self.session().run.procedure.requirements[place].id)
                    || self.goes_live(subject)
            }
            Subject::Step(step) => {
                let known = self.prepared(step).is_some() || self.goes_live(subject);
                let waits = self.is_unclear(step) || self.has_to_look(step) || self.session().run.held.is_some();
                known && !waits && !(self.is_at_work_beside() && self.hands_over(step))
            }
            Subject::Support => {
                self.after_support().is_some() || self.decided(subject).is_some() || self.goes_live(subject)
            }
            Subject::Stopped(_)
            | Subject::FirstUpload(_)
            | Subject::Deadline
            | Subject::Deployments
            | Subject::TakeOver
            | Subject::EndOfNight
            | Subject::BetweenNights
            | Subject::Nothing => self.decided(subject).is_some(),
        }
    }

    /// Gives the answer that was written down, if there is one.
    pub(super) fn answer(&mut self, subject: Subject) -> Option<Result<(), Fault>> {
        match subject {
            // Somebody decided to wait: without a person nobody goes on.
            Subject::Step(_) if self.session().run.held.is_some() && self.input.is_none() => None,
            Subject::Requirement(place) => {
                let id = &self.session().run.procedure.requirements[place].id;
                let Some(yes) = self.answers.requirements.get(id).copied() else { return self.live_if(subject) };
                // Somebody has it asked again, after the file has answered it: they know better.
                if !self.answered.insert(place) && self.input.is_some() {
                    return None;
                }
                Some(self.operation(subject, if yes { Operation::Yes } else { Operation::No }, Vec::new()))
            }
            Subject::Step(step) => {
                let step = self.retried_first(step).unwrap_or(step);
                // The answer after it is for another attempt: what this one came to, a person has to say.
                if self.is_unclear(step) || self.has_to_look(step) {
                    return None;
                }
                let Some(answer) = self.prepared(step).cloned() else { return self.live_if(subject) };
                Some(self.give(step, answer))
            }
            Subject::Support => match self.after_support() {
                Some(AfterSupport::Retry(step)) => match self.further(step).cloned() {
                    Some(answer) => Some(self.give(step, answer)),
                    None => Some(Ok(())),
                },
                Some(AfterSupport::Answered) => Some(self.operation(
                    subject,
                    Operation::SupportAnswered,
                    vec![text("the answers file has further attempts")],
                )),
                None => self.decide(subject).or_else(|| self.live_if(subject)),
            },
            Subject::Stopped(_)
            | Subject::FirstUpload(_)
            | Subject::Deadline
            | Subject::Deployments
            | Subject::TakeOver
            | Subject::EndOfNight
            | Subject::BetweenNights
            | Subject::Nothing => self.decide(subject),
        }
    }

    /// Does what was decided beforehand on a card that asks for a decision, if something was.
    fn decide(&mut self, subject: Subject) -> Option<Result<(), Fault>> {
        let (operation, why) = self.decided(subject)?;
        if operation == Operation::BeginNight {
            self.nights = AnsweredNights::Begun;
        } else if operation == Operation::EndNight && self.nights == AnsweredNights::None {
            self.nights = AnsweredNights::Ended;
        } else if operation == Operation::TakeUp {
            let next = self.session().run.postponed().next();
            self.taken_up.extend(next);
        }
        let takes_reason = !matches!(operation, Operation::BeginNight | Operation::TakeUp);
        Some(self.operation(subject, operation, takes_reason.then(|| text(why)).into_iter().collect()))
    }

    /// Whether the next answer to a step hands the migration over: nothing may go on outside then.
    fn hands_over(&self, step: StepIx) -> bool {
        self.prepared(step).is_some_and(|answer| matches!(answer.given, Answered::HandOver(_)))
    }

    /// Whether a person has to read the message that a step was answered with.
    fn is_unclear(&self, step: StepIx) -> bool {
        self.session().unclear_at(step).is_some()
    }

    /// Whether a person has to look first: a command still runs; or one was started, or its step begun, before this run, and
    /// nobody said what came of it. That a command is to do a step was written before that, and says nothing of it; the
    /// practice pages can be looked at, unless it was a command that was to do it.
    fn has_to_look(&self, step: StepIx) -> bool {
        let session = self.session();
        if left_beside(session, step).is_some() {
            return true;
        }
        let by_command = session.run.step(step).ran.is_some();
        let starts = match self.prepared(step).map(|answer| &answer.given) {
            Some(Answered::Command) => true,
            Some(Answered::Live(_)) | None => by_command,
            Some(
                Answered::Done
                | Answered::Uploaded { .. }
                | Answered::NotDone
                | Answered::File { .. }
                | Answered::Page { .. }
                | Answered::Claim { .. }
                | Answered::Published { .. }
                | Answered::Message { .. }
                | Answered::Problem(_)
                | Answered::LeaveOut
                | Answered::HandOver(_)
                | Answered::Again(_)
                | Answered::AskSupport
                | Answered::SerialChanged(_),
            ) => false,
        };
        starts && !self.given.contains_key(&step) && unsaid(session, step).is_some()
    }

    /// Works on the practice pages for a subject that the answers do not name, where that is wanted; `None` otherwise.
    fn live_if(&mut self, subject: Subject) -> Option<Result<(), Fault>> {
        self.goes_live(subject).then(|| self.live(subject, Live::default(), ""))
    }

    /// Before Support is contacted at the end of a rollback, what was collected on the way is tried again.
    fn retried_first(&self, step: StepIx) -> Option<StepIx> {
        let contact = self.session().run.definition(step).kind == StepKind::Contact;
        let collected = |step: &StepIx| *self.session().outlook.standing(*step) == Standing::Collected;
        let mut steps = self.session().run.plan.rollback().iter();
        if contact { steps.find(|step| collected(step) && self.further(*step).is_some()) } else { None }
    }

    /// The next answers for a migration that waits for Support. A further attempt at a step that was collected is tried at
    /// once; a further license file for its environment says that Support has answered.
    fn after_support(&self) -> Option<AfterSupport> {
        let run = &self.session().run;
        let waiting: Vec<StepIx> = run
            .plan
            .forward()
            .iter()
            .filter(|step| matches!(run.step(*step).progress, Progress::Collected(_) | Progress::Failed(_)))
            .collect();
        for step in waiting {
            let planned = run.planned(step);
            let obtain = run.plan.phase(planned.phase).iter().find(|other| {
                run.planned(*other).environment == planned.environment
                    && matches!(run.definition(*other).kind, StepKind::Obtain { .. })
            });
            let answered = obtain.is_some_and(|obtain| obtain != step && self.further(obtain).is_some());
            if answered && !self.not_asked {
                return Some(AfterSupport::Answered);
            }
            if self.further(step).is_some() {
                return Some(AfterSupport::Retry(step));
            }
        }
        None
    }

    fn give(&mut self, step: StepIx, answer: Answer) -> Result<(), Fault> {
        self.take(step);
        let note = answer.note.clone();
        let recorded_with_it = match &answer.given {
            Answered::Done
            | Answered::Uploaded { .. }
            | Answered::Claim { .. }
            | Answered::Problem(_)
            | Answered::LeaveOut
            | Answered::HandOver(_)
            | Answered::Again(_)
            | Answered::AskSupport
            | Answered::SerialChanged(_) => true,
            // There the note says why another module is used.
            Answered::Live(live) => live.module.as_ref().is_some_and(|module| self.is_other_module(step, module)),
            Answered::NotDone
            | Answered::Command
            | Answered::File { .. }
            | Answered::Page { .. }
            | Answered::Published { .. }
            | Answered::Message { .. } => false,
        };
        self.answer_step(step, answer)?;
        if note.is_empty() || recorded_with_it {
            return Ok(());
        }
        self.note(step, note)
    }

    fn answer_step(&mut self, place: StepIx, answer: Answer) -> Result<(), Fault> {
        let subject = Subject::Step(place);
        let Answer { given, note } = answer;
        match given {
            Answered::Done => self.done(place, note),
            Answered::Uploaded { at, page } => self.uploaded(place, at, page, note),
            // What is not under way need not be taken back.
            Answered::NotDone if !self.session().run.step(place).is_under_way() => Ok(()),
            Answered::NotDone => self.operation(subject, Operation::Withdraw, Vec::new()),
            Answered::File { path, origin } => {
                let operation = match origin {
                    Origin::Portal => Operation::GiveFile,
                    Origin::ServiceCenter => Operation::GiveBackup,
                    Origin::Support => Operation::GiveFromSupport,
                };
                self.operation(subject, operation, vec![Argument::File(path)])
            }
            Answered::Page { path, accept } => {
                self.operation(subject, Operation::GivePage, vec![Argument::File(path)])?;
                let asks = matches!(
                    self.session().run.step(place).progress,
                    Progress::Failed(Failure::PageAsks | Failure::Modules { found: ModulesFound::OtherCode, .. })
                );
                match accept.filter(|_| asks) {
                    Some(reason) => self.operation(subject, Operation::Accept, vec![text(reason)]),
                    None => Ok(()),
                }
            }
            // A value alone says nothing about the code, and that is how it is recorded.
            Answered::Claim { value } if self.is_value_alone(place, &value) => {
                self.judge(self.session().command(place, StepCommand::Claim { code: None, value, note }))
            }
            Answered::Claim { value } => self.operation(subject, Operation::Claim, vec![text(value), text(note)]),
            Answered::Published { module } => {
                self.begin_publish(place, module, &note)?;
                self.operation(subject, Operation::Published, Vec::new())
            }
            Answered::Message { text: message, module } => {
                self.begin_publish(place, module, &note)?;
                self.operation(subject, Operation::Message, vec![text(message)])
            }
            Answered::Again(step) => self.judge(Command::DoAgain { step, reason: said_or(note, "decided in advance") }),
            Answered::LeaveOut => {
                self.operation(subject, Operation::Postpone, vec![text(said_or(note, "the answers file says so"))])
            }
            Answered::HandOver(to) => self.operation(subject, Operation::HandOver, vec![text(to), text(note)]),
            Answered::AskSupport => self.send(EngineMsg::AskSupport(place)),
            Answered::Command => self.operation(subject, Operation::RunCommand, Vec::new()),
            Answered::Live(live) => self.live(subject, live, &note),
            Answered::SerialChanged(serial) => self.change_serial(place, serial, note),
            Answered::Problem(problem) => {
                let operation = StepCommand::Report { problem, note };
                let command = self.session().command(place, operation);
                self.judge(command)
            }
        }
    }

    /// Whether a claim names a value of *Intellectual Property* and no code.
    fn is_value_alone(&self, step: StepIx, claim: &str) -> bool {
        let run = &self.session().run;
        let StepKind::Check { accept, .. } = &run.definition(step).kind else { return false };
        let first = claim.split_whitespace().next().unwrap_or_default();
        !accept.is_empty() && run.infrastructure.side_named(first).is_none()
    }

    fn done(&mut self, step: StepIx, note: String) -> Result<(), Fault> {
        self.begin_if_needed(step)?;
        let command = self.session().command(step, StepCommand::Finish { note });
        self.judge(command)
    }

    /// An upload that was done before it was begun: its page is given first.
    fn uploaded(&mut self, step: StepIx, at: Timestamp, page: Option<PathBuf>, note: String) -> Result<(), Fault> {
        let subject = Subject::Step(step);
        if let Some(page) = page {
            self.operation(subject, Operation::GivePage, vec![Argument::File(page)])?;
        }
        let why = said_or(note, "decided in advance");
        self.operation(subject, Operation::UploadedAlready, vec![text(at.to_string()), text(why)])
    }

    fn begin_publish(&mut self, step: StepIx, module: Option<String>, note: &str) -> Result<(), Fault> {
        self.choose_module(step, module, note)?;
        self.begin_if_needed(step)
    }

    /// Another module for the test, where one is named.
    pub(super) fn choose_module(&mut self, step: StepIx, module: Option<String>, note: &str) -> Result<(), Fault> {
        let Some(module) = module.filter(|module| self.is_other_module(step, module)) else { return Ok(()) };
        let why = if note.is_empty() { "the answers file names it" } else { note };
        self.operation(Subject::Step(step), Operation::OtherModule, vec![text(module), text(why)])
    }

    fn is_other_module(&self, step: StepIx, module: &str) -> bool {
        let environment = self.session().run.planned(step).environment;
        environment.is_some_and(|environment| self.session().run.module(environment) != module)
    }

    fn begin_if_needed(&mut self, step: StepIx) -> Result<(), Fault> {
        let begins = self.session().run.definition(step).kind.is_begun();
        if begins && !self.session().run.step(step).is_under_way() {
            self.operation(Subject::Step(step), Operation::Begin, Vec::new())?;
        }
        Ok(())
    }
}

/// The reason that an answer gives, or one that says where it comes from.
fn said_or(note: String, otherwise: &str) -> String {
    if note.is_empty() { otherwise.to_owned() } else { note }
}

fn text(text: impl Into<String>) -> Argument {
    Argument::Text(text.into())
}
