//! Operations that a person can do on a migration.

use std::path::{Path, PathBuf};

use super::subject::Subject;
use crate::domain::secret::Secrets;

/// Something that changes the migration; only the operator may do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operation {
    /// A requirement holds.
    Yes,
    /// A requirement does not hold.
    No,
    /// Begin something outside.
    Begin,
    /// The step that was begun was not done.
    Withdraw,
    /// It is done.
    Finish,
    /// It was uploaded before it was begun.
    UploadedAlready,
    /// Give a license file of the portal.
    GiveFile,
    /// Give the new file of the folder of downloads.
    TakeDownload,
    /// Give a license file of *Backup License*.
    GiveBackup,
    /// Give a license file of Support.
    GiveFromSupport,
    /// Report that the serial number is not listed.
    SerialNotFound,
    /// Report that a deployment is running.
    DeploymentRunning,
    /// Give a saved page.
    GivePage,
    /// Accept what the page shows.
    Accept,
    /// Say what the page reads.
    Claim,
    /// The module was published.
    Published,
    /// A message came up.
    Message,
    /// The message that acmove could not tell is an Intellectual Property error.
    ReadAsProperty,
    /// The message that acmove could not tell is another error.
    ReadAsError,
    /// Test with another module.
    OtherModule,
    /// Support answered.
    SupportAnswered,
    /// Do a step again.
    DoAgain,
    /// Ask a requirement again.
    AskAgain,
    /// The serial number changed.
    ChangeSerial,
    /// The code was mistyped, and the page shows the right one.
    TakeCode,
    /// A code was mistyped; it is typed anew.
    CorrectCode,
    /// Wait.
    Hold,
    /// Leave an environment out for now.
    Postpone,
    /// Take up an environment again that was left out.
    TakeUp,
    /// Choose the order of the environments.
    ChooseOrder,
    /// Resume deployments and stop for today; where the migration is over, for good.
    EndNight,
    /// Pause deployments again and continue.
    BeginNight,
    /// Record the case number of Support.
    NameCase,
    /// Go on although the line was stopped.
    Lift,
    /// Record another window.
    ChangeWindow,
    /// Go on although a rollback would no longer end within the window.
    GoOn,
    /// Go on in spite of deployments, or without seeing them.
    AcceptDeployments,
    /// Have LifeTime abort a deployment.
    AbortDeployment,
    /// Go back to the source.
    RollBack,
    /// Give up.
    Abandon,
    /// Hand the migration over to a colleague.
    HandOver,
    /// Take a migration over that was handed over.
    TakeOver,
    /// Acknowledge an open item of the hand-over.
    Acknowledge,
    /// Do the step with the command that is configured for it.
    RunCommand,
    /// Stop the command that runs.
    StopCommand,
    /// Read the serial number with the command that is configured for it.
    ReadSerial,
    /// Write something down.
    Note,
    /// Do what the card says on the practice pages; in rehearsals only.
    DoForMe,
}

impl Operation {
    /// Whether it records a person's word or decision, or that something was begun outside: such a choice is never selected
    /// beforehand.
    pub const fn is_word(self) -> bool {
        match self {
            Self::Yes
            | Self::No
            | Self::Begin
            | Self::Withdraw
            | Self::Finish
            | Self::UploadedAlready
            | Self::SerialNotFound
            | Self::DeploymentRunning
            | Self::Published
            | Self::ReadAsProperty
            | Self::ReadAsError
            | Self::SupportAnswered
            | Self::DoAgain
            | Self::RunCommand
            | Self::StopCommand
            | Self::AcceptDeployments
            | Self::AbortDeployment
            | Self::Acknowledge
            | Self::TakeUp
            | Self::BeginNight
            | Self::Abandon => true,
            Self::GiveFile
            | Self::TakeDownload
            | Self::GiveBackup
            | Self::GiveFromSupport
            | Self::GivePage
            | Self::Accept
            | Self::Claim
            | Self::Message
            | Self::OtherModule
            | Self::AskAgain
            | Self::ChangeSerial
            | Self::TakeCode
            | Self::CorrectCode
            | Self::Hold
            | Self::Postpone
            | Self::ChooseOrder
            | Self::EndNight
            | Self::NameCase
            | Self::Lift
            | Self::ChangeWindow
            | Self::HandOver
            | Self::TakeOver
            | Self::GoOn
            | Self::RollBack
            | Self::ReadSerial
            | Self::Note
            | Self::DoForMe => false,
        }
    }
}

/// An operation that a person wants done on a card, with the answers to its questions in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The operation to do.
    pub operation: Operation,
    /// The card it is done on.
    pub subject: Subject,
    /// The answers to its questions.
    pub arguments: Vec<Argument>,
}

impl Request {
    /// The same, with no secret in what was typed. The path of a file stays: it has to be found.
    #[must_use]
    pub fn without(mut self, secrets: &Secrets) -> Self {
        for argument in &mut self.arguments {
            if let Argument::Text(text) = argument {
                *text = secrets.hide(text).into_owned();
            }
        }
        self
    }
}

/// An answer to a question of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// A line of text.
    Text(String),
    /// A file.
    File(PathBuf),
}

impl Argument {
    /// The file, where it is one.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Text(_) => None,
        }
    }
}
