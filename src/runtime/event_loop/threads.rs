//! The threads that may wait: one writes facts, one looks at files, one for each address hands it to a browser.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{self, Sender},
    thread,
};

use super::inbound::{Ending, Inbound};
use crate::{
    domain::event::Event,
    engine::{
        message::EngineMsg,
        ports::{Attachment, Author, Recorder},
    },
    runtime::inspector::Inspector,
    tui::message::Msg,
};

/// A fact to write, what belongs to it, and who says so.
pub(super) type Fact = (Box<Event>, Option<Attachment>, Author);

/// Something to look at.
pub(super) type Job = Box<dyn FnOnce(&Inspector) -> Msg + Send>;

/// The thread that writes. `None` asks it to end: when it says so, the migration can be opened by somebody else.
pub(super) fn writer<K: Recorder + Send + 'static>(mut recorder: K, inbox: Sender<Inbound>) -> Sender<Option<Fact>> {
    let (sender, jobs) = mpsc::channel::<Option<Fact>>();
    thread::spawn(move || {
        guarded(&inbox, || {
            while let Ok(Some((event, attachment, by))) = jobs.recv() {
                let msg = match recorder.record(*event, attachment, by) {
                    Ok(record) => EngineMsg::Recorded(Box::new(record)),
                    Err(why) => EngineMsg::NotRecorded(why),
                };
                if inbox.send(Inbound::from(msg)).is_err() {
                    break;
                }
            }
            drop(recorder);
            let _ = inbox.send(Inbound::End(Ending::Left));
        });
    });
    sender
}

/// The thread that looks at files, which may be far away.
pub(super) fn looking(inspector: Inspector, inbox: Sender<Inbound>) -> Sender<Job> {
    let (sender, jobs) = mpsc::channel::<Job>();
    thread::spawn(move || {
        guarded(&inbox, || {
            for job in jobs {
                if inbox.send(Inbound::Msg(job(&inspector))).is_err() {
                    return;
                }
            }
        });
    });
    sender
}

/// Opens an address on a thread of its own: nobody waits for a browser.
pub(super) fn open(open: fn(&str, &[String]) -> bool, address: String, withheld: Vec<String>, sender: Sender<Inbound>) {
    thread::spawn(move || {
        let could_be = open(&address, &withheld);
        let _ = sender.send(Inbound::Msg(Msg::Opened(address, could_be)));
    });
}

/// A thread that breaks takes the program with it, in order.
pub(super) fn guarded(inbox: &Sender<Inbound>, work: impl FnOnce()) {
    if catch_unwind(AssertUnwindSafe(work)).is_err() {
        let _ = inbox.send(Inbound::End(Ending::Fault("acmove failed; everything recorded is saved".to_owned())));
    }
}
