//! The beginning: what there is to do, and setting up a migration.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    Out,
    arguments::Looks,
    exit::{Exit, Usage},
    is_terminal, work,
};
use crate::{
    catalog,
    line::{Printer, setup},
    runtime::folder::{self, Opened},
};

/// Without a command: migrations here, what there is to do, and which one to open.
pub(super) fn start(looks: &Looks) -> anyhow::Result<Exit> {
    if !is_terminal() {
        let mut command = <super::Arguments as clap::CommandFactory>::command();
        Out { ascii: looks.ascii }.text(&command.render_help().to_string())?;
        return Ok(Exit::Usage);
    }
    let found = migrations_here();
    let ascii = looks.ascii;
    let mut out = Printer::new(io::stdout(), ascii);
    out.line("acmove moves an OutSystems infrastructure to a new Activation Code, and back.");
    for (number, (folder, line)) in found.iter().enumerate() {
        out.line(&format!("{:>3}. Open {}: {line}", number + 1, folder.display()));
    }
    out.line(&format!("{:>3}. Set up a new migration", found.len() + 1));
    out.line(&format!("{:>3}. Rehearse on the practice infrastructure", found.len() + 2));
    out.line("  0. Leave");
    out.prompt("Number:");
    let mut typed = String::new();
    io::stdin().read_line(&mut typed)?;
    match typed.trim().parse::<usize>() {
        Ok(0) => Ok(Exit::Done),
        Ok(number) if number <= found.len() => work::open(&found[number - 1].0, looks),
        Ok(number) if number == found.len() + 1 => new(None, None, None, looks),
        Ok(number) if number == found.len() + 2 => {
            let way = work::Way { answers: None, unattended: false, auto: false };
            work::rehearse(None, None, &way, looks)
        }
        Ok(_) | Err(_) => Err(Usage(format!("{:?} is none of the numbers", typed.trim())).into()),
    }
}

/// The migrations in this folder and one below it, with where they stand.
fn migrations_here() -> Vec<(PathBuf, String)> {
    let below = fs::read_dir(".").into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let mut folders: Vec<PathBuf> = below.filter(|path| path.join("journal.jsonl").is_file()).collect();
    folders.sort();
    let told = folders.into_iter().filter_map(|path| {
        let folder = path.strip_prefix(".").map_or_else(|_| path.clone(), Path::to_owned);
        let session = folder::read(&folder).ok()?.session;
        let rehearsal = if session.run.rehearsal { ", rehearsal" } else { "" };
        let line = format!("{}, {}{rehearsal}", session.run.infrastructure.name, session.outlook.state.word());
        Some((folder, line))
    });
    told.collect()
}

/// Makes a migration folder and starts its journal; without a description it asks, and opens the migration.
pub(super) fn new(
    folder: Option<&Path>,
    infrastructure: Option<&Path>,
    procedure: Option<&str>,
    looks: &Looks,
) -> anyhow::Result<Exit> {
    if let (Some(folder), Some(file)) = (folder, infrastructure) {
        let (description, text, edition) = folder::describe(file, procedure)?;
        folder::create(folder, &description, &text, &edition, false)?;
        Out { ascii: looks.ascii }.text(&format!(
            "The migration of {} is set up in {}.",
            description.infrastructure.name,
            folder.display()
        ))?;
        return Ok(Exit::Done);
    }
    if !is_terminal() {
        let advice = "this is no terminal to ask on; give a folder and --infrastructure FILE";
        return Err(Usage(advice.to_owned()).into());
    }
    let theme = work::theme(looks)?;
    let (folder, opened) = ask(folder, procedure, looks)?;
    work::screen(&folder, opened, theme, looks)
}

fn ask(folder: Option<&Path>, procedure: Option<&str>, looks: &Looks) -> anyhow::Result<(PathBuf, Opened)> {
    let printer = Printer::new(io::stdout(), looks.ascii);
    let Some(text) = setup::ask(io::stdin().lock(), printer) else {
        return Err(Usage("the input ended; nothing was written".to_owned()).into());
    };
    let description = catalog::infrastructure("your answers", &text)?;
    let wanted = procedure.or(description.procedure.as_deref()).unwrap_or(catalog::DEFAULT_EDITION);
    let edition = folder::edition(wanted)?;
    description.fits("your answers", &edition.procedure)?;
    let folder = folder.map_or_else(|| named_after(&description.infrastructure.name), Path::to_owned);
    let opened = folder::create(&folder, &description, &text, &edition, false)?;
    Ok((folder, opened))
}

/// A folder here, named after the infrastructure.
fn named_after(name: &str) -> PathBuf {
    let id = crate::domain::infrastructure::EnvironmentId::from_name(name);
    PathBuf::from(format!("acmove-{}", id.map_or_else(|_| "migration".to_owned(), |id| id.to_string())))
}
