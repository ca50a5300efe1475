//! What the loop has done outside: each effect goes to the thread that may wait for it.

use std::{
    sync::mpsc::{Receiver, Sender},
    time::{Duration, Instant},
};

use jiff::tz::TimeZone;

use super::{
    commands::ToolRunner,
    downloads::Downloads,
    errands::PracticeTasks,
    inbound::{Ending, Inbound},
    threads::{Fact, Job, looking, open, writer},
    watching::Watching,
};
use crate::{
    engine::{
        message::{EngineEffect, EngineMsg},
        ports::{Author, Inspect as _, Recorder},
    },
    runtime::{lifetime::Link, looker::Inspector},
    tui::{
        message::{Effect, Msg},
        update::Model,
    },
};

/// How long a fact that is being written may take when the program ends.
const LAST_WRITE: Duration = Duration::from_secs(2);

/// What a terminal does besides being drawn on.
#[derive(Debug, Clone, Copy)]
pub struct TerminalOps {
    /// Puts a text into the clipboard.
    pub copy: fn(&str),
    /// Opens an address in the browser, and says whether that could be. It may take a moment.
    pub open: fn(&str) -> bool,
    /// Takes the mouse, or gives it back.
    pub mouse: fn(bool),
}

impl TerminalOps {
    /// A terminal that can do nothing else.
    pub const NOTHING: Self = Self { copy: |_| {}, open: |_| false, mouse: |_| {} };
}

/// Everything outside that the loop makes use of.
pub(super) struct Effects {
    writer: Sender<Option<Fact>>,
    looking: Sender<Job>,
    errands: PracticeTasks,
    downloads: Downloads,
    commands: ToolRunner,
    lifetime: Watching,
    beside: TerminalOps,
    inbox: Sender<Inbound>,
}

impl Effects {
    /// Starts the threads that write and look; the others are there when they are needed.
    pub(super) fn of(
        keeper: impl Recorder + Send + 'static,
        looker: Inspector,
        lifetime: Option<Link>,
        beside: TerminalOps,
        inbox: &Sender<Inbound>,
    ) -> Self {
        Self {
            writer: writer(keeper, inbox.clone()),
            looking: looking(looker.clone(), inbox.clone()),
            downloads: Downloads::of(looker.clone(), inbox.clone()),
            errands: PracticeTasks::of(looker, inbox.clone()),
            commands: ToolRunner::of(inbox.clone()),
            lifetime: Watching::of(lifetime, inbox.clone()),
            beside,
            inbox: inbox.clone(),
        }
    }

    /// Does what is wanted; the answer says whether the loop ends.
    pub(super) fn perform(&self, effect: Effect) -> Option<Ending> {
        match effect {
            Effect::Engine(effect) => self.perform_for_engine(effect),
            Effect::FindZone => self.look(|_| Msg::Zone(TimeZone::system())),
            Effect::Complete(typed) => self.look(move |looker| Msg::Completed(looker.complete(&typed))),
            Effect::ReadHistory => self.look(|looker| Msg::History(looker.history())),
            Effect::ReadEvidence(digest) => self.look(move |looker| Msg::Evidence(digest, looker.evidence(&digest))),
            Effect::ReadPast(seq) => self.look(move |looker| Msg::Past(seq, looker.past(seq))),
            Effect::Copy(text) => (self.beside.copy)(&text),
            Effect::Downloads(wanted) => self.downloads.look(wanted),
            Effect::Open(address) => open(self.beside.open, address, self.inbox.clone()),
            Effect::Mouse(on) => (self.beside.mouse)(on),
            Effect::Leave => return Some(Ending::Left),
        }
        None
    }

    /// Does what the engine wants, on the thread that may wait for it; the answer comes as a message.
    fn perform_for_engine(&self, effect: EngineEffect) {
        match effect {
            EngineEffect::Record(event, attachment, by) => drop(self.writer.send(Some((event, attachment, by)))),
            EngineEffect::Inspect(lookup) if lookup.is_on_pages() => self.errands.run(lookup),
            EngineEffect::Inspect(lookup) => self.look(move |looker| {
                let found = looker.look(&lookup.target);
                EngineMsg::Found(lookup, found)
            }),
            EngineEffect::StopErrand => self.errands.stop(),
            EngineEffect::Sight(expected) => self.look(move |looker| EngineMsg::Sighted(looker.sight(&expected))),
            EngineEffect::RunTool(number, invocation) => self.commands.run(number, invocation),
            EngineEffect::StopTool(number) => self.commands.stop(number),
            EngineEffect::Watch(question) => self.lifetime.watch(question),
            EngineEffect::LookNow(number) => self.lifetime.look_now(number),
            EngineEffect::AbortDeployment(deployment) => self.lifetime.abort(deployment),
        }
    }

    /// Has the thread that looks at things do so.
    fn look<M: Into<Msg>>(&self, job: impl FnOnce(&Inspector) -> M + Send + 'static) {
        drop(self.looking.send(Box::new(move |looker| job(looker).into())));
    }

    /// A fact that is on its way is waited for, and commands are stopped; whatever else was under way is asked after next time.
    pub(super) fn finish(&self, model: &Model, inbox: &Receiver<Inbound>, ending: Ending) -> Ending {
        self.commands.end();
        for event in model.engine.farewell(model.desk.now) {
            let _ = self.writer.send(Some((Box::new(event), None, Author::Program)));
        }
        if self.writer.send(None).is_err() {
            return ending;
        }
        let end = Instant::now() + LAST_WRITE;
        while let Ok(inbound) = inbox.recv_timeout(end.saturating_duration_since(Instant::now())) {
            if matches!(inbound, Inbound::End(Ending::Left)) {
                break;
            }
        }
        ending
    }
}
