//! The beginning: what there is to do, and setting up a migration.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    Out,
    arguments::{Looks, Rehearsal},
    complain,
    exit::{Exit, Usage},
    is_terminal, rehearse, work,
};
use crate::{
    app::{
        setup::{self, Setup},
        welcome::{Chosen, Filled, Form, Menu, Picked, Welcome},
    },
    catalog,
    domain::procedure::Procedure,
    line::{self, Printer},
    practice::scenario::{scenario, scenarios},
    runtime::{
        folder::{self, Migration, Opened},
        seat::Seat,
        stage::Ending,
    },
    ui::{self, theme::Theme},
};

/// Without a command: migrations here, what there is to do, and which one to open.
pub(super) fn start(looks: &Looks) -> anyhow::Result<Exit> {
    if !is_terminal() {
        let mut command = <super::Arguments as clap::CommandFactory>::command();
        Out { ascii: looks.ascii }.text(&command.render_help().to_string())?;
        return Ok(Exit::Usage);
    }
    let theme = work::theme(looks)?;
    let found = migrations_here();
    let told = found.iter().map(|(folder, state)| (folder.display().to_string(), state.clone())).collect();
    let mut welcome = Welcome::new(told);
    let mut seat = work::seat()?;
    match seat.show(&mut welcome, &theme, ui::welcome::welcome, Welcome::typed) {
        Ok(Chosen::Open(place)) => {
            let folder = &found[place].0;
            let opened = folder::open(folder)?;
            let practice = work::practice_of(folder, &opened, true)?;
            work::on(seat, folder, opened, practice, theme, looks)
        }
        Ok(Chosen::New) => set_up(seat, None, None, theme, looks),
        Ok(Chosen::Rehearse) => choose_scenario(seat, &theme, looks),
        Ok(Chosen::Leave) => Ok(Exit::Done),
        Err(ending) => {
            drop(seat);
            work::ended(ending, None).map(|()| Exit::Done)
        }
    }
}

/// A rehearsal of the scenario that is chosen.
fn choose_scenario(mut seat: Seat, theme: &Theme, looks: &Looks) -> anyhow::Result<Exit> {
    let mut lines = Vec::new();
    for known in scenarios() {
        let told = scenario(known.id, known.text)?;
        lines.push((told.title, format!("ends: {}", told.end.state)));
    }
    let mut menu = Menu::new("Rehearse: what shall happen?", lines);
    match seat.show(&mut menu, theme, ui::welcome::menu, Menu::typed) {
        Ok(Picked::Line(line)) => {
            let wanted = scenarios().get(line).map(|known| known.id.to_owned());
            rehearse::rehearse(&Rehearsal { scenario: wanted, ..Rehearsal::default() }, looks, Some(seat))
        }
        Ok(Picked::Back) => {
            drop(seat);
            start(looks)
        }
        Ok(Picked::Leave) => Ok(Exit::Done),
        Err(ending) => {
            drop(seat);
            work::ended(ending, None).map(|()| Exit::Done)
        }
    }
}

/// The migrations in this folder and one below it, with where they stand.
fn migrations_here() -> Vec<(PathBuf, String)> {
    let below = fs::read_dir(".").into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let mut folders: Vec<PathBuf> = below.filter(|path| path.join("journal.jsonl").is_file()).collect();
    folders.sort();
    let told = folders.into_iter().map(|path| {
        let folder = path.strip_prefix(".").map_or_else(|_| path.clone(), Path::to_owned);
        let line = match folder::read(&folder) {
            Ok(Migration { session, damage, .. }) => {
                let rehearsal = if session.run.rehearsal { ", rehearsal" } else { "" };
                let state = if damage.is_some() { "DAMAGED JOURNAL" } else { session.outlook.state.word() };
                format!("{}, {state}{rehearsal}", session.run.infrastructure.name)
            }
            Err(error) => format!("cannot be read: {error}"),
        };
        (folder, line)
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
        if description.is_rehearsal {
            let why = format!("{} describes a practice infrastructure: use acmove rehearse", file.display());
            return Err(Usage(why).into());
        }
        folder::create(folder, &description, &text, &edition, false)?;
        Out { ascii: looks.ascii }.text(&format!(
            "The migration of {} is set up in {}.",
            description.infrastructure.name,
            folder.display()
        ))?;
        return Ok(Exit::Done);
    }
    if !is_terminal() {
        return set_up_in_lines(folder, procedure, looks);
    }
    set_up(work::seat()?, folder, procedure, work::theme(looks)?, looks)
}

/// Asks for everything on the screen, then opens the migration on it.
fn set_up(
    mut seat: Seat,
    folder: Option<&Path>,
    procedure: Option<&str>,
    theme: Theme,
    looks: &Looks,
) -> anyhow::Result<Exit> {
    let mut form = Form::new(Setup::new(editions(procedure)?));
    match seat.show(&mut form, &theme, ui::welcome::form, Form::typed) {
        Ok(Filled::Complete) => {}
        Ok(Filled::Left) | Err(Ending::Left | Ending::Signal) => {
            drop(seat);
            complain("Nothing was written.");
            return Ok(Exit::Done);
        }
        Err(ending) => {
            drop(seat);
            return work::ended(ending, None).map(|()| Exit::Done);
        }
    }
    let (folder, opened) = make(&form.setup.text(), folder, procedure)?;
    work::on(seat, &folder, opened, None, theme, looks)
}

/// The same questions in plain lines, for a screen reader or a pipe; nothing is opened then.
fn set_up_in_lines(folder: Option<&Path>, procedure: Option<&str>, looks: &Looks) -> anyhow::Result<Exit> {
    let printer = Printer::piped(io::stdout(), looks.ascii);
    let Some(text) = line::setup::ask(Setup::new(editions(procedure)?), io::stdin().lock(), printer) else {
        return Err(Usage("the input ended; nothing was written".to_owned()).into());
    };
    let (folder, _) = make(&text, folder, procedure)?;
    let told = format!("The migration is set up in {0}. `acmove run {0}` goes on.", folder.display());
    Out { ascii: looks.ascii }.text(&told)?;
    Ok(Exit::Done)
}

/// Makes the migration that was described by answers.
fn make(text: &str, folder: Option<&Path>, procedure: Option<&str>) -> anyhow::Result<(PathBuf, Opened)> {
    let description = catalog::infrastructure("your answers", text)?;
    let wanted = procedure.or(description.procedure.as_deref()).unwrap_or(catalog::DEFAULT_EDITION);
    let edition = folder::edition(wanted)?;
    description.fits("your answers", &edition.procedure)?;
    let folder = folder.map_or_else(|| named_after(&description.infrastructure.name), Path::to_owned);
    let opened = folder::create(&folder, &description, text, &edition, false)?;
    Ok((folder, opened))
}

/// An edition as it is offered.
fn offered(procedure: &Procedure) -> setup::Edition {
    let taken = procedure.all_phases().map(|phase| phase.id.clone()).collect();
    setup::Edition { id: procedure.id.clone(), lines: procedure.differs.clone(), taken }
}

/// The editions that can be chosen; the one that was asked for on the command line alone, if there is one.
fn editions(asked: Option<&str>) -> anyhow::Result<Vec<setup::Edition>> {
    if let Some(asked) = asked {
        let edition = folder::edition(asked)?;
        return Ok(vec![offered(&edition.procedure)]);
    }
    let bundled = catalog::editions().iter().map(|bundled| {
        let procedure = catalog::procedure(bundled.id, bundled.text)?;
        Ok(offered(&procedure))
    });
    bundled.collect()
}

/// A folder here, named after the infrastructure.
fn named_after(name: &str) -> PathBuf {
    let id = crate::domain::infrastructure::EnvironmentId::from_name(name);
    PathBuf::from(format!("acmove-{}", id.map_or_else(|_| "migration".to_owned(), |id| id.to_string())))
}
