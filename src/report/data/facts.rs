//! Facts as sentences, and who said them.

use jiff::Timestamp;
use serde::Serialize;

use crate::domain::{digest::Digest, event::FactKind, run::Run, timeline_entry::TimelineEntry};

/// A fact of the journal.
#[derive(Debug, Serialize)]
pub(super) struct FactRow<'a> {
    record: u64,
    at: Timestamp,
    by: &'a str,
    kind: &'static str,
    environment: Option<&'a str>,
    step: Option<&'a str>,
    sentence: &'a str,
    evidence: Option<Digest>,
}

/// Somebody who said something; `acmove` is what the program saw by itself.
#[derive(Debug, Serialize)]
pub(super) struct PersonRow<'a> {
    by: &'a str,
    facts: usize,
}

/// How many facts there are of each kind; words that were taken back do not count.
#[derive(Debug, Default, Serialize)]
pub(super) struct Totals {
    verified: usize,
    claimed: usize,
    failed: usize,
    decided: usize,
    overridden: usize,
    refused: usize,
    noted: usize,
}

/// Facts for the record.
pub(super) fn facts<'a>(run: &'a Run, told: impl Iterator<Item = &'a TimelineEntry>) -> Vec<FactRow<'a>> {
    let one = |fact: &'a TimelineEntry| FactRow {
        record: fact.seq,
        at: fact.at,
        by: &fact.by,
        kind: fact.kind.name(),
        environment: fact.environment.map(|environment| run.described(environment).id.as_str()),
        step: fact.step.map(|step| run.planned(step).id.as_str()),
        sentence: &fact.sentence,
        evidence: fact.evidence,
    };
    told.map(one).collect()
}

/// Everybody who said something, in the order in which they came.
pub(super) fn people(told: &[TimelineEntry]) -> Vec<PersonRow<'_>> {
    let mut people: Vec<PersonRow<'_>> = Vec::new();
    for fact in told {
        match people.iter_mut().find(|known| known.by == fact.by) {
            Some(known) => known.facts += 1,
            None => people.push(PersonRow { by: &fact.by, facts: 1 }),
        }
    }
    people
}

impl Totals {
    pub(super) fn of<'a>(told: impl Iterator<Item = &'a TimelineEntry>) -> Self {
        let mut totals = Self::default();
        for fact in told {
            totals.overridden += usize::from(fact.overrides);
            let counted = match fact.kind {
                FactKind::Verified => &mut totals.verified,
                FactKind::Claimed => &mut totals.claimed,
                FactKind::Failed => &mut totals.failed,
                FactKind::Decision => &mut totals.decided,
                FactKind::Refused => &mut totals.refused,
                FactKind::Note => &mut totals.noted,
                FactKind::Other => continue,
            };
            *counted += 1;
        }
        totals
    }
}
