//! Looks into the folder of downloads on a thread of its own, as long as a card asks for a license file.

use std::{
    cell::OnceCell,
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::Duration,
};

use super::{inbound::Inbound, threads::guarded};
use crate::{
    engine::{
        download::{Download, DownloadFilter},
        ports::Inspect as _,
    },
    runtime::inspector::Inspector,
    tui::message::Msg,
};

/// How long after a look the next one comes.
const PAUSE: Duration = Duration::from_secs(2);

/// Looks for downloads. Its thread is there from the first card on that asks for a file.
pub(super) struct Downloads {
    inspector: Inspector,
    inbox: Sender<Inbound>,
    wanted: OnceCell<Sender<Option<DownloadFilter>>>,
}

impl Downloads {
    /// Nobody looks yet.
    pub(super) fn of(inspector: Inspector, inbox: Sender<Inbound>) -> Self {
        Self { inspector, inbox, wanted: OnceCell::new() }
    }

    /// Looks for this from now on, or no longer.
    pub(super) fn look(&self, wanted: Option<DownloadFilter>) {
        let start = || {
            let (sender, jobs) = mpsc::channel();
            let (inspector, inbox) = (self.inspector.clone(), self.inbox.clone());
            thread::spawn(move || guarded(&inbox, || work(&inspector, &jobs, &inbox)));
            sender
        };
        let _ = self.wanted.get_or_init(start).send(wanted);
    }
}

/// Reports the downloads when they have changed: known ones wake nobody.
fn work(inspector: &Inspector, jobs: &Receiver<Option<DownloadFilter>>, inbox: &Sender<Inbound>) {
    let mut wanted: Option<DownloadFilter> = None;
    let mut told: Option<Result<Vec<Download>, String>> = None;
    loop {
        let next = match wanted {
            None => jobs.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(_) => jobs.recv_timeout(PAUSE),
        };
        match next {
            Ok(next) => {
                wanted = next;
                told = None;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        let Some(download_filter) = &wanted else { continue };
        let known = told.as_ref().and_then(|told| told.as_ref().ok()).map_or(&[][..], Vec::as_slice);
        let found = inspector.downloads(download_filter, known);
        if told.as_ref() != Some(&found) {
            told = Some(found.clone());
            if inbox.send(Inbound::Msg(Msg::Downloads(found))).is_err() {
                return;
            }
        }
    }
}
