//! A last line whose writer died in it: kept aside, then cut off.

use std::{
    fmt,
    fs::File,
    path::{Path, PathBuf},
};

use super::{
    disk::{self, Paper},
    fault::JournalError,
    scan::Extent,
};

/// A torn last line that was cut off: its record was never acknowledged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TornTail {
    /// The number its record would have had.
    pub seq: u64,
    /// Its length in bytes.
    pub bytes: usize,
    /// Where it is kept.
    pub kept: PathBuf,
}

/// Cuts what is torn off a journal, once a copy of it is on the disk.
pub(super) fn cut_off(path: &Path, file: &mut File, extent: &Extent) -> Result<TornTail, JournalError> {
    let seq = extent.head.seq + 1;
    let mut kept = path.with_file_name(format!("journal.torn-{seq}"));
    let mut copies = 1;
    while kept.symlink_metadata().is_ok() {
        copies += 1;
        kept = path.with_file_name(format!("journal.torn-{seq}-{copies}"));
    }
    disk::write_new(&kept, &extent.torn).map_err(JournalError::disk("write", &kept))?;
    file.cut(extent.length).map_err(JournalError::disk("mend", path))?;
    Ok(TornTail { seq, bytes: extent.torn.len(), kept })
}

impl fmt::Display for TornTail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seq, bytes, kept } = self;
        write!(
            f,
            "the last line of the journal was incomplete: {bytes} bytes of an unfinished record {seq} were moved to {}; \
             find out which action was in progress before you repeat it",
            kept.display()
        )
    }
}
