//! Both faces of a migration, the screen and line mode, record the same facts of the same night.

mod at_once;
mod cases;
pub(crate) mod faces;
mod hand;
pub(crate) mod journal;
mod outside;
mod player;
pub(crate) mod practiced;
mod said;
mod sitting;
mod way;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Mutex,
    thread,
};

/// How many are played at once.
const AT_ONCE: usize = 3;

/// A night that is played at both faces; the answer is how they differ.
type Night = (String, Box<dyn FnOnce() -> Option<String> + Send>);

/// Plays nights at both faces, and says of each one that is recorded differently where.
fn compare(nights: Vec<Night>) {
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
    let told: Vec<String> =
        failed.into_inner().unwrap().iter().map(|(name, difference)| format!("{name} differs {difference}")).collect();
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
fn no_two_nights_have_one_name() {
    let nights = practiced::nights().into_iter().chain(cases::nights());
    let names: Vec<String> = nights.map(|(name, _)| name).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
}
