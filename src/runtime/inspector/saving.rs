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
        bundle::{BundlePurpose, Contents, DOCUMENTS, Manifest, listing, pack},
        desk,
        folder::{self, Migration},
        output::{write_private, write_text},
        situation,
    },
    situation::{USUAL, parts},
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
            Saving::Bundle => self.bundle(&path, migration, &recorded, BundlePurpose::Looking),
            Saving::HandOver if !migration.session.run.is_away() => {
                return Err("Not written: hand the migration over first.".to_owned());
            }
            Saving::HandOver => self.bundle(&path, migration, &recorded, BundlePurpose::HandOver),
        };
        written.map(|()| told.clone()).map_err(|why| format!("{told} was not written: {why}."))
    }

    /// The migration as text for a helper, in parts, without evidence.
    pub(super) fn in_parts(&self) -> Result<Vec<String>, String> {
        let (migration, _) = self.whole()?;
        let migration = Migration { session: migration.session.packed_at(Timestamp::now()), ..migration };
        let made = situation::of(&self.migration, &migration, [], desk::value(&self.migration))
            .map_err(|why| why.to_string())?;
        parts(&made, USUAL).map_err(|why| why.to_string())
    }

    /// The migration with everything that was recorded, and what is in its vault now.
    fn whole(&self) -> Result<(Migration, Recorded), String> {
        let mut recorded = Recorded::default();
        let read = folder::replay(&self.migration, |record, run| recorded.take(record, run));
        let mut migration = read.map_err(|error| error.to_string())?;
        recorded.settle(&migration.session);
        let vault = self.check_vault(&migration.session.all_expected());
        migration.session.vault_checked(Timestamp::now(), vault);
        Ok((migration, recorded))
    }

    /// What would be written, a line for each part, with its size; and what is not in it.
    ///
    /// # Errors
    /// With a sentence, when it cannot be read.
    pub fn preview(&self, saving: Saving) -> Result<Vec<String>, String> {
        let (migration, recorded) =
            self.whole().map_err(|why| format!("acmove cannot tell what will be in it: {why}."))?;
        let told = match saving {
            Saving::Report => previewed(&migration, &recorded),
            Saving::Bundle => self.listed(migration, &recorded, BundlePurpose::Looking),
            Saving::HandOver => self.listed(migration, &recorded, BundlePurpose::HandOver),
        };
        told.map_err(|why| format!("acmove cannot tell what will be in it: {why}."))
    }

    /// Everything in one file: for Support as `acmove bundle` packs it, without license files, or for a colleague who takes it
    /// over.
    fn bundle(
        &self,
        path: &Path,
        migration: Migration,
        recorded: &Recorded,
        purpose: BundlePurpose,
    ) -> Result<(), Failed> {
        self.with_contents(migration, recorded, purpose, |contents| {
            let fill = |file: &mut File| -> io::Result<()> { pack(contents, file).map(drop) };
            Ok(write_private(path, fill)?)
        })
    }

    /// The parts of the same file, which is not written.
    fn listed(&self, migration: Migration, recorded: &Recorded, purpose: BundlePurpose) -> Result<Vec<String>, Failed> {
        self.with_contents(migration, recorded, purpose, |contents| Ok(files(&listing(contents)?)))
    }

    /// Does something with all that belongs into a bundle.
    fn with_contents<T>(
        &self,
        migration: Migration,
        recorded: &Recorded,
        purpose: BundlePurpose,
        act: impl FnOnce(&Contents<'_>) -> Result<T, Failed>,
    ) -> Result<T, Failed> {
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
        let folder = self.migration.as_path();
        let (migration, documents) = (&migration, documents.as_slice());
        act(&Contents { folder, migration, recorded, documents, purpose })
    }
}

/// What is never in it, and what is.
const WITHOUT: &str =
    "No license files, no passwords, no tokens. Codes, serial numbers, names of people and servers are in it.";

/// The same of a hand-over.
const WITH_LICENSES: &str = "No passwords, no tokens. Anyone who has this file has the license files.";

/// The report in each format, with its size.
fn previewed(migration: &Migration, recorded: &Recorded) -> Result<Vec<String>, Failed> {
    let session = &migration.session;
    let report = ReportData::of(session, recorded, migration.head.hash);
    let zone = session.run.zone.clone().unwrap_or_else(TimeZone::system);
    let [as_html, as_md] = [html(&report, &zone)?, markdown(&report, &zone)?].map(|text| size(text.len() as u64));
    let as_json = size(serde_json::to_string_pretty(&report)?.len() as u64);
    let records = migration.head.seq;
    Ok(vec![
        format!("One file, from {records} records: HTML {as_html}, Markdown {as_md}, JSON {as_json}."),
        WITHOUT.to_owned(),
    ])
}

/// The parts of a bundle, each with its size.
fn files(manifest: &Manifest) -> Vec<String> {
    let count = |folder: &str| {
        let files: Vec<u64> =
            manifest.files.iter().filter(|packed| packed.name.starts_with(folder)).map(|packed| packed.bytes).collect();
        (files.len(), size(files.iter().sum()))
    };
    let single = manifest.files.iter().filter(|packed| !packed.name.contains('/'));
    let mut told: Vec<String> = single.map(|packed| format!("{} {}", packed.name, size(packed.bytes))).collect();
    for (folder, name) in [("evidence/", "evidence files"), ("licenses/", "license files")] {
        let (files, bytes) = count(folder);
        told.extend((files > 0).then(|| format!("{files} {name} {bytes}")));
    }
    let missing = manifest.missing.iter().map(|name| format!("MISSING, so not in it: {name}"));
    let except = if manifest.licenses { WITH_LICENSES } else { WITHOUT };
    std::iter::once(told.join(" \u{b7} ")).chain(missing).chain([except.to_owned()]).collect()
}

/// A size in words.
fn size(bytes: u64) -> String {
    if bytes < 1000 { format!("{bytes} bytes") } else { format!("{} kB", (bytes + 500) / 1000) }
}

/// The record as a document: Markdown or JSON where the file's name ends like that, else HTML.
fn report(path: &Path, migration: &Migration, recorded: &Recorded) -> Result<(), Failed> {
    let session = &migration.session;
    let report = ReportData::of(session, recorded, migration.head.hash).written_at(Timestamp::now());
    let zone = session.run.zone.clone().unwrap_or_else(TimeZone::system);
    let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    let text = match ending.as_ref().and_then(|ending| ending.to_str()) {
        Some("md") => shown(&markdown(&report, &zone)?),
        Some("json") => escaped(&serde_json::to_string_pretty(&report)?),
        Some(_) | None => shown(&html(&report, &zone)?),
    };
    Ok(write_text(path, &text)?)
}
