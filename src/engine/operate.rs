//! From an operation, with the answers to its questions, to what it comes to: a command that can be judged, something that has
//! to be looked at first, or a tool that has to run first.

use std::path::Path;

use jiff::Timestamp;

use super::{
    begin::{begin_or_run, no_step, read_serial, uploaded},
    codes::near_code,
    deployments::abort,
    downloads::offer,
    lookup::{Intent, Lookup, Purpose, Target},
    open_items::open_items,
    operation::{Argument, Operation},
    practice_task::{practice, read_page, support_request},
    redo::{answered_last, to_do_again},
    session::Session,
    subject::Subject,
};
use crate::domain::{
    answers::Live,
    command::{Command, StepCommand},
    event::{Origin, Problem},
    identity::{NotAnIdentity, SerialNumber},
    index::StepIx,
    infrastructure::{EnvironmentId, Window},
    page::MessageClass,
    plan::StepId,
    procedure::StepKind,
    run::Handover,
};

/// The intent behind an operation at a moment, with the answers to its questions in their order.
///
/// # Errors
/// With a sentence, when what was typed cannot be meant.
pub fn intent(
    (session, now): (&Session, Timestamp),
    subject: Subject,
    operation: Operation,
    given: &[Argument],
) -> Result<Intent, String> {
    let (text, file) = (|place| typed(given, place), || given.iter().find_map(Argument::file).ok_or_else(no_file));
    let (first, second) = (|| text(0), || text(1));
    let command = match operation {
        Operation::Yes | Operation::No => answer(session, subject, operation == Operation::Yes)?,
        Operation::DoForMe => return practice(session, subject, &Live::default(), false),
        Operation::Begin | Operation::RunCommand => return begin_or_run(session, subject, operation),
        Operation::ReadSerial => return read_serial(session, subject, None),
        Operation::StopCommand => return Err("No command is running here.".to_owned()),
        Operation::UploadedAlready => return uploaded(session, subject, &first(), second()),
        Operation::AskAgain => ask_again(session, &first(), second())?,
        Operation::Withdraw => on_step(session, subject, StepCommand::Withdraw { note: String::new() })?,
        Operation::Finish => on_step(session, subject, StepCommand::Finish { note: String::new() })?,
        Operation::Published if unclear(session, subject).is_ok() => {
            read_as(session, subject, MessageClass::Published)?
        }
        Operation::Published => on_step(session, subject, StepCommand::Published)?,
        Operation::ReadAsProperty => read_as(session, subject, MessageClass::IntellectualProperty)?,
        Operation::ReadAsError => read_as(session, subject, MessageClass::Other)?,
        Operation::SerialNotFound => report(session, subject, Problem::SerialNotFound)?,
        Operation::DeploymentRunning => report(session, subject, Problem::DeploymentRunning)?,
        Operation::Accept => on_step(session, subject, StepCommand::Accept { reason: first() })?,
        Operation::Claim => claim(session, subject, &first(), second())?,
        Operation::TakeDownload => return take_download(session, subject),
        Operation::GiveFile => return give(session, subject, file()?, Origin::Portal),
        Operation::GiveBackup => return give(session, subject, file()?, Origin::ServiceCenter),
        Operation::GiveFromSupport => return give(session, subject, file()?, Origin::Support),
        Operation::GivePage => return look(session, subject, Purpose::Show, Target::Page(file()?.to_owned())),
        Operation::Message => return look(session, subject, Purpose::Message, Target::Text(first())),
        Operation::OtherModule => {
            Command::ChooseModule { environment: session.environment_of(subject)?, module: first(), reason: second() }
        }
        Operation::ChangeSerial => change_serial(session, subject, &first(), second())?,
        Operation::TakeCode => take_code(session, subject, first())?,
        Operation::CorrectCode => correct_code(session, &first(), &second(), text(2))?,
        Operation::SupportAnswered => Command::SupportAnswered { note: first() },
        Operation::DoAgain => do_again(session, subject, first())?,
        Operation::Hold => Command::Hold { reason: first() },
        Operation::Postpone
        | Operation::TakeUp
        | Operation::ChooseOrder
        | Operation::EndNight
        | Operation::BeginNight
        | Operation::NameCase => arranged(session, subject, operation, first())?,
        Operation::ChangeWindow => change_window(&first(), &second(), text(2))?,
        Operation::GoOn => Command::GoOn { reason: first() },
        Operation::AcceptDeployments => {
            Command::AcceptDeployments { deployments: (1..given.len()).map(text).collect(), reason: first() }
        }
        Operation::AbortDeployment => abort(session, &first(), &second())?,
        Operation::Lift => Command::LiftStop { reason: first() },
        Operation::RollBack => Command::RollBack { reason: first() },
        Operation::Abandon => Command::Abandon { reason: first() },
        Operation::HandOver => hand_over_now((session, now), first(), second())?,
        Operation::TakeOver => Command::TakeOver,
        Operation::Acknowledge => acknowledge(session)?,
        Operation::Note => Command::Note { about: about(session, subject), text: first() },
    };
    Ok(Intent::Command(command))
}

/// The code of the page that is checked is the right one.
fn take_code(session: &Session, subject: Subject, reason: String) -> Result<Command, String> {
    let near = subject.step().and_then(|step| near_code(session, step));
    let near = near.ok_or("No page here shows a code similar to the expected one.")?;
    Ok(Command::CorrectCode { side: near.side, code: near.shown, reason })
}

/// A code that was typed anew.
fn correct_code(session: &Session, side: &str, code: &str, reason: String) -> Result<Command, String> {
    let side = session.run.infrastructure.side_named(side).ok_or("Type AAA or BBB.")?;
    let code = code.parse().map_err(|wrong: NotAnIdentity| format!("Not an Activation Code: {wrong}."))?;
    Ok(Command::CorrectCode { side, code, reason })
}

/// Another serial number of the card's environment.
fn change_serial(session: &Session, subject: Subject, serial: &str, reason: String) -> Result<Command, String> {
    let environment = session.environment_of(subject)?;
    let serial: SerialNumber = serial.parse().map_err(|wrong| format!("Not a Serial Number: {wrong}."))?;
    Ok(Command::ChangeSerial { environment, serial, reason })
}

/// Who is left out, the order, the nights, and the number of Support's case.
fn arranged(session: &Session, subject: Subject, operation: Operation, typed: String) -> Result<Command, String> {
    if matches!(operation, Operation::Postpone | Operation::TakeUp) {
        return leave_or_take_up(session, subject, operation, typed);
    }
    if operation == Operation::BeginNight {
        return Ok(Command::BeginNight);
    }
    if operation == Operation::NameCase {
        return Ok(Command::NameCase { case: typed });
    }
    if operation == Operation::ChooseOrder {
        return Ok(Command::ChooseOrder { environments: order(session, &typed)? });
    }
    let is_over = session.outlook.state.is_final();
    Ok(if is_over { Command::ResumeDeployments { reason: typed } } else { Command::EndNight { reason: typed } })
}

/// The environment of a card is left out for now, or taken up again.
fn leave_or_take_up(
    session: &Session,
    subject: Subject,
    operation: Operation,
    reason: String,
) -> Result<Command, String> {
    if operation == Operation::TakeUp {
        return Ok(Command::TakeUp { environment: left_out(session, subject)? });
    }
    Ok(Command::Postpone { environment: session.environment_of(subject)?, reason })
}

/// The environment that is taken up from a card: its own, or the first of those that are left out.
fn left_out(session: &Session, subject: Subject) -> Result<EnvironmentId, String> {
    let first = session.run.postponed().next();
    match (session.environment_of(subject), first) {
        (Ok(environment), _) => Ok(environment),
        (Err(_), Some(first)) => Ok(session.run.described(first).id.clone()),
        (Err(_), None) => Err("No environment is left out for now.".to_owned()),
    }
}

/// The environments that were typed, by name or by id, separated by commas.
fn order(session: &Session, typed: &str) -> Result<Vec<EnvironmentId>, String> {
    let named = |name: &str| {
        let all = &session.run.infrastructure.environments;
        let found = all.iter().find(|known| known.name.eq_ignore_ascii_case(name) || known.id.as_str() == name);
        found.map(|found| found.id.clone()).ok_or_else(|| {
            let names = session.run.names(session.run.every_environment());
            format!("{name:?} is not the name of an environment here. Names: {names}.")
        })
    };
    typed.split(',').map(str::trim).filter(|name| !name.is_empty()).map(named).collect()
}

/// Another window: both times as the questions have spelled them, and asked about where they looked like a mistake.
fn change_window(start: &str, end: &str, reason: String) -> Result<Command, String> {
    let time = |text: &str| text.parse().map_err(|_| format!("{text:?} is not a time with an offset."));
    let window = Window { start: time(start)?, end: time(end)? };
    Ok(Command::ChangeWindow { window, reason, is_meant: true })
}

/// The text that was typed at a place.
fn typed(given: &[Argument], place: usize) -> String {
    match given.get(place) {
        Some(Argument::Text(text)) => text.clone(),
        Some(Argument::File(_)) | None => String::new(),
    }
}

/// Why nothing is handed over while a command runs.
const RUNNING: &str = "A command is running. Wait until it has ended, or stop it, then hand over.";

/// The same where no command runs.
fn hand_over_now((session, now): (&Session, Timestamp), to: String, note: String) -> Result<Command, String> {
    if session.running.is_empty() { Ok(hand_over(session, now, to, note)) } else { Err(RUNNING.to_owned()) }
}

/// The migration is handed over with everything that is open now.
pub fn hand_over(session: &Session, now: Timestamp, to: String, note: String) -> Command {
    Command::HandOver { to, items: open_items(session, now), note }
}

/// The item that is acknowledged next.
fn acknowledge(session: &Session) -> Result<Command, String> {
    let item = session.run.handover.as_ref().and_then(Handover::next);
    item.map(|item| Command::Acknowledge { item }).ok_or_else(|| "There is no open item to acknowledge.".to_owned())
}

/// The intent behind a text that is pasted on the card that is shown.
pub fn pasted(session: &Session, subject: Subject, text: String) -> Intent {
    Intent::Lookup(Lookup::of(session, subject, Purpose::Paste, Target::Text(text)))
}

/// Asking the practice Support about a step; what it answers is noted.
///
/// # Errors
/// With a sentence, when this is no rehearsal.
pub fn ask_support(session: &Session, step: StepIx) -> Result<Intent, String> {
    look(session, Subject::Step(step), Purpose::AskSupport, support_request(session)?)
}

/// Reading the serial number of a step's environment on its practice page: that is the one by now.
///
/// # Errors
/// With a sentence, when there is no such page.
pub fn read_serial_page(session: &Session, step: StepIx, reason: String) -> Result<Intent, String> {
    look(session, Subject::Step(step), Purpose::ReadSerial(reason), read_page(session, step)?)
}

fn look(session: &Session, subject: Subject, purpose: Purpose, target: Target) -> Result<Intent, String> {
    subject.step().ok_or_else(no_step)?;
    Ok(Intent::Lookup(Lookup::of(session, subject, purpose, target)))
}

fn answer(session: &Session, subject: Subject, yes: bool) -> Result<Command, String> {
    let Subject::Requirement(place) = subject else { return Err("There is no requirement to answer here.".to_owned()) };
    Ok(Command::Answer { requirement: session.run.procedure.requirements[place].id.clone(), yes })
}

/// The step that is done again from a card; where none was done yet, the requirement that was answered last.
fn do_again(session: &Session, subject: Subject, reason: String) -> Result<Command, String> {
    match (to_do_again(session, subject), answered_last(session)) {
        (Ok(place), _) => Ok(Command::DoAgain { step: session.run.planned(place).id.clone(), reason }),
        (Err(_), Some(place)) => {
            Ok(Command::AskAgain { requirement: session.run.procedure.requirements[place].id.clone(), reason })
        }
        (Err(why), None) => Err(why),
    }
}

/// A requirement is asked again: by its number, or by its id.
fn ask_again(session: &Session, which: &str, reason: String) -> Result<Command, String> {
    let all = &session.run.procedure.requirements;
    let number = which.trim().parse::<usize>().ok().and_then(|number| all.get(number.checked_sub(1)?));
    let requirement = number.or_else(|| all.iter().find(|requirement| requirement.id == which.trim()));
    let requirement = requirement.ok_or_else(|| format!("{which:?} is not the number of a requirement."))?;
    Ok(Command::AskAgain { requirement: requirement.id.clone(), reason })
}

fn on_step(session: &Session, subject: Subject, operation: StepCommand) -> Result<Command, String> {
    subject.step().map(|step| session.command(step, operation)).ok_or_else(no_step)
}

/// A person says what a page displays: the code first, then the value, where one is looked at.
fn claim(session: &Session, subject: Subject, said: &str, note: String) -> Result<Command, String> {
    let run = &session.run;
    let step = subject.step().ok_or_else(no_step)?;
    if run.definition(step).kind == StepKind::CodeCheck {
        return on_step(session, subject, StepCommand::Claim { code: None, value: said.to_owned(), note });
    }
    let StepKind::Check { side, accept, .. } = &run.definition(step).kind else { return Err(no_step()) };
    let (first, rest) = said.trim().split_once(char::is_whitespace).unwrap_or((said.trim(), ""));
    let (code, value) = match run.infrastructure.side_named(first) {
        _ if accept.is_empty() => (None, said.to_owned()),
        Some(code) => (Some(code), rest.trim().to_owned()),
        None => {
            let example = format!("{} {}", side.label(), accept.first().map_or("", String::as_str));
            return Err(format!("Type the displayed code first, then the value: for example {example}."));
        }
    };
    on_step(session, subject, StepCommand::Claim { code, value, note })
}

/// The message of a card of which acmove could not tell what it says.
fn unclear(session: &Session, subject: Subject) -> Result<String, String> {
    let unclear = subject.step().and_then(|step| session.unclear_at(step));
    unclear.map(|unclear| unclear.text.clone()).ok_or_else(|| "No message waits for your answer here.".to_owned())
}

fn read_as(session: &Session, subject: Subject, class: MessageClass) -> Result<Command, String> {
    on_step(session, subject, StepCommand::ReadAs { class, text: unclear(session, subject)? })
}

fn report(session: &Session, subject: Subject, problem: Problem) -> Result<Command, String> {
    on_step(session, subject, StepCommand::Report { problem, note: String::new() })
}

fn give(session: &Session, subject: Subject, file: &Path, origin: Origin) -> Result<Intent, String> {
    look(session, subject, Purpose::Keep(origin), Target::File(file.to_owned()))
}

/// The download that is offered; it is looked at like a file that was named.
fn take_download(session: &Session, subject: Subject) -> Result<Intent, String> {
    let download = offer(session, subject).ok_or("The download folder contains no new license file.")?;
    give(session, subject, &download.path, Origin::Portal)
}

fn no_file() -> String {
    "Type the path of a file, or paste it.".to_owned()
}

fn about(session: &Session, subject: Subject) -> Option<StepId> {
    subject.step().map(|step| session.run.planned(step).id.clone())
}
