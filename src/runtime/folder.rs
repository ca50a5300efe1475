//! Migration folders: made, opened, read.

use std::{
    fs,
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::keeper::Keeper;
use crate::{
    app::session::Session,
    catalog::{self, Description, Faults},
    domain::{
        digest::Digest,
        event::{Event, ProcedureRef, Start},
        outlook::Outlook,
        procedure::Procedure,
        record::Record,
        run::Run,
    },
    journal::{self, Head, Journal, JournalError},
};

/// Name of the description in a migration folder.
pub const INFRASTRUCTURE: &str = "infrastructure.toml";

/// Name of the edition's copy in a migration folder.
pub const PROCEDURE: &str = "procedure.toml";

/// The largest TOML file that is read, in bytes.
const LARGEST_TEXT: u64 = 4 * 1024 * 1024;

/// Why a migration folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// What a person wrote has faults.
    #[error(transparent)]
    Faults(#[from] Faults),
    /// A file cannot be read.
    #[error("{file} cannot be read: {why}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why, with the remedy.
        why: String,
    },
    /// A file cannot be written.
    #[error("{file} cannot be written: {why}. Choose another folder, or free some space.")]
    Unwritable {
        /// The file.
        file: String,
        /// Why.
        why: String,
    },
    /// There is no such edition.
    #[error("There is no edition {id:?}. {hint}")]
    NoEdition {
        /// What was asked for.
        id: String,
        /// What there is.
        hint: String,
    },
    /// Something of the journal.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The edition's copy is not the one that was started with.
    #[error(
        "{file} is not the edition that this migration was started with (SHA-256 {expected}). Put the original back; nothing was changed."
    )]
    OtherEdition {
        /// The file.
        file: String,
        /// Digest of the right one.
        expected: Digest,
    },
    /// A file of the person stands where one would be written.
    #[error("{0} is there already with other content. Choose another folder, or move that file away.")]
    Differs(String),
    /// The journal has no first fact.
    #[error("{0} holds no migration: its journal is empty.")]
    Empty(String),
}

/// A migration that was read.
#[derive(Debug)]
pub struct Migration {
    /// Its state.
    pub session: Session,
    /// The last record.
    pub head: Head,
    /// What is wrong with its journal, if the state is only that up to the fault.
    pub damage: Option<JournalError>,
}

/// A migration that was opened for writing.
#[derive(Debug)]
pub struct Opened {
    /// Its state.
    pub session: Session,
    /// Keeps its facts.
    pub keeper: Keeper,
    /// What a person should know about the opening.
    pub notice: Option<String>,
    /// What is wrong with its journal: then nothing can be recorded.
    pub damage: Option<JournalError>,
}

/// An edition: its text and what it says.
#[derive(Debug, Clone)]
pub struct Edition {
    /// Its text.
    pub text: String,
    /// What it says.
    pub procedure: Arc<Procedure>,
}

impl Edition {
    /// Names the edition and its exact text.
    pub fn reference(&self) -> ProcedureRef {
        ProcedureRef { id: self.procedure.id.clone(), sha256: Digest::of(self.text.as_bytes()) }
    }
}

/// An edition by the id of a bundled one, or by the path of a file.
///
/// # Errors
/// When there is none, or its file has faults.
pub fn edition(name: &str) -> Result<Edition, FolderError> {
    if let Some(bundled) = catalog::edition(name) {
        let procedure = Arc::new(catalog::procedure(bundled.id, bundled.text)?);
        return Ok(Edition { text: bundled.text.to_owned(), procedure });
    }
    let path = Path::new(name);
    if path.extension().is_none() && !path.exists() {
        let ids: Vec<&str> = catalog::editions().iter().map(|edition| edition.id).collect();
        let hint = match catalog::nearest(name, ids.iter().copied()) {
            Some(near) => format!("Did you mean {near}?"),
            None => format!("Bundled are: {}. A file may be given too.", ids.join(", ")),
        };
        return Err(FolderError::NoEdition { id: name.to_owned(), hint });
    }
    let text = read_text(path)?;
    let procedure = Arc::new(catalog::procedure(name, &text)?);
    Ok(Edition { text, procedure })
}

/// An infrastructure's description and the edition it is to be moved by: the one asked for, or the one it names.
///
/// # Errors
/// When either has faults, or they do not fit together.
pub fn describe(file: &Path, wanted: Option<&str>) -> Result<(Description, String, Edition), FolderError> {
    let text = read_text(file)?;
    let shown = file.display().to_string();
    let description = catalog::infrastructure(&shown, &text)?;
    let edition = edition(wanted.or(description.procedure.as_deref()).unwrap_or(catalog::DEFAULT_EDITION))?;
    description.fits(&shown, &edition.procedure)?;
    Ok((description, text, edition))
}

/// Makes a migration folder and starts its journal.
///
/// # Errors
/// When there is a migration already, or the folder cannot be written.
pub fn create(
    folder: &Path,
    description: &Description,
    text: &str,
    edition: &Edition,
    rehearsal: bool,
) -> Result<Opened, FolderError> {
    let mut journal = Journal::create(folder, &super::platform::operator())?;
    write(&folder.join(INFRASTRUCTURE), text)?;
    write(&folder.join(PROCEDURE), &edition.text)?;
    let start = Start {
        acmove: env!("CARGO_PKG_VERSION").to_owned(),
        rehearsal,
        procedure: edition.reference(),
        infrastructure: description.infrastructure.clone(),
    };
    let at = jiff::Timestamp::now();
    let by = super::platform::operator();
    let records = journal.append(at, &by, vec![Event::MigrationStarted(Box::new(start))])?;
    let shown = folder.display().to_string();
    let first = records.first().ok_or_else(|| FolderError::Empty(shown.clone()))?;
    let session = Session::begin(Arc::clone(&edition.procedure), first, shown.clone())
        .map_err(|misfit| FolderError::Unreadable { file: shown, why: misfit.to_string() })?;
    Ok(Opened { session, keeper: Keeper::new(folder, Ok(journal)), notice: None, damage: None })
}

/// Opens a migration for writing; a damaged journal is opened for reading only, up to the damage.
///
/// # Errors
/// When there is none, it is open elsewhere, or not even its beginning can be read.
pub fn open(folder: &Path) -> Result<Opened, FolderError> {
    let mut reader = Reader::of(folder)?;
    let opened = Journal::open(folder, &super::platform::operator(), |record| reader.take(&record));
    match opened {
        Ok((journal, torn)) => {
            let session = reader.session()?;
            let notice = torn.map(|torn| torn.to_string());
            Ok(Opened { session, keeper: Keeper::new(folder, Ok(journal)), notice, damage: None })
        }
        Err(damage) if damage.is_damage() => {
            let Ok(session) = reader.session() else { return Err(damage.into()) };
            let why = format!("{damage} The migration is open for reading only.");
            let keeper = Keeper::new(folder, Err(why.clone()));
            Ok(Opened { session, keeper, notice: Some(why), damage: Some(damage) })
        }
        Err(error) => Err(error.into()),
    }
}

/// Reads a migration without changing anything, also while it is open elsewhere.
///
/// # Errors
/// When there is none, or not even its beginning can be read.
pub fn read(folder: &Path) -> Result<Migration, FolderError> {
    let mut reader = Reader::of(folder)?;
    let mut head = Head::NONE;
    let read = journal::read(folder, |record: Record<Event>| {
        head = Head { seq: record.seq, hash: record.hash };
        reader.take(&record)
    });
    match read {
        Ok(extent) => Ok(Migration { session: reader.session()?, head: extent.head, damage: None }),
        Err(damage) if damage.is_damage() => match reader.session() {
            Ok(session) => Ok(Migration { session, head, damage: Some(damage) }),
            Err(_) => Err(damage.into()),
        },
        Err(error) => Err(error.into()),
    }
}

/// Every fact of a migration, in order, with the state after it.
///
/// # Errors
/// As [`read`].
pub fn replay(folder: &Path, mut on_fact: impl FnMut(&Record<Event>, &Run)) -> Result<Migration, FolderError> {
    let mut reader = Reader::of(folder)?;
    let extent = journal::read(folder, |record: Record<Event>| {
        reader.take(&record)?;
        if let Some(run) = &reader.run {
            on_fact(&record, run);
        }
        Ok(())
    })?;
    Ok(Migration { session: reader.session()?, head: extent.head, damage: None })
}

/// Folds the facts of a folder; what follows from the state is only computed once, at the end.
struct Reader {
    shown: String,
    edition: Edition,
    run: Option<Run>,
}

impl Reader {
    fn of(folder: &Path) -> Result<Self, FolderError> {
        let path = folder.join(PROCEDURE);
        let missing = |error: FolderError| {
            if folder.join("journal.jsonl").exists() || matches!(error, FolderError::Faults(_)) {
                error
            } else {
                FolderError::Journal(JournalError::Missing { file: folder.join("journal.jsonl") })
            }
        };
        let text = read_text(&path).map_err(missing)?;
        let procedure = Arc::new(catalog::procedure(&path.display().to_string(), &text)?);
        Ok(Self { shown: folder.display().to_string(), edition: Edition { text, procedure }, run: None })
    }

    fn take(&mut self, record: &Record<Event>) -> Result<(), String> {
        let taken = match &mut self.run {
            Some(run) => run.apply(record),
            None => {
                if let Event::MigrationStarted(start) = &record.event
                    && start.procedure.sha256 != self.edition.reference().sha256
                {
                    let file = PathBuf::from(&self.shown).join(PROCEDURE).display().to_string();
                    return Err(FolderError::OtherEdition { file, expected: start.procedure.sha256 }.to_string());
                }
                Run::begin(Arc::clone(&self.edition.procedure), record).map(|run| self.run = Some(run))
            }
        };
        taken.map_err(|misfit| misfit.to_string())
    }

    fn session(self) -> Result<Session, FolderError> {
        let run = self.run.ok_or_else(|| FolderError::Empty(self.shown.clone()))?;
        Ok(Session { outlook: Outlook::of(&run), run, folder: self.shown, vault: Vec::new() })
    }
}

/// A text file of a person, up to a limit.
///
/// # Errors
/// When it cannot be read, or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, FolderError> {
    let file = path.display().to_string();
    let unreadable = |why: String| FolderError::Unreadable { file: file.clone(), why };
    let opened = fs::File::open(path).map_err(|error| {
        unreadable(match error.kind() {
            ErrorKind::NotFound => "there is no such file. Check the path".to_owned(),
            ErrorKind::PermissionDenied => "you may not read it".to_owned(),
            _ => error.to_string(),
        })
    })?;
    let mut text = String::new();
    let read = opened.take(LARGEST_TEXT).read_to_string(&mut text);
    match read {
        Ok(_) => Ok(text.trim_start_matches('\u{feff}').to_owned()),
        Err(error) if error.kind() == ErrorKind::InvalidData => {
            Err(unreadable("it is not UTF-8 text. Save it as UTF-8".to_owned()))
        }
        Err(error) => Err(unreadable(error.to_string())),
    }
}

/// Writes a file that is not there yet; one with other content is somebody's, and stays.
fn write(path: &Path, text: &str) -> Result<(), FolderError> {
    match fs::read(path) {
        Ok(there) if there == text.as_bytes() => return Ok(()),
        Ok(there) if !there.is_empty() => return Err(FolderError::Differs(path.display().to_string())),
        Ok(_) | Err(_) => {}
    }
    let written = fs::File::create(path).and_then(|mut file| {
        std::io::Write::write_all(&mut file, text.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|error| FolderError::Unwritable { file: path.display().to_string(), why: error.to_string() })
}
