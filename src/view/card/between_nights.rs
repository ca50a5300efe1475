//! The card between two nights: deployments run, nothing is uploaded, and what stays mixed until the work goes on.

use super::{
    end_of_night::{left_out_all, mixed},
    parts::Parts,
};
use crate::{
    domain::run::Between,
    engine::session::Session,
    view::{
        hint::Hint,
        text::{Block, Tone},
        times::Moment,
    },
};

/// The work stopped for today: since when, why, what is left, and how to go on.
pub(super) fn between_nights(session: &Session, moment: &Moment) -> Parts {
    let run = &session.run;
    let Some(Between { since, reason }) = &run.nights.between else {
        return (String::new(), String::new(), Vec::new());
    };
    let mut body = vec![Block::led(Tone::Caution, format!("Stopped {}: ", moment.short_of(*since)), reason)];
    body.extend(run.case.as_ref().map(|case| Block::led(Tone::Quiet, "Case of Support: ", case)));
    body.extend(left_out_all(session, moment));
    body.push(Block::Gap);
    body.extend(mixed(session));
    body.push(Block::Gap);
    body.push(Block::para(
        Tone::Plain,
        format!(
            "Deployments run, and nothing is uploaded until you pause them again. Agree on the next window first; {} records it.",
            Hint::Window
        ),
    ));
    ("Deployments run until the next night".to_owned(), String::new(), body)
}
