//! The procedure laid out for an infrastructure: every step of every environment, in the order in which they are offered.

use std::{collections::HashMap, fmt, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    index::{EnvIx, StepIx, Steps},
    infrastructure::{Environment, EnvironmentId, Infrastructure},
    procedure::{Phase, Procedure, Scope, Step, StepKind},
};

/// Names a step: `<phase>/<step>` for the infrastructure, `<environment>/<step>` for an environment.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct StepId(Arc<str>);

/// A step of the plan; the plain numbers are places in the procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its id.
    pub id: StepId,
    /// Place of its phase; the rollback comes after the last phase.
    pub phase: usize,
    /// Place of the step in its phase.
    pub step: usize,
    /// Its environment, `None` for the infrastructure.
    pub environment: Option<EnvIx>,
}

/// Consecutive steps of one owner within a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The first of them in the plan.
    pub first: StepIx,
    /// Place of the first of them in the phase.
    pub step: usize,
    /// How many they are.
    pub count: usize,
    /// Their environment, `None` for the infrastructure.
    pub environment: Option<EnvIx>,
}

/// All steps of a migration and its rollback.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    steps: Vec<Planned>,
    phases: Vec<Steps>,
    /// The steps of each phase, owner by owner.
    stretches: Vec<Vec<Stretch>>,
    /// The steps of each owner: first the infrastructure, then the environments.
    owned: Vec<Vec<StepIx>>,
    indexes: HashMap<StepId, StepIx>,
    environments: HashMap<EnvironmentId, EnvIx>,
    /// The names of the environments as ids, where they can be such.
    names: Vec<Option<EnvironmentId>>,
    /// The steps that pause deployments, on both ways.
    pauses: Vec<StepIx>,
    /// The steps that resume them.
    resumes: Vec<StepIx>,
}

impl Plan {
    /// Lays a procedure out: within a phase, environment by environment, those with the phase's first role ahead.
    pub fn new(procedure: &Procedure, infrastructure: &Infrastructure) -> Self {
        let mut steps = Vec::new();
        let mut phases = Vec::new();
        for (number, phase) in procedure.all_phases().enumerate() {
            let start = StepIx::new(steps.len());
            lay_out(number, phase, &infrastructure.environments, &mut steps);
            phases.push(Steps::new(start, StepIx::new(steps.len())));
        }
        let numbered = || (0..).map(StepIx::new).zip(&steps);
        let mut owned = vec![Vec::new(); infrastructure.environments.len() + 1];
        for (step, planned) in numbered() {
            owned[owner(planned.environment)].push(step);
        }
        let indexes = numbered().map(|(step, planned)| (planned.id.clone(), step)).collect();
        let of_kind = |wanted: fn(&StepKind) -> bool| {
            let is_wanted = |planned: &Planned| wanted(&procedure.phase(planned.phase).steps[planned.step].kind);
            numbered().filter(|(_, planned)| is_wanted(planned)).map(|(step, _)| step).collect()
        };
        let pauses = of_kind(|kind| matches!(kind, StepKind::Pause { .. }));
        let resumes = of_kind(|kind| matches!(kind, StepKind::Resume));
        let all = infrastructure.environments.iter();
        let numbers = EnvIx::all(infrastructure.environments.len());
        let environments = numbers
            .zip(all.clone())
            .rev()
            .map(|(environment, described)| (described.id.clone(), environment))
            .collect();
        let names = all.map(|described| EnvironmentId::from_name(&described.name).ok()).collect();
        let stretches = phases.iter().map(|phase| stretches(&steps, *phase)).collect();
        Self { steps, phases, stretches, owned, indexes, environments, names, pauses, resumes }
    }

    /// All steps, the rollback's last.
    pub fn steps(&self) -> &[Planned] {
        &self.steps
    }

    /// The numbers of all steps, the rollback's last.
    pub const fn every_step(&self) -> Steps {
        Steps::new(StepIx::new(0), StepIx::new(self.steps.len()))
    }

    /// A step by its number.
    pub fn planned(&self, step: StepIx) -> &Planned {
        &self.steps[step.get()]
    }

    /// The steps of a phase.
    pub fn phase(&self, phase: usize) -> Steps {
        self.phases.get(phase).copied().unwrap_or(Steps::none())
    }

    /// The steps of an environment, or of the infrastructure for `None`, in their order.
    pub fn steps_of(&self, environment: Option<EnvIx>) -> &[StepIx] {
        self.owned.get(owner(environment)).map_or(&[], Vec::as_slice)
    }

    /// The steps that pause deployments, on the way forward and on the way back.
    pub fn pauses(&self) -> &[StepIx] {
        &self.pauses
    }

    /// The steps that resume deployments.
    pub fn resumes(&self) -> &[StepIx] {
        &self.resumes
    }

    /// The steps of the rollback.
    pub fn rollback(&self) -> Steps {
        self.phases.last().copied().unwrap_or(Steps::none())
    }

    /// The steps of the way forward: all that come before the rollback.
    pub fn forward(&self) -> Steps {
        Steps::new(StepIx::new(0), self.rollback().start)
    }

    /// The steps of a phase, owner by owner, in their order.
    pub fn stretches(&self, phase: usize) -> &[Stretch] {
        self.stretches.get(phase).map_or(&[], Vec::as_slice)
    }

    /// The number of an environment in the infrastructure.
    pub fn environment(&self, id: &EnvironmentId) -> Option<EnvIx> {
        self.environments.get(id).copied()
    }

    /// The name of an environment as an id, where it can be one.
    pub fn name(&self, environment: EnvIx) -> Option<&EnvironmentId> {
        self.names.get(environment.get())?.as_ref()
    }

    /// The number of a step.
    pub fn index(&self, id: &StepId) -> Option<StepIx> {
        self.indexes.get(id).copied()
    }
}

fn stretches(steps: &[Planned], phase: Steps) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for first in phase {
        let Planned { step, environment, .. } = steps[first.get()];
        let goes_on = |last: &&mut Stretch| last.environment == environment && last.step + last.count == step;
        match stretches.last_mut().filter(goes_on) {
            Some(stretch) => stretch.count += 1,
            None => stretches.push(Stretch { first, step, count: 1, environment }),
        }
    }
    stretches
}

/// Where the steps of an owner are listed.
const fn owner(environment: Option<EnvIx>) -> usize {
    match environment {
        None => 0,
        Some(environment) => environment.get() + 1,
    }
}

/// Steps before the first environment step, then the environments one after the other, then the rest.
fn lay_out(number: usize, phase: &Phase, environments: &[Environment], steps: &mut Vec<Planned>) {
    let each = |step: &Step| step.scope == Scope::EachEnvironment;
    let first = phase.steps.iter().position(each).unwrap_or(phase.steps.len());
    let last = phase.steps.iter().rposition(each).map_or(first, |last| last + 1);
    let once = |step: usize| Planned {
        id: StepId::new(&phase.id, &phase.steps[step].id),
        phase: number,
        step,
        environment: None,
    };
    steps.extend((0..first).map(once));
    for environment in order(phase, environments) {
        let owner = environments[environment.get()].id.as_str();
        steps.extend((first..last).map(|step| Planned {
            id: StepId::new(owner, &phase.steps[step].id),
            phase: number,
            step,
            environment: Some(environment),
        }));
    }
    steps.extend((last..phase.steps.len()).map(once));
}

/// The order of the file, those with the first role ahead.
fn order(phase: &Phase, environments: &[Environment]) -> Vec<EnvIx> {
    let (mut ahead, behind): (Vec<EnvIx>, Vec<EnvIx>) = EnvIx::all(environments.len())
        .partition(|environment| phase.first == Some(environments[environment.get()].role));
    ahead.extend(behind);
    ahead
}

impl StepId {
    /// The id of a step of an owner: a phase or an environment.
    pub fn new(owner: &str, step: &str) -> Self {
        Self(format!("{owner}/{step}").into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for StepId {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&str> for StepId {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<StepId> for String {
    fn from(id: StepId) -> Self {
        id.0.as_ref().to_owned()
    }
}

impl fmt::Display for StepId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
