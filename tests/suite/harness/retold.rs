//! A migration with everything that was recorded, and the facts of a folder as if they had taken a night.

use std::{path::Path, sync::Arc};

use acmove::{
    domain::{
        command::{FileCondition, VaultCheck},
        event::{Event, Start, WentOn},
        index::EnvIx,
        infrastructure::Side,
        record::Record,
        run::Run,
    },
    engine::session::Session,
    journal,
    report::{
        data::{Recorded, ReportData},
        render::{html, markdown},
    },
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use crate::harness::story::{Story, begin};

/// A migration with everything that was recorded.
pub(crate) struct Retold {
    pub(crate) session: Session,
    pub(crate) recorded: Recorded,
}

impl Retold {
    /// A migration from its facts.
    pub(crate) fn of(procedure: &Arc<acmove::domain::procedure::Procedure>, facts: &[Record<Event>]) -> Self {
        let mut recorded = Recorded::default();
        let run = retold_runs(procedure, facts, |fact, run| recorded.take(fact, run));
        let intact = |environment: EnvIx, side| {
            let file = run.environment(environment).file(side);
            file.map_or(FileCondition::Absent, |file| FileCondition::Intact(file.sha256))
        };
        let sight = |place| VaultCheck { source: intact(place, Side::Source), target: intact(place, Side::Target) };
        let vault = run.every_environment().map(sight).collect();
        let session = Session { vault, ..Session::of(run, "m".to_owned()) };
        recorded.settle(&session);
        Self { session, recorded }
    }

    /// A migration that was played in memory.
    pub(crate) fn story(story: &Story) -> Self {
        Self::of(&story.run.procedure, &story.facts)
    }

    pub(crate) fn account(&self) -> ReportData<'_> {
        ReportData::of(&self.session, &self.recorded, acmove::domain::digest::Digest::of(b"head"))
    }

    pub(crate) fn markdown(&self) -> String {
        markdown(&self.account(), &TimeZone::UTC).unwrap()
    }

    pub(crate) fn html(&self) -> String {
        html(&self.account(), &TimeZone::UTC).unwrap()
    }
}

/// Every fact with the state after it; the answer is the last state.
pub(crate) fn retold_runs(
    procedure: &Arc<acmove::domain::procedure::Procedure>,
    facts: &[Record<Event>],
    mut on_fact: impl FnMut(&Record<Event>, &Run),
) -> Run {
    let mut run = Run::begin(Arc::clone(procedure), &facts[0]).unwrap();

    on_fact(&facts[0], &run);

    for fact in &facts[1..] {
        run.apply(fact).unwrap();
        on_fact(fact, &run);
    }
    run
}

/// The facts of a folder as if they had taken the time of a night, and somebody at a desk had said them: whenever and
/// wherever a scenario is played, this is the same.
pub(crate) fn retimed(folder: &Path) -> Vec<Record<Event>> {
    let mut facts: Vec<Record<Event>> = Vec::new();
    journal::read(folder, |fact: Record<Event>| {
        let at = facts.last().map_or_else(begin, |last| last.at + passed(&fact.event, fact.seq));
        let by = if fact.by == "acmove" { fact.by } else { "anna@desk".to_owned() };
        let event = without_times(fact.event, at);
        facts.push(Record { at, by, event, ..fact });
        Ok(())
    })
    .unwrap();
    facts
}

pub(crate) fn passed(event: &Event, seq: u64) -> SignedDuration {
    let seconds = match event {
        Event::SupportAnswered { .. } => 2400,
        Event::StepBegun { .. } | Event::Refused { .. } | Event::Unwatched { .. } => 20,
        Event::CommandStarted { .. } | Event::NoteWritten { .. } => 1,
        _ => 45 + (seq.cast_signed() * 37) % 190,
    };
    SignedDuration::from_secs(seconds)
}

fn without_times(event: Event, at: Timestamp) -> Event {
    match event {
        // Where it is played is no part of it.
        Event::MigrationStarted(start) => Event::MigrationStarted(Box::new(Start { zone: None, ..*start })),
        Event::DeploymentSeen { mut deployment } => {
            deployment.started = None;
            Event::DeploymentSeen { deployment }
        }
        Event::Unwatched { why, connected, .. } => Event::Unwatched { why, connected, since: None },
        Event::HandedOver(mut told) => {
            told.items.iter_mut().for_each(|item| *item = without_moment(item));
            Event::HandedOver(told)
        }
        Event::WentOn(WentOn { reason, before, .. }) => Event::WentOn(WentOn { rollback_by: at, before, reason }),
        Event::CommandStarted { step, attempt, tool, line, .. } => {
            Event::CommandStarted { step, attempt, tool, line, process: None }
        }
        Event::CommandEnded { step, attempt, tool, line, end, last, objection, evidence, .. } => {
            Event::CommandEnded { step, attempt, tool, line, end, seconds: 7, last, objection, evidence }
        }
        other => other,
    }
}

/// An open item of a hand-over as if it did not say since when.
pub(crate) fn without_moment(item: &str) -> String {
    match (item.split_once(" since "), item.split_once(". ")) {
        (Some((before, _)), Some((_, after))) => format!("{before}. {after}"),
        _ => item.to_owned(),
    }
}
