//! Commands run on a thread each: how many there are makes no difference to anybody who presses a key.

use std::{
    cell::RefCell,
    collections::HashMap,
    sync::{Arc, mpsc::Sender},
    thread,
};

use super::{inbound::Inbound, threads::guarded};
use crate::{
    engine::{message::EngineMsg, tool_run::ToolSpec},
    runtime::tool::{self, StopSignal},
};

/// Runs commands, and stops them.
pub(super) struct ToolRunner {
    inbox: Sender<Inbound>,
    stops: RefCell<HashMap<u64, Arc<StopSignal>>>,
}

impl ToolRunner {
    /// Nothing runs yet.
    pub(super) fn of(inbox: Sender<Inbound>) -> Self {
        Self { inbox, stops: RefCell::default() }
    }

    /// Runs a command.
    pub(super) fn run(&self, number: u64, spec: Box<ToolSpec>) {
        let stop = Arc::new(StopSignal::default());
        self.stops.borrow_mut().insert(number, Arc::clone(&stop));
        let inbox = self.inbox.clone();
        thread::spawn(move || {
            guarded(&inbox, || {
                let printed = |lines| drop(inbox.send(Inbound::from(EngineMsg::Printed(number, lines))));
                let ended = tool::run(&spec, &stop, printed);
                let _ = inbox.send(Inbound::from(EngineMsg::ToolEnded(number, Box::new(ended))));
            });
        });
    }

    /// Stops a command.
    pub(super) fn stop(&self, number: u64) {
        if let Some(stop) = self.stops.borrow().get(&number) {
            stop.ask();
        }
    }

    /// Ends them all at once.
    pub(super) fn end(&self) {
        self.stops.borrow().values().for_each(|stop| stop.now());
    }
}
