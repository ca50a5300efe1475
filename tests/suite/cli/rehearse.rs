//! `acmove rehearse`: through by itself, and marked wherever it is told.

use crate::harness::site::{Site, code, said};

#[test]
fn a_rehearsal_is_marked_wherever_it_is_told() {
    let site = Site::new();
    site.run(&["rehearse", "--dir", "m", "--auto"]);
    for arguments in [
        &["status", "m"][..],
        &["plan", "m"],
        &["plan", "m", "--format", "md"],
        &["rollback", "m", "--plan"],
        &["report", "m"],
        &["ticket", "m"],
        &["verify", "m"],
        &["plan", "--infrastructure", "m/infrastructure.toml"],
    ] {
        assert!(said(&site.run(arguments)).contains("REHEARSAL"), "{arguments:?}");
    }
    assert_eq!(code(&site.run(&["rehearse", "--dir", "n", "--answers", "nowhere.toml"])), 2);
    assert!(!site.path("n").exists(), "nothing was made");
    assert_eq!(code(&site.run(&["status", "m", "--theme", "neon"])), 2);
}

#[test]
fn the_rehearsal_of_the_readme_goes_through_by_itself() {
    for edition in crate::harness::story::EDITIONS {
        let site = Site::new();
        let output = site.run(&["rehearse", "--dir", "m", "--procedure", edition, "--auto"]);
        assert_eq!(code(&output), 0, "{}", said(&output));
        let status = site.status();
        assert_eq!((&status["state"], &status["rehearsal"]), (&"done".into(), &true.into()));
    }
}

#[test]
fn a_scenario_is_named_with_or_without_the_flag() {
    let site = Site::new();
    for (dir, named) in [("m", &["environment-without-type"][..]), ("n", &["--scenario", "environment-without-type"])] {
        let output = site.run(&[&["rehearse", "--auto", "--dir", dir], named].concat());
        assert_eq!(code(&output), 0, "{}", said(&output));
    }
    let facts = |dir: &str| said(&site.run(&["status", dir])).lines().count();
    assert_eq!(facts("m"), facts("n"));
    assert_eq!(code(&site.run(&["rehearse", "environment-without-type", "--scenario", "not-prepared", "--auto"])), 2);
    assert_eq!(code(&site.run(&["rehearse", "no-such-scenario", "--auto"])), 2);
}
