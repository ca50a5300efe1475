//! A night in parts: deployments are resumed for today and paused again, also on the way back; the case of Support; and a
//! colleague who continues.

use super::{
    super::{
        faces::Act,
        sitting::Case,
        way::{begun, choose, until},
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
        at("handed over", &paused, &[hand_over()]),
        at("handed over with an upload under way", &begun("production/upload-source"), &[hand_over()]),
        at("handed over to nobody", &paused, &[choose("H", HAND_OVER, &[" "])]),
        at("taken over in the same folder", &paused, &[hand_over(), take_over()]),
        at("taken over, and an item acknowledged", &paused, &[hand_over(), take_over(), know()]),
        at("taken over, and every item", &paused, &[hand_over(), take_over(), know(), know(), know()]),
        at("not taken over in full", &paused, &[hand_over(), choose("a", "Take it over", &["take"])]),
    ]
}

const HAND_OVER: &str = "Hand over to a colleague";

fn hand_over() -> Act {
    choose("H", HAND_OVER, &["Ben", "look at Production"])
}

fn take_over() -> Act {
    choose("a", "Take it over", &["take over"])
}

fn know() -> Act {
    choose("y", "I know this", &[])
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
