//! The outlook of a migration: the gates that are closed and why, the next step, and the state of the whole.

mod arrangement;
mod forecast;
mod hold_words;
mod moment;
mod pass;
mod phase_stood;
mod standing;

use jiff::SignedDuration;

use self::pass::{Common, Stood};
pub use self::{
    arrangement::steps_in_order,
    standing::{Gate, Standing, Tally},
};
use super::{
    code_check::ModulesFound,
    index::{EnvIx, StepIx},
    page::MessageClass,
    procedure::StepKind,
    run::{Course, Failure, Progress, Run, Stage, freeze::Freeze},
};

/// The state of a migration as a whole, computed from its facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    /// How it stands in a word, whatever the time is; [`Outlook::state_at`] knows the time.
    pub state: State,
    /// The next thing a person has to do, whatever the time is; [`Outlook::next_at`] knows the time.
    pub next: Next,
    /// The reasons for which the migration waits, whatever the time is; [`Outlook::holds_at`] knows the time.
    pub holds: Vec<Hold>,
    /// The pause of deployments, as it is now.
    pub freeze: Freeze,
    /// Whether a target license was found not to be prepared, and Support has not answered yet (FAQ 3).
    pub waits_for_redo: bool,
    /// Expected time for the rest of the way; none once the migration is over.
    pub rest: SignedDuration,
    /// How long a rollback takes that begins now, or what is left of the one that is under way.
    pub rollback: SignedDuration,
    /// How long a rollback takes once the first target license is being uploaded; none once that is so, or was decided about.
    pub first_rollback: Option<SignedDuration>,
    stood: Stood,
}

/// How a migration stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing has been touched yet.
    Preparing,
    /// There is a step to do.
    Running,
    /// A person has to settle something first.
    Held,
    /// The line is stopped: roll back, or decide otherwise.
    Stopped,
    /// On the way back.
    RollingBack,
    /// The target is installed and tested everywhere.
    Done,
    /// The source is restored.
    RolledBack,
    /// Given up with nothing to roll back.
    Abandoned,
}

/// The next thing a person has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Answer this requirement.
    Requirement(usize),
    /// Do this step of the plan.
    Step(StepIx),
    /// Decide what to do about the stopped line; the step that stopped it.
    Decide(StepIx),
    /// Decide whether this first upload of a target license is begun: a rollback of it would not end within the window. Only a
    /// moment says so.
    FirstUpload(StepIx),
    /// Decide whether to go on or to roll back: a rollback would no longer end within the window. Only a moment says so.
    Deadline,
    /// Decide what to do about deployments in the freeze.
    Deployments,
    /// Get an answer from Support.
    Support,
    /// Take the migration over, or acknowledge what was open when it was handed over. It comes before anything else.
    TakeOver,
    /// Decide when the work goes on: it has stopped for today, and deployments run.
    BetweenNights,
    /// Decide how the night ends: nothing else can be asked, and an environment is left out for now.
    EndOfNight,
    /// Nothing.
    Nothing,
}

/// Something the migration waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// The reason.
    pub reason: HoldReason,
    /// The environments it concerns, in the order of the file.
    pub environments: Vec<EnvIx>,
    /// The FAQ that applies.
    pub faq: Option<u8>,
}

/// A reason for which a migration waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldReason {
    /// A serial number is not listed under the code.
    SerialNotFound,
    /// *Intellectual Property* reads a value that is not accepted.
    NotAccepted,
    /// A deployment has to end.
    DeploymentRunning,
    /// A page shows something else than it should.
    PageDiffers,
    /// Nothing on a page is wrong, and something of it has to be decided about.
    PageAsks,
    /// `ActivationCodeCheck` shows modules of another code.
    OtherModules,
    /// `ActivationCodeCheck` shows protected modules, and offers its wizard.
    ProtectedModules,
    /// An Intellectual Property error at a publish.
    IpError,
    /// Another error at a publish.
    PublishFailed,
    /// An environment has another serial number than its license files.
    SerialChanged,
    /// A rollback of the first target license would not end within the window, and nobody has decided to go on.
    FirstUpload,
    /// A rollback would no longer end within the window, and nobody has decided to go on.
    Deadline,
    /// The work has stopped for today.
    BetweenNights,
    /// An environment is left out for now.
    LeftOut,
    /// A person decided to wait.
    Decision,
    /// The migration was handed over, and nobody took it over with all its open items.
    HandOver,
}

impl Outlook {
    /// The outlook of a migration.
    pub fn of(run: &Run) -> Self {
        let mut outlook = Self {
            state: State::Preparing,
            next: Next::Nothing,
            holds: Vec::new(),
            freeze: Freeze::of(run),
            waits_for_redo: false,
            rest: SignedDuration::ZERO,
            rollback: SignedDuration::ZERO,
            first_rollback: None,
            stood: Stood::nowhere(run),
        };
        outlook.follow(run);
        outlook
    }

    /// Follows a migration after further facts: the outlook is then the one that [`Outlook::of`] gives. Only what the facts have
    /// changed is looked at again.
    pub fn follow(&mut self, run: &Run) {
        self.freeze = Freeze::of(run);
        self.waits_for_redo = run.failed().any(|step| run.mark(step).stage == Stage::Redo);
        self.stood.follow(run, Common::of(run, self.freeze.holds, self.waits_for_redo));
        self.next = next(run, &self.stood, self.freeze.holds);
        self.state = state(run, self.next, &self.stood);
        // A migration that is over waits for nothing any more; Support was told what failed on the way back.
        let is_final = self.state.is_final();
        self.holds = if is_final { Vec::new() } else { holds(run, &self.freeze) };
        self.rest = if is_final { SignedDuration::ZERO } else { forecast::rest(run, &self.stood) };
        self.rollback = forecast::rollback(run);
        self.first_rollback = forecast::first_rollback(run).filter(|_| !is_final);
    }

    /// How a step of the plan stands.
    pub fn standing(&self, step: StepIx) -> &Standing {
        &self.stood.standings[step.get()]
    }

    /// How far a phase is; the rollback comes after the last.
    pub fn tally(&self, phase: usize) -> Tally {
        self.stood.phases[phase].tally
    }

    /// The step that an environment, or the infrastructure for `None`, would do next; collected ones last.
    pub fn step_of(&self, run: &Run, environment: Option<EnvIx>) -> Option<StepIx> {
        let own = run.plan.steps_of(environment);
        let find = |which: fn(&Standing) -> bool| own.iter().copied().find(|step| which(self.standing(*step)));
        find(|standing| *standing == Standing::Begun)
            .or_else(|| find(Standing::is_answerable))
            .or_else(|| find(|standing| *standing == Standing::Collected))
            .or_else(|| find(|standing| *standing == Standing::Postponed))
    }

    /// The phase that is under way: that of the next step, or the last.
    pub fn phase(&self, run: &Run) -> usize {
        match self.next {
            Next::Requirement(_) => 0,
            Next::Step(step) | Next::Decide(step) | Next::FirstUpload(step) => run.planned(step).phase,
            Next::Deployments => {
                let held = |standing: &Standing| *standing == Standing::Waiting(Gate::Deployment);
                self.stood.first(held).map_or(0, |step| run.planned(step).phase)
            }
            Next::Support | Next::EndOfNight | Next::BetweenNights if matches!(run.course, Course::Back { .. }) => {
                run.procedure.phases.len()
            }
            Next::BetweenNights => run.pauses().next().map_or(0, |step| run.planned(step).phase),
            Next::EndOfNight => self.stood.asked().0.postponed.map_or(0, |step| run.planned(step).phase),
            Next::Support => {
                let waiting = |standing: &Standing| matches!(standing, Standing::Collected | Standing::Failed);
                self.stood.first(waiting).map_or(0, |step| run.planned(step).phase)
            }
            Next::Deadline | Next::TakeOver | Next::Nothing => match run.course {
                Course::Back { .. } => run.procedure.phases.len(),
                Course::Forward | Course::Stopped { .. } => self.stood.under_way(),
                Course::Abandoned { .. } => 0,
            },
        }
    }
}

impl State {
    /// The word of `status`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Preparing => "preparing",
            Self::Running => "running",
            Self::Held => "held",
            Self::Stopped => "stopped",
            Self::RollingBack => "rolling-back",
            Self::Done => "done",
            Self::RolledBack => "rolled-back",
            Self::Abandoned => "abandoned",
        }
    }

    /// The same for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RollingBack => "rolling back",
            Self::RolledBack => "rolled back",
            Self::Abandoned => "given up",
            Self::Preparing | Self::Running | Self::Held | Self::Stopped | Self::Done => self.word(),
        }
    }

    /// Whether nothing is left to do.
    pub const fn is_final(self) -> bool {
        match self {
            Self::Done | Self::RolledBack | Self::Abandoned => true,
            Self::Preparing | Self::Running | Self::Held | Self::Stopped | Self::RollingBack => false,
        }
    }
}

/// Whether a class of message is an Intellectual Property error: *Foreign Module Error* is the same protection,
/// as Service Studio words it (documentation of the IPP errors).
pub const fn is_ip_error(class: MessageClass) -> bool {
    match class {
        MessageClass::IntellectualProperty | MessageClass::ForeignModule => true,
        MessageClass::MaintenanceMode | MessageClass::License | MessageClass::Published | MessageClass::Other => false,
    }
}

fn next(run: &Run, stood: &Stood, is_deployed: bool) -> Next {
    if run.handover.is_some() {
        return Next::TakeOver;
    }
    match run.course {
        Course::Abandoned { .. } => return Next::Nothing,
        Course::Back { .. } if stood.is_back() => return Next::Nothing,
        _ if run.nights.between.is_some() => return Next::BetweenNights,
        Course::Stopped { step } => return Next::Decide(step),
        Course::Forward => {
            if let Some(open) = run.requirements.iter().position(Option::is_none) {
                return Next::Requirement(open);
            }
        }
        Course::Back { .. } => {}
    }
    // On the way back, its own steps come before a backup that has to be obtained again.
    let (all, back) = stood.asked();
    let own = if run.course == Course::Forward { all.open } else { back.open };
    match all.begun.or(own).or(all.open) {
        Some(step) if all.begun.is_some() || !is_deployed => Next::Step(step),
        Some(_) | None if is_deployed => Next::Deployments,
        Some(step) => Next::Step(step),
        None if run.course == Course::Forward && stood.has_arrived() => Next::Nothing,
        None if all.postponed.is_some() => Next::EndOfNight,
        None => Next::Support,
    }
}

fn state(run: &Run, next: Next, stood: &Stood) -> State {
    match run.course {
        Course::Abandoned { .. } => State::Abandoned,
        Course::Stopped { .. } => State::Stopped,
        Course::Back { .. } if stood.is_back() => State::RolledBack,
        Course::Back { .. } => State::RollingBack,
        Course::Forward => forward_state(run, next, stood.has_begun()),
    }
}

fn forward_state(run: &Run, next: Next, has_begun: bool) -> State {
    match next {
        Next::Nothing => State::Done,
        Next::Requirement(_) => State::Preparing,
        Next::Support
        | Next::EndOfNight
        | Next::BetweenNights
        | Next::Decide(_)
        | Next::FirstUpload(_)
        | Next::Deadline
        | Next::Deployments
        | Next::TakeOver => State::Held,
        Next::Step(step) if matches!(run.step(step).progress, Progress::Failed(_)) => State::Held,
        Next::Step(_) if run.held.is_some() => State::Held,
        Next::Step(step) if is_drifted(run, step) => State::Held,
        Next::Step(_) if !has_begun => State::Preparing,
        Next::Step(_) => State::Running,
    }
}

/// Whether a step would upload a file that is of no use: the serial number is another one by now.
fn is_drifted(run: &Run, step: StepIx) -> bool {
    let environment = run.planned(step).environment;
    matches!(run.definition(step).kind, StepKind::Upload { .. })
        && environment.is_some_and(|environment| run.environment(environment).drift.is_some())
}

/// The reasons for which a migration waits: failures in the order of the plan, then the others.
pub(super) fn holds(run: &Run, freeze: &Freeze) -> Vec<Hold> {
    let mut holds: Vec<Hold> = Vec::new();
    for step in run.failed() {
        let (Progress::Failed(failure) | Progress::Collected(failure)) = &run.step(step).progress else { continue };
        let reason = failure.reason();
        let faq = run.definition(step).faq;
        let environment = run.planned(step).environment;
        match holds.iter_mut().find(|hold| hold.reason == reason && hold.faq == faq) {
            Some(hold) => hold.environments.extend(environment),
            None => holds.push(Hold { reason, environments: environment.into_iter().collect(), faq }),
        }
    }
    for hold in &mut holds {
        hold.environments.sort_unstable();
    }
    let drifted: Vec<EnvIx> = run.drifted().collect();
    if !drifted.is_empty() {
        holds.push(Hold { reason: HoldReason::SerialChanged, environments: drifted, faq: None });
    }
    if freeze.holds {
        let ids = freeze.in_the_way(run).filter_map(|watched| watched.deployment.environment.as_ref());
        let mut environments: Vec<EnvIx> = ids.filter_map(|id| run.position(id)).collect();
        environments.sort_unstable();
        environments.dedup();
        holds.push(Hold { reason: HoldReason::DeploymentRunning, environments, faq: None });
    }
    if run.nights.between.is_some() {
        holds.push(Hold { reason: HoldReason::BetweenNights, environments: Vec::new(), faq: None });
    }
    let left_out: Vec<EnvIx> = run.postponed().collect();
    if !left_out.is_empty() {
        holds.push(Hold { reason: HoldReason::LeftOut, environments: left_out, faq: None });
    }
    if run.handover.is_some() {
        holds.push(Hold { reason: HoldReason::HandOver, environments: Vec::new(), faq: None });
    }
    if run.held.is_some() {
        holds.push(Hold { reason: HoldReason::Decision, environments: Vec::new(), faq: None });
    }
    holds
}

impl Failure {
    /// The reason for which the migration waits after it.
    pub const fn reason(&self) -> HoldReason {
        match self {
            Self::SerialNotFound => HoldReason::SerialNotFound,
            Self::DeploymentRunning => HoldReason::DeploymentRunning,
            Self::NotAccepted { .. } => HoldReason::NotAccepted,
            Self::PageDiffers => HoldReason::PageDiffers,
            Self::PageAsks => HoldReason::PageAsks,
            Self::Modules { found: ModulesFound::Wizard, .. } => HoldReason::ProtectedModules,
            Self::Modules { .. } => HoldReason::OtherModules,
            Self::Publish { class, .. } if is_ip_error(*class) => HoldReason::IpError,
            Self::Publish { .. } => HoldReason::PublishFailed,
        }
    }
}
