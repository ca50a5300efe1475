//! Where every step stands, and the gates that are closed. Gates fail closed: what is not known to be settled holds.

use std::ops::Range;

use super::{
    super::{
        infrastructure::Side,
        procedure::StepKind,
        run::{Course, Evidence, Progress, Run},
    },
    is_redo,
};

/// Where a step stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Its gate is closed.
    Waiting(Gate),
    /// It can be done.
    Open,
    /// It was begun and has to be closed.
    Begun,
    /// It is done.
    Done(Evidence),
    /// It failed and can be tried again.
    Failed,
    /// It failed and is gathered for one Support request.
    Collected,
    /// This migration does not need it.
    NotNeeded,
    /// It was done, or failed, and has to be done again.
    Reopened,
}

/// What keeps a step from being done; the numbers are places in the plan, the procedure or the infrastructure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Not all requirements are answered.
    Requirements,
    /// The migration was given up.
    Abandoned,
    /// The line is stopped by this step.
    LineStopped(usize),
    /// The migration is on its way back.
    RollingBack,
    /// No rollback was started.
    NotRollingBack,
    /// An earlier phase is not complete.
    Phase(usize),
    /// An earlier step is not done.
    Step(usize),
    /// Another environment comes first.
    Environment(usize),
    /// Support has to correct the license definition.
    Support,
    /// There is no verified backup to restore.
    Backup,
    /// A deployment is under way in the freeze, or was, and nobody decided about it.
    Deployment,
    /// The environment has, or may have, a target license: only a rollback uploads the source again.
    OnTarget,
}

impl Standing {
    /// Whether it can be done or tried again now; collected steps can too, but nobody is asked to.
    pub const fn is_answerable(&self) -> bool {
        match self {
            Self::Open | Self::Begun | Self::Failed | Self::Reopened => true,
            Self::Waiting(_) | Self::Done(_) | Self::Collected | Self::NotNeeded => false,
        }
    }

    /// Whether the way back need not wait for it: what a rollback collects goes to Support at its end.
    pub const fn is_settled_back(&self) -> bool {
        match self {
            Self::Done(_) | Self::Collected | Self::NotNeeded => true,
            Self::Waiting(_) | Self::Open | Self::Begun | Self::Failed | Self::Reopened => false,
        }
    }

    /// Whether there is still something to do about it.
    pub const fn is_left(&self) -> bool {
        match self {
            Self::Waiting(_) | Self::Open | Self::Begun | Self::Failed | Self::Collected | Self::Reopened => true,
            Self::Done(_) | Self::NotNeeded => false,
        }
    }

    /// The word of `status`.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Waiting(_) => "waiting",
            Self::Open | Self::Begun => "open",
            Self::Done(_) => "done",
            Self::Failed => "failed",
            Self::Collected => "collected",
            Self::NotNeeded => "not-needed",
            Self::Reopened => "reopened",
        }
    }
}

/// Where every step of the plan stands, and whether a deployment, or a license that Support has to correct, holds gates.
pub(super) fn stand_all(run: &Run, deployed: bool, redo: bool) -> Vec<Standing> {
    let mut standings = Vec::with_capacity(run.plan.steps().len());
    let world = World { run, redo, deployed };
    let mut gate = world.gate_of_course();
    for phase in 0..run.procedure.phases.len() {
        let steps = run.plan.phase(phase);
        world.stand_phase(steps.clone(), gate, &mut standings);
        let complete = standings[steps].iter().all(|standing| matches!(standing, Standing::Done(_)));
        if !complete {
            gate = gate.or(Some(Gate::Phase(phase)));
        }
    }
    let back = matches!(run.course, Course::Back { .. });
    world.stand_phase(run.plan.rollback(), (!back).then_some(Gate::NotRollingBack), &mut standings);
    standings
}

/// What the gates of all steps look at.
struct World<'a> {
    run: &'a Run,
    redo: bool,
    /// Whether a deployment holds every gate.
    deployed: bool,
}

/// What the steps of a phase have found so far, on the way through them.
#[derive(Default)]
struct Walk {
    /// The first step of the infrastructure that is not settled.
    once: Option<usize>,
    /// The environment that is walked through.
    environment: Option<usize>,
    /// Its first step that is not settled.
    own: Option<usize>,
    /// Whether that is not waited for, because Support is told of it.
    for_support: bool,
    /// The first environment before it that is not settled.
    before: Option<usize>,
}

impl World<'_> {
    /// The gate that the course closes for all steps forward.
    fn gate_of_course(&self) -> Option<Gate> {
        match self.run.course {
            Course::Abandoned { .. } => Some(Gate::Abandoned),
            Course::Stopped { step } => Some(Gate::LineStopped(step)),
            Course::Back { .. } => Some(Gate::RollingBack),
            Course::Forward if self.run.requirements.contains(&None) => Some(Gate::Requirements),
            Course::Forward => None,
        }
    }

    fn stand_phase(&self, steps: Range<usize>, gate: Option<Gate>, standings: &mut Vec<Standing>) {
        let mut walk = Walk::default();
        let back = steps == self.run.plan.rollback();
        for place in steps {
            walk.enter(self.run.planned(place).environment);
            let gate = gate.or_else(|| self.gate_of_step(place, &walk));
            let standing = self.stand(place, gate);
            let settled = if back { standing.is_settled_back() } else { matches!(standing, Standing::Done(_)) };
            if !settled {
                walk.unsettled(place, back && self.is_for_support(place));
            }
            standings.push(standing);
        }
    }

    fn stand(&self, place: usize, gate: Option<Gate>) -> Standing {
        if self.is_not_needed(place) {
            return Standing::NotNeeded;
        }
        let lost_backup = self.is_lost_backup(place);
        let gate = if lost_backup { None } else { gate };
        let gate = gate.or_else(|| self.gate_of_deployment(place));
        let held = |open| gate.map_or(open, Standing::Waiting);
        let step = self.run.step(place);
        if step.is_under_way() && gate != Some(Gate::Abandoned) {
            return Standing::Begun;
        }
        match &step.progress {
            Progress::Done(evidence) => Standing::Done(*evidence),
            Progress::Untouched => held(Standing::Open),
            Progress::Reopened => held(Standing::Reopened),
            Progress::Failed(_) => held(Standing::Failed),
            Progress::Collected(_) => Standing::Collected,
        }
    }

    /// A deployment in the freeze holds everything but looking whether deployments are paused.
    fn gate_of_deployment(&self, place: usize) -> Option<Gate> {
        let is_exempt = matches!(self.run.step_text(place).kind, StepKind::Pause { .. } | StepKind::Read);
        (self.deployed && !is_exempt).then_some(Gate::Deployment)
    }

    /// The gate that other steps close for this one.
    fn gate_of_step(&self, place: usize, walk: &Walk) -> Option<Gate> {
        let planned = self.run.planned(place);
        let phase = self.run.phase(planned.phase);
        let earlier = match planned.environment {
            None => walk.once.map(Gate::Step).or(walk.own.map(Gate::Step)).or(walk.before.map(Gate::Environment)),
            Some(_) => walk.once.map(Gate::Step).or(walk.own.map(Gate::Step)),
        };
        let one_by_one = || walk.before.filter(|_| phase.one_by_one).map(Gate::Environment);
        let stopped = || self.run.ip_error.filter(|failed| !self.comes_before(place, *failed)).map(Gate::Step);
        earlier.or_else(one_by_one).or_else(stopped).or_else(|| self.gate_of_license(place))
    }

    /// Whether a failed publish itself waits for this step, or is it: an Intellectual Property error holds all others.
    fn comes_before(&self, place: usize, failed: usize) -> bool {
        let (this, publish) = (self.run.planned(place), self.run.planned(failed));
        let same_owner = this.environment.is_none() || this.environment == publish.environment;
        let waited_for = this.phase < publish.phase || same_owner || self.run.phase(publish.phase).one_by_one;
        self.is_rollback(place) || (place <= failed && waited_for)
    }

    /// The gate that license files close: FAQ 3 holds every target license, and nothing is restored without a backup.
    fn gate_of_license(&self, place: usize) -> Option<Gate> {
        let kind = &self.run.step_text(place).kind;
        if self.redo && kind.side_of_license() == Some(Side::Target) && !is_redo(&self.run.step(place).progress) {
            return Some(Gate::Support);
        }
        let StepKind::Upload { side } = kind else { return None };
        let known = self.run.environment(self.run.planned(place).environment?);
        if *side == Side::Source && !self.is_rollback(place) && known.license.may_be_target() {
            return Some(Gate::OnTarget);
        }
        known.backup.is_none().then_some(Gate::Backup)
    }

    fn is_rollback(&self, place: usize) -> bool {
        self.run.plan.rollback().contains(&place)
    }

    /// A rollback restores the environments that have or may have a target license, no others.
    fn is_not_needed(&self, place: usize) -> bool {
        let environment = self.run.planned(place).environment;
        let rolling_back = matches!(self.run.course, Course::Back { .. });
        rolling_back
            && self.is_rollback(place)
            && environment.is_some_and(|environment| !self.run.environment(environment).in_rollback)
    }

    /// On the way back, a backup that was lost can be obtained again.
    fn is_lost_backup(&self, place: usize) -> bool {
        let kind = &self.run.step_text(place).kind;
        matches!(self.run.course, Course::Back { .. })
            && matches!(kind, StepKind::Obtain { side: Side::Source, .. })
            && self.run.planned(place).environment.is_some_and(|environment| {
                let known = self.run.environment(environment);
                known.in_rollback && known.backup.is_none() && !self.is_restored(environment)
            })
    }

    fn is_restored(&self, environment: usize) -> bool {
        let is_open = |place: usize| {
            matches!(self.run.step_text(place).kind, StepKind::Upload { .. })
                && !matches!(self.run.step(place).progress, Progress::Done(_))
        };
        !self.run.way_of(Some(environment)).any(is_open)
    }

    /// Whether an environment cannot be restored for want of a backup, and Support is going to be told so: the others,
    /// and the report to Support, do not wait for it.
    fn is_for_support(&self, place: usize) -> bool {
        let own = self.run.plan.steps_of(self.run.planned(place).environment);
        own.iter().any(|other| {
            self.is_lost_backup(*other) && matches!(self.run.step(*other).progress, Progress::Collected(_))
        })
    }
}

impl Walk {
    fn enter(&mut self, environment: Option<usize>) {
        if self.environment != environment {
            if self.own.is_some() && !self.for_support {
                self.before = self.before.or(self.environment);
            }
            self.own = None;
            self.environment = environment;
        }
    }

    fn unsettled(&mut self, place: usize, for_support: bool) {
        self.for_support = for_support;
        match self.environment {
            None => self.once = self.once.or(Some(place)),
            Some(_) => self.own = self.own.or(Some(place)),
        }
    }
}
