//! Judging, recording, and what follows from a fact.

use super::{
    Engine,
    message::{EngineEffect, News, Reaction},
    pending::{Cause, Follow, Then, Work},
    ports::{Attachment, Author},
    session::UnclearMessage,
    vault::WhenLost,
};
use crate::domain::{
    command::{Command, StepCommand},
    decide::decide,
    event::Event,
    record::Record,
    refusal::Refusal,
    sentence::alarm,
};

impl Engine {
    /// Judges a command. A granted one is recorded with its attachment; a refusal is recorded, too. Whoever wrote it down or
    /// typed it, no secret gets into the record by it.
    pub(super) fn judge(&mut self, command: Command, attachment: Option<Attachment>, cause: Cause, out: &mut Reaction) {
        let command = command.without(&self.session.secrets);
        match decide(&self.session.run, &self.session.outlook, &command, self.now) {
            Ok(event @ Event::CommandStarted { .. }) => self.ready_tool(event, cause, out),
            Ok(event) => self.record(event, attachment, cause, out),
            Err(Refusal::UnclearMessage(why)) => self.ask_what_it_says(&command, why, out),
            Err(refusal) => {
                self.pending.look_again |= matches!(refusal, Refusal::VaultFile { .. });
                if matches!(refusal, Refusal::OtherDeployment(_) | Refusal::NoDeployment) {
                    out.news(News::AskAnew);
                }
                let refused = Cause { then: Then::Nothing, ..cause };
                self.record(refused_event(&command, &refusal), None, refused, out);
            }
        }
    }

    /// A message that nobody can tell is neither a success nor a failure: a person is asked what it says.
    fn ask_what_it_says(&mut self, command: &Command, why: String, out: &mut Reaction) {
        let Command::Step { step, attempt, command: StepCommand::Message { text, .. } } = command else { return };
        let Some(place) = self.session.run.plan.index(step) else { return };
        self.session.unclear = Some(UnclearMessage { step: (place, *attempt), text: text.clone(), why: why.clone() });
        out.news(News::Unclear(why));
        out.news(News::CardChanged);
    }

    pub(super) fn record(&mut self, event: Event, attachment: Option<Attachment>, cause: Cause, out: &mut Reaction) {
        let by = Author::of(&event, cause.by == Author::Program);
        self.pending.work = Work::Recording(cause.then);
        out.effect(EngineEffect::Record(Box::new(event), attachment, by));
    }

    /// A fact is on disk: the session takes it in, and what follows from it is done.
    pub(super) fn recorded(&mut self, record: Record<Event>, out: &mut Reaction) {
        let then = self.pending.written();
        let alarm = alarm(&self.session.run, &self.session.outlook, &record.event);
        if let Err(why) = self.session.recorded(&record) {
            out.news(News::NotReplayed(why.to_string()));
            return;
        }
        self.update_watch(out);
        let record = Box::new(record);
        out.news(News::Recorded(record.clone(), alarm));
        match &record.event {
            Event::StepBegun { step, .. } => {
                self.session.unread = None;
                match then {
                    Then::Practice(subject, live) => self.practice(subject, *live, true, out),
                    Then::RunTool(meant) if self.session.run.plan.index(step) == Some(meant) => {
                        self.pending.follows.push_back(Follow::Continue { step: meant, by_tool: true });
                    }
                    Then::RunTool(_) | Then::Nothing => {}
                }
            }
            Event::SerialRead { .. } => self.session.unread = None,
            Event::CommandStarted { .. } => self.run_started(&record.event, out),
            Event::AbortAsked { deployment } => out.effect(EngineEffect::AbortDeployment(deployment.clone())),
            Event::RollbackStarted { .. } => {
                // Nothing that was going to another license may end after the way back has begun.
                self.stop_all_tools(out);
                out.effect(self.check_vault(WhenLost::Record));
            }
            Event::LicenseKept { .. } | Event::VaultDamaged { .. } => out.effect(self.check_vault(WhenLost::Record)),
            Event::MigrationStarted(_)
            | Event::RequirementAnswered { .. }
            | Event::CommandEnded { .. }
            | Event::StepWithdrawn { .. }
            | Event::StepDone { .. }
            | Event::ProblemReported { .. }
            | Event::PagePassed { .. }
            | Event::PageFailed { .. }
            | Event::PageAccepted { .. }
            | Event::ValueClaimed { .. }
            | Event::ModulePublished { .. }
            | Event::PublishFailed { .. }
            | Event::PageSeen { .. }
            | Event::SupportAnswered { .. }
            | Event::StepsReopened { .. }
            | Event::ModuleChosen { .. }
            | Event::SerialChanged { .. }
            | Event::Held { .. }
            | Event::LineLifted { .. }
            | Event::WentOn { .. }
            | Event::WindowChanged { .. }
            | Event::Watched { .. }
            | Event::Unwatched { .. }
            | Event::DeploymentSeen { .. }
            | Event::DeploymentsAccepted { .. }
            | Event::Abandoned { .. }
            | Event::NoteWritten { .. }
            | Event::Refused { .. } => {}
        }
    }

    pub(super) fn not_recorded(&mut self, why: String, out: &mut Reaction) {
        self.pending.written();
        self.pending.forget();
        self.forget_ready(out);
        out.news(News::NotRecorded(why));
    }
}

/// A refusal as a fact: it belongs to the record of the night.
fn refused_event(command: &Command, refusal: &Refusal) -> Event {
    let step = match command {
        Command::Step { step, .. } | Command::DoAgain { step, .. } => Some(step.clone()),
        Command::Note { about, .. } => about.clone(),
        Command::Answer { .. }
        | Command::SeePage { .. }
        | Command::ReportDamage { .. }
        | Command::SupportAnswered { .. }
        | Command::ChooseModule { .. }
        | Command::ChangeSerial { .. }
        | Command::Hold { .. }
        | Command::LiftStop { .. }
        | Command::GoOn { .. }
        | Command::ChangeWindow { .. }
        | Command::AcceptDeployments { .. }
        | Command::AbortDeployment { .. }
        | Command::RollBack { .. }
        | Command::Abandon { .. } => None,
    };
    let known = !matches!(refusal, Refusal::NoSuchStep(_));
    Event::Refused { step: step.filter(|_| known), reason: refusal.to_string() }
}
