//! A night in parts: deployments are resumed for today and paused again, also on the way back; and the case of Support.

use super::{
    super::{
        faces::Act,
        sitting::Case,
        way::{choose, until},
    },
    at,
};

pub(super) fn nights() -> Vec<Case> {
    let paused = until("production/upload-source");
    let with = |acts: &[Act]| acts.to_vec();
    vec![
        at("the work stops for today", &paused, &[stop()]),
        at("stopped for today, then again", &paused, &[stop(), stop()]),
        at("paused again", &paused, &[stop(), again()]),
        at(
            "paused again, and the pause is done",
            &paused,
            &with(&[stop(), again(), choose("y", "Deployments are paused, and none is running", &[])]),
        ),
        at("nothing is paused yet", &until("pause/pause-production"), &[stop()]),
        at("it is not typed in full", &paused, &[choose("Q", STOP, &["tomorrow", "resum"])]),
        at(
            "given up, then resumed",
            &paused,
            &[choose("A", "Give up", &["another night", "give up"]), choose("Q", "Deployments are resumed", WORDS)],
        ),
        at("the case of Support", &paused, &[case("00412345")]),
        at("the same case again", &paused, &[case("00412345"), case(" 00412345 ")]),
    ]
}

const STOP: &str = "Resume deployments and stop for today";

/// What is typed for it.
const WORDS: &[&str] = &["the answer comes tomorrow", "resume"];

fn stop() -> Act {
    choose("Q", STOP, WORDS)
}

fn again() -> Act {
    choose("g", "Pause again and continue", &[])
}

fn case(number: &str) -> Act {
    choose("#", "Record the case number of Support", &[number])
}
