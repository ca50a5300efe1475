//! Where the migration stands, in the text for Support: the step, the pause, the window.

use jiff::Timestamp;

use super::{
    super::{
        clocks::Urgency,
        index::StepIx,
        outlook::{Hold, Next, Outlook},
        run::Run,
    },
    seen::Known,
    trouble::{request, step_words, troubled},
};

/// Lines about the moment, each with its label: the step, since when deployments are paused, the window, why it is on hold.
pub(super) fn here(
    run: &Run,
    outlook: &Outlook,
    now: Timestamp,
    (holds, known): (&[Hold], Known),
) -> Vec<(&'static str, String)> {
    // Behind damage another step may be the next, and another decision due.
    if known == Known::Then {
        return Vec::new();
    }
    let step = trouble_step(run, holds).or(match outlook.next {
        Next::Step(step) | Next::Decide(step) | Next::FirstUpload(step) => Some(step),
        Next::Requirement(_)
        | Next::Deadline
        | Next::Deployments
        | Next::Support
        | Next::EndOfNight
        | Next::BetweenNights
        | Next::TakeOver
        | Next::Nothing => None,
    });
    let step = step.map(|step| ("Step", step_words(run, step)));
    let paused = outlook.freeze.since.map(|since| ("Deployments paused since", run.told(since)));
    let stopped = run.nights.between.as_ref();
    let stopped = stopped.map(|it| ("Stopped for today", format!("{}. Reason: {}", run.told(it.since), it.reason)));
    let held = run.held.as_ref().map(|why| ("On hold", why.clone()));
    let left_out = run.postponed().filter_map(|environment| {
        let left_out = run.environment(environment).postponed.as_ref()?;
        let (name, since) = (&run.described(environment).name, run.told(left_out.at));
        Some(("Left out for now", format!("{name}, since {since}. Reason: {}", left_out.reason)))
    });
    step.into_iter().chain(paused).chain(window(run, outlook, now)).chain(left_out).chain(stopped).chain(held).collect()
}

/// The step where the trouble was: the one that stopped everything, else the first that Support is asked about.
fn trouble_step(run: &Run, holds: &[Hold]) -> Option<StepIx> {
    let asked = holds.iter().filter(|hold| !request(hold).is_empty());
    run.ip_error.or_else(|| asked.flat_map(|hold| troubled(run, hold)).next())
}

/// The window: when it closes, by when a rollback has to start, and the decision about it where one is due.
fn window(run: &Run, outlook: &Outlook, now: Timestamp) -> Option<(&'static str, String)> {
    let clocks = outlook.clocks(run, now);
    let window = clocks.window?;
    let (by, end, takes) = (run.told(window.rollback_by), run.told(window.end), window.rollback.as_mins());
    Some(match outlook.next_at(run, now) {
        Next::FirstUpload(_) => {
            let takes = clocks.first?.rollback.as_mins();
            (
                "Decision",
                format!(
                    "start with BBB, or stop here. The window closes at {end}, and a rollback takes about {takes} min. Nothing has to be restored yet."
                ),
            )
        }
        Next::Deadline => (
            "Decision",
            format!(
                "continue, or roll back. A rollback takes about {takes} min: it had to start by {by} to end by {end}, when the window closes."
            ),
        ),
        Next::Requirement(_)
        | Next::Step(_)
        | Next::Decide(_)
        | Next::Deployments
        | Next::Support
        | Next::EndOfNight
        | Next::BetweenNights
        | Next::TakeOver
        | Next::Nothing => {
            let is_needed = run.may_have_target().next().is_some();
            let has = if window.urgency == Urgency::Late { "had" } else { "has" };
            let told = if is_needed {
                format!(
                    "A rollback takes about {takes} min: it {has} to start by {by} to end by {end}, when the window closes."
                )
            } else {
                format!("it closes at {end}. Nothing has to be rolled back now.")
            };
            ("Window", told)
        }
    })
}
