//! Line mode: numbers, plain letters, and nothing that a terminal obeys.

use acmove::domain::text::native;

use crate::harness::site::{Site, answers, code, description, said};

#[test]
fn in_a_pipe_letters_stay_and_paths_stay_whole_but_nothing_draws() {
    let site = Site::new();
    site.write(
        "infrastructure.toml",
        &description().replace("name = \"quality\"", "name = \"Qualit\u{e4}t \u{8cea}\""),
    );
    let folder = "M\u{fc}nchen/a folder whose name is longer than a line of seventy-eight columns would be on its own";
    assert_eq!(code(&site.run(&["new", folder, "--infrastructure", "infrastructure.toml"])), 0);
    site.write("answers.toml", &answers(&[("production/upload-source", "")]));
    let output = site.run(&["run", folder, "--answers", "answers.toml", "--unattended"]);
    let text = said(&output);
    assert!(
        text.contains("Qualit\u{e4}t \u{8cea}")
            && text.contains(&native(&format!("{folder}/licenses/production-source-"))),
        "{text}"
    );
    assert!(!text.contains(['\u{2713}', '\u{b7}', '\u{2500}', '\u{2192}']), "{text}");
    for arguments in [
        &["status", folder, "--ascii"][..],
        &["plan", folder, "--ascii"],
        &["report", folder, "--ascii"],
        &["run", folder, "--unattended", "--ascii"],
    ] {
        assert!(said(&site.run(arguments)).is_ascii(), "{arguments:?}");
    }
}

#[test]
fn line_mode_draws_nothing_and_is_plain_where_nobody_sees() {
    let site = Site::started();
    let output = site.typing(&["run", "m"], "1\n1\n1\n");
    let text = said(&output);
    assert!(text.is_ascii() && !text.contains('\u{1b}'), "{text}");
    assert_eq!(code(&output), 3, "the input ended: a person is needed");
    for typed in ["99\n", "-1\n", "+1\n", "01\n", "1 Licensing\n", "\u{1b}[A1\n"] {
        let output = site.typing(&["run", "m"], typed);
        let told = said(&output);
        assert!(told.contains("Type one of the numbers above") || told.contains("keys"), "{typed:?}: {told}");
        assert_eq!(site.journal().lines().count(), 4, "{typed:?}");
    }
}

#[test]
fn the_whole_way_can_be_gone_by_typing_numbers() {
    let site = Site::started();
    // Yes to the three requirements, the procedure is read, deployments are paused.
    let output = site.typing(&["run", "m"], "1\n1\n1\n1\n1\n4\nin/production-source.lic\n");
    assert_eq!(code(&output), 3);
    let status = site.status();
    assert_eq!(status["next"]["id"], "production/upload-source", "{}", said(&output));
    assert_eq!(status["environments"][4]["backup"]["verified"], true);
}

#[test]
fn no_escape_sequence_from_outside_reaches_the_terminal() {
    let site = Site::started();
    let evil = "message = \"\\u001b]0;owned\\u0007 Invalid \\u001b[31mIntellectual Property: bad\"";
    let output = site.go(&answers(&[("quality/republish", evil)]));
    assert!(!said(&output).contains('\u{1b}'));
    for arguments in [&["status", "m"][..], &["ticket", "m"], &["report", "m", "--format", "md"], &["plan", "m"]] {
        let text = said(&site.run(arguments));
        assert!(!text.contains('\u{1b}') && !text.contains('\u{7}'), "{arguments:?}: {text}");
    }
}
