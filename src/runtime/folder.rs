//! Migration folders: made, opened, read.

pub(super) mod bundle;
mod edition;
mod fault;
mod reader;
mod text;

use std::{path::Path, sync::Arc};

use jiff::tz::TimeZone;

pub(super) use self::edition::instead;
pub use self::{
    bundle::{MANIFEST, is_bundle},
    edition::{PROCEDURE, ReadEdition, edition},
    fault::FolderError,
    text::read_text,
};
use self::{reader::Reader, text::write};
use super::{
    belongs::may_write,
    operator::{holder, operator},
    recorder::JournalRecorder,
};
use crate::{
    catalog::{self, Description},
    domain::{
        event::{Event, Start},
        record::Record,
        run::Run,
        version,
    },
    engine::{
        beyond::{Beyond, by_newer},
        session::Session,
    },
    journal::{self, Head, Journal, JournalError, Real, Trial},
};

/// Name of the description in a migration folder.
pub const INFRASTRUCTURE: &str = "infrastructure.toml";

/// A migration that was read.
#[derive(Debug)]
pub struct Migration {
    /// Its state.
    pub session: Session,
    /// The last record.
    pub head: Head,
    /// The damage of its journal, if the state is only that up to the fault.
    pub damage: Option<JournalError>,
}

/// A migration that was opened for writing.
#[derive(Debug)]
pub struct Opened {
    /// Its state.
    pub session: Session,
    /// Keeps its facts.
    pub recorder: JournalRecorder,
    /// The message to a person about the opening.
    pub notice: Option<String>,
    /// The damage of its journal: nothing can be recorded then.
    pub damage: Option<JournalError>,
}

/// An infrastructure's description and the edition it is to be moved by: the one asked for, or the one it names.
///
/// # Errors
/// When either has faults, or they do not fit together.
pub fn describe(file: &Path, wanted: Option<&str>) -> Result<(Description, String, ReadEdition), FolderError> {
    let text = read_text(file)?;
    let shown = file.display().to_string();
    let description = catalog::infrastructure(&shown, &text)?;
    let edition = edition(wanted.or(description.procedure.as_deref()).unwrap_or(catalog::DEFAULT_EDITION))?;
    description.fits(&shown, &edition.procedure)?;
    Ok((description, text, edition))
}

/// The folder that a file lies in, whatever it is. It is never an empty path: what is named below that would not be below
/// anything, and a tilde at its beginning would mean the home folder.
pub fn parent_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Looks whether a migration can be made in a folder, before anybody is asked for it.
///
/// # Errors
/// When there is one already.
pub fn is_free(folder: &Path) -> Result<(), FolderError> {
    if journal::is_begun(folder) {
        return Err(JournalError::Exists { file: folder.join("journal.jsonl") }.into());
    }
    Ok(())
}

/// The same, and whether it would not lie among the files of another one.
///
/// # Errors
/// When there is a migration already, or the folder is a part of one.
pub fn may_be_made(folder: &Path) -> Result<(), FolderError> {
    may_write(folder).map_err(|_| FolderError::Inside(folder.display().to_string()))?;
    is_free(folder)
}

/// Tries the file system on which a migration is to lie, before anybody answers anything for it. The answer is what has to be
/// known of it.
///
/// # Errors
/// When it lacks what a migration needs.
pub fn try_file_system(folder: &Path) -> Result<Vec<&'static str>, FolderError> {
    let there = folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("."));
    let trial = Trial::of(there, &Real);
    match trial.fault {
        Some(why) => Err(FolderError::FileSystem { folder: folder.display().to_string(), name: trial.name, why }),
        None => Ok(lacking(&trial)),
    }
}

/// The lacks of a file system that a migration does without, a sentence each.
pub fn lacking(trial: &Trial) -> Vec<&'static str> {
    let told = [(!trial.has_modes, WITHOUT_MODES), (!trial.syncs_wholly, WITHOUT_WHOLE_SYNCS)];
    told.into_iter().filter(|(is_lacking, _)| *is_lacking).map(|(_, told)| told).collect()
}

/// What has to be known of a file system on which files cannot be made read-only.
const WITHOUT_MODES: &str = "The file system cannot make files read-only, so a kept license file could be changed by mistake. acmove would notice that.";

/// What has to be known of a file system that syncs as far as a drive only.
const WITHOUT_WHOLE_SYNCS: &str = "The file system cannot confirm that a file is on disk, so a power loss could lose the latest facts. Use a local disk if possible.";

/// Makes a migration folder and starts its journal.
///
/// # Errors
/// When there is a migration already, or the folder cannot be written.
pub fn create(
    folder: &Path,
    description: &Description,
    text: &str,
    edition: &ReadEdition,
    rehearsal: bool,
) -> Result<Opened, FolderError> {
    create_after(folder, description, text, edition, rehearsal, || Ok(())).map(|(opened, ())| opened)
}

/// The same, where more has to be in the folder first: with its first record everything is there that belongs to it.
///
/// # Errors
/// As [`create`], and as `first` says.
pub fn create_after<T, E: From<FolderError>>(
    folder: &Path,
    description: &Description,
    text: &str,
    edition: &ReadEdition,
    rehearsal: bool,
    first: impl FnOnce() -> Result<T, E>,
) -> Result<(Opened, T), E> {
    may_be_made(folder)?;
    let journal = Journal::create(folder, &holder()).map_err(FolderError::from)?;
    write(&folder.join(INFRASTRUCTURE), text)?;
    write(&folder.join(PROCEDURE), &edition.text)?;
    let made = first()?;
    Ok((begin(folder, journal, description, text, edition, rehearsal)?, made))
}

/// Starts the journal of a folder that holds everything else.
fn begin(
    folder: &Path,
    mut journal: Journal,
    description: &Description,
    text: &str,
    edition: &ReadEdition,
    rehearsal: bool,
) -> Result<Opened, FolderError> {
    let at = jiff::Timestamp::now();
    let infrastructure = description.infrastructure.clone();
    let start = Start {
        acmove: version::OWN.to_owned(),
        rehearsal,
        procedure: edition.reference(),
        zone: catalog::zone_name(text, infrastructure.window, &TimeZone::system(), at),
        infrastructure,
    };
    let by = operator();
    let records = journal.append(at, &by, vec![Event::MigrationStarted(Box::new(start))])?;
    let shown = folder.display().to_string();
    let first = records.first().ok_or_else(|| FolderError::Empty(shown.clone()))?;
    let session = Session::begin(Arc::clone(&edition.procedure), first, shown.clone())
        .map_err(|why| FolderError::Unreadable { file: shown, why: why.to_string() })?;
    let session = Session { place: in_full(folder), ..session };
    Ok(Opened { session, recorder: JournalRecorder::new(folder, Ok(journal)), notice: None, damage: None })
}

/// A folder in full, for the file dialog of a browser.
fn in_full(folder: &Path) -> String {
    std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned()).display().to_string()
}

/// Opens a migration for writing; a damaged journal is opened for reading only, up to the damage.
///
/// # Errors
/// When there is none, it is an unpacked bundle, it is open elsewhere, or not even its beginning can be read.
pub fn open(folder: &Path) -> Result<Opened, FolderError> {
    if is_bundle(folder) {
        return Err(FolderError::Bundle(folder.display().to_string()));
    }
    let mut reader = Reader::of(folder)?;
    let opened = Journal::open(folder, &holder(), |record| reader.take(&record));
    match opened {
        Ok((journal, torn)) => {
            let session = Session { place: in_full(folder), ..reader.session()? };
            let notice = torn.map(|torn| torn.to_string());
            Ok(Opened { session, recorder: JournalRecorder::new(folder, Ok(journal)), notice, damage: None })
        }
        Err(damage) if damage.is_damage() => {
            let Ok(session) = reader.session() else { return Err(damage.into()) };
            let damage = damage.written_by(&by_newer(&session.run.acmove));
            let why = format!("{damage}. The migration is read-only.");
            let recorder = JournalRecorder::new(folder, Err(why.clone()));
            let beyond = unknown(folder, &damage, session.run.facts);
            Ok(Opened { session: Session { beyond, ..session }, recorder, notice: Some(why), damage: Some(damage) })
        }
        Err(error) => Err(error.into()),
    }
}

/// What follows the last record that is known, in a journal that cannot be read to its end.
fn unknown(folder: &Path, damage: &JournalError, after: u64) -> Beyond {
    if damage.is_newer() {
        return Beyond::Newer { after };
    }
    let mut whole = 0;
    // Whatever cannot be read is none of them.
    let _ = read_behind(folder, after, |_, _| whole += 1);
    Beyond::Damage { after, whole }
}

/// The facts behind the damage of a journal that are whole by themselves, with the numbers of their lines.
///
/// # Errors
/// When the journal cannot be read.
pub fn read_behind(folder: &Path, after: u64, on_fact: impl FnMut(u64, Record<Event>)) -> Result<(), FolderError> {
    Ok(journal::read_behind(folder, after, on_fact)?)
}

/// Reads a migration without changing anything, also while it is open elsewhere.
///
/// # Errors
/// When there is none, or not even its beginning can be read.
pub fn read(folder: &Path) -> Result<Migration, FolderError> {
    replay(folder, |_, _| {})
}

/// A migration as it was after a fact; nothing after it is read.
///
/// # Errors
/// As [`read`], and when there is no such fact.
pub fn as_of(folder: &Path, seq: u64) -> Result<Session, FolderError> {
    let mut reader = Reader::of(folder)?;
    reader.facts = seq;
    // The reading is ended by a fault of our own.
    let read = journal::read(folder, |record: Record<Event>| {
        reader.take(&record)?;
        if record.seq == seq { Err("this is as far as it is wanted".to_owned()) } else { Ok(()) }
    });
    let is_there = reader.run.as_ref().is_some_and(|run| run.facts == seq);
    match (is_there, read) {
        (true, _) => Ok(Session { place: in_full(folder), ..reader.session()? }.as_it_was()),
        (false, Err(error)) => Err(error.into()),
        (false, Ok(_)) => Err(FolderError::NoRecord(seq)),
    }
}

/// The same, with every fact that is intact, in order, and the state after it.
///
/// # Errors
/// As [`read`].
pub fn replay(folder: &Path, on_fact: impl FnMut(&Record<Event>, &Run)) -> Result<Migration, FolderError> {
    replay_from(folder, |_, _| {}, on_fact)
}

/// The same, with the state before every fact too; the first one has none. A fact that does not fit was seen before it, too.
///
/// # Errors
/// As [`read`].
pub fn replay_from(
    folder: &Path,
    mut before: impl FnMut(&Record<Event>, Option<&Run>),
    mut after: impl FnMut(&Record<Event>, &Run),
) -> Result<Migration, FolderError> {
    let mut reader = Reader::of(folder)?;
    let mut head = Head::NONE;
    let read = journal::read(folder, |record: Record<Event>| {
        before(&record, reader.run.as_ref());
        reader.take(&record)?;
        head = Head { seq: record.seq, hash: record.hash };
        if let Some(run) = &reader.run {
            after(&record, run);
        }
        Ok(())
    });
    match read {
        Ok(extent) => {
            let (after, bytes) = (head.seq, extent.torn.len());
            let beyond = if bytes > 0 { Beyond::Torn { after, bytes } } else { Beyond::Nothing };
            Ok(Migration { session: Session { beyond, ..reader.session()? }, head, damage: None })
        }
        Err(damage) if damage.is_damage() => match (reader.other_edition.take(), reader.session()) {
            (Some(error), _) => Err(error),
            (None, Ok(session)) => {
                let damage = damage.written_by(&by_newer(&session.run.acmove));
                let beyond = unknown(folder, &damage, session.run.facts);
                Ok(Migration { session: Session { beyond, ..session }, head, damage: Some(damage) })
            }
            (None, Err(_)) => Err(damage.into()),
        },
        Err(error) => Err(error.into()),
    }
}
