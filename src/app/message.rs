//! What comes in, and what goes out.

use crossterm::event::KeyEvent;
use jiff::tz::TimeZone;

use super::{
    drive::{Ended, Invocation},
    offer::{Download, Lookout},
    session::Session,
    spot::{Pointer, Spot},
    wish::Intent,
    world::{Attachment, Author, Expected, Finding, Inquiry},
};
use crate::domain::{
    command::Sighting,
    digest::Digest,
    event::Event,
    record::Record,
    told::Told,
    watch::{Observation, Question},
};

/// Something that a person typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// A key.
    Key(KeyEvent),
    /// A text that was pasted.
    Paste(String),
    /// Keys that came all at once: a paste where the terminal does not say so.
    Burst(String),
    /// Something was pointed at with a mouse, and pressed.
    Pointed(Spot),
    /// The wheel of a mouse was turned, by so many lines.
    Wheel(isize),
}

/// What a terminal draws on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Background {
    /// A dark colour.
    Dark,
    /// A light colour.
    Light,
}

impl Background {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Dark,
        }
    }
}

/// Something that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Msg {
    /// A person typed something.
    Typed(Typed),
    /// A mouse did something; what is there is known to those who drew it.
    Pointer(Pointer),
    /// The terminal told what it draws on.
    Background(Background),
    /// The terminal has another size.
    Resized(u16, u16),
    /// Something was looked at; the number is that of the asking.
    Found(u64, Intent, Finding),
    /// The vault was looked through.
    Sighted(Vec<Sighting>),
    /// A fact is on disk.
    Recorded(Box<Record<Event>>),
    /// A fact could not be written; nothing changed.
    NotRecorded(String),
    /// Whether an address was handed to a browser.
    Opened(String, bool),
    /// Files that begin like what was typed.
    Completed(Vec<String>),
    /// Every fact, or why the journal cannot be read.
    History(Result<Vec<Told>, String>),
    /// A piece of evidence, or why it cannot be read.
    Evidence(Digest, Result<String, String>),
    /// The migration as it was after a fact, or why the journal cannot be read.
    Past(u64, Result<Box<Session>, String>),
    /// What is in the folder of downloads, where that has changed.
    Downloads(Result<Vec<Download>, String>),
    /// A command has printed lines; the number is that of the command.
    Printed(u64, Vec<String>),
    /// A command has ended.
    CommandEnded(u64, Box<Ended>),
    /// LifeTime was looked at.
    Observed(Observation),
    /// LifeTime was looked at because something is to be begun; the number is that of the asking.
    Looked(u64),
    /// What LifeTime said when it was asked to abort a deployment.
    AbortAnswered(Result<(), String>),
    /// The zone in which times are shown.
    Zone(TimeZone),
    /// A shown clock has moved on.
    Tick,
}

/// Something that has to be done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Look at something; the answer carries the number.
    Look(u64, Inquiry, Intent),
    /// Look through the vault.
    Sight(Vec<Expected>),
    /// Find out in which zone times are shown.
    FindZone,
    /// Keep the attachment and write the fact, in the name of whoever says so.
    Record(Box<Event>, Option<Attachment>, Author),
    /// Find files that begin like this.
    Complete(String),
    /// Read every fact of the journal.
    ReadHistory,
    /// Read a piece of evidence.
    ReadEvidence(Digest),
    /// Read the migration as it was after a fact.
    ReadPast(u64),
    /// Look for downloads from now on, again and again; or no longer.
    Downloads(Option<Lookout>),
    /// Run a command; what it prints and its end carry the number.
    RunCommand(u64, Box<Invocation>),
    /// Stop a command.
    StopCommand(u64),
    /// Look at LifeTime from now on, again and again; or no longer.
    Watch(Option<Question>),
    /// Look at LifeTime now; the answer carries the number.
    LookNow(u64),
    /// Ask LifeTime to abort a deployment.
    AbortDeployment(String),
    /// Open an address in the browser; the answer says whether that could be.
    Open(String),
    /// Put a text into the clipboard.
    Copy(String),
    /// Take the mouse, or give it back to the terminal.
    Mouse(bool),
    /// Call back whoever is on an errand.
    StopErrand,
    /// Leave.
    Leave,
}
