//! A journal on disk: creating, opening, reading and appending.
//!
//! Each record stands for itself. A batch goes to the disk in one write and is acknowledged after one sync; a crash in
//! between may leave its first records only, and they are a valid journal.

use std::{
    fs::File,
    io::{self, BufRead as _, BufReader, ErrorKind, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};

use super::{
    behind::behind,
    cause::told,
    disk::{self, Paper},
    fault::{JournalError, READ, WRITE},
    file_system::{FileSystem, Real},
    line::{self, Head, LONGEST, SEAL},
    lock::{self, Lock},
    scan::{Extent, scan},
    tail::{self, TornTail},
};
use crate::domain::record::Record;

pub(super) const FILE: &str = "journal.jsonl";

/// The journal of a migration, open for appending; nobody else can open it so until it is dropped.
#[derive(Debug)]
pub struct Journal {
    file: PathBuf,
    head: Head,
    length: u64,
    /// The disk's errors, in words, when a half-written batch could not be taken back.
    poisoned: Option<String>,
    _lock: Lock,
}

/// Reads the journal of a migration without changing anything, also while another process writes to it.
///
/// On damage, and at a record that is newer than this program, everything before it has been handed over.
pub fn read<E: DeserializeOwned>(
    folder: &Path,
    on_record: impl FnMut(Record<E>) -> Result<(), String>,
) -> Result<Extent, JournalError> {
    let path = folder.join(FILE);
    let file = open_file(&path, false)?;
    scan(&path, &file, on_record)
}

/// Reads the lines behind the damage of a journal that are whole by themselves, each with its number: those after the first
/// `after` lines, which are proved by the chain.
pub fn read_behind<E: DeserializeOwned>(
    folder: &Path,
    after: u64,
    on_record: impl FnMut(u64, Record<E>),
) -> Result<(), JournalError> {
    let path = folder.join(FILE);
    let file = open_file(&path, false)?;
    behind(&path, &file, after, on_record)
}

impl Journal {
    /// Starts a journal in a folder, which is made if need be; one without a record counts as none.
    ///
    /// `holder` is shown to whoever finds the folder locked.
    pub fn create(folder: &Path, holder: &str) -> Result<Self, JournalError> {
        Self::create_on(folder, holder, &Real)
    }

    /// [`create`](Self::create) on a file system that may lack something.
    pub fn create_on(folder: &Path, holder: &str, file_system: &dyn FileSystem) -> Result<Self, JournalError> {
        let path = folder.join(FILE);
        disk::make_folder(folder).map_err(JournalError::disk("make", folder))?;
        let lock = lock::take(folder, holder, file_system)?;
        let file = disk::open_plain(&path, disk::making().read(true).create(true).truncate(false));
        let mut file = file.map_err(JournalError::disk("make", &path))?;
        match first_torn(&file).map_err(JournalError::disk("read", &path))? {
            Some(torn) if torn.is_empty() => {}
            // Whoever wrote the first record died in it.
            Some(torn) => drop(tail::cut_off(&path, &mut file, &Extent { head: Head::NONE, length: 0, torn })?),
            None => return Err(JournalError::Exists { file: path }),
        }
        disk::sync_folder(folder).map_err(JournalError::disk("write to", folder))?;
        Ok(Self { file: path, head: Head::NONE, length: 0, poisoned: None, _lock: lock })
    }

    /// Opens a journal for appending, hands over all its records, and cuts off a torn last line after keeping a copy.
    ///
    /// Anything else that is wrong leaves the folder as it is; what precedes it has been handed over.
    pub fn open<E: DeserializeOwned>(
        folder: &Path,
        holder: &str,
        on_record: impl FnMut(Record<E>) -> Result<(), String>,
    ) -> Result<(Self, Option<TornTail>), JournalError> {
        let path = folder.join(FILE);
        let mut file = open_file(&path, true)?;
        let lock = lock::take(folder, holder, &Real)?;
        let extent = scan(&path, &file, on_record)?;
        let torn = if extent.torn.is_empty() { None } else { Some(tail::cut_off(&path, &mut file, &extent)?) };
        // Lines that a killed writer left unsynced are on disk with the next fact: a sync is of the whole file.
        let Extent { head, length, .. } = extent;
        Ok((Self { file: path, head, length, poisoned: None, _lock: lock }, torn))
    }

    /// The last record.
    pub const fn head(&self) -> Head {
        self.head
    }

    /// Records facts, and returns when they are on the disk. After an error none of them is, except that
    /// [`JournalError::Poisoned`] leaves it to the next opening to find out.
    pub fn append<E: Serialize>(
        &mut self,
        at: Timestamp,
        by: &str,
        events: Vec<E>,
    ) -> Result<Vec<Record<E>>, JournalError> {
        self.append_on(|file| file, at, by, events)
    }

    /// [`append`](Self::append) on other paper than the journal's file.
    pub fn append_on<E: Serialize, P: Paper>(
        &mut self,
        paper: impl FnOnce(File) -> P,
        at: Timestamp,
        by: &str,
        events: Vec<E>,
    ) -> Result<Vec<Record<E>>, JournalError> {
        if let Some(why) = &self.poisoned {
            return Err(JournalError::Poisoned { file: self.file.clone(), why: why.clone() });
        }
        let (lines, records) = self.seal(at, by, events)?;
        if let Some(last) = records.last() {
            self.write(&mut paper(self.unchanged()?), &lines)?;
            self.head = Head { seq: last.seq, hash: last.hash };
            self.length += lines.len() as u64;
        }
        Ok(records)
    }

    fn seal<E: Serialize>(
        &self,
        at: Timestamp,
        by: &str,
        events: Vec<E>,
    ) -> Result<(Vec<u8>, Vec<Record<E>>), JournalError> {
        // The record in hand is the record that will be read back.
        let at = Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at);
        let unwritable = |why| JournalError::Unwritable { file: self.file.clone(), why };
        let (mut head, mut lines, mut records) = (self.head, Vec::new(), Vec::with_capacity(events.len()));
        for event in events {
            let start = lines.len();
            let record = line::seal(&mut lines, head, at, by, event).map_err(|error| unwritable(error.to_string()))?;
            if lines.len() - start > LONGEST {
                return Err(unwritable(format!("a record can have {LONGEST} bytes, and this one has more")));
            }
            head = Head { seq: record.seq, hash: record.hash };
            records.push(record);
        }
        Ok((lines, records))
    }

    /// The journal's file, at its end, if it still ends as it was left. It is opened anew for each batch:
    /// a file that was put in its place would otherwise leave us writing to one that has no name any more.
    fn unchanged(&self) -> Result<File, JournalError> {
        let mut file = open_file(&self.file, true)?;
        if self.ends_as_left(&mut file).map_err(JournalError::disk("read", &self.file))? {
            return Ok(file);
        }
        Err(JournalError::ChangedUnderneath { file: self.file.clone() })
    }

    fn ends_as_left(&self, file: &mut File) -> io::Result<bool> {
        if file.metadata()?.len() != self.length {
            return Ok(false);
        }
        let Some(start) = self.length.checked_sub(SEAL as u64) else { return Ok(true) };
        let mut end = [0; SEAL];
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut end)?;
        Ok(line::is_seal(&end, &self.head.hash))
    }

    fn write(&mut self, paper: &mut impl Paper, lines: &[u8]) -> Result<(), JournalError> {
        let Err(source) = paper.write_all(lines).and_then(|()| paper.sync()) else { return Ok(()) };
        let file = self.file.clone();
        if let Err(error) = paper.cut(self.length) {
            let why = format!("{source}; {}", told(&error));
            self.poisoned = Some(why.clone());
            return Err(JournalError::Poisoned { file, why });
        }
        Err(JournalError::NotWritten { file, source })
    }
}

/// Whether there is a journal in a folder: one without a whole line is none.
pub fn is_begun(folder: &Path) -> bool {
    let file = disk::open_plain_once(&folder.join(FILE), File::options().read(true));
    match file.and_then(|file| first_torn(&file)) {
        Ok(torn) => torn.is_none(),
        // What cannot be read may be one.
        Err(error) => error.kind() != ErrorKind::NotFound,
    }
}

/// What there is of a first record that was never whole; `None` where there is a whole line, or more than one ever has.
fn first_torn(file: &File) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    BufReader::new(file).take(LONGEST as u64).read_until(b'\n', &mut line)?;
    Ok(Some(line).filter(|line| line.last() != Some(&b'\n') && line.len() < LONGEST))
}

pub(super) fn open_file(path: &Path, write: bool) -> Result<File, JournalError> {
    disk::open_plain(path, File::options().read(true).write(write)).map_err(|error| {
        if error.kind() == ErrorKind::NotFound {
            JournalError::Missing { file: path.into() }
        } else {
            JournalError::opening(if write { WRITE } else { READ }, path)(error)
        }
    })
}
