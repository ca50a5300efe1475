//! This machine: terminal, browser, clock, folders.

use std::{
    fs::File,
    io::{self, IsTerminal as _},
    path::Path,
};

use jiff::{Timestamp, tz::TimeZone};

use super::check::{Check, CheckResult};
use crate::{
    domain::{infrastructure::Infrastructure, run::Run, sentence::clock_behind},
    engine::{download::DownloadFilter, ports::Inspect as _},
    journal::{Real, Trial, cause::told, disk},
    runtime::{
        folder::{self, FolderError, Migration},
        inspector::Inspector,
        platform, signs, tty,
    },
    tui::{draw::theme::Depth, layout::SMALLEST},
    view::mark::{Mark, Signs},
};

/// A clock before this is surely wrong: acmove did not exist then.
const TOO_EARLY: Timestamp = Timestamp::constant(1_767_225_600, 0);

/// Columns and rows at which everything has room.
const COMFORTABLE: (u16, u16) = (80, 24);

pub(super) fn checks(path: &Path, signs: Signs) -> Vec<Check> {
    let read = folder::is_free(path).is_err().then(|| folder::read(path));
    let run = read.as_ref().and_then(|read| read.as_ref().ok()).map(|migration| &migration.session.run);
    let clock = clock(Timestamp::now(), run);
    let trial = Trial::of(existing(path), &Real);
    let marks = io::stdout().is_terminal().then(|| marks(signs));
    let others = [browser(), clock, here(path, read, &trial), file_system(&trial)];
    [terminal()].into_iter().chain(marks).chain(others).collect()
}

/// The marks, for whoever looks at them: which signs its font has is known to no terminal.
pub fn marks(signs: Signs) -> Check {
    let marks = Mark::ALL.map(|mark| format!("{} {}", signs.mark(mark), mark.name())).join(", ");
    let compare = "Check that no two signs look alike. If you see boxes, use";
    let (verdict, said) = match signs {
        Signs::Unicode => (CheckResult::Careful, format!("{marks}. {compare} --signs console, or --ascii.")),
        Signs::Console => (
            CheckResult::Careful,
            format!("{marks}. {compare} --ascii. In Windows Terminal, --signs unicode shows clearer ones."),
        ),
        Signs::Ascii => (CheckResult::Works, format!("{marks}. Every terminal has these.")),
    };
    Check::new("marks", verdict, said)
}

fn terminal() -> Check {
    if !(io::stdout().is_terminal() && io::stdin().is_terminal()) {
        let said = "This is not a terminal. Use `acmove run` for plain text, or start acmove in a terminal.";
        return Check::new("terminal", CheckResult::Careful, said);
    }
    if let Err(why) = tty::is_able() {
        return Check::new("terminal", CheckResult::Fails, format!("{why}. Use `acmove run` for plain text."));
    }
    let (columns, rows) = tty::size();
    let colors = match platform::depth() {
        Depth::Sixteen => "16 colors",
        Depth::Many => "256 colors",
    };
    let said = format!("{columns} columns, {rows} rows, {colors}.");
    if columns < SMALLEST.0 || rows < SMALLEST.1 {
        let (least_columns, least_rows) = SMALLEST;
        return Check::new(
            "terminal",
            CheckResult::Fails,
            format!("{said} Make it at least {least_columns}x{least_rows}."),
        );
    }
    if columns < COMFORTABLE.0 || rows < COMFORTABLE.1 {
        return Check::new("terminal", CheckResult::Careful, format!("{said} At 80x24 or more, acmove shows more."));
    }
    if !signs::is_utf8() {
        let said = format!(
            "{said} The locale is not UTF-8, so acmove uses ASCII characters only. Set LC_ALL=C.UTF-8 for all characters."
        );
        return Check::new("terminal", CheckResult::Careful, said);
    }
    Check::new("terminal", CheckResult::Works, said)
}

fn browser() -> Check {
    if platform::has_desktop() {
        Check::new("browser", CheckResult::Works, "o opens addresses in the browser of this desktop.")
    } else {
        let said = "There is no desktop here, so o asks your terminal to copy addresses.";
        Check::new("browser", CheckResult::Off, said)
    }
}

/// The clock of this machine, by itself and against the latest record of a migration.
fn clock(now: Timestamp, run: Option<&Run>) -> Check {
    let zone = TimeZone::system();
    let is_known = !zone.is_unknown();
    let said = format!("{} here, {now:.0} in UTC.", now.to_zoned_datetime(zone).strftime("%Y-%m-%d %H:%M %Z"));
    if now < TOO_EARLY {
        return Check::new(
            "clock",
            CheckResult::Fails,
            format!("{said} Correct the clock: acmove records every fact with its time."),
        );
    }
    match run.and_then(|run| clock_behind(run, now)) {
        Some(behind) => Check::new("clock", CheckResult::Careful, format!("{said} {behind}")),
        None if !is_known => {
            let remedy = "The time zone of this machine is not known, so acmove shows times in UTC. \
                Set it, for example with TZ=Europe/Lisbon.";
            Check::new("clock", CheckResult::Careful, format!("{said} {remedy}"))
        }
        None => Check::new("clock", CheckResult::Works, said),
    }
}

/// The migration folder; or whether one could be made here.
fn here(path: &Path, read: Option<Result<Migration, FolderError>>, trial: &Trial) -> Check {
    let what = format!("folder {}", path.display());
    let Some(read) = read else {
        return Check::of(
            what,
            trial.fault.clone().map_or_else(|| Ok("You can create a migration here.".to_owned()), Err),
        );
    };
    match read {
        Ok(migration) => match (migration.damage, writable(path)) {
            (Some(damage), _) => Check::new(what, CheckResult::Fails, damage.to_string()),
            (None, _) if folder::is_bundle(path) => Check::new(
                what,
                CheckResult::Careful,
                "This is an unpacked bundle, so it is read-only (`acmove replay`).",
            ),
            (None, Err(why)) => Check::new(what, CheckResult::Fails, why),
            (None, Ok(())) if migration.session.beyond.torn_bytes().is_some() => {
                let told: Vec<String> = migration.session.notices().collect();
                Check::new(what, CheckResult::Careful, told.join(" "))
            }
            (None, Ok(())) => {
                let run = &migration.session.run;
                let said = format!("{}, {} facts, the journal is intact.", run.infrastructure.name, run.facts);
                Check::new(what, CheckResult::Works, said)
            }
        },
        Err(error) => Check::new(what, CheckResult::Fails, error.to_string()),
    }
}

/// What the file system lacks of what a migration needs.
pub fn file_system(trial: &Trial) -> Check {
    let what = trial.name.as_ref().map_or_else(|| "file system".to_owned(), |name| format!("file system {name}"));
    let lacking = folder::lacking(trial);
    match &trial.fault {
        Some(fault) => Check::new(what, CheckResult::Fails, format!("{fault} Choose a folder on a local disk.")),
        None if lacking.is_empty() => {
            Check::new(what, CheckResult::Works, "Locks, syncs, renames and read-only files work.")
        }
        None => {
            let said = format!("Locks, syncs and renames work. {}", lacking.join(" "));
            Check::new(what, CheckResult::Careful, said)
        }
    }
}

/// The folder, or the nearest above it that is there.
fn existing(path: &Path) -> &Path {
    path.ancestors().find(|folder| folder.is_dir()).unwrap_or_else(|| Path::new("."))
}

/// Whether a file can be written, synced and taken away again: in the folder, or where it would be made.
fn writable(path: &Path) -> Result<(), String> {
    let existing = existing(path);
    let file = existing.join(format!(".acmove-doctor-{}", std::process::id()));
    let tried = File::create_new(&file).and_then(|file| disk::sync(&file));
    let removed = disk::remove(&file);
    tried.and(removed).map_err(|error| format!("Cannot write to {}: {}.", existing.display(), told(&error)))
}

/// The folder of downloads.
pub(super) fn downloads(infrastructure: &Infrastructure, migration: &Path) -> Check {
    let Some(folder) = infrastructure.downloads.clone() else {
        let said = "Not configured: with downloads = \"~/Downloads\", acmove offers new license files from there.";
        return Check::new("downloads", CheckResult::Off, said);
    };
    let found = Inspector::of(migration)
        .downloads(&DownloadFilter { folder: folder.clone(), since: Timestamp::UNIX_EPOCH }, &[]);
    Check::of(
        format!("downloads {folder}"),
        found.map(|files| format!("Readable; it contains {} license files.", files.len())),
    )
}
