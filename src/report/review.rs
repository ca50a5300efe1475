//! The lessons of a migration: planned and actual times, waits, steps that needed more than one attempt, and which minutes
//! of the procedure were wrong.

mod labels;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use super::{
    data::Recorded,
    wait::{Waited, together, waits},
};
use crate::{
    domain::{
        chronicle::{Attempt, AttemptEnd, Chronicle},
        event::FactKind,
        index::StepIx,
        procedure::Step,
        run::Run,
    },
    engine::session::Session,
};

/// From this part of the planned time on, another estimate is worth writing down.
const WORTH: f64 = 0.2;

/// The lessons of a migration.
#[derive(Debug, Serialize)]
pub struct Review<'a> {
    migration: &'a str,
    rehearsal: bool,
    state: &'static str,
    started: Timestamp,
    latest: Timestamp,
    elapsed_s: i64,
    /// The planned time of the steps that are measured, and the time they took, in seconds.
    planned_s: i64,
    taken_s: i64,
    /// The time of all waits, in seconds; waits at the same time count once.
    waited_s: i64,
    steps: Vec<Measured<'a>>,
    again: Vec<Again<'a>>,
    waits: Vec<Waited>,
    estimates: Vec<EstimateRow<'a>>,
    /// What has to be known of a journal that is damaged.
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<String>,
    /// What has to be known of a record that was never acknowledged.
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<String>,
}

/// A step, planned against taken.
#[derive(Debug, Serialize)]
struct Measured<'a> {
    step: &'a str,
    title: String,
    planned_min: u32,
    /// Null where the beginning of an attempt is not known.
    taken_s: Option<i64>,
    attempts: u32,
}

/// A step that needed more than one attempt, or was refused something.
#[derive(Debug, Serialize)]
struct Again<'a> {
    step: &'a str,
    title: String,
    attempts: u32,
    refused: u32,
    /// The failures and refusals, as they were told.
    why: Vec<&'a str>,
}

/// The planned minutes of a step of the procedure, and the times its attempts took, over all environments.
#[derive(Debug, Serialize)]
pub struct EstimateRow<'a> {
    phase: &'a str,
    step: &'a str,
    title: &'a str,
    planned_min: u32,
    /// How many attempts that were done are measured.
    measured: usize,
    median_s: i64,
    longest_s: i64,
    /// The minutes to plan with from now on; null where the plan is good enough.
    suggested_min: Option<u32>,
}

impl<'a> EstimateRow<'a> {
    /// The phase, the step, and the minutes to plan with, where they are others than so far.
    pub fn change(&self) -> Option<(&'a str, &'a str, u32)> {
        self.suggested_min.map(|minutes| (self.phase, self.step, minutes))
    }
}

impl<'a> Review<'a> {
    /// The review of a migration, up to its last fact.
    pub fn of(session: &'a Session, recorded: &'a Recorded) -> Self {
        let (run, chronicle) = (&session.run, &recorded.chronicle);
        let by_step = chronicle.by_step();
        let steps: Vec<Measured<'a>> =
            by_step.iter().map(|(place, attempts)| measured(run, *place, attempts)).collect();
        let known = || steps.iter().filter_map(|step| Some((i64::from(step.planned_min) * 60, step.taken_s?)));
        Self {
            migration: &run.infrastructure.name,
            rehearsal: run.rehearsal,
            state: session.state_word(run.latest),
            started: run.started,
            latest: run.latest,
            elapsed_s: run.taken().as_secs(),
            planned_s: known().map(|(planned, _)| planned).sum(),
            taken_s: known().map(|(_, taken)| taken).sum(),
            waited_s: together(chronicle.waits.iter().map(|wait| (wait.from, wait.to.unwrap_or(run.latest)))).as_secs(),
            again: again(run, recorded, &by_step),
            waits: waits(run, chronicle),
            estimates: estimates(run, chronicle),
            warning: session.warning(),
            notice: session.beyond.notice(),
            steps,
        }
    }

    /// The times that the steps of the procedure took.
    pub fn estimates(&self) -> &[EstimateRow<'a>] {
        &self.estimates
    }
}

fn measured<'a>(run: &'a Run, place: StepIx, attempts: &[&Attempt]) -> Measured<'a> {
    Measured {
        step: run.planned(place).id.as_str(),
        title: run.title(place),
        planned_min: run.definition(place).minutes,
        taken_s: Chronicle::taken(attempts).map(|taken| taken.as_secs()),
        attempts: run.step(place).attempts,
    }
}

fn again<'a>(run: &'a Run, recorded: &'a Recorded, by_step: &BTreeMap<StepIx, Vec<&Attempt>>) -> Vec<Again<'a>> {
    let more = |(place, attempts): &(&StepIx, &Vec<&Attempt>)| attempts.len() > 1 || run.step(**place).refused > 0;
    let mut refused: BTreeMap<Option<StepIx>, Vec<&str>> = BTreeMap::new();
    for fact in recorded.facts.iter().filter(|fact| fact.kind == FactKind::Refused) {
        refused.entry(fact.step).or_default().push(&fact.sentence);
    }
    let one = |(&place, attempts): (&StepIx, &Vec<&Attempt>)| {
        let is_over = |end| matches!(end, AttemptEnd::Failed | AttemptEnd::Withdrawn | AttemptEnd::TakenBack);
        let failed = attempts.iter().filter(|attempt| is_over(attempt.end));
        let failed = failed.filter_map(|attempt| told(recorded, attempt.seq));
        let why: Vec<&str> = failed.chain(refused.remove(&Some(place)).into_iter().flatten()).collect();
        Again {
            step: run.planned(place).id.as_str(),
            title: run.title(place),
            attempts: run.step(place).attempts,
            refused: run.step(place).refused,
            why,
        }
    };
    by_step.iter().filter(more).map(one).collect()
}

fn told(recorded: &Recorded, seq: u64) -> Option<&str> {
    let place = usize::try_from(seq).ok()?.checked_sub(1)?;
    recorded.facts.get(place).map(|fact| fact.sentence.as_str())
}

/// Each step of the procedure that was done somewhere, and how long an attempt took that was.
fn estimates<'a>(run: &'a Run, chronicle: &Chronicle) -> Vec<EstimateRow<'a>> {
    let mut taken: BTreeMap<(usize, usize), Vec<i64>> = BTreeMap::new();
    for attempt in chronicle.attempts.iter().filter(|attempt| matches!(attempt.end, AttemptEnd::Done(_))) {
        let planned = run.planned(attempt.step);
        // Answers that were written down beforehand take no time: nobody learns from them.
        let seconds = attempt.taken().map(|taken| taken.as_secs()).filter(|taken| *taken > 0);
        taken.entry((planned.phase, planned.step)).or_default().extend(seconds);
    }
    let estimates = taken.into_iter().filter_map(|((phase, step), mut taken)| {
        taken.sort_unstable();
        let phase = run.phase(phase);
        estimate(&phase.id, &phase.steps[step], &taken)
    });
    estimates.collect()
}

fn estimate<'a>(phase: &'a str, step: &'a Step, taken: &[i64]) -> Option<EstimateRow<'a>> {
    let median = *taken.get(taken.len() / 2)?;
    Some(EstimateRow {
        phase,
        step: &step.id,
        title: &step.title,
        planned_min: step.minutes,
        measured: taken.len(),
        median_s: median,
        longest_s: *taken.last()?,
        suggested_min: suggested(step.minutes, median),
    })
}

/// Whole minutes that are enough for half of all attempts, where the plan says something else; a procedure plans with a day
/// at most.
fn suggested(planned: u32, median: i64) -> Option<u32> {
    let minutes = u32::try_from((median + 59) / 60).ok()?.clamp(1, 24 * 60);
    let differs = f64::from(planned.abs_diff(minutes)) > f64::from(planned) * WORTH;
    differs.then_some(minutes)
}
