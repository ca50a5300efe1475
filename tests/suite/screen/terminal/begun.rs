//! Set-ups and rehearsals that are begun in a terminal, left, killed and gone on with.

use portable_pty::PtySize;

use super::{AtTerminal, PATIENCE, Pty, Site};

const SOURCE: &str = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT";
const TARGET: &str = "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N";

#[test]
fn without_arguments_it_offers_what_there_is_to_do() {
    let site = Site::new();
    let pty = Pty::acmove(&site, &[]);
    pty.shows("Continue").shows("New migration").shows("Rehearse").press("\r");
    pty.shows("Requirement 1 of 3").type_in("q");
    let mut pty = pty;
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
    let mut pty = Pty::acmove(&site, &[]);
    pty.shows("Continue").press("r");
    pty.shows("No problems").shows("Start here").press("\r");
    pty.shows("REHEARSAL").shows("Requirement 1 of 3").type_in("q");
    assert_eq!(pty.ends(), 0);
    let mut pty = Pty::acmove(&site, &[]);
    pty.shows("Continue").type_in("q");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
}

/// There is a migration here already: a new one may start from it, or not.
fn with_empty_answers(pty: &Pty) -> &Pty {
    pty.shows("start from an older one?").press("\r");
    pty.shows("two Activation Codes")
}

#[test]
fn a_new_set_up_on_screen_starts_from_a_migration_that_is_there_or_is_left_without_a_trace() {
    let site = Site::new();
    let mut pty = Pty::acmove(&site, &["new", "n"]);
    pty.shows("Like ACME in m").press("\x1b");
    assert_eq!(pty.ends(), 0);
    assert!(!site.path("n").exists());
    let mut pty = Pty::acmove(&site, &["new", "n"]);
    pty.shows("start from an older one?").type_in("\x1b[B");
    pty.shows("Takes over its environments").press("\r");
    pty.shows("taken over from m").shows(TARGET).type_in("\x03");
    assert_eq!(pty.ends(), 0);
    assert!(std::fs::read_to_string(site.path("n/draft.toml")).unwrap().contains("from = \"m\""));
}

#[test]
fn a_migration_is_set_up_with_keys_alone_left_in_the_middle_and_gone_on_with() {
    let site = Site::new();
    let mut pty = Pty::acmove(&site, &["new", "n"]);
    with_empty_answers(&pty).type_in("ACME Gr\u{f6}\u{df}e");
    pty.shows("New migration: ACME Gr\u{f6}\u{df}e").type_in("\t");
    pty.shows("The code you move from").type_in(&SOURCE[..8]);
    pty.shows("2 of 8 groups").type_in("-");
    pty.shows("^ a dot belongs here").type_in("\x15");
    pty.shows("shows it today").type_in(&format!("\x1b[200~{SOURCE}\x1b[201~"));
    pty.shows("8 of 8 groups").type_in("\r");
    // Left in the middle of a code.
    pty.shows("The code you move to").type_in(&TARGET[..5]);
    pty.shows(&TARGET[..5]);
    // A window that is made too small, and large again, keeps what was typed.
    let of = |rows, cols| PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
    pty.master.as_ref().unwrap().resize(of(10, 40)).unwrap();
    pty.shows("acmove needs 60x16");
    pty.master.as_ref().unwrap().resize(of(24, 80)).unwrap();
    pty.shows(&TARGET[..5]).type_in("\x03");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
    pty.shows("n/draft.toml").shows("Continue with `acmove new n`");
    let mut pty = Pty::acmove(&site, &["new", "n"]);
    pty.shows("Continuing with the answers saved").shows("ACME Gr\u{f6}\u{df}e").shows(SOURCE).shows("K2D.0");
    pty.type_in("\x1b[B\x1b[B");
    pty.shows("1 of 8 groups").type_in(&format!("\x15{}", &TARGET.replace('.', "")));
    pty.shows(TARGET).type_in("\r");
    pty.shows("A module to publish as a test").type_in("\r");
    pty.type_in("\r");
    pty.shows("LifeTime: Name").type_in("\x1b[6~");
    pty.shows("Such as 2026-11-28 22:00").type_in("\x1b[6~");
    pty.shows("Optional settings").type_in("\x1b[6~");
    pty.shows("activation-code-current").type_in("\x1b[6~");
    for number in 1..=3 {
        pty.shows(&format!("\u{258c} \u{b7}     {number}.")).press("y");
    }
    pty.shows("\u{258c}[Next]").type_in("\r");
    // An Enter that is held down starts nothing: somebody looks at the review first.
    pty.shows("Complete. Start creates").shows("\u{258c}[Start]").press("\r");
    pty.shows("Read the complete procedure").type_in("q");
    assert_eq!(pty.ends(), 0);
    let text = std::fs::read_to_string(site.path("n/infrastructure.toml")).unwrap();
    assert!(text.contains("name = \"ACME Gr\u{f6}\u{df}e\"") && text.contains(TARGET), "{text}");
    let facts = std::fs::read_to_string(site.path("n/journal.jsonl")).unwrap();
    assert_eq!(facts.lines().count(), 4, "the requirements are answered");
    assert!(!site.path("n/draft.toml").exists());
    let refused = Pty::acmove(&site, &["new", "n"]).ends();
    assert_eq!(refused, 2, "nobody is asked for a migration that is there already");
}

#[test]
fn killed_in_the_middle_of_a_set_up_it_loses_at_most_the_field_that_was_being_typed() {
    let site = Site::new();
    let mut pty = Pty::acmove(&site, &["new"]);
    with_empty_answers(&pty).type_in("ACME\t");
    pty.shows("The code you move from").type_in(&format!("\x1b[200~{SOURCE}\x1b[201~\t"));
    pty.shows("The code you move to").type_in("K2");
    pty.shows("0 of 8 groups");
    let path = site.path("acmove-draft.toml");
    let end = std::time::Instant::now() + PATIENCE;
    while !std::fs::read_to_string(&path).is_ok_and(|draft| draft.contains(SOURCE)) {
        assert!(std::time::Instant::now() < end, "no draft was written");
        std::thread::yield_now();
    }
    pty.child.kill().unwrap();
    pty.ends();
    let mut pty = Pty::acmove(&site, &[]);
    pty.shows("set-up not finished").press("\r");
    pty.shows("Continuing with the answers saved").shows(SOURCE).type_in("\x03");
    assert_eq!(pty.ends(), 0);
    // Whoever begins anew is told where the other one is; it is back when nothing came of it.
    let aside = site.path("acmove-draft-aside-1.toml");
    for (keys, comes_back) in [("\x1b", true), ("Other\x03", false)] {
        let mut pty = Pty::acmove(&site, &[]);
        pty.shows("set-up not finished").press("n");
        with_empty_answers(&pty).shows("acmove-draft-aside-1.toml").type_in(keys);
        assert_eq!(pty.ends(), 0);
        assert_eq!((path.exists(), aside.exists()), (true, !comes_back));
        assert_eq!(std::fs::read_to_string(&path).unwrap().contains("ACME"), comes_back);
    }
}

#[test]
fn leaving_a_set_up_in_which_nothing_was_answered_writes_nothing() {
    let site = Site::new();
    for keys in ["\x1b", "\x1b[6~\x1b[6~\x03"] {
        let mut pty = Pty::acmove(&site, &["new", "n"]);
        with_empty_answers(&pty).type_in(keys);
        assert_eq!(pty.ends(), 0);
        pty.is_given_back();
        pty.shows("Nothing was saved");
        assert!(!site.path("n").exists());
    }
}

#[test]
fn a_rehearsal_is_watched_by_pressing_one_key() {
    let site = Site::new();
    let mut pty = Pty::acmove(&site, &["rehearse", "--dir", "r", "--speed", "200"]);
    pty.shows("Requirement 1 of 3").shows("All practice pages: http://127.0.0.1:");
    for shown in ["Requirement 2 of 3", "Requirement 3 of 3", "Read the complete procedure", "Pause all deployments"] {
        pty.press("d").shows(shown);
    }
    pty.press("d").shows("Obtain the AAA license").press("q");
    assert_eq!(pty.ends(), 0);
    let made = std::process::Command::new(env!("CARGO_BIN_EXE_acmove"))
        .args(["verify", "r"])
        .current_dir(site.0.path())
        .output()
        .unwrap();
    assert!(made.status.success());
}
