//! Why a disk refuses, and what somebody can do about that.

use std::io::{self, ErrorKind};

use super::patience::HELD;

/// Why a disk refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// Another program holds the file.
    Held,
    /// There is no room, or none for this person.
    Full,
    /// Nobody may write there.
    ReadOnly,
    /// This person may not.
    Forbidden,
    /// A file or folder is not there any more.
    Gone,
    /// The drive or share is not there any more.
    Away,
    /// The disk is broken.
    Broken,
    /// The name is too long, or none that can be given there.
    Name,
    /// Anything else.
    Other,
}

impl Cause {
    /// The cause of an error.
    pub fn of(error: &io::Error) -> Self {
        Self::on(error.kind(), error.raw_os_error(), cfg!(windows))
    }

    /// The cause of an error by its kind and its number, on Windows or elsewhere.
    pub fn on(kind: ErrorKind, code: Option<i32>, windows: bool) -> Self {
        match (kind, code) {
            (ErrorKind::ResourceBusy, _) => Self::Held,
            (ErrorKind::StorageFull | ErrorKind::QuotaExceeded, _) => Self::Full,
            (ErrorKind::ReadOnlyFilesystem, _) => Self::ReadOnly,
            (ErrorKind::PermissionDenied, _) => Self::Forbidden,
            (ErrorKind::NotFound | ErrorKind::NotADirectory, _) => Self::Gone,
            (ErrorKind::InvalidFilename, _) => Self::Name,
            (
                ErrorKind::StaleNetworkFileHandle
                | ErrorKind::TimedOut
                | ErrorKind::NetworkUnreachable
                | ErrorKind::HostUnreachable
                | ErrorKind::NetworkDown,
                _,
            ) => Self::Away,
            (_, code) => code.map_or(Self::Other, if windows { Self::of_windows } else { Self::of_unix }),
        }
    }

    /// Errors of Windows that have no kind of their own.
    fn of_windows(code: i32) -> Self {
        match code {
            held if HELD.contains(&held) => Self::Held,
            39 | 112 | 1295 => Self::Full,
            19 => Self::ReadOnly,
            123 | 206 => Self::Name,
            // Not ready, no such drive, and what a network says that has lost a share.
            15 | 20 | 21 | 53 | 55 | 59 | 64 | 67 | 121 | 1167 | 1231 => Self::Away,
            23 | 27 | 29 | 30 | 31 | 1117 | 1392 | 1393 => Self::Broken,
            _ => Self::Other,
        }
    }

    /// Errors of Unix that have no kind of their own: EIO; ENXIO and ENODEV.
    const fn of_unix(code: i32) -> Self {
        match code {
            5 => Self::Broken,
            6 | 19 => Self::Away,
            _ => Self::Other,
        }
    }

    /// The remedy, as the end of a sentence.
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::Held => "try again after that",
            Self::Full => "free some space on that disk and try again",
            Self::ReadOnly => "the disk is read-only: make it writable, or use another one",
            Self::Forbidden => "ask its owner for access, or use your own folder",
            Self::Gone => "check that the folder is still there",
            Self::Away => "check that the drive or the share is connected, and try again",
            Self::Broken => "the disk is failing: copy the folder to another disk now",
            Self::Name => "use a shorter path or another name",
            Self::Other => "check that disk and try again",
        }
    }
}

/// An error with what to do about it, for the end of a sentence.
pub fn told(error: &io::Error) -> String {
    format!("{error}; {}", Cause::of(error).remedy())
}
