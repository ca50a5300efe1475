//! Follows a migration: a line for every fact, and one when a clock passes.

use std::{path::Path, time::Duration};

use jiff::{Timestamp, tz::TimeZone};

use super::{
    exit::Exit,
    output::data,
    source::{Source, exit_of, exit_of_state},
};
use crate::{
    domain::{
        event::Event,
        record::Record,
        run::Run,
        text::{escaped, row},
    },
    engine::session::Session,
    report::follow::{clock_line, fact_line, passed},
    runtime::{folder::Migration, reader::wait_while_read},
    view::times::Moment,
};

/// How often a followed journal is looked at.
const PAUSE: Duration = Duration::from_millis(250);

/// One line now, one for every fact that is recorded from now on, and one when a clock passes; until the migration is over or
/// nobody reads.
pub(super) fn follow(folder: &Path, json: bool, exit_code: bool) -> anyhow::Result<Exit> {
    let source = Source::of(folder)?;
    let (mut told, mut passes, mut since) = (None, Vec::new(), Timestamp::now());
    loop {
        // The size comes first: what is written after it wakes the next look.
        let size = size(source.folder());
        let mut lines: Vec<String> = std::mem::take(&mut passes);
        let mut last: Option<Record<Event>> = None;
        let migration = source.replay(|record, run| match told {
            Some(told) if record.seq > told => lines.push(line(record, run, json)),
            Some(_) => {}
            None => last = Some(record.clone()),
        })?;
        let session = &migration.session;
        lines.extend(last.map(|last| line(&last, &session.run, json)));
        // That the journal is damaged by now is told, whatever was told before.
        lines.extend(session.warning().map(|warning| warned(session, &warning, json)));
        told = Some(migration.head.seq);
        for line in lines {
            if !data(&line)? {
                return Ok(Exit::Done);
            }
        }
        let is_over = session.outlook.state.is_final() || source.bundle().is_some();
        if migration.damage.is_some() || is_over {
            return Ok(ended(&migration, exit_code));
        }
        while self::size(source.folder()) == size && passes.is_empty() {
            // Whoever read it may be gone long before there is anything more to tell.
            if wait_while_read(PAUSE) {
                return Ok(Exit::Done);
            }
            let now = Timestamp::now();
            passes = clocks(session, (since, now), json);
            since = now;
        }
    }
}

fn ended(migration: &Migration, exit_code: bool) -> Exit {
    let exit = exit_of(migration);
    if exit_code && exit == Exit::Done { exit_of_state(&migration.session, Timestamp::now()) } else { exit }
}

/// A fact as a line: in words, or whole.
fn line(record: &Record<Event>, run: &Run, json: bool) -> String {
    let fact = fact_line(record, run);
    if json {
        return json_line(&fact);
    }
    let here = TimeZone::system();
    let zone = run.zone.clone().unwrap_or_else(|| here.clone());
    row(&fact.words(&Moment { at: record.at, zone, here })).into_owned()
}

/// The clocks that pass between two moments, a line each.
fn clocks(session: &Session, (before, now): (Timestamp, Timestamp), json: bool) -> Vec<String> {
    let moment = Moment::of(session, now, Some(&TimeZone::system()));
    let all = passed(session, before, now).into_iter();
    all.map(|clock| {
        let told = clock_line(session, clock, &moment);
        if json { json_line(&told) } else { row(&told.words(&moment)).into_owned() }
    })
    .collect()
}

fn warned(session: &Session, warning: &str, json: bool) -> String {
    if json {
        let state = session.state_word(session.run.latest);
        return escaped(&serde_json::json!({ "warning": warning, "state": state }).to_string());
    }
    row(warning).into_owned()
}

fn json_line(value: &impl serde::Serialize) -> String {
    escaped(&serde_json::to_string(value).unwrap_or_default())
}

/// The size of the journal.
fn size(folder: &Path) -> Option<u64> {
    std::fs::metadata(folder.join("journal.jsonl")).map(|metadata| metadata.len()).ok()
}
