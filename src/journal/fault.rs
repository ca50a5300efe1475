//! Errors of a migration folder, in words: what happened, to which file, and what to do.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::cause::{Cause, told};
use crate::domain::{text::typed, version::OWN};

/// Why a journal cannot be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// There is none.
    #[error("there is no journal {file}: name a migration folder, or start one with `acmove new`")]
    Missing {
        /// Where it was looked for.
        file: PathBuf,
    },
    /// There is one already.
    #[error("the journal {file} already exists: open that migration, or name another folder")]
    Exists {
        /// The one that is there.
        file: PathBuf,
    },
    /// Another process may write.
    #[error("the migration in {folder} is open in another process{}: close it there, or view it with `acmove status {}`", holder(.by.as_ref()), typed(&.folder.display().to_string()))]
    Locked {
        /// The migration folder.
        folder: PathBuf,
        /// Who holds it, where that can be read.
        by: Option<String>,
    },
    /// The file system has no locks.
    #[error(
        "{folder} cannot be locked on {file_system} ({source}), so two programs could write at the same time. Move the folder to a local disk; `acmove status` works here too"
    )]
    NoLocks {
        /// The migration folder.
        folder: PathBuf,
        /// The file system, as words.
        file_system: String,
        /// The system's error.
        source: io::Error,
    },
    /// It is not what was written.
    #[error(
        "line {line} of {file} is damaged: {what}; the lines before it are intact, restore the file from a copy to continue"
    )]
    Damage {
        /// The journal.
        file: PathBuf,
        /// The first line that is wrong, from 1.
        line: u64,
        /// The damage, in words.
        what: String,
    },
    /// A fact that this version does not know.
    #[error(
        "record {seq} of {file} is a {kind:?} that acmove {OWN} does not know: {by} wrote it; open the migration with that version, or a later one"
    )]
    Newer {
        /// The journal.
        file: PathBuf,
        /// The record.
        seq: u64,
        /// The type of its event, cut where it is long.
        kind: String,
        /// Who wrote it, in words.
        by: String,
    },
    /// A record that the one who reads does not accept.
    #[error("record {seq} of {file} does not fit this migration: {what}")]
    Replay {
        /// The journal.
        file: PathBuf,
        /// The record.
        seq: u64,
        /// Why it is not accepted.
        what: String,
    },
    /// This user may not open it so.
    #[error("you may not {doing} {file}: {}", remedy(.doing, .file))]
    NotAllowed {
        /// The journal, or the file beside it.
        file: PathBuf,
        /// The action that is not allowed.
        doing: &'static str,
    },
    /// It is not as it was left.
    #[error(
        "another program changed {file} while it was open here, so nothing was recorded; close acmove, find out what changed the file, and open the migration again"
    )]
    ChangedUnderneath {
        /// The journal.
        file: PathBuf,
    },
    /// The disk did not take a batch; the journal is as it was before.
    #[error("could not write to {file}: {source}; nothing was recorded: {}", Cause::of(.source).remedy())]
    NotWritten {
        /// The journal.
        file: PathBuf,
        /// The disk's error.
        source: io::Error,
    },
    /// The disk did not take a batch, and what it took of it could not be taken back.
    #[error(
        "could not write to {file} or remove the unfinished record ({why}): close acmove, then open the migration again"
    )]
    Poisoned {
        /// The journal.
        file: PathBuf,
        /// The disk's errors, in words.
        why: String,
    },
    /// A fact cannot be written down.
    #[error("nothing was recorded in {file}: {why}")]
    Unwritable {
        /// The journal.
        file: PathBuf,
        /// Why.
        why: String,
    },
    /// The disk refused something else.
    #[error("could not {doing} {file}: {}", told(.source))]
    Disk {
        /// The file or folder.
        file: PathBuf,
        /// The action that failed, a verb such as "open".
        doing: &'static str,
        /// The disk's error.
        source: io::Error,
    },
}

/// A fault of a file in the vault or of evidence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultFault {
    /// It is not there.
    #[error("{file} is missing: restore it from a copy of the folder, or obtain it again")]
    Missing {
        /// Where it should be.
        file: PathBuf,
    },
    /// Its content is not what was kept.
    #[error("{file} was changed, so its SHA-256 differs: restore it from a copy, or move it away and obtain it again")]
    Changed {
        /// The file.
        file: PathBuf,
    },
    /// A link, a folder or a device stands in its place.
    #[error("{file} is not a plain file or folder, and acmove does not follow links: replace it with the real file")]
    NotPlain {
        /// The path of the file or folder.
        file: PathBuf,
    },
    /// A name that could lead out of its folder, or that some system gives another meaning.
    #[error("{name:?} cannot be the name of a kept file: use letters, digits, `-`, `_`, and `.` inside the name")]
    BadName {
        /// The name.
        name: String,
    },
    /// More than such a file ever has.
    #[error("{file} has {bytes} bytes, but at most {limit} are allowed: check that it is the right file")]
    TooLarge {
        /// Where it was to be kept.
        file: PathBuf,
        /// Its size.
        bytes: usize,
        /// The largest size that is kept.
        limit: usize,
    },
    /// The disk did not give it.
    #[error("could not read {file}: {why}")]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// The disk's error, in words, with what to do.
        why: String,
    },
    /// The disk did not take it.
    #[error("could not keep {file}: {why}")]
    NotKept {
        /// The file.
        file: PathBuf,
        /// The disk's error, in words, with what to do.
        why: String,
    },
}

impl JournalError {
    /// The damage in a few words, for a list of many migrations: where it is, and what it is.
    pub fn brief(&self) -> Option<String> {
        match self {
            Self::Damage { line, what, .. } => Some(format!("journal line {line} is damaged: {what}")),
            Self::Replay { seq, what, .. } => Some(format!("journal record {seq} does not fit this migration: {what}")),
            Self::Missing { .. }
            | Self::Exists { .. }
            | Self::Locked { .. }
            | Self::NoLocks { .. }
            | Self::Newer { .. }
            | Self::NotAllowed { .. }
            | Self::ChangedUnderneath { .. }
            | Self::NotWritten { .. }
            | Self::Poisoned { .. }
            | Self::Unwritable { .. }
            | Self::Disk { .. } => None,
        }
    }

    /// Whether the journal cannot be read to its end, so that only what precedes can be looked at.
    pub const fn is_damage(&self) -> bool {
        match self {
            Self::Damage { .. } | Self::Newer { .. } | Self::Replay { .. } => true,
            Self::Missing { .. }
            | Self::Exists { .. }
            | Self::Locked { .. }
            | Self::NoLocks { .. }
            | Self::NotAllowed { .. }
            | Self::ChangedUnderneath { .. }
            | Self::NotWritten { .. }
            | Self::Poisoned { .. }
            | Self::Unwritable { .. }
            | Self::Disk { .. } => false,
        }
    }

    /// The same, where it is known who wrote a newer record.
    #[must_use]
    pub fn written_by(mut self, who: &str) -> Self {
        if let Self::Newer { by, .. } = &mut self {
            who.clone_into(by);
        }
        self
    }

    /// Whether it is a record of a newer acmove.
    pub const fn is_newer(&self) -> bool {
        matches!(self, Self::Newer { .. })
    }

    /// The same of a journal that people know by another path.
    #[must_use]
    pub fn of(mut self, known: &Path) -> Self {
        if let Self::Damage { file, .. } | Self::Newer { file, .. } | Self::Replay { file, .. } = &mut self {
            *file = known.join("journal.jsonl");
        }
        self
    }

    /// For `map_err`: what was to be done with which file or folder.
    pub(super) fn disk(doing: &'static str, file: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let file = file.into();
        move |source| Self::Disk { file, doing, source }
    }

    /// For `map_err` of what is opened to read or to write: whoever may not do that is told so.
    pub(super) fn opening(doing: &'static str, file: &Path) -> impl FnOnce(io::Error) -> Self {
        let file = file.to_owned();
        let is_forbidden = |kind| matches!(kind, io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem);
        move |source| {
            if is_forbidden(source.kind()) {
                Self::NotAllowed { file, doing }
            } else {
                Self::Disk { file, doing: "open", source }
            }
        }
    }
}

/// What somebody can do who may not read or write.
fn remedy(doing: &str, file: &Path) -> String {
    if doing == READ {
        return "ask its owner for access or for a bundle (`acmove bundle`)".to_owned();
    }
    let folder = file.parent().unwrap_or(file).display().to_string();
    let folder = typed(&folder);
    format!(
        "it belongs to another user or is read-only. View it with `acmove replay {folder}`, or ask its owner for access"
    )
}

/// What readers do.
pub(super) const READ: &str = "read";

/// What writers do.
pub(super) const WRITE: &str = "write to";

fn holder(by: Option<&String>) -> String {
    by.map_or_else(String::new, |by| format!(" ({by})"))
}
