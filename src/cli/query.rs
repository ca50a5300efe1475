//! Commands that only look.

use std::{io::Read as _, path::Path, time::Duration};

use anyhow::Context as _;
use jiff::{Timestamp, tz::TimeZone};

use super::{
    arguments::PlanFormat,
    exit::{Exit, Usage},
    output::{Out, data},
    source::{Source, exit_of},
};
use crate::{
    catalog,
    domain::{
        page::Reading,
        publish::{ModulePage, PublishText},
        text::escaped,
    },
    engine::session::Session,
    reading,
    report::{outline::outline, status},
    runtime::{folder, inspector::read as read_file, reader::wait_while_read},
    view::{
        flow::flow,
        pages::{Page, text_of},
        times::Moment,
    },
};

/// The most that is read of a page, in bytes.
const LARGEST_PAGE: u64 = 4 * 1024 * 1024;

/// How often a followed journal is looked at.
const PAUSE: Duration = Duration::from_millis(250);

pub(super) fn status(out: Out<'_>, folder: &Path, json: bool, follow: bool) -> anyhow::Result<Exit> {
    if follow {
        return follow_status(folder);
    }
    let migration = Source::of(folder)?.read()?;
    if json {
        out.json(&status::status(&migration.session, migration.head.hash, Timestamp::now()))?;
    } else {
        out.text(&status::lines(&migration.session, &moment(&migration.session)).join("\n"))?;
    }
    Ok(exit_of(&migration))
}

/// Now, as it is told here.
fn moment(session: &Session) -> Moment {
    Moment::of(session, Timestamp::now(), Some(&TimeZone::system()))
}

/// One JSON line now, one for every fact that is recorded from now on, and one when the time alone changes what is asked; until
/// the migration is over or nobody reads.
fn follow_status(folder: &Path) -> anyhow::Result<Exit> {
    let source = Source::of(folder)?;
    let (mut told, mut is_out_of_date) = (None, true);
    loop {
        // Size and time come first: what is written, or passes, after them wakes the next look.
        let (size, looked) = (size(source.folder()), Timestamp::now());
        let mut lines = Vec::new();
        let mut line = |session: &Session, head| {
            lines.push(serde_json::to_string(&status::status(session, head, Timestamp::now())));
        };
        let migration = source.replay(|record, run| {
            if told.is_some_and(|told| record.seq > told) {
                line(&source.session(Session::of(run.clone(), String::new())), record.hash);
            }
        })?;
        // That the journal is damaged by now is told, whatever was told before.
        let is_lost = migration.damage.is_some() && told.is_some();
        if is_lost || told.is_none_or(|told| told == migration.head.seq) && is_out_of_date {
            line(&source.session(migration.session.clone()), migration.head.hash);
        }
        told = Some(migration.head.seq);
        for line in lines {
            if !data(&escaped(&line?))? {
                return Ok(Exit::Done);
            }
        }
        let is_over = migration.session.outlook.state.is_final() || source.bundle().is_some();
        if migration.damage.is_some() || is_over {
            return Ok(exit_of(&migration));
        }
        is_out_of_date = false;
        while self::size(source.folder()) == size && !is_out_of_date {
            // Whoever read it may be gone long before there is anything more to tell.
            if wait_while_read(PAUSE) {
                return Ok(Exit::Done);
            }
            is_out_of_date = migration.session.asks_anew(looked, Timestamp::now());
        }
    }
}

/// The size of the journal.
fn size(folder: &Path) -> Option<u64> {
    std::fs::metadata(folder.join("journal.jsonl")).map(|metadata| metadata.len()).ok()
}

pub(super) fn plan(
    out: Out<'_>,
    folder: Option<&Path>,
    infrastructure: Option<&Path>,
    procedure: Option<&str>,
    format: PlanFormat,
) -> anyhow::Result<Exit> {
    let (outline, exit) = match (folder, infrastructure) {
        (Some(folder), _) => {
            let migration = Source::of(folder)?.read()?;
            let run = &migration.session.run;
            (outline(&run.procedure, &run.infrastructure, run.rehearsal), exit_of(&migration))
        }
        (None, Some(file)) => {
            let (description, _, edition) = folder::describe(file, procedure)?;
            (outline(&edition.procedure, &description.infrastructure, description.is_rehearsal), Exit::Done)
        }
        (None, None) => return Err(Usage("name a migration folder, or use --infrastructure FILE".to_owned()).into()),
    };
    match format {
        PlanFormat::Text => out.text(&outline.text())?,
        PlanFormat::Md => out.text(&outline.markdown())?,
        PlanFormat::Json => out.json(&outline)?,
    }
    Ok(exit)
}

pub(super) fn rollback(out: Out<'_>, folder: &Path, json: bool) -> anyhow::Result<Exit> {
    let migration = Source::of(folder)?.read()?;
    if json {
        out.json(&status::rollback(&migration.session))?;
    } else {
        let text = text_of(&migration.session, Page::Rollback, &moment(&migration.session));
        let lines = flow(&text, 100).into_iter().map(|line| line.into_iter().map(|part| part.text).collect::<String>());
        let watermark = migration.session.run.rehearsal.then(|| "REHEARSAL".to_owned());
        out.text(&watermark.into_iter().chain(lines).collect::<Vec<_>>().join("\n"))?;
    }
    Ok(exit_of(&migration))
}

pub(super) fn read(out: Out<'_>, file: &Path, json: bool) -> anyhow::Result<Exit> {
    let bytes = if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().take(LARGEST_PAGE + 1).read_to_end(&mut bytes).context("cannot read standard input")?;
        bytes
    } else {
        read_file(file, LARGEST_PAGE + 1).map_err(Usage)?
    };
    if bytes.len() as u64 > LARGEST_PAGE {
        return Err(Usage(format!("{} is larger than 4 MiB, so it is not a Licensing page", file.display())).into());
    }
    let reading = reading::read(&bytes);
    if json {
        out.json(&reading)?;
    } else {
        out.text(&in_words(&reading, &reading::read_publish(&bytes)))?;
    }
    Ok(Exit::Done)
}

/// The fields that were read, one per line; a field that the page lacks is named too.
fn in_words(reading: &Reading, publish: &PublishText) -> String {
    let page = match reading {
        Reading::LicensingPage(page) => page,
        Reading::Message { class } => {
            let class = serde_json::to_value(class).ok().and_then(|class| class.as_str().map(str::to_owned));
            let is_sure = match publish {
                PublishText::Published(success) => success.is_whole(),
                PublishText::Failed(_) => true,
                PublishText::ModulePage(_) | PublishText::Unclear => false,
            };
            let doubt = if is_sure { "" } else { ". At a test publish, acmove asks you what it says." };
            return format!("A message: {}{doubt}", class.unwrap_or_default());
        }
        Reading::Unknown => return unknown(publish),
    };
    let or_not = |value: Option<String>| value.unwrap_or_else(|| "not on the page".to_owned());
    let whose =
        if page.is_practice { "A Licensing page of a practice infrastructure: REHEARSAL" } else { "A Licensing page" };
    let mut lines = vec![whose.to_owned()];
    let banner = serde_json::to_value(page.banner).ok().and_then(|banner| banner.as_str().map(str::to_owned));
    for (name, value) in [
        ("Organization Name", page.organization.clone()),
        ("Edition Name", page.edition.clone()),
        ("License Type", page.license_type.clone()),
        ("Activation Code", page.activation_code.as_ref().map(ToString::to_string)),
        ("Serial Number", page.serial.as_ref().map(ToString::to_string)),
        ("End Date", page.end_date.as_ref().map(ToString::to_string)),
        ("Environment", page.environment.clone()),
        ("Platform version", page.platform_version.clone()),
        ("Intellectual Property", page.intellectual_property.as_ref().map(ToString::to_string)),
        ("Banner", banner),
    ] {
        lines.push(format!("{name:<22} {}", or_not(value)));
    }
    lines.extend(page.problems.iter().map(|problem| format!("! {problem}")));
    lines.join("\n")
}

/// A text that is neither a Licensing page nor a message: the page of a module, or nothing that is known.
fn unknown(publish: &PublishText) -> String {
    match publish {
        PublishText::ModulePage(ModulePage { module: Some(module), last_published: Some(time), .. }) => {
            let time = time.strftime("%Y-%m-%d %H:%M:%S");
            format!("The page of the module {module}: last published at {time} by the clock of its server.")
        }
        PublishText::ModulePage(_) | PublishText::Published(_) | PublishText::Failed(_) | PublishText::Unclear => {
            "This is neither a Licensing page nor a message that acmove knows.".to_owned()
        }
    }
}

pub(super) fn procedures(out: Out<'_>) -> anyhow::Result<Exit> {
    for edition in catalog::editions() {
        let procedure = catalog::procedure(edition.id, edition.text)?;
        let default = if edition.id == catalog::DEFAULT_EDITION { " (default)" } else { "" };
        out.text(&format!("{}{default}\n  {} ({})", procedure.id, procedure.title, procedure.edition))?;
        for line in &procedure.differs {
            out.text(&format!("  - {line}"))?;
        }
    }
    Ok(Exit::Done)
}

pub(super) fn show_procedure(out: Out<'_>, id: &str) -> anyhow::Result<Exit> {
    out.text(&folder::edition(id)?.text)?;
    Ok(Exit::Done)
}

pub(super) fn check_procedure(out: Out<'_>, file: &Path) -> anyhow::Result<Exit> {
    let text = folder::read_text(file)?;
    let shown = file.display().to_string();
    let procedure = catalog::procedure(&shown, &text)?;
    let steps: usize = procedure.all_phases().map(|phase| phase.steps.len()).sum();
    out.text(&format!("{shown}: no errors; {} phases, {steps} steps", procedure.phases.len()))?;
    Ok(Exit::Done)
}
