//! Lines behind the damage of a journal that are whole by themselves. The chain does not reach them: they are only shown.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::Path,
};

use serde::de::DeserializeOwned;

use super::{
    fault::JournalError,
    line::{self, LONGEST},
};
use crate::domain::record::Record;

/// Hands over every line after the first `after` ones that is whole by itself, with its number.
pub(super) fn behind<E: DeserializeOwned>(
    path: &Path,
    file: &File,
    after: u64,
    mut on_record: impl FnMut(u64, Record<E>),
) -> Result<(), JournalError> {
    let mut reader = BufReader::with_capacity(64 << 10, file);
    let (mut bytes, mut number) = (Vec::new(), 1);
    loop {
        bytes.clear();
        let read = reader.by_ref().take(LONGEST as u64).read_until(b'\n', &mut bytes);
        if read.map_err(JournalError::disk("read", path))? == 0 {
            return Ok(());
        }
        // A line that is longer than any record comes in pieces: none of them is one.
        let Some((b'\n', text)) = bytes.split_last_mut() else { continue };
        if number > after
            && let Some(record) = line::whole(text)
        {
            on_record(number, record);
        }
        number += 1;
    }
}
