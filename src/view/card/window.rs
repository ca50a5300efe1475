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

const ASK: &str = "Ask whoever is in charge of the window. What you decide is recorded with your reason.";

/// BBB would be uploaded for the first time, and the window cannot hold a rollback any more: to stop here costs nothing.
pub(super) fn first_upload(session: &Session, step: StepIx, moment: &Moment) -> Parts {
    let run = &session.run;
    let clocks = session.clocks(moment.at);
    let (Some(window), Some(first)) = (clocks.window, clocks.first) else { return over(session) };
    let end = moment.time_of(window.end);
    let name = run.planned(step).environment.map_or("", |environment| &run.described(environment).name);
    let takes = minutes(first.rollback);
    let told = if window.left <= SignedDuration::ZERO {
        format!("The window ended at {end}. A rollback of {name} takes about {takes}.")
    } else {
        let left = minutes(window.left);
        format!(
            "The window ends at {end}, in {left}. A rollback of {name} takes about {takes}: it would end after that."
        )
    };
    let rest = hours(clocks.rest);
    let mut body: Vec<Block> = held(session).into_iter().collect();
    body.extend([
        Block::para(Tone::Now, told),
        Block::Gap,
        Block::led(
            Tone::Plain,
            "Stopping:  ",
            "no environment has a BBB license yet, so there is nothing to restore. Another night costs nothing.",
        ),
        Block::led(
            Tone::Plain,
            "Going on:  ",
            format!("BBB is uploaded to {name} next. The rest takes about {rest}; a rollback ends after the window."),
        ),
        Block::Gap,
        Block::para(Tone::Quiet, ASK),
    ]);
    ("Start with BBB in this window?".to_owned(), format!("window ends {end}"), body)
}

/// A rollback would no longer end within the window: somebody has to decide.
pub(super) fn deadline(session: &Session, moment: &Moment) -> Parts {
    let Some(window) = session.clocks(moment.at).window else { return over(session) };
    let (by, end) = (moment.time_of(window.rollback_by), moment.time_of(window.end));
    let affected: Vec<&str> =
        session.run.may_have_target().map(|environment| session.run.described(environment).name.as_str()).collect();
    let told = format!(
        "The window ends at {end}. A rollback takes about {}, so it had to begin by {by}.",
        minutes(window.rollback)
    );
    let rest = hours(session.clocks(moment.at).rest);
    let back = if affected.is_empty() {
        "No environment has a BBB license yet: nothing would have to be restored.".to_owned()
    } else {
        format!("A rollback restores AAA in: {}.", affected.join(", "))
    };
    let body = vec![
        Block::para(Tone::Now, told),
        Block::Gap,
        Block::led(
            Tone::Plain,
            "Going on:   ",
            format!("the rest takes about {rest}; a rollback after that ends after the window."),
        ),
        Block::led(Tone::Plain, "Going back: ", back),
        Block::Gap,
        Block::para(Tone::Quiet, ASK),
    ];
    ("Go on, or roll back?".to_owned(), format!("window ends {end}"), body)
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
        ("Not yet: ", format!("the window opens at {opens}. Until then nothing is paused."))
    } else if left <= SignedDuration::ZERO {
        ("Too late: ", format!("the window ended at {ends}. Whoever is in charge of it has to agree before you pause."))
    } else if let Some(odd) = OddWindow::under_way(window, now) {
        ("Look at the window: ", format!("{}.", odd.told(window, |at| moment.time_of(at))))
    } else if rest > left {
        let (rest, left) = (hours(rest), hours(left));
        let text = format!(
            "the rest takes about {rest}, and the window has {left} left. Nothing is paused yet: another night costs nothing."
        );
        ("Too little time: ", text)
    } else {
        return None;
    };
    Some(Block::led(Tone::Caution, lead, format!("{text} {} records another window.", Hint::Window)))
}
