//! Many migrations in a terminal: the list follows another process, one is opened, and left for the list again.

use std::process::Command;

use super::{AtTerminal, Pty, Site};
use crate::harness::drawn::screen_of;

#[test]
fn the_list_follows_opens_one_and_is_come_back_to() {
    let site = Site::new();
    let acmove = |arguments: &[&str]| {
        let done =
            Command::new(env!("CARGO_BIN_EXE_acmove")).args(arguments).current_dir(site.0.path()).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    acmove(&["new", "second", "--infrastructure", "infrastructure.toml"]);
    let before = (site.facts(), std::fs::read(site.path("second/journal.jsonl")).unwrap());
    let mut pty = Pty::acmove(&site, &["overview", "."]);
    pty.shows("2 migrations").shows("record 1");
    // In the list and below it: only when both were read, their order stands.
    pty.drawn().wait("both", |bytes| screen_of(bytes).contents().matches("preparing").count() == 3);
    pty.type_in("\x1b[B");
    pty.shows("second").press("\r");
    pty.shows("You are watching").shows("WATCHING").type_in("q");
    pty.shows("acmove overview").shows("2 migrations");
    assert_eq!(
        (site.facts(), std::fs::read(site.path("second/journal.jsonl")).unwrap()),
        before,
        "nothing was written"
    );
    acmove(&["case", "second", "00412345"]);
    pty.shows("record 2").shows("00412345").type_in("q");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
}
