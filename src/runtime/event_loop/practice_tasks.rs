//! Practice tasks have a thread of their own: they may take minutes, and files are looked at meanwhile. One is done after the other.

use std::{
    cell::{OnceCell, RefCell},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Sender},
    },
    thread,
};

use super::{inbound::Inbound, threads::guarded};
use crate::{
    engine::{lookup::Lookup, message::EngineMsg, ports::Inspect as _},
    runtime::inspector::Inspector,
};

/// A practice task with the flag that stops it.
type Job = (Arc<AtomicBool>, Lookup);

/// Does practice tasks. Their thread is there from the first one on: a real migration has none.
pub(super) struct PracticeTasks {
    inspector: Inspector,
    inbox: Sender<Inbound>,
    jobs: OnceCell<Sender<Job>>,
    /// The flag of the practice task that was sent last.
    last: RefCell<Arc<AtomicBool>>,
}

impl PracticeTasks {
    /// Nobody is on a practice task yet.
    pub(super) fn of(inspector: Inspector, inbox: Sender<Inbound>) -> Self {
        Self { inspector, inbox, jobs: OnceCell::new(), last: RefCell::default() }
    }

    fn begin(&self) -> Sender<Job> {
        let (sender, jobs) = mpsc::channel::<Job>();
        let (inspector, inbox) = (self.inspector.clone(), self.inbox.clone());
        thread::spawn(move || {
            guarded(&inbox, || {
                for (stop, lookup) in jobs {
                    let found = inspector.clone().stopped_by(stop).look(&lookup.target);
                    if inbox.send(Inbound::from(EngineMsg::Found(lookup, found))).is_err() {
                        return;
                    }
                }
            });
        });
        sender
    }

    /// Sends somebody on a practice task.
    pub(super) fn run(&self, lookup: Lookup) {
        let stop = Arc::new(AtomicBool::new(false));
        self.last.replace(Arc::clone(&stop));
        let _ = self.jobs.get_or_init(|| self.begin()).send((stop, lookup));
    }

    /// Calls back whoever was sent last: what is done is done, and nothing more is begun.
    pub(super) fn stop(&self) {
        self.last.borrow().store(true, Ordering::Relaxed);
    }
}
