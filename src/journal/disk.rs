//! Differences between operating systems in handling files, and writing that survives a crash.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, ErrorKind, Write},
    path::Path,
};

/// The target of a batch of lines: a file or, in tests, a disk that is full.
pub trait Paper: Write {
    /// Returns when what was written is on the disk.
    fn sync(&mut self) -> io::Result<()>;
    /// Takes back everything after the first `length` bytes, on the disk too.
    fn cut(&mut self, length: u64) -> io::Result<()>;
}

impl Paper for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)?;
        self.sync_all()
    }
}

/// How a file is made that belongs to a migration: nobody but its owner may read it, whatever is usual for new files. On Windows it
/// has the rights of its folder.
pub(super) fn making() -> OpenOptions {
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

/// Opens a plain file; anything else of that name, also a link to a file, is [`ErrorKind::InvalidInput`].
pub(super) fn open(path: &Path, options: &OpenOptions) -> io::Result<File> {
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
    let mut file = making().create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    sync_parent(path)
}

/// Writes a file of a migration, in place of one that is there, whole or not at all.
///
/// # Errors
/// When the disk refuses; the file is as it was before then.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let half = path.with_extension("part");
    match fs::remove_file(&half) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let written = write_new(&half, bytes).and_then(|()| rename(&half, path));
    if written.is_err() {
        // The half is of no use to anybody.
        let _ = fs::remove_file(&half);
    }
    written.and_then(|()| sync_parent(path))
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
    sync_parent(&path.canonicalize()?)
}

#[cfg(unix)]
fn nobody_else(builder: &mut DirBuilder) {
    use std::os::unix::fs::DirBuilderExt as _;
    builder.mode(0o700);
}

#[cfg(not(unix))]
const fn nobody_else(_: &mut DirBuilder) {}

/// Returns when the name of a file is on the disk.
pub(super) fn sync_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), sync_folder)
}

/// Returns when the names in a folder are on the disk, on file systems that can tell.
#[cfg(unix)]
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    match File::open(path)?.sync_all() {
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the other systems can fail")]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Renames a file over another, if there is one.
#[cfg(not(windows))]
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

/// Renames a file over another, if there is one; patiently, because a virus scanner may hold a new file for a moment.
#[cfg(windows)]
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    for _ in 0..10 {
        match fs::rename(from, to) {
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            done => return done,
        }
    }
    fs::rename(from, to)
}
