//! Colours of a terminal: asked for, waited for, or said by a person.

use portable_pty::CommandBuilder;

use super::{AtTerminal, Pty, Site, find, screen_of};

/// The question for the background.
const QUESTION: &str = "\x1b]11;?\x1b\\";

/// What only the light theme draws.
const LIGHT: &str = "38;5;241";

#[test]
fn a_light_terminal_that_is_asked_gets_the_light_theme_once_the_first_screen_stands() {
    let site = Site::new();
    let mut pty = Pty::acmove(&site, &["open", "m"]);
    let asked = pty.sends(QUESTION);
    {
        let bytes = pty.drawn.bytes.lock().unwrap();
        assert!(screen_of(&bytes.0[..asked]).contents().contains("Requirement 1 of 3"), "nobody waits for the answer");
        assert_eq!(find(&bytes.0, LIGHT), None);
    }
    pty.type_in("\x1b]11;rgb:fdfd/f6").type_in("f6/e3e3\x1b\\").sends(LIGHT);
    pty.press("y").shows("Requirement 2 of 3").type_in("q");
    assert_eq!(pty.ends(), 0);
    assert_eq!(site.facts(), 2, "nothing of the answer was a key");
}

#[test]
fn what_the_welcome_was_answered_holds_for_what_is_opened_from_it() {
    let site = Site::new();
    let mut pty = Pty::acmove(&site, &[]);
    pty.sends(QUESTION);
    pty.type_in("\x1b]11;rgb:ffff/ffff/ffff\x07").sends(LIGHT);
    pty.press("\r").shows("Requirement 1 of 3").type_in("q");
    assert_eq!(pty.ends(), 0);
    let bytes = &pty.drawn.bytes.lock().unwrap().0;
    assert_eq!(find(&bytes[find(bytes, QUESTION).unwrap()..], QUESTION), None, "it is asked once");
    assert_eq!(find(bytes, "38;5;208"), None, "nothing was drawn as for a dark terminal");
}

#[test]
fn a_terminal_that_never_answers_is_not_waited_for() {
    let site = Site::new();
    let mut pty = Pty::acmove(&site, &["open", "m"]);
    pty.sends(QUESTION);
    pty.press("y").shows("Requirement 2 of 3").type_in("q");
    assert_eq!(pty.ends(), 0);
    assert!(!pty.drawn.has(LIGHT));
}

#[test]
fn whoever_says_how_it_looks_is_not_asked() {
    let site = Site::new();
    for (arguments, variable) in [
        (&["--theme", "dark"][..], ("A", "")),
        (&["--no-color"], ("A", "")),
        (&[], ("NO_COLOR", "1")),
        (&[], ("TERM", "linux")),
    ] {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_acmove"));
        command.args(["open", "m"]);
        command.args(arguments);
        command.cwd(site.0.path());
        command.env("TERM", "xterm");
        command.env(variable.0, variable.1);
        let mut pty = Pty::start(command);
        pty.shows("Requirement 1 of 3").type_in("?");
        pty.shows("Esc goes back").type_in("q");
        assert_eq!(pty.ends(), 0);
        assert!(!pty.drawn.has("\x1b]11"), "{arguments:?} {variable:?}");
    }
}

#[test]
fn a_terminal_that_says_its_colours_in_the_environment_is_light_from_the_first_screen_on() {
    let site = Site::new();
    for (told, is_light) in [("0;15", true), ("0;default;7", true), ("15;0", false), ("12;8", false), ("x", false)] {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_acmove"));
        command.args(["open", "m"]);
        command.cwd(site.0.path());
        command.env("TERM", "xterm-256color");
        command.env("COLORFGBG", told);
        command.env_remove("NO_COLOR");
        let mut pty = Pty::start(command);
        pty.shows("Requirement 1 of 3").type_in("q");
        assert_eq!(pty.ends(), 0);
        assert_eq!(pty.drawn.has(LIGHT), is_light, "{told}");
    }
}

#[test]
fn a_theme_that_is_named_outweighs_the_variable_that_wants_no_colour_and_the_option_outweighs_both() {
    let site = Site::new();
    for (arguments, is_coloured) in
        [(&["--theme", "light"][..], true), (&[], false), (&["--theme", "light", "--no-color"], false)]
    {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_acmove"));
        command.args(["open", "m"]);
        command.args(arguments);
        command.cwd(site.0.path());
        command.env("TERM", "xterm-256color");
        command.env("NO_COLOR", "1");
        let mut pty = Pty::start(command);
        pty.shows("Requirement 1 of 3").type_in("q");
        assert_eq!(pty.ends(), 0);
        assert_eq!(pty.drawn.has(LIGHT), is_coloured, "{arguments:?}");
    }
}
