//! Nights in which an environment is left out, and that are ended before everything is done.

use acmove::domain::{command::Command, outlook::Next};

use super::story::{EDITIONS, FOUR, Story};

/// In today's edition, Quality is left out before anything was done there but its backup.
pub(crate) fn left_out() -> Story {
    let mut story = Story::of(EDITIONS[1], FOUR);
    let environment = "quality".parse().unwrap();
    let reason = "the server cannot be reached before tomorrow".to_owned();
    story.before("lifetime/obtain-target").grant(&Command::Postpone { environment, reason });
    story
}

/// The same, and the others have BBB.
pub(crate) fn end_of_night() -> Story {
    let mut story = left_out();
    story.until(|story| story.outlook().next == Next::EndOfNight);
    story
}

/// The same, and deployments run until tomorrow.
pub(crate) fn between_nights() -> Story {
    let mut story = end_of_night();
    story.grant(&Command::EndNight { reason: "Quality is repaired tomorrow".to_owned() }).wait(600);
    story
}
