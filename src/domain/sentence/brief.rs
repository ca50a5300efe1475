//! Every fact in a few words, without the name of its environment: for a column beside that name.

use super::super::{
    event::{Event, KeptFile, Problem},
    infrastructure::Side,
    page::LicensingPage,
    plan::StepId,
    procedure::StepKind,
    run::Run,
};
use super::modules::modules_in_brief;

/// Characters of a digest that tell files apart in a column.
const DIGEST: usize = 6;

/// A fact in a few words.
pub fn brief(run: &Run, event: &Event) -> String {
    let work = |step: &StepId| work(run, step);
    match event {
        Event::MigrationStarted(_) => "migration started".to_owned(),
        Event::VersionChanged(changed) => format!("acmove {} from here on", changed.acmove),
        Event::ClockJumped(_) => "the clock was changed".to_owned(),
        Event::RequirementAnswered { requirement, yes } => requirement_words(run, requirement, *yes),
        Event::RequirementReopened(_) => "a requirement is asked again".to_owned(),
        Event::UploadReported(told) => format!("{} reported", work(&told.step)),
        Event::StepBegun { step, .. } => format!("{} started", work(step)),
        Event::CommandStarted { .. } => "command started".to_owned(),
        Event::CommandEnded { end, .. } => format!("command {}", end.words()),
        Event::SerialRead(_) => "serial number read".to_owned(),
        Event::StepWithdrawn { step, .. } => format!("{} not done", work(step)),
        Event::StepDone { step, .. } => format!("{} reported", work(step)),
        Event::LicenseKept { step, file, .. } => kept(side(run, step), file),
        Event::ProblemReported { problem, .. } => problem_words(problem),
        Event::PagePassed { page, .. } => shown(run, page, " verified", ""),
        Event::PageFailed { asks: true, .. } => "page read: you decide".to_owned(),
        Event::PageFailed { page, .. } => shown(run, page, "", "check failed: "),
        Event::PageAccepted { .. } => "page accepted, with a reason".to_owned(),
        Event::ValueClaimed { value, .. } => format!("IPP {value} reported"),
        Event::ModulesChecked(_) | Event::ModulesReported(_) | Event::ModulesAccepted(_) => {
            modules_in_brief(event).to_owned()
        }
        Event::ModulePublished { message: Some(_), .. } => "test publish succeeded".to_owned(),
        Event::ModulePublished { .. } => "test publish reported".to_owned(),
        Event::PublishFailed { .. } => "test publish failed".to_owned(),
        Event::PageSeen { page, .. } => shown(run, page, " shown", ""),
        Event::VaultDamaged { side, .. } => format!("{} file in the vault changed", side.label()),
        Event::SupportAnswered { .. } => "Support answered".to_owned(),
        Event::StepsReopened(again) => counted("step", again.steps.len(), "reopened"),
        Event::ModuleChosen(chosen) => format!("test module {}", chosen.module),
        Event::SerialChanged(_) => "serial number changed".to_owned(),
        Event::CodeCorrected(correction) => format!("{} code corrected", correction.side.label()),
        Event::Held { reason } => format!("on hold: {reason}"),
        Event::EnvironmentPostponed(_) => "left out for now".to_owned(),
        Event::EnvironmentTakenUp(_) => "taken up again".to_owned(),
        Event::OrderChosen(_) => "order chosen".to_owned(),
        Event::NightEnded(_) => "stopped for today".to_owned(),
        Event::NightBegun(_) => "continued".to_owned(),
        Event::DeploymentsResumed(_) => "deployments resumed".to_owned(),
        Event::CaseNumbered(numbered) => format!("case {}", numbered.case),
        Event::LineLifted { .. } => "stop lifted, with a reason".to_owned(),
        Event::WentOn { .. } => "continued, with a reason".to_owned(),
        Event::HandedOver(told) => format!("handed over to {}", told.to),
        Event::TakenOver => "taken over".to_owned(),
        Event::ItemAcknowledged { item } => format!("open item {item} acknowledged"),
        Event::WindowChanged(_) => "window changed".to_owned(),
        Event::RollbackStarted { environments, .. } => rollback_words(environments.len()),
        Event::Watched { .. } => "LifeTime watched".to_owned(),
        Event::Unwatched { .. } => "LifeTime NOT watched".to_owned(),
        Event::DeploymentSeen { deployment } => format!("deployment {}", deployment.status.name()),
        Event::DeploymentsAccepted { .. } => "deployments accepted".to_owned(),
        Event::AbortAsked { .. } => "abort requested".to_owned(),
        Event::Abandoned { .. } => "migration given up".to_owned(),
        Event::NoteWritten { .. } | Event::Pointed(_) => noted(event),
        Event::Refused { reason, .. } => format!("refused: {reason}"),
    }
}

fn noted(event: &Event) -> String {
    if let Event::Pointed(pointing) = event {
        return format!("{} points: {}", pointing.who(), pointing.text.as_deref().unwrap_or_default());
    }
    if let Event::NoteWritten { text, .. } = event { format!("note: {text}") } else { String::new() }
}

fn rollback_words(environments: usize) -> String {
    format!("rollback started: {}", counted("environment", environments, ""))
}

/// The work of a step: what, with which license.
fn work(run: &Run, step: &StepId) -> String {
    let Some(step) = run.plan.index(step) else { return step.to_string() };
    let definition = run.definition(step);
    let label = || definition.kind.side_of_license().map_or("", Side::label);
    match &definition.kind {
        StepKind::Upload { .. } => format!("{} upload", label()),
        StepKind::Obtain { .. } => format!("{} file", label()),
        StepKind::Check { .. } => format!("{} check", label()),
        StepKind::Republish { .. } => "test publish".to_owned(),
        StepKind::Pause { .. } => "pause".to_owned(),
        StepKind::Resume => "resume".to_owned(),
        StepKind::Contact => "request to Support".to_owned(),
        StepKind::CodeCheck => "code check".to_owned(),
        StepKind::Read | StepKind::Act => run.fill(&definition.title, step),
    }
}

fn side(run: &Run, step: &StepId) -> Option<Side> {
    run.plan.index(step).and_then(|step| run.definition(step).kind.side_of_license())
}

fn requirement_words(run: &Run, requirement: &str, yes: bool) -> String {
    let all = &run.procedure.requirements;
    let answer = if yes { "yes" } else { "no" };
    match all.iter().position(|known| known.id == requirement) {
        Some(place) => format!("requirement {} of {}: {answer}", place + 1, all.len()),
        None => format!("requirement: {answer}"),
    }
}

fn kept(side: Option<Side>, file: &KeptFile) -> String {
    let digest = file.sha256.short();
    format!("{} file kept, {}", side.map_or("license", Side::label), &digest[..DIGEST.min(digest.len())])
}

fn problem_words(problem: &Problem) -> String {
    match problem {
        Problem::SerialNotFound => "serial number not listed".to_owned(),
        Problem::DeploymentRunning => "a deployment is running".to_owned(),
        Problem::NotAccepted { value } => format!("IPP {value} reported"),
    }
}

/// The license that a page shows, and what became of it.
fn shown(run: &Run, page: &LicensingPage, word: &str, lead: &str) -> String {
    let code = page.activation_code.as_ref().map(|code| run.side_of(code).map_or("other code", Side::label));
    let value = page.intellectual_property.as_ref().map_or_else(String::new, |value| format!(", {value}"));
    format!("{lead}{}{word}{value}", code.unwrap_or("page"))
}

fn counted(thing: &str, count: usize, word: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{plural} {word}").trim_end().to_owned()
}
