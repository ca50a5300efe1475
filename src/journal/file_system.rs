//! What a migration needs of the file system that it lies on, and not every one can do: locks, syncs, renames, modes.

use std::{
    fmt::Debug,
    fs::{self, File, TryLockError},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use super::disk;

/// The operations that a file system may refuse; in tests, one that does.
pub trait FileSystem: Debug + Send + Sync {
    /// Locks a file against other processes.
    ///
    /// # Errors
    /// When another process has locked it, or there are no locks.
    fn lock(&self, file: &File) -> Result<(), TryLockError> {
        file.try_lock()
    }

    /// Returns when what was written is on the disk, through the cache of the drive.
    ///
    /// # Errors
    /// When the disk refuses, or the file system has no such sync.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    /// The same, but for the cache of the drive.
    ///
    /// # Errors
    /// When the disk refuses.
    fn sync_less(&self, file: &File) -> io::Result<()> {
        disk::sync_less(file)
    }

    /// Forbids writing to a file, so that nobody changes it by mistake.
    ///
    /// # Errors
    /// When files have no such mode here, or it is not ours to change.
    fn make_read_only(&self, path: &Path) -> io::Result<()> {
        let mut permissions = fs::metadata(path)?.permissions();
        permissions.set_readonly(true);
        fs::set_permissions(path, permissions)
    }

    /// Renames a file over another.
    ///
    /// # Errors
    /// When the disk refuses.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        disk::rename(from, to)
    }
}

/// The file systems of this machine, as they are.
#[derive(Debug)]
pub struct Real;

impl FileSystem for Real {}

/// What came of trying a file system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// How the file system is called, where the system says so.
    pub name: Option<String>,
    /// What is missing and needed, as a sentence; `None` where a migration can lie there.
    pub fault: Option<String>,
    /// Whether files can be made read-only: only a nicety.
    pub has_modes: bool,
    /// Whether what was synced is not in the cache of the drive only.
    pub syncs_wholly: bool,
}

impl Trial {
    /// Tries everything in a folder with two small files, which are taken away again.
    pub fn of(folder: &Path, file_system: &dyn FileSystem) -> Self {
        let base = format!(".acmove-doctor-{}", std::process::id());
        let (first, second) = (folder.join(&base), folder.join(format!("{base}-2")));
        let tried = try_all(&first, &second, file_system);
        let _ = disk::remove(&second);
        let _ = disk::remove(&first);
        let (fault, (has_modes, syncs_wholly)) = match tried {
            Ok(has) => (None, has),
            Err(fault) => (Some(fault), (true, true)),
        };
        Self { name: name_of(folder), fault, has_modes, syncs_wholly }
    }
}

/// The file system, as the subject of a sentence.
pub(super) fn subject(name: Option<&str>) -> String {
    name.map_or_else(|| "the file system there".to_owned(), |name| format!("the file system there ({name})"))
}

/// Whether files can be made read-only, and synced through the cache of the drive; the error says what is missing.
fn try_all(first: &Path, second: &Path, file_system: &dyn FileSystem) -> Result<(bool, bool), String> {
    let fault = |what: &'static str| move |error: io::Error| format!("{what} ({error}).");
    let mut file = disk::making().create_new(true).open(first).map_err(fault("No file can be made"))?;
    file.write_all(b"acmove tries whether it can work here\n").map_err(fault("Nothing can be written"))?;
    match file_system.lock(&file) {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err("A new file is locked by another program.".to_owned()),
        Err(TryLockError::Error(error)) => {
            return Err(format!("Files cannot be locked, so two programs could write at the same time ({error})."));
        }
    }
    let syncs_wholly = disk::sync_by(|| file_system.sync(&file), || file_system.sync_less(&file))
        .map_err(fault("Nothing can be synced, so a power loss could take what was recorded"))?;
    drop(file);
    file_system.rename(first, second).map_err(fault("Files cannot be renamed"))?;
    let is_set = file_system.make_read_only(second).is_ok();
    let has_modes = is_set && fs::metadata(second).is_ok_and(|found| found.permissions().readonly());
    Ok((has_modes, syncs_wholly))
}

/// File systems whose system tells every change: whoever writes to them does so by way of this machine.
const LOCAL: [&str; 15] = [
    "bcachefs", "btrfs", "exfat", "ext2", "ext3", "ext4", "f2fs", "jfs", "ntfs3", "overlay", "reiserfs", "tmpfs",
    "vfat", "xfs", "zfs",
];

/// Whether the system tells what changes in a folder, whoever changes it: not on a share, where another machine may.
pub fn tells_changes(folder: &Path) -> bool {
    if cfg!(target_os = "linux") {
        return name_of(folder).is_some_and(|name| LOCAL.contains(&name.as_str()));
    }
    let is_share = |prefix: &&str| folder.as_os_str().to_string_lossy().starts_with(*prefix);
    !["\\\\", "/Volumes/", "/Network/", "/net/"].iter().any(|prefix| is_share(&prefix))
}

/// How the file system is called on which a folder lies; `None` where the system does not say.
pub(super) fn name_of(folder: &Path) -> Option<String> {
    let real = disk::real(folder).ok()?;
    let mounts = fs::read_to_string("/proc/self/mountinfo").ok()?;
    mounted(&mounts, &real)
}

/// The type of the mount that a path lies on: the longest that it lies below, of several the last.
fn mounted(mounts: &str, path: &Path) -> Option<String> {
    let mounts = mounts.lines().filter_map(|line| {
        let (before, after) = line.split_once(" - ")?;
        let point = PathBuf::from(before.split(' ').nth(4)?.replace("\\040", " "));
        Some((point, after.split(' ').next()?))
    });
    let below = mounts.filter(|(point, _)| path.starts_with(point));
    below.max_by_key(|(point, _)| point.components().count()).map(|(_, kind)| kind.to_owned())
}
