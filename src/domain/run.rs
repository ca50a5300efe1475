//! The state of a migration: the fold of its facts and nothing else.

mod actions;
mod apply;
mod arrangement;
mod changes;
mod clock;
mod code;
mod doubt;
mod environment;
mod environments;
pub mod freeze;
mod handing_over;
mod handover;
mod legacy;
mod modules;
mod nights;
mod order;
mod page;
mod progress;
mod proof;
mod replay_error;
mod step;
mod steps;
mod stopping;
mod times;
mod watch;
mod word;

use std::sync::Arc;

use jiff::{
    Timestamp,
    tz::{Offset, TimeZone},
};

use self::{changes::Changes, clock::FactClock, environments::Environments, replay_error::MOST_STEPS, steps::Steps};
pub use self::{
    clock::{ClockJump, SetBack},
    environment::{
        EnvironmentRun, Evidence, FlagReading, Holding, InstalledLicense, Postponed, Republished, SeenClock,
        UploadBegun,
    },
    handover::{Handover, TakenOver},
    nights::{Between, Nights},
    order::Arrangement,
    progress::{Course, Failure, Note, Progress, StartedProcess, StepRun, ToolRecord},
    proof::{Proof, Proofs},
    replay_error::ReplayError,
    steps::{Mark, Stage},
    watch::{SeenDeployment, Watch, WatchState},
};
use super::{
    check,
    digest::Digest,
    event::{Event, ProcedureRef},
    index::{EnvIx, EnvNumbers, StepIx},
    infrastructure::{Environment, EnvironmentId, Infrastructure, Side, Window},
    pace::Pace,
    page::{Banner, LicensingPage, StrangePage},
    plan::{Plan, Planned},
    procedure::{Phase, Procedure, Step, StepKind},
    record::Record,
    zone,
};

/// Everything known about a migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The version of acmove that wrote the last facts.
    pub acmove: String,
    /// The edition that is followed.
    pub procedure: Arc<Procedure>,
    /// Names the edition and its exact text.
    pub edition: ProcedureRef,
    /// The infrastructure as it was described at the start, with the right codes; the window may be another one by now.
    pub infrastructure: Arc<Infrastructure>,
    /// The procedure laid out for it.
    pub plan: Arc<Plan>,
    /// Whether this is a rehearsal.
    pub rehearsal: bool,
    /// The zone in which its people tell times, where that is on record.
    pub zone: Option<TimeZone>,
    /// The maintenance window, where there is one.
    pub window: Option<Window>,
    /// When it began.
    pub started: Timestamp,
    /// The latest time at which a fact was recorded.
    pub latest: Timestamp,
    /// Who did the last thing that a person did, and when.
    pub last_hand: Option<(String, Timestamp)>,
    /// How many facts there are.
    pub facts: u64,
    /// The hash of the last of them.
    pub head: Digest,
    /// Answers to the requirements, in their order.
    pub requirements: Vec<Option<bool>>,
    /// Which way the migration is going.
    pub course: Course,
    /// Why a person decided to wait, until something else happens.
    pub held: Option<String>,
    /// The hand-over that is under way: nobody has taken it over yet, or not every open item is acknowledged.
    pub handover: Option<Handover>,
    /// The colleagues to whom it was handed over so far, by the names on record.
    pub handed_to: Vec<String>,
    /// The notes that people wrote.
    pub notes: Vec<Note>,
    /// When a person decided to go on although a rollback would no longer end within the window.
    pub went_on: Option<Timestamp>,
    /// How long steps take in this run.
    pub pace: Pace,
    /// The republish that stopped the line, until it succeeds: no other environment is published before.
    pub ip_error: Option<StepIx>,
    /// Whether an upload of a target license was ever begun.
    pub is_target_begun: bool,
    /// The order in which environments are asked for.
    pub arrangement: Arrangement,
    /// The nights that were ended, and whether nothing is done now until the next.
    pub nights: Nights,
    /// The number that Support has given the case.
    pub case: Option<String>,
    /// The watch over deployments: whether it looks, and the deployments that it has seen.
    pub watch: Watch,
    clock: FactClock,
    steps: Steps,
    environments: Environments,
    changes: Changes,
}

impl Run {
    /// The state after the first fact.
    ///
    /// # Errors
    /// When the first fact is not the beginning of a migration by this procedure.
    pub fn begin(procedure: Arc<Procedure>, first: &Record<Event>) -> Result<Self, ReplayError> {
        let Event::MigrationStarted(start) = &first.event else { return Err(ReplayError::NotABeginning) };
        if start.procedure.id != procedure.id {
            return Err(ReplayError::OtherProcedure {
                recorded: start.procedure.id.clone(),
                found: procedure.id.clone(),
            });
        }
        let steps = procedure.all_phases().map(|phase| phase.steps.len()).sum::<usize>();
        let steps = steps.saturating_mul(start.infrastructure.environments.len());
        if steps > MOST_STEPS {
            return Err(ReplayError::TooLarge(steps));
        }
        let infrastructure = Arc::new(start.infrastructure.clone());
        let plan = Arc::new(Plan::new(&procedure, &infrastructure));
        Ok(Self {
            acmove: start.acmove.clone(),
            edition: start.procedure.clone(),
            rehearsal: start.rehearsal,
            zone: start.zone.as_deref().and_then(zone::named),
            window: start.infrastructure.window,
            started: first.at,
            latest: first.at,
            last_hand: Some((first.by.clone(), first.at)),
            facts: first.seq,
            head: first.hash,
            requirements: vec![None; procedure.requirements.len()],
            course: Course::Forward,
            held: None,
            handover: None,
            handed_to: Vec::new(),
            notes: Vec::new(),
            went_on: None,
            pace: Pace::from(first.at),
            ip_error: None,
            is_target_begun: false,
            arrangement: Arrangement::default(),
            nights: Nights::default(),
            case: None,
            watch: Watch::default(),
            clock: FactClock::from(first.at),
            steps: Steps::untouched(plan.steps().len()),
            environments: Environments::of(infrastructure.environments.iter().map(EnvironmentRun::new).collect()),
            changes: Changes::none(infrastructure.environments.len(), procedure.phases.len() + 1),
            procedure,
            infrastructure,
            plan,
        })
    }

    /// The state of a step.
    pub fn step(&self, step: StepIx) -> &StepRun {
        self.steps.get(step)
    }

    /// Where a step stands, in short.
    pub fn mark(&self, step: StepIx) -> Mark {
        self.steps.mark(step)
    }

    /// The steps that failed and were not done since, in the order of the plan.
    pub fn failed(&self) -> impl Iterator<Item = StepIx> {
        self.steps.failed()
    }

    /// The words and the kind of a step.
    pub fn definition(&self, step: StepIx) -> &Step {
        let planned = self.planned(step);
        &self.phase(planned.phase).steps[planned.step]
    }

    /// A step of the plan.
    pub fn planned(&self, step: StepIx) -> &Planned {
        self.plan.planned(step)
    }

    /// A phase by its place; the rollback comes after the last.
    pub fn phase(&self, phase: usize) -> &Phase {
        self.procedure.phase(phase)
    }

    /// The state of all environments, in the order of the file.
    pub fn environments(&self) -> &[EnvironmentRun] {
        self.environments.all()
    }

    /// The numbers of all environments, in the order of the file.
    pub fn every_environment(&self) -> EnvNumbers {
        EnvIx::all(self.environments().len())
    }

    /// The state of an environment.
    pub fn environment(&self, environment: EnvIx) -> &EnvironmentRun {
        &self.environments.all()[environment.get()]
    }

    /// How an environment was described.
    pub fn described(&self, environment: EnvIx) -> &Environment {
        &self.infrastructure.environments[environment.get()]
    }

    /// The names of environments, for a sentence: of many, some.
    pub fn names(&self, environments: impl Iterator<Item = EnvIx>) -> String {
        self.infrastructure.names(environments)
    }

    /// The number of an environment.
    pub fn position(&self, id: &EnvironmentId) -> Option<EnvIx> {
        self.plan.environment(id)
    }

    /// The module that is republished in an environment.
    pub fn module(&self, environment: EnvIx) -> &str {
        let described = self.described(environment);
        let chosen = self.environment(environment).module.as_ref().or(described.module.as_ref());
        chosen.unwrap_or(&self.infrastructure.module)
    }

    /// The attempt that the next answer to a step closes, from 1.
    pub fn attempt(&self, step: StepIx) -> u32 {
        self.step(step).attempts + 1
    }

    /// The environments that a rollback restores, or is restoring.
    pub fn restored(&self) -> impl Iterator<Item = EnvIx> {
        self.environments.restored().iter().copied()
    }

    /// The environments that are left out for now, in the order of the file.
    pub fn postponed(&self) -> impl Iterator<Item = EnvIx> {
        self.environments.postponed().iter().copied()
    }

    /// Whether an environment is left out for now.
    pub fn is_postponed(&self, environment: EnvIx) -> bool {
        self.environment(environment).postponed.is_some()
    }

    /// The environments that have another serial number than their license files.
    pub fn drifted(&self) -> impl Iterator<Item = EnvIx> {
        self.environments.drifted().iter().copied()
    }

    /// Whether a fact after this one changed where the steps of an owner stand, or what is known of it.
    pub fn is_changed_since(&self, fact: u64, environment: Option<EnvIx>) -> bool {
        self.changes.of_owner(environment) > fact
    }

    /// Whether a fact after this one changed where a step of a phase stands.
    pub fn is_phase_changed_since(&self, fact: u64, phase: usize) -> bool {
        self.changes.of_phase(phase) > fact
    }

    fn change_step(&mut self, step: StepIx, change: impl FnOnce(&mut StepRun)) {
        let before = self.mark(step);
        self.steps.change(step, change);
        if self.mark(step) != before {
            self.changes.step(self.plan.planned(step), self.facts + 1);
        }
    }

    fn change_environment<T>(&mut self, environment: EnvIx, change: impl FnOnce(&mut EnvironmentRun) -> T) -> T {
        self.changes.environment(environment, self.facts + 1);
        self.environments.change(environment, change)
    }

    /// The environments that have, or may have, a license of the target: those that a rollback restores.
    pub fn may_have_target(&self) -> impl Iterator<Item = EnvIx> {
        self.environments.on_target().iter().copied()
    }

    /// The steps of an environment, or of the infrastructure for `None`, in the direction in which the migration is going.
    pub fn way_of(&self, environment: Option<EnvIx>) -> impl Iterator<Item = StepIx> {
        let back = matches!(self.course, Course::Back { .. });
        let own = self.plan.steps_of(environment).iter().copied();
        own.filter(move |step| self.plan.rollback().contains(*step) == back)
    }

    /// The side whose license is being uploaded to an environment.
    pub fn upload_under_way(&self, environment: EnvIx) -> Option<Side> {
        self.way_of(Some(environment)).find_map(|step| {
            let StepKind::Upload { side } = self.definition(step).kind else { return None };
            self.step(step).is_under_way().then_some(side)
        })
    }

    /// Whether the last upload that was begun in an environment is done, as far as anybody says.
    pub fn is_uploaded(&self, environment: EnvIx) -> bool {
        let upload = self.environment(environment).upload.step;
        upload.is_some_and(|upload| !self.step(upload).is_under_way() && self.mark(upload).stage.is_done())
    }

    /// Whether the last page of an environment shows a license of a side.
    pub fn is_shown(&self, environment: EnvIx, side: Side) -> bool {
        let known = self.environment(environment);
        known.page.is_some() && known.license.holding == Holding::Side(side, Evidence::Verified)
    }

    /// The first step that has changed something outside, or may have: all but reading, and a pause of which a person says that
    /// nothing is paused.
    pub fn touched(&self) -> Option<StepIx> {
        self.plan.every_step().iter().find(|place| {
            let mark = self.mark(*place);
            match self.definition(*place).kind {
                StepKind::Read => false,
                StepKind::Pause { .. } => mark.is_begun || mark.stage.is_done(),
                StepKind::Act
                | StepKind::CodeCheck
                | StepKind::Resume
                | StepKind::Contact
                | StepKind::Obtain { .. }
                | StepKind::Upload { .. }
                | StepKind::Check { .. }
                | StepKind::Republish { .. } => mark.is_begun || mark.stage != Stage::Untouched,
            }
        })
    }

    /// Whether the last page of an environment calls its license invalid or expired.
    pub fn shows_invalid_license(&self, environment: EnvIx) -> bool {
        let today = Offset::UTC.to_datetime(self.latest).date();
        self.environment(environment).page.as_ref().is_some_and(|page| check::is_invalid(page, today))
    }

    /// Whether the last page of an environment calls its license valid.
    pub fn shows_valid_license(&self, environment: EnvIx) -> bool {
        let today = Offset::UTC.to_datetime(self.latest).date();
        self.environment(environment).page.as_ref().is_some_and(|page| check::is_valid(page, today))
    }

    /// Whether the last page of an environment says that the server's clock is wrong.
    pub fn shows_wrong_clock(&self, environment: EnvIx) -> bool {
        self.environment(environment).page.as_ref().is_some_and(|page| page.banner == Banner::Clock)
    }

    /// Whether the last page of an environment says that the license itself is no good, or of another type: uploading it again would not help.
    pub fn needs_another_license(&self, environment: EnvIx) -> bool {
        let is_invalid = self.shows_invalid_license(environment) && !self.shows_wrong_clock(environment);
        is_invalid || self.shows_other_type(environment)
    }

    /// Whether the last page of an environment shows another license type than it has to have.
    pub fn shows_other_type(&self, environment: EnvIx) -> bool {
        let now = self.environment(environment).page.as_deref().and_then(|page| page.license_type.as_deref());
        self.license_type(environment).zip(now).is_some_and(|(wanted, now)| !wanted.eq_ignore_ascii_case(now))
    }

    /// The license type that an environment has to have: that of its AAA page, else the one of its role.
    pub fn license_type(&self, environment: EnvIx) -> Option<&str> {
        let before = self.environment(environment).source_page.as_deref().and_then(|page| page.license_type.as_deref());
        before.or_else(|| check::type_of(self.described(environment).role))
    }

    /// Why nobody can tell whose page this is.
    pub fn strange(&self, page: &LicensingPage) -> StrangePage {
        let name = |environment| self.described(environment).name.as_str();
        let known = self.every_environment().zip(self.environments());
        let known = known.filter_map(|(environment, known)| Some((name(environment), known.serial.as_ref()?)));
        StrangePage::new(page.serial.as_ref(), &page.problems, known)
    }

    /// The side whose code this is.
    pub fn side_of(&self, code: &super::identity::ActivationCode) -> Option<Side> {
        [Side::Source, Side::Target].into_iter().find(|side| self.infrastructure.code(*side) == code)
    }
}
