//! From what a person chose and typed to a command that can be judged; what has to be looked at first is said so.

mod connected;

use std::path::PathBuf;

pub use self::connected::after_reading;
use self::connected::{abort, begin_or_run, read_serial, take_download};
use super::{
    action::Deed,
    choice::to_do_again,
    drive::{Drive, step_drive},
    errand::{errand, outcome},
    session::{Focus, Session},
    world::{Attachment, Finding, Inquiry},
};
use crate::domain::{
    answers::Live,
    command::{Command, Sighting, StepDeed},
    digest::Digest,
    event::{Origin, Problem},
    identity::SerialNumber,
    infrastructure::{EnvironmentId, Side},
    page::{LicensingPage, MessageClass, Reading},
    plan::StepId,
    procedure::StepKind,
    refusal::Refusal,
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
    purpose: Purpose,
    place: Option<usize>,
    attempt: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Begin,
    Run,
    Keep(Origin),
    Show,
    Message,
    Paste,
    Prepare,
    Errand,
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

/// What comes of a finding: a command, and bytes to keep with its fact.
pub type Concluded = (Command, Option<Attachment>);

/// What a deed comes to, with the answers to its questions in their order.
///
/// # Errors
/// With a sentence, when what was typed cannot be meant.
pub fn wish(session: &Session, focus: Focus, deed: Deed, typed: &[String]) -> Result<Wish, String> {
    let first = || typed.first().cloned().unwrap_or_default();
    let second = || typed.get(1).cloned().unwrap_or_default();
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
        Deed::GiveFile => return give(session, focus, &first(), Origin::Portal),
        Deed::GiveBackup => return give(session, focus, &first(), Origin::ServiceCenter),
        Deed::GiveFromSupport => return give(session, focus, &first(), Origin::Support),
        Deed::GivePage => return look(session, focus, Purpose::Show, Inquiry::Page(path(&first())?)),
        Deed::Message => return look(session, focus, Purpose::Message, Inquiry::Text(first())),
        Deed::OtherModule => {
            Command::ChooseModule { environment: environment(session, focus)?, module: first(), reason: second() }
        }
        Deed::ChangeSerial => {
            let serial: SerialNumber = first().parse().map_err(|wrong| format!("Not a Serial Number: {wrong}."))?;
            Command::ChangeSerial { environment: environment(session, focus)?, serial, reason: second() }
        }
        Deed::SupportAnswered => Command::SupportAnswered { note: first() },
        Deed::DoAgain => {
            let place = to_do_again(session, focus)?;
            Command::DoAgain { step: session.run.planned(place).id.clone(), reason: first() }
        }
        Deed::Hold => Command::Hold { reason: first() },
        Deed::GoOn => Command::GoOn { reason: first() },
        Deed::AcceptDeployments => {
            let deployments = typed.iter().skip(1).cloned().collect();
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

/// What comes of a finding.
///
/// # Errors
/// With a sentence, when what was found is not what was wanted.
pub fn conclude(session: &Session, intent: &Intent, finding: Finding) -> Result<Concluded, String> {
    let command = |deed| match intent.place {
        Some(place) => Ok(command_on(session, place, intent.attempt, deed)),
        None => Err("There is no step that this could be meant for.".to_owned()),
    };
    match (intent.purpose, finding) {
        (_, Finding::Nothing(why) | Finding::Later(why)) => Err(why),
        (Purpose::Begin | Purpose::Prepare, Finding::Vault(sightings)) => {
            let vault = sightings.into_iter().next().unwrap_or_default();
            Ok((command(StepDeed::Begin { vault })?, None))
        }
        (Purpose::Run, Finding::Vault(sightings)) => {
            let vault = sightings.into_iter().next().unwrap_or_default();
            let place = intent.place.ok_or_else(no_step)?;
            let drive = step_drive(session, place)?;
            Ok((command(StepDeed::Run { tool: drive.tool, line: drive.line, vault })?, None))
        }
        (Purpose::Errand, Finding::Outcome(done)) => outcome(session, intent, done),
        (purpose @ (Purpose::Keep(_) | Purpose::Errand), Finding::File(file, bytes)) => {
            let origin = if let Purpose::Keep(origin) = purpose { origin } else { Origin::Portal };
            let kept = intent.place.and_then(|place| license_of(session, place));
            let attachment = kept.map(|(environment, side)| Attachment::License { environment, side, bytes });
            Ok((command(StepDeed::Keep { file, origin })?, attachment))
        }
        (Purpose::Show | Purpose::Errand, Finding::Text { reading: Reading::LicensingPage(page), bytes, is_html }) => {
            let (deed, attachment) = show(page, bytes, is_html, false);
            Ok((command(deed)?, Some(attachment)))
        }
        (Purpose::Show | Purpose::Errand, Finding::Text { .. }) => Err(Refusal::NotAPage.to_string()),
        // A page that is pasted where a message is asked for is not one, though it speaks of Intellectual Property.
        (
            Purpose::Message | Purpose::Paste,
            Finding::Text { reading: reading @ Reading::LicensingPage(_), bytes, is_html },
        ) => paste(session, intent, reading, even(&bytes), is_html),
        (Purpose::Message, Finding::Text { reading, bytes, .. }) => {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            Ok((command(StepDeed::Message { class: class(&reading), text })?, None))
        }
        (Purpose::Paste, Finding::Text { reading, bytes, is_html }) => paste(session, intent, reading, bytes, is_html),
        (
            Purpose::Begin
            | Purpose::Run
            | Purpose::Keep(_)
            | Purpose::Show
            | Purpose::Message
            | Purpose::Paste
            | Purpose::Prepare
            | Purpose::Errand,
            _,
        ) => Err("What was found does not fit the question. Try again.".to_owned()),
    }
}

/// A command on a step at its present attempt.
pub fn on_place(session: &Session, place: usize, deed: StepDeed) -> Command {
    command_on(session, place, session.run.attempt(place), deed)
}

fn command_on(session: &Session, place: usize, attempt: u32, deed: StepDeed) -> Command {
    Command::Step { step: session.run.planned(place).id.clone(), attempt, deed }
}

const fn class(reading: &Reading) -> Option<MessageClass> {
    match reading {
        Reading::Message { class } => Some(*class),
        Reading::LicensingPage(_) | Reading::Unknown => None,
    }
}

fn show(page: Box<LicensingPage>, bytes: Vec<u8>, is_html: bool, pasted: bool) -> (StepDeed, Attachment) {
    let evidence = Digest::of(&bytes);
    (StepDeed::Show { page, evidence, pasted }, Attachment::Evidence { bytes, is_html })
}

/// A pasted text with the line ends and the blanks at its ends that a saved one has: the same text is told to be the same
/// however the terminal handed it over.
fn even(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    (lines.join("\n") + "\n").into_bytes()
}

/// A pasted page belongs to the check on screen; elsewhere to the environment whose serial number it shows.
fn paste(
    session: &Session,
    intent: &Intent,
    reading: Reading,
    bytes: Vec<u8>,
    is_html: bool,
) -> Result<Concluded, String> {
    let kind = intent.place.map(|place| (place, &session.run.step_text(place).kind));
    match (reading, kind) {
        (Reading::LicensingPage(page), Some((place, StepKind::Check { .. }))) => {
            let (deed, attachment) = show(page, bytes, is_html, true);
            Ok((command_on(session, place, intent.attempt, deed), Some(attachment)))
        }
        (Reading::LicensingPage(page), _) => {
            let here = intent.place.and_then(|place| session.run.planned(place).environment);
            let unknown = here.filter(|place| session.run.environment(*place).serial.is_none());
            let owner = owner(session, &page).or(unknown).ok_or_else(|| Refusal::NobodysPage.to_string())?;
            match session.outlook.step_of(&session.run, Some(owner)) {
                Some(place) if matches!(session.run.step_text(place).kind, StepKind::Check { .. }) => {
                    let (deed, attachment) = show(page, bytes, is_html, true);
                    Ok((on_place(session, place, deed), Some(attachment)))
                }
                Some(_) | None => {
                    let environment = session.run.described(owner).id.clone();
                    let evidence = Digest::of(&bytes);
                    let attachment = Attachment::Evidence { bytes, is_html };
                    Ok((Command::SeePage { environment, page, evidence }, Some(attachment)))
                }
            }
        }
        (Reading::Message { class }, Some((place, StepKind::Republish { .. }))) => {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let deed = StepDeed::Message { class: Some(class), text };
            Ok((command_on(session, place, intent.attempt, deed), None))
        }
        (Reading::Message { .. }, _) => {
            Err("This is a message of a publish, and no test publish is on screen. Choose its environment with Tab."
                .to_owned())
        }
        (Reading::Unknown, Some((_, StepKind::Republish { .. }))) => {
            Err("This is no message that acmove knows. If a publish printed it, choose \"A message came up\"."
                .to_owned())
        }
        (Reading::Unknown, _) => Err(Refusal::NotAPage.to_string()),
    }
}

fn owner(session: &Session, page: &LicensingPage) -> Option<usize> {
    let serial = page.serial.as_ref()?;
    session.run.environments().iter().position(|known| known.serial.as_ref() == Some(serial))
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

fn give(session: &Session, focus: Focus, typed: &str, origin: Origin) -> Result<Wish, String> {
    look(session, focus, Purpose::Keep(origin), Inquiry::File(path(typed)?))
}

fn look(session: &Session, focus: Focus, purpose: Purpose, inquiry: Inquiry) -> Result<Wish, String> {
    let place = focus.step().ok_or_else(no_step)?;
    Ok(Wish::Look(inquiry, Intent { purpose, place: Some(place), attempt: session.run.attempt(place) }))
}

fn no_step() -> String {
    "There is no step here that this could be meant for.".to_owned()
}

/// A path as people paste it: quotes around it and blanks at its ends are not part of it.
fn path(typed: &str) -> Result<PathBuf, String> {
    let typed = typed.trim();
    let bare = ['"', '\''].iter().find_map(|quote| typed.strip_prefix(*quote)?.strip_suffix(*quote));
    let path = bare.unwrap_or(typed);
    if path.is_empty() { Err("Type the path of a file, or paste it.".to_owned()) } else { Ok(PathBuf::from(path)) }
}

/// The environment of the card.
///
/// # Errors
/// With a sentence, when it is a card of the infrastructure.
pub fn environment(session: &Session, focus: Focus) -> Result<EnvironmentId, String> {
    let place = focus.step().and_then(|place| session.run.planned(place).environment);
    place
        .map(|place| session.run.described(place).id.clone())
        .ok_or_else(|| "Choose an environment with Tab first.".to_owned())
}

fn license_of(session: &Session, place: usize) -> Option<(EnvironmentId, Side)> {
    let environment = session.run.planned(place).environment?;
    let side = session.run.step_text(place).kind.side_of_license()?;
    Some((session.run.described(environment).id.clone(), side))
}

fn about(session: &Session, focus: Focus) -> Option<StepId> {
    focus.step().map(|place| session.run.planned(place).id.clone())
}
