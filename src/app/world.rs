//! The outside, as this side sees it: what can be looked at, what is found, what is kept.

use std::path::PathBuf;

use jiff::Timestamp;

use super::offer::{Download, Lookout};
use crate::domain::{
    command::{OfferedFile, Sighting},
    digest::Digest,
    event::Event,
    identity::{ActivationCode, SerialNumber},
    infrastructure::{EnvironmentId, Side},
    page::{MessageClass, Reading},
    record::Record,
    watch::{Observation, Question},
};

/// Something outside that has to be looked at before a wish can be judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inquiry {
    /// A file that may be a license.
    File(PathBuf),
    /// A file that may be a saved page or a message.
    Page(PathBuf),
    /// A text that was pasted.
    Text(String),
    /// The files of environments in the vault.
    Vault(Vec<Expected>),
    /// Something that is done on the practice pages.
    Errand(Errand),
}

/// Something that is done on the practice pages for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Errand {
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
        expected: Expected,
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
    },
    /// Look what `ActivationCodeCheck` says.
    CheckCodes {
        /// Address of the Service Center.
        service_center: String,
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

/// What came of an errand, where it is neither a file nor a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The portal does not list the serial number.
    Unlisted,
    /// The license was uploaded; what is to be noted about it.
    Uploaded(String),
    /// The module was published.
    Published,
    /// The page refused it, and nothing was changed: this is why.
    RefusedByPage(String),
    /// A message came up at the publish: what it is about, where that can be told, and its words.
    Message(Option<MessageClass>, String),
    /// These deployments are running.
    Running(String),
    /// Somebody said this: it goes into the record.
    Said(String),
}

/// The files that ought to be in the vault for an environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// Whose.
    pub environment: EnvironmentId,
    /// The source license file.
    pub source: Option<Digest>,
    /// The target license file.
    pub target: Option<Digest>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A file, and its bytes.
    File(OfferedFile, Vec<u8>),
    /// A text that was read, and its bytes.
    Text {
        /// What it says.
        reading: Reading,
        /// The text, for the record.
        bytes: Vec<u8>,
        /// Whether it is a web page.
        is_html: bool,
    },
    /// The condition of the files in the vault, in the order of the inquiry.
    Vault(Vec<Sighting>),
    /// An errand was done.
    Outcome(Outcome),
    /// It could not be looked at: a sentence with the remedy.
    Nothing(String),
    /// It did not work on a practice page now, and may in a moment.
    Later(String),
}

/// Bytes that have to be kept before the fact that speaks of them is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attachment {
    /// A license file, for the vault.
    License {
        /// Whose.
        environment: EnvironmentId,
        /// Of which code.
        side: Side,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// A text, for the evidence.
    Evidence {
        /// Its bytes.
        bytes: Vec<u8>,
        /// Whether it is a web page.
        is_html: bool,
    },
}

/// Looks at things outside; may take long.
pub trait Look {
    /// Looks at something.
    fn look(&self, inquiry: &Inquiry) -> Finding;

    /// The license files in the folder of downloads; `known` are those of the look before.
    ///
    /// # Errors
    /// With a sentence, when it cannot be read.
    fn downloads(&self, lookout: &Lookout, known: &[Download]) -> Result<Vec<Download>, String>;

    /// The files that begin like what was typed, as they would be typed.
    fn complete(&self, typed: &str) -> Vec<String>;
}

/// Who says what a fact says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// The person at the terminal.
    Person,
    /// The program: it saw or did it by itself.
    Program,
}

impl Author {
    /// Who says a fact, where somebody does something or the program does it by itself.
    pub const fn of(event: &Event, by_itself: bool) -> Self {
        let seen = matches!(
            event,
            Event::VaultDamaged { .. }
                | Event::CommandEnded { .. }
                | Event::SerialRead { .. }
                | Event::Watched { .. }
                | Event::Unwatched { .. }
                | Event::DeploymentSeen { .. }
        );
        if by_itself || seen { Self::Program } else { Self::Person }
    }
}

/// Looks at LifeTime.
pub trait Observe: std::fmt::Debug {
    /// Looks once; may take long.
    fn observe(&mut self, question: &Question) -> Observation;

    /// Asks LifeTime to abort a deployment.
    ///
    /// # Errors
    /// With a sentence, when it refuses or does not answer.
    fn abort(&mut self, deployment: &str) -> Result<(), String>;
}

/// Keeps facts, and what belongs to them.
pub trait Keep {
    /// Keeps the attachment, then writes the fact, and returns it as it stands in the journal.
    ///
    /// # Errors
    /// With a sentence for a person, when it could not be kept; nothing was recorded then.
    fn record(&mut self, event: Event, attachment: Option<Attachment>, by: Author) -> Result<Record<Event>, String>;
}

/// Tells the time.
pub trait Clock {
    /// The time.
    fn now(&self) -> Timestamp;
}
