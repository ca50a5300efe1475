//! Cards about the window: whether BBB is started in it at all, and what to do when a rollback no longer ends within it.

use jiff::SignedDuration;

use super::{migration::over, parts::Parts};
use crate::{
    domain::{index::StepIx, odd_window::OddWindow, procedure::StepKind, run::Course},
    engine::session::Session,
    view::{
        card::parts::held,
        hint::Hint,
        text::{Block, Tone},
        times::{Moment, hours, minutes},
    },
};

const ASK: &str = "Ask the owner of the window. Your decision is recorded with your reason.";

/// BBB would be uploaded for the first time, and the window cannot hold a rollback any more: to stop here costs nothing.
pub(super) fn first_upload(session: &Session, step: StepIx, moment: &Moment) -> Parts {
    let run = &session.run;
    let clocks = session.clocks(moment.at);
    let (Some(window), Some(first)) = (clocks.window, clocks.first) else { return over(session, moment) };
    let end = moment.time_of(window.end);
    let name = run.planned(step).environment.map_or("", |environment| &run.described(environment).name);
    let takes = minutes(first.rollback);
    let told = if window.left <= SignedDuration::ZERO {
        format!("The window ended at {end}. A rollback of {name} takes about {takes}.")
    } else {
        let left = minutes(window.left);
        format!(
            "The window ends at {end}, in {left}. A rollback of {name} takes about {takes}, so it would end after that."
        )
    };
    let rest = hours(clocks.rest);
    let mut body: Vec<Block> = held(session).into_iter().collect();
    body.extend([
        Block::para(Tone::Now, told),
        Block::Gap,
        Block::led(
            Tone::Plain,
            "If you stop:     ",
            "no environment has a BBB license yet, so there is nothing to roll back. You can move to another night.",
        ),
        Block::led(
            Tone::Plain,
            "If you continue: ",
            format!("BBB is uploaded to {name} next. The remaining steps take about {rest}; a rollback would end after the window."),
        ),
        Block::Gap,
        Block::para(Tone::Quiet, ASK),
    ]);
    ("Start with BBB in this window?".to_owned(), format!("window ends {end}"), body)
}

/// A rollback would no longer end within the window: somebody has to decide.
pub(super) fn deadline(session: &Session, moment: &Moment) -> Parts {
    let Some(window) = session.clocks(moment.at).window else { return over(session, moment) };
    let (by, end) = (moment.time_of(window.rollback_by), moment.time_of(window.end));
    let affected = session.run.names(session.run.may_have_target());
    let told = format!(
        "The window ends at {end}. A rollback takes about {}, so it had to start by {by}.",
        minutes(window.rollback)
    );
    let rest = hours(session.clocks(moment.at).rest);
    let back = if affected.is_empty() {
        "no environment has a BBB license yet: there is nothing to roll back.".to_owned()
    } else {
        format!("restores AAA in {affected}.")
    };
    let body = vec![
        Block::para(Tone::Now, told),
        Block::Gap,
        Block::led(
            Tone::Plain,
            "If you continue:  ",
            format!("the remaining steps take about {rest}; a rollback would end after the window."),
        ),
        Block::led(Tone::Plain, "If you roll back: ", back),
        Block::Gap,
        Block::para(Tone::Quiet, ASK),
    ];
    ("Continue, or roll back?".to_owned(), format!("window ends {end}"), body)
}

/// The window's objection to the pause: before anything is frozen, another night costs nothing.
pub(super) fn too_early(session: &Session, step: StepIx, moment: &Moment) -> Option<Block> {
    let window = session.run.window?;
    let is_pause = matches!(session.run.definition(step).kind, StepKind::Pause { .. });
    if !is_pause || session.run.course != Course::Forward {
        return None;
    }
    let now = session.run.now(moment.at);
    let (left, rest) = (window.end.duration_since(now), session.clocks(moment.at).rest);
    let (opens, ends) = (moment.time_of(window.start), moment.time_of(window.end));
    let (lead, text) = if now < window.start {
        ("Too early: ", format!("the maintenance window opens at {opens}. Do not pause anything before."))
    } else if left <= SignedDuration::ZERO {
        (
            "Too late: ",
            format!("the window ended at {ends}. Get approval from the owner of the window before you pause."),
        )
    } else if let Some(odd) = OddWindow::under_way(window, now) {
        ("Check the window: ", format!("{}.", odd.told(window, |at| moment.time_of(at))))
    } else if rest > left {
        let (rest, left) = (hours(rest), hours(left));
        let text = format!(
            "the steps take about {rest}, but only {left} are left in the window. Nothing is paused yet: you can move to another night."
        );
        ("Too little time: ", text)
    } else {
        return None;
    };
    Some(Block::led(Tone::Caution, lead, format!("{text} {} changes the window.", Hint::Window)))
}
