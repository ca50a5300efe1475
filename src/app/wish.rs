//! From what a person chose and typed to a command that can be judged; what has to be looked at first is said so.

mod connected;

use std::path::Path;

pub use self::connected::after_reading;
use self::connected::{abort, begin_or_run, read_serial, take_download};
use super::{
    drive::Drive,
    engine::message::Argument,
    errand::{errand, page_errand, support_errand},
    operation::Deed,
    redo::to_do_again,
    session::{Focus, Session},
    world::Inquiry,
};
use crate::domain::{
    answers::Live,
    command::{Command, Sighting, StepDeed},
    event::{Origin, Problem},
    identity::SerialNumber,
    infrastructure::EnvironmentId,
    plan::StepId,
    procedure::StepKind,
};

/// What a person wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// It can be judged.
    Command(Command),
    /// Something outside has to be looked at first.
    Look(Inquiry, Intent),
    /// A command has to run first.
    Drive(Box<Drive>),
}

/// What is to be done with what is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent {
    pub(super) purpose: Purpose,
    pub(super) place: Option<usize>,
    pub(super) attempt: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Purpose {
    Begin,
    Run,
    Keep(Origin),
    Show,
    Message,
    Paste,
    Prepare,
    Errand,
    /// What Support answers is noted.
    AskSupport,
    /// The serial number on the page is the one by now, for this reason.
    ReadSerial(String),
}

impl Intent {
    /// The step it is meant for.
    pub const fn place(&self) -> Option<usize> {
        self.place
    }

    /// Whether somebody was sent on an errand with it.
    pub const fn is_errand(&self) -> bool {
        matches!(self.purpose, Purpose::Errand | Purpose::Prepare)
    }

    /// Whether it is about the practice pages.
    pub const fn is_on_pages(&self) -> bool {
        matches!(self.purpose, Purpose::Errand | Purpose::Prepare | Purpose::AskSupport | Purpose::ReadSerial(_))
    }

    pub(super) fn of_errand(session: &Session, focus: Focus) -> Self {
        Self::of(Purpose::Errand, session, focus)
    }

    pub(super) fn of_preparation(session: &Session, focus: Focus) -> Self {
        Self::of(Purpose::Prepare, session, focus)
    }

    fn of(purpose: Purpose, session: &Session, focus: Focus) -> Self {
        let place = focus.step();
        Self { purpose, place, attempt: place.map_or(0, |place| session.run.attempt(place)) }
    }

    pub(super) fn command(&self, session: &Session, place: usize, deed: StepDeed) -> Command {
        command_on(session, place, self.attempt, deed)
    }
}

/// What a deed comes to, with the answers to its questions in their order.
///
/// # Errors
/// With a sentence, when what was typed cannot be meant.
pub fn wish(session: &Session, focus: Focus, deed: Deed, given: &[Argument]) -> Result<Wish, String> {
    let text = |place: usize| match given.get(place) {
        Some(Argument::Text(text)) => text.clone(),
        Some(Argument::File(_)) | None => String::new(),
    };
    let (first, second) = (|| text(0), || text(1));
    let file = || given.iter().find_map(Argument::file).ok_or_else(no_file);
    let command = match deed {
        Deed::Yes | Deed::No => return answer(session, focus, deed == Deed::Yes),
        Deed::DoForMe => return errand(session, focus, &Live::default()),
        Deed::Begin | Deed::RunCommand => return begin_or_run(session, focus, deed),
        Deed::ReadSerial => return read_serial(session, focus, None),
        Deed::StopCommand => return Err("No command runs here.".to_owned()),
        Deed::Withdraw => return on_step(session, focus, StepDeed::Withdraw { note: String::new() }),
        Deed::Finish => return on_step(session, focus, StepDeed::Finish { note: String::new() }),
        Deed::Published => return on_step(session, focus, StepDeed::Published),
        Deed::SerialNotFound => return report(session, focus, Problem::SerialNotFound),
        Deed::DeploymentRunning => return report(session, focus, Problem::DeploymentRunning),
        Deed::Claim => return on_step(session, focus, StepDeed::Claim { value: first(), note: second() }),
        Deed::TakeDownload => return take_download(session, focus),
        Deed::GiveFile => return give(session, focus, file()?, Origin::Portal),
        Deed::GiveBackup => return give(session, focus, file()?, Origin::ServiceCenter),
        Deed::GiveFromSupport => return give(session, focus, file()?, Origin::Support),
        Deed::GivePage => return look(session, focus, Purpose::Show, Inquiry::Page(file()?.to_owned())),
        Deed::Message => return look(session, focus, Purpose::Message, Inquiry::Text(first())),
        Deed::OtherModule => {
            Command::ChooseModule { environment: environment(session, focus)?, module: first(), reason: second() }
        }
        Deed::ChangeSerial => {
            let environment = environment(session, focus)?;
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
            let deployments = (1..given.len()).map(text).collect();
            Command::AcceptDeployments { deployments, reason: first() }
        }
        Deed::AbortDeployment => abort(session, &first(), &second())?,
        Deed::Lift => Command::LiftStop { reason: first() },
        Deed::RollBack => Command::RollBack { reason: first() },
        Deed::Abandon => Command::Abandon { reason: first() },
        Deed::Note => Command::Note { about: about(session, focus), text: first() },
    };
    Ok(Wish::Command(command))
}

/// What a pasted text comes to, on the card that is shown.
pub fn pasted(session: &Session, focus: Focus, text: String) -> Wish {
    let place = focus.step();
    let attempt = place.map_or(0, |place| session.run.attempt(place));
    Wish::Look(Inquiry::Text(text), Intent { purpose: Purpose::Paste, place, attempt })
}

/// A command on a step at its present attempt.
pub fn on_place(session: &Session, place: usize, deed: StepDeed) -> Command {
    command_on(session, place, session.run.attempt(place), deed)
}

pub(super) fn command_on(session: &Session, place: usize, attempt: u32, deed: StepDeed) -> Command {
    Command::Step { step: session.run.planned(place).id.clone(), attempt, deed }
}

fn answer(session: &Session, focus: Focus, yes: bool) -> Result<Wish, String> {
    let Focus::Requirement(place) = focus else { return Err("No requirement is asked here.".to_owned()) };
    let requirement = session.run.procedure.requirements[place].id.clone();
    Ok(Wish::Command(Command::Answer { requirement, yes }))
}

fn on_step(session: &Session, focus: Focus, deed: StepDeed) -> Result<Wish, String> {
    let place = focus.step().ok_or_else(no_step)?;
    Ok(Wish::Command(on_place(session, place, deed)))
}

fn report(session: &Session, focus: Focus, problem: Problem) -> Result<Wish, String> {
    on_step(session, focus, StepDeed::Report { problem, note: String::new() })
}

/// The files are read back right before an upload; a publish needs none.
fn begin(session: &Session, focus: Focus) -> Result<Wish, String> {
    let place = focus.step().ok_or_else(no_step)?;
    let environment = session.run.planned(place).environment;
    match (&session.run.step_text(place).kind, environment) {
        (StepKind::Upload { .. }, Some(environment)) => {
            look(session, focus, Purpose::Begin, Inquiry::Vault(vec![session.expected(environment)]))
        }
        _ => on_step(session, focus, StepDeed::Begin { vault: Sighting::default() }),
    }
}

fn give(session: &Session, focus: Focus, file: &Path, origin: Origin) -> Result<Wish, String> {
    look(session, focus, Purpose::Keep(origin), Inquiry::File(file.to_owned()))
}

fn look(session: &Session, focus: Focus, purpose: Purpose, inquiry: Inquiry) -> Result<Wish, String> {
    let place = focus.step().ok_or_else(no_step)?;
    Ok(Wish::Look(inquiry, Intent { purpose, place: Some(place), attempt: session.run.attempt(place) }))
}

pub(super) fn no_step() -> String {
    "There is no step here that this could be meant for.".to_owned()
}

fn no_file() -> String {
    "Type the path of a file, or paste it.".to_owned()
}

/// Asking the practice Support about a step; what it answers is noted.
///
/// # Errors
/// With a sentence, when this is no rehearsal.
pub fn ask_support(session: &Session, place: usize) -> Result<Wish, String> {
    let inquiry = support_errand(session)?;
    Ok(Wish::Look(inquiry, Intent::of(Purpose::AskSupport, session, Focus::Step(place))))
}

/// Reading the serial number of a step's environment on its practice page: that is the one by now.
///
/// # Errors
/// With a sentence, when there is no such page.
pub fn read_serial_page(session: &Session, place: usize, reason: String) -> Result<Wish, String> {
    let inquiry = page_errand(session, place)?;
    Ok(Wish::Look(inquiry, Intent::of(Purpose::ReadSerial(reason), session, Focus::Step(place))))
}

/// The environment of the card.
///
/// # Errors
/// With a sentence, when it is a card of the infrastructure.
pub fn environment(session: &Session, focus: Focus) -> Result<EnvironmentId, String> {
    environment_of(session, focus.step())
}

pub(super) fn environment_of(session: &Session, step: Option<usize>) -> Result<EnvironmentId, String> {
    let place = step.and_then(|place| session.run.planned(place).environment);
    place
        .map(|place| session.run.described(place).id.clone())
        .ok_or_else(|| "Choose an environment with Tab first.".to_owned())
}

fn about(session: &Session, focus: Focus) -> Option<StepId> {
    focus.step().map(|place| session.run.planned(place).id.clone())
}
