//! A journal that another process writes to, read as it grows: each line once, and each follows the one before it.

use std::{
    fs::File,
    io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom},
    path::{Path, PathBuf},
};

use serde::de::DeserializeOwned;

use super::{
    fault::JournalError,
    line::{Head, SEAL, is_seal},
    scan::scan_from,
    store::{FILE, open_file},
};
use crate::domain::record::Record;

/// A journal that is read as it grows.
#[derive(Debug)]
pub struct Growing {
    file: PathBuf,
    head: Head,
    /// The length of everything that was read; none until the file was opened.
    length: Option<u64>,
}

/// What has become of a journal since it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Growth {
    /// It goes on from there, with so many bytes of a line that is still being written.
    Grown {
        /// The length of that line's beginning.
        torn: usize,
    },
    /// It no longer holds what was read: it has to be read anew.
    Replaced,
}

impl Growing {
    /// The journal of a migration folder that was read up to a record.
    pub fn after(folder: &Path, head: Head) -> Self {
        Self { file: folder.join(FILE), head, length: None }
    }

    /// The last record that was read.
    pub const fn head(&self) -> Head {
        self.head
    }

    /// Hands over the records that were written since the last time.
    ///
    /// # Errors
    /// When it cannot be read, or what was written is no journal; the records before that have been handed over.
    pub fn read<E: DeserializeOwned>(
        &mut self,
        mut on_record: impl FnMut(Record<E>) -> Result<(), String>,
    ) -> Result<Growth, JournalError> {
        let mut file = open_file(&self.file, false)?;
        let Some(length) = self.stands(&mut file).map_err(JournalError::disk("read", &self.file))? else {
            return Ok(Growth::Replaced);
        };
        self.length = Some(length);
        let Self { file: path, head, length } = self;
        let read = scan_from(path, &file, (*head, length.unwrap_or_default()), |record: Record<E>| {
            let seen = Head { seq: record.seq, hash: record.hash };
            on_record(record)?;
            *head = seen;
            Ok(())
        });
        // Where a line cannot be taken in, that is found again: it is counted anew from the beginning.
        *length = read.as_ref().ok().map(|extent| extent.length);
        read.map(|extent| Growth::Grown { torn: extent.torn.len() })
    }

    /// Goes to the end of what was read, and answers with where that is; none where the file does not hold that any more.
    fn stands(&self, file: &mut File) -> io::Result<Option<u64>> {
        let length = match self.length {
            Some(length) => length,
            None => match length_of(file, self.head.seq)? {
                Some(length) => length,
                None => return Ok(None),
            },
        };
        if file.metadata()?.len() < length {
            return Ok(None);
        }
        if let Some(start) = length.checked_sub(SEAL as u64) {
            let mut end = [0; SEAL];
            file.seek(SeekFrom::Start(start))?;
            file.read_exact(&mut end)?;
            if !is_seal(&end, &self.head.hash) {
                return Ok(None);
            }
        }
        file.seek(SeekFrom::Start(length))?;
        Ok(Some(length))
    }
}

/// The length of so many lines; none where there are fewer.
fn length_of(file: &mut File, lines: u64) -> io::Result<Option<u64>> {
    file.seek(SeekFrom::Start(0))?;
    let (mut reader, mut length) = (BufReader::with_capacity(64 << 10, file), 0);
    for _ in 0..lines {
        let skipped = reader.skip_until(b'\n')?;
        if skipped == 0 {
            return Ok(None);
        }
        length += skipped as u64;
    }
    Ok(Some(length))
}
