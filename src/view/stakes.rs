//! What is at stake where an operation cannot be taken back, or goes against the article: told while its question is answered.

use super::{
    text::{Block, Tone},
    times::{Moment, minutes},
};
use crate::{
    domain::{index::EnvIx, infrastructure::Side, rollback, run::Republished},
    engine::{operation::Operation, session::Session},
};

/// The most environments that are named in their order.
const MOST: usize = 6;

/// What is at stake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stakes {
    /// How grave it is.
    pub tone: Tone,
    /// What is about to be done.
    pub title: String,
    /// What follows from it.
    pub body: Vec<Block>,
}

/// What is at stake with an operation; `None` where its question needs no box.
pub fn stakes(session: &Session, operation: Operation, moment: &Moment) -> Option<Stakes> {
    let told = |tone, title: &str, text: &str| {
        Some(Stakes { tone, title: title.to_owned(), body: vec![Block::para(Tone::Plain, text)] })
    };
    match operation {
        Operation::RollBack => Some(roll_back(session, moment)),
        Operation::Lift => told(
            Tone::Caution,
            "Continue against the article",
            "The article says to stop here and to roll back. The failed publish has to succeed before anything else goes on.",
        ),
        Operation::GoOn => told(
            Tone::Caution,
            "Continue although a rollback would end after the window",
            "Your reason is recorded. The question is not asked again for this window.",
        ),
        Operation::AcceptDeployments => told(
            Tone::Caution,
            "Continue despite the deployment",
            "A deployment can change what was tested already. Your reason is recorded.",
        ),
        Operation::Accept => {
            told(Tone::Caution, "Accept the page as it is", "The step passes although the page is not as expected.")
        }
        Operation::Abandon => told(
            Tone::Bad,
            "Give up the migration",
            "It ends for good: nothing can be done in it afterwards. Deployments that were paused have to be resumed.",
        ),
        Operation::EndNight => Some(end_night(session)),
        Operation::TakeOver => told(
            Tone::Caution,
            "Take the migration over",
            "You continue here from now on; the person with the other copy must stop. Every open item is asked for next.",
        ),
        Operation::No => told(Tone::Caution, "End this attempt", "A requirement does not hold. Nothing was changed."),
        Operation::AbortDeployment => {
            told(Tone::Caution, "Abort a deployment", "LifeTime stops it where it is. Tell the person who started it.")
        }
        Operation::Yes
        | Operation::Begin
        | Operation::Withdraw
        | Operation::Finish
        | Operation::UploadedAlready
        | Operation::AskAgain
        | Operation::GiveFile
        | Operation::TakeDownload
        | Operation::GiveBackup
        | Operation::GiveFromSupport
        | Operation::SerialNotFound
        | Operation::DeploymentRunning
        | Operation::GivePage
        | Operation::Claim
        | Operation::Published
        | Operation::Message
        | Operation::ReadAsProperty
        | Operation::ReadAsError
        | Operation::OtherModule
        | Operation::SupportAnswered
        | Operation::DoAgain
        | Operation::Postpone
        | Operation::TakeUp
        | Operation::ChooseOrder
        | Operation::BeginNight
        | Operation::NameCase
        | Operation::ChangeSerial
        | Operation::TakeCode
        | Operation::CorrectCode
        | Operation::Hold
        | Operation::ChangeWindow
        | Operation::HandOver
        | Operation::Acknowledge
        | Operation::RunCommand
        | Operation::StopCommand
        | Operation::ReadSerial
        | Operation::Note
        | Operation::DoForMe => None,
    }
}

/// Deployments are resumed: which codes are mixed by then, where BBB was not tested, and what that means.
fn end_night(session: &Session) -> Stakes {
    let run = &session.run;
    let how = "Resume deployments in LifeTime and tell the people who deploy.";
    let mut body = vec![Block::para(Tone::Plain, how)];
    if session.outlook.state.is_final() {
        return Stakes { tone: Tone::Caution, title: "Resume deployments".to_owned(), body };
    }
    let is_untested = |environment: &EnvIx| !matches!(run.environment(*environment).republished, Republished::Yes(_));
    let untested = run.names(run.may_have_target().filter(is_untested));
    body.extend((!untested.is_empty()).then(|| Block::led(Tone::Bad, "BBB, not tested: ", untested)));
    if let Some(mixed) = run.mixed_words() {
        body.push(Block::led(Tone::Caution, "Mixed: ", mixed));
        body.push(Block::para(Tone::Bad, "Protected modules fail between them (Intellectual Property error)."));
    }
    Stakes { tone: Tone::Caution, title: "Resume deployments and stop for today".to_owned(), body }
}

/// A rollback: the order of the environments, how long it takes, and what its backups are worth.
fn roll_back(session: &Session, moment: &Moment) -> Stakes {
    let order = order(session);
    let names: Vec<&str> = order.iter().map(|place| session.run.described(*place).name.as_str()).collect();
    let count = names.len();
    let is_one = count == 1;
    let title = if is_one { format!("Roll back {}", names[0]) } else { format!("Roll back all {count} environments") };
    let body = vec![
        Block::led(Tone::Quiet, "Order: ", in_order(&names)),
        Block::led(Tone::Quiet, "Takes: ", takes(session, moment)),
        Block::led(Tone::Quiet, "Backups: ", backups(session)),
    ];
    Stakes { tone: Tone::Bad, title, body }
}

/// The environments that a rollback restores, in the order in which it does.
pub fn order(session: &Session) -> Vec<EnvIx> {
    let run = &session.run;
    let restored: Vec<EnvIx> = run.may_have_target().collect();
    let mut order: Vec<EnvIx> = Vec::new();
    for step in run.plan.rollback() {
        if let Some(environment) = run.planned(step).environment
            && restored.contains(&environment)
            && order.last() != Some(&environment)
            && !order.contains(&environment)
        {
            order.push(environment);
        }
    }
    order
}

/// The way back, numbered: pause, the environments, Support.
pub fn in_order(names: &[&str]) -> String {
    let mut way = vec!["pause".to_owned()];
    way.extend(names.iter().take(MOST).map(|name| (*name).to_owned()));
    if names.len() > MOST {
        way.push(format!("{} more", names.len() - MOST));
    }
    way.push("tell Support".to_owned());
    way.iter().enumerate().map(|(place, what)| format!("{} {what}", place + 1)).collect::<Vec<_>>().join(", ")
}

/// How long a rollback takes, and until when.
pub fn takes(session: &Session, moment: &Moment) -> String {
    let takes = session.outlook.rollback;
    let until = session.run.now(moment.at).saturating_add(takes).unwrap_or(moment.at);
    format!("about {}, so until {}", minutes(takes), moment.short_of(until))
}

/// What the backups are worth that a rollback would restore.
pub fn backups(session: &Session) -> String {
    let plan = rollback::plan(&session.run, |environment| session.sight(environment, Side::Source));
    let all = plan.restored.len();
    let (ready, proved) = (plan.restored.iter().filter(|one| one.is_ready()).count(), plan.proved().count());
    match (ready, proved) {
        (0, _) if session.vault.is_empty() => "being read back".to_owned(),
        (ready, proved) if ready == all && proved == all => format!("{all} of {all} proved"),
        (ready, proved) if ready == all => format!("{all} of {all} kept and read back, {proved} proved"),
        (ready, _) => format!("only {ready} of {all} can be restored"),
    }
}
