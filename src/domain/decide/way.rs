//! Commands about the way as a whole: requirements, waiting, Support, doing again, going back, giving up.

use super::{
    super::{
        event::{Event, ModuleChosen, RequirementReopened, SerialChanged, StepsReopened},
        identity::SerialNumber,
        index::{EnvIx, StepIx, Steps},
        infrastructure::{EnvironmentId, Side},
        outlook::{Standing, State},
        plan::StepId,
        pointing::Pointing,
        procedure::StepKind,
        refusal::{NotPointed, Refusal, TooLate},
        run::{Course, Progress},
        text::{clean, one_line},
    },
    Judge, reason,
};

impl Judge<'_> {
    pub(super) fn answer(&self, id: &str, yes: bool) -> Result<Event, Refusal> {
        self.not_over()?;
        let place = self.run.procedure.requirements.iter().position(|requirement| requirement.id == id);
        let place = place.ok_or_else(|| Refusal::NoSuchRequirement(id.to_owned()))?;
        match self.run.requirements[place] {
            Some(_) => Err(Refusal::AlreadyAnswered(id.to_owned())),
            None => Ok(Event::RequirementAnswered { requirement: id.to_owned(), yes }),
        }
    }

    /// A requirement is asked again as long as its "no" would be true: that nothing was touched.
    pub(super) fn ask_again(&self, id: &str, why: &str) -> Result<Event, Refusal> {
        self.not_over()?;
        let place = self.run.procedure.requirements.iter().position(|requirement| requirement.id == id);
        let place = place.ok_or_else(|| Refusal::NoSuchRequirement(id.to_owned()))?;
        if self.run.requirements[place].is_none() {
            return Err(TooLate::NotAnswered(id.to_owned()).into());
        }
        if let Some(touched) = self.run.touched() {
            return Err(TooLate::Touched { requirement: id.to_owned(), step: self.title(touched) }.into());
        }
        let (requirement, reason) = (id.to_owned(), reason(why)?);
        Ok(Event::RequirementReopened(RequirementReopened { requirement, reason }))
    }

    pub(super) fn hold(&self, why: &str) -> Result<Event, Refusal> {
        self.not_over()?;
        Ok(Event::Held { reason: reason(why)? })
    }

    pub(super) fn lift_stop(&self, why: &str) -> Result<Event, Refusal> {
        match self.run.course {
            Course::Stopped { .. } => Ok(Event::LineLifted { reason: reason(why)? }),
            Course::Forward | Course::Back { .. } | Course::Abandoned { .. } => Err(Refusal::NotStopped),
        }
    }

    /// Every environment that has, or may have, a target license, and no others (article, Rollback procedure, step 2).
    pub(super) fn roll_back(&self, why: &str) -> Result<Event, Refusal> {
        match self.run.course {
            Course::Back { .. } => return Err(Refusal::AlreadyRollingBack),
            Course::Abandoned { .. } => return Err(Refusal::Over(State::Abandoned.name())),
            Course::Forward | Course::Stopped { .. } => {}
        }
        let affected = self.run.may_have_target();
        let environments: Vec<_> = affected.map(|environment| self.run.described(environment).id.clone()).collect();
        if environments.is_empty() {
            return Err(Refusal::NothingToRollBack);
        }
        Ok(Event::RollbackStarted { environments, reason: reason(why)? })
    }

    pub(super) fn abandon(&self, why: &str) -> Result<Event, Refusal> {
        if self.outlook.state.is_final() {
            return Err(Refusal::Over(self.outlook.state.name()));
        }
        let affected: Vec<EnvIx> = self.run.may_have_target().collect();
        if !affected.is_empty() || matches!(self.run.course, Course::Back { .. }) {
            return Err(if affected.is_empty() {
                Refusal::AlreadyRollingBack
            } else {
                let has = if affected.len() == 1 { "has" } else { "have" };
                Refusal::RollBackFirst(format!("{} {has}", self.run.names(affected.into_iter())))
            });
        }
        Ok(Event::Abandoned { reason: reason(why)? })
    }

    pub(super) fn note(&self, about: Option<&StepId>, text: &str) -> Result<Event, Refusal> {
        if let Some(step) = about.filter(|step| self.run.plan.index(step).is_none()) {
            return Err(Refusal::NoSuchStep(step.clone()));
        }
        let text = clean(text);
        if text.is_empty() {
            return Err(Refusal::NothingWritten);
        }
        Ok(Event::NoteWritten { about: about.cloned(), text })
    }

    /// Where somebody points is on record with what is said about it.
    pub(super) fn point(&self, pointing: &Pointing) -> Result<Event, Refusal> {
        let Pointing { target, from, text } = pointing;
        let pointing = Pointing::new(target.clone(), from.as_deref(), text.as_deref());
        pointing.judged(self.run)?;
        if pointing.text.is_none() {
            return Err(NotPointed::NoText.into());
        }
        Ok(Event::Pointed(pointing))
    }

    /// FAQ 3: everything about the target license, in all environments. FAQ 1 and 2: the environments that were collected.
    pub(super) fn support_answered(&self, note: &str) -> Result<Event, Refusal> {
        let reopened: Vec<StepId> = match self.run.course {
            Course::Forward if self.outlook.waits_for_redo => self.target_steps(),
            Course::Forward => self.collected_steps(),
            Course::Back { .. } => self.missing_backups(),
            Course::Stopped { .. } | Course::Abandoned { .. } => Vec::new(),
        };
        if reopened.is_empty() {
            return Err(Refusal::NothingAsked);
        }
        Ok(Event::SupportAnswered { reopened, note: reason(note)? })
    }

    /// Every touched step from obtaining the target license on, in the phase where that is done.
    fn target_steps(&self) -> Vec<StepId> {
        let is_obtain =
            |step: &StepIx| matches!(self.run.definition(*step).kind, StepKind::Obtain { side: Side::Target, .. });
        self.run
            .plan
            .forward()
            .iter()
            .filter(is_obtain)
            .flat_map(|step| self.onwards(step))
            .map(|step| self.id(step))
            .collect()
    }

    /// For each collected step, every touched step of its environment in that phase; where the target is or may be
    /// installed, only the step itself: it gets the backup again, and nothing of the source is uploaded.
    fn collected_steps(&self) -> Vec<StepId> {
        let again = |step: StepIx| match self.run.planned(step).environment {
            Some(environment) if self.run.environment(environment).license.may_be_target() => vec![step],
            Some(_) | None => self.first_of_owner(step).map_or_else(Vec::new, |first| self.onwards(first)),
        };
        self.collected().flat_map(again).map(|step| self.id(step)).collect()
    }

    /// On the way back, the backups that Support was asked for.
    fn missing_backups(&self) -> Vec<StepId> {
        self.collected().filter(|step| self.is_backup_missing(*step)).map(|environment| self.id(environment)).collect()
    }

    fn collected(&self) -> impl Iterator<Item = StepIx> {
        self.run.plan.forward().iter().filter(|step| *self.outlook.standing(*step) == Standing::Collected)
    }

    pub(super) fn id(&self, step: StepIx) -> StepId {
        self.run.planned(step).id.clone()
    }

    fn first_of_owner(&self, step: StepIx) -> Option<StepIx> {
        let planned = self.run.planned(step);
        let phase = self.run.plan.phase(planned.phase);
        self.run.plan.steps_of(planned.environment).iter().copied().find(|other| phase.contains(*other))
    }

    /// The touched steps of the same environment and phase, from this one on.
    fn onwards(&self, first: StepIx) -> Vec<StepIx> {
        let planned = self.run.planned(first);
        let from_here = Steps::new(first, self.run.plan.phase(planned.phase).end);
        let own = self.run.plan.steps_of(planned.environment).iter().copied();
        let touched = |other: &StepIx| {
            let step = self.run.step(*other);
            step.is_under_way() || step.progress != Progress::Untouched
        };
        own.filter(|other| from_here.contains(*other)).filter(touched).collect()
    }

    pub(super) fn do_again(&self, id: &StepId, why: &str) -> Result<Event, Refusal> {
        let step = self.run.plan.index(id).ok_or_else(|| Refusal::NoSuchStep(id.clone()))?;
        let mut steps = self.again(step).map_err(|why| Refusal::NotAgain { step: self.run.title(step), why })?;
        // What is done again for another reason was not said by mistake.
        let is_said = |word: &StepIx| self.run.is_word(step) && self.run.is_word(*word);
        let withdraws: Vec<StepIx> = steps.iter().copied().filter(is_said).collect();
        steps.extend(self.tested_under(&withdraws).filter(|step| !steps.contains(step)).collect::<Vec<_>>());
        let ids = |steps: Vec<StepIx>| steps.into_iter().map(|step| self.id(step)).collect();
        let (steps, withdraws) = (ids(steps), Some(ids(withdraws)));
        Ok(Event::StepsReopened(StepsReopened { steps, withdraws, reason: reason(why)? }))
    }

    /// The checks and tests that were made under a license of which it is taken back that it was uploaded.
    fn tested_under(&self, withdrawn: &[StepIx]) -> impl Iterator<Item = StepIx> {
        let is_upload = |step: &StepIx| matches!(self.run.definition(*step).kind, StepKind::Upload { .. });
        let is_test = |step: &StepIx| {
            let kind = &self.run.definition(*step).kind;
            let is_touched = self.run.step(*step).progress != Progress::Untouched;
            is_touched && matches!(kind, StepKind::Check { .. } | StepKind::Republish { .. })
        };
        let upload = withdrawn.iter().copied().find(is_upload);
        upload.into_iter().flat_map(move |upload| {
            let own = self.run.way_of(self.run.planned(upload).environment);
            own.filter(move |step| *step > upload).filter(is_test)
        })
    }

    pub(super) fn again(&self, step: StepIx) -> Result<Vec<StepIx>, &'static str> {
        let rollback = self.run.plan.rollback().contains(step);
        match &self.run.course {
            Course::Forward if !rollback => {}
            Course::Back { .. } if rollback => {}
            Course::Back { .. } if self.is_backup_missing(step) => return Ok(self.restored_anew(step)),
            Course::Forward | Course::Back { .. } => return Err("the migration goes in the other direction now."),
            Course::Stopped { .. } => return Err("the migration is stopped. Roll back, or continue first."),
            Course::Abandoned { .. } => return Err("the migration has ended."),
        }
        if self.run.step(step).progress == Progress::Untouched {
            return Err("it has not been done yet.");
        }
        let kind = &self.run.definition(step).kind;
        let environment = self.run.planned(step).environment;
        let known = environment.map(|environment| self.run.environment(environment));
        let on_target = known.is_some_and(super::super::run::EnvironmentRun::is_target_on_purpose);
        if on_target && matches!(kind, StepKind::Obtain { side: Side::Source, .. }) {
            return Ok(vec![step]);
        }
        if on_target && !rollback && kind.side_of_license() == Some(Side::Source) {
            return Err("this environment has or may have a BBB license. Roll back to restore AAA.");
        }
        Ok(self.onwards(step))
    }

    /// A backup that is obtained again on the way back, and all that was done with the one before.
    fn restored_anew(&self, obtained: StepIx) -> Vec<StepIx> {
        let back = self.run.way_of(self.run.planned(obtained).environment);
        let touched = back.filter(|step| self.run.step(*step).progress != Progress::Untouched);
        [obtained].into_iter().chain(touched).collect()
    }

    pub(super) fn choose_module(&self, id: &EnvironmentId, module: &str, why: &str) -> Result<Event, Refusal> {
        self.not_over()?;
        let (id, _) = self.known(id)?;
        let module = one_line(module);
        if module.is_empty() {
            return Err(Refusal::NothingWritten);
        }
        Ok(Event::ModuleChosen(ModuleChosen { environment: id.clone(), module, reason: reason(why)? }))
    }

    pub(super) fn change_serial(&self, id: &EnvironmentId, serial: &SerialNumber, why: &str) -> Result<Event, Refusal> {
        self.not_over()?;
        let (id, environment) = self.known(id)?;
        match self.owner_of(serial) {
            Some(owner) if owner == environment => Err(Refusal::SameSerial(self.name(environment))),
            Some(other) => Err(Refusal::SerialTaken { serial: serial.clone(), other: self.name(other) }),
            None => {
                let (environment, serial, reason) = (id.clone(), serial.clone(), reason(why)?);
                Ok(Event::SerialChanged(SerialChanged { environment, serial, reason }))
            }
        }
    }
}
