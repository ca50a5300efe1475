//! Keeps facts and what belongs to them: first the file, then the fact, and only then is it true.

use std::path::Path;

use super::{clock::SystemClock, log::Log, operator::operator};
use crate::{
    domain::{
        event::{Event, PROGRAM},
        record::Record,
    },
    engine::ports::{Attachment, Author, Clock as _, Recorder},
    journal::{EvidenceForm, EvidenceStore, Journal, Vault},
};

/// Keeps the facts of a migration.
#[derive(Debug)]
pub struct JournalRecorder {
    /// None when the journal is damaged and only read.
    journal: Result<Journal, String>,
    vault: Vault,
    evidence: EvidenceStore,
    operator: String,
    log: Log,
}

impl JournalRecorder {
    /// Keeps facts in the folder of an open journal; or, with a reason, none.
    pub fn new(migration: &Path, journal: Result<Journal, String>) -> Self {
        Self {
            journal,
            vault: Vault::of(migration),
            evidence: EvidenceStore::of(migration),
            operator: operator(),
            log: Log::default(),
        }
    }

    /// Writes what is recorded to a log too.
    #[must_use]
    pub fn logged(mut self, log: Log) -> Self {
        self.log = log;
        self
    }

    fn keep(&self, attachment: &Attachment) -> Result<(), String> {
        let kept = match attachment {
            Attachment::License { environment, side, bytes } => self.vault.keep(environment, *side, bytes),
            Attachment::Evidence { bytes, is_html } => {
                self.evidence.keep(if *is_html { EvidenceForm::Html } else { EvidenceForm::Text }, bytes)
            }
        };
        kept.map(drop).map_err(|fault| fault.to_string())
    }
}

impl Recorder for JournalRecorder {
    fn record(&mut self, event: Event, attachment: Option<Attachment>, by: Author) -> Result<Record<Event>, String> {
        if let Err(why) = &self.journal {
            return Err(why.clone());
        }
        attachment.iter().try_for_each(|attachment| self.keep(attachment))?;
        let by = match by {
            Author::Person => &self.operator,
            Author::Program => PROGRAM,
        };
        let journal = self.journal.as_mut().map_err(|why| why.clone())?;
        let written = journal.append(SystemClock.now(), by, vec![event]).map_err(|error| error.to_string());
        match &written {
            Ok(records) => records.iter().for_each(|record| self.log.line(format_args!("recorded {}", record.seq))),
            Err(why) => self.log.line(format_args!("not recorded: {why}")),
        }
        written?.into_iter().next().ok_or_else(|| "nothing was written".to_owned())
    }
}
