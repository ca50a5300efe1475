//! Messages to an engine, the effects that it wants done outside, and the news for whoever runs it.

use jiff::SignedDuration;

use super::{
    afar::Heard,
    lookup::{Found, Lookup},
    operation::Request,
    ports::{Attachment, Author},
    session::Session,
    subject::Subject,
    tool_run::{ToolResult, ToolSpec},
    vault::{ExpectedFile, WhenLost},
};
use crate::domain::{
    answers::Live,
    command::{Command, VaultCheck},
    event::Event,
    index::StepIx,
    pointing::Pointing,
    record::Record,
    tool::Process,
    watch::{LookProgress, Observation, WatchQuestion},
};

/// Something that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EngineMsg {
    /// The migration was opened.
    Start,
    /// A person wants this done.
    Do(Request),
    /// A card is to be done on the practice pages, in this way.
    Practice(Subject, Live),
    /// A text was pasted on a card.
    Paste(Subject, String),
    /// Somebody points at a place.
    Point(Pointing),
    /// What is pointed at is put away.
    PutAway,
    /// This was written down beforehand; it is judged like what a person wants.
    Judge(Command),
    /// The practice Support is to be asked about a step; its answer is noted.
    AskSupport(StepIx),
    /// The environment of a step has the serial number that its practice page shows.
    ChangeSerialToPage {
        /// The step.
        step: StepIx,
        /// Why it changed.
        reason: String,
    },
    /// Nobody waits for what is looked at any longer.
    StopWaiting,
    /// The files in the vault are to be read back.
    CheckVault,
    /// Something was looked at.
    Found(Lookup, Found),
    /// The vault was read back; what becomes of a file that is lost is as it was asked.
    VaultChecked(Vec<VaultCheck>, WhenLost),
    /// A fact is on disk.
    Recorded(Box<Record<Event>>),
    /// A fact could not be written; nothing changed.
    NotRecorded(String),
    /// A tool stands ready; the number is that of its run, and this its process, where that is known.
    ToolReady(u64, Option<Process>),
    /// Look once more which commands of an earlier run still run.
    LookForLeft,
    /// Of the processes that were asked for, these still run.
    Living(Vec<Process>),
    /// A tool has printed lines; the number is that of its run.
    Printed(u64, Vec<String>),
    /// A tool has ended.
    ToolEnded(u64, Box<ToolResult>),
    /// LifeTime is being looked at, and the look has come so far.
    Looking(LookProgress),
    /// LifeTime was looked at.
    Observed(Observation),
    /// LifeTime was looked at because something is to be begun; the number is that of the asking.
    Looked(u64),
    /// LifeTime's answer to the request to abort a deployment; the error is the reason.
    AbortAnswered(Result<(), String>),
    /// The clock was set by so much while this program ran, or the machine stood still.
    ClockJumped(SignedDuration),
    /// Nobody works on it from now on.
    Leave,
    /// Something was heard of a migration that is watched from afar, besides its records.
    Heard(Box<Heard>),
    /// The journal of a migration that is watched from afar was replaced: this is what it holds now.
    Anew(Box<Session>),
}

/// Something that has to be done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EngineEffect {
    /// Look at something.
    Inspect(Lookup),
    /// Read the vault back; the answer carries what becomes of a file that is lost.
    CheckVault(Vec<ExpectedFile>, WhenLost),
    /// Keep the attachment and write the fact, in the name of whoever says so.
    Record(Box<Event>, Option<Attachment>, Author),
    /// Have a tool stand ready: its process does nothing before the tool is run. The answer carries the number.
    ReadyTool(u64, Box<ToolSpec>),
    /// Look which of these processes still run; what becomes of those that do is told when it has changed.
    LookForProcesses(Vec<Process>),
    /// Run a tool, the one that stands ready where it has this number; what it prints and its end carry the number.
    RunTool(u64, Box<ToolSpec>),
    /// Stop a tool.
    StopTool(u64),
    /// Look at LifeTime from now on, again and again; or no longer.
    Watch(Option<WatchQuestion>),
    /// Look at LifeTime now; the answer carries the number.
    LookNow(u64),
    /// Ask LifeTime to abort a deployment.
    AbortDeployment(String),
    /// Call back whoever works on the practice pages.
    StopTask,
}

/// An event for whoever runs an engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// A fact is on record, and the session has taken it in; what is alarming about it, if anything is.
    Recorded(Box<Record<Event>>, Option<String>),
    /// Somebody points at a place, and says nothing about it: nothing is recorded.
    Pointed(Pointing),
    /// It cannot be meant, or what was found does not fit: nothing was recorded.
    Objected(String),
    /// It could not be looked at: nothing was recorded.
    Unreadable(String),
    /// It did not work on the practice pages.
    NotDone {
        /// The card that was to be done.
        subject: Subject,
        /// Why not.
        why: String,
        /// Whether it will not work in a moment either.
        is_final: bool,
    },
    /// The deployments that a refused answer was about have changed: ask anew.
    AskAnew,
    /// A fact could not be written: nothing changed.
    NotRecorded(String),
    /// A record does not fit the migration: nobody can work on it.
    NotReplayed(String),
    /// The choices or words of the card have changed, and no fact says so.
    CardChanged,
    /// Files of the vault are lost now; nothing is recorded of that.
    VaultLost(String),
    /// A tool was started, as its line is shown.
    ToolStarted(String),
    /// A tool was asked to stop.
    ToolStopping,
    /// A tool ended, and nothing follows from that by itself: a person has to look.
    ToolSettledNothing,
    /// Nobody can tell what the message of a publish says: a person is asked. Nothing was recorded.
    Unclear(String),
    /// A tool could not read the serial number.
    SerialUnread,
    /// Nobody waits any longer for what was looked at, or done on the practice pages.
    Stopped {
        /// Whether something was being done on the practice pages.
        on_pages: bool,
    },
    /// LifeTime has taken the request to abort a deployment.
    Aborting,
    /// LifeTime has not; that is recorded next.
    NotAborted(String),
}

/// An engine's response to a message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reaction {
    /// Effects to perform outside, in this order.
    pub effects: Vec<EngineEffect>,
    /// News, oldest first.
    pub news: Vec<News>,
}

impl Reaction {
    pub(super) fn effect(&mut self, effect: EngineEffect) {
        self.effects.push(effect);
    }

    pub(super) fn news(&mut self, news: News) {
        self.news.push(news);
    }
}
