//! Where all steps stand, followed from fact to fact: the steps of an owner within a phase are looked at again where the
//! fact changed them or what is known of their owner, or where what they wait for is another by now. Values that are the
//! same for all steps are worked out before.

use super::{
    super::{
        index::{EnvIx, StepIx},
        infrastructure::Side,
        plan::Stretch,
        procedure::{Phase, Step, StepKind},
        run::{Course, Mark, Progress, Run, Stage},
    },
    standing::{Gate, Standing, Tally},
};

/// Where all steps stand, and what is known of them together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stood {
    /// Where every step of the plan stands.
    pub(super) standings: Vec<Standing>,
    /// The phases, the rollback last.
    pub(super) phases: Vec<PhaseStood>,
    common: Option<Common>,
    /// The last fact that was followed.
    facts: u64,
}

/// The values that the gates of all steps look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Common {
    /// Whether a deployment holds every gate.
    pub(super) is_deployed: bool,
    /// Whether Support has to correct a license definition.
    pub(super) redo: bool,
    /// Whether the migration is on its way back.
    pub(super) is_going_back: bool,
    /// The republish that stopped the line, until it succeeds.
    pub(super) ip_error: Option<StepIx>,
}

/// Where the steps of a phase stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PhaseStood {
    /// How far it is.
    pub(super) tally: Tally,
    /// For each of its steps, in how many places it is still to be done.
    pub(super) left: Vec<u32>,
    /// Whether nothing after it waits for it any more.
    pub(super) is_over: bool,
    /// The first step that is asked for, by what is asked.
    pub(super) asked: Asked,
    /// The gate that is closed for all its steps.
    gate: Option<Gate>,
    /// The findings about each owner's steps; none before they were looked at.
    stretches: Vec<Option<Found>>,
}

/// The first steps that somebody is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// The one that was begun and has to be closed.
    pub(super) begun: Option<StepIx>,
    /// The one that somebody is asked to do.
    pub(super) open: Option<StepIx>,
}

impl Asked {
    /// The same, or what comes later.
    pub(super) fn or(self, later: Self) -> Self {
        Self { begun: self.begun.or(later.begun), open: self.open.or(later.open) }
    }
}

/// The findings about the steps of an owner within a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    /// The step and the environment that they had to wait for.
    waited_for: (Option<StepIx>, Option<EnvIx>),
    /// The first of them that is not settled.
    unsettled: Option<StepIx>,
    /// Whether that is not waited for, because Support is told of it.
    for_support: bool,
    asked: Asked,
}

/// The findings about the steps of a phase so far, on the way through them.
#[derive(Default)]
struct Walk {
    /// The first step of the infrastructure that is not settled.
    once: Option<StepIx>,
    /// The first environment that is not settled.
    before: Option<EnvIx>,
}

impl Stood {
    /// Before anything was looked at.
    pub(super) fn nowhere(run: &Run) -> Self {
        let number = run.procedure.phases.len() + 1;
        let phase = |number| PhaseStood {
            tally: Tally::default(),
            left: vec![0; run.phase(number).steps.len()],
            is_over: false,
            asked: Asked::default(),
            gate: None,
            stretches: vec![None; run.plan.stretches(number).len()],
        };
        Self {
            standings: vec![Standing::NotNeeded; run.plan.steps().len()],
            phases: (0..number).map(phase).collect(),
            common: None,
            facts: run.facts,
        }
    }

    /// Follows what the facts since then have changed.
    pub(super) fn follow(&mut self, run: &Run, common: Common) {
        let is_other = self.common.replace(common) != Some(common);
        let mut pass = Pass { run, common, since: self.facts, standings: &mut self.standings };
        let mut gate = gate_of_course(run);
        let rollback = run.procedure.phases.len();
        for (number, phase) in self.phases.iter_mut().enumerate() {
            let is_rollback = number == rollback;
            if is_rollback {
                gate = (!common.is_going_back).then_some(Gate::NotRollingBack);
            }
            if is_other || phase.gate != gate {
                phase.forget(gate);
            }
            pass.stand_phase(number, phase, is_rollback);
            if !phase.is_over {
                gate = gate.or(Some(Gate::Phase(number)));
            }
        }
        self.facts = run.facts;
    }

    /// The phases of the way forward, and the rollback.
    fn ways(&self) -> (&[PhaseStood], &[PhaseStood]) {
        self.phases.split_at(self.phases.len().saturating_sub(1))
    }

    /// The first step of the plan that stands like this.
    pub(super) fn first(&self, like: impl Fn(&Standing) -> bool) -> Option<StepIx> {
        self.standings.iter().position(like).map(StepIx::new)
    }

    /// Whether the first phase is done.
    pub(super) fn has_begun(&self) -> bool {
        self.ways().0.first().is_none_or(|phase| phase.is_over)
    }

    /// Whether all steps forward are done.
    pub(super) fn has_arrived(&self) -> bool {
        self.ways().0.iter().all(|phase| phase.is_over)
    }

    /// Whether the way back need not wait for any of its steps.
    pub(super) fn is_back(&self) -> bool {
        self.ways().1.iter().all(|phase| phase.is_over)
    }

    /// The steps asked for on the whole plan, and on the way back alone.
    pub(super) fn asked(&self) -> (Asked, Asked) {
        let first = |phases: &[PhaseStood]| phases.iter().fold(Asked::default(), |asked, phase| asked.or(phase.asked));
        (first(&self.phases), first(self.ways().1))
    }
}

impl PhaseStood {
    /// Drops the findings so far: they do not count any more.
    fn forget(&mut self, gate: Option<Gate>) {
        self.gate = gate;
        self.tally = Tally::default();
        self.left.fill(0);
        self.stretches.fill(None);
    }

    /// Counts a step that stands like this, or does not stand so any more.
    fn count(&mut self, step: usize, standing: Standing, kind: &StepKind, is_new: bool) {
        self.tally.count(standing, kind, is_new);
        if standing.is_left() {
            self.left[step] = if is_new { self.left[step] + 1 } else { self.left[step].saturating_sub(1) };
        }
    }
}

/// One pass over what a fact may have changed.
struct Pass<'a> {
    run: &'a Run,
    common: Common,
    /// The last fact that was followed before.
    since: u64,
    standings: &'a mut Vec<Standing>,
}

/// The steps of an owner within a phase, and what was found before them.
struct Within {
    /// The gate that is closed for all steps of the phase.
    gate: Option<Gate>,
    is_rollback: bool,
    environment: Option<EnvIx>,
    once: Option<StepIx>,
    before: Option<EnvIx>,
    /// The first step of the owner that is not settled.
    own: Option<StepIx>,
}

/// The gate that the course closes for all steps forward.
fn gate_of_course(run: &Run) -> Option<Gate> {
    match run.course {
        Course::Abandoned { .. } => Some(Gate::Abandoned),
        Course::Stopped { step } => Some(Gate::LineStopped(step)),
        Course::Back { .. } => Some(Gate::RollingBack),
        Course::Forward if run.requirements.contains(&None) => Some(Gate::Requirements),
        Course::Forward => None,
    }
}

impl Pass<'_> {
    fn stand_phase(&mut self, number: usize, stood: &mut PhaseStood, is_rollback: bool) {
        let run = self.run;
        let looks_at_owners = stood.gate.is_none() || self.common.is_going_back;
        let is_known = stood.stretches.first().is_some_and(Option::is_some);
        if is_known && !looks_at_owners && !run.is_phase_changed_since(self.since, number) {
            return;
        }
        let phase = run.phase(number);
        let (mut walk, mut asked, mut is_over) = (Walk::default(), Asked::default(), true);
        for (index, stretch) in run.plan.stretches(number).iter().enumerate() {
            let is_waiting = phase.one_by_one || stretch.environment.is_none();
            let waited_for = (walk.once, walk.before.filter(|_| is_waiting));
            let known = stood.stretches[index].filter(|known| known.waited_for == waited_for);
            let known = known.filter(|_| !run.is_changed_since(self.since, stretch.environment));
            let found =
                known.unwrap_or_else(|| self.stand_stretch(index, stretch, phase, is_rollback, waited_for, stood));
            asked = asked.or(found.asked);
            is_over &= found.unsettled.is_none();
            match stretch.environment {
                None => walk.once = walk.once.or(found.unsettled),
                Some(_) if found.unsettled.is_some() && !found.for_support => {
                    walk.before = walk.before.or(stretch.environment);
                }
                Some(_) => {}
            }
        }
        (stood.asked, stood.is_over) = (asked, is_over);
    }

    /// Looks at the steps of an owner anew.
    fn stand_stretch(
        &mut self,
        index: usize,
        stretch: &Stretch,
        phase: &Phase,
        is_rollback: bool,
        waited_for: (Option<StepIx>, Option<EnvIx>),
        stood: &mut PhaseStood,
    ) -> Found {
        let (once, before) = waited_for;
        let mut within =
            Within { gate: stood.gate, is_rollback, environment: stretch.environment, once, before, own: None };
        let (mut asked, mut for_support) = (Asked::default(), false);
        let is_needed = !is_rollback || self.is_needed(stretch.environment);
        for offset in 0..stretch.count {
            let (place, step) = (stretch.first.later(offset), &phase.steps[stretch.step + offset]);
            let mark = self.run.mark(place);
            let standing = if is_needed { self.stand(place, mark, step, &within) } else { Standing::NotNeeded };
            let is_done = matches!(standing, Standing::Done(_));
            let is_settled = if is_rollback { standing.is_settled_back() } else { is_done };
            if !is_settled {
                for_support = is_rollback && self.is_for_support(stretch.environment);
                within.own = within.own.or(Some(place));
                if stretch.environment.is_none() {
                    within.once = within.once.or(Some(place));
                }
            }
            let open = standing.is_answerable() && mark.stage != Stage::Redo;
            let begun = standing == Standing::Begun;
            asked = asked.or(Asked { begun: begun.then_some(place), open: open.then_some(place) });
            if stood.stretches[index].is_some() {
                stood.count(stretch.step + offset, self.standings[place.get()], &step.kind, false);
            }
            stood.count(stretch.step + offset, standing, &step.kind, true);
            self.standings[place.get()] = standing;
        }
        let found = Found { waited_for, unsettled: within.own, for_support, asked };
        stood.stretches[index] = Some(found);
        found
    }

    fn stand(&self, place: StepIx, mark: Mark, step: &Step, within: &Within) -> Standing {
        if mark.is_begun && within.gate != Some(Gate::Abandoned) {
            return Standing::Begun;
        }
        let open = match mark.stage {
            Stage::Done(evidence) => return Standing::Done(evidence),
            Stage::Collected => return Standing::Collected,
            Stage::Untouched => Standing::Open,
            Stage::Reopened => Standing::Reopened,
            Stage::Failed | Stage::Redo => Standing::Failed,
        };
        let gate = if self.is_lost_backup(step, within.environment) {
            None
        } else {
            within.gate.or_else(|| self.gate_of_step(place, mark, step, within))
        };
        gate.or_else(|| self.gate_of_deployment(step)).map_or(open, Standing::Waiting)
    }

    /// A deployment in the freeze holds everything but looking whether deployments are paused.
    fn gate_of_deployment(&self, step: &Step) -> Option<Gate> {
        let is_exempt = matches!(step.kind, StepKind::Pause { .. } | StepKind::Read);
        (self.common.is_deployed && !is_exempt).then_some(Gate::Deployment)
    }

    /// The gate that other steps close for this one.
    fn gate_of_step(&self, place: StepIx, mark: Mark, step: &Step, within: &Within) -> Option<Gate> {
        let earlier = within.once.or(within.own).map(Gate::Step).or(within.before.map(Gate::Environment));
        let stopped = || self.common.ip_error.filter(|failed| !self.comes_before(place, *failed)).map(Gate::Step);
        earlier.or_else(stopped).or_else(|| self.gate_of_license(mark, step, within))
    }

    /// Whether a failed publish itself waits for this step, or is it: an Intellectual Property error holds all others.
    fn comes_before(&self, step: StepIx, failed: StepIx) -> bool {
        let (this, publish) = (self.run.planned(step), self.run.planned(failed));
        let same_owner = this.environment.is_none() || this.environment == publish.environment;
        let waited_for = this.phase < publish.phase || same_owner || self.run.phase(publish.phase).one_by_one;
        self.run.plan.rollback().contains(step) || (step <= failed && waited_for)
    }

    /// The gate that license files close: FAQ 3 holds every target license, and nothing is restored without a backup.
    fn gate_of_license(&self, mark: Mark, step: &Step, within: &Within) -> Option<Gate> {
        if self.common.redo && step.kind.side_of_license() == Some(Side::Target) && mark.stage != Stage::Redo {
            return Some(Gate::Support);
        }
        let StepKind::Upload { side } = step.kind else { return None };
        let known = self.run.environment(within.environment?);
        if side == Side::Source && !within.is_rollback && known.is_target_on_purpose() {
            return Some(Gate::OnTarget);
        }
        known.usable_backup().is_none().then_some(Gate::Backup)
    }

    /// A rollback restores the environments that have or may have a target license, no others.
    fn is_needed(&self, environment: Option<EnvIx>) -> bool {
        !self.common.is_going_back
            || environment.is_none_or(|environment| self.run.environment(environment).in_rollback)
    }

    /// On the way back, a backup that was lost can be obtained again.
    fn is_lost_backup(&self, step: &Step, environment: Option<EnvIx>) -> bool {
        self.common.is_going_back
            && matches!(step.kind, StepKind::Obtain { side: Side::Source, .. })
            && environment.is_some_and(|environment| {
                let known = self.run.environment(environment);
                known.in_rollback && known.usable_backup().is_none() && !self.is_restored(environment)
            })
    }

    fn is_restored(&self, environment: EnvIx) -> bool {
        let is_open = |step: StepIx| {
            matches!(self.run.definition(step).kind, StepKind::Upload { .. })
                && !matches!(self.run.step(step).progress, Progress::Done(_))
        };
        !self.run.way_of(Some(environment)).any(is_open)
    }

    /// Whether an environment cannot be restored for want of a backup, and Support is going to be told so: the others,
    /// and the report to Support, do not wait for it.
    fn is_for_support(&self, environment: Option<EnvIx>) -> bool {
        let own = self.run.plan.steps_of(environment);
        own.iter().any(|step| {
            self.run.mark(*step).stage == Stage::Collected
                && self.is_lost_backup(self.run.definition(*step), environment)
        })
    }
}
