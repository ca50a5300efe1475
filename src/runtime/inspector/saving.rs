//! Writes what is left to others of a migration: its record, or all of it in one file. Read anew from its folder.

use std::{fs::File, io, path::Path};

use jiff::{Timestamp, tz::TimeZone};

use super::{Inspector, file::meant};
use crate::{
    domain::text::{escaped, native, shown},
    report::{
        data::{Recorded, ReportData},
        render::{html, markdown},
    },
    runtime::{
        bundle::{Contents, DOCUMENTS, pack},
        folder::{self, Migration},
        output::{write_private, write_text},
    },
    tui::message::Saving,
    view::support_text::{support_text, with_notices},
};

/// A document that could not be made, or not be written, as a sentence's end.
type Failed = Box<dyn std::error::Error>;

impl Inspector {
    /// Writes something of the migration to a path that was typed, and answers with the path.
    ///
    /// # Errors
    /// With a sentence, when the journal cannot be read, or the file not be written.
    pub fn save(&self, saving: Saving, typed: &str) -> Result<String, String> {
        let path = meant(Path::new(typed));
        let told = native(&path.display().to_string());
        let (migration, recorded) = self.whole().map_err(|why| format!("Not written: {why}."))?;
        let written = match saving {
            Saving::Report => report(&path, &migration, &recorded),
            Saving::Bundle => self.bundle(&path, migration, &recorded),
        };
        written.map(|()| told.clone()).map_err(|why| format!("{told} was not written: {why}."))
    }

    /// The migration with everything that was recorded, and what is in its vault now.
    fn whole(&self) -> Result<(Migration, Recorded), String> {
        let mut recorded = Recorded::default();
        let read = folder::replay(&self.migration, |record, run| recorded.take(record, run));
        let mut migration = read.map_err(|error| error.to_string())?;
        recorded.settle(&migration.session);
        let vault = self.check_vault(&migration.session.all_expected());
        migration.session.vault_checked(vault);
        Ok((migration, recorded))
    }

    /// Everything in one file for Support, as `acmove bundle` packs it: without license files.
    fn bundle(&self, path: &Path, migration: Migration, recorded: &Recorded) -> Result<(), Failed> {
        let migration = Migration { session: migration.session.packed_at(Timestamp::now()), ..migration };
        let session = &migration.session;
        let report = ReportData::of(session, recorded, migration.head.hash);
        let zone = session.run.zone.clone().unwrap_or(TimeZone::UTC);
        let ticket = with_notices(session, &support_text(session, session.run.latest));
        let texts = [
            shown(&markdown(&report, &zone)?),
            shown(&html(&report, &zone)?),
            escaped(&serde_json::to_string_pretty(&report)?),
            shown(&ticket),
        ];
        let documents: Vec<(&str, String)> = DOCUMENTS.into_iter().zip(texts).collect();
        let (folder, with_licenses) = (self.migration.as_path(), false);
        let contents = Contents { folder, migration: &migration, recorded, documents: &documents, with_licenses };
        let fill = |file: &mut File| -> io::Result<()> { pack(&contents, file).map(drop) };
        Ok(write_private(path, fill)?)
    }
}

/// The record as a document: Markdown or JSON where the file's name ends like that, else HTML.
fn report(path: &Path, migration: &Migration, recorded: &Recorded) -> Result<(), Failed> {
    let session = &migration.session;
    let report = ReportData::of(session, recorded, migration.head.hash);
    let zone = session.run.zone.clone().unwrap_or_else(TimeZone::system);
    let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    let text = match ending.as_ref().and_then(|ending| ending.to_str()) {
        Some("md") => shown(&markdown(&report, &zone)?),
        Some("json") => escaped(&serde_json::to_string_pretty(&report)?),
        Some(_) | None => shown(&html(&report, &zone)?),
    };
    Ok(write_text(path, &text)?)
}
