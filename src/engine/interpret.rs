//! From what was found to a command that can be judged; what does not fit is said.

use jiff::Timestamp;

use super::{
    begin::no_step,
    lookup::{Found, Lookup, PageOutcome, Purpose},
    ports::Attachment,
    practice_task::{SUPPORT_SAYS, outcome},
    session::Session,
    subject::Subject,
    tool::step_drive,
};
use crate::domain::{
    code_check::CodeCheck,
    command::{Command, OfferedFile, StepCommand, VaultCheck},
    digest::Digest,
    event::Origin,
    index::{EnvIx, StepIx},
    infrastructure::{EnvironmentId, Side},
    page::{LicensingPage, Reading},
    procedure::StepKind,
    publish::PublishText,
    refusal::{NoCodeCheck, Refusal},
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
        (Purpose::Uploaded(uploaded, reason), Found::Vault(vault_checks)) => {
            uploaded_already(session, lookup, own(vault_checks), (*uploaded, reason))
        }
        (Purpose::Run, Found::Vault(vault_checks)) => run(session, lookup, own(vault_checks)),
        (Purpose::Practice, Found::Outcome(done)) => Ok((outcome(session, lookup, done)?, None)),
        (Purpose::AskSupport, Found::Outcome(PageOutcome::Said(said))) => {
            let about = lookup.step.map(|step| session.run.planned(step).id.clone());
            Ok((Command::Note { about, text: format!("{SUPPORT_SAYS}{said}") }, None))
        }
        (Purpose::AskSupport, _) => Err("The answer from Support cannot be read.".to_owned()),
        (Purpose::ReadSerial(reason), found) => serial_on_page(session, lookup, found, reason),
        (Purpose::Keep(origin), Found::File(file, bytes)) => keep(session, lookup, file, bytes, *origin),
        (Purpose::Practice, Found::File(file, bytes)) => keep(session, lookup, file, bytes, Origin::Portal),
        (
            Purpose::Show | Purpose::Practice | Purpose::Message | Purpose::Paste,
            Found::Text { reading: Reading::CodeCheck(page), bytes, is_html, .. },
        ) if !asks_for_message(session, lookup) => modules(session, lookup, page, even(&bytes), is_html),
        (Purpose::Practice, Found::Text { publish, bytes, .. }) if asks_for_message(session, lookup) => {
            message(session, lookup, publish, &bytes)
        }
        (Purpose::Show | Purpose::Practice, Found::Text { reading, bytes, is_html, .. }) => {
            shown(session, lookup, reading, bytes, is_html)
        }
        // A page that is pasted where a message is asked for is not one, though it speaks of Intellectual Property.
        (
            Purpose::Message | Purpose::Paste,
            Found::Text { reading: Reading::LicensingPage(page), bytes, is_html, .. },
        ) if !(is_sentence(&page) && asks_for_message(session, lookup)) => {
            paste(session, lookup, page, even(&bytes), is_html)
        }
        (Purpose::Message, Found::Text { publish, bytes, .. }) => message(session, lookup, publish, &bytes),
        (Purpose::Paste, Found::Text { reading, publish, bytes, .. }) => {
            if !asks_for_message(session, lookup) {
                return Err(elsewhere(session, lookup, &reading));
            }
            // What is in the clipboard may be anything: only what speaks of a publish is taken for a message.
            let is_known = matches!(*publish, PublishText::Published(_) | PublishText::ModulePage(_));
            if reading == Reading::Unknown && !is_known {
                return Err(UNKNOWN.to_owned());
            }
            message(session, lookup, publish, &bytes)
        }
        (
            Purpose::Begin | Purpose::Uploaded(..) | Purpose::Run | Purpose::Prepare,
            Found::File(..) | Found::Text { .. } | Found::Outcome(_),
        )
        | (Purpose::Keep(_), Found::Text { .. } | Found::Vault(_) | Found::Outcome(_))
        | (Purpose::Show | Purpose::Message | Purpose::Paste, Found::File(..) | Found::Vault(_) | Found::Outcome(_))
        | (Purpose::Practice, Found::Vault(_)) => Err("The result does not fit the question. Try again.".to_owned()),
    }
}

fn on_step(session: &Session, lookup: &Lookup, operation: StepCommand) -> Result<Command, String> {
    lookup.step.map(|place| lookup.command(session, place, operation)).ok_or_else(no_step)
}

fn uploaded_already(
    session: &Session,
    lookup: &Lookup,
    vault: VaultCheck,
    (uploaded, reason): (Timestamp, &str),
) -> Result<Judged, String> {
    let command = StepCommand::Uploaded { vault, uploaded, reason: reason.to_owned() };
    Ok((on_step(session, lookup, command)?, None))
}

/// A page that was given for a card. That of an upload asks for none: there it is taken note of.
fn shown(
    session: &Session,
    lookup: &Lookup,
    reading: Reading,
    bytes: Vec<u8>,
    is_html: bool,
) -> Result<Judged, String> {
    let Reading::LicensingPage(page) = reading else { return Err(no_page(session, lookup)) };
    if is_code_check(session, lookup) {
        return Err(Refusal::from(NoCodeCheck::NoPage).to_string());
    }
    let kind = lookup.step.map(|step| &session.run.definition(step).kind);
    if matches!(kind, Some(StepKind::Upload { .. })) {
        return paste(session, lookup, page, bytes, is_html);
    }
    let (operation, attachment) = show(page, bytes, is_html);
    Ok((on_step(session, lookup, operation)?, Some(attachment)))
}

/// The condition of the files of the one environment that was asked for.
fn own(vault_checks: Vec<VaultCheck>) -> VaultCheck {
    vault_checks.into_iter().next().unwrap_or_default()
}

fn run(session: &Session, lookup: &Lookup, vault: VaultCheck) -> Result<Judged, String> {
    let drive = step_drive(session, lookup.step.ok_or_else(no_step)?)?;
    Ok((on_step(session, lookup, StepCommand::Run { tool: drive.tool, line: drive.line, vault, process: None })?, None))
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

/// The refusal of a pasted text that says nothing of a publish.
const UNKNOWN: &str = "acmove does not recognize this text. If it is the message of the publish, choose \"It failed: paste the message\".";

/// A message of a publish, as it was given, with the line ends that any other text has.
fn message(session: &Session, lookup: &Lookup, said: Box<PublishText>, bytes: &[u8]) -> Result<Judged, String> {
    let text = String::from_utf8_lossy(&even(bytes)).into_owned();
    Ok((on_step(session, lookup, StepCommand::Message { said, text })?, None))
}

/// Whether the card asks for the message of a publish.
fn asks_for_message(session: &Session, lookup: &Lookup) -> bool {
    let kind = lookup.step.map(|step| &session.run.definition(step).kind);
    matches!(kind, Some(StepKind::Republish { .. }))
}

/// Whether the card asks for the page of `ActivationCodeCheck`.
fn is_code_check(session: &Session, lookup: &Lookup) -> bool {
    lookup.step.is_some_and(|step| session.run.definition(step).kind == StepKind::CodeCheck)
}

/// The refusal of a text that is not the page that the card asks for.
fn no_page(session: &Session, lookup: &Lookup) -> String {
    if is_code_check(session, lookup) { Refusal::from(NoCodeCheck::NoPage) } else { Refusal::NotAPage }.to_string()
}

/// The page of `ActivationCodeCheck` belongs to the card that asks for it: it does not name its environment.
fn modules(
    session: &Session,
    lookup: &Lookup,
    page: Box<CodeCheck>,
    bytes: Vec<u8>,
    is_html: bool,
) -> Result<Judged, String> {
    if !is_code_check(session, lookup) {
        return Err(Refusal::from(NoCodeCheck::Elsewhere).to_string());
    }
    let evidence = Digest::of(&bytes);
    let command = on_step(session, lookup, StepCommand::ShowModules { page, evidence })?;
    Ok((command, Some(Attachment::Evidence { bytes, is_html })))
}

/// Whether a Licensing page is nothing but a sentence about a license, which a publish prints too.
fn is_sentence(page: &LicensingPage) -> bool {
    page.activation_code.is_none() && page.serial.is_none() && page.intellectual_property.is_none()
}

/// The refusal of a text that is pasted on a card that does not ask for it.
fn elsewhere(session: &Session, lookup: &Lookup, reading: &Reading) -> String {
    match reading {
        Reading::Message { .. } => {
            "This is a publish message, but no test publish is on screen. Select its environment with Tab.".to_owned()
        }
        Reading::LicensingPage(_) | Reading::CodeCheck(_) | Reading::Unknown => no_page(session, lookup),
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
    page: Box<LicensingPage>,
    bytes: Vec<u8>,
    is_html: bool,
) -> Result<Judged, String> {
    let is_check = |step: StepIx| matches!(session.run.definition(step).kind, StepKind::Check { .. });
    if let Some(place) = lookup.step.filter(|step| is_check(*step)) {
        let (operation, attachment) = show(page, bytes, is_html);
        return Ok((lookup.command(session, place, operation), Some(attachment)));
    }
    let here = lookup.step.and_then(|step| session.run.planned(step).environment);
    let unknown = here.filter(|environment| session.run.environment(*environment).serial.is_none());
    let owner = owner(session, &page)
        .or(unknown)
        .ok_or_else(|| Refusal::NobodysPage(session.run.strange(&page)).to_string())?;
    match session.outlook.step_of(&session.run, Some(owner)).filter(|step| is_check(*step)) {
        Some(place) => {
            let (operation, attachment) = show(page, bytes, is_html);
            Ok((session.command(place, operation), Some(attachment)))
        }
        None => {
            let environment = session.run.described(owner).id.clone();
            let evidence = Digest::of(&bytes);
            let attachment = Attachment::Evidence { bytes, is_html };
            Ok((Command::SeePage { environment, page, evidence }, Some(attachment)))
        }
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
