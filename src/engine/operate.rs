//! From an operation, with the answers to its questions, to what it comes to: a command that can be judged, something that has
//! to be looked at first, or a tool that has to run first.

use std::path::Path;

use super::{
    begin::{begin_or_run, no_step, read_serial},
    deployments::abort,
    downloads::offer,
    lookup::{Intent, Lookup, Purpose, Target},
    operation::{Argument, Deed},
    practice_task::{practice, read_page, support_request},
    redo::to_do_again,
    session::Session,
    subject::Focus,
};
use crate::domain::{
    answers::Live,
    command::{Command, StepDeed},
    event::{Origin, Problem},
    identity::SerialNumber,
    plan::StepId,
};

/// What an operation comes to, with the answers to its questions in their order.
///
/// # Errors
/// With a sentence, when what was typed cannot be meant.
pub fn intent(session: &Session, focus: Focus, deed: Deed, given: &[Argument]) -> Result<Intent, String> {
    let text = |place: usize| match given.get(place) {
        Some(Argument::Text(text)) => text.clone(),
        Some(Argument::File(_)) | None => String::new(),
    };
    let (first, second) = (|| text(0), || text(1));
    let file = || given.iter().find_map(Argument::file).ok_or_else(no_file);
    let command = match deed {
        Deed::Yes | Deed::No => answer(session, focus, deed == Deed::Yes)?,
        Deed::DoForMe => return practice(session, focus, &Live::default()),
        Deed::Begin | Deed::RunCommand => return begin_or_run(session, focus, deed),
        Deed::ReadSerial => return read_serial(session, focus, None),
        Deed::StopCommand => return Err("No command runs here.".to_owned()),
        Deed::Withdraw => on_step(session, focus, StepDeed::Withdraw { note: String::new() })?,
        Deed::Finish => on_step(session, focus, StepDeed::Finish { note: String::new() })?,
        Deed::Published => on_step(session, focus, StepDeed::Published)?,
        Deed::SerialNotFound => report(session, focus, Problem::SerialNotFound)?,
        Deed::DeploymentRunning => report(session, focus, Problem::DeploymentRunning)?,
        Deed::Claim => on_step(session, focus, StepDeed::Claim { value: first(), note: second() })?,
        Deed::TakeDownload => return take_download(session, focus),
        Deed::GiveFile => return give(session, focus, file()?, Origin::Portal),
        Deed::GiveBackup => return give(session, focus, file()?, Origin::ServiceCenter),
        Deed::GiveFromSupport => return give(session, focus, file()?, Origin::Support),
        Deed::GivePage => return look(session, focus, Purpose::Show, Target::Page(file()?.to_owned())),
        Deed::Message => return look(session, focus, Purpose::Message, Target::Text(first())),
        Deed::OtherModule => {
            Command::ChooseModule { environment: session.environment_of(focus)?, module: first(), reason: second() }
        }
        Deed::ChangeSerial => {
            let environment = session.environment_of(focus)?;
            let serial: SerialNumber = first().parse().map_err(|wrong| format!("Not a Serial Number: {wrong}."))?;
            Command::ChangeSerial { environment, serial, reason: second() }
        }
        Deed::SupportAnswered => Command::SupportAnswered { note: first() },
        Deed::DoAgain => {
            let place = to_do_again(session, focus)?;
            Command::DoAgain { step: session.run.planned(place).id.clone(), reason: first() }
        }
        Deed::Hold => Command::Hold { reason: first() },
        Deed::GoOn => Command::GoOn { reason: first() },
        Deed::AcceptDeployments => {
            Command::AcceptDeployments { deployments: (1..given.len()).map(text).collect(), reason: first() }
        }
        Deed::AbortDeployment => abort(session, &first(), &second())?,
        Deed::Lift => Command::LiftStop { reason: first() },
        Deed::RollBack => Command::RollBack { reason: first() },
        Deed::Abandon => Command::Abandon { reason: first() },
        Deed::Note => Command::Note { about: about(session, focus), text: first() },
    };
    Ok(Intent::Command(command))
}

/// What a pasted text comes to, on the card that is shown.
pub fn pasted(session: &Session, focus: Focus, text: String) -> Intent {
    Intent::Lookup(Lookup::of(session, focus, Purpose::Paste, Target::Text(text)))
}

/// Asking the practice Support about a step; what it answers is noted.
///
/// # Errors
/// With a sentence, when this is no rehearsal.
pub fn ask_support(session: &Session, place: usize) -> Result<Intent, String> {
    look(session, Focus::Step(place), Purpose::AskSupport, support_request(session)?)
}

/// Reading the serial number of a step's environment on its practice page: that is the one by now.
///
/// # Errors
/// With a sentence, when there is no such page.
pub fn read_serial_page(session: &Session, place: usize, reason: String) -> Result<Intent, String> {
    look(session, Focus::Step(place), Purpose::ReadSerial(reason), read_page(session, place)?)
}

fn look(session: &Session, focus: Focus, purpose: Purpose, target: Target) -> Result<Intent, String> {
    focus.step().ok_or_else(no_step)?;
    Ok(Intent::Lookup(Lookup::of(session, focus, purpose, target)))
}

fn answer(session: &Session, focus: Focus, yes: bool) -> Result<Command, String> {
    let Focus::Requirement(place) = focus else { return Err("No requirement is asked here.".to_owned()) };
    Ok(Command::Answer { requirement: session.run.procedure.requirements[place].id.clone(), yes })
}

fn on_step(session: &Session, focus: Focus, deed: StepDeed) -> Result<Command, String> {
    focus.step().map(|place| session.command(place, deed)).ok_or_else(no_step)
}

fn report(session: &Session, focus: Focus, problem: Problem) -> Result<Command, String> {
    on_step(session, focus, StepDeed::Report { problem, note: String::new() })
}

fn give(session: &Session, focus: Focus, file: &Path, origin: Origin) -> Result<Intent, String> {
    look(session, focus, Purpose::Keep(origin), Target::File(file.to_owned()))
}

/// The download that is offered; it is looked at like a file that was named.
fn take_download(session: &Session, focus: Focus) -> Result<Intent, String> {
    let download = offer(session, focus).ok_or("There is no new license file in the folder of downloads.")?;
    give(session, focus, &download.path, Origin::Portal)
}

fn no_file() -> String {
    "Type the path of a file, or paste it.".to_owned()
}

fn about(session: &Session, focus: Focus) -> Option<StepId> {
    focus.step().map(|place| session.run.planned(place).id.clone())
}
