//! How each fact changes the state. No judging here: what may happen is decided before a fact exists.

use super::{
    super::{
        event::{Event, ModuleChosen, PROGRAM, SerialChanged, SerialRead, StepsReopened},
        identity::SerialNumber,
        index::{EnvIx, StepIx},
        infrastructure::{EnvironmentId, Side, Window},
        page::LicensingPage,
        plan::StepId,
        pointing::Pointing,
        procedure::StepKind,
        record::Record,
        text::plain,
    },
    Course, Holding, Note, Progress, ReplayError, Run, WatchState,
    freeze::since,
};

impl Run {
    /// Takes in one more fact.
    ///
    /// # Errors
    /// When the fact speaks of something that this migration does not have; the state is unchanged then.
    pub fn apply(&mut self, record: &Record<Event>) -> Result<(), ReplayError> {
        // Nobody knows how long something took while the clock was wrong.
        let is_timed = self.behind(record.at).is_none();
        if !is_timed {
            self.pace.pause();
        }
        self.fold(record)?;
        if !is_timed {
            self.pace.pause();
        }
        self.taken_in(record);
        Ok(())
    }

    fn fold(&mut self, record: &Record<Event>) -> Result<(), ReplayError> {
        let seq = record.seq;
        if let Some(step) = record.event.step() {
            let step = self.step_of(seq, step)?;
            self.is_of_code_check(seq, step, &record.event)?;
            self.step_moved(step, record);
        }
        match &record.event {
            Event::MigrationStarted(_) => return Err(ReplayError::SecondBeginning(seq)),
            Event::RequirementAnswered { requirement, yes } => self.requirement_answered(seq, requirement, *yes)?,
            Event::RequirementReopened(asked) => self.requirement_reopened(seq, &asked.requirement)?,
            Event::VersionChanged(changed) => self.acmove.clone_from(&changed.acmove),
            // Nobody knows how long the work took that is under way.
            Event::ClockJumped(_) => self.pace.pause(),
            Event::PageSeen { .. } => self.page_seen(record)?,
            Event::VaultDamaged { environment, side, .. } => {
                self.lose_file(self.environment_of(seq, environment)?, *side);
            }
            Event::ModuleChosen(ModuleChosen { environment, module, .. }) => {
                self.choose_module(self.environment_of(seq, environment)?, module);
            }
            Event::SerialChanged(SerialChanged { environment, serial, .. }) => {
                self.change_serial(self.environment_of(seq, environment)?, serial);
            }
            Event::SerialRead(SerialRead { environment, serial, .. }) => {
                self.read_serial(self.environment_of(seq, environment)?, serial);
            }
            Event::CodeCorrected(correction) => self.correct_code(seq, correction)?,
            Event::SupportAnswered { reopened, .. } => self.corrected(self.steps_of(seq, reopened)?),
            Event::StepsReopened(again) => self.do_again(seq, again)?,
            Event::Held { reason } => self.hold(reason),
            Event::WentOn { .. } => self.went_on = Some(record.at),
            Event::WindowChanged(changed) => self.change_window(changed.window),
            Event::HandedOver(told) => self.handed_over(record, told)?,
            Event::TakenOver => self.taken_over(record)?,
            Event::ItemAcknowledged { item } => self.acknowledged(seq, *item)?,
            Event::EnvironmentPostponed(told) => self.postpone(record, told)?,
            Event::EnvironmentTakenUp(told) => self.take_up(seq, told)?,
            Event::OrderChosen(order) => self.choose_order(seq, order)?,
            Event::NightEnded(ended) => self.end_night(record, ended)?,
            Event::NightBegun(_) => self.begin_night(seq)?,
            Event::DeploymentsResumed(_) => self.resume_deployments(record)?,
            Event::CaseNumbered(numbered) => self.case = Some(numbered.case.clone()),
            Event::LineLifted { .. } => self.lift(),
            Event::RollbackStarted { environments, reason } => self.turn_back(seq, environments, reason)?,
            Event::Watched { environments, .. } => self.watch.opened(record.at, *environments),
            Event::Unwatched { why, connected, since } => {
                self.watch.blinded(since.unwrap_or(record.at), why, *connected);
            }
            Event::DeploymentSeen { deployment } => self.watch.see(deployment, record.at, since(self).is_some()),
            Event::DeploymentsAccepted { deployments, .. } => self.accept(deployments),
            Event::Abandoned { reason } => self.give_up(reason),
            Event::NoteWritten { about, text } => self.note(record, about.as_ref(), text),
            Event::Pointed(pointing) => self.pointed(record, pointing)?,
            Event::UploadReported(_)
            | Event::StepBegun { .. }
            | Event::CommandStarted { .. }
            | Event::CommandEnded { .. }
            | Event::StepWithdrawn { .. }
            | Event::StepDone { .. }
            | Event::LicenseKept { .. }
            | Event::ProblemReported { .. }
            | Event::PagePassed { .. }
            | Event::PageFailed { .. }
            | Event::PageAccepted { .. }
            | Event::ModulesChecked(_)
            | Event::ModulesReported(_)
            | Event::ModulesAccepted(_)
            | Event::ValueClaimed { .. }
            | Event::ModulePublished { .. }
            | Event::PublishFailed { .. }
            | Event::AbortAsked { .. }
            | Event::Refused { .. } => {}
        }
        Ok(())
    }

    /// A clock that was set back makes nothing younger.
    fn taken_in(&mut self, record: &Record<Event>) {
        if let Event::ClockJumped(jumped) = &record.event {
            self.clock.jump(record.seq, record.at, jumped.by_s);
        } else {
            self.clock.take(record.seq, record.at);
        }
        self.clock.rest(self.nights.between.is_some());
        if record.by != PROGRAM {
            self.last_hand = Some((record.by.clone(), record.at));
        }
        self.latest = self.latest.max(record.at);
        self.facts = record.seq;
        self.head = record.hash;
    }

    fn page_seen(&mut self, record: &Record<Event>) -> Result<(), ReplayError> {
        let Event::PageSeen { environment, page, evidence, reopens, confirms, tells } = &record.event else {
            return Ok(());
        };
        let environment = self.environment_of(record.seq, environment)?;
        let reopens = self.reopened_by(record, environment, page, reopens.as_deref())?;
        let confirms = self.steps_of(record.seq, confirms)?;
        self.see_page(environment, page, *evidence, *tells, record.at);
        self.confirm_all(&confirms);
        self.reopen_all(reopens);
        Ok(())
    }

    fn step_of(&self, seq: u64, step: &StepId) -> Result<StepIx, ReplayError> {
        self.plan.index(step).ok_or_else(|| ReplayError::NoSuchStep { seq, step: step.clone() })
    }

    pub(super) fn steps_of(&self, seq: u64, steps: &[StepId]) -> Result<Vec<StepIx>, ReplayError> {
        steps.iter().map(|step| self.step_of(seq, step)).collect()
    }

    pub(super) fn environment_of(&self, seq: u64, id: &EnvironmentId) -> Result<EnvIx, ReplayError> {
        self.position(id).ok_or_else(|| ReplayError::NoSuchEnvironment { seq, environment: id.clone() })
    }

    /// The files from before the definition was corrected do not count as obtained again (FAQ 3).
    fn corrected(&mut self, steps: Vec<StepIx>) {
        for step in &steps {
            if matches!(self.definition(*step).kind, StepKind::Obtain { side: Side::Target, .. }) {
                self.reject_license(*step);
            }
        }
        self.reopen_all(steps);
    }

    fn do_again(&mut self, seq: u64, again: &StepsReopened) -> Result<(), ReplayError> {
        let (steps, words) = (self.steps_of(seq, &again.steps)?, self.steps_of(seq, again.words())?);
        self.take_back(&words);
        self.reopen_all(steps);
        Ok(())
    }

    pub(super) fn reopen_all(&mut self, steps: Vec<StepIx>) {
        for step in steps {
            self.reopen(step);
        }
    }

    /// The steps that a page reopens: as the fact says, or, in a journal that does not say, as it was decided then.
    fn reopened_by(
        &self,
        record: &Record<Event>,
        environment: EnvIx,
        page: &LicensingPage,
        said: Option<&[StepId]>,
    ) -> Result<Vec<StepIx>, ReplayError> {
        match said {
            Some(steps) => self.steps_of(record.seq, steps),
            None => Ok(self.reopened_then(environment, page, record.at)),
        }
    }

    fn choose_module(&mut self, environment: EnvIx, module: &str) {
        self.change_environment(environment, |known| known.module = Some(module.to_owned()));
    }

    fn read_serial(&mut self, environment: EnvIx, serial: &SerialNumber) {
        self.change_environment(environment, |known| known.read_serial(serial));
    }

    fn accept(&mut self, deployments: &[String]) {
        self.held = None;
        self.watch.accept(deployments);
    }

    fn note(&mut self, record: &Record<Event>, about: Option<&StepId>, text: &str) {
        let (by, about, text) = (record.by.clone(), about.cloned(), text.to_owned());
        self.notes.push(Note { at: record.at, by, about, text });
    }

    /// What somebody said who points is kept as a note; the place has to be there.
    fn pointed(&mut self, record: &Record<Event>, pointing: &Pointing) -> Result<(), ReplayError> {
        pointing.target.environment().map(|id| self.environment_of(record.seq, id)).transpose()?;
        self.note(record, pointing.target.step(), &pointing.sentence(self));
        Ok(())
    }

    fn hold(&mut self, reason: &str) {
        self.held = Some(reason.to_owned());
        self.pace.pause();
    }

    /// What was decided about the window before says nothing about this one.
    const fn change_window(&mut self, window: Window) {
        self.window = Some(window);
        self.went_on = None;
    }

    fn give_up(&mut self, reason: &str) {
        self.nights.between = None;
        self.course = Course::Abandoned { reason: reason.to_owned() };
    }

    fn lift(&mut self) {
        self.held = None;
        self.course = Course::Forward;
    }

    fn requirement_answered(&mut self, seq: u64, id: &str, yes: bool) -> Result<(), ReplayError> {
        let place = self.requirement_of(seq, id)?;
        self.requirements[place] = Some(yes);
        if !yes {
            self.course =
                Course::Abandoned { reason: plain(&self.infrastructure.fill(&self.procedure.requirements[place].no)) };
        }
        Ok(())
    }

    fn requirement_reopened(&mut self, seq: u64, id: &str) -> Result<(), ReplayError> {
        let place = self.requirement_of(seq, id)?;
        self.requirements[place] = None;
        self.held = None;
        Ok(())
    }

    fn requirement_of(&self, seq: u64, id: &str) -> Result<usize, ReplayError> {
        let place = self.procedure.requirements.iter().position(|requirement| requirement.id == id);
        place.ok_or_else(|| ReplayError::NoSuchRequirement { seq, requirement: id.to_owned() })
    }

    fn turn_back(&mut self, seq: u64, environments: &[EnvironmentId], reason: &str) -> Result<(), ReplayError> {
        let environments: Vec<EnvIx> =
            environments.iter().map(|id| self.environment_of(seq, id)).collect::<Result<_, _>>()?;
        for environment in environments {
            self.change_environment(environment, |known| known.in_rollback = true);
            self.want_a_backup_for(environment);
        }
        // Whether what was under way was done makes no difference any more: its environment is restored either way.
        for step in self.plan.forward() {
            self.step_withdrawn(step);
        }
        self.held = None;
        self.take_up_all();
        // A look at LifeTime before the resume says nothing about now.
        if since(self).is_none() {
            self.watch.state = WatchState::Closed;
        }
        self.nights.between = None;
        self.course = Course::Back { reason: reason.to_owned() };
        Ok(())
    }

    /// A new serial number voids the license files; what is installed under the old one is to be installed again.
    fn change_serial(&mut self, environment: EnvIx, serial: &SerialNumber) {
        let on_target = self.environment(environment).license.may_be_target();
        self.change_environment(environment, |known| {
            known.renumber(serial);
            known.license_unknown(on_target);
        });
        self.lose_file(environment, Side::Source);
        self.lose_file(environment, Side::Target);
        let installed = match self.course {
            Course::Forward | Course::Stopped { .. } | Course::Abandoned { .. } if on_target => Side::Target,
            Course::Forward | Course::Stopped { .. } | Course::Abandoned { .. } | Course::Back { .. } => Side::Source,
        };
        let void = |step: &StepIx| match self.definition(*step).kind {
            StepKind::Upload { side } | StepKind::Check { side, .. } => side == installed,
            StepKind::Republish { .. } => true,
            StepKind::Read
            | StepKind::Pause { .. }
            | StepKind::Act
            | StepKind::CodeCheck
            | StepKind::Resume
            | StepKind::Contact
            | StepKind::Obtain { .. } => false,
        };
        let steps: Vec<StepIx> = self.way_of(Some(environment)).filter(void).collect();
        for step in steps {
            self.reopen(step);
        }
    }

    /// A file is gone: it has to be obtained again, unless it was for an upload that is done.
    fn lose_file(&mut self, environment: EnvIx, lost: Side) {
        self.change_environment(environment, |known| known.lose(lost));
        let installed = matches!(self.environment(environment).license.holding, Holding::Side(Side::Target, _));
        if lost == Side::Source || !installed {
            self.reopen_where(environment, |kind| matches!(kind, StepKind::Obtain { side, .. } if *side == lost));
        }
    }

    /// Where the backup is disproved, the way back needs another one.
    pub(super) fn want_a_backup_for(&mut self, environment: EnvIx) {
        let known = self.environment(environment);
        if known.in_rollback && known.backup.is_some() && known.usable_backup().is_none() {
            self.reopen_where(environment, |kind| matches!(kind, StepKind::Obtain { side: Side::Source, .. }));
        }
    }

    fn reopen_where(&mut self, environment: EnvIx, which: impl Fn(&StepKind) -> bool) {
        let own = self.plan.steps_of(Some(environment)).iter().copied();
        let forward = own.filter(|step| self.plan.forward().contains(*step));
        let steps: Vec<StepIx> = forward.filter(|step| which(&self.definition(*step).kind)).collect();
        for step in steps {
            self.reopen(step);
        }
    }

    pub(super) fn reopen(&mut self, place: StepIx) {
        self.change_step(place, |step| {
            step.begun = None;
            step.ran = None;
            if step.progress != Progress::Untouched {
                step.progress = Progress::Reopened;
            }
        });
        self.held = None;
    }
}
