//! Cases from the field (`tests/cases`): each is given to the program as its file says.

mod messages;
mod pages;
mod watch;

use std::{fs, path::Path};

use serde_json::Value;

/// The cases that are given in one way, with their names.
fn cases(how: &str) -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let cases = files.filter(|path| path.extension().is_some_and(|end| end == "json")).map(|path| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap())
    });
    let mut cases: Vec<(String, Value)> = cases.filter(|(_, case): &(String, Value)| case["how"] == how).collect();
    cases.sort_by(|one, other| one.0.cmp(&other.0));
    assert!(!cases.is_empty(), "there is no case that is given by {how}");
    cases
}
