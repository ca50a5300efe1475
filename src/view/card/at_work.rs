//! The card while acmove itself does something on the practice pages: what it does, and what a person can do meanwhile.
//! Nothing is asked, so nothing of the usual card that wants an answer is shown.

use crate::{
    engine::{session::Session, subject::Subject},
    view::{
        hint::of_edition,
        text::{Block, Tone},
    },
};

/// What the card of a subject says while acmove does what it asks; heading and source stay.
pub fn at_work(session: &Session, subject: Subject) -> Vec<Block> {
    let text = "acmove does this on the practice pages and records the result. There is nothing for you to answer.";
    let mut body = vec![Block::led(Tone::Now, "At work: ", text), Block::Gap];
    body.extend(actions(session, subject));
    let watch = session
        .lesson
        .as_ref()
        .map_or_else(String::new, |lesson| format!(" You can watch it in a browser: {}", lesson.pages));
    body.extend([Block::Gap, Block::led(Tone::Quiet, "Meanwhile: ", format!("wait. Do not do this by hand.{watch}"))]);
    body
}

/// What the edition has done by hand here: what acmove does now.
fn actions(session: &Session, subject: Subject) -> Vec<Block> {
    let Some(step) = subject.step() else { return Vec::new() };
    let actions = session.run.actions(step).iter().enumerate();
    let action = |(number, action): (usize, &String)| {
        Block::led(Tone::Quiet, format!("{} ", number + 1), of_edition(&session.run.fill(action, step)))
    };
    actions.map(action).collect()
}
