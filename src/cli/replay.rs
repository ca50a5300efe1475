//! A migration looked at again, as it was after any of its records: on the screen, or in plain lines.

use std::path::Path;

use jiff::{Timestamp, tz::TimeZone};

use super::{
    arguments::{Looks, Replay},
    exit::{Exit, Usage},
    output::{Out, is_terminal},
    source::{Source, exit_of},
    work::{ended, terminal, theme},
};
use crate::{
    domain::{text::row, timeline_entry::TimelineEntry},
    engine::session::Session,
    report::{data::Recorded, status},
    runtime::{
        clipboard,
        clock::SystemClock,
        event_loop::EventLoop,
        folder::{FolderError, Migration},
        inspector::Inspector,
        recorder::JournalRecorder,
        terminal::TERMINAL_OPS,
        terminal_session::TerminalSession,
    },
    tui::{draw::theme::Theme, update::Model},
    view::times::Moment,
};

/// The refusal of anything that would be recorded.
const READ_ONLY: &str = "this is read-only";

/// What is said at first.
const READ_AGAIN: &str = "Read-only view of a migration. Press - and + to go through the records, T to list them.";
const UNPACKED: &str =
    "This is an unpacked bundle, so it is read-only. Press - and + to go through the records, T to list them.";

pub(super) fn replay(out: Out<'_>, wanted: &Replay, looks: &Looks) -> anyhow::Result<Exit> {
    let is_on_screen = !wanted.json && !wanted.lines && is_terminal();
    let source = if is_on_screen { Source::on_screen(&wanted.path)? } else { Source::of(&wanted.path)? };
    let (migration, recorded) = source.recorded()?;
    let last = migration.head.seq;
    if let Some(seq) = wanted.at.filter(|seq| !(1..=last).contains(seq)) {
        return Err(Usage(format!("there is no record {seq}; the records are 1 to {last}")).into());
    }
    let at = wanted.at.filter(|seq| *seq < last).map(|seq| source.as_of(&migration, seq)).transpose()?;
    if is_on_screen {
        return on_screen(terminal()?, &source, (migration, recorded, at), READ_AGAIN, theme(looks)?);
    }
    let exit = exit_of(&migration);
    let facts = [recorded.facts, Inspector::of(source.folder()).behind_damage(&migration.session)].concat();
    let session = at.unwrap_or_else(|| migration.session.as_it_was());
    if wanted.json {
        let head = source.hash_of(session.run.facts)?;
        out.json(&status::status(&session, head, session.run.latest))?;
    } else {
        out.text(&lines(&session, &facts))?;
    }
    Ok(exit)
}

/// An unpacked bundle that was to be opened: it is only looked at.
pub(super) fn open(folder: &Path, looks: &Looks) -> anyhow::Result<Exit> {
    if !is_terminal() {
        return Err(FolderError::Bundle(folder.display().to_string()).into());
    }
    let theme = theme(looks)?;
    unpacked(terminal()?, folder, theme)
}

/// The same, on a terminal that was taken.
pub(super) fn unpacked(terminal: TerminalSession, folder: &Path, theme: Theme) -> anyhow::Result<Exit> {
    let source = Source::on_screen(folder)?;
    let (migration, recorded) = source.recorded()?;
    on_screen(terminal, &source, (migration, recorded, None), UNPACKED, theme)
}

/// Every fact up to a moment, and how it stood then. Lines behind damage stand after the last record that is proved.
fn lines(session: &Session, facts: &[TimelineEntry]) -> String {
    let last = facts.iter().filter(|fact| fact.is_proved).map(|fact| fact.seq).max();
    let is_last = last == Some(session.run.facts);
    let is_told = |fact: &&TimelineEntry| fact.seq <= session.run.facts || (is_last && !fact.is_proved);
    let moment = Moment::of(session, session.run.latest, Some(&TimeZone::system()));
    let told = facts.iter().filter(is_told).map(|fact| {
        let at = moment.told(&session.run, fact.at);
        format!("{}. {at} {}: {}", fact.seq, row(&fact.by), row(&fact.sentence))
    });
    let watermark = session.run.rehearsal.then(|| "REHEARSAL".to_owned());
    let all = watermark.into_iter().chain(told).chain([String::new()]).chain(status::lines(session, &moment));
    all.collect::<Vec<_>>().join("\n")
}

/// What is looked at: the migration, all its facts, and the moment that is shown first.
type Shown = (Migration, Recorded, Option<Session>);

fn on_screen(
    terminal: TerminalSession,
    source: &Source,
    shown: Shown,
    said: &str,
    theme: Theme,
) -> anyhow::Result<Exit> {
    let exit = exit_of(&shown.0);
    let event_loop = event_loop(terminal.size(), source, shown, said, theme);
    ended(terminal.work(event_loop), None)?;
    Ok(exit)
}

/// The screen of a migration that is only looked at.
fn event_loop(
    size: (u16, u16),
    source: &Source,
    (migration, recorded, at): Shown,
    said: &str,
    theme: Theme,
) -> EventLoop<JournalRecorder, SystemClock> {
    let is_damaged = migration.damage.is_some();
    let inspector = Inspector::of(source.folder());
    let behind = inspector.behind_damage(&migration.session);
    let mut model = Model::new(migration.session.as_it_was(), size, Timestamp::now());
    model.ui.clipboard.is_read = clipboard::of_system().is_some();
    // Every fact is known already: whoever goes through them is told each.
    model.ui.timeline.take(Ok([recorded.facts, behind].concat()), &model.engine.session);
    model.past = at.map(Box::new);
    model.ui.say(is_damaged, said);
    EventLoop {
        model,
        theme,
        recorder: JournalRecorder::new(source.folder(), Err(READ_ONLY.to_owned())),
        inspector,
        lifetime: None,
        clock: SystemClock,
        terminal_ops: TERMINAL_OPS,
    }
}
