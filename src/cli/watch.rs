//! Watches a migration that somebody else works on: on a screen of one's own, or in plain lines. Nothing is written, and no lock
//! is taken.

mod from_afar;
mod lines;

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use self::from_afar::{READ_ONLY, watched};
use super::{
    arguments::{Looks, Watch},
    exit::{Exit, of_journal},
    output::is_terminal,
    source::Source,
    work::{ended, terminal, theme},
};
use crate::{
    runtime::{
        afar::follow,
        clipboard,
        clock::SystemClock,
        event_loop::{Ending, EventLoop, Inbound},
        inspector::Inspector,
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
        return lines::watch(&source, looks);
    }
    let source = Source::on_screen(&wanted.path)?;
    let (ending, exit) = on_screen(&mut terminal()?, &source, WATCHING, &theme(looks)?)?;
    ended(ending, None)?;
    Ok(exit)
}

/// Shows it on a terminal until that is left.
pub(super) fn on_screen(
    terminal: &mut TerminalSession,
    source: &Source,
    said: &str,
    theme: &Theme,
) -> anyhow::Result<(Ending, Exit)> {
    let migration = watched(source)?;
    let exit = migration.damage.as_ref().map_or(Exit::Done, of_journal);
    let head = migration.head;
    let mut model = Model::following(migration.session, terminal.size(), Timestamp::now());
    model.ui.clipboard.is_read = clipboard::of_system().is_some();
    model.ui.say(exit != Exit::Done, said);
    let sender = terminal.sender();
    let ear = Ear::default();
    if source.bundle().is_none() {
        let listening = ear.clone();
        let tell = move |msg| listening.hears(|| sender.send(Inbound::from(msg)).is_ok());
        follow(source.folder(), model.session(), head, tell);
    }
    let ending = terminal.work_and_stay(EventLoop {
        model,
        theme: theme.clone(),
        recorder: JournalRecorder::new(source.folder(), Err(READ_ONLY.to_owned())),
        inspector: Inspector::of(source.folder()),
        lifetime: None,
        clock: SystemClock,
        terminal_ops: TERMINAL_OPS,
    });
    ear.close();
    terminal.forget();
    Ok((ending, exit))
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
