//! Older migrations from which a new one can start: by their folders, or by a description.

use std::path::Path;

use anyhow::{Context as _, bail};

use super::{
    exit::Usage,
    migrations::{self, Found},
    output::command_word,
};
use crate::{
    catalog,
    domain::{infrastructure::Infrastructure, outlook::State, run::Run, typed_path::below_home},
    journal,
    runtime::{
        bundle::unpack,
        event_loop::Ending,
        folder::{self, INFRASTRUCTURE, Migration, is_bundle, parent_of, read_text},
        inspector::below,
        terminal_session::TerminalSession,
    },
    setup::{Older, OlderCodes},
    tui::{
        draw::{self, theme::Theme},
        welcome::{Menu, Picked},
    },
};

/// Reads what an older migration, a bundle of one, or its description says of the infrastructure.
pub(super) fn read(path: &Path) -> anyhow::Result<Older> {
    if path.is_file() && path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
        let older = of_migration(unpack(path)?.folder(), path)?;
        return Ok(Older { infrastructure: without_paths(older.infrastructure), ..older });
    }
    let is_own = |file: &Path| file.file_name().is_some_and(|name| name == INFRASTRUCTURE);
    let folder = if path.is_dir() { path } else { parent_of(path) };
    let is_migration = journal::is_begun(folder) || is_bundle(folder);
    if is_migration && (path.is_dir() || is_own(path)) {
        let older = of_migration(folder, folder)?;
        return Ok(Older { infrastructure: with_whole_paths(older.infrastructure, folder), ..older });
    }
    let file = if path.is_dir() { path.join(INFRASTRUCTURE) } else { path.to_owned() };
    if !file.is_file() {
        let shown = path.display();
        let why = format!(
            "{shown} is no migration: name the folder of an older migration, a bundle, or an {INFRASTRUCTURE}, after --like"
        );
        return Err(Usage(why).into());
    }
    let shown = file.display().to_string();
    let description = catalog::infrastructure(&shown, &read_text(&file)?)?;
    if description.is_rehearsal {
        return Err(rehearsal(&file));
    }
    let infrastructure = with_whole_paths(description.infrastructure, parent_of(&file));
    Ok(Older { from: shown, infrastructure, codes: OlderCodes::Moved, doubtful: Vec::new() })
}

/// The same with paths that lead to the same files from anywhere else: they are below the older folder, where they do not say.
fn with_whole_paths(mut infrastructure: Infrastructure, folder: &Path) -> Infrastructure {
    let authority = infrastructure.lifetime.as_mut().and_then(|lifetime| lifetime.ca_file.as_mut());
    for path in authority.into_iter().chain(infrastructure.downloads.as_mut()) {
        if below_home(path).is_none()
            && let Ok(whole) = std::path::absolute(below(folder, path))
        {
            *path = whole.display().to_string();
        }
    }
    infrastructure
}

/// The same of a bundle: paths below its folder, which is somewhere else, lead nowhere.
fn without_paths(mut infrastructure: Infrastructure) -> Infrastructure {
    let is_whole = |path: &mut String| Path::new(path).is_absolute() || below_home(path).is_some();
    if let Some(lifetime) = &mut infrastructure.lifetime {
        lifetime.ca_file = lifetime.ca_file.take_if(is_whole);
    }
    infrastructure.downloads = infrastructure.downloads.take_if(is_whole);
    infrastructure
}

fn rehearsal(path: &Path) -> anyhow::Error {
    let shown = path.display();
    Usage(format!("{shown} is a rehearsal: its servers do not exist. Name a real migration after --like")).into()
}

/// A migration in a folder, under the name that people know.
fn of_migration(folder: &Path, known: &Path) -> anyhow::Result<Older> {
    let shown = known.display().to_string();
    let Migration { session, damage, .. } =
        folder::read(folder).with_context(|| format!("{shown} cannot be used with --like"))?;
    if session.run.rehearsal {
        return Err(rehearsal(known));
    }
    if damage.is_some() && session.run.infrastructure.environments.is_empty() {
        bail!("{shown} is damaged before it describes its infrastructure");
    }
    let codes = match session.outlook.state {
        // What came after the damage is not known.
        _ if damage.is_some() => OlderCodes::Open,
        State::Done => OlderCodes::Moved,
        State::Preparing | State::RolledBack | State::Abandoned => OlderCodes::Stayed,
        State::Running | State::Held | State::Stopped | State::RollingBack => OlderCodes::Open,
    };
    let mut infrastructure = Infrastructure::clone(&session.run.infrastructure);
    for (environment, known) in infrastructure.environments.iter_mut().zip(session.run.environments()) {
        environment.serial.clone_from(&known.serial);
        environment.module = known.module.clone().or(environment.module.take());
    }
    Ok(Older { from: shown, infrastructure, codes, doubtful: doubtful(&session.run) })
}

/// Environments whose serial number no page has shown, or of which another one was seen since.
fn doubtful(run: &Run) -> Vec<usize> {
    let all = run.environments().iter().enumerate();
    let is_doubtful = all.filter(|(_, known)| {
        let pages = [known.page.as_deref(), known.source_page.as_deref()];
        let is_shown = pages.into_iter().flatten().any(|page| page.serial.is_some() && page.serial == known.serial);
        known.drift.is_some() || known.serial.is_some() && !is_shown
    });
    is_doubtful.map(|(place, _)| place).collect()
}

/// The older migration that somebody chooses to start from, among those in the present folder; none where there is none.
pub(super) fn chosen(
    terminal: &mut TerminalSession,
    known: Option<&[Found]>,
    theme: &Theme,
) -> Result<anyhow::Result<Option<Older>>, Ending> {
    let found = if known.is_none() { migrations::here() } else { Vec::new() };
    let older: Vec<&Found> = known.unwrap_or(&found).iter().filter(|one| one.may_be_older).collect();
    if older.is_empty() {
        return Ok(Ok(None));
    }
    let first = ("Empty answers".to_owned(), "You answer everything yourself.".to_owned());
    let line = |one: &&Found| {
        let (folder, state) = (one.folder.display(), &one.left.state);
        let taken = "Takes over its environments, addresses and settings; you can change each of them.";
        (format!("Like {} in {folder}", one.left.name), format!("{state}. {taken}"))
    };
    let lines = std::iter::once(first).chain(older.iter().map(line)).collect();
    let mut menu = Menu::new("New migration: start from an older one?", lines);
    match terminal.show(&mut menu, theme, draw::welcome::menu, Menu::typed)? {
        // The first line is that of empty answers.
        Picked::Line(line) => Ok(line.checked_sub(1).map(|place| read(&older[place].folder)).transpose()),
        Picked::Back | Picked::Leave => Err(Ending::Left),
    }
}

/// How a set-up in plain lines starts from an older migration, where there is one here.
pub(super) fn hint() -> Option<String> {
    let found = migrations::here().into_iter().find(|one| one.may_be_older)?;
    let name = command_word(&found.folder);
    Some(format!(
        "To start from an older migration, such as the one in {name}, leave and add --like {name} to the command."
    ))
}
