//! Activation Codes that were mistyped at the set-up.

use super::{
    super::{
        faces::Act,
        sitting::Case,
        way::{GIVEN, SOURCE, TWO, begun, choose, until},
    },
    at, case,
};

pub(super) fn codes() -> Vec<Case> {
    let mistyped = TWO.replace(SOURCE, &SOURCE.replace("3CO", "3C0"));
    let page = choose("g", "Select a saved page", &[&format!("{GIVEN}production.txt")]);
    let by_hand = |side: &str, code: &str| choose("C", "AAA or BBB was mistyped", &[side, code, "the mail says so"]);
    let take = choose("m", "AAA was mistyped: use the code of the page", &["the mail says so"]);
    let night = |name, acts: &[Act]| case(name, &mistyped, vec![[&until("production/check-source"), acts].concat()]);
    vec![
        night("a mistyped code is taken from the page", &[page.clone(), take, page.clone()]),
        night("a mistyped code is typed anew", &[by_hand("AAA", SOURCE)]),
        night("a mistyped code is typed anew after its page", &[page, by_hand("AAA", SOURCE)]),
        at("a code that is right is corrected", &until("production/check-source"), &[by_hand("BBB", SOURCE)]),
        at("a code is corrected when BBB was begun", &begun("lifetime/upload-target"), &[by_hand("AAA", SOURCE)]),
    ]
}
