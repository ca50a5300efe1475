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
    arrangement::{must_be_tested_first, order_of, others_need, waits_for_environment},
    phase_stood::{Asked, Found, Gates, PhaseStood},
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
#[expect(clippy::struct_excessive_bools, reason = "each is something of its own, and all are compared at once")]
pub(super) struct Common {
    /// Whether a deployment holds every gate.
    pub(super) is_deployed: bool,
    /// Whether Support has to correct a license definition.
    pub(super) redo: bool,
    /// Whether the migration is on its way back.
    pub(super) is_going_back: bool,
    /// Whether the work has stopped for today.
    pub(super) is_between_nights: bool,
    /// The republish that stopped the line, until it succeeds.
    pub(super) ip_error: Option<StepIx>,
    /// The last fact that left an environment out, took one up again, or chose an order.
    pub(super) arranged: u64,
}

impl Common {
    /// The same of a migration, with whether a deployment holds every gate, and whether Support has to correct something.
    pub(super) fn of(run: &Run, is_deployed: bool, redo: bool) -> Self {
        Self {
            is_deployed,
            redo,
            is_going_back: matches!(run.course, Course::Back { .. }),
            is_between_nights: run.nights.between.is_some(),
            ip_error: run.ip_error,
            arranged: run.arrangement.changed,
        }
    }
}

/// The findings about the steps of a phase so far, on the way through them.
#[derive(Default)]
struct Walk {
    /// The first step of the infrastructure that is not settled.
    once: Option<StepIx>,
    /// The first environment that is not settled, and that the others wait for.
    before: Option<EnvIx>,
    /// The first that is not settled.
    any: Option<EnvIx>,
}

impl Stood {
    /// Before anything was looked at.
    pub(super) fn nowhere(run: &Run) -> Self {
        let number = run.procedure.phases.len() + 1;
        let phase = |number| PhaseStood {
            tally: Tally::default(),
            left: vec![0; run.phase(number).steps.len()],
            is_over: false,
            is_over_for_others: false,
            asked: Asked::default(),
            gates: Gates::default(),
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
        let course = gate_of_course(run);
        let mut gates = Gates { all: course, once: course };
        let rollback = run.procedure.phases.len();
        for (number, phase) in self.phases.iter_mut().enumerate() {
            let is_rollback = number == rollback;
            if is_rollback {
                let gate = gate_of_rollback(run, common.is_going_back);
                gates = Gates { all: gate, once: gate };
            }
            if is_other || phase.gates != gates {
                phase.forget(gates);
            }
            pass.stand_phase(number, phase, is_rollback);
            if !phase.is_over {
                gates.once = gates.once.or(Some(Gate::Phase(number)));
            }
            if !phase.is_over_for_others {
                gates.all = gates.all.or(Some(Gate::Phase(number)));
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

    /// The first phase that is not done, or the last.
    pub(super) fn under_way(&self) -> usize {
        let (forward, _) = self.ways();
        forward.iter().position(|phase| !phase.is_over).unwrap_or(forward.len().saturating_sub(1))
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
    if run.nights.between.is_some() && run.course == Course::Forward {
        return Some(Gate::BetweenNights);
    }
    match run.course {
        Course::Abandoned { .. } => Some(Gate::Abandoned),
        Course::Stopped { step } => Some(Gate::LineStopped(step)),
        Course::Back { .. } => Some(Gate::RollingBack),
        Course::Forward if run.requirements.contains(&None) => Some(Gate::Requirements),
        Course::Forward => None,
    }
}

/// The gate that is closed for all steps of the rollback.
fn gate_of_rollback(run: &Run, is_going_back: bool) -> Option<Gate> {
    if is_going_back { run.nights.between.is_some().then_some(Gate::BetweenNights) } else { Some(Gate::NotRollingBack) }
}

impl Pass<'_> {
    fn stand_phase(&mut self, number: usize, stood: &mut PhaseStood, is_rollback: bool) {
        let run = self.run;
        let looks_at_owners = stood.gates.all.is_none() || self.common.is_going_back;
        let is_known = stood.stretches.first().is_some_and(Option::is_some);
        if is_known && !looks_at_owners && !run.is_phase_changed_since(self.since, number) {
            return;
        }
        let phase = run.phase(number);
        let (mut walk, mut asked) = (Walk::default(), Asked::default());
        let (mut is_over, mut is_over_for_others) = (true, true);
        for index in order_of(run, number, phase) {
            let stretch = &run.plan.stretches(number)[index];
            let before = match stretch.environment {
                None => walk.any,
                Some(_) if phase.one_by_one => walk.before,
                Some(_) => None,
            };
            // Behind a closed gate nothing else is waited for.
            let waited_for = if looks_at_owners { (walk.once, before) } else { (None, None) };
            let known = stood.stretches[index].filter(|known| known.waited_for == waited_for);
            let known = known.filter(|_| !run.is_changed_since(self.since, stretch.environment));
            let found =
                known.unwrap_or_else(|| self.stand_stretch(index, stretch, phase, is_rollback, waited_for, stood));
            asked = asked.or(found.asked);
            let Some(_) = found.unsettled else { continue };
            is_over = false;
            let Some(environment) = stretch.environment else {
                walk.once = walk.once.or(found.unsettled);
                is_over_for_others = false;
                continue;
            };
            is_over_for_others &= run.is_postponed(environment) && !found.is_needed;
            if !found.for_support {
                walk.any = walk.any.or(Some(environment));
                if !run.is_postponed(environment) || must_be_tested_first(run, environment) {
                    walk.before = walk.before.or(Some(environment));
                }
            }
        }
        (stood.asked, stood.is_over, stood.is_over_for_others) = (asked, is_over, is_over_for_others);
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
        let gate = if stretch.environment.is_some() { stood.gates.all } else { stood.gates.all.or(stood.gates.once) };
        let mut within = Within { gate, is_rollback, environment: stretch.environment, once, before, own: None };
        let (mut asked, mut for_support, mut is_needed_by_others) = (Asked::default(), false, false);
        let is_postponed = stretch.environment.is_some_and(|environment| self.run.is_postponed(environment));
        let is_needed = !is_rollback || self.is_needed(stretch.environment);
        for offset in 0..stretch.count {
            let (place, step) = (stretch.first.later(offset), &phase.steps[stretch.step + offset]);
            let mark = self.run.mark(place);
            let usual = if is_needed { self.stand(place, mark, step, &within) } else { Standing::NotNeeded };
            let standing = if is_postponed && waits_for_environment(usual) { Standing::Postponed } else { usual };
            let is_done = matches!(standing, Standing::Done(_));
            let is_settled = if is_rollback { standing.is_settled_back() } else { is_done };
            if !is_settled {
                for_support = is_rollback && self.is_for_support(stretch.environment);
                within.own = within.own.or(Some(place));
                is_needed_by_others |= others_need(self.run, place, &step.kind);
                if stretch.environment.is_none() {
                    within.once = within.once.or(Some(place));
                }
            }
            let is_asked = usual.is_answerable() && mark.stage != Stage::Redo;
            let (open, postponed) = (is_asked && standing == usual, is_asked && standing != usual);
            let begun = standing == Standing::Begun;
            asked = asked.or(Asked {
                begun: begun.then_some(place),
                open: open.then_some(place),
                postponed: postponed.then_some(place),
            });
            if stood.stretches[index].is_some() {
                stood.count(stretch.step + offset, self.standings[place.get()], &step.kind, false);
            }
            stood.count(stretch.step + offset, standing, &step.kind, true);
            self.standings[place.get()] = standing;
        }
        let found = Found { waited_for, unsettled: within.own, for_support, is_needed: is_needed_by_others, asked };
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
            && !self.common.is_between_nights
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
