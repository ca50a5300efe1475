//! File systems that lack something: what is only a nicety is done without, what is needed is named.

use std::{
    fs::{File, TryLockError},
    io::{self, ErrorKind},
    path::Path,
};

use acmove::{
    domain::infrastructure::Side,
    journal::{FileSystem, Journal, JournalError, Real, Trial, Vault},
    runtime::doctor::{CheckResult, file_system},
};
use tempfile::TempDir;

/// A file system that refuses one of its operations.
#[derive(Debug, PartialEq, Eq)]
enum Without {
    Locks,
    /// It has no sync at all.
    Syncs,
    /// It has only one that ends at the cache of the drive.
    WholeSyncs,
    Renames,
    Modes,
    /// It takes a mode, and forgets it.
    Memory,
}

fn refused() -> io::Error {
    io::Error::from(ErrorKind::Unsupported)
}

impl FileSystem for Without {
    fn lock(&self, file: &File) -> Result<(), TryLockError> {
        if *self == Self::Locks { Err(TryLockError::Error(refused())) } else { Real.lock(file) }
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        if matches!(self, Self::Syncs | Self::WholeSyncs) { Err(refused()) } else { Real.sync(file) }
    }

    fn sync_less(&self, file: &File) -> io::Result<()> {
        if *self == Self::Syncs { Err(refused()) } else { Real.sync_less(file) }
    }

    fn make_read_only(&self, path: &Path) -> io::Result<()> {
        match self {
            Self::Modes => Err(ErrorKind::PermissionDenied.into()),
            Self::Memory => Ok(()),
            Self::Locks | Self::Syncs | Self::WholeSyncs | Self::Renames => Real.make_read_only(path),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if *self == Self::Renames { Err(refused()) } else { Real.rename(from, to) }
    }
}

#[test]
fn a_license_is_kept_where_files_have_no_modes() {
    for without in [&Without::Modes, &Without::Memory] {
        let folder = TempDir::new().unwrap();
        let vault = Vault::on(folder.path(), without);
        for _ in 0..2 {
            let kept = vault.keep(&"production".parse().unwrap(), Side::Source, b"a license").unwrap();
            assert_eq!(vault.verify(&kept.file_name, &kept.digest), Ok(()));
        }
    }
}

#[test]
fn where_nothing_can_be_locked_no_migration_is_made_and_the_reason_is_said() {
    let folder = TempDir::new().unwrap();
    let error = Journal::create_on(folder.path(), "anna@desk", &Without::Locks).unwrap_err();
    assert!(matches!(error, JournalError::NoLocks { .. }), "{error}");
    let said = error.to_string();
    assert!(said.contains("so two programs could write at the same time. Move the folder to a local disk;"), "{said}");
    assert!(!folder.path().join("journal.jsonl").exists());
}

#[test]
fn what_a_file_system_lacks_is_named_and_nothing_is_left_of_the_trial() {
    for (without, verdict, said) in [
        (Without::Locks, CheckResult::Fails, "Files cannot be locked, so two programs could write at the same time"),
        (Without::Syncs, CheckResult::Fails, "Nothing can be synced, so a power loss could take what was recorded"),
        (Without::WholeSyncs, CheckResult::Careful, "cannot confirm that a file is on disk, so"),
        (Without::Renames, CheckResult::Fails, "Files cannot be renamed"),
        (Without::Modes, CheckResult::Careful, "The file system cannot make files read-only"),
        (Without::Memory, CheckResult::Careful, "The file system cannot make files read-only"),
    ] {
        let folder = TempDir::new().unwrap();
        let check = file_system(&Trial::of(folder.path(), &without));
        assert_eq!(check.verdict, verdict, "{check:?}");
        assert!(check.said.contains(said), "{check:?}");
        assert_eq!(folder.path().read_dir().unwrap().count(), 0, "{without:?}");
    }
    let folder = TempDir::new().unwrap();
    let trial = Trial::of(folder.path(), &Real);
    assert_eq!((trial.fault.as_deref(), trial.has_modes, trial.syncs_wholly), (None, true, true));
    assert_eq!(trial.name.is_some(), cfg!(target_os = "linux"), "{trial:?}");
}
