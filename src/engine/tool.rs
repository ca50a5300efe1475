//! Commands that do a step: what is run for it, what is shown of it, and what follows when it has ended. Nothing is believed
//! of a command but that it has ended: what it claims is a claim.

use super::{
    operation::Operation,
    ports::Attachment,
    session::Session,
    subject::Subject,
    tool_run::{ToolResult, ToolRun, ToolSpec},
};
use crate::domain::{
    command::{Command, StepCommand},
    digest::Digest,
    event::{Event, SerialRead},
    identity::SerialNumber,
    index::StepIx,
    infrastructure::{Infrastructure, TOKEN_VARIABLE},
    procedure::StepKind,
    publish::PublishText,
    tool::{Tool, Tools},
};

/// The commands of the environment of a step.
fn tools(session: &Session, step: StepIx) -> Option<&Tools> {
    let environment = session.run.planned(step).environment?;
    session.run.described(environment).tools.as_deref()
}

/// Whether a step can be begun as far as its serial number is concerned: no command can read it, or none could.
pub fn serial_is_read(session: &Session, step: StepIx) -> bool {
    !reads_serial(session, step) || session.unread == Some((step, session.run.attempt(step)))
}

/// The tool that can do a step here, where its command is configured.
pub fn tool(session: &Session, step: StepIx) -> Option<Tool> {
    let tool = session.run.definition(step).kind.tool()?;
    tools(session, step)?.template(tool).map(|_| tool)
}

/// Whether a command can read the serial number before an upload.
pub fn reads_serial(session: &Session, step: StepIx) -> bool {
    let is_upload = matches!(session.run.definition(step).kind, StepKind::Upload { .. });
    is_upload && tools(session, step).is_some_and(|tools| tools.get_serial.is_some())
}

/// Reading the serial number for a step, and what is done after that.
pub fn serial_drive(session: &Session, step: StepIx, then: Option<Operation>) -> Option<ToolRun> {
    drive(session, step, Tool::GetSerial, then).filter(|_| reads_serial(session, step))
}

/// The command that does a step.
///
/// # Errors
/// With a sentence, when there is none.
pub fn step_drive(session: &Session, step: StepIx) -> Result<ToolRun, String> {
    let none = || "No command is configured for this step. Do it by hand.".to_owned();
    let tool = tool(session, step).ok_or_else(none)?;
    drive(session, step, tool, None).ok_or_else(none)
}

fn drive(session: &Session, step: StepIx, tool: Tool, then: Option<Operation>) -> Option<ToolRun> {
    let tools = tools(session, step)?;
    let template = tools.template(tool)?.clone();
    let filled = |name: &str| value(session, step, tools, name).map(|value| (name.to_owned(), value));
    let values: Vec<(String, String)> = tool.placeholders().iter().filter_map(|name| filled(name)).collect();
    Some(ToolRun {
        step,
        attempt: session.run.attempt(step),
        tool,
        line: template.line(|name| value(session, step, tools, name)),
        spec: ToolSpec {
            template,
            values,
            user_env: tools.user_env.clone(),
            password_env: tools.password_env.clone(),
            withheld: withheld(&session.run.infrastructure, tools),
            timeout_s: tools.timeout(tool),
        },
        then,
    })
}

/// The variables with secrets that are not of these commands: passwords of other environments, LifeTime's token. That one is
/// given to no command at all.
pub fn withheld(infrastructure: &Infrastructure, tools: &Tools) -> Vec<String> {
    let own = [&tools.user_env, &tools.password_env];
    let is_other = |variable: &String| variable == TOKEN_VARIABLE || !own.contains(&&Some(variable.clone()));
    infrastructure.secret_variables().into_iter().filter(is_other).collect()
}

/// The value of a placeholder, filled in before the command is shown; user and password are filled in only when it is run.
fn value(session: &Session, step: StepIx, tools: &Tools, name: &str) -> Option<String> {
    match name {
        "license" => {
            let side = session.run.definition(step).kind.side_of_upload()?;
            let environment = session.run.planned(step).environment?;
            session.run.vault_name(environment, side).map(|name| session.in_full(&name))
        }
        "package" => tools.package.clone(),
        "host" => tools.host.clone(),
        _ => None,
    }
}

/// The fact that records the end of a command, with its output as evidence: the serial number that it read, or that it has
/// ended.
pub fn ending(session: &Session, drive: &ToolRun, ended: &ToolResult) -> (Event, Option<Attachment>) {
    let bytes = ended.text.clone().into_bytes();
    let environment = session.run.planned(drive.step).environment;
    let event = match (drive.tool, serial(ended), environment) {
        (Tool::GetSerial, Some(serial), Some(environment)) => Event::SerialRead(SerialRead {
            environment: session.run.described(environment).id.clone(),
            serial: serial.clone(),
            evidence: Digest::of(&bytes),
        }),
        (Tool::GetSerial | Tool::UploadLicense | Tool::Publish, ..) => fact(session, drive, ended),
    };
    (event, (!bytes.is_empty()).then_some(Attachment::Evidence { bytes, is_html: false }))
}

/// The fact that a command has ended.
pub fn fact(session: &Session, drive: &ToolRun, ended: &ToolResult) -> Event {
    Event::CommandEnded {
        step: session.run.planned(drive.step).id.clone(),
        attempt: drive.attempt,
        tool: drive.tool,
        line: drive.line.clone(),
        end: ended.end,
        seconds: ended.seconds,
        last: ended.last.clone(),
        objection: ended.objection.clone().filter(|_| ended.end.is_success()),
        evidence: (!ended.text.is_empty()).then(|| Digest::of(ended.text.as_bytes())),
    }
}

/// The command that follows from the end of a tool and is judged like any other; `None` where a person has to look.
pub fn follows(session: &Session, drive: &ToolRun, ended: &ToolResult) -> Option<Command> {
    let run = &session.run;
    let is_open = run.attempt(drive.step) == drive.attempt && run.step(drive.step).is_under_way();
    let operation = match (drive.tool, &ended.failure) {
        (Tool::GetSerial, _) => return None,
        _ if !is_open => return None,
        (Tool::Publish, Some((class, line))) => {
            StepCommand::Message { said: Box::new(PublishText::Failed(*class)), text: line.clone() }
        }
        // Its words outweigh its exit code: a person looks whether it was done.
        _ if ended.objection.is_some() => return None,
        (Tool::UploadLicense, _) if ended.end.is_success() => {
            StepCommand::Finish { note: format!("{} {}", drive.tool.name(), ended.end.words()) }
        }
        (Tool::Publish, None) if ended.end.is_success() => StepCommand::Published,
        (Tool::UploadLicense | Tool::Publish, _) => return None,
    };
    Some(session.command(drive.step, operation))
}

/// The serial number that a command has printed; two different ones say nothing.
pub fn serial(ended: &ToolResult) -> Option<&SerialNumber> {
    let (first, rest) = ended.serials.split_first()?;
    rest.iter().all(|other| other == first).then_some(first).filter(|_| ended.end.is_success())
}

/// The step that a card offers to do by a command.
pub fn offered(session: &Session, subject: Subject) -> Option<Tool> {
    let Subject::Step(step) = subject else { return None };
    tool(session, step)
}
