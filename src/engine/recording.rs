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
    version,
};

impl Engine {
    /// Judges a command. A granted one is recorded with its attachment; a refusal is recorded, too. Whoever wrote it down or
    /// typed it, no secret gets into the record by it.
    pub(super) fn judge(&mut self, command: Command, attachment: Option<Attachment>, cause: Cause, out: &mut Reaction) {
        let command = command.without(&self.session.secrets);
        match decide(&self.session.run, &self.session.outlook, &command, self.now) {
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
        let mut fact = (event, attachment, by);
        if let Some(before) = self.said_before() {
            let before = (before, None, Author::Program);
            self.pending.postponed = Some(std::mem::replace(&mut fact, before));
        }
        out.effect(EngineEffect::Record(Box::new(fact.0), fact.1, fact.2));
    }

    /// What has to be on record before any other fact: what is true of all that follow.
    fn said_before(&self) -> Option<Event> {
        let is_other = self.session.run.acmove != version::OWN;
        is_other.then(|| Event::VersionChanged { acmove: version::OWN.to_owned() })
    }

    /// A fact is on disk: the session takes it in, and what follows from it is done.
    pub(super) fn recorded(&mut self, record: Record<Event>, out: &mut Reaction) {
        if let Some((event, attachment, by)) = self.pending.postponed.take() {
            // That was what comes before it.
            self.taken_in(record, out);
            out.effect(EngineEffect::Record(Box::new(event), attachment, by));
            return;
        }
        let then = self.pending.written();
        let Some(event) = self.taken_in(record, out) else { return };
        match &event {
            Event::StepBegun { step, .. } => {
                self.session.unread = None;
                match then {
                    Then::Practice(subject, live) => self.practice(subject, *live, out),
                    Then::RunTool(meant) if self.session.run.plan.index(step) == Some(meant) => {
                        self.pending.follows.push_back(Follow::Continue { step: meant, by_tool: true });
                    }
                    Then::RunTool(_) | Then::Nothing => {}
                }
            }
            Event::SerialRead { .. } => self.session.unread = None,
            Event::CommandStarted { step, .. } => self.run_started(step, out),
            Event::AbortAsked { deployment } => out.effect(EngineEffect::AbortDeployment(deployment.clone())),
            Event::RollbackStarted { .. } => {
                // Nothing that was going to another license may end after the way back has begun.
                self.stop_all_tools(out);
                out.effect(self.check_vault(WhenLost::Record));
            }
            Event::LicenseKept { .. } | Event::VaultDamaged { .. } => out.effect(self.check_vault(WhenLost::Record)),
            Event::MigrationStarted(_)
            | Event::VersionChanged { .. }
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

    /// The session takes a fact in, and everybody is told; `None` where it does not fit.
    fn taken_in(&mut self, record: Record<Event>, out: &mut Reaction) -> Option<Event> {
        let alarm = alarm(&self.session.run, &self.session.outlook, &record.event);
        if let Err(why) = self.session.recorded(&record) {
            out.news(News::NotReplayed(why.to_string()));
            return None;
        }
        self.update_watch(out);
        let event = record.event.clone();
        out.news(News::Recorded(Box::new(record), alarm));
        Some(event)
    }

    pub(super) fn not_recorded(&mut self, why: String, out: &mut Reaction) {
        self.pending.written();
        self.pending.postponed = None;
        self.pending.forget();
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
