//! The beginning: what there is to do.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::{
    arguments::{Looks, Rehearsal},
    exit::Exit,
    migrations,
    output::{Out, complain, is_terminal},
    rehearse, replay,
    setup::{self, NewMigration},
    work,
};
use crate::{
    practice::scenario::{groups, scenario},
    runtime::{draft, folder, places, terminal_session::TerminalSession},
    tui::{
        draw::{self, theme::Theme},
        welcome::{Chosen, Entry, Menu, Picked, Welcome},
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
    let drafts = draft::here();
    let found = migrations::here();
    let folder_of = |folder: Option<&Path>| folder.map_or_else(String::new, |folder| folder.display().to_string());
    let left = drafts.iter().map(|(folder, name)| Entry::draft(name, folder_of(folder.as_deref())));
    let known = found.iter().map(|one| Entry::migration(one.left.clone(), folder_of(Some(&one.folder))));
    let mut welcome = Welcome::new(left.chain(known).collect());
    let mut terminal = work::terminal()?;
    loop {
        return match terminal.show(&mut welcome, &theme, draw::welcome::welcome, Welcome::typed) {
            Ok(Chosen::Continue(place)) => match drafts.get(place) {
                Some((folder, _)) => {
                    let folder = folder.as_deref();
                    setup::on_screen(terminal, NewMigration { folder, note, ..NewMigration::default() }, None, looks)
                }
                None => opened(terminal, &found[place - drafts.len()].folder, theme, looks),
            },
            Ok(Chosen::Open(folder)) => {
                let folder = PathBuf::from(folder);
                if folder::is_free(&folder).is_ok() {
                    welcome.notice = format!("No migration in {}. Type the name of its folder.", folder.display());
                    continue;
                }
                opened(terminal, &folder, theme, looks)
            }
            Ok(Chosen::New) => {
                let aside = put_aside()?;
                let wanted = NewMigration { note, known: Some(&found), ..NewMigration::default() };
                setup::on_screen(terminal, wanted, aside.as_deref(), looks)
            }
            Ok(Chosen::Rehearse) => choose_scenario(terminal, &theme, looks),
            Ok(Chosen::Leave) => Ok(Exit::Done),
            Err(ending) => {
                drop(terminal);
                work::ended(ending, None).map(|()| Exit::Done)
            }
        };
    }
}

/// Opens the migration in a folder, or the bundle that was unpacked there.
fn opened(terminal: TerminalSession, folder: &Path, theme: Theme, looks: &Looks) -> anyhow::Result<Exit> {
    if folder::is_bundle(folder) {
        return replay::unpacked(terminal, folder, theme);
    }
    let opened = folder::open(folder)?;
    let practice = work::practice_of(folder, &opened, true)?;
    work::on(terminal, folder, opened, practice, theme, looks)
}

/// Whoever begins anew does not want the set-up that was left here; it stays under another name.
fn put_aside() -> anyhow::Result<Option<PathBuf>> {
    let path = draft::path(None);
    let aside = path.exists().then(|| draft::put_aside(&path)).transpose();
    aside.with_context(|| format!("cannot move {} aside", path.display()))
}

/// A rehearsal of the scenario that is chosen.
fn choose_scenario(mut terminal: TerminalSession, theme: &Theme, looks: &Looks) -> anyhow::Result<Exit> {
    let (mut lines, mut heads, mut ids) = (Vec::new(), Vec::new(), Vec::new());
    for (name, group) in groups() {
        heads.push((lines.len(), name));
        for known in group {
            let told = scenario(known.id, known.text)?;
            let ends = if told.end.state == "rolled-back" { " It ends with a rollback." } else { "" };
            lines.push((told.title, told.teaches + ends));
            ids.push(known.id);
        }
    }
    let mut menu = Menu::new("Rehearse on a simulated infrastructure: choose a scenario", lines).grouped(heads);
    match terminal.show(&mut menu, theme, draw::welcome::menu, Menu::typed) {
        Ok(Picked::Line(line)) => {
            let wanted = ids.get(line).map(|id| (*id).to_owned());
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
