//! What is printed for a person to type can be typed, and a standard output that takes nothing is an error.

use acmove::domain::text::typed_on;

#[cfg(unix)]
use crate::harness::site::answers;
use crate::harness::site::{Site, code, errors, said};

#[test]
fn a_word_of_a_command_stays_one_word_in_the_shell() {
    for (word, elsewhere, windows) in [
        ("m", "m", "m"),
        ("a/b.zip", "a/b.zip", "a/b.zip"),
        ("Größe", "Größe", "Größe"),
        ("my folder", "'my folder'", "\"my folder\""),
        ("it's", "'it'\\''s'", "\"it's\""),
        ("$HOME;rm", "'$HOME;rm'", "'$HOME;rm'"),
        ("a*", "'a*'", "\"a*\""),
        ("-x", "./-x", "./-x"),
        ("-my x", "'./-my x'", "\"./-my x\""),
        ("~", "'~'", "~"),
        ("", "''", "\"\""),
        ("C:\\in\\m", "'C:\\in\\m'", "C:\\in\\m"),
        ("C:\\my in\\", "'C:\\my in\\'", "\"C:\\my in\\\\\""),
        ("it's $5", "'it'\\''s $5'", "'it''s $5'"),
    ] {
        assert_eq!(typed_on(false, word), elsewhere);
        assert_eq!(typed_on(true, word), windows);
    }
}

#[cfg(unix)]
#[test]
fn every_hint_names_a_folder_with_blanks_so_that_it_can_be_typed() {
    let site = Site::new();
    assert_eq!(code(&site.run(&["new", "my m", "--infrastructure", "infrastructure.toml"])), 0);
    site.write("answers.toml", &answers(&[]));
    let run = site.run(&["run", "my m", "--answers", "answers.toml", "--unattended"]);
    assert!(said(&run).contains("`acmove review 'my m'`"), "{}", said(&run));
    for (arguments, hint) in [
        (&["open", "my m"][..], "use `acmove run 'my m'`"),
        (&["bundle", "my m", "-o", "my n.zip"], "`acmove replay 'my n.zip'`."),
        (&["cast", "my m", "-o", "my n.cast"], "`asciinema play 'my n.cast'`"),
        (&["doctor", "my n.zip"], "acmove doctor --infrastructure 'my n.zip'"),
    ] {
        let output = site.run(arguments);
        assert!(errors(&output).contains(hint), "{arguments:?}: {}", errors(&output));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_standard_output_that_takes_nothing_is_an_error_of_every_command_that_prints_data() {
    let site = Site::started();
    assert_eq!(code(&site.go(&answers(&[]))), 0);
    for arguments in [
        &["--help"][..],
        &["--version"],
        &["status", "--help"],
        &["completions", "bash"],
        &["procedure", "list"],
        &["procedure", "show", "activation-code-2021"],
        &["procedure", "check", "m/procedure.toml"],
        &["status", "m"],
        &["status", "m", "--json"],
        &["status", "m", "--follow"],
        &["plan", "m"],
        &["rollback", "m", "--plan"],
        &["read", "in/production-source.txt"],
        &["verify", "m"],
        &["report", "m"],
        &["replay", "m", "--lines"],
        &["review", "m"],
        &["ticket", "m"],
        &["doctor", "m"],
        &["rehearse", "--list"],
        &["simulate", "everything-well"],
        &["new", "n", "--infrastructure", "infrastructure.toml"],
    ] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let output = site.command(arguments).stdout(full).output().unwrap();
        assert_eq!(code(&output), 1, "{arguments:?}: {}", errors(&output));
        assert!(errors(&output).contains("cannot write"), "{arguments:?}: {}", errors(&output));
    }
}

#[test]
fn whoever_finds_a_migration_open_is_told_who_has_it_open() {
    let site = Site::started();
    let (journal, _) = acmove::runtime::folder::open(&site.path("m")).map(|opened| (opened.recorder, 0)).unwrap();
    let output = site.run(&["run", "m", "--unattended"]);
    drop(journal);
    assert_eq!(code(&output), 7, "{}", said(&output));
    let told = errors(&output);
    for words in [format!("process {} on ", std::process::id()), ", since 2".to_owned(), "`acmove status m`".to_owned()]
    {
        assert!(!cfg!(unix) || told.contains(&words), "{words}: {told}");
    }
}
