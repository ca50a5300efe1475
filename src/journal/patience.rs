//! How long a file is waited for that another program holds: which errors may pass, how often it is tried again, and what is
//! said in the end. Pure: what is tried, and the waiting, are handed in.

use std::{
    io::{self, ErrorKind},
    time::Duration,
};

/// The waits between tries, in milliseconds: two seconds in all. Virus scanners and indexers open a new file for a moment.
const WAITS: [u64; 11] = [10, 20, 40, 80, 150, 200, 300, 300, 300, 300, 300];

/// As many of them where it is most likely that nothing passes.
const FEW: usize = 5;

/// Errors of Windows that say that another program has the file open: in use, a part of it locked, about to be deleted, mapped
/// into memory.
pub(super) const HELD: [i32; 4] = [32, 33, 303, 1224];

/// The error of Windows that says no, and not why: access denied.
const DENIED: i32 = 5;

/// An act on a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// It is opened or made.
    Open,
    /// Another one is renamed to its name.
    Replace,
    /// It is removed.
    Remove,
}

/// The thing under the name of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Nothing.
    Nothing,
    /// A file, or something that may not be looked at: a name that is being deleted is such a thing.
    File,
    /// A folder.
    Folder,
}

/// An error that may pass, for the file is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// The system says so.
    Sure,
    /// It may be held, or forbidden for ever.
    Maybe,
}

impl Hold {
    /// The hold that an error tells of. What is there under the name decides where the system gives no reason: a folder in which
    /// nothing may be made stays such a folder.
    pub fn of(error: &io::Error, windows: bool, seen: impl FnOnce() -> Seen) -> Option<Self> {
        let code = error.raw_os_error().filter(|_| windows);
        if error.kind() == ErrorKind::ResourceBusy || code.is_some_and(|code| HELD.contains(&code)) {
            return Some(Self::Sure);
        }
        (code == Some(DENIED) && seen() == Seen::File).then_some(Self::Maybe)
    }

    /// How often it is waited.
    const fn waits(self, act: Act) -> usize {
        match (self, act) {
            // Most files that may not be opened are forbidden; a name that is being deleted is free in a moment.
            (Self::Maybe, Act::Open) => FEW,
            (Self::Sure | Self::Maybe, _) => WAITS.len(),
        }
    }
}

/// The words for a file that was held all the while.
#[derive(Debug, thiserror::Error)]
enum Held {
    #[error(
        "another program (a virus scanner, a backup, a viewer) is using it: wait a moment, or close it there ({0})"
    )]
    Sure(io::Error),
    #[error(
        "access was denied, or another program (a virus scanner, a backup, a viewer) is using it: close it there ({0})"
    )]
    Maybe(io::Error),
}

/// Tries something until it is done, fails for good, or was held all the while: then the error says so.
///
/// # Errors
/// As what is tried.
pub fn wait_for<T>(
    act: Act,
    mut attempt: impl FnMut() -> io::Result<T>,
    hold: impl Fn(&io::Error) -> Option<Hold>,
    mut wait: impl FnMut(Duration),
) -> io::Result<T> {
    let mut waits = WAITS.into_iter().map(Duration::from_millis).enumerate();
    loop {
        let error = match attempt() {
            Ok(done) => return Ok(done),
            Err(error) => error,
        };
        let Some(hold) = hold(&error) else { return Err(error) };
        match waits.next().filter(|(waited, _)| *waited < hold.waits(act)) {
            Some((_, pause)) => wait(pause),
            None => return Err(told(hold, error)),
        }
    }
}

fn told(hold: Hold, error: io::Error) -> io::Error {
    match hold {
        Hold::Sure => io::Error::new(ErrorKind::ResourceBusy, Held::Sure(error)),
        // Who asks for the kind asks whether it is allowed.
        Hold::Maybe => io::Error::new(ErrorKind::PermissionDenied, Held::Maybe(error)),
    }
}
