//! The card of a migration that was handed over: who has it, and what a colleague has to know before going on.

use std::cmp::Ordering;

use super::parts::Parts;
use crate::{
    domain::run::Handover,
    engine::session::Session,
    view::{
        hint::Hint,
        mark::Mark,
        text::{Block, Tone},
        times::Moment,
    },
};

/// Handed over and away, or taken over with items left to acknowledge.
pub(super) fn take_over(session: &Session, moment: &Moment) -> Parts {
    let run = &session.run;
    let Some(handover) = &run.handover else { return (String::new(), String::new(), Vec::new()) };
    let Handover { to, items, note, by, at, taken } = handover;
    let mut body = vec![Block::led(Tone::Quiet, "Handed over: ", format!("{} by {by} to {to}", moment.told(run, *at)))];
    let next = handover.next();
    let heading = match (taken, next) {
        (Some(taken), Some(next)) => {
            body.push(Block::led(
                Tone::Quiet,
                "Taken over: ",
                format!("{} by {}", moment.told(run, taken.at), taken.by),
            ));
            format!("Open item {next} of {}", items.len())
        }
        (Some(_), None) | (None, _) => {
            body.push(Block::para(
                Tone::Plain,
                format!(
                    "This folder is read-only: {to} continues with a copy of it. Only one of the two may continue."
                ),
            ));
            format!("Handed over to {to}")
        }
    };
    if !note.is_empty() {
        body.push(Block::led(Tone::Now, "Note: ", note));
    }
    body.push(Block::Gap);
    for (number, item) in (1..).zip(items) {
        let (tone, mark) = match next.map(|next| number.cmp(&next)) {
            Some(Ordering::Equal) => (Tone::Heading, Mark::Now),
            Some(Ordering::Less) => (Tone::Quiet, Mark::Decided),
            Some(Ordering::Greater) | None => (Tone::Plain, Mark::Nothing),
        };
        body.push(Block::led(tone, format!("{} ", mark.sign()), item));
    }
    let advice = match handover.is_away() {
        true if run.rehearsal => away_in_rehearsal(to),
        true => away(to),
        false => taken_over(),
    };
    body.extend([Block::Gap, Block::para(Tone::Quiet, advice)]);
    (heading, String::new(), body)
}

fn away(to: &str) -> String {
    format!("Do you continue here, as {to} or because {to} cannot? Take it over; every open item is asked for then.")
}

/// Nobody else is there.
fn away_in_rehearsal(to: &str) -> String {
    format!("In this rehearsal you are {to}, too. Take it over here, or in a new folder with `acmove take-over`.")
}

fn taken_over() -> String {
    format!(
        "Check it where you can, then acknowledge it. {} starts a rollback; it does not have to wait.",
        Hint::Rollback
    )
}
