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
    /// When deployments were paused, whichever way the migration went, and until when: once for each night.
    pub frozen: Vec<(Timestamp, Option<Timestamp>)>,
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
        let mut freeze = Self {
            since: since(run),
            frozen: frozen(run),
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

    /// The last time that deployments were paused, and until when.
    pub fn last(&self) -> Option<(Timestamp, Option<Timestamp>)> {
        self.frozen.last().copied()
    }

    /// The pauses that were ended, where the migration goes over several nights, or deployments were resumed after its end.
    pub fn ended(&self, run: &Run) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        let is_told = !run.nights.past.is_empty();
        self.frozen.iter().filter(move |_| is_told).filter_map(|(since, until)| Some((*since, (*until)?)))
    }

    /// Whether a deployment was started after a night had ended, while nothing was paused.
    pub fn is_between(&self, run: &Run, deployment: &Deployment) -> bool {
        let Some(started) = deployment.started else { return false };
        let mut pauses = self.frozen.iter();
        let is_paused = pauses.any(|(since, until)| *since <= started && until.is_none_or(|until| started < until));
        !is_paused && run.nights.past.first().is_some_and(|(_, until)| *until <= started)
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
    frozen(run).last().and_then(|(since, until)| until.is_none().then_some(*since))
}

/// When deployments were paused, and until when: what was ended for a night, and then from the first pause that is done to the
/// resume that is done. A rollback that begins after the resume pauses them anew.
pub(super) fn frozen(run: &Run) -> Vec<(Timestamp, Option<Timestamp>)> {
    let first = |steps: &mut dyn Iterator<Item = StepIx>| {
        let counts = |step: &StepIx| is_done(run, *step) && !run.nights.over.contains(step);
        steps.filter(counts).filter_map(|step| run.step(step).closed).min()
    };
    let mut frozen: Vec<_> = run.nights.past.iter().map(|(since, until)| (*since, Some(*until))).collect();
    let Some(since) = first(&mut run.plan.pauses().iter().copied()) else { return frozen };
    let until = first(&mut run.plan.resumes().iter().copied());
    frozen.push((since, until));
    if until.is_some() && matches!(run.course, Course::Back { .. }) {
        frozen.extend(first(&mut run.pauses()).map(|since| (since, None)));
    }
    frozen
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
