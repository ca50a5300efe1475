//! The whole procedure for an infrastructure, to read before starting: its parts with every value in their sentences.

use serde::Serialize;

use crate::domain::{
    index::EnvIx,
    infrastructure::{Environment, Infrastructure},
    plan::{Plan, Planned},
    procedure::{Faq, Phase, Procedure, Requirement, Sourced},
    spelled::{with_codes, with_values},
};

/// The plan for programs, and what the documents for people are made of.
#[derive(Debug, Serialize)]
pub struct Outline {
    rehearsal: bool,
    migration: String,
    procedure: String,
    title: String,
    edition: String,
    article: String,
    summary: String,
    source: String,
    target: String,
    portal: String,
    support: String,
    environments: Vec<EnvironmentLine>,
    requirements: Vec<RequirementLine>,
    phases: Vec<PhaseLine>,
    steps: Vec<StepLine>,
    faqs: Vec<FaqLine>,
    minutes: u32,
}

#[derive(Debug, Serialize)]
struct EnvironmentLine {
    id: String,
    name: String,
    role: &'static str,
    serial: Option<String>,
    service_center: Option<String>,
    module: String,
}

#[derive(Debug, Serialize)]
struct RequirementLine {
    id: String,
    question: String,
    no: String,
    source: String,
}

#[derive(Debug, Serialize)]
struct PhaseLine {
    id: String,
    title: String,
    summary: String,
    /// In which order its environments are done, in words.
    order: Option<String>,
    implied: Option<String>,
    minutes: u32,
}

#[derive(Debug, Serialize)]
struct StepLine {
    id: String,
    phase: String,
    environment: Option<String>,
    title: String,
    warning: Option<TextLine>,
    instructions: Vec<String>,
    again: Option<TextLine>,
    new_serial: Option<TextLine>,
    good: String,
    otherwise: String,
    faq: Option<u8>,
    minutes: u32,
    implied: Option<String>,
    source: String,
}

/// A text beside the instructions, with its source.
#[derive(Debug, Serialize)]
struct TextLine {
    lines: Vec<String>,
    source: String,
}

#[derive(Debug, Serialize)]
struct FaqLine {
    number: u8,
    question: String,
    answer: String,
    source: String,
}

/// The plan of an infrastructure by a procedure; the rollback's steps come last.
pub fn outline(procedure: &Procedure, infrastructure: &Infrastructure, rehearsal: bool) -> Outline {
    let plan = Plan::new(procedure, infrastructure);
    let minutes = |planned: &Planned| procedure.phase(planned.phase).steps[planned.step].minutes;
    let environments = infrastructure.environments.iter();
    Outline {
        rehearsal,
        migration: infrastructure.name.clone(),
        procedure: procedure.id.clone(),
        title: procedure.title.clone(),
        edition: procedure.edition.clone(),
        article: procedure.article.clone(),
        summary: procedure.summary.clone(),
        source: infrastructure.source.to_string(),
        target: infrastructure.target.to_string(),
        portal: infrastructure.fill("{portal}"),
        support: infrastructure.fill("{support}"),
        environments: environments.map(|one| environment_line(infrastructure, one)).collect(),
        requirements: procedure.requirements.iter().map(|one| requirement_line(infrastructure, one)).collect(),
        phases: procedure.all_phases().enumerate().map(|(place, phase)| phase_line(&plan, place, phase)).collect(),
        minutes: plan.forward().iter().map(|step| minutes(plan.planned(step))).sum(),
        steps: plan.steps().iter().map(|planned| step_line(procedure, infrastructure, planned)).collect(),
        faqs: procedure.faqs.iter().map(|one| faq_line(infrastructure, one)).collect(),
    }
}

fn environment_line(infrastructure: &Infrastructure, described: &Environment) -> EnvironmentLine {
    EnvironmentLine {
        id: described.id.to_string(),
        name: described.name.clone(),
        role: described.role.word(),
        serial: described.serial.as_ref().map(ToString::to_string),
        service_center: described.service_center.clone(),
        module: described.module.clone().unwrap_or_else(|| infrastructure.module.clone()),
    }
}

fn requirement_line(infrastructure: &Infrastructure, requirement: &Requirement) -> RequirementLine {
    RequirementLine {
        id: requirement.id.clone(),
        question: requirement.question.clone(),
        no: infrastructure.fill(&requirement.no),
        source: requirement.source.clone(),
    }
}

fn faq_line(infrastructure: &Infrastructure, faq: &Faq) -> FaqLine {
    FaqLine {
        number: faq.number,
        question: faq.question.clone(),
        answer: infrastructure.fill(&with_codes(&faq.answer)),
        source: faq.source.clone(),
    }
}

fn phase_line(plan: &Plan, place: usize, phase: &Phase) -> PhaseLine {
    PhaseLine {
        id: phase.id.clone(),
        title: phase.title.clone(),
        summary: phase.summary.clone(),
        order: phase.order_words(),
        implied: phase.implied.clone(),
        minutes: plan.phase(place).iter().map(|step| phase.steps[plan.planned(step).step].minutes).sum(),
    }
}

fn step_line(procedure: &Procedure, infrastructure: &Infrastructure, planned: &Planned) -> StepLine {
    let phase = procedure.phase(planned.phase);
    let step = &phase.steps[planned.step];
    let fill = |text: &str| fill(&with_values(text), infrastructure, planned.environment);
    let beside = |text: &Sourced| TextLine {
        lines: text.lines.iter().map(|line| fill(line)).collect(),
        source: text.source.clone(),
    };
    StepLine {
        id: planned.id.to_string(),
        phase: phase.id.clone(),
        environment: planned.environment.map(|environment| infrastructure.environments[environment.get()].name.clone()),
        title: fill(&step.title),
        warning: step.warning.as_ref().map(beside),
        instructions: step.actions.iter().map(|action| fill(action)).collect(),
        again: step.again.as_ref().map(beside),
        new_serial: step.new_serial.as_ref().map(beside),
        good: fill(&step.good),
        otherwise: fill(&step.otherwise),
        faq: step.faq,
        minutes: step.minutes,
        implied: step.implied.as_ref().or(phase.implied.as_ref()).cloned(),
        source: step.source.clone(),
    }
}

fn fill(text: &str, infrastructure: &Infrastructure, environment: Option<EnvIx>) -> String {
    let described = environment.map(|environment| &infrastructure.environments[environment.get()]);
    let serial = described.and_then(|one| one.serial.as_ref()).map_or("not known yet", |serial| serial.as_str());
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
