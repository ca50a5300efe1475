//! Commands that write the record of a migration: the report, and the text for Support.

use std::{
    io::{self, IsTerminal as _},
    path::Path,
};

use anyhow::Context as _;
use jiff::{Timestamp, tz::TimeZone};

use super::{
    arguments::{Report, ReportFormat, TextFormat},
    exit::{Exit, Usage},
    output::{Out, data, json_text},
    source::{Source, exit_of},
};
use crate::{
    domain::{
        run::Run,
        text::shown,
        ticket::{LONGEST_LINE, wrapped},
    },
    engine::session::Session,
    report::{
        data::ReportData,
        render::{html, markdown},
        ticket,
    },
    runtime::{clipboard, output::write_text},
    tui::message::CopyOutcome,
    view::support_text::{support_text, support_ticket, with_notices},
};

/// The zone in which the times of a migration are told: that of its people, else this machine's.
pub(super) fn zone(run: &Run, utc: bool) -> TimeZone {
    if utc { TimeZone::UTC } else { run.zone.clone().unwrap_or_else(TimeZone::system) }
}

/// The record up to where the journal is intact.
pub(super) fn report(out: Out<'_>, wanted: &Report) -> anyhow::Result<Exit> {
    let unknown = || Usage("the output file does not end in md, html or json; set the format with --format".to_owned());
    let format = wanted.format().ok_or_else(unknown)?;
    let (migration, recorded) = Source::of(&wanted.path)?.recorded()?;
    let report = ReportData::of(&migration.session, &recorded, migration.head.hash);
    // A bundle says how it was when it was packed.
    let is_now = migration.session.packed_at.is_none();
    let report = if is_now { report.written_at(Timestamp::now()) } else { report };
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

/// Prints or copies the text for Support, in a format, with the question where one was given.
pub(super) fn ticket(
    out: Out<'_>,
    folder: &Path,
    (copy, format, question): (bool, TextFormat, Option<&str>),
) -> anyhow::Result<Exit> {
    let migration = Source::of(folder)?.read()?;
    let session = &migration.session;
    let ticket = support_ticket(session, Timestamp::now(), question);
    let notices: Vec<String> = session.notices().collect();
    let text = match format {
        TextFormat::Text => with_notices(session, &wrapped(&ticket.text(), LONGEST_LINE)),
        TextFormat::Md => ticket::markdown(&ticket, &notices)?,
        TextFormat::Html => ticket::html(&ticket, &notices)?,
        TextFormat::Json => json_text(&ticket::json(&ticket, &notices))?,
    };
    if copy { copy_text(out, &text) } else { out.text(&text) }?;
    Ok(exit_of(&migration))
}

/// Copies the text for Support, and says what came of it.
fn copy_text(out: Out<'_>, text: &str) -> anyhow::Result<()> {
    let system = clipboard::of_system();
    if system.is_none() && !io::stdout().is_terminal() {
        anyhow::bail!("there is no clipboard here and no terminal that can copy; write a file with -o FILE");
    }
    let outcome =
        system.map_or_else(|| clipboard::ask_terminal(text), |mut system| clipboard::write(&mut *system, text));
    let what = format!("the text for Support, {} lines", text.lines().count());
    match outcome {
        CopyOutcome::Copied => out.text(&format!("Copied: {what}.")),
        CopyOutcome::Asked(caveat) => out.text(&format!("acmove asked the terminal to copy {what}.{caveat}")),
        CopyOutcome::TooLong => {
            anyhow::bail!("{what}, is too long for the clipboard of a terminal; write a file with -o FILE")
        }
        CopyOutcome::NotCopied(why) => anyhow::bail!("{what}, was not copied. {why} Write a file with -o FILE."),
    }
}
