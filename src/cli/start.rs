//! The beginning: what there is to do.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::Context as _;
use jiff::{Timestamp, tz::TimeZone};

use super::{
    arguments::{Looks, Rehearsal},
    exit::Exit,
    output::{Out, complain, is_terminal},
    rehearse, replay,
    setup::{self, NewMigration},
    work,
};
use crate::{
    practice::scenario::{groups, scenario},
    runtime::{
        draft,
        folder::{self, Migration},
        places,
        terminal_session::TerminalSession,
    },
    tui::{
        draw::{self, theme::Theme},
        welcome::{Chosen, Entry, Menu, Picked, Welcome},
    },
    view::{
        left::{Left, Trouble},
        text::Tone,
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
    let found = migrations_here();
    let folder_of = |folder: Option<&Path>| folder.map_or_else(String::new, |folder| folder.display().to_string());
    let left = drafts.iter().map(|(folder, name)| Entry::draft(name, folder_of(folder.as_deref())));
    let known = found.iter().map(|(folder, left)| Entry::migration(left.clone(), folder_of(Some(folder))));
    let mut welcome = Welcome::new(left.chain(known).collect());
    let mut terminal = work::terminal()?;
    loop {
        return match terminal.show(&mut welcome, &theme, draw::welcome::welcome, Welcome::typed) {
            Ok(Chosen::Continue(place)) => match drafts.get(place) {
                Some((folder, _)) => {
                    let folder = folder.as_deref();
                    setup::on_screen(terminal, NewMigration { folder, note, ..NewMigration::default() }, None, looks)
                }
                None => opened(terminal, &found[place - drafts.len()].0, theme, looks),
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
                setup::on_screen(terminal, NewMigration { note, ..NewMigration::default() }, aside, looks)
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

/// The migrations in this folder, with where they stand: what is not over comes first, a real one before a rehearsal, the one in
/// trouble before the others, and what was worked on last before what was left long ago. Those that were written last are read first, as long as there is time.
fn migrations_here() -> Vec<(PathBuf, Left)> {
    let below = fs::read_dir(".").into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let mut folders: Vec<PathBuf> = below.filter(|path| path.is_dir() && folder::is_free(path).is_err()).collect();
    let written = |path: &PathBuf| fs::metadata(path.join("journal.jsonl")).and_then(|known| known.modified()).ok();
    folders.sort_by_cached_key(|path| (std::cmp::Reverse(written(path)), path.clone()));
    let (now, began, here) = (Timestamp::now(), Instant::now(), TimeZone::system());
    let mut told: Vec<_> = folders
        .iter()
        .map(|path| {
            let folder = path.strip_prefix(".").unwrap_or(path).to_owned();
            let (order, left) = match began.elapsed() {
                spent if spent > PATIENCE => (UNREAD, unread(&folder, "open it to see")),
                _ => told(&folder, now, &here),
            };
            (order, folder, left)
        })
        .collect();
    told.sort_by(|one, other| (&one.0, &one.1).cmp(&(&other.0, &other.1)));
    told.into_iter().map(|(_, folder, left)| (folder, left)).collect()
}

/// How long journals are read before the first screen is drawn.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Whether it is over, whether it is a rehearsal, its trouble, and when it was worked on, the latest first.
type Order = (bool, bool, Trouble, std::cmp::Reverse<Timestamp>);

/// The order of what was not read: it may be in trouble, so it stands before what is over.
const UNREAD: Order = (false, false, Trouble::None, std::cmp::Reverse(Timestamp::MIN));

/// The order of what cannot be read: that is trouble.
const UNREADABLE: Order = (false, false, Trouble::Stopped, std::cmp::Reverse(Timestamp::MIN));

fn told(folder: &Path, now: Timestamp, here: &TimeZone) -> (Order, Left) {
    match folder::read(folder) {
        Ok(Migration { session, .. }) => {
            let run = &session.run;
            let is_bundle = folder::is_bundle(folder);
            let is_over = is_bundle || session.outlook.state.is_final();
            let trouble = Trouble::of(&session, now, Some(here));
            let order = (is_over, run.rehearsal, trouble, std::cmp::Reverse(run.latest));
            let mut left = Left::of(&session, now, Some(here));
            if is_bundle {
                left.state = format!("unpacked bundle, read-only: {}", left.state);
                left.tone = Tone::Quiet;
            }
            (order, left)
        }
        Err(error) => (UNREADABLE, Left { tone: Tone::Bad, ..unread(folder, &format!("cannot be read: {error}")) }),
    }
}

/// A migration of which only the folder is known.
fn unread(folder: &Path, why: &str) -> Left {
    let name = folder.display().to_string();
    Left {
        name,
        state: why.to_owned(),
        tone: Tone::Quiet,
        details: String::new(),
        when: String::new(),
        last: String::new(),
    }
}
