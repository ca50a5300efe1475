//! Watches a migration that somebody else works on: on a screen of one's own, or in plain lines. Nothing is written, and no lock
//! is taken.

mod from_afar;
mod lines;

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::Timestamp;

use self::from_afar::{READ_ONLY, watched};
use super::{
    arguments::{Looks, Watch},
    exit::{Exit, of_journal, words},
    output::is_terminal,
    source::Source,
    work::{ended, terminal, theme},
};
use crate::{
    domain::digest::Digest,
    runtime::{
        afar::{follow, when_replaced},
        clipboard,
        clock::SystemClock,
        event_loop::{Ending, EventLoop, Inbound},
        folder::Migration,
        inspector::Inspector,
        operator::operator,
        recorder::JournalRecorder,
        terminal::TERMINAL_OPS,
        terminal_session::TerminalSession,
    },
    tui::{draw::theme::Theme, update::Model},
};

/// What is said at first.
const WATCHING: &str = "You are watching: nothing you press changes the migration. ? shows the keys.";

pub(super) fn watch(wanted: &Watch, looks: &Looks) -> anyhow::Result<Exit> {
    if wanted.lines || !is_terminal() {
        let source = Source::of(&wanted.path)?;
        return lines::watch(&source, &guide(wanted.name.as_deref()), looks);
    }
    let source = Source::on_screen(&wanted.path)?;
    let theme = theme(looks)?;
    let watching = Watching { said: WATCHING.to_owned(), is_bad: false, guide: guide(wanted.name.as_deref()) };
    let (ending, exit) = on_screen(&mut terminal()?, source, watching, &theme)?;
    ended(ending, None)?;
    Ok(exit)
}

/// The name of the person who watches, as the operator sees it.
pub(super) fn guide(name: Option<&str>) -> String {
    name.map_or_else(|| operator().split('@').next().unwrap_or_default().to_owned(), ToOwned::to_owned)
}

/// What is said at first, and by whose name is pointed.
pub(super) struct Watching {
    /// What is said at first.
    pub(super) said: String,
    /// Whether that is bad news.
    pub(super) is_bad: bool,
    /// The name of the person who watches.
    pub(super) guide: String,
}

/// Shows it on a terminal until that is left; what is pasted, or replaced in the meantime, is shown instead.
pub(super) fn on_screen(
    terminal: &mut TerminalSession,
    mut source: Source,
    mut watching: Watching,
    theme: &Theme,
) -> anyhow::Result<(Ending, Exit)> {
    let mut gathered = String::new();
    loop {
        let migration = watched(&source)?;
        let exit = migration.damage.as_ref().map_or(Exit::Done, of_journal);
        watching.is_bad |= exit != Exit::Done;
        let next = match once(terminal, &source, migration, &watching, theme) {
            Ending::Given(text) => {
                gathered.push_str(&text);
                gathered.push('\n');
                // One that is complete by itself needs nothing that was pasted before.
                let next = Source::situation(&text).or_else(|_| Source::situation(&gathered));
                next.and_then(|next| Seen::of(&source)?.is_before(&next).map(|said| (next, said)))
            }
            Ending::Replaced => Source::on_screen(Path::new(source.shown()))
                .map(|next| (next, "The file was replaced. This is what it holds now.".to_owned())),
            ending @ (Ending::Left | Ending::Signal | Ending::TerminalGone | Ending::Fault(_)) => {
                return Ok((ending, exit));
            }
        };
        (watching.is_bad, watching.said) = match next {
            Ok((next, said)) => {
                gathered.clear();
                source = next;
                (false, said)
            }
            Err(error) => (true, words(&error)),
        };
    }
}

/// What was shown before another copy of it came.
struct Seen {
    /// The hash of its first record.
    first: Option<Digest>,
    facts: u64,
}

impl Seen {
    fn of(source: &Source) -> anyhow::Result<Self> {
        let (mut first, mut facts) = (None, 0);
        source.replay(|record, _| {
            first = first.or(Some(record.hash));
            facts = record.seq;
        })?;
        Ok(Self { first, facts })
    }

    /// What is said of a copy that comes after it.
    fn is_before(&self, next: &Source) -> anyhow::Result<String> {
        let next = Self::of(next)?;
        match next.facts.checked_sub(self.facts) {
            _ if next.first != self.first => Ok("This is ANOTHER migration than the one before.".to_owned()),
            None => anyhow::bail!("the pasted copy ends at record {}, before what is shown", next.facts),
            Some(0) => Ok("There is no later record.".to_owned()),
            Some(1) => Ok("There is 1 record more.".to_owned()),
            Some(more) => Ok(format!("There are {more} records more.")),
        }
    }
}

fn once(
    terminal: &mut TerminalSession,
    source: &Source,
    migration: Migration,
    watching: &Watching,
    theme: &Theme,
) -> Ending {
    let head = migration.head;
    let mut model = Model::following(migration.session, terminal.size(), Timestamp::now());
    model.ui.clipboard.is_read = clipboard::of_system().is_some();
    model.ui.guide.clone_from(&watching.guide);
    model.ui.say(watching.is_bad, watching.said.clone());
    let (sender, ear) = (terminal.sender(), Ear::default());
    let listening = ear.clone();
    let tell = move |inbound| listening.hears(|| sender.send(inbound).is_ok());
    let changes = match source.file() {
        None if source.bundle().is_none() => {
            Some(follow(source.folder(), model.session(), head, move |msg| tell(Inbound::from(msg))))
        }
        None => None,
        Some(file) => Some(when_replaced(file, move || {
            let _ = tell(Inbound::End(Ending::Replaced));
        })),
    };
    let ending = terminal.work_and_stay(EventLoop {
        model,
        theme: theme.clone(),
        recorder: JournalRecorder::new(source.folder(), Err(READ_ONLY.to_owned())),
        inspector: Inspector::of(source.folder()),
        lifetime: None,
        clock: SystemClock,
        terminal_ops: TERMINAL_OPS,
    });
    drop(changes);
    ear.close();
    terminal.forget();
    ending
}

/// Whether somebody still listens: nothing is told to the next screen that was meant for this one.
#[derive(Debug, Clone, Default)]
struct Ear(Arc<Mutex<bool>>);

impl Ear {
    fn hears(&self, tell: impl FnOnce() -> bool) -> bool {
        let is_closed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        !*is_closed && tell()
    }

    fn close(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
    }
}
