//! The procedure laid out for an infrastructure: every step of every environment, in the order in which they are offered.

use std::{collections::HashMap, fmt, ops::Range, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    infrastructure::{Environment, Infrastructure},
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

/// All steps of a migration and its rollback.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    steps: Vec<Planned>,
    phases: Vec<Range<usize>>,
    /// Places of the steps of each owner: first the infrastructure, then the environments.
    owned: Vec<Vec<usize>>,
    places: HashMap<StepId, usize>,
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
        Self { steps, phases, owned, places, pauses, resumes }
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

    /// The place of a step.
    pub fn place(&self, id: &StepId) -> Option<usize> {
        self.places.get(id).copied()
    }
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
