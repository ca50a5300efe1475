//! The beginning: what there is to do.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use jiff::Timestamp;

use super::{
    arguments::{Looks, Rehearsal},
    exit::Exit,
    output::{Out, complain, is_terminal},
    rehearse, replay,
    setup::{self, NewMigration},
    work,
};
use crate::{
    practice::scenario::{scenario, scenarios},
    runtime::{
        draft,
        folder::{self, Migration},
        places,
        terminal_session::TerminalSession,
    },
    tui::{
        draw::{self, theme::Theme},
        welcome::{Chosen, Menu, Picked, Welcome, standing},
    },
};

/// Without a command: migrations here, what there is to do, and which one to open.
pub(super) fn start(looks: &Looks) -> anyhow::Result<Exit> {
    if !is_terminal() {
        let mut command = <super::arguments::Arguments as clap::CommandFactory>::command();
        Out { signs: looks.signs(), gathered: None }.text(&command.render_help().to_string())?;
        return Ok(Exit::Usage);
    }
    let theme = work::theme(looks)?;
    let left = places::leave_system();
    let note = left.as_deref();
    if let Some(note) = note {
        complain(note);
    }
    let found = migrations_here();
    let told = found.iter().map(|(folder, state)| (folder.display().to_string(), state.clone())).collect();
    let drafts = draft::here();
    let mut welcome = Welcome::new(told, drafts.iter().map(|(_, name)| name.as_str()));
    let mut terminal = work::terminal()?;
    match terminal.show(&mut welcome, &theme, draw::welcome::welcome, Welcome::typed) {
        Ok(Chosen::Open(place)) => {
            let folder = &found[place].0;
            if folder::is_bundle(folder) {
                return replay::unpacked(terminal, folder, theme);
            }
            let opened = folder::open(folder)?;
            let practice = work::practice_of(folder, &opened, true)?;
            work::on(terminal, folder, opened, practice, theme, looks)
        }
        Ok(Chosen::GoOn(place)) => {
            let folder = drafts[place].0.as_deref();
            setup::on_screen(terminal, NewMigration { folder, note, ..NewMigration::default() }, None, looks)
        }
        Ok(Chosen::New) => {
            let aside = put_aside()?;
            setup::on_screen(terminal, NewMigration { note, ..NewMigration::default() }, aside, looks)
        }
        Ok(Chosen::Rehearse) => choose_scenario(terminal, &theme, looks),
        Ok(Chosen::Leave) => Ok(Exit::Done),
        Err(ending) => {
            drop(terminal);
            work::ended(ending, None).map(|()| Exit::Done)
        }
    }
}

/// Whoever begins anew does not want the set-up that was left here; it stays under another name.
fn put_aside() -> anyhow::Result<Option<PathBuf>> {
    let path = draft::path(None);
    let aside = path.exists().then(|| draft::put_aside(&path)).transpose();
    aside.with_context(|| format!("cannot move {} aside", path.display()))
}

/// A rehearsal of the scenario that is chosen.
fn choose_scenario(mut terminal: TerminalSession, theme: &Theme, looks: &Looks) -> anyhow::Result<Exit> {
    let mut lines = Vec::new();
    for known in scenarios() {
        let told = scenario(known.id, known.text)?;
        lines.push((told.title, format!("ends: {}", told.end.state)));
    }
    let mut menu = Menu::new("Rehearse: select a scenario", lines);
    match terminal.show(&mut menu, theme, draw::welcome::menu, Menu::typed) {
        Ok(Picked::Line(line)) => {
            let wanted = scenarios().get(line).map(|known| known.id.to_owned());
            rehearse::rehearse(&Rehearsal { scenario: wanted, ..Rehearsal::default() }, looks, Some(terminal))
        }
        Ok(Picked::Back) => {
            drop(terminal);
            start(looks)
        }
        Ok(Picked::Leave) => Ok(Exit::Done),
        Err(ending) => {
            drop(terminal);
            work::ended(ending, None).map(|()| Exit::Done)
        }
    }
}

/// The migrations in this folder, with where they stand: what is not over comes first, a real one before a rehearsal, and what
/// was worked on last before what was left long ago.
fn migrations_here() -> Vec<(PathBuf, String)> {
    let below = fs::read_dir(".").into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let folders = below.filter(|path| folder::is_free(path).is_err());
    let now = Timestamp::now();
    let mut told: Vec<_> = folders
        .map(|path| {
            let folder = path.strip_prefix(".").map_or_else(|_| path.clone(), Path::to_owned);
            let (order, line) = told(&folder, now);
            (order, folder, line)
        })
        .collect();
    told.sort();
    told.into_iter().map(|(_, folder, line)| (folder, line)).collect()
}

/// Whether it is over, whether it is a rehearsal, and when it was worked on, the latest first.
type Order = (bool, bool, std::cmp::Reverse<Timestamp>);

fn told(folder: &Path, now: Timestamp) -> (Order, String) {
    match folder::read(folder) {
        Ok(Migration { session, .. }) => {
            let run = &session.run;
            let is_bundle = folder::is_bundle(folder);
            let order = (is_bundle || session.outlook.state.is_final(), run.rehearsal, std::cmp::Reverse(run.latest));
            let told = if is_bundle { "unpacked bundle, read-only: " } else { "" };
            (order, format!("{told}{}", standing(&session, now)))
        }
        Err(error) => ((true, true, std::cmp::Reverse(Timestamp::MIN)), format!("cannot be read: {error}")),
    }
}
