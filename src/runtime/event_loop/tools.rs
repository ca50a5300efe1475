//! Commands run on a thread each: how many there are makes no difference to anybody who presses a key.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
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
#[derive(Debug)]
pub(super) struct ToolRunner {
    inbox: Sender<Inbound>,
    stops: Mutex<HashMap<u64, Arc<StopSignal>>>,
    /// By these, those that stand ready are let go.
    ready: Mutex<HashMap<u64, Sender<()>>>,
}

impl ToolRunner {
    /// Nothing runs yet.
    pub(super) fn of(inbox: Sender<Inbound>) -> Self {
        Self { inbox, stops: Mutex::default(), ready: Mutex::default() }
    }

    /// Has a command stand ready, and says so when it does.
    pub(super) fn ready(&self, number: u64, spec: Box<ToolSpec>) {
        let inbox = self.inbox.clone();
        self.stand(number, spec, move |process| {
            let _ = inbox.send(Inbound::from(EngineMsg::ToolReady(number, process)));
        });
    }

    /// Has a command stand ready, and waits until it does.
    pub(super) fn ready_at_once(&self, number: u64, spec: Box<ToolSpec>) -> Option<Process> {
        let (sender, process) = channel();
        self.stand(number, spec, move |process| drop(sender.send(process)));
        process.recv().ok().flatten()
    }

    fn stand(&self, number: u64, spec: Box<ToolSpec>, stands: impl FnOnce(Option<Process>) + Send + 'static) {
        let stop = Arc::new(StopSignal::default());
        locked(&self.stops).insert(number, Arc::clone(&stop));
        let (go, going) = channel();
        locked(&self.ready).insert(number, go);
        let inbox = self.inbox.clone();
        thread::spawn(move || {
            guarded(&inbox, || {
                let tell = |msg| drop(inbox.send(Inbound::from(msg)));
                let ready = Ready::of(*spec, stop);
                stands(ready.process());
                if going.recv().is_ok() {
                    let ended = ready.run(|lines| tell(EngineMsg::Printed(number, lines)));
                    tell(EngineMsg::ToolEnded(number, Box::new(ended)));
                }
            });
        });
    }

    /// Runs a command: the one that stands ready, where there is one of this number.
    pub(super) fn run(&self, number: u64, spec: Box<ToolSpec>) {
        if !locked(&self.ready).contains_key(&number) {
            self.ready(number, spec);
        }
        if let Some(go) = locked(&self.ready).remove(&number) {
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
        locked(&self.ready).remove(&number);
        if let Some(stop) = locked(&self.stops).get(&number) {
            stop.ask();
        }
    }

    /// Ends them all at once.
    pub(super) fn end(&self) {
        locked(&self.stops).values().for_each(|stop| stop.now());
    }
}

/// Nothing is left half done by a panic under these locks.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
