//! Every refusal there is, in the words a person reads: each says what to do instead.

mod decisions;
mod files;
mod pages;
mod steps;

use acmove::domain::{
    command::{Command, StepCommand},
    digest::Digest,
    infrastructure::EnvironmentId,
    page::LicensingPage,
    refusal::{Refusal, TooLate},
};

use crate::harness::story::Story;

/// What a person reads, at a wish that has to be refused.
fn refused(story: &mut Story, command: &Command) -> String {
    let facts = story.facts.len();
    let refusal = story.wish(command).unwrap_err();
    assert_eq!(story.facts.len(), facts, "a refusal changes nothing");
    known(&refusal);
    refusal.to_string()
}

fn refused_answer(story: &mut Story, step: &str, operation: StepCommand) -> String {
    let command = story.command(step, operation);
    refused(story, &command)
}

/// A story for each: a new refusal does not compile before it has a line here.
#[rustfmt::skip]
fn known(refusal: &Refusal) {
    match refusal {
        Refusal::TooLate(TooLate::NotAnswered(_) | TooLate::Touched { .. } | TooLate::NotShown { .. } | TooLate::NotThen(_))
        | Refusal::NoSuchStep(_) | Refusal::NoSuchEnvironment(_) | Refusal::NoSuchRequirement(_)
        | Refusal::AlreadyAnswered(_) | Refusal::Stale { .. } | Refusal::Closed { .. } | Refusal::AlreadyDone(_)
        | Refusal::NotNeeded(_) | Refusal::WrongAnswer { .. } | Refusal::NotBegun(_) | Refusal::AlreadyBegun(_)
        | Refusal::ReasonNeeded | Refusal::NothingWritten | Refusal::EmptyFile(_) | Refusal::HugeFile(_)
        | Refusal::OtherFile { .. } | Refusal::Audit(_) | Refusal::NamedForOther { .. }
        | Refusal::NamedForStranger { .. } | Refusal::CalledLikeOther { .. } | Refusal::KeptForOther { .. }
        | Refusal::BackupIsTarget(_) | Refusal::SameAsOther { .. } | Refusal::SameAsOtherSide { .. }
        | Refusal::Rejected(_) | Refusal::VaultFile { .. } | Refusal::NoBackup(_) | Refusal::OtherSerial(_)
        | Refusal::PageOfOther { .. } | Refusal::Practice
        | Refusal::SerialTaken { .. } | Refusal::PageIncomplete(_) | Refusal::NotAPage | Refusal::NobodysPage(_)
        | Refusal::OldPage(_) | Refusal::DevelopmentPage(_) | Refusal::WrongFile { .. } | Refusal::Disproved { .. }
        | Refusal::NothingToAccept | Refusal::NothingClaimed | Refusal::PageSaysOtherwise { .. }
        | Refusal::ClaimTheCode(_) | Refusal::NothingToRollBack | Refusal::AlreadyRollingBack | Refusal::NotStopped
        | Refusal::WindowTooShort(_) | Refusal::WindowEndsFirst | Refusal::SameWindow
        | Refusal::OddWindow(_) | Refusal::NothingToDecide | Refusal::DeploymentUnderWay(_) | Refusal::Unwatched | Refusal::NotLookedYet
        | Refusal::OtherDeployment(_) | Refusal::NoDeployment | Refusal::RollBackFirst(_) | Refusal::Over(_)
        | Refusal::HandOver(_) | Refusal::Night(_) | Refusal::NoCodeCheck(_)
        | Refusal::NothingAsked | Refusal::Correction(_) | Refusal::Point(_) | Refusal::Arrangement(_) | Refusal::NotAgain { .. } | Refusal::SameSerial(_)
        | Refusal::UnclearMessage(_) | Refusal::ResultOfOther { .. } | Refusal::PublishedBefore { .. } => {}
    }
}

fn environment(id: &str) -> EnvironmentId {
    id.parse().unwrap()
}

fn reason() -> String {
    "because".to_owned()
}

fn see(page: LicensingPage) -> Command {
    Command::SeePage { environment: environment("production"), page: Box::new(page), evidence: Digest::ZERO }
}
