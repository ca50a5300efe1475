//! A migration looked at again, as it was after any of its records: on the screen, or in plain lines.

use anyhow::Context as _;
use jiff::Timestamp;

use super::{
    arguments::{Looks, Replay},
    exit::{Exit, Usage},
    output::{Out, is_terminal, json},
    source::{Source, exit_of},
    work::{ended, terminal, theme},
};
use crate::{
    domain::{text::row, timeline_entry::TimelineEntry},
    engine::session::Session,
    report::{data::Recorded, status},
    runtime::{
        event_loop::EventLoop,
        folder::Migration,
        inspector::Inspector,
        recorder::{JournalRecorder, SystemClock},
        terminal::TERMINAL_OPS,
    },
    tui::update::Model,
};

/// The refusal of anything that would be recorded.
const READ_ONLY: &str = "this is only looked at";

pub(super) fn replay(out: Out, wanted: &Replay, looks: &Looks) -> anyhow::Result<Exit> {
    let is_on_screen = !wanted.json && !wanted.lines && is_terminal();
    let source = if is_on_screen { Source::on_screen(&wanted.path)? } else { Source::of(&wanted.path)? };
    let (migration, recorded) = source.recorded()?;
    let last = migration.head.seq;
    if let Some(seq) = wanted.at.filter(|seq| !(1..=last).contains(seq)) {
        return Err(Usage(format!("there is no record {seq}: they go from 1 to {last}")).into());
    }
    let at = wanted.at.filter(|seq| *seq < last).map(|seq| source.as_of(seq)).transpose()?;
    if wanted.json {
        let session = at.as_ref().unwrap_or(&migration.session);
        let head = source.hash_of(session.run.facts)?;
        json(&status::status(session, head, session.run.latest))?;
        return Ok(exit_of(&migration));
    }
    if is_on_screen {
        return on_screen(&source, migration, recorded, at, looks);
    }
    let exit = exit_of(&migration);
    out.text(&lines(&at.unwrap_or_else(|| migration.session.as_it_was()), &recorded.facts))?;
    Ok(exit)
}

/// Every fact up to a moment, and how it stood then.
fn lines(session: &Session, facts: &[TimelineEntry]) -> String {
    let told = facts.iter().take_while(|fact| fact.seq <= session.run.facts);
    let told = told.map(|fact| format!("{}. {:.0} {}: {}", fact.seq, fact.at, row(&fact.by), row(&fact.sentence)));
    let watermark = session.run.rehearsal.then(|| "REHEARSAL".to_owned());
    let all =
        watermark.into_iter().chain(told).chain([String::new()]).chain(status::lines(session, session.run.latest));
    all.collect::<Vec<_>>().join("\n")
}

fn on_screen(
    source: &Source,
    migration: Migration,
    recorded: Recorded,
    at: Option<Session>,
    looks: &Looks,
) -> anyhow::Result<Exit> {
    let theme = theme(looks)?;
    let exit = exit_of(&migration);
    let terminal = terminal()?;
    let size = terminal.size().context("the terminal has no size")?;
    let mut model = Model::new(migration.session.as_it_was(), size, Timestamp::now());
    // Every fact is known already: whoever goes through them is told each.
    model.ui.timeline.take(Ok(recorded.facts), &model.engine.session);
    model.past = at.map(Box::new);
    model.ui.say(
        exit != Exit::Done,
        "Looked at again: nothing can be changed. - and + go through the records, T lists them.",
    );
    let folder = source.folder();
    let keeps = JournalRecorder::new(folder, Err(READ_ONLY.to_owned()));
    let inspector = Inspector::of(folder);
    let event_loop = EventLoop {
        model,
        theme,
        recorder: keeps,
        inspector,
        lifetime: None,
        clock: SystemClock,
        terminal_ops: TERMINAL_OPS,
    };
    ended(terminal.work(event_loop), None)?;
    Ok(exit)
}
