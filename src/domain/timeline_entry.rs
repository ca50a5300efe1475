//! A fact as it is told in a timeline: when, by whom, of which kind, about whom, on what evidence.

use jiff::Timestamp;

use super::{
    digest::Digest,
    event::{About, Event, FactKind},
    index::{EnvIx, StepIx},
    record::Record,
    run::Run,
    sentence::{brief, sentence},
};

/// A fact of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEntry {
    /// Its place in the journal.
    pub seq: u64,
    /// When it was recorded.
    pub at: Timestamp,
    /// Who said it.
    pub by: String,
    /// Of which kind it is.
    pub kind: FactKind,
    /// The environment it is about, if it is about one.
    pub environment: Option<EnvIx>,
    /// The step it is about, if it is about one.
    pub step: Option<StepIx>,
    /// The fact in a sentence.
    pub sentence: String,
    /// The fact in a few words, without the name of its environment.
    pub brief: String,
    /// Whether it says that something was started.
    pub starts: bool,
    /// Whether a person went on by it against what stood in the way.
    pub overrides: bool,
    /// The text that supports it, where one was read.
    pub evidence: Option<Digest>,
    /// Whether the chain of the journal proves it: not where it stands behind damage.
    pub is_proved: bool,
}

impl TimelineEntry {
    /// A fact, told in the state after it.
    pub fn of(record: &Record<Event>, run: &Run) -> Self {
        let about = record.event.about();
        Self {
            seq: record.seq,
            at: record.at,
            by: record.by.clone(),
            kind: about.kind,
            environment: environment(&about, run),
            step: about.step.and_then(|step| run.plan.index(step)),
            sentence: sentence(run, &record.event),
            brief: brief(run, &record.event),
            starts: matches!(record.event, Event::StepBegun { .. } | Event::CommandStarted { .. }),
            overrides: overrides(&record.event),
            evidence: about.evidence,
            is_proved: true,
        }
    }

    /// The fact of a line behind damage of the journal, which is whole by itself: nothing proves that it belongs there. It is
    /// told by the names of the last state that is known, and known by the number of its line.
    pub fn behind_damage(line: u64, record: &Record<Event>, known: &Run) -> Self {
        let told = Self::of(record, known);
        let [sentence, brief] = [&told.sentence, &told.brief].map(|words| format!("NOT PROVED: {words}"));
        Self { seq: line, sentence, brief, is_proved: false, ..told }
    }
}

/// The environment a fact is about, if it is about one.
pub(super) fn environment(about: &About<'_>, run: &Run) -> Option<EnvIx> {
    match about.environment {
        Some(environment) => run.position(environment),
        None => about.step.and_then(|step| run.plan.index(step)).and_then(|step| run.planned(step).environment),
    }
}

/// Whether a person decided to go on against what the procedure, the window or the watch said.
const fn overrides(event: &Event) -> bool {
    matches!(event, Event::LineLifted { .. } | Event::WentOn { .. } | Event::DeploymentsAccepted { .. })
}
