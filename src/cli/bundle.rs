//! A migration in one file, for whoever helps from elsewhere.

use std::path::Path;

use anyhow::Context as _;
use jiff::{Timestamp, tz::TimeZone};

use super::{
    arguments::{Bundle, ReportFormat},
    exit::{Exit, Usage},
    output::{command_word, complain},
    record::{document, for_support},
    source::{Source, exit_of},
};
use crate::{
    domain::{infrastructure::Side, sight::Sight, text::shown},
    engine::session::Session,
    report::data::ReportData,
    runtime::{
        bundle::{BundlePurpose, Contents, DOCUMENTS, Manifest, pack},
        folder::Migration,
        output,
    },
    view::panel::sight_words,
};

/// Packs a migration, with its report and the text for Support. Whoever reads it may be anywhere: times are in
/// the zone of its people, or in UTC where that is not on record.
pub(super) fn bundle(wanted: &Bundle) -> anyhow::Result<Exit> {
    if wanted.folder.is_file() {
        return Err(
            Usage(format!("{} is a file, but only a migration folder can be packed", wanted.folder.display())).into()
        );
    }
    let source = Source::of(&wanted.folder)?;
    if source.bundle().is_some() {
        return Err(Usage(format!("{} is an unpacked bundle: send the bundle itself", wanted.folder.display())).into());
    }
    let (migration, recorded) = source.recorded()?;
    let migration = Migration { session: migration.session.packed_at(Timestamp::now()), ..migration };
    let report = ReportData::of(&migration.session, &recorded, migration.head.hash);
    let zone = migration.session.run.zone.clone().unwrap_or(TimeZone::UTC);
    let report = |format| document(&report, format, &zone);
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
        purpose: if wanted.with_licenses { BundlePurpose::LookingWithLicenses } else { BundlePurpose::Looking },
    };
    let mut packed = None;
    output::write_private(&wanted.output, |file| {
        packed = Some(pack(&contents, file)?);
        Ok(())
    })
    .with_context(|| format!("{} cannot be written", wanted.output.display()))?;
    let lost = packed.iter().flat_map(|manifest| told(&wanted.output, manifest, &migration.session)).count();
    let exit = exit_of(&migration);
    Ok(if lost == 0 { exit } else { Exit::Damaged })
}

/// Tells what the bundle contains; the answer is what it lacks, or lacked when it was packed, which is told too.
fn told(output: &Path, manifest: &Manifest, session: &Session) -> Vec<String> {
    let count = |folder: &str| manifest.files.iter().filter(|packed| packed.name.starts_with(folder)).count();
    let licenses = if manifest.licenses { count("licenses/").to_string() } else { "no".to_owned() };
    complain(&format!(
        "{}: {} records, {} evidence files, {licenses} license files. Open it with `acmove replay {}`.",
        output.display(),
        manifest.journal.events,
        count("evidence/"),
        command_word(output)
    ));
    session.beyond.notice().iter().for_each(|notice| complain(notice));
    let missing = manifest
        .missing
        .iter()
        .map(|name| format!("{name} is missing, unreadable or changed, so it is not in the bundle."));
    let lost: Vec<String> = missing.chain(lost_when_packed(session)).collect();
    for line in &lost {
        complain(line);
    }
    lost
}

/// The license files in use that were lost, or could not be read, when a bundle was packed.
pub(super) fn lost_when_packed(session: &Session) -> Vec<String> {
    let sides = |environment| [Side::Source, Side::Target].map(|side| (environment, side));
    let all = session.run.every_environment().flat_map(sides);
    let line = |(environment, side)| {
        let name = session.run.vault_name(environment, side)?;
        let sight = session.sight(environment, side);
        let is_fault = sight.is_lost() || matches!(sight, Sight::Unreadable(_));
        is_fault.then(|| format!("{name}: {}", sight_words(session, &sight)))
    };
    all.filter_map(line).collect()
}
