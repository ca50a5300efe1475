//! Commands that only look.

use std::{io::Read as _, path::Path};

use anyhow::Context as _;
use jiff::{Timestamp, tz::TimeZone};

use super::{
    arguments::TextFormat,
    exit::{Exit, Usage},
    follow::follow,
    output::Out,
    source::{Source, exit_of, exit_of_state},
};
use crate::{
    catalog,
    domain::{
        code_check::CodeCheck,
        page::Reading,
        publish::{ModulePage, PublishText},
    },
    engine::session::Session,
    reading,
    report::{outline::outline, plan, status},
    runtime::{folder, inspector::read as read_file},
    view::{
        flow::flow,
        pages::{Page, text_of},
        times::Moment,
    },
};

/// The most that is read of a page, in bytes.
const LARGEST_PAGE: u64 = 4 * 1024 * 1024;

/// How `status` is told.
#[derive(Debug, Clone, Copy)]
pub(super) struct StatusWanted {
    /// For programs.
    pub(super) json: bool,
    /// Every change as it comes.
    pub(super) follow: bool,
    /// The exit code tells the state.
    pub(super) exit_code: bool,
}

pub(super) fn status(out: Out<'_>, folder: &Path, wanted: StatusWanted) -> anyhow::Result<Exit> {
    if wanted.follow {
        return follow(folder, wanted.json, wanted.exit_code);
    }
    let (json, exit_code) = (wanted.json, wanted.exit_code);
    let migration = Source::of(folder)?.read()?;
    if json {
        out.json(&status::status(&migration.session, migration.head.hash, Timestamp::now()))?;
    } else {
        out.text(&status::lines(&migration.session, &moment(&migration.session)).join("\n"))?;
    }
    let exit = exit_of(&migration);
    Ok(if exit_code && exit == Exit::Done { exit_of_state(&migration.session, Timestamp::now()) } else { exit })
}

/// Now, as it is told here.
fn moment(session: &Session) -> Moment {
    Moment::of(session, Timestamp::now(), Some(&TimeZone::system()))
}

pub(super) fn plan(
    out: Out<'_>,
    folder: Option<&Path>,
    infrastructure: Option<&Path>,
    procedure: Option<&str>,
    format: TextFormat,
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
        TextFormat::Text => out.text(&plan::text(&outline)?)?,
        TextFormat::Md => out.text(&plan::markdown(&outline)?)?,
        TextFormat::Html => out.text(&plan::html(&outline)?)?,
        TextFormat::Json => out.json(&outline)?,
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
        Reading::CodeCheck(check) => return modules(check),
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

/// What a page of `ActivationCodeCheck` shows.
fn modules(check: &CodeCheck) -> String {
    let whose = if check.is_practice {
        "A page of ActivationCodeCheck of a practice infrastructure: REHEARSAL"
    } else {
        "A page of ActivationCodeCheck"
    };
    let code = check.activation_code.as_ref().map_or_else(|| "not on the page".to_owned(), ToString::to_string);
    format!("{whose}\n{:<28} {code}\n{:<28} {}", "Environment Activation code", "Result", check.words())
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
