//! Commands run on a thread each: how many there are makes no difference to anybody who presses a key.

use std::{
    cell::RefCell,
    collections::HashMap,
    sync::{
        Arc,
        mpsc::{Sender, channel},
    },
    thread,
    time::Duration,
};

use super::{inbound::Inbound, threads::guarded};
use crate::{
    domain::tool::Process,
    engine::{message::EngineMsg, ports::ReadyCommand as _, tool_run::ToolSpec},
    runtime::{
        process,
        tool::{Ready, StopSignal},
    },
};

/// How often somebody looks whether a command that nobody watches has ended.
const LOOKED_FOR: Duration = Duration::from_secs(1);

/// Runs commands, and stops them.
pub(super) struct ToolRunner {
    inbox: Sender<Inbound>,
    stops: RefCell<HashMap<u64, Arc<StopSignal>>>,
    /// By these, those that stand ready are let go.
    ready: RefCell<HashMap<u64, Sender<()>>>,
}

impl ToolRunner {
    /// Nothing runs yet.
    pub(super) fn of(inbox: Sender<Inbound>) -> Self {
        Self { inbox, stops: RefCell::default(), ready: RefCell::default() }
    }

    /// Has a command stand ready.
    pub(super) fn ready(&self, number: u64, spec: Box<ToolSpec>) {
        let stop = Arc::new(StopSignal::default());
        self.stops.borrow_mut().insert(number, Arc::clone(&stop));
        let (go, going) = channel();
        self.ready.borrow_mut().insert(number, go);
        let inbox = self.inbox.clone();
        thread::spawn(move || {
            guarded(&inbox, || {
                let tell = |msg| drop(inbox.send(Inbound::from(msg)));
                let ready = Ready::of(*spec, stop);
                tell(EngineMsg::ToolReady(number, ready.process()));
                if going.recv().is_ok() {
                    let ended = ready.run(|lines| tell(EngineMsg::Printed(number, lines)));
                    tell(EngineMsg::ToolEnded(number, Box::new(ended)));
                }
            });
        });
    }

    /// Runs a command: the one that stands ready, where there is one of this number.
    pub(super) fn run(&self, number: u64, spec: Box<ToolSpec>) {
        if !self.ready.borrow().contains_key(&number) {
            self.ready(number, spec);
        }
        if let Some(go) = self.ready.borrow_mut().remove(&number) {
            let _ = go.send(());
        }
    }

    /// Looks which processes still run, until none does.
    pub(super) fn look_for(&self, mut living: Vec<Process>) {
        let inbox = self.inbox.clone();
        thread::spawn(move || {
            guarded(&inbox, || {
                let mut told = None;
                while told.is_none() || !living.is_empty() {
                    living.retain(process::lives);
                    if told.as_ref() != Some(&living) {
                        told = Some(living.clone());
                        if inbox.send(Inbound::from(EngineMsg::Living(living.clone()))).is_err() {
                            return;
                        }
                    }
                    thread::sleep(if living.is_empty() { Duration::ZERO } else { LOOKED_FOR });
                }
            });
        });
    }

    /// Stops a command; one that stands ready never does anything.
    pub(super) fn stop(&self, number: u64) {
        self.ready.borrow_mut().remove(&number);
        if let Some(stop) = self.stops.borrow().get(&number) {
            stop.ask();
        }
    }

    /// Ends them all at once.
    pub(super) fn end(&self) {
        self.stops.borrow().values().for_each(|stop| stop.now());
    }
}
