//! Commands that only look.

use std::{io::Read as _, path::Path, time::Duration};

use anyhow::Context as _;
use jiff::Timestamp;
use serde_json::to_string_pretty;

use super::{
    arguments::PlanFormat,
    exit::{Exit, Usage},
    print,
};
use crate::{
    app::{desk::Page, layout::flow, pages::page_text, session::Session},
    catalog,
    domain::{event::Event, infrastructure::Side, page::Reading, text::shown, ticket},
    journal::{Evidence, Vault},
    reading,
    report::{
        markdown::{Told, markdown},
        outline::outline,
        status,
    },
    runtime::{
        folder::{self, Migration},
        looker::{Looker, read as read_file},
    },
};

/// The most that is read of a page, in bytes.
const LARGEST_PAGE: u64 = 4 * 1024 * 1024;

/// How often a followed journal is looked at.
const PAUSE: Duration = Duration::from_millis(250);

/// A migration, with what is in its vault now.
fn migration(folder: &Path) -> anyhow::Result<Migration> {
    let mut migration = folder::read(folder)?;
    see_vault(&mut migration.session, folder);
    Ok(migration)
}

fn see_vault(session: &mut Session, folder: &Path) {
    let places = 0..session.run.environments().len();
    let expected: Vec<_> = places.map(|place| session.expected(place)).collect();
    session.vault = Looker::of(folder).sight(&expected);
}

/// The exit code of looking: damage is said, and what precedes it is shown all the same.
fn exit_of(migration: &Migration) -> Exit {
    match &migration.damage {
        Some(damage) => {
            super::complain(&damage.to_string());
            Exit::Damaged
        }
        None => Exit::Done,
    }
}

pub(super) fn status(folder: &Path, json: bool, follow: bool) -> anyhow::Result<Exit> {
    if follow {
        return follow_status(folder);
    }
    let migration = migration(folder)?;
    if json {
        print(&to_string_pretty(&status::status(&migration.session, migration.head.hash, Timestamp::now()))?)?;
    } else {
        let lines: Vec<String> = status::lines(&migration.session).iter().map(|line| shown(line)).collect();
        print(&lines.join("\n"))?;
    }
    Ok(exit_of(&migration))
}

/// One JSON line now, and one for every change of the journal, until the migration is over.
fn follow_status(folder: &Path) -> anyhow::Result<Exit> {
    let mut shown = None;
    loop {
        let migration = migration(folder)?;
        if shown != Some(migration.head) {
            shown = Some(migration.head);
            print(&serde_json::to_string(&status::status(&migration.session, migration.head.hash, Timestamp::now()))?)?;
        }
        if migration.damage.is_some() || migration.session.outlook.state.is_final() {
            return Ok(exit_of(&migration));
        }
        wait_for_change(folder);
    }
}

/// Waits until the journal has another size.
fn wait_for_change(folder: &Path) {
    let size = || std::fs::metadata(folder.join("journal.jsonl")).map(|metadata| metadata.len()).ok();
    let before = size();
    while size() == before {
        std::thread::sleep(PAUSE);
    }
}

pub(super) fn plan(
    folder: Option<&Path>,
    infrastructure: Option<&Path>,
    procedure: Option<&str>,
    format: PlanFormat,
) -> anyhow::Result<Exit> {
    let outline = match (folder, infrastructure) {
        (Some(folder), _) => {
            let migration = folder::read(folder)?;
            outline(&migration.session.run.procedure, &migration.session.run.infrastructure)
        }
        (None, Some(file)) => {
            let (description, _, edition) = folder::describe(file, procedure)?;
            outline(&edition.procedure, &description.infrastructure)
        }
        (None, None) => return Err(Usage("name a migration, or give --infrastructure FILE".to_owned()).into()),
    };
    print(&match format {
        PlanFormat::Text => outline.text(),
        PlanFormat::Md => outline.markdown(),
        PlanFormat::Json => to_string_pretty(&outline)?,
    })?;
    Ok(Exit::Done)
}

pub(super) fn rollback(folder: &Path, json: bool) -> anyhow::Result<Exit> {
    let migration = migration(folder)?;
    if json {
        print(&to_string_pretty(&status::rollback(&migration.session))?)?;
    } else {
        let text = page_text(&migration.session, Page::Rollback, migration.session.next());
        let lines = flow(&text, 100).into_iter().map(|line| line.into_iter().map(|part| part.text).collect::<String>());
        print(&shown(&lines.collect::<Vec<_>>().join("\n")))?;
    }
    Ok(exit_of(&migration))
}

pub(super) fn read(file: &Path, json: bool) -> anyhow::Result<Exit> {
    let bytes = if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().take(LARGEST_PAGE).read_to_end(&mut bytes).context("standard input cannot be read")?;
        bytes
    } else {
        read_file(file, LARGEST_PAGE).map_err(Usage)?
    };
    let reading = reading::read(&bytes);
    if json {
        print(&to_string_pretty(&reading)?)?;
    } else {
        print(&shown(&in_words(&reading)))?;
    }
    Ok(Exit::Done)
}

/// What was read, a line for each field; what the page does not say is said so.
fn in_words(reading: &Reading) -> String {
    let page = match reading {
        Reading::LicensingPage(page) => page,
        Reading::Message { class } => {
            let class = serde_json::to_value(class).ok().and_then(|class| class.as_str().map(str::to_owned));
            return format!("A message: {}", class.unwrap_or_default());
        }
        Reading::Unknown => return "Neither a Licensing page nor a message that acmove knows.".to_owned(),
    };
    let or_not = |value: Option<String>| value.unwrap_or_else(|| "not on the page".to_owned());
    let mut lines = vec!["A Licensing page".to_owned()];
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

/// Checks the chain, and every file that a fact speaks of.
pub(super) fn verify(folder: &Path) -> anyhow::Result<Exit> {
    let (vault, evidence) = (Vault::of(folder), Evidence::of(folder));
    let mut faults = Vec::new();
    let mut files = 0;
    let migration = folder::replay(folder, |record, run| {
        let checked = match &record.event {
            Event::LicenseKept { step, file, .. } => {
                let place = run.plan.place(step);
                let side = place.and_then(|place| run.step_text(place).kind.side_of_license()).unwrap_or(Side::Source);
                let environment = place.and_then(|place| run.planned(place).environment);
                let Some(environment) = environment else { return };
                let name = Vault::file_name(&run.described(environment).id, side, &file.sha256);
                vault.verify(&name, &file.sha256)
            }
            Event::PagePassed { evidence: digest, .. }
            | Event::PageFailed { evidence: digest, .. }
            | Event::PageSeen { evidence: digest, .. } => evidence.read(digest).map(drop),
            _ => return,
        };
        files += 1;
        if let Err(fault) = checked {
            faults.push(format!("record {}: {fault}", record.seq));
        }
    })?;
    print(&format!("journal: {} records, chain intact, head {}", migration.session.run.facts, migration.head.hash))?;
    for fault in &faults {
        print(&shown(fault))?;
    }
    print(&format!("files: {files} checked, {} at fault", faults.len()))?;
    Ok(if faults.is_empty() { Exit::Done } else { Exit::Damaged })
}

pub(super) fn report(folder: &Path, output: Option<&Path>) -> anyhow::Result<Exit> {
    let mut facts = Vec::new();
    let mut migration = folder::replay(folder, |record, run| facts.push(Told::of(record, run)))?;
    see_vault(&mut migration.session, folder);
    let text = markdown(&migration.session, &facts, migration.head.hash);
    match output {
        Some(path) => std::fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))?,
        None => print(&text)?,
    }
    Ok(Exit::Done)
}

pub(super) fn ticket(folder: &Path) -> anyhow::Result<Exit> {
    let migration = folder::read(folder)?;
    print(&shown(&ticket::ticket(&migration.session.run, &migration.session.outlook)))?;
    Ok(exit_of(&migration))
}

pub(super) fn procedures() -> anyhow::Result<Exit> {
    for edition in catalog::editions() {
        let procedure = catalog::procedure(edition.id, edition.text)?;
        let default = if edition.id == catalog::DEFAULT_EDITION { " (default)" } else { "" };
        print(&format!("{}{default}\n  {} ({})", procedure.id, procedure.title, procedure.edition))?;
        for line in &procedure.differs {
            print(&format!("  - {line}"))?;
        }
    }
    Ok(Exit::Done)
}

pub(super) fn show_procedure(id: &str) -> anyhow::Result<Exit> {
    print(&folder::edition(id)?.text)?;
    Ok(Exit::Done)
}

pub(super) fn check_procedure(file: &Path) -> anyhow::Result<Exit> {
    let text = folder::read_text(file)?;
    let shown = file.display().to_string();
    let procedure = catalog::procedure(&shown, &text)?;
    let steps: usize = procedure.all_phases().map(|phase| phase.steps.len()).sum();
    print(&format!("{shown}: fine; {} phases, {steps} steps", procedure.phases.len()))?;
    Ok(Exit::Done)
}
