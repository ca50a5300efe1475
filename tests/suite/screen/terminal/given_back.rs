//! A terminal that is taken, used and given back, however the program ends.

use std::fmt::Write as _;

use portable_pty::{CommandBuilder, PtySize};

use super::{AtTerminal, Pty, Site};
use crate::{harness::scene::page, screen::random_input::Chance};

#[test]
fn a_migration_is_worked_on_left_and_opened_where_it_was() {
    let site = Site::new();
    let mut pty = Pty::acmove(&site, &["open", "m"]);
    pty.shows("Requirement 1 of 3").press("y");
    for shown in ["Requirement 2 of 3", "Requirement 3 of 3", "Read the complete procedure", "Pause all deployments"] {
        pty.shows(shown).press("y");
    }
    std::fs::write(site.path("production.lic"), "the license of Production under AAA").unwrap();
    pty.shows("Obtain the AAA license").press("g");
    pty.shows("path of the license file").type_in("prod\t");
    pty.shows("> production.lic").type_in("\r");
    pty.shows("KEPT").press("\r");
    pty.shows("NOW YOU").press("b");
    pty.shows("In progress").press("y");
    let pasted = page("XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT", "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT", "Ignore");
    pty.shows("Check Intellectual Property").type_in(&format!("\x1b[200~{pasted}\x1b[201~"));
    pty.shows("LifeTime: Obtain the AAA").type_in("q");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
    pty.shows("`acmove open m` opens it again");
    let mut again = Pty::acmove(&site, &["open", "m"]);
    again.shows("LifeTime: Obtain the AAA").type_in("q");
    assert_eq!(again.ends(), 0);
    assert_eq!(site.facts(), 10);
}

#[test]
fn a_signal_that_asks_to_end_ends_it_in_order() {
    use rustix::process::Signal;
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let site = Site::new();
        let mut pty = Pty::acmove(&site, &["open", "m"]);
        pty.shows("Requirement 1 of 3").signal(signal);
        assert_eq!(pty.ends(), 0, "{signal:?}");
        pty.is_given_back();
    }
}

#[test]
fn a_terminal_that_goes_away_ends_it_also_where_hang_ups_are_ignored() {
    for trap in ["", "trap '' HUP; "] {
        let site = Site::new();
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", &format!("{trap}exec '{}' open m", env!("CARGO_BIN_EXE_acmove"))]);
        command.cwd(site.0.path());
        command.env("TERM", "xterm");
        let mut pty = Pty::start(command);
        pty.shows("Requirement 1 of 3").press("y");
        pty.shows("Requirement 2 of 3");
        // Every handle on the terminal is closed: the window is gone.
        pty.drawn.let_go();
        pty.type_in("?");
        pty.drawn.is_over();
        drop((pty.writer.lock().unwrap().take(), pty.master.take()));
        pty.ends();
        assert_eq!(site.facts(), 2, "what was answered is on disk");
    }
}

#[test]
fn killed_in_the_middle_of_an_upload_it_asks_what_became_of_it() {
    let site = Site::new();
    std::fs::write(site.path("production.lic"), "the license of Production under AAA").unwrap();
    let mut pty = Pty::acmove(&site, &["open", "m"]);
    for shown in [
        "Requirement 1 of 3",
        "Requirement 2 of 3",
        "Requirement 3 of 3",
        "Read the complete procedure",
        "Pause all deployments",
    ] {
        pty.shows(shown).press("y");
    }
    pty.shows("Obtain the AAA license").press("g");
    pty.shows("path of the license file").type_in("production.lic\r");
    pty.shows("KEPT").press("\r");
    pty.shows("NOW YOU").press("b");
    pty.shows("In progress");
    pty.child.kill().unwrap();
    pty.ends();
    let mut again = Pty::acmove(&site, &["open", "m"]);
    again.shows("If you were interrupted").press("n");
    again.shows("Start the upload").type_in("q");
    assert_eq!(again.ends(), 0);
}

/// Run by the test below in a terminal of its own; by itself it does nothing.
#[test]
fn a_program_that_panics_on_purpose() {
    if std::env::var_os("ACMOVE_PANIC_ON_PURPOSE").is_some() {
        let _screen = acmove::runtime::terminal::Screen::take().unwrap();
        panic!("on purpose");
    }
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_speaks() {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", "screen::terminal::given_back::a_program_that_panics_on_purpose", "--nocapture"]);
    command.env("ACMOVE_PANIC_ON_PURPOSE", "1");
    command.env("RUST_BACKTRACE", "0");
    command.env("TERM", "xterm");
    let mut pty = Pty::start(command);
    assert_ne!(pty.ends(), 0);
    pty.is_given_back();
    pty.shows("on purpose");
}

#[test]
fn without_a_terminal_nothing_is_drawn_and_the_way_is_told() {
    let site = Site::new();
    for arguments in [&["open", "m"][..], &["rehearse"]] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_acmove"));
        let output =
            command.args(arguments).current_dir(site.0.path()).stdin(std::process::Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && String::from_utf8_lossy(&output.stderr).contains("not a terminal"));
    }
}

#[test]
fn what_was_typed_too_late_is_no_command_of_the_shell() {
    let site = Site::new();
    let mut command = CommandBuilder::new("sh");
    command
        .args(["-c", &format!("'{}' open m; echo ready; read line; echo \"got:$line\"", env!("CARGO_BIN_EXE_acmove"))]);
    command.cwd(site.0.path());
    command.env("TERM", "xterm");
    let mut pty = Pty::start(command);
    pty.shows("Requirement 1 of 3").type_in("q\x1b]11;rgb:0/0/0\x07rest of a page\rmore of it\r");
    pty.shows("ready").type_in("typed\r").shows("got:typed");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
}

/// Fifty things that somebody may do at a terminal, as bytes.
fn rubbish(chance: &mut Chance) -> String {
    let keys: Vec<char> = "ybngvsfcemlordijkpRTNtYMGuzhwA.:/?+- \r\t\u{7f}aeiou123".chars().collect();
    let moves = ["\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[Z", "\x1b[H", "\x1b[F"];
    let mut typed = String::new();
    for _ in 0..50 {
        match chance.below(12) {
            0 => typed.push_str(chance.of(&moves)),
            1 => _ = write!(typed, "\x1b[<0;{};{}M", 1 + chance.below(80), 1 + chance.below(24)),
            2 => typed.push_str(chance.of(&["\x1b[<64;9;9M", "\x1b[<65;9;9M"])),
            3 => typed.push_str("\x1b[200~Licensing\nActivation Code\t8RV\nSerial Number\t\x1b[201~"),
            // Esc, and then something that cannot belong to it.
            4 => typed.push_str("\x1b\x1b[I"),
            _ => typed.push(chance.of(&keys)),
        }
    }
    typed
}

#[test]
fn after_ten_thousand_things_by_chance_the_terminal_is_given_back_and_the_journal_is_sound() {
    let site = Site::new();
    let mut pty = Pty::acmove(&site, &["open", "m"]);
    let mut chance = Chance::new(4711);
    for _ in 0..200 {
        let typed = rubbish(&mut chance);
        // It may be left by its last word, or by a press on it: then the terminal is as it was, and it is opened again.
        let written = pty.writer.lock().unwrap().as_mut().unwrap().write_all(typed.as_bytes());
        let (rows, cols) = chance.of(&[(24, 80), (16, 60), (45, 140), (5, 20)]);
        let _ = pty.master.as_ref().unwrap().resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 });
        if written.is_err() || pty.child.try_wait().unwrap().is_some() {
            assert_eq!(pty.ends(), 0);
            pty.is_given_back();
            pty = Pty::acmove(&site, &["open", "m"]);
        }
    }
    if pty.child.try_wait().unwrap().is_none() {
        pty.sends("acmove");
        pty.signal(rustix::process::Signal::TERM);
    }
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
    let mut verify = std::process::Command::new(env!("CARGO_BIN_EXE_acmove"));
    let verified = verify.args(["verify", "m"]).current_dir(site.0.path()).output().unwrap();
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
}

#[test]
fn many_keys_at_once_are_all_read_though_nobody_presses_another() {
    let site = Site::new();
    let mut pty = Pty::acmove(&site, &["open", "m"]);
    pty.shows("Requirement 1 of 3");
    // Far more than is read at once, each of them an event of its own; then the last one does something.
    pty.type_in(&"\x1b[B\x1b[A".repeat(450)).type_in("p");
    pty.shows("The whole procedure").type_in("q");
    assert_eq!(pty.ends(), 0);
}
