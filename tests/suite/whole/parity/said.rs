//! What somebody said by mistake, or says late.

use super::{
    cases::at,
    faces::Act,
    sitting::Case,
    way::{GIVEN, LIFETIME, SERIAL, SOURCE, TARGET, choose, until},
};
use crate::harness::scene::page;

/// The entry of line mode that takes back what was said last.
const LAST: &str = "Redo the last step";

pub(super) fn said() -> Vec<Case> {
    [words(), problems(), late()].into_iter().flatten().collect()
}

fn again(label: &'static str) -> Act {
    choose("u", label, &["said by mistake"])
}

fn words() -> Vec<Case> {
    vec![
        at("that a license was uploaded is taken back", &until("production/check-source"), &[again(LAST)]),
        at("what a page reads is taken back", &until("lifetime/obtain-target"), &[again(LAST)]),
        at("that deployments are paused is taken back", &until("production/obtain-source"), &[again(LAST)]),
        at("that deployments are resumed is taken back", &until("end"), &[again(LAST)]),
        at(
            "that Support was told at the end of a rollback is taken back",
            &until("lifetime/check-target"),
            &[
                choose("R r", "Roll back", &["it went wrong", "roll back"]),
                choose("y", "Deployments are paused", &[]),
                choose("b", "Start the upload", &[]),
                choose("y", "I uploaded it", &[]),
                choose("c", "Report what it shows", &[SOURCE, ""]),
                choose("b", "Start the test publish", &[]),
                choose("y", "It was published", &[]),
                choose("y", "It is done", &[]),
                again(LAST),
            ],
        ),
    ]
}

/// A problem that was reported.
fn problems() -> Vec<Case> {
    let unlisted = || choose("f", "The serial number cannot be registered", &["not listed"]);
    vec![
        at("a serial number that is not listed", &until("lifetime/obtain-target"), &[unlisted()]),
        at(
            "it is not confirmed",
            &until("lifetime/obtain-target"),
            &[choose("f", "The serial number cannot be registered", &["5"])],
        ),
        at("it is taken back", &until("lifetime/obtain-target"), &[unlisted(), again("Take it back")]),
        at(
            "that a deployment runs is taken back",
            &until("pause/pause-production"),
            &[choose("f", "A deployment is still running", &[]), again("Take it back")],
        ),
    ]
}

/// Requirements, and uploads that were done before they were begun.
fn late() -> Vec<Case> {
    vec![
        at(
            "a requirement is asked again, and does not hold",
            &until("pause/pause-production"),
            &[choose("U", "Reopen a requirement", &["2", "I misread it"]), choose("n", "No", &["end"])],
        ),
        at(
            "the requirement that was answered last is asked again",
            &until("before/read-procedure"),
            &[again(LAST), again(LAST), choose("y", "Yes", &[])],
        ),
        at(
            "a requirement that there is not is asked again",
            &until("before/read-procedure"),
            &[choose("U", "Reopen a requirement", &["4", "I misread it"])],
        ),
        at(
            "an upload that was done before it was begun",
            &until("production/upload-source"),
            &[
                Act::Paste(page(SERIAL, SOURCE, "Ignore")),
                choose("a", "I uploaded it already", &["2026-01-31T22:40:00+01:00", "acmove was not open"]),
                Act::Paste(page(SERIAL, SOURCE, "Ignore")),
            ],
        ),
        at(
            "a license that somebody else has uploaded",
            &until("lifetime/check-source"),
            &[
                Act::Paste(page(LIFETIME, SOURCE, "Ignore")),
                choose("g", "Select the downloaded file", &[&format!("{GIVEN}lifetime-target.lic")]),
                Act::Paste(page(LIFETIME, TARGET, "Protected")),
                choose("h", "Another person uploaded it", &["nobody knows who did"]),
            ],
        ),
    ]
}
