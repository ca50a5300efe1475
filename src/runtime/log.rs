//! A log file for finding faults in acmove itself; the record of a migration is the journal.

use std::{
    fs::File,
    io::{self, Write as _},
    path::Path,
    sync::{Arc, Mutex},
};

use jiff::Timestamp;

use crate::domain::text::one_line;

/// Where lines go; nowhere unless a file was named.
#[derive(Debug, Clone, Default)]
pub struct Log(Option<Arc<Mutex<File>>>);

impl Log {
    /// Adds lines to a file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn to(path: &Path) -> io::Result<Self> {
        let file = File::options().create(true).append(true).open(path)?;
        Ok(Self(Some(Arc::new(Mutex::new(file)))))
    }

    /// A line with the time before it. A log that cannot be written is no reason to stop a migration.
    pub fn line(&self, text: &str) {
        if let Some(file) = &self.0
            && let Ok(mut file) = file.lock()
        {
            let _ = writeln!(file, "{} {}", Timestamp::now(), one_line(text));
        }
    }
}
