//! The outside, as this side sees it: what can be looked at, what is found, what is kept.

use jiff::{SignedDuration, Timestamp};

use super::{
    download::{Download, DownloadFilter},
    lookup::{Found, Target},
    tool_run::ToolResult,
};
pub use crate::domain::event::Author;
use crate::domain::{
    event::Event,
    infrastructure::{EnvironmentId, Side},
    record::Record,
    tool::Process,
    watch::{Observation, WatchQuestion},
};

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
pub trait Inspect {
    /// Looks at something.
    fn look(&self, target: &Target) -> Found;

    /// The license files in the folder of downloads; `known` are those of the look before.
    ///
    /// # Errors
    /// With a sentence, when it cannot be read.
    fn downloads(&self, download_filter: &DownloadFilter, known: &[Download]) -> Result<Vec<Download>, String>;

    /// The migration as text for a helper, in parts.
    ///
    /// # Errors
    /// With a sentence, when it cannot be made.
    fn situation(&self) -> Result<Vec<String>, String>;

    /// The files that begin like what was typed, as they would be typed.
    fn complete(&self, typed: &str) -> Vec<String>;
}

/// Looks at LifeTime.
pub trait Observe: std::fmt::Debug {
    /// Looks once; may take long.
    fn observe(&mut self, question: &WatchQuestion) -> Observation;

    /// Asks LifeTime to abort a deployment.
    ///
    /// # Errors
    /// With a sentence, when it refuses or does not answer.
    fn abort(&mut self, deployment: &str) -> Result<(), String>;
}

/// Keeps facts, and what belongs to them.
pub trait Recorder {
    /// Keeps the attachment, then writes the fact, and returns it as it stands in the journal.
    ///
    /// # Errors
    /// With a sentence for a person, when it could not be kept; nothing was recorded then.
    fn record(&mut self, event: Event, attachment: Option<Attachment>, by: Author) -> Result<Record<Event>, String>;
}

/// A command that stands ready: its process is there, and does nothing before it is run. One that is dropped never does.
pub trait ReadyCommand: std::fmt::Debug {
    /// Its process, where that is known.
    fn process(&self) -> Option<Process>;

    /// Runs it to its end, and hands over what it prints on the way.
    fn run(self: Box<Self>, printed: &mut dyn FnMut(Vec<String>)) -> ToolResult;
}

/// Tells the time.
pub trait Clock {
    /// The time.
    fn now(&self) -> Timestamp;

    /// By how much the clock was set since this was asked last; `None` where it was not.
    fn jumped(&self) -> Option<SignedDuration> {
        None
    }
}
