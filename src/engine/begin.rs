//! Beginning an upload or a publish, by hand or by its tool: what has to be read before, and what is begun then.

use super::{
    lookup::{Intent, Lookup, Purpose, Target},
    operation::Operation,
    session::Session,
    subject::Subject,
    tool::{serial_drive, serial_is_read, step_drive},
};
use crate::domain::{
    command::{StepCommand, VaultCheck},
    index::{EnvIx, StepIx},
    procedure::StepKind,
};

/// Reads the serial number before an upload, where a tool can do that; then the upload is begun, and then a tool may do it.
/// A step that is under way already is only run.
pub(super) fn begin_or_run(session: &Session, subject: Subject, operation: Operation) -> Result<Intent, String> {
    let step = subject.step().ok_or_else(no_step)?;
    if operation == Operation::RunCommand {
        step_drive(session, step)?;
    }
    if let Some(running) = session.running_in(session.run.planned(step).environment) {
        let what = running.drive.tool.name();
        return Err(format!("{what} is still running in this environment. Wait until it has ended, or stop it."));
    }
    let is_read = serial_is_read(session, step) || !session.outlook.standing(step).is_answerable();
    if is_read { Ok(after_reading(session, step, operation)) } else { read_serial(session, subject, Some(operation)) }
}

/// The files are read back before it is believed that one of them was uploaded, too.
pub(super) fn uploaded(session: &Session, subject: Subject, at: &str, reason: String) -> Result<Intent, String> {
    let step = subject.step().ok_or_else(no_step)?;
    let environment = session.run.planned(step).environment.ok_or_else(no_step)?;
    let uploaded = at.parse().map_err(|_| format!("{at:?} is not a time with an offset."))?;
    Ok(look_into_vault(session, step, environment, Purpose::Uploaded(uploaded, reason)))
}

/// Reading the serial number with its tool, and what is done then.
pub(super) fn read_serial(session: &Session, subject: Subject, then: Option<Operation>) -> Result<Intent, String> {
    let step = subject.step().ok_or_else(no_step)?;
    let drive = serial_drive(session, step, then);
    drive
        .map(|drive| Intent::Tool(Box::new(drive)))
        .ok_or_else(|| "No command that reads the serial number is configured here.".to_owned())
}

/// Resumes an operation that waited for the serial number. The files are read back before a tool runs, too.
pub(super) fn after_reading(session: &Session, step: StepIx, operation: Operation) -> Intent {
    match session.run.planned(step).environment {
        Some(environment) if operation == Operation::RunCommand && session.run.step(step).is_under_way() => {
            look_into_vault(session, step, environment, Purpose::Run)
        }
        environment => begin(session, step, environment),
    }
}

/// The files are read back right before an upload; a publish needs none.
fn begin(session: &Session, step: StepIx, environment: Option<EnvIx>) -> Intent {
    match (&session.run.definition(step).kind, environment) {
        (StepKind::Upload { .. }, Some(environment)) => look_into_vault(session, step, environment, Purpose::Begin),
        (_, _) => Intent::Command(session.command(step, StepCommand::Begin { vault: VaultCheck::default() })),
    }
}

fn look_into_vault(session: &Session, step: StepIx, environment: EnvIx, purpose: Purpose) -> Intent {
    let target = Target::Vault(vec![session.expected(environment)]);
    Intent::Lookup(Lookup::of(session, Subject::Step(step), purpose, target))
}

pub(super) fn no_step() -> String {
    "No step here can use this.".to_owned()
}
