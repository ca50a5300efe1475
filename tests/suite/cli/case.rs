//! `acmove case`: the case number of Support, recorded by a command.

use crate::harness::site::{Site, code, errors, said};

#[test]
fn the_case_number_of_support_is_recorded_by_a_command_once() {
    let site = Site::started();
    let output = site.run(&["case", "m", " 00412345 "]);
    assert_eq!((code(&output), said(&output).trim()), (0, "Case number of Support: 00412345."));
    let journal = site.journal();
    let again = site.run(&["case", "m", "00412345"]);
    assert_eq!((code(&again), errors(&again).trim()), (0, "This is already the case number."));
    let wrong = site.run(&["case", "m", " "]);
    assert_eq!(code(&wrong), 2, "{}", said(&wrong));
    assert_eq!(site.journal(), journal, "nothing is recorded by either");
    assert!(site.text(&["ticket", "m"]).contains("Case number: 00412345"));
    assert_eq!(code(&site.run(&["hand-over", "m", "--to", "Ben", "-o", "m.zip"])), 0);
    let away = site.run(&["case", "m", "7"]);
    assert_eq!(code(&away), 4, "{}", said(&away));
    assert!(errors(&away).contains("handed over to Ben"), "{}", errors(&away));
}
