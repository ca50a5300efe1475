//! The freeze as it is now: since when deployments are paused, and which; what stands in the way, and whether it holds every
//! gate. Computed once per fact, and carried by the outlook.

use jiff::Timestamp;

use super::{
    super::{
        deployment::Deployment,
        index::StepIx,
        infrastructure::Role,
        procedure::{Paused, StepKind},
    },
    Course, Progress, Run, SeenDeployment, WatchState,
};

/// The freeze of a migration, as far as its facts say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Freeze {
    /// Since when deployments are frozen on the present way; none before the pause and after the resume. A rollback that begins
    /// after the resume pauses them anew.
    pub since: Option<Timestamp>,
    /// From the first pause that is done to the resume that is done, whichever way the migration goes.
    pub frozen: Option<(Timestamp, Option<Timestamp>)>,
    /// Which deployments the pause of the present way stops.
    pub paused: Paused,
    /// Whether deployments hold every gate: in the freeze, as long as the migration goes one way or the other.
    pub holds: bool,
    /// Whether the pause cannot be closed on a person's word, because the watch was to see and does not.
    pub is_blind_at_pause: bool,
    /// Where those that stand in the way are among the deployments of the watch.
    in_the_way: Vec<usize>,
}

impl Freeze {
    /// The freeze as the facts of a migration have it.
    pub fn of(run: &Run) -> Self {
        let frozen = frozen(run);
        let mut freeze = Self {
            since: since(run),
            frozen,
            paused: paused(run),
            holds: false,
            is_blind_at_pause: is_blind_at_pause(run),
            in_the_way: Vec::new(),
        };
        let deployments = run.watch.deployments.iter().enumerate();
        freeze.in_the_way = deployments.filter(|(_, known)| freeze.stops(run, known)).map(|(place, _)| place).collect();
        let goes = matches!(run.course, Course::Forward | Course::Back { .. });
        freeze.holds = goes && freeze.since.is_some() && !freeze.in_the_way.is_empty();
        freeze
    }

    /// The deployments that have to end, or be decided about, before the pause is closed, and before anything else is done in
    /// the freeze: those under way, and those that were under way in the freeze.
    pub fn in_the_way<'run>(&self, run: &'run Run) -> impl Iterator<Item = &'run SeenDeployment> {
        self.in_the_way.iter().filter_map(|place| run.watch.deployments.get(*place))
    }

    /// Whether anything stands in the way.
    pub const fn is_broken(&self) -> bool {
        !self.in_the_way.is_empty()
    }

    /// Whether deployments to an environment with this role are paused; to one that nobody knows they are.
    pub const fn pauses(&self, role: Option<Role>) -> bool {
        match (self.paused, role) {
            (Paused::Everything, _) | (Paused::Production, None | Some(Role::Production)) => true,
            (Paused::Production, Some(Role::LifeTime | Role::Development | Role::Test)) => false,
        }
    }

    /// Whether a deployment goes where deployments are paused.
    pub fn concerns(&self, run: &Run, deployment: &Deployment) -> bool {
        let environment = deployment.environment.as_ref().and_then(|id| run.position(id));
        self.pauses(environment.map(|environment| run.described(environment).role))
    }

    fn stops(&self, run: &Run, known: &SeenDeployment) -> bool {
        let unsettled = known.deployment.status.is_under_way() || (self.since.is_some() && known.in_freeze);
        !known.accepted && unsettled && self.concerns(run, &known.deployment)
    }
}

impl Run {
    /// The pauses of the present way.
    pub fn pauses(&self) -> impl Iterator<Item = StepIx> {
        let back = matches!(self.course, Course::Back { .. });
        let own = move |step: &StepIx| {
            self.planned(*step).environment.is_none() && self.plan.rollback().contains(*step) == back
        };
        self.plan.pauses().iter().copied().filter(own)
    }

    /// Whether a step is a pause that is not done.
    pub fn is_open_pause(&self, step: StepIx) -> bool {
        matches!(self.definition(step).kind, StepKind::Pause { .. }) && !is_done(self, step)
    }
}

/// Since when deployments are frozen on the present way.
pub(super) fn since(run: &Run) -> Option<Timestamp> {
    match (frozen(run), &run.course) {
        (Some((since, None)), _) => Some(since),
        (Some((_, Some(_))), Course::Back { .. }) => {
            run.pauses().filter(|step| is_done(run, *step)).find_map(|step| run.step(step).closed)
        }
        (Some((_, Some(_))), Course::Forward | Course::Stopped { .. } | Course::Abandoned { .. }) | (None, _) => None,
    }
}

fn frozen(run: &Run) -> Option<(Timestamp, Option<Timestamp>)> {
    let first = |places: &[StepIx]| {
        let done = places.iter().copied().filter(|step| is_done(run, *step));
        done.filter_map(|step| run.step(step).closed).min()
    };
    first(run.plan.pauses()).map(|since| (since, first(run.plan.resumes())))
}

fn paused(run: &Run) -> Paused {
    let paused = run.pauses().filter_map(|step| match run.definition(step).kind {
        StepKind::Pause { paused } => Some(paused),
        StepKind::Read
        | StepKind::Act
        | StepKind::CodeCheck
        | StepKind::Resume
        | StepKind::Contact
        | StepKind::Obtain { .. }
        | StepKind::Upload { .. }
        | StepKind::Check { .. }
        | StepKind::Republish { .. } => None,
    });
    paused.last().unwrap_or(Paused::Everything)
}

fn is_blind_at_pause(run: &Run) -> bool {
    matches!(run.watch.state, WatchState::Blind { accepted: false, .. })
        && run.pauses().any(|step| run.is_open_pause(step))
}

fn is_done(run: &Run, step: StepIx) -> bool {
    matches!(run.step(step).progress, Progress::Done(_))
}
