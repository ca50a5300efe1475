//! Commands run on a thread each: how many there are makes no difference to anybody who presses a key.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc::Sender},
    thread,
};

use super::{inbound::Inbound, threads::guarded};
use crate::{
    engine::{message::EngineMsg, tool_run::ToolSpec},
    runtime::tool::{self, StopSignal},
};

/// Runs commands, and stops them.
#[derive(Debug)]
pub(super) struct ToolRunner {
    inbox: Sender<Inbound>,
    stops: Mutex<HashMap<u64, Arc<StopSignal>>>,
}

impl ToolRunner {
    /// Nothing runs yet.
    pub(super) fn of(inbox: Sender<Inbound>) -> Self {
        Self { inbox, stops: Mutex::default() }
    }

    /// Runs a command.
    pub(super) fn run(&self, number: u64, spec: Box<ToolSpec>) {
        let stop = Arc::new(StopSignal::default());
        self.stops().insert(number, Arc::clone(&stop));
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
        if let Some(stop) = self.stops().get(&number) {
            stop.ask();
        }
    }

    /// Ends them all at once.
    pub(super) fn end(&self) {
        self.stops().values().for_each(|stop| stop.now());
    }

    fn stops(&self) -> MutexGuard<'_, HashMap<u64, Arc<StopSignal>>> {
        self.stops.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
