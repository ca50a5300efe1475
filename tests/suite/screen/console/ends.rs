//! How a console is given back, and what an end from outside leaves.

use super::{AtTerminal, Console, Site};

/// The modes of the console, of its input and its output.
fn modes(console: &Console) -> String {
    console.order("mode").says("mode")
}

#[test]
fn the_console_is_given_back_as_it_was() {
    let site = Site::new();
    let before = modes(&Console::start(&site, env!("CARGO_BIN_EXE_acmove"), &["status", "m"]));
    let console = Console::acmove(&site, &["open", "m"]);
    console.shows("Requirement 1 of 3").press("q");
    assert_eq!(console.ends(), 0);
    assert_eq!(modes(&console), before);
}

#[test]
fn what_was_killed_goes_on_where_it_was() {
    let site = Site::new();
    let console = Console::acmove(&site, &["open", "m"]);
    console.shows("Requirement 1 of 3").press("y").shows("Requirement 2 of 3").order("kill");
    console.ends();
    let console = Console::acmove(&site, &["open", "m"]);
    console.shows("Requirement 2 of 3").press("q");
    assert_eq!(console.ends(), 0);
    assert_eq!(site.facts(), 2);
}

fn ends_in_order(by: &str) {
    let site = Site::new();
    let before = modes(&Console::start(&site, env!("CARGO_BIN_EXE_acmove"), &["status", "m"]));
    let console = Console::acmove(&site, &["open", "m"]);
    console.shows("Requirement 1 of 3").press("y").shows("Requirement 2 of 3").rests().order(by);
    assert_eq!(console.ends(), 0);
    assert_eq!(modes(&console), before);
    assert_eq!(site.facts(), 2);
}

#[test]
fn ctrl_c_from_outside_ends_it_in_order() {
    ends_in_order("event 0");
}

#[test]
fn the_end_of_the_session_ends_it_in_order() {
    ends_in_order("session");
}
