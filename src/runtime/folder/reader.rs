//! Folding the facts of a folder into a state, with the edition that lies beside them.

use std::{
    fs::{self, OpenOptions},
    io::{self, ErrorKind, Read as _},
    path::Path,
    sync::Arc,
};

use super::{
    edition::{PROCEDURE, ReadEdition, parsed},
    fault::FolderError,
    text::read_raw,
};
use crate::{
    domain::{event::Event, record::Record, run::Run},
    engine::{
        history::{History, MOST},
        session::Session,
    },
    journal::{self, JournalError, disk},
};

/// Folds the facts of a folder; what follows from the state is only computed once, at the end.
pub(super) struct Reader {
    shown: String,
    edition: ReadEdition,
    pub(super) run: Option<Run>,
    history: History,
    /// About how many facts there are, or are wanted; 0 where they are not counted.
    pub(super) facts: u64,
    /// The edition's copy is not the one that the first fact names.
    pub(super) other_edition: Option<FolderError>,
}

impl Reader {
    pub(super) fn of(folder: &Path) -> Result<Self, FolderError> {
        if folder.is_file() {
            let why = "it is a file, but a migration is a folder. If it is a bundle, open it with `acmove replay`";
            return Err(FolderError::Unreadable { file: folder.display().to_string(), why: why.to_owned() });
        }
        let has_journal = journal::is_begun(folder);
        if !has_journal && folder.join("journal.jsonl").exists() {
            return Err(FolderError::Empty(folder.display().to_string()));
        }
        let path = folder.join(PROCEDURE);
        let file = path.display().to_string();
        let text = read_raw(&path).map_err(|error| {
            // One that cannot be read now may be what it was: only one that is gone is lost.
            if has_journal && is_gone(&path) {
                FolderError::EditionLost { file: file.clone(), why: "the file is missing".to_owned() }
            } else if is_absent(folder) {
                JournalError::Missing { file: folder.join("journal.jsonl") }.into()
            } else {
                error
            }
        })?;
        let procedure = parsed(&file, &text).map_err(|faults| {
            let why =
                faults.list.first().map_or_else(String::new, |fault| format!("line {}: {}", fault.line, fault.message));
            if has_journal { FolderError::EditionLost { file, why } } else { faults.into() }
        })?;
        let edition = ReadEdition { text, procedure };
        Ok(Self {
            shown: folder.display().to_string(),
            edition,
            run: None,
            history: History::default(),
            facts: count(&folder.join("journal.jsonl")).unwrap_or(0),
            other_edition: None,
        })
    }

    pub(super) fn take(&mut self, record: &Record<Event>) -> Result<(), String> {
        if let Some(run) = &mut self.run {
            run.apply(record).map_err(|why| why.to_string())?;
            // To put a fact into words takes as long as to fold it, and of many only the last are shown.
            if record.seq + (MOST as u64) < self.facts {
                self.history.pass(record, run);
            } else {
                self.history.take(record, run);
            }
            return Ok(());
        }
        if let Event::MigrationStarted(start) = &record.event
            && start.procedure.sha256 != self.edition.reference().sha256
        {
            let file = Path::new(&self.shown).join(PROCEDURE).display().to_string();
            let other = FolderError::OtherEdition { file, expected: start.procedure.sha256 };
            let said = other.to_string();
            self.other_edition = Some(other);
            return Err(said);
        }
        let run = Run::begin(Arc::clone(&self.edition.procedure), record).map_err(|why| why.to_string())?;
        self.history = History::of(record, &run);
        self.run = Some(run);
        Ok(())
    }

    pub(super) fn session(self) -> Result<Session, FolderError> {
        let run = self.run.ok_or_else(|| FolderError::Empty(self.shown.clone()))?;
        Ok(Session { history: self.history, ..Session::of(run, self.shown) })
    }
}

/// A journal with fewer bytes has so few facts that they are not counted.
const SHORT: u64 = 1 << 18;

/// The lines of a long journal. They are a hint: the journal itself is read with care afterwards.
fn count(journal: &Path) -> io::Result<u64> {
    let mut file = disk::open(journal, OpenOptions::new().read(true))?;
    if file.metadata()?.len() < SHORT {
        return Ok(0);
    }
    let (mut buffer, mut lines) = (vec![0; 1 << 16], 0);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(lines),
            read => lines += buffer[..read].iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>(),
        }
    }
}

/// Whether a folder holds no migration, rather than one that may not be read.
fn is_absent(folder: &Path) -> bool {
    is_gone(folder) || is_gone(&folder.join("journal.jsonl"))
}

fn is_gone(path: &Path) -> bool {
    fs::metadata(path).is_err_and(|error| error.kind() == ErrorKind::NotFound)
}
