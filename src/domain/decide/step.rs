//! Commands about a step: its gate, its attempt, and whether the command fits the kind of step.

use super::{
    super::{
        command::{FileCondition, StepCommand, VaultCheck},
        event::{Consequence, Event, Problem},
        index::{EnvIx, StepIx},
        infrastructure::Side,
        outlook::{Gate, Standing},
        page::MessageClass,
        plan::StepId,
        procedure::{StepKind, WhenMissing},
        refusal::{OtherSerial, Refusal},
        run::{Course, Proof},
        text::clean,
    },
    Judge,
};

/// A step whose gate is open, at the attempt that was answered.
pub(super) struct OpenStep<'a> {
    pub(super) step: StepIx,
    pub(super) id: &'a StepId,
    pub(super) attempt: u32,
    pub(super) kind: &'a StepKind,
    pub(super) begun: bool,
}

impl Judge<'_> {
    pub(super) fn step(&self, id: &StepId, attempt: u32, command: &StepCommand) -> Result<Event, Refusal> {
        let step = self.run.plan.index(id).ok_or_else(|| Refusal::NoSuchStep(id.clone()))?;
        let begun = self.is_open(step)?;
        let now = self.run.attempt(step);
        if attempt != now {
            return Err(Refusal::Stale { step: id.clone(), answered: attempt, now });
        }
        if matches!(command, StepCommand::Finish { .. }) {
            self.pause_is_clear(step)?;
        }
        let open = OpenStep { step, id, attempt, kind: &self.run.definition(step).kind, begun };
        match command {
            StepCommand::Begin { vault } => self.begin(&open, vault),
            StepCommand::Uploaded { vault, uploaded, reason } => self.uploaded_already(&open, vault, *uploaded, reason),
            StepCommand::Run { tool, line, vault, process } => {
                self.run_command(&open, vault)?;
                let (step, line, process) = (id.clone(), clean(line), process.clone());
                Ok(Event::CommandStarted { step, attempt, tool: *tool, line, process })
            }
            StepCommand::Withdraw { note } if begun => {
                Ok(Event::StepWithdrawn { step: id.clone(), attempt, note: clean(note) })
            }
            StepCommand::Withdraw { .. } => Err(Refusal::NotBegun(self.title(step))),
            StepCommand::Finish { note } => self.finish(&open, note),
            StepCommand::Keep { file, origin } => self.keep(&open, file, *origin),
            StepCommand::Report { problem, note } => self.report(&open, problem, note),
            StepCommand::Show { page, evidence } => self.show(&open, page, *evidence),
            StepCommand::ShowModules { page, evidence } => self.show_modules(&open, page, *evidence),
            StepCommand::Accept { reason } if *open.kind == StepKind::CodeCheck => self.accept_modules(&open, reason),
            StepCommand::Claim { value, note, .. } if *open.kind == StepKind::CodeCheck => {
                self.report_modules(&open, value, note)
            }
            StepCommand::Accept { reason } => self.accept(&open, reason),
            StepCommand::Claim { code, value, note } => self.claim(&open, *code, value, note),
            StepCommand::Published => self.published(&open, None, None),
            StepCommand::Message { said, text } => self.message(&open, said, text),
            StepCommand::ReadAs { class: MessageClass::Published, text } => self.published(&open, None, Some(text)),
            StepCommand::ReadAs { class, text } => self.publish_failed(&open, *class, text),
        }
    }

    /// The step's title, with the environment's name.
    pub(super) fn title(&self, step: StepIx) -> String {
        self.run.title(step)
    }

    /// Whether the step's gate is open; the answer says whether it was begun.
    fn is_open(&self, step: StepIx) -> Result<bool, Refusal> {
        match self.outlook.standing(step) {
            Standing::Open | Standing::Failed | Standing::Reopened => Ok(false),
            Standing::Begun => Ok(true),
            Standing::Collected => self.collected_is_open(step).map(|()| false),
            Standing::Done(_) => Err(Refusal::AlreadyDone(self.title(step))),
            Standing::NotNeeded => Err(Refusal::NotNeeded(self.title(step))),
            Standing::Postponed => Err(self.left_out(step)),
            Standing::Waiting(gate) => Err(self.closed(step, *gate)),
        }
    }

    /// A collected failure may be tried again as long as the migration goes its way.
    fn collected_is_open(&self, place: StepIx) -> Result<(), Refusal> {
        let rollback = self.run.plan.rollback().contains(place);
        if self.run.planned(place).environment.is_some_and(|environment| self.run.is_postponed(environment)) {
            return Err(self.left_out(place));
        }
        if self.run.nights.between.is_some() {
            return Err(self.closed(place, Gate::BetweenNights));
        }
        if self.outlook.freeze.holds {
            return Err(self.closed(place, Gate::Deployment));
        }
        match &self.run.course {
            Course::Forward => Ok(()),
            Course::Back { .. } if rollback || self.is_backup_missing(place) => Ok(()),
            Course::Back { .. } => Err(self.closed(place, Gate::RollingBack)),
            Course::Stopped { step } => Err(self.closed(place, Gate::LineStopped(*step))),
            Course::Abandoned { .. } => Err(self.closed(place, Gate::Abandoned)),
        }
    }

    /// Whether this would obtain a backup that the rollback lacks.
    pub(super) fn is_backup_missing(&self, step: StepIx) -> bool {
        let environment = self.run.planned(step).environment.map(|environment| self.run.environment(environment));
        matches!(self.run.definition(step).kind, StepKind::Obtain { side: Side::Source, .. })
            && environment.is_some_and(|known| known.in_rollback && known.usable_backup().is_none())
    }

    fn closed(&self, step: StepIx, gate: Gate) -> Refusal {
        Refusal::Closed { step: self.title(step), why: self.run.gate_words(gate) }
    }

    /// The files that are about to be uploaded, and the backup, must just have been read back from the vault.
    fn begin(&self, open: &OpenStep<'_>, vault: &VaultCheck) -> Result<Event, Refusal> {
        if open.begun {
            return Err(Refusal::AlreadyBegun(self.title(open.step)));
        }
        let vault = match (open.kind, self.run.planned(open.step).environment) {
            (StepKind::Upload { side }, Some(environment)) => {
                self.window_is_decided(open.step)?;
                self.serial_is_the_same(environment)?;
                self.must_be_intact(environment, Side::Source, vault)?;
                self.must_be_intact(environment, *side, vault)?;
                self.is_kept_for(environment, self.run.environment(environment).serial.as_ref())?;
                self.run.environment(environment).file(*side).map(|file| file.sha256)
            }
            (StepKind::Republish { .. }, _) => None,
            _ => return Err(self.wrong(open)),
        };
        Ok(Event::StepBegun { step: open.id.clone(), attempt: open.attempt, vault })
    }

    /// A command is started only where the step could be begun now: what was begun may have to wait by now.
    fn run_command(&self, open: &OpenStep<'_>, vault: &VaultCheck) -> Result<(), Refusal> {
        if !open.begun {
            return Err(Refusal::NotBegun(self.title(open.step)));
        }
        if let Course::Stopped { step } = self.run.course {
            return Err(self.closed(open.step, Gate::LineStopped(step)));
        }
        if self.outlook.freeze.holds {
            return Err(self.closed(open.step, Gate::Deployment));
        }
        match (open.kind, self.run.planned(open.step).environment) {
            (StepKind::Upload { side }, Some(environment)) => {
                self.serial_is_the_same(environment)?;
                self.must_be_intact(environment, Side::Source, vault)?;
                self.must_be_intact(environment, *side, vault)?;
            }
            (StepKind::Republish { .. }, Some(_)) => {}
            _ => return Err(self.wrong(open)),
        }
        Ok(())
    }

    /// A license is bound to a serial number: where the installation has printed another one, it would not be valid there.
    pub(super) fn serial_is_the_same(&self, environment: EnvIx) -> Result<(), Refusal> {
        let known = self.run.environment(environment);
        match (&known.serial, &known.drift) {
            (Some(known), Some(found)) => Err(OtherSerial::Drifted {
                environment: self.name(environment),
                found: found.clone(),
                known: known.clone(),
            }
            .into()),
            (Some(_) | None, None) | (None, Some(_)) => Ok(()),
        }
    }

    pub(super) fn must_be_intact(&self, environment: EnvIx, side: Side, vault: &VaultCheck) -> Result<(), Refusal> {
        let damaged = |what: &str| Refusal::VaultFile {
            side: side.label(),
            environment: self.name(environment),
            what: what.to_owned(),
        };
        let Some(file) = self.run.environment(environment).file(side) else {
            return Err(match side {
                Side::Source => Refusal::NoBackup(self.name(environment)),
                Side::Target => damaged("the file does not exist"),
            });
        };
        if self.run.environment(environment).proofs.of(file.sha256) == Proof::Disproved {
            return Err(Refusal::Disproved { side: side.label(), environment: self.name(environment) });
        }
        match vault.of(side) {
            FileCondition::Intact(digest) if *digest == file.sha256 => Ok(()),
            other @ (FileCondition::Absent
            | FileCondition::Intact(_)
            | FileCondition::Damaged(_)
            | FileCondition::Unreadable(_)) => Err(damaged(&other.words())),
        }
    }

    fn finish(&self, open: &OpenStep<'_>, note: &str) -> Result<Event, Refusal> {
        match open.kind {
            StepKind::Read | StepKind::Pause { .. } | StepKind::Act | StepKind::Resume | StepKind::Contact => {}
            StepKind::CodeCheck => self.is_not_against_modules(open)?,
            StepKind::Upload { .. } if open.begun => {}
            StepKind::Upload { .. } => return Err(Refusal::NotBegun(self.title(open.step))),
            StepKind::Obtain { .. } | StepKind::Check { .. } | StepKind::Republish { .. } => {
                return Err(self.wrong(open));
            }
        }
        Ok(Event::StepDone { step: open.id.clone(), attempt: open.attempt, note: clean(note) })
    }

    fn report(&self, open: &OpenStep<'_>, problem: &Problem, note: &str) -> Result<Event, Refusal> {
        let consequence = match (problem, open.kind) {
            (Problem::SerialNotFound, StepKind::Obtain { missing: WhenMissing::Collect, .. }) => Consequence::Collect,
            (Problem::SerialNotFound, StepKind::Obtain { missing: WhenMissing::Hold, .. })
            | (Problem::DeploymentRunning, StepKind::Pause { .. }) => Consequence::Retry,
            (Problem::NotAccepted { value }, StepKind::Check { .. }) => return self.claim(open, None, value, note),
            (Problem::SerialNotFound | Problem::DeploymentRunning | Problem::NotAccepted { .. }, _) => {
                return Err(self.wrong(open));
            }
        };
        Ok(Event::ProblemReported {
            step: open.id.clone(),
            attempt: open.attempt,
            problem: problem.clone(),
            consequence,
            note: clean(note),
        })
    }

    pub(super) fn wrong(&self, open: &OpenStep<'_>) -> Refusal {
        Refusal::WrongAnswer { step: self.title(open.step), hint: hint(open.kind) }
    }
}

/// How a kind of step is answered.
const fn hint(kind: &StepKind) -> &'static str {
    match kind {
        StepKind::Read => "Read the procedure, then report that it is done.",
        StepKind::Pause { .. } => "Report that deployments are paused, or that one is still running.",
        StepKind::Act | StepKind::Resume | StepKind::Contact => "Report that it is done.",
        StepKind::CodeCheck => "Paste the page of ActivationCodeCheck, or report what it shows.",
        StepKind::Obtain { .. } => "Select a license file, or report that the serial number is not listed.",
        StepKind::Upload { .. } => "Start it, upload the file, then report whether it is uploaded.",
        StepKind::Check { .. } => "Paste the Licensing page, or report the value of Intellectual Property.",
        StepKind::Republish { .. } => "Report that the module was published, or paste the message.",
    }
}
