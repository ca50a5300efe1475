//! The messages that come in, and the effects that go out.

use std::time::Duration;

use crossterm::event::KeyEvent;
use jiff::tz::TimeZone;

use super::hit_area::{HitArea, Pointer};
use crate::{
    domain::{digest::Digest, timeline_entry::TimelineEntry},
    engine::{
        download::{Download, DownloadFilter},
        message::{EngineEffect, EngineMsg},
        session::Session,
    },
};

/// A moment on a clock that only goes forward, counted from when the program began.
pub type Moment = Duration;

/// Something that a person typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// A key.
    Key(KeyEvent),
    /// A text that was pasted, and how it ended.
    Paste(String, PasteEnd),
    /// Keys that came all at once: a paste where the terminal does not say so.
    Burst(String),
    /// Something was pointed at with a mouse, and pressed.
    Pointed(HitArea),
    /// The wheel of a mouse was turned, by so many lines.
    Wheel(isize),
    /// A button of the mouse was pressed that does nothing here.
    OtherButton,
    /// The clipboard was to be pasted and holds nothing to paste, and why.
    NothingToPaste(String),
}

/// How a paste ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasteEnd {
    /// As the terminal marks it.
    Marked,
    /// Its mark never came: nothing more did.
    Missing,
    /// It was cut off: it was too long.
    TooLong,
}

/// What the clipboard held, and how much of it is there; or why it holds nothing to paste.
pub type Pasted = Result<(String, PasteEnd), String>;

/// A text that is copied, and the words around it when it is told what came of that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copying {
    /// What is said first.
    pub lead: &'static str,
    /// The name of the text; empty where it has none.
    pub name: String,
    /// The text.
    pub text: String,
    /// What is said last.
    pub more: String,
}

/// The outcome of copying a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopyOutcome {
    /// The clipboard holds it: it was read back.
    Copied,
    /// The terminal was asked to; it does not say whether it did. With what may keep it from that, as a sentence after a
    /// blank, where something is known to.
    Asked(&'static str),
    /// No terminal takes so long a text.
    TooLong,
    /// The clipboard does not hold it, and why.
    NotCopied(String),
}

/// Something of a migration that is written to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saving {
    /// Its record.
    Report,
    /// All of it, for Support.
    Bundle,
    /// All of it, for the colleague who takes it over.
    HandOver,
}

impl Saving {
    /// Its name in a sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Report => "The report",
            Self::Bundle => "The bundle for Support",
            Self::HandOver => "The hand-over",
        }
    }

    /// How the name of its file ends, where no other is typed.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Report => "report.html",
            Self::Bundle => "support.zip",
            Self::HandOver => "hand-over.zip",
        }
    }
}

/// The background of a terminal.
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
    /// Something for the engine.
    Engine(Box<EngineMsg>),
    /// Something was typed, or pointed at, at a moment; whether it was meant is judged.
    Input(Moment, Typed),
    /// A person typed something, and meant it.
    Typed(Typed),
    /// A mouse did something; what is there is known to those who drew it.
    Pointer(Moment, Pointer),
    /// The terminal told what it draws on.
    Background(Background),
    /// The terminal has another size.
    Resized(u16, u16),
    /// Whether an address was handed to a browser.
    Opened(String, bool),
    /// The outcome of copying a text.
    Copied(Copying, CopyOutcome),
    /// The answer to a paste of this number.
    Pasted(u64, Pasted),
    /// Something of the migration was written to this path; or why not, as a sentence.
    Saved(Saving, Result<String, (String, String)>),
    /// What would be written, a line each; or why it cannot be known, as a sentence.
    Previewed(Saving, Result<Vec<String>, String>),
    /// The situation as text, in parts; or why it cannot be made, as a sentence.
    Situation(Result<Vec<String>, String>),
    /// Files that begin like what was typed.
    Completed(Vec<String>),
    /// Every fact, or why the journal cannot be read.
    History(Result<Vec<TimelineEntry>, String>),
    /// A piece of evidence, or why it cannot be read.
    Evidence(Digest, Result<String, String>),
    /// The migration as it was after a fact, or why the journal cannot be read.
    Past(u64, Result<Box<Session>, String>),
    /// The files in the folder of downloads, where they have changed, or why they cannot be read.
    Downloads(Result<Vec<Download>, String>),
    /// The zone in which times are shown.
    Zone(TimeZone),
    /// Time has passed: a shown clock has moved on, or a press has waited long enough.
    Tick(Moment),
}

impl From<EngineMsg> for Msg {
    fn from(msg: EngineMsg) -> Self {
        Self::Engine(Box::new(msg))
    }
}

/// Something that has to be done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Something that the engine wants done.
    Engine(EngineEffect),
    /// Find out in which zone times are shown.
    FindZone,
    /// Find files that begin like this.
    Complete(String),
    /// Read every fact of the journal.
    ReadHistory,
    /// Read a piece of evidence.
    ReadEvidence(Digest),
    /// Read the migration as it was after a fact.
    ReadPast(u64),
    /// Look for downloads from now on, again and again; or no longer.
    Downloads(Option<DownloadFilter>),
    /// Open an address in the browser; the answer says whether that could be.
    Open(String),
    /// Put a text into the clipboard; the answer says what came of it.
    Copy(Copying),
    /// Read the clipboard; the answer has the number of this paste.
    Paste(u64),
    /// Show the migration of a text that was pasted instead, where it is one.
    Show(String),
    /// Find out what would be written.
    Preview(Saving),
    /// Make a text of the migration, in parts.
    MakeSituation,
    /// Write something of the migration to a path that was typed.
    Save(Saving, String),
    /// Take the mouse, or give it back to the terminal.
    Mouse(bool),
    /// Leave.
    Leave,
}
