//! Those who do what takes long outside while nobody is there: commands, and work on the practice pages, on a thread each.

use std::{
    process::exit,
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use super::{inbound::Inbound, threads::guarded, tools::ToolRunner};
use crate::{
    domain::tool::Process,
    engine::{
        lookup::Lookup,
        message::EngineMsg,
        ports::Inspect as _,
        tool_run::{ToolResult, ToolSpec},
    },
    line::Beside,
    practice::{PracticeClock, clock::rest_of},
    runtime::{inspector::Inspector, platform::EndSignals},
    tui::message::Msg,
};

/// Those who are at work; all commands are ended when this is dropped.
#[derive(Debug)]
pub struct Crew {
    tools: Arc<ToolRunner>,
    /// Looks at practice pages.
    inspector: Inspector,
    /// The clock of those, where there are some.
    clock: Option<Arc<dyn PracticeClock>>,
    told: Sender<Inbound>,
    inbox: Receiver<Inbound>,
    is_minding: bool,
}

impl Crew {
    /// Nobody is at work yet.
    pub fn of(inspector: Inspector, clock: Option<Arc<dyn PracticeClock>>) -> Self {
        let (told, inbox) = channel();
        Self { tools: Arc::new(ToolRunner::of(told.clone())), inspector, clock, told, inbox, is_minding: false }
    }

    /// From the first command on, a signal that ends acmove ends all of them, with everything that they have started.
    fn mind_signals(&mut self) {
        if std::mem::replace(&mut self.is_minding, true) {
            return;
        }
        let (signals, tools) = (EndSignals::watch(), Arc::clone(&self.tools));
        thread::spawn(move || {
            if signals.wait() {
                tools.end();
                exit(1);
            }
        });
    }
}

impl Beside for Crew {
    fn ready(&mut self, number: u64, spec: Box<ToolSpec>) -> Option<Process> {
        self.mind_signals();
        self.tools.ready_at_once(number, spec)
    }

    fn run(&mut self, number: u64, spec: Box<ToolSpec>) -> Option<ToolResult> {
        self.mind_signals();
        self.tools.run(number, spec);
        None
    }

    fn stop(&mut self, number: u64) {
        self.tools.stop(number);
    }

    fn look(&mut self, lookup: Lookup) -> Option<Lookup> {
        let (inspector, clock, told) = (self.inspector.clone(), self.clock.clone(), self.told.clone());
        thread::spawn(move || {
            guarded(&told, || {
                let begun = clock.as_ref().map_or(0, |clock| clock.now());
                let found = inspector.look(&lookup.target);
                if let Some(clock) = clock {
                    thread::sleep(rest_of(&*clock, begun));
                }
                let _ = told.send(Inbound::from(EngineMsg::Found(lookup, found)));
            });
        });
        None
    }

    fn next(&mut self) -> Option<EngineMsg> {
        loop {
            match self.inbox.recv().ok()? {
                Inbound::Msg(Msg::Engine(msg)) => return Some(*msg),
                Inbound::Msg(_) | Inbound::Suspend | Inbound::Resume => {}
                Inbound::End(_) => return None,
            }
        }
    }
}

impl Drop for Crew {
    fn drop(&mut self) {
        self.tools.end();
    }
}
