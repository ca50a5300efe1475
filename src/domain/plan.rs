//! The procedure laid out for an infrastructure: every step of every environment, in the order in which they are offered.

use std::{collections::HashMap, fmt, ops::Range, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    infrastructure::{Environment, EnvironmentId, Infrastructure},
    procedure::{Phase, Procedure, Scope, Step, StepKind},
};

/// Names a step: `<phase>/<step>` for the infrastructure, `<environment>/<step>` for an environment.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct StepId(Arc<str>);

/// A step of the plan; the numbers are places in the procedure, the infrastructure and the plan itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its id.
    pub id: StepId,
    /// Place of its phase; the rollback comes after the last phase.
    pub phase: usize,
    /// Place of the step in its phase.
    pub step: usize,
    /// Place of its environment, `None` for the infrastructure.
    pub environment: Option<usize>,
}

/// Consecutive steps of one owner within a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Place of the first of them in the plan.
    pub first: usize,
    /// Place of the first of them in the phase.
    pub step: usize,
    /// How many they are.
    pub count: usize,
    /// Place of their environment, `None` for the infrastructure.
    pub environment: Option<usize>,
}

/// All steps of a migration and its rollback.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    steps: Vec<Planned>,
    phases: Vec<Range<usize>>,
    /// The steps of each phase, owner by owner.
    stretches: Vec<Vec<Stretch>>,
    /// Places of the steps of each owner: first the infrastructure, then the environments.
    owned: Vec<Vec<usize>>,
    places: HashMap<StepId, usize>,
    environments: HashMap<EnvironmentId, usize>,
    /// The names of the environments as ids, where they can be such.
    names: Vec<Option<EnvironmentId>>,
    /// Places of the steps that pause deployments, on both ways.
    pauses: Vec<usize>,
    /// Places of the steps that resume them.
    resumes: Vec<usize>,
}

impl Plan {
    /// Lays a procedure out: within a phase, environment by environment, those with the phase's first role ahead.
    pub fn new(procedure: &Procedure, infrastructure: &Infrastructure) -> Self {
        let mut steps = Vec::new();
        let mut phases = Vec::new();
        for (place, phase) in procedure.all_phases().enumerate() {
            let start = steps.len();
            lay_out(place, phase, &infrastructure.environments, &mut steps);
            phases.push(start..steps.len());
        }
        let mut owned = vec![Vec::new(); infrastructure.environments.len() + 1];
        for (place, planned) in steps.iter().enumerate() {
            let planned: &Planned = planned;
            owned[owner(planned.environment)].push(place);
        }
        let places =
            steps.iter().enumerate().map(|(place, planned): (_, &Planned)| (planned.id.clone(), place)).collect();
        let of_kind = |wanted: fn(&StepKind) -> bool| {
            let is_wanted = |planned: &Planned| wanted(&procedure.phase(planned.phase).steps[planned.step].kind);
            (0..steps.len()).filter(|place| is_wanted(&steps[*place])).collect()
        };
        let pauses = of_kind(|kind| matches!(kind, StepKind::Pause { .. }));
        let resumes = of_kind(|kind| matches!(kind, StepKind::Resume));
        let all = infrastructure.environments.iter();
        let environments =
            all.clone().enumerate().rev().map(|(place, described)| (described.id.clone(), place)).collect();
        let names = all.map(|described| EnvironmentId::from_name(&described.name).ok()).collect();
        let stretches = phases.iter().map(|phase| stretches(&steps, phase.clone())).collect();
        Self { steps, phases, stretches, owned, places, environments, names, pauses, resumes }
    }

    /// All steps, the rollback's last.
    pub fn steps(&self) -> &[Planned] {
        &self.steps
    }

    /// Where the steps of a phase stand.
    pub fn phase(&self, phase: usize) -> Range<usize> {
        self.phases.get(phase).cloned().unwrap_or_default()
    }

    /// The places of the steps of an environment, or of the infrastructure for `None`, in their order.
    pub fn steps_of(&self, environment: Option<usize>) -> &[usize] {
        self.owned.get(owner(environment)).map_or(&[], Vec::as_slice)
    }

    /// The places of the steps that pause deployments, on the way forward and on the way back.
    pub fn pauses(&self) -> &[usize] {
        &self.pauses
    }

    /// The places of the steps that resume deployments.
    pub fn resumes(&self) -> &[usize] {
        &self.resumes
    }

    /// Where the steps of the rollback stand.
    pub fn rollback(&self) -> Range<usize> {
        self.phases.last().cloned().unwrap_or_default()
    }

    /// The steps of a phase, owner by owner, in their order.
    pub fn stretches(&self, phase: usize) -> &[Stretch] {
        self.stretches.get(phase).map_or(&[], Vec::as_slice)
    }

    /// The place of an environment in the infrastructure.
    pub fn environment(&self, id: &EnvironmentId) -> Option<usize> {
        self.environments.get(id).copied()
    }

    /// The name of an environment as an id, where it can be one.
    pub fn name(&self, environment: usize) -> Option<&EnvironmentId> {
        self.names.get(environment)?.as_ref()
    }

    /// The place of a step.
    pub fn place(&self, id: &StepId) -> Option<usize> {
        self.places.get(id).copied()
    }
}

fn stretches(steps: &[Planned], phase: Range<usize>) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for place in phase {
        let Planned { step, environment, .. } = steps[place];
        let goes_on = |last: &&mut Stretch| last.environment == environment && last.step + last.count == step;
        match stretches.last_mut().filter(goes_on) {
            Some(stretch) => stretch.count += 1,
            None => stretches.push(Stretch { first: place, step, count: 1, environment }),
        }
    }
    stretches
}

/// Where the steps of an owner are listed.
const fn owner(environment: Option<usize>) -> usize {
    match environment {
        None => 0,
        Some(environment) => environment + 1,
    }
}

/// Steps before the first environment step, then the environments one after the other, then the rest.
fn lay_out(place: usize, phase: &Phase, environments: &[Environment], steps: &mut Vec<Planned>) {
    let each = |step: &Step| step.scope == Scope::EachEnvironment;
    let first = phase.steps.iter().position(each).unwrap_or(phase.steps.len());
    let last = phase.steps.iter().rposition(each).map_or(first, |last| last + 1);
    let once = |step: usize| Planned {
        id: StepId::new(&phase.id, &phase.steps[step].id),
        phase: place,
        step,
        environment: None,
    };
    steps.extend((0..first).map(once));
    for environment in order(phase, environments) {
        let owner = environments[environment].id.as_str();
        steps.extend((first..last).map(|step| Planned {
            id: StepId::new(owner, &phase.steps[step].id),
            phase: place,
            step,
            environment: Some(environment),
        }));
    }
    steps.extend((last..phase.steps.len()).map(once));
}

/// The order of the file, those with the first role ahead.
fn order(phase: &Phase, environments: &[Environment]) -> Vec<usize> {
    let (mut ahead, behind): (Vec<usize>, Vec<usize>) =
        (0..environments.len()).partition(|place| phase.first == Some(environments[*place].role));
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
