//! Practice pages operated for a person, in rehearsals only: the task that a step needs, and the command that comes of it.

use super::{
    lookup::{Intent, Lookup, PageOutcome, PracticeTask, Purpose, Target},
    redo::to_do_again,
    session::Session,
    subject::Subject,
};
use crate::domain::{
    answers::Live,
    code_check::ModulesFound,
    command::{Command, StepCommand},
    event::Problem,
    index::{EnvIx, StepIx},
    infrastructure::{PORTAL, SUPPORT, Side},
    procedure::StepKind,
    run::{Failure, Note, Progress},
    ticket::ticket,
};

/// The note on record where nothing had to be done on a page.
const DONE: &str = "done for the rehearsal";

/// The beginning of a note with an answer of Support.
pub const SUPPORT_SAYS: &str = "Support: ";

/// Why a card cannot be done for a person.
const fn for_a_person(subject: Subject) -> &'static str {
    match subject {
        Subject::Stopped(_) => "The migration is stopped. You have to decide how to continue.",
        Subject::Deployments => {
            "A deployment is running while deployments are paused. You have to decide how to continue."
        }
        Subject::FirstUpload(_) | Subject::Deadline => "You have to decide whether to continue.",
        Subject::TakeOver => "You have to take the migration over yourself.",
        Subject::BetweenNights => "You stopped for today. You have to decide when to continue.",
        Subject::EndOfNight => "An environment is left out for now. You have to decide how the night ends.",
        Subject::Requirement(_) | Subject::Step(_) | Subject::Support | Subject::Nothing => {
            "There is nothing left to do."
        }
    }
}

/// The intent that does the card of a subject; `live` holds deviations from the card. What was only just begun was not done
/// yet; of anything else that is under way, the pages are looked at first.
///
/// # Errors
/// With a sentence, when nothing can be done for a person here.
pub fn practice(session: &Session, subject: Subject, live: &Live, just_begun: bool) -> Result<Intent, String> {
    is_rehearsal(session)?;
    let place = match subject {
        Subject::Requirement(place) => {
            let requirement = session.run.procedure.requirements[place].id.clone();
            return Ok(Intent::Command(Command::Answer { requirement, yes: true }));
        }
        Subject::Support => return Ok(look(session, subject, ask(session))),
        Subject::Stopped(_)
        | Subject::Deployments
        | Subject::FirstUpload(_)
        | Subject::Deadline
        | Subject::EndOfNight
        | Subject::BetweenNights
        | Subject::TakeOver
        | Subject::Nothing => return Err(for_a_person(subject).to_owned()),
        Subject::Step(step) => step,
    };
    let lifetime = || session.run.infrastructure.lifetime.as_ref().map(|lifetime| lifetime.url.clone());
    let task = match &session.run.definition(place).kind {
        StepKind::CodeCheck if wants_modules_changed(session, place) => ask(session),
        StepKind::CodeCheck => PracticeTask::CheckCodes {
            service_center: service_center(session, environment(session, place, live)?)?,
            starts_wizard: offers_wizard(session, place),
        },
        StepKind::Read | StepKind::Act => {
            return Ok(Intent::Command(session.command(place, StepCommand::Finish { note: DONE.to_owned() })));
        }
        StepKind::Pause { .. } | StepKind::Resume => PracticeTask::Deployments {
            lifetime: lifetime().ok_or("The LifeTime address is not known. Do this step by hand.")?,
            waits: session.run.step(place).attempts > 0,
        },
        StepKind::Contact => ask(session),
        StepKind::Obtain { side, .. } => obtain(session, place, live.code.unwrap_or(*side), live)?,
        StepKind::Upload { .. } | StepKind::Republish { .. } if !session.run.step(place).is_under_way() => {
            return prepare(session, subject, place, live);
        }
        StepKind::Upload { side } => PracticeTask::Upload {
            service_center: service_center(session, environment(session, place, live)?)?,
            file: file(session, place, *side).ok_or("The vault contains no file for this step.")?,
            code: session.run.infrastructure.code(*side).clone(),
            looks: !just_begun,
        },
        // Reading the same page again would not help.
        StepKind::Check { .. } if is_corrected(session, place) || shows_other_code(session, place) => {
            let step = session.run.planned(to_do_again(session, subject)?).id.clone();
            let reason = if is_corrected(session, place) { CORRECTED } else { OTHER_CODE };
            return Ok(Intent::Command(Command::DoAgain { step, reason: reason.to_owned() }));
        }
        StepKind::Check { .. } if wants_another_license(session, place) => ask(session),
        StepKind::Check { .. } => {
            let environment = environment(session, place, live)?;
            let restarts_services = live.restarts_services || shows_wrong_clock(session, place);
            PracticeTask::Read { restarts_services, service_center: service_center(session, environment)? }
        }
        StepKind::Republish { .. } => publish(session, place, live, just_begun)?,
    };
    Ok(look(session, subject, task))
}

/// Reading the practice page of a step's environment.
///
/// # Errors
/// With a sentence, when there is none.
pub fn read_page(session: &Session, place: StepIx) -> Result<Target, String> {
    is_rehearsal(session)?;
    let environment = environment(session, place, &Live::default())?;
    let service_center = service_center(session, environment)?;
    Ok(Target::Practice(PracticeTask::Read { restarts_services: false, service_center }))
}

/// Asking the practice Support about where things stand.
///
/// # Errors
/// With a sentence, when this is no rehearsal.
pub fn support_request(session: &Session) -> Result<Target, String> {
    is_rehearsal(session).map(|()| Target::Practice(ask(session)))
}

fn is_rehearsal(session: &Session) -> Result<(), String> {
    if session.run.rehearsal {
        Ok(())
    } else {
        Err("Only a rehearsal has practice pages. Do this step by hand.".to_owned())
    }
}

/// Checks that an upload or a publish can be done for a person before it is begun.
fn prepare(session: &Session, subject: Subject, place: StepIx, live: &Live) -> Result<Intent, String> {
    let environment = environment(session, place, live)?;
    let publishes = matches!(session.run.definition(place).kind, StepKind::Republish { .. });
    let task = PracticeTask::Prepare {
        service_center: service_center(session, environment)?,
        lifetime: session.run.infrastructure.lifetime.as_ref().map(|lifetime| lifetime.url.clone()),
        module: publishes.then(|| session.run.module(environment).to_owned()),
        expected: session.expected(session.run.planned(place).environment.unwrap_or(environment)),
    };
    Ok(Intent::Lookup(Lookup::of(session, subject, Purpose::Prepare, Target::Practice(task))))
}

fn look(session: &Session, subject: Subject, task: PracticeTask) -> Intent {
    Intent::Lookup(Lookup::of(session, subject, Purpose::Practice, Target::Practice(task)))
}

/// The reason on record when an upload, or the file for it, is done again for somebody.
const OTHER_CODE: &str = "the page shows another code than was uploaded";

/// The reason on record when a license is obtained again for somebody.
const CORRECTED: &str = "Support has corrected the license";

/// Whether Support has said since a check failed that its license is corrected: then it has to be obtained again.
pub fn is_corrected(session: &Session, place: StepIx) -> bool {
    wants_another_license(session, place) && says_corrected(session, place)
}

/// Whether Support has said since the last attempt at a step that something of it is corrected.
fn says_corrected(session: &Session, place: StepIx) -> bool {
    let step = session.run.step(place);
    let about = Some(&session.run.planned(place).id);
    let says =
        |note: &Note| note.about.as_ref() == about && Some(note.at) > step.closed && note.text.contains("corrected");
    session.run.notes.iter().any(says)
}

/// Whether `ActivationCodeCheck` has offered its wizard.
pub fn offers_wizard(session: &Session, place: StepIx) -> bool {
    matches!(found_modules(session, place), Some(ModulesFound::Wizard))
}

/// Whether modules of another code were found, and Support has not said since that they are changed.
pub fn wants_modules_changed(session: &Session, place: StepIx) -> bool {
    matches!(found_modules(session, place), Some(ModulesFound::OtherCode)) && !says_corrected(session, place)
}

fn found_modules(session: &Session, place: StepIx) -> Option<ModulesFound> {
    match &session.run.step(place).progress {
        Progress::Failed(Failure::Modules { found, .. }) => Some(*found),
        Progress::Failed(_) | Progress::Untouched | Progress::Done(_) | Progress::Collected(_) | Progress::Reopened => {
            None
        }
    }
}

fn ask(session: &Session) -> PracticeTask {
    let support = session.run.infrastructure.support.as_deref().unwrap_or(SUPPORT).to_owned();
    PracticeTask::Ask { support, request: ticket(&session.run, &session.outlook, session.run.latest) }
}

/// The environment of the step, or the one that somebody takes for it.
fn environment(session: &Session, step: StepIx, live: &Live) -> Result<EnvIx, String> {
    let other = live.of.as_ref().and_then(|id| session.run.infrastructure.position(id));
    other.or(session.run.planned(step).environment).ok_or_else(|| "This step belongs to no environment.".to_owned())
}

fn service_center(session: &Session, environment: EnvIx) -> Result<String, String> {
    let address = session.run.described(environment).service_center.clone();
    address.ok_or_else(|| "Its Service Center address is not known. Do this step by hand.".to_owned())
}

/// The environment of a check that did not pass.
fn did_not_pass(session: &Session, step: StepIx) -> Option<EnvIx> {
    let failed = matches!(session.run.step(step).progress, Progress::Failed(_));
    session.run.planned(step).environment.filter(|_| failed)
}

/// Whether a check did not pass because its page does not call the license valid.
pub fn wants_another_license(session: &Session, place: StepIx) -> bool {
    did_not_pass(session, place).is_some_and(|environment| session.run.needs_another_license(environment))
}

/// Whether a check did not pass because its page shows another code.
fn shows_other_code(session: &Session, place: StepIx) -> bool {
    let run = &session.run;
    let page = did_not_pass(session, place).and_then(|environment| run.environment(environment).page.as_ref());
    let shown = page.and_then(|page| page.activation_code.as_ref()).map(|code| run.side_of(code));
    shown.is_some_and(|side| side != run.definition(place).kind.side_of_license())
}

/// Whether a check did not pass because of the server's clock.
pub fn shows_wrong_clock(session: &Session, place: StepIx) -> bool {
    did_not_pass(session, place).is_some_and(|environment| session.run.shows_wrong_clock(environment))
}

/// The file of the step's own environment, below the migration's folder.
fn file(session: &Session, step: StepIx, side: Side) -> Option<String> {
    session.run.vault_name(session.run.planned(step).environment?, side)
}

fn obtain(session: &Session, place: StepIx, side: Side, live: &Live) -> Result<PracticeTask, String> {
    let environment = environment(session, place, live)?;
    let serial = session.run.environment(environment).serial.clone();
    Ok(PracticeTask::Obtain {
        portal: session.run.infrastructure.portal.as_deref().unwrap_or(PORTAL).to_owned(),
        code: session.run.infrastructure.code(side).clone(),
        serial: serial.ok_or("The serial number is not known yet. The Licensing page shows it.")?,
        registers: side == Side::Target,
        is_production: session.run.described(environment).is_production(),
        called: live.called.clone(),
    })
}

fn publish(session: &Session, place: StepIx, live: &Live, just_begun: bool) -> Result<PracticeTask, String> {
    let environment = environment(session, place, live)?;
    Ok(PracticeTask::Publish {
        service_center: service_center(session, environment)?,
        module: session.run.module(environment).to_owned(),
        pastes: live.pastes,
        purpose: format!("{}:{}", session.run.planned(place).id, session.run.attempt(place)),
        looks: !just_begun,
    })
}

/// The command that follows from the outcome of a practice task.
///
/// # Errors
/// With a sentence, when it has nothing to do with the step.
pub(super) fn outcome(session: &Session, lookup: &Lookup, outcome: PageOutcome) -> Result<Command, String> {
    let Some(place) = lookup.step() else {
        return match outcome {
            PageOutcome::Said(said) => Ok(Command::SupportAnswered { note: said }),
            PageOutcome::Unlisted
            | PageOutcome::Uploaded(_)
            | PageOutcome::Published
            | PageOutcome::RefusedByPage(_)
            | PageOutcome::Message(..)
            | PageOutcome::Running(_) => Err(unfit()),
        };
    };
    let kind = &session.run.definition(place).kind;
    if let (PageOutcome::Said(said), StepKind::Check { .. } | StepKind::CodeCheck) = (&outcome, kind) {
        let about = Some(session.run.planned(place).id.clone());
        return Ok(Command::Note { about, text: format!("{SUPPORT_SAYS}{said}") });
    }
    let operation = match outcome {
        PageOutcome::Unlisted => StepCommand::Report { problem: Problem::SerialNotFound, note: String::new() },
        PageOutcome::Said(said) => StepCommand::Finish { note: said },
        PageOutcome::Running(which) if matches!(kind, StepKind::Pause { .. }) => {
            StepCommand::Report { problem: Problem::DeploymentRunning, note: which }
        }
        PageOutcome::Running(which) => StepCommand::Finish { note: format!("still running: {which}") },
        PageOutcome::Uploaded(note) => StepCommand::Finish { note },
        PageOutcome::Published => StepCommand::Published,
        PageOutcome::RefusedByPage(note) => StepCommand::Withdraw { note },
        PageOutcome::Message(said, text) => StepCommand::Message { said, text },
    };
    Ok(lookup.command(session, place, operation))
}

fn unfit() -> String {
    "The result does not fit the step. Do the step by hand.".to_owned()
}
