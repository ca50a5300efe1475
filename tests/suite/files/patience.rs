//! Files that another program holds: which errors may pass, how long they are waited for, and what is said in the end; and what
//! is said of every other error of a disk.

use std::{
    cell::{Cell, RefCell},
    fs,
    io::{self, ErrorKind},
    time::Duration,
};

use acmove::journal::{
    JournalError, VaultFault,
    cause::{Cause, told},
    disk,
    patience::{Act, Hold, Seen, wait_for},
};
use tempfile::TempDir;

/// Errors of Windows by their numbers: in use, locked, access denied.
const IN_USE: i32 = 32;
const DENIED: i32 = 5;

fn error(code: i32) -> io::Error {
    io::Error::from_raw_os_error(code)
}

/// Tries what fails so often with an error of Windows, at a name where there is something. The answer has the waits, too.
fn tried(act: Act, code: i32, fails: usize, seen: Seen) -> (io::Result<&'static str>, Vec<Duration>) {
    let (tries, waits) = (Cell::new(0), RefCell::new(Vec::new()));
    let done = wait_for(
        act,
        || {
            tries.set(tries.get() + 1);
            if tries.get() > fails { Ok("done") } else { Err(error(code)) }
        },
        |error| Hold::of(error, true, || seen),
        |wait| waits.borrow_mut().push(wait),
    );
    (done, waits.into_inner())
}

#[test]
fn a_file_that_is_held_for_a_moment_is_tried_again_with_growing_waits() {
    for act in [Act::Open, Act::Replace, Act::Remove] {
        for code in [IN_USE, 33, 303] {
            let (done, waits) = tried(act, code, 6, Seen::File);
            assert_eq!(done.unwrap(), "done");
            assert_eq!(waits.len(), 6);
            assert!(waits.is_sorted() && waits[0] <= Duration::from_millis(20), "{waits:?}");
        }
    }
}

#[test]
fn after_two_seconds_the_error_names_the_cause_and_the_words_of_the_system() {
    let (done, waits) = tried(Act::Replace, IN_USE, usize::MAX, Seen::File);
    assert_eq!(waits.iter().sum::<Duration>(), Duration::from_secs(2));
    let held = done.unwrap_err();
    assert_eq!((held.kind(), Cause::of(&held)), (ErrorKind::ResourceBusy, Cause::Held));
    let said = told(&held);
    let words = error(IN_USE).to_string();
    assert_eq!(
        said,
        format!(
            "another program (a virus scanner, a backup, a viewer) is using it: wait a moment, or close it there \
             ({words}); try again after that"
        )
    );
}

#[test]
fn where_windows_only_says_no_it_is_tried_again_where_that_may_pass() {
    // A target that is open in a viewer cannot be replaced or removed: that passes.
    for act in [Act::Replace, Act::Remove] {
        let (done, waits) = tried(act, DENIED, usize::MAX, Seen::File);
        assert_eq!(waits.iter().sum::<Duration>(), Duration::from_secs(2));
        let said = done.unwrap_err();
        assert_eq!(said.kind(), ErrorKind::PermissionDenied);
        assert!(said.to_string().starts_with("access was denied, or another program"), "{said}");
    }
    // A name that is being deleted cannot be opened for a moment; most files that cannot be opened are forbidden.
    let (done, waits) = tried(Act::Open, DENIED, usize::MAX, Seen::File);
    assert!(done.is_err() && waits.iter().sum::<Duration>() == Duration::from_millis(300), "{waits:?}");
    // A folder in which nothing may be made stays one, and a folder is no file.
    for seen in [Seen::Nothing, Seen::Folder] {
        for act in [Act::Open, Act::Replace, Act::Remove] {
            let (done, waits) = tried(act, DENIED, usize::MAX, seen);
            assert!(waits.is_empty());
            assert_eq!(done.unwrap_err().raw_os_error(), Some(DENIED));
        }
    }
}

#[test]
fn no_other_error_is_waited_for() {
    for code in [2, 3, 112, 123] {
        let (done, waits) = tried(Act::Open, code, usize::MAX, Seen::File);
        assert!(waits.is_empty());
        assert_eq!(done.unwrap_err().raw_os_error(), Some(code));
    }
    // The same numbers mean something else elsewhere.
    for code in [IN_USE, 33, DENIED] {
        assert_eq!(Hold::of(&error(code), false, || Seen::File), None, "{code}");
    }
    assert_eq!(Hold::of(&ErrorKind::ResourceBusy.into(), false, || Seen::File), Some(Hold::Sure));
}

#[test]
fn each_error_of_a_disk_has_the_remedy_that_fits_its_cause() {
    let other = ErrorKind::Other;
    for (kind, code, on_windows, on_unix) in [
        (ErrorKind::StorageFull, None, Cause::Full, Cause::Full),
        (ErrorKind::QuotaExceeded, None, Cause::Full, Cause::Full),
        (ErrorKind::ReadOnlyFilesystem, None, Cause::ReadOnly, Cause::ReadOnly),
        (ErrorKind::PermissionDenied, None, Cause::Forbidden, Cause::Forbidden),
        (ErrorKind::NotFound, None, Cause::Gone, Cause::Gone),
        (ErrorKind::NotADirectory, None, Cause::Gone, Cause::Gone),
        (ErrorKind::StaleNetworkFileHandle, None, Cause::Away, Cause::Away),
        (ErrorKind::InvalidFilename, None, Cause::Name, Cause::Name),
        (ErrorKind::ResourceBusy, None, Cause::Held, Cause::Held),
        (ErrorKind::BrokenPipe, Some(IN_USE), Cause::Held, Cause::Other),
        (other, Some(33), Cause::Held, Cause::Other),
        (other, Some(1224), Cause::Held, Cause::Other),
        (other, Some(5), Cause::Other, Cause::Broken),
        (other, Some(19), Cause::ReadOnly, Cause::Away),
        (other, Some(1295), Cause::Full, Cause::Other),
        (other, Some(64), Cause::Away, Cause::Other),
        (other, Some(1117), Cause::Broken, Cause::Other),
        (other, None, Cause::Other, Cause::Other),
    ] {
        assert_eq!(Cause::on(kind, code, true), on_windows, "{kind:?} {code:?}");
        assert_eq!(Cause::on(kind, code, false), on_unix, "{kind:?} {code:?}");
    }
}

#[test]
fn room_is_only_asked_for_where_there_is_none() {
    let written =
        |kind: ErrorKind| JournalError::NotWritten { file: "journal.jsonl".into(), source: kind.into() }.to_string();
    assert!(
        written(ErrorKind::StorageFull).ends_with("nothing was recorded: free some space on that disk and try again")
    );
    for kind in [ErrorKind::ResourceBusy, ErrorKind::ReadOnlyFilesystem, ErrorKind::PermissionDenied, ErrorKind::Other]
    {
        let said = written(kind);
        assert!(said.contains("nothing was recorded: ") && !said.contains("room"), "{said}");
    }
    let kept = VaultFault::NotKept { file: "a.lic".into(), why: told(&ErrorKind::ReadOnlyFilesystem.into()) };
    assert!(kept.to_string().contains("the disk is read-only:"), "{kept}");
}

#[test]
fn a_file_that_is_read_only_is_removed_and_one_that_is_gone_is_said_to_be() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("a.lic");
    fs::write(&file, "x").unwrap();
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).unwrap();
    disk::remove(&file).unwrap();
    assert_eq!(disk::remove(&file).unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(disk::read(&file, 10).unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn a_path_is_made_real_as_other_programs_take_it() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("a")).unwrap();
    let real = disk::real(&folder.path().join("a").join("..").join("a")).unwrap();
    assert!(real.ends_with("a") && !real.display().to_string().starts_with(r"\\?\"), "{real:?}");
    assert_eq!(real, disk::real(&real).unwrap());
    assert_eq!(disk::real(&folder.path().join("b")).unwrap_err().kind(), ErrorKind::NotFound);
}
