//! The whole record of a migration: what was done, by whom, when, on what evidence. Markdown, HTML and JSON show this and
//! nothing else. It is a function of the journal, and of what was just seen in the vault.

mod before;
mod evidence;
mod facts;
mod work;

use jiff::Timestamp;
use serde::Serialize;

use self::{
    before::{EnvironmentAfter, EnvironmentBefore, after, before},
    evidence::{CheckTable, EvidenceText, File, RestoredRow, checks, evidence, files, restored},
    facts::{FactRow, PersonRow, Totals, facts, people},
    work::{WorkedStep, work},
};
use super::{
    status::{Status, status},
    wait::{Waited, waits},
};
use crate::{
    domain::{
        chronicle::Chronicle,
        digest::Digest,
        event::{Event, FactKind},
        record::Record,
        run::{Course, Run, SetBack},
        timeline_entry::TimelineEntry,
    },
    engine::session::Session,
    view::timeline_chart::TimelineChart,
};

/// Everything that was recorded, in the order of the journal.
#[derive(Debug, Clone, Default)]
pub struct Recorded {
    /// How it went.
    pub chronicle: Chronicle,
    /// Every fact as a sentence.
    pub facts: Vec<TimelineEntry>,
}

impl Recorded {
    /// Everything was taken in: how it stands now says what still goes on.
    pub fn settle(&mut self, session: &Session) {
        self.chronicle.settle(&session.run, &session.outlook);
    }

    /// Takes in a fact, in the state after it.
    pub fn take(&mut self, record: &Record<Event>, run: &Run) {
        self.chronicle.take(record, run);
        self.facts.push(TimelineEntry::of(record, run));
    }
}

/// The record of a migration. It begins with what `status --json` says of its end.
#[derive(Debug, Serialize)]
pub struct ReportData<'a> {
    #[serde(flatten)]
    status: Status<'a>,
    /// The version that wrote this.
    acmove: &'static str,
    article: &'a str,
    title: &'a str,
    state_name: &'static str,
    started: Timestamp,
    latest: Timestamp,
    /// When this was written, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    written: Option<Timestamp>,
    /// Why it went back, was given up, or waits by decision, where it does.
    reason: Option<&'a str>,
    /// The records before which the clock had been set back.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    clock_set_back: Vec<ClockSetBack>,
    /// When LifeTime was not watched, although it is configured.
    unwatched: Vec<Unwatched<'a>>,
    /// The environments in the order of the file, as they were before anything was uploaded.
    before: Vec<EnvironmentBefore>,
    after: Vec<EnvironmentAfter>,
    people: Vec<PersonRow<'a>>,
    totals: Totals,
    files: Vec<File<'a>>,
    /// The environments that a rollback restores, each with its backup.
    restored: Vec<RestoredRow<'a>>,
    is_going_back: bool,
    work: Vec<WorkedStep<'a>>,
    checks: Vec<CheckTable<'a>>,
    failures: Vec<FactRow<'a>>,
    /// Decisions to go on against what stood in the way.
    overrides: Vec<FactRow<'a>>,
    decisions: Vec<FactRow<'a>>,
    refusals: Vec<FactRow<'a>>,
    notes: Vec<FactRow<'a>>,
    waits: Vec<Waited>,
    #[serde(rename = "night")]
    chart: TimelineChart,
    evidence: Vec<EvidenceText>,
    timeline: Vec<FactRow<'a>>,
}

/// The clock had been set back before a record.
#[derive(Debug, Serialize)]
struct ClockSetBack {
    record: u64,
    at: Timestamp,
    /// The time of the record before.
    before: Timestamp,
}

impl ClockSetBack {
    const fn of(&SetBack { seq, at, before }: &SetBack) -> Self {
        Self { record: seq, at, before }
    }
}

/// A time in which LifeTime was not watched, although it is configured.
#[derive(Debug, Serialize)]
struct Unwatched<'a> {
    from: Timestamp,
    to: Option<Timestamp>,
    why: &'a str,
}

impl<'a> Unwatched<'a> {
    fn of((from, to, why): &'a (Timestamp, Option<Timestamp>, String)) -> Self {
        Self { from: *from, to: *to, why }
    }
}

impl<'a> ReportData<'a> {
    /// The record of a migration whose vault was just looked at.
    pub fn of(session: &'a Session, recorded: &'a Recorded, head: Digest) -> Self {
        let (run, Recorded { chronicle, facts: told }) = (&session.run, recorded);
        let of_kind = |kind: FactKind| facts(run, told.iter().filter(move |fact| fact.kind == kind && !fact.overrides));
        let counts = |fact: &&TimelineEntry| !chronicle.taken_back.contains(&fact.seq);
        Self {
            status: status(session, head, run.latest).without_latest(),
            acmove: env!("CARGO_PKG_VERSION"),
            article: &run.procedure.article,
            title: &run.procedure.title,
            state_name: session.state_name(run.latest),
            started: run.started,
            latest: run.latest,
            written: None,
            reason: match &run.course {
                Course::Back { reason } | Course::Abandoned { reason } => Some(reason),
                Course::Forward | Course::Stopped { .. } => run.held.as_deref(),
            },
            clock_set_back: run.set_back().iter().map(ClockSetBack::of).collect(),
            unwatched: chronicle.unwatched.iter().map(Unwatched::of).collect(),
            before: before(run, chronicle),
            after: after(session),
            people: people(told),
            totals: Totals::of(told.iter().filter(counts)),
            files: files(session, chronicle),
            restored: restored(session),
            is_going_back: matches!(run.course, Course::Back { .. }),
            work: work(session, chronicle),
            checks: checks(run, chronicle),
            failures: facts(run, told.iter().filter(counts).filter(|fact| fact.kind == FactKind::Failed)),
            overrides: facts(run, told.iter().filter(|fact| fact.overrides)),
            decisions: of_kind(FactKind::Decision),
            refusals: of_kind(FactKind::Refused),
            notes: of_kind(FactKind::Note),
            waits: waits(run, chronicle),
            chart: TimelineChart::of(run, chronicle),
            evidence: evidence(told),
            timeline: facts(run, told.iter()),
        }
    }

    /// The same, written at a moment.
    #[must_use]
    pub fn written_at(self, at: Timestamp) -> Self {
        // To the second, as it is told everywhere.
        Self { written: Some(Timestamp::from_second(at.as_second()).unwrap_or(at)), ..self }
    }

    /// The night as a timeline.
    pub const fn chart(&self) -> &TimelineChart {
        &self.chart
    }
}
