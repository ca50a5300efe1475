//! How each fact changes the state. No judging here: what may happen is decided before a fact exists.

use super::{
    super::{
        event::Event,
        identity::SerialNumber,
        infrastructure::{EnvironmentId, Side},
        page::LicensingPage,
        plan::StepId,
        procedure::StepKind,
        record::Record,
    },
    Course, Evidence, Holding, Note, Progress, Reading, Run,
};

/// A fact that does not fit the migration: the journal was put together by hand, or belongs to another procedure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// The first fact is another one.
    #[error("the journal does not begin with the start of a migration")]
    NotABeginning,
    /// A migration cannot begin twice.
    #[error("record {0} begins the migration a second time")]
    SecondBeginning(u64),
    /// The procedure is another one.
    #[error("the journal was written with the procedure {recorded}, not with {found}")]
    OtherProcedure {
        /// The one in the journal.
        recorded: String,
        /// The one at hand.
        found: String,
    },
    /// There is no such step.
    #[error("record {seq} speaks of the step {step}, which this migration does not have")]
    NoSuchStep {
        /// The record.
        seq: u64,
        /// The step.
        step: StepId,
    },
    /// There is no such environment.
    #[error("record {seq} speaks of the environment {environment}, which this migration does not have")]
    NoSuchEnvironment {
        /// The record.
        seq: u64,
        /// The environment.
        environment: EnvironmentId,
    },
    /// There is no such requirement.
    #[error("record {seq} answers the requirement {requirement}, which this procedure does not have")]
    NoSuchRequirement {
        /// The record.
        seq: u64,
        /// The requirement.
        requirement: String,
    },
}

impl Run {
    /// Takes in one more fact.
    ///
    /// # Errors
    /// When the fact speaks of something that this migration does not have; the state is unchanged then.
    pub fn apply(&mut self, record: &Record<Event>) -> Result<(), Misfit> {
        let seq = record.seq;
        if let Some(step) = record.event.step() {
            let place = self.place_of(seq, step)?;
            self.step_moved(place, record);
        }
        match &record.event {
            Event::MigrationStarted(_) => return Err(Misfit::SecondBeginning(seq)),
            Event::RequirementAnswered { requirement, yes } => self.requirement_answered(seq, requirement, *yes)?,
            Event::PageSeen { environment, page, .. } => {
                let environment = self.environment_of(seq, environment)?;
                self.see_page(environment, page);
                self.doubt(environment);
            }
            Event::VaultDamaged { environment, side, .. } => {
                let environment = self.environment_of(seq, environment)?;
                self.lose_file(environment, *side);
            }
            Event::ModuleChosen { environment, module, .. } => {
                let environment = self.environment_of(seq, environment)?;
                self.environments[environment].module = Some(module.clone());
            }
            Event::SerialChanged { environment, serial, .. } => {
                let environment = self.environment_of(seq, environment)?;
                self.change_serial(environment, serial);
            }
            Event::SupportAnswered { reopened: steps, .. } | Event::StepsReopened { steps, .. } => {
                let places: Vec<usize> = steps.iter().map(|step| self.place_of(seq, step)).collect::<Result<_, _>>()?;
                for place in places {
                    self.reopen(place);
                }
            }
            Event::Held { reason } => self.held = Some(reason.clone()),
            Event::LineLifted { .. } => self.course = Course::Forward,
            Event::RollbackStarted { environments, reason } => self.turn_back(seq, environments, reason)?,
            Event::Abandoned { reason } => self.course = Course::Abandoned { reason: reason.clone() },
            Event::NoteWritten { about, text } => {
                self.notes.push(Note {
                    at: record.at,
                    by: record.by.clone(),
                    about: about.clone(),
                    text: text.clone(),
                });
            }
            Event::StepBegun { .. }
            | Event::StepWithdrawn { .. }
            | Event::StepDone { .. }
            | Event::LicenseKept { .. }
            | Event::ProblemReported { .. }
            | Event::PagePassed { .. }
            | Event::PageFailed { .. }
            | Event::ValueClaimed { .. }
            | Event::ModulePublished { .. }
            | Event::PublishFailed { .. }
            | Event::Refused { .. } => {}
        }
        self.latest = record.at;
        self.facts = seq;
        Ok(())
    }

    fn place_of(&self, seq: u64, step: &StepId) -> Result<usize, Misfit> {
        self.plan.place(step).ok_or_else(|| Misfit::NoSuchStep { seq, step: step.clone() })
    }

    fn environment_of(&self, seq: u64, id: &EnvironmentId) -> Result<usize, Misfit> {
        self.position(id).ok_or_else(|| Misfit::NoSuchEnvironment { seq, environment: id.clone() })
    }

    fn requirement_answered(&mut self, seq: u64, id: &str, yes: bool) -> Result<(), Misfit> {
        let place = self.procedure.requirements.iter().position(|requirement| requirement.id == id);
        let place = place.ok_or_else(|| Misfit::NoSuchRequirement { seq, requirement: id.to_owned() })?;
        self.requirements[place] = Some(yes);
        if !yes {
            self.course = Course::Abandoned { reason: self.procedure.requirements[place].no.clone() };
        }
        Ok(())
    }

    fn turn_back(&mut self, seq: u64, environments: &[EnvironmentId], reason: &str) -> Result<(), Misfit> {
        let places: Vec<usize> =
            environments.iter().map(|id| self.environment_of(seq, id)).collect::<Result<_, _>>()?;
        for place in places {
            self.environments[place].in_rollback = true;
        }
        // Whether what was under way was done makes no difference any more: its environment is restored either way.
        for place in 0..self.plan.rollback().start {
            if self.step(place).progress == Progress::Begun {
                self.step_withdrawn(place);
            }
        }
        self.course = Course::Back { reason: reason.to_owned() };
        Ok(())
    }

    /// A new serial number voids the license files; what is installed under the old one is to be installed again.
    fn change_serial(&mut self, environment: usize, serial: &SerialNumber) {
        let installed =
            if self.environments[environment].license.may_be_target() { Side::Target } else { Side::Source };
        self.environments[environment].serial = Some(serial.clone());
        self.lose_file(environment, Side::Source);
        self.lose_file(environment, Side::Target);
        self.reopen_where(environment, |kind| kind.side_of_license() == Some(installed));
    }

    /// What a page of an environment shows about it, whatever it was shown for.
    pub(super) fn see_page(&mut self, environment: usize, page: &LicensingPage) {
        let shown = page.activation_code.as_ref().map(|code| self.side_of(code));
        let under_way = self.is_target_under_way(environment);
        let known = &mut self.environments[environment];
        known.page = Some(Box::new(page.clone()));
        if known.serial.is_none() {
            known.serial.clone_from(&page.serial);
        }
        if let Some(side) = shown {
            let before = known.license.holding;
            known.license.holding = side.map_or(Holding::Foreign, |side| Holding::Side(side, Evidence::Verified));
            if side == Some(Side::Source) && !under_way {
                known.license.target_possible = false;
            }
            if !same_side(before, known.license.holding) {
                known.license_replaced();
            }
        }
        known.in_rollback |= matches!(self.course, Course::Back { .. }) && known.license.may_be_target();
        if let Some(value) = &page.intellectual_property {
            known.intellectual_property = Some(Reading { value: value.to_string(), evidence: Evidence::Verified });
        }
    }

    /// Whether an upload of a target license was begun and not closed: it may still come to its end after a page was copied.
    fn is_target_under_way(&self, environment: usize) -> bool {
        (0..self.plan.rollback().start).any(|place| {
            self.planned(place).environment == Some(environment)
                && self.step(place).progress == Progress::Begun
                && self.step_text(place).kind == (StepKind::Upload { side: Side::Target })
        })
    }

    /// What a check has found and a later page contradicts has to be looked at again, and what came after it.
    fn doubt(&mut self, environment: usize) {
        let (wanted, way) = match self.course {
            Course::Back { .. } => (Side::Source, self.plan.rollback()),
            Course::Forward | Course::Stopped { .. } | Course::Abandoned { .. } => {
                (Side::Target, 0..self.plan.rollback().start)
            }
        };
        let holding = self.environments[environment].license.holding;
        if matches!(holding, Holding::Side(side, _) if side == wanted) {
            return;
        }
        let own = |place: &usize| self.planned(*place).environment == Some(environment);
        let is_found = |place: &usize| {
            matches!(self.step_text(*place).kind, StepKind::Check { side, .. } if side == wanted)
                && matches!(self.step(*place).progress, Progress::Done(_))
        };
        let Some(found) = way.clone().filter(own).find(is_found) else { return };
        let doubtful: Vec<usize> = (found..way.end).filter(own).collect();
        for place in doubtful {
            self.reopen(place);
        }
    }

    /// A file is gone: it has to be obtained again, unless it was for an upload that is done.
    fn lose_file(&mut self, environment: usize, lost: Side) {
        self.environments[environment].lose(lost);
        let installed = matches!(self.environments[environment].license.holding, Holding::Side(Side::Target, _));
        if lost == Side::Source || !installed {
            self.reopen_where(environment, |kind| matches!(kind, StepKind::Obtain { side, .. } if *side == lost));
        }
    }

    fn reopen_where(&mut self, environment: usize, which: impl Fn(&StepKind) -> bool) {
        for place in 0..self.plan.rollback().start {
            if self.planned(place).environment == Some(environment) && which(&self.step_text(place).kind) {
                self.reopen(place);
            }
        }
    }

    fn reopen(&mut self, place: usize) {
        let step = &mut self.steps[place];
        step.begun = None;
        if step.progress != Progress::Untouched {
            step.progress = Progress::Reopened;
        }
        self.held = None;
    }
}

fn same_side(one: Holding, other: Holding) -> bool {
    match (one, other) {
        (Holding::Side(one, _), Holding::Side(other, _)) => one == other,
        (Holding::Unknown | Holding::Foreign | Holding::Side(..), _) => one == other,
    }
}
