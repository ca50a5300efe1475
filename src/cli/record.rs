//! Commands that write the record of a migration: the report, and the text for Support.

use std::path::Path;

use anyhow::Context as _;
use jiff::tz::TimeZone;

use super::{
    Out,
    arguments::{Report, ReportFormat},
    data,
    exit::{Exit, Usage},
    json_text,
    source::{Source, exit_of},
};
use crate::{
    domain::{text::shown, ticket},
    report::{
        account::Account,
        written::{html, markdown},
    },
    runtime::output::write_text,
};

/// The zone in which times are told.
pub(super) fn zone(utc: bool) -> TimeZone {
    if utc { TimeZone::UTC } else { TimeZone::system() }
}

/// The record up to where the journal is intact.
pub(super) fn report(out: Out, wanted: &Report) -> anyhow::Result<Exit> {
    let unknown = || Usage("the file's ending is none of md, html and json; say which it is with --format".to_owned());
    let format = wanted.format().ok_or_else(unknown)?;
    let (migration, recorded) = Source::of(&wanted.path)?.recorded()?;
    let account = Account::of(&migration.session, &recorded, migration.head.hash);
    let text = match format {
        ReportFormat::Md => shown(&markdown(&account, &zone(wanted.utc))?),
        ReportFormat::Html => shown(&html(&account, &zone(wanted.utc))?),
        ReportFormat::Json => json_text(&account)?,
    };
    match (&wanted.output, format) {
        (Some(path), _) => write(path, &text)?,
        (None, ReportFormat::Json) => drop(data(&text)?),
        (None, ReportFormat::Md | ReportFormat::Html) => out.text(&text)?,
    }
    Ok(exit_of(&migration))
}

/// Writes a file that somebody asked for.
pub(super) fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    write_text(path, text).with_context(|| format!("{} cannot be written", path.display()))
}

/// The text for Support.
pub(super) fn ticket(out: Out, folder: &Path) -> anyhow::Result<Exit> {
    let migration = Source::of(folder)?.read()?;
    if let Some(warning) = migration.session.warning() {
        out.text(&warning)?;
    }
    out.text(&ticket::ticket(&migration.session.run, &migration.session.outlook))?;
    Ok(exit_of(&migration))
}
