//! The migrations that somebody watches over, as far as they were read, and their rows at a moment.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, tz::TimeZone};

use super::find::Place;
use crate::{
    cli::{
        exit::{Exit, code, words},
        source::{Source, exit_of_state},
    },
    engine::session::Session,
    report::overview::Document,
    runtime::bundle::BundleError,
    view::{
        harm::Harm,
        overview::{Listed, sort},
    },
};

/// What became of reading one.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It was read; its journal may be damaged, which is said with the line.
    Read(Box<Session>, Option<String>),
    /// It cannot be read: why, and the exit code of that.
    Unreadable(String, Exit),
    /// A file that was found, and is something else.
    Foreign,
}

/// Reads what is at a place. Nobody looks into its vault: that would take long, and says nothing about the state.
pub(super) fn read(place: &Place) -> Outcome {
    let read = Source::on_screen(&place.path).and_then(|source| source.without_a_look());
    match read {
        Ok(migration) => {
            let damage = migration.damage.as_ref().and_then(crate::journal::JournalError::brief);
            Outcome::Read(Box::new(migration.session), damage)
        }
        Err(error) if !place.is_named && is_foreign(&error) => Outcome::Foreign,
        Err(error) => Outcome::Unreadable(words(&error), code(&error)),
    }
}

fn is_foreign(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref::<BundleError>(), Some(BundleError::Refused { .. }))
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Board {
    known: BTreeMap<PathBuf, Known>,
}

#[derive(Debug)]
struct Known {
    /// What was read last; nothing before that.
    outcome: Option<Outcome>,
    row: Listed,
}

impl Board {
    /// Lists one that was found.
    pub(super) fn add(&mut self, path: &Path) {
        let row = Listed::unread(&path.display().to_string());
        self.known.entry(path.to_owned()).or_insert(Known { outcome: None, row });
    }

    /// Takes one off the list.
    pub(super) fn remove(&mut self, path: &Path) {
        self.known.remove(path);
    }

    /// Takes in what was read of one. The answer is its row, where something has happened since the last time.
    pub(super) fn take(&mut self, path: &Path, outcome: Outcome, now: Timestamp, here: &TimeZone) -> Option<&Listed> {
        if matches!(outcome, Outcome::Foreign) {
            self.remove(path);
            return None;
        }
        self.add(path);
        let known = self.known.get_mut(path)?;
        let row = row(path, &outcome, now, here);
        // What was known of it before says of whom there is nothing to read now.
        let row = match known.row.harm {
            Some(_) if matches!(outcome, Outcome::Unreadable(..)) => lost(&known.row, row),
            Some(_) | None => row,
        };
        let has_changed = row.has_changed(&known.row);
        *known = Known { outcome: Some(outcome), row };
        has_changed.then_some(&known.row)
    }

    /// The rows at a moment, after time has passed. The answer are those of which a clock has changed something.
    pub(super) fn at(&mut self, now: Timestamp, here: &TimeZone) -> Vec<Listed> {
        let mut changed = Vec::new();
        for (path, known) in &mut self.known {
            let Some(outcome @ Outcome::Read(..)) = &known.outcome else { continue };
            let row = row(path, outcome, now, here);
            if row.has_changed(&known.row) {
                changed.push(row.clone());
            }
            known.row = row;
        }
        changed
    }

    /// The rows in their order.
    pub(super) fn rows(&self) -> Vec<Listed> {
        let mut rows: Vec<Listed> = self.known.values().map(|known| known.row.clone()).collect();
        sort(&mut rows);
        rows
    }

    /// The same as documents for programs.
    pub(super) fn documents(&self, now: Timestamp) -> Vec<Document> {
        self.rows().iter().filter_map(|row| self.document(row, now)).collect()
    }

    /// A row as a document for programs.
    pub(super) fn document(&self, row: &Listed, now: Timestamp) -> Option<Document> {
        let known = self.known.get(Path::new(&row.path))?;
        Some(match &known.outcome {
            Some(Outcome::Read(session, _)) => Document::of(session, row, now),
            Some(Outcome::Unreadable(..) | Outcome::Foreign) | None => Document::unreadable(row),
        })
    }

    /// Whether there is something, and nothing of it can be read.
    pub(super) fn has_nothing(&self) -> bool {
        let is_read = |known: &Known| matches!(known.outcome, Some(Outcome::Read(..)));
        !self.known.is_empty() && !self.known.values().any(is_read)
    }

    /// The exit code of the first row, for monitoring.
    pub(super) fn exit(&self, now: Timestamp) -> Exit {
        let first = self.rows().into_iter().next();
        let known = first.and_then(|row| self.known.get(Path::new(&row.path)));
        match known.and_then(|known| known.outcome.as_ref()) {
            Some(Outcome::Read(session, _)) if session.is_damaged() => Exit::Damaged,
            Some(Outcome::Read(session, _)) => exit_of_state(session, now),
            Some(Outcome::Unreadable(_, exit)) => *exit,
            Some(Outcome::Foreign) | None => Exit::Done,
        }
    }
}

fn row(path: &Path, outcome: &Outcome, now: Timestamp, here: &TimeZone) -> Listed {
    let shown = path.display().to_string();
    match outcome {
        Outcome::Read(session, damage) => Listed::of(&shown, session, damage.as_deref(), now, Some(here)),
        Outcome::Unreadable(why, Exit::Damaged) => Listed::unreadable(&shown, Harm::Damaged, why),
        Outcome::Unreadable(why, _) => Listed::unreadable(&shown, Harm::Unreadable, why),
        Outcome::Foreign => Listed::unread(&shown),
    }
}

/// What cannot be read any more, with what was known of it.
fn lost(before: &Listed, now: Listed) -> Listed {
    let why = if before.state != now.state {
        format!("{} (last seen: {}, {})", now.why, before.state, before.codes)
    } else if before.why.starts_with(&now.why) {
        before.why.clone()
    } else {
        now.why
    };
    Listed { name: before.name.clone(), rehearsal: before.rehearsal, seq: before.seq, why, ..now }
}
