//! The one place where files are opened, renamed, removed and synced: with patience for other programs, and in a way that
//! survives a crash. What operating systems do differently in that is here.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, ErrorKind, Read as _, Write},
    path::{Path, PathBuf},
    thread,
};

use super::patience::{Act, Hold, Seen, wait_for};

/// The target of a batch of lines: a file or, in tests, a disk that is full.
pub trait Paper: Write {
    /// Returns when what was written is on the disk.
    fn sync(&mut self) -> io::Result<()>;
    /// Takes back everything after the first `length` bytes, on the disk too.
    fn cut(&mut self, length: u64) -> io::Result<()>;
}

impl Paper for File {
    fn sync(&mut self) -> io::Result<()> {
        sync_by(|| self.sync_data(), || sync_less(self)).map(drop)
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)?;
        sync(self)
    }
}

/// How a file is made that belongs to a migration: nobody but its owner may read it, whatever is usual for new files. On Windows it
/// has the rights of its folder.
pub fn making() -> OpenOptions {
    let mut options = File::options();
    owner_only(options.write(true));
    options
}

#[cfg(unix)]
fn owner_only(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600);
}

#[cfg(not(unix))]
const fn owner_only(_: &mut OpenOptions) {}

/// Does something with a file as often as another program holds it; the error says in the end that it does. Never where the
/// screen is drawn: it may take two seconds.
///
/// # Errors
/// As `attempt`.
pub fn patiently<T>(act: Act, path: &Path, attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    wait_for(act, attempt, |error| Hold::of(error, cfg!(windows), || seen(path)), thread::sleep)
}

fn seen(path: &Path) -> Seen {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Seen::Folder,
        Err(error) if error.kind() == ErrorKind::NotFound => Seen::Nothing,
        Ok(_) | Err(_) => Seen::File,
    }
}

/// Opens a file, or what a link leads to.
///
/// # Errors
/// When the disk refuses, or another program holds it.
pub fn open(path: &Path, options: &OpenOptions) -> io::Result<File> {
    patiently(Act::Open, path, || options.open(path))
}

/// The content of a file, up to a limit.
///
/// # Errors
/// As [`open()`].
pub fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    patiently(Act::Open, path, || read_once(File::open(path)?, limit))
}

fn read_once(file: File, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opens a plain file; anything else of that name, also a link to a file, is [`ErrorKind::InvalidInput`].
pub fn open_plain(path: &Path, options: &OpenOptions) -> io::Result<File> {
    patiently(Act::Open, path, || open_plain_once(path, options))
}

/// The content of a plain file, up to a limit.
pub fn read_plain(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    patiently(Act::Open, path, || read_once(open_plain_once(path, File::options().read(true))?, limit))
}

/// The same without patience, for looking around.
pub(super) fn open_plain_once(path: &Path, options: &OpenOptions) -> io::Result<File> {
    match fs::symlink_metadata(path) {
        Ok(found) if !found.is_file() => {
            Err(io::Error::new(ErrorKind::InvalidInput, "it is a link, a folder or a device, not a file"))
        }
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        Ok(_) | Err(_) => options.open(path),
    }
}

/// Writes a file of a migration that is not there yet, and returns when it and its name are on the disk.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = open(path, making().create_new(true))?;
    file.write_all(bytes)?;
    sync(&file)?;
    sync_parent(path)
}

/// Writes a file of a migration, in place of one that is there, whole or not at all.
///
/// # Errors
/// When the disk refuses; the file is as it was before then.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let half = path.with_extension("part");
    match remove(&half) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let written = write_new(&half, bytes).and_then(|()| rename(&half, path));
    if written.is_err() {
        // The half is of no use to anybody.
        let _ = remove(&half);
    }
    written.and_then(|()| sync_parent(path))
}

/// Renames a file over another, if there is one.
///
/// # Errors
/// When the disk refuses, or another program holds one of them.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    patiently(Act::Replace, to, || fs::rename(from, to))
}

/// Removes a file, also one that is read-only: Windows does not do that everywhere.
///
/// # Errors
/// When the disk refuses, or another program holds it.
pub fn remove(path: &Path) -> io::Result<()> {
    patiently(Act::Remove, path, || match fs::remove_file(path) {
        Err(error) if cfg!(windows) && error.kind() == ErrorKind::PermissionDenied => {
            make_writable(path).and_then(|()| fs::remove_file(path))
        }
        done => done,
    })
}

#[expect(clippy::permissions_set_readonly_false, reason = "the file is removed next")]
fn make_writable(path: &Path) -> io::Result<()> {
    let mut permissions = fs::metadata(path)?.permissions();
    permissions.set_readonly(false);
    fs::set_permissions(path, permissions)
}

/// Makes a folder of a migration and those above it, where they are missing: nobody but their owner may look into them. One
/// that is there stays as it is.
///
/// # Errors
/// When the disk refuses.
pub fn make_folder(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    nobody_else(builder.recursive(true));
    builder.create(path)?;
    sync_parent(&real(path)?)
}

#[cfg(unix)]
fn nobody_else(builder: &mut DirBuilder) {
    use std::os::unix::fs::DirBuilderExt as _;
    builder.mode(0o700);
}

#[cfg(not(unix))]
const fn nobody_else(_: &mut DirBuilder) {}

/// Returns when a file is on the disk, as surely as its file system can tell.
///
/// # Errors
/// When the disk refuses.
pub fn sync(file: &File) -> io::Result<()> {
    sync_by(|| file.sync_all(), || sync_less(file)).map(drop)
}

/// Syncs through the cache of the drive; or not through that, where the file system has no such sync: macOS has it on its own
/// disks only. The answer is whether it was the first.
pub(super) fn sync_by(
    whole: impl FnOnce() -> io::Result<()>,
    less: impl FnOnce() -> io::Result<()>,
) -> io::Result<bool> {
    /// *Inappropriate ioctl for device*, on every Unix.
    const ENOTTY: i32 = 25;
    let Err(error) = whole() else { return Ok(true) };
    let is_lacking = matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput)
        || cfg!(unix) && error.raw_os_error() == Some(ENOTTY);
    if is_lacking { less().map(|()| false) } else { Err(error) }
}

/// Syncs as far as the drive, and not through its cache.
#[cfg(unix)]
pub(super) fn sync_less(file: &File) -> io::Result<()> {
    Ok(rustix::fs::fsync(file)?)
}

#[cfg(not(unix))]
pub(super) fn sync_less(file: &File) -> io::Result<()> {
    file.sync_all()
}

/// Returns when the name of a file is on the disk.
pub(super) fn sync_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), sync_folder)
}

/// Returns when the names in a folder are on the disk, on file systems that can tell.
#[cfg(unix)]
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    match sync(&File::open(path)?) {
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the other systems can fail")]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Where a path leads, through every link. Drivers of some drives cannot tell on Windows: there it is only made whole.
///
/// # Errors
/// When nothing is there.
pub fn real(path: &Path) -> io::Result<PathBuf> {
    #[cfg(windows)]
    use dunce::canonicalize;
    #[cfg(not(windows))]
    use std::fs::canonicalize;
    canonicalize(path).or_else(|error| if path.metadata().is_ok() { std::path::absolute(path) } else { Err(error) })
}
