//! Where the locale is not UTF-8, a terminal gets ASCII characters only, unless signs are asked for; a file or a program gets what
//! it gets everywhere.

use portable_pty::CommandBuilder;

use super::{AtTerminal, Pty, Site};

const NAMES: [&str; 3] = ["LC_ALL", "LC_CTYPE", "LANG"];

/// What comes out on a terminal under a locale; nothing is set where there is none.
fn drawn(site: &Site, arguments: &[&str], locale: &[(&str, &str)]) -> Vec<u8> {
    // Its own shell sets the locale: the harness sets one where there is none.
    let set: Vec<String> = locale.iter().map(|(name, value)| format!("export {name}={value};")).collect();
    let mut command = CommandBuilder::new("sh");
    let words = arguments.join(" ");
    let program = env!("CARGO_BIN_EXE_acmove");
    command.args(["-c", &format!("unset {}; {} exec '{program}' {words}", NAMES.join(" "), set.join(" "))]);
    command.cwd(site.0.path());
    command.env("TERM", "xterm-256color");
    let mut pty = Pty::start(command);
    pty.shows("Requirement 1 of 3").type_in("q");
    pty.ends();
    let bytes = pty.drawn.bytes.lock().unwrap();
    bytes.0.clone()
}

#[test]
fn a_terminal_of_another_locale_gets_ascii() {
    let site = Site::new();
    let unset_is_utf8 = cfg!(target_os = "macos");
    for (locale, is_utf8) in [
        (&[("LANG", "de_DE.UTF-8")][..], true),
        (&[("LANG", "C.utf8")], true),
        (&[("LC_CTYPE", "UTF-8"), ("LANG", "C")], true),
        (&[("LANG", "de_DE.ISO-8859-1")], false),
        (&[("LANG", "C")], false),
        (&[("LANG", "POSIX")], false),
        (&[("LC_ALL", "C"), ("LANG", "de_DE.UTF-8")], false),
        (&[("LC_ALL", "''"), ("LANG", "de_DE.UTF-8")], true),
        (&[], unset_is_utf8),
    ] {
        let bytes = drawn(&site, &["open", "m"], locale);
        assert_eq!(!bytes.is_ascii(), is_utf8, "{locale:?}: {}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn the_doctor_shows_the_marks_that_this_terminal_gets() {
    let site = Site::new();
    for (arguments, terminal, marks) in [
        (&["doctor", "m"][..], "xterm-256color", "CHECK   marks: \u{2713} verified, "),
        (&["doctor", "m", "--signs", "console"], "xterm-256color", "CHECK   marks: \u{221a} verified, "),
        (&["doctor", "m"], "linux", "works   marks: v verified, "),
        (&["doctor", "m", "--json"], "linux", "v verified, k kept, "),
    ] {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_acmove"));
        command.args(arguments);
        command.cwd(site.0.path());
        command.env("TERM", terminal);
        let mut pty = Pty::start(command);
        assert_eq!(pty.ends(), 0);
        pty.sends(marks);
    }
}
