//! From an operation, with the answers to its questions, to what it comes to: a command that can be judged, something that has
//! to be looked at first, or a tool that has to run first.

use std::path::Path;

use super::{
    begin::{begin_or_run, no_step, read_serial},
    deployments::abort,
    downloads::offer,
    lookup::{Intent, Lookup, Purpose, Target},
    operation::{Argument, Operation},
    practice_task::{practice, read_page, support_request},
    redo::to_do_again,
    session::Session,
    subject::Subject,
};
use crate::domain::{
    answers::Live,
    command::{Command, StepCommand},
    event::{Origin, Problem},
    identity::SerialNumber,
    plan::StepId,
};

/// What an operation comes to, with the answers to its questions in their order.
///
/// # Errors
/// With a sentence, when what was typed cannot be meant.
pub fn intent(session: &Session, focus: Subject, deed: Operation, given: &[Argument]) -> Result<Intent, String> {
    let text = |place: usize| match given.get(place) {
        Some(Argument::Text(text)) => text.clone(),
        Some(Argument::File(_)) | None => String::new(),
    };
    let (first, second) = (|| text(0), || text(1));
    let file = || given.iter().find_map(Argument::file).ok_or_else(no_file);
    let command = match deed {
        Operation::Yes | Operation::No => answer(session, focus, deed == Operation::Yes)?,
        Operation::DoForMe => return practice(session, focus, &Live::default()),
        Operation::Begin | Operation::RunCommand => return begin_or_run(session, focus, deed),
        Operation::ReadSerial => return read_serial(session, focus, None),
        Operation::StopCommand => return Err("No command runs here.".to_owned()),
        Operation::Withdraw => on_step(session, focus, StepCommand::Withdraw { note: String::new() })?,
        Operation::Finish => on_step(session, focus, StepCommand::Finish { note: String::new() })?,
        Operation::Published => on_step(session, focus, StepCommand::Published)?,
        Operation::SerialNotFound => report(session, focus, Problem::SerialNotFound)?,
        Operation::DeploymentRunning => report(session, focus, Problem::DeploymentRunning)?,
        Operation::Claim => on_step(session, focus, StepCommand::Claim { value: first(), note: second() })?,
        Operation::TakeDownload => return take_download(session, focus),
        Operation::GiveFile => return give(session, focus, file()?, Origin::Portal),
        Operation::GiveBackup => return give(session, focus, file()?, Origin::ServiceCenter),
        Operation::GiveFromSupport => return give(session, focus, file()?, Origin::Support),
        Operation::GivePage => return look(session, focus, Purpose::Show, Target::Page(file()?.to_owned())),
        Operation::Message => return look(session, focus, Purpose::Message, Target::Text(first())),
        Operation::OtherModule => {
            Command::ChooseModule { environment: session.environment_of(focus)?, module: first(), reason: second() }
        }
        Operation::ChangeSerial => {
            let environment = session.environment_of(focus)?;
            let serial: SerialNumber = first().parse().map_err(|wrong| format!("Not a Serial Number: {wrong}."))?;
            Command::ChangeSerial { environment, serial, reason: second() }
        }
        Operation::SupportAnswered => Command::SupportAnswered { note: first() },
        Operation::DoAgain => {
            let place = to_do_again(session, focus)?;
            Command::DoAgain { step: session.run.planned(place).id.clone(), reason: first() }
        }
        Operation::Hold => Command::Hold { reason: first() },
        Operation::GoOn => Command::GoOn { reason: first() },
        Operation::AcceptDeployments => {
            Command::AcceptDeployments { deployments: (1..given.len()).map(text).collect(), reason: first() }
        }
        Operation::AbortDeployment => abort(session, &first(), &second())?,
        Operation::Lift => Command::LiftStop { reason: first() },
        Operation::RollBack => Command::RollBack { reason: first() },
        Operation::Abandon => Command::Abandon { reason: first() },
        Operation::Note => Command::Note { about: about(session, focus), text: first() },
    };
    Ok(Intent::Command(command))
}

/// What a pasted text comes to, on the card that is shown.
pub fn pasted(session: &Session, focus: Subject, text: String) -> Intent {
    Intent::Lookup(Lookup::of(session, focus, Purpose::Paste, Target::Text(text)))
}

/// Asking the practice Support about a step; what it answers is noted.
///
/// # Errors
/// With a sentence, when this is no rehearsal.
pub fn ask_support(session: &Session, place: usize) -> Result<Intent, String> {
    look(session, Subject::Step(place), Purpose::AskSupport, support_request(session)?)
}

/// Reading the serial number of a step's environment on its practice page: that is the one by now.
///
/// # Errors
/// With a sentence, when there is no such page.
pub fn read_serial_page(session: &Session, place: usize, reason: String) -> Result<Intent, String> {
    look(session, Subject::Step(place), Purpose::ReadSerial(reason), read_page(session, place)?)
}

fn look(session: &Session, focus: Subject, purpose: Purpose, target: Target) -> Result<Intent, String> {
    focus.step().ok_or_else(no_step)?;
    Ok(Intent::Lookup(Lookup::of(session, focus, purpose, target)))
}

fn answer(session: &Session, focus: Subject, yes: bool) -> Result<Command, String> {
    let Subject::Requirement(place) = focus else { return Err("No requirement is asked here.".to_owned()) };
    Ok(Command::Answer { requirement: session.run.procedure.requirements[place].id.clone(), yes })
}

fn on_step(session: &Session, focus: Subject, deed: StepCommand) -> Result<Command, String> {
    focus.step().map(|place| session.command(place, deed)).ok_or_else(no_step)
}

fn report(session: &Session, focus: Subject, problem: Problem) -> Result<Command, String> {
    on_step(session, focus, StepCommand::Report { problem, note: String::new() })
}

fn give(session: &Session, focus: Subject, file: &Path, origin: Origin) -> Result<Intent, String> {
    look(session, focus, Purpose::Keep(origin), Target::File(file.to_owned()))
}

/// The download that is offered; it is looked at like a file that was named.
fn take_download(session: &Session, focus: Subject) -> Result<Intent, String> {
    let download = offer(session, focus).ok_or("There is no new license file in the folder of downloads.")?;
    give(session, focus, &download.path, Origin::Portal)
}

fn no_file() -> String {
    "Type the path of a file, or paste it.".to_owned()
}

fn about(session: &Session, focus: Subject) -> Option<StepId> {
    focus.step().map(|place| session.run.planned(place).id.clone())
}
