//! Letters that nobody pressed, in the real program: none of them is ever a fact. And ways out that nothing holds up.

use portable_pty::CommandBuilder;

use super::{AtTerminal, Pty, Site, screen_of};

/// Bytes, each lot of which is written a moment after the one before.
type Lots = &'static [&'static str];

/// A migration at its first requirement, which `y` answers at once.
fn at_a_card(site: &Site) -> Pty {
    let pty = Pty::acmove(site, &["open", "m"]);
    pty.shows("Requirement 1 of 3").rests();
    pty
}

/// The window stays, and nobody reads any more what comes out.
fn nobody_reads(pty: &Pty) {
    pty.drawn.let_go();
    pty.type_in("?");
    pty.drawn.is_over();
}

#[test]
fn nothing_that_was_not_pressed_becomes_a_fact() {
    let ways: [(&str, Lots); 12] = [
        ("an arrow that is cut", &["\x1b", "[D", "\x1b[", "D", "\x1bO", "D"]),
        ("an arrow with Esc before it", &["\x1b\x1b[D", "\x1b", "\x1b[D"]),
        ("Alt", &["\x1by", "\x1b\r", "\x1b[121;3u"]),
        (
            "answers of the terminal",
            &["\x1b[>41;354;0c", "\x1bP>|yy\x1b\\", "\x1b_Gy\x1b\\", "\x1b]11;y\x07", "\x1b[1;1Ry"],
        ),
        ("a few letters at once", &["yn", "yes\r"]),
        ("a paste without marks", &["y of a page\rand more\r"]),
        ("a paste with its end lost", &["\x1b[200~y\r"]),
        ("its rest", &["y\r\x1b[201~"]),
        ("the mouse as X10 tells it", &["\x1b[M yy"]),
        ("controls of eight bits", &["\u{9b}y"]),
        ("the keypad and function keys", &["\x1b[[A", "\x1bOy", "\x1b[15~"]),
        ("sequences of no terminal", &["\x1b[y", "\x1b[?1;2y", "\x1b#y", "\x1b(y"]),
    ];
    let site = Site::new();
    let mut pty = at_a_card(&site);
    for (way, lots) in ways {
        for lot in lots {
            pty.type_in(lot).passes(80);
        }
        assert_eq!(site.facts(), 1, "{way}, or the way before it");
    }
    pty.rests();
    assert_eq!(site.facts(), 1);
    // The program is well, and takes what is meant.
    pty.press("\x1b").press(".").press("y").shows("Requirement 2 of 3").press("q");
    assert_eq!(pty.ends(), 0);
    assert_eq!(site.facts(), 2);
}

#[test]
fn what_was_typed_before_the_first_screen_is_nobodys() {
    let site = Site::new();
    let mut command = CommandBuilder::new("sh");
    // The keys are there long before the program is.
    command.args([
        "-c",
        &format!("stty -icanon -echo; echo ready; read line; exec '{}' open m", env!("CARGO_BIN_EXE_acmove")),
    ]);
    command.cwd(site.0.path());
    command.env("TERM", "xterm");
    let mut pty = Pty::start(command);
    pty.shows("ready").type_in("go\nyyyb\r");
    pty.shows("Requirement 1 of 3").rests();
    assert_eq!(site.facts(), 1);
    pty.press("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn a_key_that_is_held_answers_one_card() {
    let site = Site::new();
    let mut pty = at_a_card(&site);
    pty.type_in("y").shows("Requirement 2 of 3").rests();
    for _ in 0..40 {
        pty.type_in("y").passes(30);
    }
    pty.rests();
    assert_eq!(site.facts(), 2);
    pty.press("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn ctrl_c_and_signals_outrun_what_is_queued_and_what_is_not_read() {
    let site = Site::new();
    let mut pty = at_a_card(&site);
    let flood = "k\x1b[Aj\x1b[B".repeat(8 << 10);
    pty.type_in(&flood).type_in("\x03");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
    // A terminal that nobody reads takes nothing more: the program ends all the same.
    let site = Site::new();
    let mut pty = at_a_card(&site);
    nobody_reads(&pty);
    for _ in 0..100 {
        pty.type_in("\x0c").passes(5);
    }
    pty.signal(rustix::process::Signal::TERM);
    assert_eq!(pty.ends(), 0);
}

#[test]
fn closing_the_window_is_no_fault() {
    for _ in 0..10 {
        let site = Site::new();
        let mut pty = at_a_card(&site);
        nobody_reads(&pty);
        drop((pty.writer.lock().unwrap().take(), pty.master.take()));
        assert_eq!(pty.ends(), 0);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_z_stops_and_going_on_paints_anew() {
    let site = Site::new();
    let mut pty = at_a_card(&site);
    for stop in ["\x1a", "STOP", "TSTP"] {
        match stop {
            "STOP" => pty.signal(rustix::process::Signal::STOP),
            "TSTP" => pty.signal(rustix::process::Signal::TSTP),
            key => _ = pty.type_in(key),
        }
        pty.is_stopped();
        // A shell sets the line as it likes it.
        let tty = std::fs::File::open(pty.master.as_ref().unwrap().tty_name().unwrap()).unwrap();
        assert!(std::process::Command::new("stty").arg("sane").stdin(tty).status().unwrap().success());
        let before = pty.drawn.bytes.lock().unwrap().0.len();
        pty.signal(rustix::process::Signal::CONT);
        pty.drawn.wait("a new picture", |bytes| {
            let new = String::from_utf8_lossy(&bytes[before..]).into_owned();
            new.contains("\x1b[?1049h") && screen_of(bytes).contents().contains("Requirement 1 of 3")
        });
        pty.rests();
    }
    pty.press("y").shows("Requirement 2 of 3").press("q");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
}

#[test]
fn a_terminal_that_can_show_no_screen_is_refused_with_what_to_do() {
    let site = Site::new();
    for (name, arguments, exit) in
        [("dumb", &["open", "m"][..], 2), ("", &["open", "m"], 2), ("dumb", &["doctor", "m"], 1)]
    {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_acmove"));
        command.args(arguments);
        command.cwd(site.0.path());
        command.env("TERM", name);
        let mut pty = Pty::start(command);
        assert_eq!(pty.ends(), exit);
        pty.sends("cannot show a full screen");
        pty.sends("acmove run");
    }
}

#[test]
fn a_terminal_without_a_size_is_the_usual_one() {
    let site = Site::new();
    let mut pty = at_a_card(&site);
    let none = portable_pty::PtySize { rows: 0, cols: 0, pixel_width: 0, pixel_height: 0 };
    pty.master.as_ref().unwrap().resize(none).unwrap();
    pty.rests().press("y").shows("Requirement 2 of 3").press("q");
    assert_eq!(pty.ends(), 0);
}
