//! The steps that were worked on: every attempt, what supports the last one, and minutes planned against minutes taken.

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    domain::{
        chronicle::{Attempt, AttemptEnd, Chronicle},
        index::StepIx,
        outlook::Standing,
        run::Run,
    },
    engine::session::Session,
};

/// A step that was worked on.
#[derive(Debug, Serialize)]
pub(super) struct WorkedStep<'a> {
    step: &'a str,
    phase: &'a str,
    environment: Option<&'a str>,
    title: String,
    state: &'static str,
    evidence: Option<&'static str>,
    planned_min: u32,
    /// Time that all attempts took together; null where their beginning is not known.
    taken_s: Option<i64>,
    /// How many attempts were closed.
    closed: u32,
    refused: u32,
    attempts: Vec<Try<'a>>,
}

#[derive(Debug, Serialize)]
struct Try<'a> {
    number: u32,
    from: Timestamp,
    to: Option<Timestamp>,
    end: &'static str,
    evidence: Option<&'static str>,
    record: u64,
    by: &'a str,
}

/// The steps that were worked on, in the order of the plan.
pub(super) fn work<'a>(session: &'a Session, chronicle: &'a Chronicle) -> Vec<WorkedStep<'a>> {
    chronicle.by_step().into_iter().map(|(place, attempts)| one(session, place, &attempts)).collect()
}

fn one<'a>(session: &'a Session, place: StepIx, attempts: &[&'a Attempt]) -> WorkedStep<'a> {
    let run: &Run = &session.run;
    let planned = run.planned(place);
    let standing = session.outlook.standing(place);
    let evidence = if let Standing::Done(evidence) = standing { Some(evidence.word()) } else { None };
    WorkedStep {
        step: planned.id.as_str(),
        phase: &run.phase(planned.phase).title,
        environment: planned.environment.map(|environment| run.described(environment).name.as_str()),
        title: run.fill(&run.definition(place).title, place),
        state: match attempts.last().map(|attempt| attempt.end) {
            // That its gate is closed by now does not undo how it ended.
            Some(AttemptEnd::Failed) if matches!(standing, Standing::Waiting(_) | Standing::NotNeeded) => {
                AttemptEnd::Failed.word()
            }
            Some(_) | None => standing.word(),
        },
        closed: run.step(place).attempts,
        evidence,
        planned_min: run.definition(place).minutes,
        taken_s: Chronicle::taken(attempts).map(|taken| taken.as_secs()),
        refused: run.step(place).refused,
        attempts: attempts.iter().map(|attempt| attempted(attempt)).collect(),
    }
}

fn attempted(attempt: &Attempt) -> Try<'_> {
    let Attempt { number, from, to, end, seq, by, .. } = attempt;
    let evidence = if let AttemptEnd::Done(evidence) = end { Some(evidence.word()) } else { None };
    Try { number: *number, from: *from, to: *to, end: end.word(), evidence, record: *seq, by }
}
