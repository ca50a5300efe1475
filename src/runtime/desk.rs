//! The file that tells those who watch from afar where the operator's screen is. It is no part of the record: it is written
//! without a sync, on a thread of its own, by the process that may write to the journal, and goes with it.

use std::{
    cell::RefCell,
    io::Write as _,
    path::Path,
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread::{self, JoinHandle},
    time::Duration,
};

use serde::Deserialize as _;

use crate::{engine::desk::Desk, journal::disk};

/// Its name in a migration folder.
pub const DESK: &str = ".desk";

/// How long the screen rests before that is told: who goes through ten cards stays on the last.
const REST: Duration = Duration::from_millis(100);

/// The most that is read of one.
const LARGEST: u64 = 4096;

/// Tells where the operator's screen is, as long as it is not closed.
#[derive(Debug)]
pub struct DeskWriter(RefCell<Option<(Sender<Desk>, JoinHandle<()>)>>);

impl DeskWriter {
    /// Tells it in a migration folder.
    pub fn at(folder: &Path) -> Self {
        let (sender, desks) = mpsc::channel();
        let file = folder.join(DESK);
        Self(RefCell::new(Some((sender, thread::spawn(move || write_all(&file, &desks))))))
    }

    /// Tells soon that the screen is there.
    pub fn tell(&self, desk: Desk) {
        if let Some((desks, _)) = &*self.0.borrow() {
            let _ = desks.send(desk);
        }
    }

    /// Tells that nobody is there any more, before the right to write is given back.
    pub fn close(&self) {
        if let Some((desks, writer)) = self.0.take() {
            drop(desks);
            let _ = writer.join();
        }
    }
}

fn write_all(file: &Path, desks: &Receiver<Desk>) {
    while let Ok(mut desk) = desks.recv() {
        let is_over = loop {
            match desks.recv_timeout(REST) {
                Ok(next) => desk = next,
                Err(RecvTimeoutError::Timeout) => break false,
                Err(RecvTimeoutError::Disconnected) => break true,
            }
        };
        if is_over {
            break;
        }
        // Only a help for people: where it cannot be written, nothing is lost.
        let _ = write(file, &desk);
    }
    let _ = disk::remove(file);
}

fn write(file: &Path, desk: &Desk) -> std::io::Result<()> {
    let text = serde_json::to_vec(desk)?;
    let mut file = disk::open_plain(file, disk::making().create(true).truncate(true))?;
    file.write_all(&text)
}

/// The same as a value that a situation takes along.
pub fn value(folder: &Path) -> Option<serde_json::Value> {
    serde_json::to_value(read(folder)?).ok()
}

/// Where the operator's screen was, as a situation tells it.
pub fn of_value(value: &serde_json::Value) -> Option<Desk> {
    Desk::deserialize(value).ok().map(Desk::cleaned)
}

/// Where the operator's screen is, as the file in a migration folder tells it: none where that is not known, or half written.
pub fn read(folder: &Path) -> Option<Desk> {
    let bytes = disk::read_plain(&folder.join(DESK), LARGEST).ok()?;
    serde_json::from_slice::<Desk>(&bytes).ok().map(Desk::cleaned)
}
