//! A log file for finding faults in acmove itself; the record of a migration is the journal.

use std::{
    fmt,
    fs::File,
    io::{self, ErrorKind, Write as _},
    path::Path,
    sync::{Arc, Mutex},
};

use jiff::Timestamp;

use super::belongs::may_write;
use crate::{domain::text::one_line, journal::disk};

/// More than the time at the beginning of a line.
const BEGINNING: u64 = 64;

/// Where lines go; nowhere unless a file was named.
#[derive(Debug, Clone, Default)]
pub struct Log(Option<Arc<Mutex<File>>>);

impl Log {
    /// Adds lines to a file: a new one, or one that a log began. Nothing else grows by a slip of the keys.
    ///
    /// # Errors
    /// With [`ErrorKind::InvalidInput`] where the file belongs to a migration, or holds something else; or when it cannot be
    /// written.
    pub fn to(path: &Path) -> io::Result<Self> {
        may_write(path)?;
        if path.metadata().is_ok_and(|found| found.is_file()) && !is_log(path)? {
            let why = "it is not an acmove log; name another file";
            return Err(io::Error::new(ErrorKind::InvalidInput, why));
        }
        let file = disk::open(path, File::options().create(true).append(true))?;
        Ok(Self(Some(Arc::new(Mutex::new(file)))))
    }

    /// A line with the time before it, put into words only where there is a log: an error with its backtrace costs more than
    /// all else that a command does. A log that cannot be written is no reason to stop a migration.
    pub fn line(&self, text: fmt::Arguments<'_>) {
        if let Some(file) = &self.0
            && let Ok(mut file) = file.lock()
        {
            let _ = writeln!(file, "{} {}", Timestamp::now(), one_line(&text.to_string()));
        }
    }
}

/// Whether a file holds nothing, or begins as a line of a log does.
fn is_log(path: &Path) -> io::Result<bool> {
    let start = disk::read(path, BEGINNING)?;
    let start = String::from_utf8_lossy(&start);
    Ok(start.is_empty() || start.split_once(' ').is_some_and(|(time, _)| time.parse::<Timestamp>().is_ok()))
}
