//! A migration in one file, for whoever helps from elsewhere.

use std::path::Path;

use anyhow::Context as _;
use jiff::tz::TimeZone;

use super::{
    arguments::{Bundle, ReportFormat},
    exit::{Exit, Usage},
    output::complain,
    record::{document, for_support},
    source::{Source, exit_of},
};
use crate::{
    domain::text::shown,
    report::data::ReportData,
    runtime::{
        bundle::{Contents, DOCUMENTS, Manifest, pack},
        output,
    },
};

/// Packs a migration, with its report and the text for Support. Times are in UTC: whoever reads it may be anywhere.
pub(super) fn bundle(wanted: &Bundle) -> anyhow::Result<Exit> {
    if wanted.folder.is_file() {
        return Err(
            Usage(format!("{} is a file, and what is packed is a migration folder", wanted.folder.display())).into()
        );
    }
    let source = Source::of(&wanted.folder)?;
    let (migration, recorded) = source.recorded()?;
    let report = ReportData::of(&migration.session, &recorded, migration.head.hash);
    let report = |format| document(&report, format, &TimeZone::UTC);
    let texts = [
        report(ReportFormat::Md)?,
        report(ReportFormat::Html)?,
        report(ReportFormat::Json)?,
        shown(&for_support(&migration.session, migration.session.run.latest)),
    ];
    let documents: Vec<(&str, String)> = DOCUMENTS.into_iter().zip(texts).collect();
    let contents = Contents {
        folder: source.folder(),
        migration: &migration,
        recorded: &recorded,
        documents: &documents,
        with_licenses: wanted.with_licenses,
    };
    let mut packed = None;
    output::write_private(&wanted.output, |file| {
        packed = Some(pack(&contents, file)?);
        Ok(())
    })
    .with_context(|| format!("{} cannot be written", wanted.output.display()))?;
    let is_whole = packed.as_ref().is_none_or(|manifest| manifest.missing.is_empty());
    if let Some(manifest) = &packed {
        told(&wanted.output, manifest);
    }
    let exit = exit_of(&migration);
    Ok(if is_whole { exit } else { Exit::Damaged })
}

/// Tells what the bundle contains and what it leaves out.
fn told(output: &Path, manifest: &Manifest) {
    let count = |folder: &str| manifest.files.iter().filter(|packed| packed.name.starts_with(folder)).count();
    let licenses = if manifest.licenses { count("licenses/").to_string() } else { "no".to_owned() };
    complain(&format!(
        "{}: {} records, {} texts of evidence, {licenses} license files. `acmove replay {}` opens it.",
        output.display(),
        manifest.journal.events,
        count("evidence/"),
        output.display()
    ));
    for name in &manifest.missing {
        complain(&format!("{name} is missing, or is not what was kept: it is not in the bundle."));
    }
}
