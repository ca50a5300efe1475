//! Paths as a system writes them.

use std::path::Path;

use acmove::{
    domain::text::{native, separated},
    runtime::inspector::begins,
};

#[test]
fn a_path_has_the_separators_of_its_system() {
    assert_eq!(separated("licenses/a-source-1.lic", '\\'), r"licenses\a-source-1.lic");
    assert_eq!(Path::new(&native("licenses/a.lic")), Path::new("licenses").join("a.lic"));
}

#[test]
fn names_are_completed_in_any_case_where_systems_ignore_it() {
    assert!(begins("Downloads", "down", true) && begins("ÜBER", "üb", true));
    assert!(!begins("Downloads", "down", false) && begins("Downloads", "Down", false));
}
