//! Every fact as a sentence: for the screen, line mode, the report and the record.

mod brief;
mod clock;
mod modules;
mod night;
mod page;
mod titles;

pub use self::brief::brief;
use self::clock::clock_jumped;
pub use self::clock::{clock_behind, clock_jump_note, clock_set_back};
use self::modules::of_modules;
use self::page::about_page;
pub(super) use self::page::page_words;
use self::titles::titles;
use jiff::Timestamp;

use super::{
    deployment::Deployment,
    event::{
        Correction, Event, HandedOver, KeptFile, ModuleChosen, Origin, Problem, RequirementReopened, SerialRead,
        StepsReopened, UploadReported, WentOn, WindowChanged,
    },
    identity::{SerialNumber, difference::and_differs},
    infrastructure::{EnvironmentId, Infrastructure, Side, Window},
    listed_type::{OtherType, differences},
    outlook::Outlook,
    plan::StepId,
    procedure::StepKind,
    publish::gist,
    run::{Course, Holding, Run},
    text::with_note,
    tool::{Process, Tool, ToolEnd},
};

/// The alarm that a fact raises, in the state before it: a deployment breaks the freeze, LifeTime gives an environment another
/// type than it has here, or a page shows a license that nobody installed here. `None` for any other fact.
pub fn alarm(run: &Run, outlook: &Outlook, event: &Event) -> Option<String> {
    if let Event::DeploymentSeen { deployment } = event {
        let breaks = outlook.freeze.since.is_some() && outlook.freeze.concerns(run, deployment);
        let known = run.watch.of(&deployment.key).is_some_and(|known| !known.is_started_again(deployment));
        return (breaks && !known)
            .then(|| format!("A deployment while deployments are paused: {}.", deployment.words()));
    }
    if let Event::Watched { other_types, .. } = event {
        return (!other_types.is_empty()).then(|| differences(&run.infrastructure, other_types));
    }
    let Event::PageSeen { environment, page, .. } = event else { return None };
    let place = run.position(environment)?;
    let license = run.environment(place).license;
    let name = &run.described(place).name;
    match (run.side_of(page.activation_code.as_ref()?), license.holding) {
        (Some(Side::Target), _) if !license.may_be_target() => Some(format!(
            "{name} shows BBB, but no upload was started in acmove. If you uploaded it, report that on the card of the upload step; if not, find out who installed it, or roll back."
        )),
        (Some(Side::Source), Holding::Side(Side::Target, _)) if matches!(run.course, Course::Back { .. }) => {
            Some(format!("{name} already shows AAA. If you restored it, report that on the card of the upload step."))
        }
        (Some(Side::Source), Holding::Side(Side::Target, _)) => {
            Some(format!("{name} shows AAA, although BBB was installed. Redo its upload."))
        }
        (None, _) => Some(format!(
            "{name} shows an Activation Code that is neither AAA nor BBB. Find out which license that is."
        )),
        (Some(Side::Source | Side::Target), _) => None,
    }
}

fn was_started(tool: Tool, process: Option<&Process>) -> String {
    let process = process.map_or_else(String::new, |process| format!(" as process {}", process.id));
    format!(": {} was started{process}.", tool.name())
}

/// A fact as a sentence; `run` may be the state before or after it.
pub fn sentence(run: &Run, event: &Event) -> String {
    let title = |step: &StepId| run.title_of(step);
    let name = |id: &EnvironmentId| name(run, id);
    match event {
        Event::MigrationStarted(start) => started(&start.infrastructure),
        Event::VersionChanged(changed) => format!("acmove {} writes the record from here on.", changed.acmove),
        Event::ClockJumped(jumped) => clock_jumped(jumped.by_s),
        Event::RequirementAnswered { requirement, yes } => answered(run, requirement, *yes),
        Event::RequirementReopened(asked) => asked_again(run, asked),
        Event::UploadReported(told) => upload_reported(run, told),
        Event::StepBegun { step, .. } => format!("{}: started.", title(step)),
        Event::CommandStarted { step, tool, process, .. } => title(step) + &was_started(*tool, process.as_ref()),
        Event::CommandEnded { step, tool, end, seconds, last, .. } => {
            format!("{}: {}", title(step), command_words(*tool, *end, *seconds, last))
        }
        Event::SerialRead(SerialRead { environment, serial, .. }) => serial_read(&name(environment), serial),
        Event::StepWithdrawn { step, note, .. } => {
            with_note(format!("{}: you reported that it was not done.", title(step)), note)
        }
        Event::StepDone { step, note, .. } => with_note(done(run, step), note),
        Event::LicenseKept { step, file, origin, unseen, .. } => {
            format!("{}: {}{}", title(step), kept(file, *origin), unseen_words(*unseen))
        }
        Event::ProblemReported { step, problem, consequence, note, .. } => {
            with_note(format!("{}: {}. {}", title(step), problem_words(problem), consequence.words()), note)
        }
        Event::PagePassed { step, .. }
        | Event::PageFailed { step, .. }
        | Event::PageAccepted { step, .. }
        | Event::ValueClaimed { step, .. } => {
            format!("{}: {}", title(step), about_page(run, event))
        }
        Event::ModulePublished { step, module, message, read, .. } => {
            publish_of(&title(step), module) + " succeeded" + &supported(message.as_deref(), read.as_deref()) + "."
        }
        Event::PublishFailed { step, module, message, consequence, .. } => {
            format!("{} failed: \"{}\". {}", publish_of(&title(step), module), gist(message), consequence.words())
        }
        Event::ModulesChecked(_) | Event::ModulesReported(_) | Event::ModulesAccepted(_) => of_modules(event, title),
        Event::PageSeen { environment, .. } => format!("{}: {}", name(environment), about_page(run, event)),
        Event::VaultDamaged { environment, side, what } => vault_damaged(&name(environment), *side, what),
        Event::SupportAnswered { reopened, note } => with_note(support_answered(run, reopened), note),
        Event::StepsReopened(again) => reopened(run, again),
        Event::ModuleChosen(chosen) => module_chosen(&name(&chosen.environment), chosen),
        Event::SerialChanged(told) => serial_changed(&name(&told.environment), &told.serial, &told.reason),
        Event::CodeCorrected(correction) => code_corrected(run, correction),
        Event::Held { reason } => format!("On hold. Reason: {reason}"),
        Event::WentOn(WentOn { rollback_by, before, reason }) => went_on(run, *rollback_by, before.as_ref(), reason),
        Event::HandedOver(_) | Event::TakenOver | Event::ItemAcknowledged { .. } => of_hand_over(run, event),
        Event::WindowChanged(WindowChanged { window, reason }) => window_changed(run, *window, reason),
        Event::Watched { environments, other_types } => watched(run, *environments, other_types),
        Event::Unwatched { why, since, .. } => unwatched(run, why, *since),
        Event::DeploymentSeen { deployment } => seen_words(run, deployment),
        Event::DeploymentsAccepted { deployments, reason } => accepted_words(run, deployments, reason),
        Event::AbortAsked { deployment } => abort_asked(run, deployment),
        Event::EnvironmentPostponed(_)
        | Event::EnvironmentTakenUp(_)
        | Event::OrderChosen(_)
        | Event::NightEnded(_)
        | Event::NightBegun(_)
        | Event::DeploymentsResumed(_)
        | Event::CaseNumbered(_) => arranged(run, event),
        Event::LineLifted { reason } => format!("Continued after the stop. Reason: {reason}"),
        Event::RollbackStarted { environments, reason } => rollback_started(run, environments, reason),
        Event::Abandoned { reason } => format!("The migration was given up. Reason: {reason}"),
        Event::NoteWritten { .. } | Event::Pointed(_) => noted(run, event),
        Event::Refused { reason, .. } => format!("Refused: {reason}"),
    }
}

fn handed_over(told: &HandedOver) -> String {
    let items = told.items.len();
    let open = if items == 1 { "1 open item".to_owned() } else { format!("{items} open items") };
    with_note(format!("Handed over to {}, with {open}.", told.to), &told.note)
}

/// The item's own words, as long as they are known: they are gone with the hand-over's last item.
fn of_hand_over(run: &Run, event: &Event) -> String {
    if let Event::HandedOver(told) = event {
        return handed_over(told);
    }
    let Event::ItemAcknowledged { item } = event else {
        return "Taken over. The open items are acknowledged next.".to_owned();
    };
    let words = run.handover.as_ref().and_then(|handover| handover.item(*item));
    words.map_or_else(|| format!("Open item {item} acknowledged."), |words| format!("Acknowledged: {words}"))
}

fn support_answered(run: &Run, reopened: &[StepId]) -> String {
    format!("Support answered. Steps reopened: {}.", titles(run, reopened))
}

fn reopened(run: &Run, StepsReopened { steps, withdraws, reason }: &StepsReopened) -> String {
    let again = format!("Steps reopened: {}. Reason: {reason}", titles(run, steps));
    match withdraws.as_deref() {
        None | Some([]) => again,
        Some(words) => format!("Taken back: {}. {again}", titles(run, words)),
    }
}

fn name(run: &Run, id: &EnvironmentId) -> String {
    run.position(id).map_or_else(|| id.to_string(), |environment| run.described(environment).name.clone())
}

fn started(infrastructure: &Infrastructure) -> String {
    let Infrastructure { name, source, target, .. } = infrastructure;
    format!("The migration of {name} from {source} to {target} started.")
}

fn answered(run: &Run, requirement: &str, yes: bool) -> String {
    let follows = if yes { "yes." } else { "no. The migration ends; nothing was changed." };
    format!("{} answered: {follows}", numbered(run, requirement))
}

/// A requirement as a person knows it: `Requirement 1 of 3`.
fn numbered(run: &Run, id: &str) -> String {
    let all = &run.procedure.requirements;
    match all.iter().position(|requirement| requirement.id == id) {
        Some(place) => format!("Requirement {} of {}", place + 1, all.len()),
        None => format!("Requirement {id}"),
    }
}

/// A step that a person reported as done.
fn done(run: &Run, step: &StepId) -> String {
    let known = run.plan.index(step);
    let kind = known.map(|step| &run.definition(step).kind);
    let environment = known.and_then(|step| run.planned(step).environment);
    match (kind, environment) {
        (Some(StepKind::Upload { side }), Some(environment)) => format!(
            "{}: you reported that the {} license is uploaded (not verified yet).",
            run.described(environment).name,
            side.label()
        ),
        _ => format!("{}: you reported that it is done.", run.title_of(step)),
    }
}

/// A test publish, by the title of its step; with the module where the title does not name it.
fn publish_of(title: &str, module: &str) -> String {
    if title.contains(module) { title.to_owned() } else { format!("{title} ({module})") }
}

fn upload_reported(run: &Run, told: &UploadReported) -> String {
    let (title, at) = (run.title_of(&told.step), run.told(told.uploaded));
    let seen = if told.page.is_some() { ", and a later page shows its license" } else { "" };
    format!(
        "{title}: you reported that this was done at {at}, before it was started here, with the file from the vault ({}){seen}. Reason: {}",
        told.vault.short(),
        told.reason
    )
}

fn asked_again(run: &Run, RequirementReopened { requirement, reason }: &RequirementReopened) -> String {
    format!("{} reopened. Reason: {reason}", numbered(run, requirement))
}

fn kept(file: &KeptFile, origin: Origin) -> String {
    let KeptFile { name, bytes, sha256, .. } = file;
    let (sha256, from) = (sha256.short(), from(origin));
    format!("{name} ({bytes} bytes, {sha256}) is in the vault, read back and verified{from}.")
}

const fn unseen_words(unseen: bool) -> &'static str {
    if unseen { " No page has shown that it is the AAA license; you reported it." } else { "" }
}

/// The support for a publish: the message of the tool, or a person's word.
fn supported(message: Option<&str>, read: Option<&str>) -> String {
    match (message, read) {
        (Some(message), _) => format!(": \"{}\"", gist(message)),
        (None, Some(read)) => format!(", as you reported from the message: \"{}\"", gist(read)),
        (None, None) => ", as you reported (not verified yet)".to_owned(),
    }
}

fn serial_read(name: &str, serial: &SerialNumber) -> String {
    format!("{name}: its server printed the serial number {serial}.")
}

fn vault_damaged(name: &str, side: Side, what: &str) -> String {
    let side = side.label();
    // Older builds have recorded the first of these words.
    if matches!(what, "it is not there" | "the file is missing") {
        return format!("{name}: its {side} license file is missing from the vault.");
    }
    format!("{name}: its {side} license file in the vault cannot be used: {what}.")
}

fn module_chosen(name: &str, ModuleChosen { module, reason, .. }: &ModuleChosen) -> String {
    format!("{name}: the test uses module {module} now. Reason: {reason}")
}

fn serial_changed(name: &str, serial: &SerialNumber, reason: &str) -> String {
    format!("{name}: its serial number is now {serial}; its license files no longer apply. Reason: {reason}")
}

fn code_corrected(run: &Run, correction: &Correction) -> String {
    let Correction { side, from, to, evidence, reopens, reason } = correction;
    let shown = if evidence.is_some() { ", as a page shows" } else { "" };
    let differs = and_differs(from.as_str(), to.as_str());
    let again = if reopens.is_empty() { String::new() } else { format!(" Steps reopened: {}.", titles(run, reopens)) };
    format!("{} was mistyped: it is {to}{shown}, not {from}.{differs}{again} Reason: {reason}", side.label())
}

fn went_on(run: &Run, rollback_by: Timestamp, before: Option<&StepId>, reason: &str) -> String {
    let by = run.told(rollback_by);
    let with =
        before.map_or_else(String::new, |step| format!(" with the first upload of BBB ({})", run.title_of(step)));
    format!("Continued{with}, although a rollback that starts after {by} ends after the window. Reason: {reason}")
}

fn window_changed(run: &Run, window: Window, reason: &str) -> String {
    let (start, end) = (run.told(window.start), run.told(window.end));
    format!("The maintenance window was changed: {start} to {end}. Reason: {reason}")
}

fn watched(run: &Run, environments: u32, other_types: &[OtherType]) -> String {
    let watched = format!("LifeTime is watched: {}.", counted(environments));
    if other_types.is_empty() {
        return watched;
    }
    let other = |other: &OtherType| {
        let listed = if other.listed.is_empty() { "no type" } else { other.listed.as_str() };
        format!("{} ({listed})", name(run, &other.environment))
    };
    let others: Vec<String> = other_types.iter().map(other).collect();
    format!("{watched} Types in LifeTime that differ from the roles here: {}.", others.join(", "))
}

fn unwatched(run: &Run, why: &str, since: Option<Timestamp>) -> String {
    match since {
        None => format!("LifeTime is NOT watched from now on: {why}"),
        Some(since) => format!("LifeTime was NOT watched since {}: {why}", run.told(since)),
    }
}

fn abort_asked(run: &Run, deployment: &str) -> String {
    format!("acmove asked LifeTime to abort the deployment {}.", deployment_words(run, deployment))
}

fn rollback_started(run: &Run, environments: &[EnvironmentId], reason: &str) -> String {
    let names = run.names(environments.iter().filter_map(|id| run.position(id)));
    format!("Rollback started for {names}. Reason: {reason}")
}

/// What somebody wrote, here or from afar.
fn noted(run: &Run, event: &Event) -> String {
    if let Event::Pointed(pointing) = event {
        return pointing.sentence(run);
    }
    let Event::NoteWritten { about, text } = event else { return String::new() };
    match about {
        None => format!("Note: {text}"),
        Some(step) => format!("{}: note: {text}", run.title_of(step)),
    }
}

fn arranged(run: &Run, event: &Event) -> String {
    if let Event::EnvironmentPostponed(told) = event {
        return format!("{}: left out for now. Reason: {}", name(run, &told.environment), told.reason);
    }
    if let Event::EnvironmentTakenUp(told) = event {
        return format!("{}: taken up again.", name(run, &told.environment));
    }
    let Event::OrderChosen(order) = event else { return night::words(run, event) };
    order_words(run, &order.environments)
}

fn order_words(run: &Run, environments: &[EnvironmentId]) -> String {
    let names: Vec<String> = environments.iter().map(|id| name(run, id)).collect();
    format!("Order of the environments, where the procedure names none: {}.", names.join(", "))
}

fn command_words(tool: Tool, end: ToolEnd, seconds: u32, last: &[String]) -> String {
    let last = last.last().map_or_else(String::new, |line| format!(" Its last line: \"{line}\""));
    format!("{} {} after {seconds} s.{last}", tool.name(), end.words())
}

fn seen_words(run: &Run, deployment: &Deployment) -> String {
    let started = deployment.started.map_or_else(String::new, |at| format!(", started {}", run.told(at)));
    format!("LifeTime shows a deployment {}{started}.", deployment.words())
}

fn deployment_words(run: &Run, key: &str) -> String {
    run.watch.of(key).map_or_else(|| key.to_owned(), |known| known.deployment.words())
}

fn accepted_words(run: &Run, keys: &[String], reason: &str) -> String {
    let which = keys.iter().map(|key| deployment_words(run, key)).collect::<Vec<_>>().join("; ");
    if which.is_empty() {
        format!("Continued, although LifeTime is not watched. Reason: {reason}")
    } else {
        format!("Continued despite deployments: {which}. Reason: {reason}")
    }
}

fn counted(environments: u32) -> String {
    if environments == 1 {
        "its token sees one environment".to_owned()
    } else {
        format!("its token sees {environments} environments")
    }
}

const fn from(origin: Origin) -> &'static str {
    match origin {
        Origin::Portal => "",
        Origin::ServiceCenter => "; saved with Backup License in Service Center",
        Origin::Support => "; sent by Support",
    }
}

fn problem_words(problem: &Problem) -> String {
    match problem {
        Problem::SerialNotFound => "the portal does not list the serial number".to_owned(),
        Problem::DeploymentRunning => "a deployment is still running".to_owned(),
        Problem::NotAccepted { value } => {
            format!("you reported that Intellectual Property reads {value}, which is not accepted")
        }
    }
}
