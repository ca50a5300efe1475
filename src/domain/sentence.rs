//! Every fact as a sentence: for the screen, line mode, the report and the record.

use super::{
    check,
    deployment::Deployment,
    event::{Consequence, Event, Origin, Problem},
    infrastructure::{EnvironmentId, Side},
    outlook::Outlook,
    page::{EndDate, LicensingPage},
    plan::StepId,
    run::{Holding, Run},
    tool::{Tool, ToolEnd},
};

/// What is alarming about a fact, in the state before it: a deployment breaks the freeze, or a page shows a license that
/// nobody installed here.
pub fn alarm(run: &Run, outlook: &Outlook, event: &Event) -> Option<String> {
    if let Event::DeploymentSeen { deployment } = event {
        let breaks = outlook.freeze.since.is_some() && outlook.freeze.concerns(run, deployment);
        let known = run.watch.of(&deployment.key).is_some_and(|known| !known.is_started_again(deployment));
        return (breaks && !known).then(|| format!("A deployment in the freeze: {}.", deployment.words()));
    }
    let Event::PageSeen { environment, page, .. } = event else { return None };
    let place = run.position(environment)?;
    let license = run.environment(place).license;
    let name = &run.described(place).name;
    match (run.side_of(page.activation_code.as_ref()?), license.holding) {
        (Some(Side::Target), _) if !license.may_be_target() => Some(format!(
            "{name} shows BBB, although no upload of BBB was begun here. Find out who installed it; R rolls back."
        )),
        (Some(Side::Source), Holding::Side(Side::Target, _)) => {
            Some(format!("{name} shows AAA, although BBB was installed. Its upload has to be done again."))
        }
        (None, _) => Some(format!("{name} shows a code that is neither AAA nor BBB. Find out which license that is.")),
        (Some(Side::Source | Side::Target), _) => None,
    }
}

/// What a fact says, in a sentence; `run` may be the state before or after it.
pub fn tell(run: &Run, event: &Event) -> String {
    let title = |step: &StepId| run.plan.place(step).map_or_else(|| step.to_string(), |place| run.title(place));
    let name =
        |id: &EnvironmentId| run.position(id).map_or_else(|| id.to_string(), |place| run.described(place).name.clone());
    match event {
        Event::MigrationStarted(start) => format!(
            "Migration of {} from {} to {} started.",
            start.infrastructure.name, start.infrastructure.source, start.infrastructure.target
        ),
        Event::RequirementAnswered { requirement, yes: true } => format!("Requirement {requirement}: yes."),
        Event::RequirementAnswered { requirement, yes: false } => {
            format!("Requirement {requirement}: no. The attempt ends; nothing was touched.")
        }
        Event::StepBegun { step, .. } => format!("{}: begun.", title(step)),
        Event::CommandStarted { step, tool, .. } => format!("{}: {} was started.", title(step), tool.name()),
        Event::CommandEnded { step, tool, end, seconds, last, .. } => {
            format!("{}: {}", title(step), command_words(*tool, *end, *seconds, last))
        }
        Event::SerialRead { environment, serial, .. } => {
            format!("{}: its server has printed the serial number {serial}.", name(environment))
        }
        Event::StepWithdrawn { step, note, .. } => with_note(format!("{}: begun, but not done.", title(step)), note),
        Event::StepDone { step, note, .. } => with_note(format!("{}: done, as claimed.", title(step)), note),
        Event::LicenseKept { step, file, origin, .. } => format!(
            "{}: {} ({} bytes, {}) is in the vault, read back and verified{}.",
            title(step),
            file.name,
            file.bytes,
            file.sha256.short(),
            from(*origin)
        ),
        Event::ProblemReported { step, problem, consequence, note, .. } => {
            let told = format!("{}: {}. {}", title(step), problem_words(problem), follows(*consequence));
            with_note(told, note)
        }
        Event::PagePassed { step, page, .. } => format!("{}: verified. {}", title(step), page_words(run, page)),
        Event::PageFailed { step, page, consequence, not_accepted, .. } => {
            let what = if *not_accepted { "the value is not accepted" } else { "the page shows something else" };
            format!("{}: {what}. {} {}", title(step), page_words(run, page), follows(*consequence))
        }
        Event::ValueClaimed { step, value, note, .. } => {
            with_note(format!("{}: reads {value}, as claimed.", title(step)), note)
        }
        Event::ModulePublished { step, module, message: None, .. } => {
            format!("{}: {module} was published, as claimed.", title(step))
        }
        Event::ModulePublished { step, module, message: Some(message), .. } => {
            format!("{}: {module} was published: \"{message}\".", title(step))
        }
        Event::PublishFailed { step, module, message, consequence, .. } => {
            format!("{}: publishing {module} failed: \"{message}\". {}", title(step), follows(*consequence))
        }
        Event::PageSeen { environment, page, .. } => {
            format!("{}: its Licensing page was read. {}", name(environment), page_words(run, page))
        }
        Event::VaultDamaged { environment, side, what } => {
            format!("{}: its {} license in the vault is not what was kept: {what}.", name(environment), side.label())
        }
        Event::SupportAnswered { reopened, note } => {
            let steps = reopened.iter().map(title).collect::<Vec<_>>().join("; ");
            with_note(format!("Support answered. To be done again: {steps}."), note)
        }
        Event::StepsReopened { steps, reason } => {
            format!("To be done again: {}. Reason: {reason}", steps.iter().map(title).collect::<Vec<_>>().join("; "))
        }
        Event::ModuleChosen { environment, module, reason } => {
            format!("{}: {module} is the module of the test. Reason: {reason}", name(environment))
        }
        Event::SerialChanged { environment, serial, reason } => {
            format!(
                "{}: its serial number is now {serial}; its license files are void. Reason: {reason}",
                name(environment)
            )
        }
        Event::Held { reason } => format!("Held. Reason: {reason}"),
        Event::WentOn { rollback_by, reason } => {
            format!(
                "It goes on, although a rollback begun after {rollback_by:.0} ends after the window. Reason: {reason}"
            )
        }
        Event::Watched { environments } => format!("LifeTime is watched: {}.", counted(*environments)),
        Event::Unwatched { why, since: None, .. } => format!("LifeTime is NOT watched from now on: {why}"),
        Event::Unwatched { why, since: Some(since), .. } => format!("LifeTime was NOT watched since {since:.0}: {why}"),
        Event::DeploymentSeen { deployment } => seen_words(deployment),
        Event::DeploymentsAccepted { deployments, reason } => accepted_words(run, deployments, reason),
        Event::AbortAsked { deployment } => {
            format!("LifeTime is asked to abort the deployment {}.", deployment_words(run, deployment))
        }
        Event::LineLifted { reason } => format!("The stop was lifted. Reason: {reason}"),
        Event::RollbackStarted { environments, reason } => {
            let names = environments.iter().map(name).collect::<Vec<_>>().join(", ");
            format!("Rollback started for {names}. Reason: {reason}")
        }
        Event::Abandoned { reason } => format!("The migration was given up. Reason: {reason}"),
        Event::NoteWritten { about: None, text } => format!("Note: {text}"),
        Event::NoteWritten { about: Some(step), text } => format!("{}: note: {text}", title(step)),
        Event::Refused { reason, .. } => format!("Refused: {reason}"),
    }
}

fn command_words(tool: Tool, end: ToolEnd, seconds: u32, last: &[String]) -> String {
    let last = last.last().map_or_else(String::new, |line| format!(" Its last line: \"{line}\""));
    format!("{} {} after {seconds} s.{last}", tool.name(), end.words())
}

fn seen_words(deployment: &Deployment) -> String {
    let started = deployment.started.map_or_else(String::new, |at| format!(", started {at:.0}"));
    format!("LifeTime shows a deployment {}{started}.", deployment.words())
}

fn deployment_words(run: &Run, key: &str) -> String {
    run.watch.of(key).map_or_else(|| key.to_owned(), |known| known.deployment.words())
}

fn accepted_words(run: &Run, keys: &[String], reason: &str) -> String {
    let which = keys.iter().map(|key| deployment_words(run, key)).collect::<Vec<_>>().join("; ");
    if which.is_empty() {
        format!("It goes on, although LifeTime is not watched. Reason: {reason}")
    } else {
        format!("It goes on in spite of deployments: {which}. Reason: {reason}")
    }
}

fn counted(environments: u32) -> String {
    if environments == 1 {
        "its token sees one environment".to_owned()
    } else {
        format!("its token sees {environments} environments")
    }
}

fn with_note(told: String, note: &str) -> String {
    if note.is_empty() { told } else { format!("{told} Note: {note}") }
}

const fn from(origin: Origin) -> &'static str {
    match origin {
        Origin::Portal => "",
        Origin::ServiceCenter => "; it came from Backup License in Service Center",
        Origin::Support => "; it came from Support",
    }
}

fn problem_words(problem: &Problem) -> String {
    match problem {
        Problem::SerialNotFound => "the portal does not list the serial number".to_owned(),
        Problem::DeploymentRunning => "a deployment is still running".to_owned(),
        Problem::NotAccepted { value } => {
            format!("Intellectual Property reads {value}, as claimed, which is not accepted")
        }
    }
}

/// What follows from a failure, in words.
pub const fn follows(consequence: Consequence) -> &'static str {
    match consequence {
        Consequence::Retry => "It is open for another attempt.",
        Consequence::Collect => "It is gathered for one Support request; go on with the rest.",
        Consequence::Redo => "Support has to correct the definition; then BBB is obtained again everywhere.",
        Consequence::StopTheLine => "The line is stopped for all environments.",
    }
}

pub(super) fn page_words(run: &Run, page: &LicensingPage) -> String {
    let code = page.activation_code.as_ref().map_or_else(
        || "no Activation Code".to_owned(),
        |code| run.side_of(code).map_or_else(|| code.to_string(), |side| format!("{} ({code})", side.label())),
    );
    let value = page.intellectual_property.as_ref().map_or_else(|| "not shown".to_owned(), ToString::to_string);
    let license = match (check::fault(page.banner), &page.end_date) {
        (Some(fault), Some(EndDate::On(day))) => format!(" Its license is {fault}, and ends {day}."),
        (Some(fault), _) => format!(" Its license is {fault}."),
        (None, Some(EndDate::On(day))) => format!(" Its license ends {day}."),
        (None, Some(EndDate::Never | EndDate::Unreadable(_)) | None) => String::new(),
    };
    format!("The page shows {code}, Intellectual Property {value}.{license}")
}
