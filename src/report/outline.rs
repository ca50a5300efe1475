//! The whole procedure for an infrastructure, to read before starting.

use std::fmt::Write as _;

use serde::Serialize;

use crate::domain::{
    index::EnvIx,
    infrastructure::Infrastructure,
    plan::Plan,
    procedure::{Procedure, Step},
};

/// The plan for programs.
#[derive(Debug, Serialize)]
pub struct Outline {
    rehearsal: bool,
    migration: String,
    procedure: String,
    source: String,
    target: String,
    requirements: Vec<RequirementLine>,
    steps: Vec<StepLine>,
    minutes: u32,
}

#[derive(Debug, Serialize)]
struct RequirementLine {
    id: String,
    question: String,
}

#[derive(Debug, Serialize)]
struct StepLine {
    id: String,
    phase: String,
    environment: Option<String>,
    title: String,
    instructions: Vec<String>,
    good: String,
    otherwise: String,
    faq: Option<u8>,
    minutes: u32,
    implied: Option<String>,
    source: String,
}

/// The plan of an infrastructure by a procedure; the rollback's steps come last.
pub fn outline(procedure: &Procedure, infrastructure: &Infrastructure, rehearsal: bool) -> Outline {
    let plan = Plan::new(procedure, infrastructure);
    let phases: Vec<_> = procedure.all_phases().collect();
    let line = |planned: &crate::domain::plan::Planned| {
        let (phase, step) = (phases[planned.phase], &phases[planned.phase].steps[planned.step]);
        let fill = |text: &str| fill(text, infrastructure, planned.environment);
        StepLine {
            id: planned.id.to_string(),
            phase: phase.id.clone(),
            environment: planned
                .environment
                .map(|environment| infrastructure.environments[environment.get()].name.clone()),
            title: fill(&step.title),
            instructions: step.actions.iter().map(|action| fill(action)).collect(),
            good: fill(&step.good),
            otherwise: fill(&step.otherwise),
            faq: step.faq,
            minutes: step.minutes,
            implied: implied(step, phase.implied.as_ref()),
            source: step.source.clone(),
        }
    };
    let requirement = |requirement: &crate::domain::procedure::Requirement| RequirementLine {
        id: requirement.id.clone(),
        question: requirement.question.clone(),
    };
    let forward = plan.forward();
    Outline {
        rehearsal,
        migration: infrastructure.name.clone(),
        procedure: procedure.id.clone(),
        source: infrastructure.source.to_string(),
        target: infrastructure.target.to_string(),
        requirements: procedure.requirements.iter().map(requirement).collect(),
        minutes: forward.iter().map(|step| minutes(plan.planned(step), &phases)).sum(),
        steps: plan.steps().iter().map(line).collect(),
    }
}

fn minutes(planned: &crate::domain::plan::Planned, phases: &[&crate::domain::procedure::Phase]) -> u32 {
    phases[planned.phase].steps[planned.step].minutes
}

fn implied(step: &Step, phase: Option<&String>) -> Option<String> {
    step.implied.as_ref().or(phase).cloned()
}

fn fill(text: &str, infrastructure: &Infrastructure, environment: Option<EnvIx>) -> String {
    let described = environment.map(|environment| &infrastructure.environments[environment.get()]);
    let serial = described.and_then(|one| one.serial.as_ref()).map_or("(not known yet)", |serial| serial.as_str());
    let module = described.and_then(|one| one.module.as_ref()).unwrap_or(&infrastructure.module);
    let center = described.and_then(|one| one.service_center.as_deref()).unwrap_or("its Service Center");
    [
        ("{environment}", described.map_or("the environment", |one| one.name.as_str())),
        ("{serial}", serial),
        ("{module}", module),
        ("{service_center}", center),
        ("{file}", "the file in the vault"),
    ]
    .into_iter()
    .fold(infrastructure.fill(text), |text, (placeholder, value)| text.replace(placeholder, value))
}

impl Outline {
    /// As Markdown; without the asterisks and hashes it is the plain text.
    pub fn markdown(&self) -> String {
        let watermark = if self.rehearsal { "**REHEARSAL**\n\n" } else { "" };
        let mut text = format!("# {}: {}\n\n{watermark}", self.migration, self.procedure);
        let _ =
            writeln!(text, "From AAA `{}` to BBB `{}`, about {} minutes.\n", self.source, self.target, self.minutes);
        let _ = writeln!(text, "## Before you start\n");
        for requirement in &self.requirements {
            let _ = writeln!(text, "- {} (`{}`)", requirement.question, requirement.id);
        }
        let mut phase = "";
        for step in &self.steps {
            if step.phase != phase {
                phase = &step.phase;
                let _ = writeln!(text, "\n## Phase {phase}");
            }
            let name = step.environment.as_ref().map_or_else(String::new, |name| format!("{name}: "));
            let _ = writeln!(text, "\n### {name}{}\n", step.title);
            let _ = writeln!(text, "`{}`, about {} min, {}\n", step.id, step.minutes, step.source);
            if let Some(why) = &step.implied {
                let _ = writeln!(text, "Added by acmove: {why}.\n");
            }
            for (number, action) in step.instructions.iter().enumerate() {
                let _ = writeln!(text, "{}. {action}", number + 1);
            }
            let _ = writeln!(text, "\nExpected: {}\n\nOtherwise: {}", step.good, step.otherwise);
        }
        text
    }

    /// As plain text.
    pub fn text(&self) -> String {
        let bare = |line: &str| line.trim_start_matches(['#', ' ']).replace(['*', '`'], "");
        self.markdown().lines().map(|line| bare(line) + "\n").collect()
    }
}
