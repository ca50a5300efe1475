//! What the questions of an operation are about, in words.

use super::window::window_of;
use crate::{
    domain::{index::StepIx, procedure::StepKind, run::Run},
    engine::{
        codes::near_code,
        deployments::to_abort,
        operation::Operation,
        redo::{answered_last, to_do_again},
        session::Session,
        subject::Subject,
    },
};

/// The most characters of names in a question: with the rest of it they fit into 80 columns.
const LONGEST_NAMES: usize = 30;

/// The subject of an operation's questions: the environment or the step that it changes.
pub fn about(session: &Session, subject: Subject, operation: Operation) -> String {
    let run = &session.run;
    let place = subject.step();
    let environment = place.and_then(|step| run.planned(step).environment);
    let name = || environment.map_or_else(String::new, |environment| run.described(environment).name.clone());
    match operation {
        Operation::DoAgain => match (to_do_again(session, subject), answered_last(session)) {
            (Ok(step), _) => run.title(step),
            (Err(_), Some(place)) => format!("Requirement {} of {}", place + 1, run.requirements.len()),
            (Err(_), None) => String::new(),
        },
        Operation::AskAgain => format!("Requirements 1 to {}", run.requirements.len()),
        Operation::Note => place.map_or_else(String::new, |step| run.title(step)),
        Operation::RollBack => rollback_of(run),
        Operation::ChangeWindow => window_of(run),
        Operation::ChangeSerial => format!("{}, whose license files no longer apply", name()),
        Operation::TakeCode => place.map_or_else(String::new, |step| code_of(session, step)),
        Operation::CorrectCode => "A mistyped Activation Code".to_owned(),
        Operation::Claim => format!("{}, {}", name(), displayed(run, place)),
        Operation::Yes
        | Operation::No
        | Operation::Begin
        | Operation::Withdraw
        | Operation::Finish
        | Operation::UploadedAlready
        | Operation::GiveFile
        | Operation::TakeDownload
        | Operation::GiveBackup
        | Operation::GiveFromSupport
        | Operation::SerialNotFound
        | Operation::DeploymentRunning
        | Operation::GivePage
        | Operation::Accept
        | Operation::Published
        | Operation::Message
        | Operation::ReadAsProperty
        | Operation::ReadAsError
        | Operation::OtherModule
        | Operation::RunCommand
        | Operation::StopCommand
        | Operation::ReadSerial
        | Operation::Postpone
        | Operation::TakeUp
        | Operation::DoForMe => name(),
        Operation::AbortDeployment => {
            to_abort(session).map_or_else(String::new, |it| format!("Abort the deployment to {}", it.target))
        }
        Operation::SupportAnswered
        | Operation::Hold
        | Operation::ChooseOrder
        | Operation::EndNight
        | Operation::BeginNight
        | Operation::NameCase
        | Operation::Lift
        | Operation::GoOn
        | Operation::AcceptDeployments
        | Operation::HandOver
        | Operation::TakeOver
        | Operation::Acknowledge
        | Operation::Abandon => String::new(),
    }
}

/// The environments that a rollback would restore: by name where they are few, as the page above the question names them all.
fn rollback_of(run: &Run) -> String {
    let names: Vec<&str> = run.may_have_target().map(|environment| run.described(environment).name.as_str()).collect();
    let list = names.join(", ");
    if list.len() <= LONGEST_NAMES {
        format!("Rollback of {list}")
    } else {
        format!("Rollback of {} environments", names.len())
    }
}

/// The code that a page shows in place of one that was mistyped.
fn code_of(session: &Session, step: StepIx) -> String {
    let near = near_code(session, step);
    near.map_or_else(String::new, |near| format!("{} is {}", near.side.label(), near.shown))
}

/// What is read from the page of `ActivationCodeCheck`.
pub const NONE_OR_SOME: &str = "none or some";

/// What is read from the page of a check.
fn displayed(run: &Run, step: Option<StepIx>) -> &'static str {
    let kind = step.map(|step| &run.definition(step).kind);
    if kind == Some(&StepKind::CodeCheck) {
        return NONE_OR_SOME;
    }
    let is_about_the_code = matches!(kind, Some(StepKind::Check { accept, .. }) if accept.is_empty());
    if is_about_the_code { "displayed code" } else { "displayed code, Limit and Usage" }
}
