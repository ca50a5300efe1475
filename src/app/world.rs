//! The outside, as this side sees it: what can be looked at, what is found, what is kept.

use std::path::PathBuf;

use jiff::Timestamp;

use crate::domain::{
    command::{OfferedFile, Sighting},
    digest::Digest,
    event::Event,
    infrastructure::{EnvironmentId, Side},
    page::Reading,
    record::Record,
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
    /// It could not be looked at: a sentence with the remedy.
    Nothing(String),
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

    /// The files that begin like what was typed, as they would be typed.
    fn complete(&self, typed: &str) -> Vec<String>;
}

/// Keeps facts, and what belongs to them.
pub trait Keep {
    /// Keeps the attachment, then writes the fact, and returns it as it stands in the journal.
    ///
    /// # Errors
    /// With a sentence for a person, when it could not be kept; nothing was recorded then.
    fn record(&mut self, event: Event, attachment: Option<Attachment>) -> Result<Record<Event>, String>;
}

/// Tells the time.
pub trait Clock {
    /// The time.
    fn now(&self) -> Timestamp;
}
