//! Commands that write the record of a migration: the report, and the text for Support.

use std::path::Path;

use anyhow::Context as _;
use jiff::{Timestamp, tz::TimeZone};

use super::{
    arguments::{Report, ReportFormat},
    exit::{Exit, Usage},
    output::{Out, data, json_text},
    source::{Source, exit_of},
};
use crate::{
    domain::{run::Run, text::shown},
    engine::session::Session,
    report::{
        data::ReportData,
        render::{html, markdown},
    },
    runtime::output::write_text,
    view::support_text::{support_text, with_notices},
};

/// The zone in which the times of a migration are told: that of its people, else this machine's.
pub(super) fn zone(run: &Run, utc: bool) -> TimeZone {
    if utc { TimeZone::UTC } else { run.zone.clone().unwrap_or_else(TimeZone::system) }
}

/// The record up to where the journal is intact.
pub(super) fn report(out: Out, wanted: &Report) -> anyhow::Result<Exit> {
    let unknown = || Usage("the file's ending is none of md, html and json; say which it is with --format".to_owned());
    let format = wanted.format().ok_or_else(unknown)?;
    let (migration, recorded) = Source::of(&wanted.path)?.recorded()?;
    let report = ReportData::of(&migration.session, &recorded, migration.head.hash);
    let text = document(&report, format, &zone(&migration.session.run, wanted.utc))?;
    match (&wanted.output, format) {
        (Some(path), _) => write(path, &text)?,
        (None, ReportFormat::Json) => drop(data(&text)?),
        (None, ReportFormat::Md | ReportFormat::Html) => out.text(&text)?,
    }
    Ok(exit_of(&migration))
}

/// The record as a document.
pub(super) fn document(report: &ReportData<'_>, format: ReportFormat, zone: &TimeZone) -> anyhow::Result<String> {
    Ok(match format {
        ReportFormat::Md => shown(&markdown(report, zone)?),
        ReportFormat::Html => shown(&html(report, zone)?),
        ReportFormat::Json => json_text(report)?,
    })
}

/// The text for Support at a moment.
pub(super) fn for_support(session: &Session, now: Timestamp) -> String {
    with_notices(session, &support_text(session, now))
}

/// Writes a file that somebody asked for.
pub(super) fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    write_text(path, text).with_context(|| format!("{} cannot be written", path.display()))
}

/// Prints the text for Support.
pub(super) fn ticket(out: Out, folder: &Path) -> anyhow::Result<Exit> {
    let migration = Source::of(folder)?.read()?;
    out.text(&for_support(&migration.session, Timestamp::now()))?;
    Ok(exit_of(&migration))
}
