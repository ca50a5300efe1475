//! A person's intent, and the look at something outside that has to come before it can be judged.

use std::path::PathBuf;

use jiff::Timestamp;

use super::{session::Session, subject::Subject, tool_run::ToolRun, vault::ExpectedFile};
use crate::domain::{
    command::{Command, OfferedFile, StepCommand, VaultCheck},
    event::Origin,
    identity::{ActivationCode, SerialNumber},
    index::StepIx,
    page::Reading,
    publish::PublishText,
};

/// The next thing that a person's wish leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Intent {
    /// It can be judged.
    Command(Command),
    /// Something outside has to be looked at first.
    Lookup(Lookup),
    /// A tool has to run first.
    Tool(Box<ToolRun>),
}

/// Something that has to be looked at, and what for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookup {
    /// Tells answers apart: an engine gives each lookup a number of its own.
    pub number: u64,
    /// The thing to look at.
    pub target: Target,
    /// The use that is made of the finding.
    pub(super) purpose: Purpose,
    /// The step that it is for.
    pub(super) step: Option<StepIx>,
    /// The attempt at that step, from 1.
    pub(super) attempt: u32,
}

/// The use that is made of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The step is begun, where the vault is sound.
    Begin,
    /// It was uploaded before it was begun, at this time and for this reason, where the vault is sound.
    Uploaded(Timestamp, String),
    /// The tool of the step is started, where the vault is sound.
    Run,
    /// The file is kept as license.
    Keep(Origin),
    /// The page is compared.
    Show,
    /// The text is the message of a publish.
    Message,
    /// The text was pasted: what it is says what is done with it.
    Paste,
    /// The step is begun for a person, where the practice pages allow it.
    Prepare,
    /// The card is done on the practice pages.
    Practice,
    /// The answer of the practice Support is noted.
    AskSupport,
    /// The serial number on the practice page is the one by now, for this reason.
    ReadSerial(String),
}

impl Lookup {
    /// Something to look at for the step of a card, at its present attempt.
    pub(super) fn of(session: &Session, subject: Subject, purpose: Purpose, target: Target) -> Self {
        let step = subject.step();
        let attempt = step.map_or(0, |step| session.run.attempt(step));
        Self { number: 0, target, purpose, step, attempt }
    }

    /// The step that it is for.
    pub const fn step(&self) -> Option<StepIx> {
        self.step
    }

    /// Whether the practice pages do a card, or are to.
    pub const fn does_card(&self) -> bool {
        matches!(self.purpose, Purpose::Practice | Purpose::Prepare)
    }

    /// Whether it is about the practice pages.
    pub const fn is_on_pages(&self) -> bool {
        matches!(self.target, Target::Practice(_))
    }

    /// A command on its step, at its attempt.
    pub(super) fn command(&self, session: &Session, step: StepIx, operation: StepCommand) -> Command {
        session.command_at(step, self.attempt, operation)
    }
}

/// Something outside that has to be looked at before a command can be judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A file that may be a license.
    File(PathBuf),
    /// A file that may be a saved page or a message.
    Page(PathBuf),
    /// A text that was pasted.
    Text(String),
    /// The files of environments in the vault.
    Vault(Vec<ExpectedFile>),
    /// Something that is done on the practice pages.
    Practice(PracticeTask),
}

/// Something that is done on the practice pages for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PracticeTask {
    /// Get a license file from the portal.
    Obtain {
        /// Address of the portal.
        portal: String,
        /// Under which code.
        code: ActivationCode,
        /// Whose.
        serial: SerialNumber,
        /// Whether the serial number is registered where it is not.
        registers: bool,
        /// Whether it is for the purpose of production.
        is_production: bool,
        /// Another name that somebody gives the file.
        called: Option<String>,
    },
    /// Upload a file of the vault on the Licensing page.
    Upload {
        /// Address of the Service Center.
        service_center: String,
        /// The file, below the migration's folder.
        file: String,
        /// The code that the page shows when it was done.
        code: ActivationCode,
        /// Whether it may have been done before: then that is looked at first.
        looks: bool,
    },
    /// Look whether an upload or a publish can be begun: nothing is, while a deployment is under way.
    Prepare {
        /// Address of the Service Center.
        service_center: String,
        /// The address of LifeTime.
        lifetime: Option<String>,
        /// The module that is to be published.
        module: Option<String>,
        /// The files that ought to be in the vault.
        expected: ExpectedFile,
    },
    /// Read the Licensing page.
    Read {
        /// Whether the services of its server are restarted first.
        restarts_services: bool,
        /// Address of the Service Center.
        service_center: String,
    },
    /// Publish a module again.
    Publish {
        /// Address of the Service Center.
        service_center: String,
        /// The module.
        module: String,
        /// Whether the page with the result is pasted.
        pastes: bool,
        /// The step and the attempt that it is for.
        purpose: String,
        /// Whether it may have been begun before: then that is looked at first.
        looks: bool,
    },
    /// Look what `ActivationCodeCheck` says.
    CheckCodes {
        /// Address of the Service Center.
        service_center: String,
        /// Whether its wizard is started first.
        starts_wizard: bool,
    },
    /// Ask LifeTime which deployments are running.
    Deployments {
        /// Its address.
        lifetime: String,
        /// Whether their end is waited for.
        waits: bool,
    },
    /// Send a request to Support.
    Ask {
        /// Its address.
        support: String,
        /// The text.
        request: String,
    },
}

/// The result of a practice task, where it is neither a file nor a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageOutcome {
    /// The portal does not list the serial number.
    Unlisted,
    /// The license was uploaded; what is to be noted about it.
    Uploaded(String),
    /// The module was published.
    Published,
    /// The page refused it, and nothing was changed: this is why.
    RefusedByPage(String),
    /// A message came up at the publish: what it says, and its words.
    Message(Box<PublishText>, String),
    /// These deployments are running.
    Running(String),
    /// Somebody said this: it goes into the record.
    Said(String),
}

/// The result of a lookup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A file, and its bytes.
    File(OfferedFile, Vec<u8>),
    /// A text that was read, and its bytes.
    Text {
        /// The facts that the text states.
        reading: Reading,
        /// What it says of a publish.
        publish: Box<PublishText>,
        /// The text, for the record.
        bytes: Vec<u8>,
        /// Whether it is a web page.
        is_html: bool,
    },
    /// The condition of the files in the vault, in the order in which they were asked for.
    Vault(Vec<VaultCheck>),
    /// A practice task was done.
    Outcome(PageOutcome),
    /// It could not be looked at: a sentence with the remedy.
    Nothing(String),
    /// It did not work on a practice page now, and may in a moment.
    Later(String),
}
