//! Judging, recording, and what follows from a fact.

use jiff::SignedDuration;

use super::{
    Engine,
    message::{EngineEffect, News, Reaction},
    pending::{Cause, Follow, Postponed, Then, Work},
    ports::{Attachment, Author},
    unclear::UnclearMessage,
    vault::WhenLost,
};
use crate::domain::{
    command::{Command, StepCommand},
    decide::decide,
    event::{ClockJumped, Event, VersionChanged},
    plan::StepId,
    record::Record,
    refusal::{NotPointed, Refusal},
    sentence::alarm,
    version,
};

/// From so much on, a clock that was set is a fact: clocks are corrected by moments all the time.
const JUMP: SignedDuration = SignedDuration::from_secs(60);

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
        self.say((event, attachment, by), out);
    }

    /// Has a fact recorded, or what comes before it.
    fn say(&mut self, fact: Postponed, out: &mut Reaction) {
        let (event, attachment, by) = match self.said_before() {
            Some(before) => {
                self.pending.postponed = Some(fact);
                (before, None, Author::Program)
            }
            None => fact,
        };
        out.effect(EngineEffect::Record(Box::new(event), attachment, by));
    }

    /// What has to be on record before any other fact: what all that follow are to be read by.
    fn said_before(&self) -> Option<Event> {
        if self.session.run.acmove != version::OWN {
            return Some(Event::VersionChanged(VersionChanged { acmove: version::OWN.to_owned() }));
        }
        let by = Some(self.pending.jumped).filter(|by| by.abs() >= JUMP)?;
        Some(Event::ClockJumped(ClockJumped { by_s: by.as_secs() }))
    }

    /// A fact is on disk: the session takes it in, and what follows from it is done.
    pub(super) fn recorded(&mut self, record: Record<Event>, out: &mut Reaction) {
        if let Some(fact) = self.pending.postponed.take() {
            // That was what comes before it.
            if self.taken_in(record, out).is_some() {
                self.say(fact, out);
            }
            return;
        }
        let then = self.pending.written();
        let Some(event) = self.taken_in(record, out) else { return };
        match &event {
            Event::StepBegun { step, .. } => self.begun(step, then, out),
            Event::SerialRead(_) => self.session.unread = None,
            Event::CommandStarted { .. } => self.run_started(&event, out),
            Event::AbortAsked { deployment } => out.effect(EngineEffect::AbortDeployment(deployment.clone())),
            Event::RollbackStarted { .. } => {
                // Nothing that was going to another license may end after the way back has begun.
                self.stop_all_tools(out);
                out.effect(self.check_vault(WhenLost::Record));
            }
            // Whatever was wanted or seen is the colleague's to do.
            Event::HandedOver(_) => {
                self.pending.forget();
                self.pending.observation = None;
            }
            Event::TakenOver => self.was_watched(),
            Event::LicenseKept { .. } | Event::VaultDamaged { .. } => out.effect(self.check_vault(WhenLost::Record)),
            Event::MigrationStarted(_)
            | Event::VersionChanged(_)
            | Event::ClockJumped(_)
            | Event::RequirementAnswered { .. }
            | Event::RequirementReopened(_)
            | Event::UploadReported(_)
            | Event::CommandEnded { .. }
            | Event::StepWithdrawn { .. }
            | Event::StepDone { .. }
            | Event::ProblemReported { .. }
            | Event::PagePassed { .. }
            | Event::PageFailed { .. }
            | Event::PageAccepted { .. }
            | Event::ValueClaimed { .. }
            | Event::ModulesChecked(_)
            | Event::ModulesReported(_)
            | Event::ModulesAccepted(_)
            | Event::ModulePublished { .. }
            | Event::PublishFailed { .. }
            | Event::PageSeen { .. }
            | Event::SupportAnswered { .. }
            | Event::StepsReopened(_)
            | Event::ModuleChosen(_)
            | Event::SerialChanged(_)
            | Event::CodeCorrected(_)
            | Event::Held { .. }
            | Event::LineLifted { .. }
            | Event::WentOn { .. }
            | Event::WindowChanged(_)
            | Event::ItemAcknowledged { .. }
            | Event::EnvironmentPostponed(_)
            | Event::EnvironmentTakenUp(_)
            | Event::OrderChosen(_)
            | Event::NightEnded(_)
            | Event::NightBegun(_)
            | Event::DeploymentsResumed(_)
            | Event::CaseNumbered(_)
            | Event::Watched { .. }
            | Event::Unwatched { .. }
            | Event::DeploymentSeen { .. }
            | Event::DeploymentsAccepted { .. }
            | Event::Abandoned { .. }
            | Event::NoteWritten { .. }
            | Event::Pointed(_)
            | Event::Refused { .. } => {}
        }
    }

    /// A step was begun: whoever does it goes on.
    fn begun(&mut self, step: &StepId, then: Then, out: &mut Reaction) {
        self.session.unread = None;
        match then {
            Then::Practice(subject, live) => self.practice(subject, *live, true, out),
            Then::RunTool(meant) if self.session.run.plan.index(step) == Some(meant) => {
                self.pending.follows.push_back(Follow::Continue { step: meant, by_tool: true });
            }
            Then::RunTool(_) | Then::Nothing => {}
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
        if matches!(record.event, Event::ClockJumped(_)) {
            self.pending.jumped = SignedDuration::ZERO;
        }
        let event = record.event.clone();
        out.news(News::Recorded(Box::new(record), alarm));
        Some(event)
    }

    pub(super) fn not_recorded(&mut self, why: String, out: &mut Reaction) {
        self.pending.written();
        self.pending.postponed = None;
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
        Command::Point(pointing) => pointing.target.step().cloned(),
        Command::Answer { .. }
        | Command::AskAgain { .. }
        | Command::SeePage { .. }
        | Command::ReportDamage { .. }
        | Command::SupportAnswered { .. }
        | Command::ChooseModule { .. }
        | Command::ChangeSerial { .. }
        | Command::CorrectCode { .. }
        | Command::Hold { .. }
        | Command::Postpone { .. }
        | Command::TakeUp { .. }
        | Command::ChooseOrder { .. }
        | Command::EndNight { .. }
        | Command::BeginNight
        | Command::ResumeDeployments { .. }
        | Command::NameCase { .. }
        | Command::LiftStop { .. }
        | Command::GoOn { .. }
        | Command::ChangeWindow { .. }
        | Command::HandOver { .. }
        | Command::TakeOver
        | Command::Acknowledge { .. }
        | Command::AcceptDeployments { .. }
        | Command::AbortDeployment { .. }
        | Command::RollBack { .. }
        | Command::Abandon { .. } => None,
    };
    let known = !matches!(refusal, Refusal::NoSuchStep(_) | Refusal::Point(NotPointed::Unknown(_)));
    Event::Refused { step: step.filter(|_| known), reason: refusal.to_string() }
}
