//! From what was found to a command that can be judged; what does not fit is said.

use super::{
    drive::step_drive,
    errand::outcome,
    session::Session,
    wish::{Intent, Purpose, command_on, environment_of, no_step, on_place},
    world::{Attachment, Finding, Outcome},
};
use crate::domain::{
    command::{Command, StepDeed},
    digest::Digest,
    event::Origin,
    infrastructure::{EnvironmentId, Side},
    page::{LicensingPage, MessageClass, Reading},
    procedure::StepKind,
    refusal::Refusal,
};

/// What comes of a finding: a command, and bytes to keep with its fact.
pub type Concluded = (Command, Option<Attachment>);

/// What comes of a finding.
///
/// # Errors
/// With a sentence, when what was found is not what was wanted.
pub fn conclude(session: &Session, intent: &Intent, finding: Finding) -> Result<Concluded, String> {
    let command = |deed| match intent.place {
        Some(place) => Ok(command_on(session, place, intent.attempt, deed)),
        None => Err("There is no step that this could be meant for.".to_owned()),
    };
    match (intent.purpose.clone(), finding) {
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
        (Purpose::AskSupport, Finding::Outcome(Outcome::Said(said))) => {
            let about = intent.place.map(|place| session.run.planned(place).id.clone());
            Ok((Command::Note { about, text: format!("Support: {said}") }, None))
        }
        (Purpose::AskSupport, _) => Err("Support cannot be understood.".to_owned()),
        (Purpose::ReadSerial(reason), Finding::Text { reading: Reading::LicensingPage(page), .. }) => {
            let serial = page.serial.ok_or_else(no_serial)?;
            let environment = environment_of(session, intent.place)?;
            Ok((Command::ChangeSerial { environment, serial, reason }, None))
        }
        (Purpose::ReadSerial(_), _) => Err(no_serial()),
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

fn license_of(session: &Session, place: usize) -> Option<(EnvironmentId, Side)> {
    let environment = session.run.planned(place).environment?;
    let side = session.run.step_text(place).kind.side_of_license()?;
    Some((session.run.described(environment).id.clone(), side))
}

fn no_serial() -> String {
    "Its Licensing page shows no serial number.".to_owned()
}
