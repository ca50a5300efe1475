//! Many migrations at once, for programs and in plain lines: `overview`.

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    domain::text::row,
    engine::session::Session,
    view::{
        harm::{Harm, window},
        overview::{Listed, counts, heading},
        text::{columns, padded},
    },
};

/// A migration in the document of many.
#[derive(Debug, Clone, Serialize)]
pub struct Document {
    path: String,
    /// The infrastructure; null where nothing of it can be read.
    migration: Option<String>,
    rehearsal: bool,
    state: &'static str,
    /// How many environments are on which code; null where that is not known.
    codes: Option<Codes>,
    rollback_by: Option<Timestamp>,
    /// Seconds until then, or until the window ends where nothing would be restored; negative where it has passed.
    left_s: Option<i64>,
    last: Option<Last>,
    harm: &'static str,
    needs_a_person: bool,
    why: String,
    /// When the bundle was packed that it was read from.
    #[serde(skip_serializing_if = "Option::is_none")]
    packed_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<String>,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct Codes {
    source: usize,
    target: usize,
    unknown: usize,
    other: usize,
}

#[derive(Debug, Clone, Serialize)]
struct Last {
    seq: u64,
    at: Timestamp,
    by: String,
    sentence: String,
}

impl Document {
    /// A migration that was read, at a moment.
    pub fn of(session: &Session, listed: &Listed, now: Timestamp) -> Self {
        let is_known = !session.is_damaged();
        let [source, target, unknown, other] = counts(session).map(|(_, count)| count);
        let last = session.history.newest().next();
        let last =
            last.map(|last| Last { seq: last.seq, at: last.at, by: last.by.clone(), sentence: last.sentence.clone() });
        Self {
            migration: Some(session.run.infrastructure.name.clone()),
            state: session.state_word(now),
            codes: is_known.then_some(Codes { source, target, unknown, other }),
            rollback_by: window(session, now).map(|window| window.rollback_by),
            left_s: listed.due.map(|due| due.duration_since(session.time(now)).as_secs()),
            last,
            packed_at: session.packed_at,
            warning: session.warning(),
            ..Self::unreadable(listed)
        }
    }

    /// One of which nothing can be read.
    pub fn unreadable(listed: &Listed) -> Self {
        let harm = listed.harm.unwrap_or(Harm::Unreadable);
        Self {
            path: listed.path.clone(),
            migration: None,
            rehearsal: listed.rehearsal,
            state: harm.word(),
            codes: None,
            rollback_by: None,
            left_s: None,
            last: None,
            harm: harm.word(),
            needs_a_person: harm.needs_a_person(),
            why: listed.why.clone(),
            packed_at: None,
            warning: None,
        }
    }
}

/// A table in plain lines. Each cell says what it is, also to somebody who hears one line after the other.
pub fn lines(rows: &[Listed]) -> Vec<String> {
    let (all, waiting) = heading(rows);
    let heading = if waiting.is_empty() { format!("{all}.") } else { format!("{all}. {waiting}.") };
    let heads = ["CUSTOMER", "STATE", "CODES", "ROLL BACK BY", "LAST RECORD", "WHY", "PATH"].map(str::to_owned);
    let cells: Vec<[String; 7]> = std::iter::once(heads).chain(rows.iter().map(cells)).collect();
    let mut widths = [0; 7];
    for row in &cells {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = columns(cell).max(*width);
        }
    }
    let line = |row: &[String; 7]| {
        let padded: Vec<String> = row.iter().zip(widths).map(|(cell, width)| padded(cell, width)).collect();
        padded.join("  ").trim_end().to_owned()
    };
    let table = cells.iter().filter(|_| !rows.is_empty()).map(line);
    std::iter::once(heading).chain(table).collect()
}

fn cells(listed: &Listed) -> [String; 7] {
    let name = if listed.rehearsal { format!("{} (rehearsal)", listed.name) } else { listed.name.clone() };
    let all = [&name, &listed.state, &listed.codes, &listed.back_by, &listed.last, &listed.why, &listed.path];
    all.map(|cell| row(cell).into_owned())
}

/// A change in one line: what it is now.
pub fn change(listed: &Listed, at: &str) -> String {
    let back = listed.back_by.as_str();
    let back = if back == "-" { String::new() } else { format!("; roll back by: {back}") };
    let said = format!(
        "{at} {}: {}; {}{back}; {}; last: {} ({})",
        listed.name, listed.state, listed.codes, listed.why, listed.last_told, listed.path
    );
    row(&said).into_owned()
}
