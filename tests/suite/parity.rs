//! Both faces of a migration, the screen and line mode, record the same facts of the same night.

mod cases;
pub(crate) mod faces;
mod hand;
pub(crate) mod journal;
mod player;
mod practiced;
mod way;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Mutex,
    thread,
};

/// Where the two faces do not record the same today, and why. One that does must not stand here.
const EXPECTED_TO_FAIL: &[(&str, &str)] = &[
    ("two files of the vault are damaged while nobody looks", "line mode does not look again after damage"),
    ("two files of the vault are gone when an upload is begun", "line mode does not look again after damage"),
    ("rubbish is pasted at a check", "the screen only says what is no page, and offers nothing more"),
    ("rubbish is given as a page", "the screen only says what is no page, and offers nothing more"),
    ("the serial number of no environment changes", "the screen only says what cannot be meant"),
    ("nothing was done yet that could be done again", "the screen only says what cannot be meant"),
    ("a card of a rehearsal without practice pages", "the screen only says what has no page"),
    ("an abort of another name", "the screen only says that another name was typed"),
    ("an abort that LifeTime refuses", "line mode only says that nothing was aborted"),
    ("what a command claims is refused", "the screen only says what is refused of a command"),
    ("LifeTime before an upload is said to be done", "the screen does not look once more, line mode does"),
    ("LifeTime before a publish is said to be done", "the screen does not look once more, line mode does"),
    ("LifeTime before the resume", "the screen closes the freeze without looking once more"),
    (
        "LifeTime before an upload is begun, when it did not answer before",
        "the screen does not look once more while it is blind",
    ),
    (
        "LifeTime stops answering in the freeze, and answers again",
        "the screen does not look once more while it is blind",
    ),
];

/// How many are played at once.
const AT_ONCE: usize = 3;

/// A night that is played at both faces; the answer is how they differ.
type Night = (String, Box<dyn FnOnce() -> Option<String> + Send>);

/// Plays nights at both faces, and says of each one that does not end as expected what was recorded.
fn compare(nights: Vec<Night>) {
    let names: BTreeSet<String> = nights.iter().map(|(name, _)| name.clone()).collect();
    let (left, failed) = (Mutex::new(nights), Mutex::new(BTreeMap::new()));
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let Some((name, night)) = left.lock().unwrap().pop() else { break };
                    if let Some(difference) = night() {
                        failed.lock().unwrap().insert(name, difference);
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap();
    let expected: BTreeSet<&str> =
        EXPECTED_TO_FAIL.iter().map(|(name, _)| *name).filter(|name| names.contains(*name)).collect();
    let differ = failed.iter().filter(|(name, _)| !expected.contains(name.as_str()));
    let mut told: Vec<String> = differ.map(|(name, difference)| format!("{name} differs {difference}")).collect();
    let same = expected.iter().filter(|name| !failed.contains_key(**name));
    told.extend(same.map(|name| format!("{name} is the same by now: take it off the list")));
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn every_scenario_is_recorded_the_same_by_keys_and_by_answers() {
    compare(practiced::nights());
}

#[test]
fn what_goes_wrong_is_recorded_the_same_at_both_faces() {
    compare(cases::nights());
}

#[test]
fn what_is_expected_to_differ_is_a_night_that_is_played() {
    let nights = practiced::nights().into_iter().chain(cases::nights());
    let names: Vec<String> = nights.map(|(name, _)| name).collect();
    for (name, _) in EXPECTED_TO_FAIL {
        assert!(names.iter().any(|known| known == name), "{name}");
    }
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "no two have one name");
}
