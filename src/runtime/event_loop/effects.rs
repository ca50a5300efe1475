//! Runs the effects of the loop: each goes to the thread that may wait for it.

use std::{
    cell::OnceCell,
    sync::mpsc::Sender,
    time::{Duration, Instant},
};

use jiff::{Timestamp, tz::TimeZone};

use super::{
    downloads::Downloads,
    inbound::{Ending, Inbound, Inbox},
    practice_tasks::PracticeTasks,
    threads::{Fact, Job, looking, open, writer},
    tools::ToolRunner,
    watching::Watching,
};
use crate::{
    engine::{
        message::{EngineEffect, EngineMsg},
        ports::{Author, Inspect as _, Recorder},
    },
    runtime::{
        clipboard::{self, Clipboard},
        desk::DeskWriter,
        inspector::Inspector,
        lifetime::Link,
        operator::operator,
    },
    situation,
    tui::{
        desk::DeskPlace,
        message::{CopyOutcome, Copying, Effect, Msg, Typed},
        update::Model,
    },
};

/// How long a fact that is being written may take when the program ends.
const LAST_WRITE: Duration = Duration::from_secs(2);

/// The functions of a terminal besides drawing.
#[derive(Debug, Clone, Copy)]
pub struct TerminalOps {
    /// The system's clipboard, where that is the clipboard of whoever sits here.
    pub clipboard: fn() -> Option<Box<dyn Clipboard>>,
    /// Asks the terminal to put a text into its clipboard.
    pub ask_to_copy: fn(&str) -> CopyOutcome,
    /// Opens an address in the browser, which is not given these variables, and says whether that could be. It may take a
    /// moment.
    pub open: fn(&str, &[String]) -> bool,
    /// Takes the mouse, or gives it back.
    pub mouse: fn(bool),
    /// Gives the terminal back and stops, until the program goes on.
    pub suspend: fn(),
    /// Takes the terminal once more, with the mouse or without it.
    pub take_again: fn(bool),
}

impl TerminalOps {
    /// A terminal that can do nothing else.
    pub const NOTHING: Self = Self {
        clipboard: || None,
        ask_to_copy: |_| CopyOutcome::Asked(""),
        open: |_, _| false,
        mouse: |_| {},
        suspend: || {},
        take_again: |_| {},
    };
}

/// Everything outside that the loop makes use of.
pub(super) struct Performer {
    writer: Sender<Option<Fact>>,
    looking: Sender<Job>,
    /// The thread that waits for the clipboard, once it is needed.
    at_clipboard: OnceCell<Sender<Job>>,
    inspector: Inspector,
    tasks: PracticeTasks,
    downloads: Downloads,
    tools: ToolRunner,
    lifetime: Watching,
    /// The variables that hold secrets.
    withheld: Vec<String>,
    terminal_ops: TerminalOps,
    inbox: Sender<Inbound>,
    /// Tells those who watch from afar where this screen is, once there is something to tell.
    desk: OnceCell<DeskWriter>,
}

impl Performer {
    /// Starts the threads that write and look; the others are there when they are needed.
    pub(super) fn of(
        recorder: impl Recorder + Send + 'static,
        inspector: Inspector,
        lifetime: Option<Link>,
        withheld: Vec<String>,
        terminal_ops: TerminalOps,
        inbox: &Sender<Inbound>,
    ) -> Self {
        Self {
            writer: writer(recorder, inbox.clone()),
            looking: looking(inspector.clone(), inbox.clone()),
            downloads: Downloads::of(inspector.clone(), inbox.clone()),
            at_clipboard: OnceCell::new(),
            tasks: PracticeTasks::of(inspector.clone(), inbox.clone()),
            inspector,
            tools: ToolRunner::of(inbox.clone()),
            lifetime: Watching::of(lifetime, inbox.clone()),
            withheld,
            terminal_ops,
            inbox: inbox.clone(),
            desk: OnceCell::new(),
        }
    }

    /// Tells where the screen is, where that has changed and somebody may work here.
    pub(super) fn at_desk(&self, model: &Model, before: &mut Option<DeskPlace>, now: Timestamp) {
        let session = model.session();
        if session.is_read_only() {
            return;
        }
        let place = DeskPlace::of(session, &model.ui);
        if before.replace(place) != Some(place) {
            let desk = self.desk.get_or_init(|| DeskWriter::at(self.inspector.folder()));
            desk.tell(place.desk(session, operator(), now));
        }
    }

    /// Does what is wanted; the answer says whether the loop ends.
    pub(super) fn perform(&self, effect: Effect) -> Option<Ending> {
        match effect {
            Effect::Engine(effect) => self.perform_for_engine(effect),
            Effect::FindZone => self.look(|_| Msg::Zone(TimeZone::system())),
            Effect::Complete(typed) => self.look(move |inspector| Msg::Completed(inspector.complete(&typed))),
            Effect::ReadHistory => self.look(|inspector| Msg::History(inspector.history())),
            Effect::ReadEvidence(digest) => {
                self.look(move |inspector| Msg::Evidence(digest, inspector.evidence(&digest)));
            }
            Effect::Save(saving, path) => self.look(move |inspector| {
                let written = inspector.save(saving, &path);
                Msg::Saved(saving, written.map_err(|why| (path, why)))
            }),
            Effect::Preview(saving) => {
                self.look(move |inspector| Msg::Previewed(saving, inspector.preview(saving)));
            }
            Effect::MakeSituation => self.look(|inspector| Msg::Situation(inspector.situation())),
            Effect::ReadPast(seq) => self.look(move |inspector| Msg::Past(seq, inspector.past(seq))),
            Effect::Copy(copying) => self.copy(copying),
            Effect::Paste(number) => self.paste(number),
            Effect::Downloads(wanted) => self.downloads.look(wanted),
            Effect::Open(address) => {
                open(self.terminal_ops.open, address, self.withheld.clone(), self.inbox.clone());
            }
            Effect::Mouse(on) => (self.terminal_ops.mouse)(on),
            Effect::Show(text) if situation::is_one(&text) => return Some(Ending::Given(text)),
            Effect::Show(_) => {
                let why = "The paste is no situation, so nothing was done with it.".to_owned();
                drop(self.inbox.send(Inbound::Msg(Msg::Typed(Typed::NothingToPaste(why)))));
            }
            Effect::Leave => return Some(Ending::Left),
        }
        None
    }

    /// Does what the engine wants, on the thread that may wait for it; the answer comes as a message.
    fn perform_for_engine(&self, effect: EngineEffect) {
        match effect {
            EngineEffect::Record(event, attachment, by) => drop(self.writer.send(Some((event, attachment, by)))),
            EngineEffect::Inspect(lookup) if lookup.is_on_pages() => self.tasks.run(lookup),
            EngineEffect::Inspect(lookup) => self.look(move |inspector| {
                let found = inspector.look(&lookup.target);
                EngineMsg::Found(lookup, found)
            }),
            EngineEffect::StopTask => self.tasks.stop(),
            EngineEffect::CheckVault(expected, when) => {
                self.look(move |inspector| EngineMsg::VaultChecked(inspector.check_vault(&expected), when));
            }
            EngineEffect::ReadyTool(number, spec) => self.tools.ready(number, spec),
            EngineEffect::LookForProcesses(processes) => self.tools.look_for(processes),
            EngineEffect::RunTool(number, spec) => self.tools.run(number, spec),
            EngineEffect::StopTool(number) => self.tools.stop(number),
            EngineEffect::Watch(question) => self.lifetime.watch(question),
            EngineEffect::LookNow(number) => self.lifetime.look_now(number),
            EngineEffect::AbortDeployment(deployment) => self.lifetime.abort(deployment),
        }
    }

    /// Copies by way of the system, or asks the terminal: that is done here, between two frames.
    fn copy(&self, copying: Copying) {
        match (self.terminal_ops.clipboard)() {
            Some(mut system) => self.at_clipboard(move || {
                let outcome = clipboard::write(&mut *system, &copying.text);
                Msg::Copied(copying, outcome)
            }),
            None => {
                let outcome = (self.terminal_ops.ask_to_copy)(&copying.text);
                drop(self.inbox.send(Inbound::Msg(Msg::Copied(copying, outcome))));
            }
        }
    }

    fn paste(&self, number: u64) {
        let system = (self.terminal_ops.clipboard)();
        self.at_clipboard(move || Msg::Pasted(number, clipboard::paste_from(system)));
    }

    /// Does something with the clipboard, one after the other, on a thread that may wait for whoever holds it.
    fn at_clipboard(&self, job: impl FnOnce() -> Msg + Send + 'static) {
        let thread = self.at_clipboard.get_or_init(|| looking(self.inspector.clone(), self.inbox.clone()));
        drop(thread.send(Box::new(|_| job())));
    }

    /// Has the thread that looks at things do so.
    fn look<M: Into<Msg>>(&self, job: impl FnOnce(&Inspector) -> M + Send + 'static) {
        drop(self.looking.send(Box::new(move |inspector| job(inspector).into())));
    }

    /// A fact that is on its way is waited for, and commands are stopped; whatever else was under way is asked after next time.
    pub(super) fn finish(&self, model: &Model, inbox: &Inbox, ending: Ending) -> Ending {
        self.tools.end();
        self.desk.get().into_iter().for_each(DeskWriter::close);
        for event in model.engine.farewell(model.ui.now) {
            let _ = self.writer.send(Some((Box::new(event), None, Author::Program)));
        }
        if self.writer.send(None).is_err() {
            return ending;
        }
        let end = Instant::now() + LAST_WRITE;
        while let Some(inbound) = inbox.last(end.saturating_duration_since(Instant::now())) {
            if matches!(inbound, Inbound::End(Ending::Left)) {
                break;
            }
        }
        ending
    }
}
