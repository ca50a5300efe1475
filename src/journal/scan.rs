//! Reading a journal from its first line to its last, one line in memory at a time.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::Path,
};

use serde::de::DeserializeOwned;

use super::{
    fault::JournalError,
    line::{self, Flaw, Head, LONGEST},
};
use crate::domain::record::Record;

/// How far a journal goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extent {
    /// Its last whole record.
    pub head: Head,
    /// Length of all whole records, in bytes.
    pub length: u64,
    /// The bytes after the last `\n`: the writer is in the middle of a line, or died there.
    pub torn: Vec<u8>,
}

/// Opens every line and hands over the records; stops at the first line that is not what it should be.
pub(super) fn scan<E: DeserializeOwned>(
    path: &Path,
    file: &File,
    on_record: impl FnMut(Record<E>) -> Result<(), String>,
) -> Result<Extent, JournalError> {
    scan_from(path, file, (Head::NONE, 0), on_record)
}

/// The same of the lines that follow a head, in a file that stands there: behind so many bytes.
pub(super) fn scan_from<E: DeserializeOwned>(
    path: &Path,
    file: &File,
    (head, length): (Head, u64),
    mut on_record: impl FnMut(Record<E>) -> Result<(), String>,
) -> Result<Extent, JournalError> {
    let mut extent = Extent { head, length, torn: Vec::new() };
    let mut reader = BufReader::with_capacity(64 << 10, file);
    loop {
        let Extent { head, length, torn: line } = &mut extent;
        let seq = head.seq + 1;
        let damage = |what: String| JournalError::Damage { file: path.into(), line: seq, what: in_short(&what) };
        line.clear();
        reader.by_ref().take(LONGEST as u64).read_until(b'\n', line).map_err(JournalError::disk("read", path))?;
        let Some((b'\n', text)) = line.split_last_mut() else {
            if line.len() < LONGEST {
                return Ok(extent);
            }
            return Err(damage(format!("it is longer than {LONGEST} bytes")));
        };
        let size = text.len() as u64 + 1;
        let record = line::open(text, *head).map_err(|flaw| match flaw {
            Flaw::Damage(what) => damage(what),
            Flaw::Newer(kind) => {
                JournalError::Newer { file: path.into(), seq, kind: in_short(&kind), by: "a newer acmove".to_owned() }
            }
        })?;
        *head = Head { seq, hash: record.hash };
        *length += size;
        on_record(record).map_err(|what| JournalError::Replay { file: path.into(), seq, what: in_short(&what) })?;
    }
}

/// The most characters that are told of what stands in a line: it may be megabytes of anything.
const MOST: usize = 200;

fn in_short(text: &str) -> String {
    let mut short: String = text.chars().take(MOST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
