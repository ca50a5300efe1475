//! Exit codes.

use std::{io, process::ExitCode};

use crate::{
    catalog::Faults,
    journal::JournalError,
    line,
    runtime::{bundle::BundleError, folder::FolderError, rehearsal::PracticeError, situation::SituationError},
    situation::Refused,
};

/// How the program ended, as other programs see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// Done.
    Done = 0,
    /// Failed.
    Failed = 1,
    /// Usage, or input that cannot be read.
    Usage = 2,
    /// A person is needed.
    Held = 3,
    /// A rule forbids it.
    Refused = 4,
    /// The line is stopped; a rollback is due or under way.
    Stopped = 5,
    /// Journal or vault does not verify.
    Damaged = 6,
    /// The migration is open in another process.
    Locked = 7,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

impl From<line::Ending> for Exit {
    fn from(ending: line::Ending) -> Self {
        match ending {
            line::Ending::Done => Self::Done,
            line::Ending::Held => Self::Held,
            line::Ending::Refused => Self::Refused,
            line::Ending::Stopped => Self::Stopped,
            line::Ending::Unreadable => Self::Usage,
            line::Ending::Damaged => Self::Damaged,
            line::Ending::Failed => Self::Failed,
        }
    }
}

/// The exit code of an error.
pub(super) fn code(error: &anyhow::Error) -> Exit {
    if let Some(error) = error.downcast_ref::<FolderError>() {
        return of_folder(error);
    }
    if let Some(error) = error.downcast_ref::<JournalError>() {
        return of_journal(error);
    }
    if let Some(error) = error.downcast_ref::<PracticeError>() {
        return of_practice(error);
    }
    if let Some(error) = error.downcast_ref::<BundleError>() {
        return of_bundle(error);
    }
    if let Some(error) = error.downcast_ref::<SituationError>() {
        return of_situation(error);
    }
    if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::InvalidInput) {
        return Exit::Usage;
    }
    if error.downcast_ref::<Faults>().is_some() || error.downcast_ref::<Usage>().is_some() {
        return Exit::Usage;
    }
    Exit::Failed
}

/// The words for an error: our own errors name their cause themselves, others are printed with theirs.
pub(super) fn words(error: &anyhow::Error) -> String {
    let own = error.is::<FolderError>() || error.is::<JournalError>() || error.is::<PracticeError>();
    let own = own || error.is::<BundleError>() || error.is::<SituationError>();
    if own { error.to_string() } else { format!("{error:#}") }
}

/// The request makes no sense as it stands.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Usage(pub(super) String);

const fn of_folder(error: &FolderError) -> Exit {
    match error {
        FolderError::Faults(_)
        | FolderError::Unreadable { .. }
        | FolderError::NoEdition { .. }
        | FolderError::NoScenario { .. }
        | FolderError::Empty(_)
        | FolderError::NoRecord(_)
        | FolderError::Inside(_)
        | FolderError::Differs(_) => Exit::Usage,
        FolderError::Unwritable { .. } | FolderError::FileSystem { .. } => Exit::Failed,
        FolderError::Bundle(_) => Exit::Refused,
        FolderError::Journal(error) => of_journal(error),
        FolderError::OtherEdition { .. } | FolderError::EditionLost { .. } => Exit::Damaged,
    }
}

const fn of_bundle(error: &BundleError) -> Exit {
    match error {
        BundleError::Refused { .. } | BundleError::NoHandOver { .. } => Exit::Usage,
        BundleError::Damaged { .. } => Exit::Damaged,
        BundleError::Disk { .. } => Exit::Failed,
        BundleError::Folder(error) => of_folder(error),
    }
}

const fn of_situation(error: &SituationError) -> Exit {
    match error {
        SituationError::Refused { why: Refused::Changed(_), .. } => Exit::Damaged,
        SituationError::Refused { .. } | SituationError::NoEdition { .. } => Exit::Usage,
        SituationError::NotMade(_) | SituationError::Disk { .. } => Exit::Failed,
        SituationError::Folder(error) => of_folder(error),
    }
}

const fn of_practice(error: &PracticeError) -> Exit {
    match error {
        PracticeError::Folder(error) => of_folder(error),
        PracticeError::NotLoopback(_) => Exit::Usage,
        PracticeError::Taken { .. } | PracticeError::Lost { .. } | PracticeError::System(_) => Exit::Failed,
    }
}

pub(super) const fn of_journal(error: &JournalError) -> Exit {
    match error {
        JournalError::Locked { .. } => Exit::Locked,
        JournalError::Damage { .. } | JournalError::Replay { .. } => Exit::Damaged,
        JournalError::Newer { .. } | JournalError::Missing { .. } | JournalError::Exists { .. } => Exit::Usage,
        JournalError::NotAllowed { .. }
        | JournalError::NoLocks { .. }
        | JournalError::ChangedUnderneath { .. }
        | JournalError::NotWritten { .. }
        | JournalError::Poisoned { .. }
        | JournalError::Unwritable { .. }
        | JournalError::Disk { .. } => Exit::Failed,
    }
}
