//! A migration that is followed: a line for each fact, and for each clock that passes.

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    domain::{
        clocks::SOON,
        digest::Digest,
        event::Event,
        outlook::Outlook,
        record::Record,
        run::{Course, Run},
        timeline_entry::TimelineEntry,
    },
    engine::session::Session,
    view::times::Moment,
};

/// A fact as it is followed: whole, and in words.
#[derive(Debug, Serialize)]
pub struct FactLine<'a> {
    seq: u64,
    at: Timestamp,
    by: &'a str,
    kind: &'static str,
    environment: Option<String>,
    step: Option<String>,
    sentence: String,
    /// How the migration stands after it.
    state: &'static str,
    event: &'a Event,
    hash: Digest,
}

/// A clock that has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassedClock {
    /// The window has opened.
    WindowOpens,
    /// A quarter of an hour is left until a rollback has to start.
    RollbackSoon,
    /// A rollback that starts now would no longer end within the window.
    RollbackBy,
    /// The rollback of a first BBB license would no longer end within the window.
    FirstUpload,
    /// The window has closed.
    WindowCloses,
}

/// A clock that has passed, as it is followed.
#[derive(Debug, Serialize)]
pub struct ClockLine {
    clock: &'static str,
    at: Timestamp,
    sentence: String,
    /// How the migration stands now.
    state: &'static str,
}

/// A fact as a line, told in the state after it.
pub fn fact_line<'a>(record: &'a Record<Event>, run: &Run) -> FactLine<'a> {
    let told = TimelineEntry::of(record, run);
    FactLine {
        seq: record.seq,
        at: record.at,
        by: &record.by,
        kind: told.kind.name(),
        environment: told.environment.map(|environment| run.described(environment).id.to_string()),
        step: told.step.map(|step| run.planned(step).id.to_string()),
        sentence: told.sentence,
        state: Outlook::of(run).state_at(run, record.at).word(),
        event: &record.event,
        hash: record.hash,
    }
}

impl FactLine<'_> {
    /// The fact in words.
    pub fn words(&self, moment: &Moment) -> String {
        format!("{} {} {}: {} [{}]", moment.stamp(self.at), self.seq, self.by, self.sentence, self.state)
    }
}

impl ClockLine {
    /// The clock in words.
    pub fn words(&self, moment: &Moment) -> String {
        format!("{} clock: {} [{}]", moment.stamp(self.at), self.sentence, self.state)
    }
}

impl PassedClock {
    /// The word for programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::WindowOpens => "window-opens",
            Self::RollbackSoon => "rollback-soon",
            Self::RollbackBy => "rollback-by",
            Self::FirstUpload => "first-upload",
            Self::WindowCloses => "window-closes",
        }
    }
}

/// The clocks that pass between two moments, in their order. Those of a rollback count only where something would be restored.
pub fn passed(session: &Session, before: Timestamp, now: Timestamp) -> Vec<PassedClock> {
    let run = &session.run;
    let Some(window) = run.window.filter(|_| !session.outlook.state.is_final()) else { return Vec::new() };
    let clocks = session.clocks(now);
    let restores = run.may_have_target().next().is_some() && !matches!(run.course, Course::Back { .. });
    let by = clocks.window.map(|clock| clock.rollback_by).filter(|_| restores);
    let soon = by.and_then(|by| by.checked_sub(SOON).ok());
    let first = clocks.first.map(|first| first.by);
    let mut all: Vec<(Timestamp, PassedClock)> = [
        (Some(window.start), PassedClock::WindowOpens),
        (soon, PassedClock::RollbackSoon),
        (by, PassedClock::RollbackBy),
        (first, PassedClock::FirstUpload),
        (Some(window.end), PassedClock::WindowCloses),
    ]
    .into_iter()
    .filter_map(|(at, clock)| Some((at.filter(|at| before < *at && *at <= now)?, clock)))
    .collect();
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, clock)| clock).collect()
}

/// A clock that has passed as a line.
pub fn clock_line(session: &Session, clock: PassedClock, moment: &Moment) -> ClockLine {
    let by = session.clocks(moment.at).window.map_or_else(String::new, |window| moment.time_of(window.rollback_by));
    let sentence = match clock {
        PassedClock::WindowOpens => "The window is open.".to_owned(),
        PassedClock::RollbackSoon => format!("15 min left: a rollback has to start by {by} to end within the window."),
        PassedClock::RollbackBy => {
            format!("A rollback had to start by {by}: started now, it would end after the window.")
        }
        PassedClock::FirstUpload => {
            "A rollback of the first BBB license would no longer end within the window.".to_owned()
        }
        PassedClock::WindowCloses => "The window is closed.".to_owned(),
    };
    ClockLine { clock: clock.word(), at: moment.at, sentence, state: session.state_word(moment.at) }
}
