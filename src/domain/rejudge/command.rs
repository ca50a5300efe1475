//! The command that a fact came from, as far as the fact tells.

use super::super::{
    code_check::{NONE, SOME},
    command::{Command, FileCondition, OfferedFile, StepCommand, VaultCheck},
    digest::Digest,
    event::{Correction, Event, HandedOver, KeptFile, ModuleChosen, SerialChanged, WentOn, WindowChanged},
    file_kind::FileKind,
    infrastructure::Side,
    page::MessageClass,
    plan::StepId,
    publish::PublishText,
    run::Run,
};

/// Reads what a message of a publish says.
pub type ReadMessage = fn(&str) -> PublishText;

/// The commands of which one has led to a fact; none where it follows from no command.
pub(super) fn commands(run: &Run, event: &Event, read: ReadMessage) -> Vec<Command> {
    match event {
        Event::StepBegun { .. }
        | Event::UploadReported(_)
        | Event::CommandStarted { .. }
        | Event::StepWithdrawn { .. }
        | Event::StepDone { .. }
        | Event::LicenseKept { .. }
        | Event::ProblemReported { .. } => of_work(run, event).into_iter().collect(),
        Event::PagePassed { .. }
        | Event::PageFailed { .. }
        | Event::PageAccepted { .. }
        | Event::ValueClaimed { .. }
        | Event::ModulesChecked(_)
        | Event::ModulesReported(_)
        | Event::ModulesAccepted(_)
        | Event::ModulePublished { .. }
        | Event::PublishFailed { .. } => of_result(event, read).into_iter().collect(),
        Event::PageSeen { .. } | Event::VaultDamaged { .. } | Event::ModuleChosen(_) | Event::SerialChanged(_) => {
            of_environment(event).into_iter().collect()
        }
        Event::RequirementAnswered { requirement, yes } => {
            vec![Command::Answer { requirement: requirement.clone(), yes: *yes }]
        }
        Event::RequirementReopened(asked) => {
            let (requirement, reason) = (asked.requirement.clone(), asked.reason.clone());
            vec![Command::AskAgain { requirement, reason }]
        }
        Event::SupportAnswered { note, .. } => vec![Command::SupportAnswered { note: note.clone() }],
        // The first of them is the one that was meant.
        Event::StepsReopened(told) => {
            let again = |step: &StepId| Command::DoAgain { step: step.clone(), reason: told.reason.clone() };
            told.steps.first().map(again).into_iter().collect()
        }
        Event::CodeCorrected(correction) => {
            let Correction { side, to, reason, .. } = correction.as_ref();
            vec![Command::CorrectCode { side: *side, code: to.clone(), reason: reason.clone() }]
        }
        Event::Held { reason } => vec![Command::Hold { reason: reason.clone() }],
        Event::EnvironmentPostponed(told) => {
            vec![Command::Postpone { environment: told.environment.clone(), reason: told.reason.clone() }]
        }
        Event::EnvironmentTakenUp(told) => vec![Command::TakeUp { environment: told.environment.clone() }],
        Event::OrderChosen(order) => vec![Command::ChooseOrder { environments: order.environments.clone() }],
        Event::NightEnded(ended) => vec![Command::EndNight { reason: ended.reason.clone() }],
        Event::NightBegun(_) => vec![Command::BeginNight],
        Event::DeploymentsResumed(resumed) => vec![Command::ResumeDeployments { reason: resumed.reason.clone() }],
        Event::CaseNumbered(numbered) => vec![Command::NameCase { case: numbered.case.clone() }],
        Event::LineLifted { reason } => vec![Command::LiftStop { reason: reason.clone() }],
        Event::WentOn(WentOn { reason, .. }) => vec![Command::GoOn { reason: reason.clone() }],
        // Whether it was asked about is not on record: it was meant.
        Event::WindowChanged(WindowChanged { window, reason }) => {
            vec![Command::ChangeWindow { window: *window, reason: reason.clone(), is_meant: true }]
        }
        Event::HandedOver(told) => {
            let HandedOver { to, items, note } = told.as_ref().clone();
            vec![Command::HandOver { to, items, note }]
        }
        Event::TakenOver => vec![Command::TakeOver],
        Event::ItemAcknowledged { item } => vec![Command::Acknowledge { item: *item }],
        Event::RollbackStarted { reason, .. } => vec![Command::RollBack { reason: reason.clone() }],
        Event::DeploymentsAccepted { deployments, reason } => {
            let (deployments, reason) = (deployments.clone(), reason.clone());
            vec![Command::AcceptDeployments { deployments, reason }]
        }
        Event::AbortAsked { deployment } => vec![Command::AbortDeployment { deployment: deployment.clone() }],
        Event::Abandoned { reason } => vec![Command::Abandon { reason: reason.clone() }],
        Event::NoteWritten { about, text } => vec![Command::Note { about: about.clone(), text: text.clone() }],
        Event::Pointed(pointing) => vec![Command::Point(pointing.clone())],
        Event::MigrationStarted(_)
        | Event::VersionChanged(_)
        | Event::ClockJumped(_)
        | Event::CommandEnded { .. }
        | Event::SerialRead(_)
        | Event::Watched { .. }
        | Event::Unwatched { .. }
        | Event::DeploymentSeen { .. }
        | Event::Refused { .. } => Vec::new(),
    }
}

fn on_step(step: &StepId, attempt: u32, command: StepCommand) -> Command {
    Command::Step { step: step.clone(), attempt, command }
}

/// What was done about a step.
fn of_work(run: &Run, event: &Event) -> Option<Command> {
    if let Event::StepBegun { step, attempt, vault } = event {
        return Some(on_step(step, *attempt, StepCommand::Begin { vault: vault_of(run, step, *vault) }));
    }
    if let Event::UploadReported(told) = event {
        let vault = vault_of(run, &told.step, Some(told.vault));
        let command = StepCommand::Uploaded { vault, uploaded: told.uploaded, reason: told.reason.clone() };
        return Some(on_step(&told.step, told.attempt, command));
    }
    if let Event::CommandStarted { step, attempt, tool, line, process } = event {
        let (vault, line, process) = (vault_of(run, step, None), line.clone(), process.clone());
        return Some(on_step(step, *attempt, StepCommand::Run { tool: *tool, line, vault, process }));
    }
    if let Event::StepWithdrawn { step, attempt, note } = event {
        return Some(on_step(step, *attempt, StepCommand::Withdraw { note: note.clone() }));
    }
    if let Event::StepDone { step, attempt, note } = event {
        return Some(on_step(step, *attempt, StepCommand::Finish { note: note.clone() }));
    }
    if let Event::LicenseKept { step, attempt, file, origin, .. } = event {
        let KeptFile { name, sha256, bytes } = file.clone();
        let file = OfferedFile { is_practice: false, name, sha256, bytes, kind: FileKind::Unknown };
        return Some(on_step(step, *attempt, StepCommand::Keep { file, origin: *origin }));
    }
    let Event::ProblemReported { step, attempt, problem, note, .. } = event else { return None };
    let problem = problem.clone();
    Some(on_step(step, *attempt, StepCommand::Report { problem, note: note.clone() }))
}

/// What was read, said or decided of a step.
fn of_result(event: &Event, read: ReadMessage) -> Option<Command> {
    if let Event::PagePassed { step, attempt, page, evidence, .. }
    | Event::PageFailed { step, attempt, page, evidence, .. } = event
    {
        return Some(on_step(step, *attempt, StepCommand::Show { page: page.clone(), evidence: *evidence }));
    }
    if let Event::PageAccepted { step, attempt, reason, .. } = event {
        return Some(on_step(step, *attempt, StepCommand::Accept { reason: reason.clone() }));
    }
    if let Some(command) = of_modules(event) {
        return Some(command);
    }
    if let Event::ValueClaimed { step, attempt, value, code, note } = event {
        let (value, note) = (value.clone(), note.clone());
        return Some(on_step(step, *attempt, StepCommand::Claim { code: *code, value, note }));
    }
    if let Event::ModulePublished { step, attempt, message, read: as_read, .. } = event {
        let command = match (message, as_read) {
            (Some(text), _) => StepCommand::Message { said: Box::new(read(text)), text: text.clone() },
            (None, Some(text)) => StepCommand::ReadAs { class: MessageClass::Published, text: text.clone() },
            (None, None) => StepCommand::Published,
        };
        return Some(on_step(step, *attempt, command));
    }
    // What was read, or what a person has read it as.
    let Event::PublishFailed { step, attempt, class, message, .. } = event else { return None };
    Some(on_step(step, *attempt, StepCommand::ReadAs { class: *class, text: message.clone() }))
}

/// What was read, said or decided of the modules of an environment.
fn of_modules(event: &Event) -> Option<Command> {
    if let Event::ModulesChecked(told) = event {
        let (page, evidence) = (Box::new(told.page.clone()), told.evidence);
        return Some(on_step(&told.step, told.attempt, StepCommand::ShowModules { page, evidence }));
    }
    if let Event::ModulesReported(told) = event {
        let value = if told.some { SOME } else { NONE }.to_owned();
        let claim = StepCommand::Claim { code: None, value, note: told.note.clone() };
        return Some(on_step(&told.step, told.attempt, claim));
    }
    let Event::ModulesAccepted(told) = event else { return None };
    Some(on_step(&told.step, told.attempt, StepCommand::Accept { reason: told.reason.clone() }))
}

/// What was seen or decided of an environment.
fn of_environment(event: &Event) -> Option<Command> {
    if let Event::PageSeen { environment, page, evidence, .. } = event {
        let (environment, page) = (environment.clone(), page.clone());
        return Some(Command::SeePage { environment, page, evidence: *evidence });
    }
    if let Event::VaultDamaged { environment, side, what } = event {
        let (environment, what) = (environment.clone(), what.clone());
        return Some(Command::ReportDamage { environment, side: *side, what });
    }
    if let Event::ModuleChosen(ModuleChosen { environment, module, reason }) = event {
        let (environment, module, reason) = (environment.clone(), module.clone(), reason.clone());
        return Some(Command::ChooseModule { environment, module, reason });
    }
    let Event::SerialChanged(SerialChanged { environment, serial, reason }) = event else { return None };
    let (environment, serial, reason) = (environment.clone(), serial.clone(), reason.clone());
    Some(Command::ChangeSerial { environment, serial, reason })
}

/// The vault as it has to have been found: the file that the fact names, and whatever else was in use.
fn vault_of(run: &Run, step: &StepId, named: Option<Digest>) -> VaultCheck {
    let Some(step) = run.plan.index(step) else { return VaultCheck::default() };
    let Some(environment) = run.planned(step).environment else { return VaultCheck::default() };
    let uploaded = run.definition(step).kind.side_of_license();
    let condition = |side: Side| {
        let kept = run.environment(environment).file(side).map(|file| file.sha256);
        let found = if uploaded == Some(side) { named.or(kept) } else { kept };
        found.map_or(FileCondition::Absent, FileCondition::Intact)
    };
    VaultCheck { source: condition(Side::Source), target: condition(Side::Target) }
}
