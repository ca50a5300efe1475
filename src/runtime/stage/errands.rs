//! Errands have a thread of their own: they may take minutes, and files are looked at meanwhile. One is done after the other.

use std::{
    cell::RefCell,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Sender},
    },
    thread,
};

use super::{Inbound, guarded};
use crate::{
    app::{
        message::Msg,
        wish::Intent,
        world::{Inquiry, Look as _},
    },
    runtime::looker::Looker,
};

/// An errand with the flag that stops it.
type Job = (Arc<AtomicBool>, u64, Inquiry, Intent);

/// Does errands.
pub(super) struct Errands {
    jobs: Sender<Job>,
    /// The flag of the errand that was sent last.
    last: RefCell<Arc<AtomicBool>>,
}

impl Errands {
    /// Begins to wait for errands.
    pub(super) fn of(looker: Looker, inbox: Sender<Inbound>) -> Self {
        let (sender, jobs) = mpsc::channel::<Job>();
        thread::spawn(move || {
            guarded(&inbox, || {
                for (stop, number, inquiry, intent) in jobs {
                    let found = looker.clone().stopped_by(stop).look(&inquiry);
                    if inbox.send(Inbound::Msg(Msg::Found(number, intent, found))).is_err() {
                        return;
                    }
                }
            });
        });
        Self { jobs: sender, last: RefCell::default() }
    }

    /// Sends somebody on an errand.
    pub(super) fn run(&self, number: u64, inquiry: Inquiry, intent: Intent) {
        let stop = Arc::new(AtomicBool::new(false));
        self.last.replace(Arc::clone(&stop));
        let _ = self.jobs.send((stop, number, inquiry, intent));
    }

    /// Calls back whoever was sent last: what is done is done, and nothing more is begun.
    pub(super) fn stop(&self) {
        self.last.borrow().store(true, Ordering::Relaxed);
    }
}
