//! From what was found to a command that can be judged; what does not fit is said.

use super::{
    begin::no_step,
    lookup::{Found, Lookup, PageOutcome, Purpose},
    ports::Attachment,
    practice_task::outcome,
    session::Session,
    subject::Subject,
    tool::step_drive,
};
use crate::domain::{
    command::{Command, OfferedFile, StepCommand, VaultCheck},
    digest::Digest,
    event::Origin,
    index::{EnvIx, StepIx},
    infrastructure::{EnvironmentId, Side},
    page::{LicensingPage, MessageClass, Reading},
    procedure::StepKind,
    refusal::Refusal,
};

/// A command that can be judged, and the bytes to keep with its fact.
type Judged = (Command, Option<Attachment>);

/// Turns a finding into a command that can be judged, with the bytes to keep with its fact.
///
/// # Errors
/// With a sentence, when it is not what was looked for.
pub fn interpret(session: &Session, lookup: &Lookup, found: Found) -> Result<Judged, String> {
    match (&lookup.purpose, found) {
        (_, Found::Nothing(why) | Found::Later(why)) => Err(why),
        (Purpose::Begin | Purpose::Prepare, Found::Vault(vault_checks)) => {
            Ok((on_step(session, lookup, StepCommand::Begin { vault: own(vault_checks) })?, None))
        }
        (Purpose::Run, Found::Vault(vault_checks)) => run(session, lookup, own(vault_checks)),
        (Purpose::Practice, Found::Outcome(done)) => Ok((outcome(session, lookup, done)?, None)),
        (Purpose::AskSupport, Found::Outcome(PageOutcome::Said(said))) => {
            let about = lookup.step.map(|step| session.run.planned(step).id.clone());
            Ok((Command::Note { about, text: format!("Support: {said}") }, None))
        }
        (Purpose::AskSupport, _) => Err("Support cannot be understood.".to_owned()),
        (Purpose::ReadSerial(reason), found) => serial_on_page(session, lookup, found, reason),
        (Purpose::Keep(origin), Found::File(file, bytes)) => keep(session, lookup, file, bytes, *origin),
        (Purpose::Practice, Found::File(file, bytes)) => keep(session, lookup, file, bytes, Origin::Portal),
        (Purpose::Show | Purpose::Practice, Found::Text { reading, bytes, is_html }) => {
            let Reading::LicensingPage(page) = reading else { return Err(Refusal::NotAPage.to_string()) };
            let (operation, attachment) = show(page, bytes, is_html);
            Ok((on_step(session, lookup, operation)?, Some(attachment)))
        }
        // A page that is pasted where a message is asked for is not one, though it speaks of Intellectual Property.
        (
            Purpose::Message | Purpose::Paste,
            Found::Text { reading: reading @ Reading::LicensingPage(_), bytes, is_html },
        ) => paste(session, lookup, reading, even(&bytes), is_html),
        (Purpose::Message, Found::Text { reading, bytes, .. }) => {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            Ok((on_step(session, lookup, StepCommand::Message { class: class(&reading), text })?, None))
        }
        (Purpose::Paste, Found::Text { reading, bytes, is_html }) => paste(session, lookup, reading, bytes, is_html),
        (
            Purpose::Begin | Purpose::Run | Purpose::Prepare,
            Found::File(..) | Found::Text { .. } | Found::Outcome(_),
        )
        | (Purpose::Keep(_), Found::Text { .. } | Found::Vault(_) | Found::Outcome(_))
        | (Purpose::Show | Purpose::Message | Purpose::Paste, Found::File(..) | Found::Vault(_) | Found::Outcome(_))
        | (Purpose::Practice, Found::Vault(_)) => {
            Err("What was found does not fit the question. Try again.".to_owned())
        }
    }
}

fn on_step(session: &Session, lookup: &Lookup, operation: StepCommand) -> Result<Command, String> {
    lookup.step.map(|place| lookup.command(session, place, operation)).ok_or_else(no_step)
}

/// The condition of the files of the one environment that was asked for.
fn own(vault_checks: Vec<VaultCheck>) -> VaultCheck {
    vault_checks.into_iter().next().unwrap_or_default()
}

fn run(session: &Session, lookup: &Lookup, vault: VaultCheck) -> Result<Judged, String> {
    let drive = step_drive(session, lookup.step.ok_or_else(no_step)?)?;
    Ok((on_step(session, lookup, StepCommand::Run { tool: drive.tool, line: drive.line, vault })?, None))
}

fn keep(
    session: &Session,
    lookup: &Lookup,
    file: OfferedFile,
    bytes: Vec<u8>,
    origin: Origin,
) -> Result<Judged, String> {
    let kept = lookup.step.and_then(|place| license_of(session, place));
    let attachment = kept.map(|(environment, side)| Attachment::License { environment, side, bytes });
    Ok((on_step(session, lookup, StepCommand::Keep { file, origin })?, attachment))
}

fn serial_on_page(session: &Session, lookup: &Lookup, found: Found, reason: &str) -> Result<Judged, String> {
    let serial = match found {
        Found::Text { reading: Reading::LicensingPage(page), .. } => page.serial,
        Found::Text { .. }
        | Found::File(..)
        | Found::Vault(_)
        | Found::Outcome(_)
        | Found::Nothing(_)
        | Found::Later(_) => None,
    };
    let serial = serial.ok_or("Its Licensing page shows no serial number.")?;
    let environment = session.environment_of(Subject::Step(lookup.step.ok_or_else(no_step)?))?;
    Ok((Command::ChangeSerial { environment, serial, reason: reason.to_owned() }, None))
}

const fn class(reading: &Reading) -> Option<MessageClass> {
    match reading {
        Reading::Message { class } => Some(*class),
        Reading::LicensingPage(_) | Reading::Unknown => None,
    }
}

fn show(page: Box<LicensingPage>, bytes: Vec<u8>, is_html: bool) -> (StepCommand, Attachment) {
    let evidence = Digest::of(&bytes);
    (StepCommand::Show { page, evidence }, Attachment::Evidence { bytes, is_html })
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
    lookup: &Lookup,
    reading: Reading,
    bytes: Vec<u8>,
    is_html: bool,
) -> Result<Judged, String> {
    let kind = lookup.step.map(|step| (step, &session.run.definition(step).kind));
    match (reading, kind) {
        (Reading::LicensingPage(page), Some((place, StepKind::Check { .. }))) => {
            let (operation, attachment) = show(page, bytes, is_html);
            Ok((lookup.command(session, place, operation), Some(attachment)))
        }
        (Reading::LicensingPage(page), _) => {
            let here = lookup.step.and_then(|step| session.run.planned(step).environment);
            let unknown = here.filter(|environment| session.run.environment(*environment).serial.is_none());
            let owner = owner(session, &page).or(unknown).ok_or_else(|| Refusal::NobodysPage.to_string())?;
            match session.outlook.step_of(&session.run, Some(owner)) {
                Some(place) if matches!(session.run.definition(place).kind, StepKind::Check { .. }) => {
                    let (operation, attachment) = show(page, bytes, is_html);
                    Ok((session.command(place, operation), Some(attachment)))
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
            let operation = StepCommand::Message { class: Some(class), text };
            Ok((lookup.command(session, place, operation), None))
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

fn owner(session: &Session, page: &LicensingPage) -> Option<EnvIx> {
    let serial = page.serial.as_ref()?;
    session.run.environments().iter().position(|known| known.serial.as_ref() == Some(serial)).map(EnvIx::new)
}

fn license_of(session: &Session, step: StepIx) -> Option<(EnvironmentId, Side)> {
    let environment = session.run.planned(step).environment?;
    let side = session.run.definition(step).kind.side_of_license()?;
    Some((session.run.described(environment).id.clone(), side))
}
