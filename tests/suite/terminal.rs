//! The real program in a real terminal: taken, used, and given back, however it ends.
#![cfg(unix)]

use std::{
    fmt::Write as _,
    io::{Read, Write},
    num::NonZeroU16,
    path::PathBuf,
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

use crate::{rubbish::Chance, stage::page, support::FOUR};

/// How long something may take on a busy machine; nothing waits this long where it works.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program in a terminal of its own.
struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    child: Box<dyn Child + Send + Sync>,
    writer: Mutex<Option<Box<dyn Write + Send>>>,
    output: Arc<Output>,
}

/// Everything that came out of it so far.
#[derive(Default)]
struct Output {
    bytes: Mutex<(Vec<u8>, bool)>,
    more: Condvar,
    /// Whether the reader is to let go of the terminal after the next bytes.
    let_go: AtomicBool,
}

impl Pty {
    fn start(command: CommandBuilder) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let output = Arc::new(Output::default());
        let (mut reader, into) = (pair.master.try_clone_reader().unwrap(), Arc::clone(&output));
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read) = reader.read(&mut buffer) {
                if read == 0 || into.let_go.load(Ordering::Relaxed) {
                    break;
                }
                into.bytes.lock().unwrap().0.extend_from_slice(&buffer[..read]);
                into.more.notify_all();
            }
            drop(reader);
            into.bytes.lock().unwrap().1 = true;
            into.more.notify_all();
        });
        let writer = Mutex::new(Some(pair.master.take_writer().unwrap()));
        Self { master: Some(pair.master), child, writer, output }
    }

    /// acmove in this terminal.
    fn acmove(site: &Site, arguments: &[&str]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_acmove"));
        command.args(arguments);
        command.cwd(site.0.path());
        command.env("TERM", "xterm-256color");
        // How the terminal of whoever runs the tests looks is nothing to them.
        for name in ["NO_COLOR", "COLORFGBG", "COLORTERM"] {
            command.env_remove(name);
        }
        // Nor does any key open a browser on their desktop.
        command.env("SSH_CONNECTION", "a test");
        for name in ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"] {
            command.env_remove(name);
        }
        Self::start(command)
    }

    /// Waits until what came out is like this.
    fn wait(&self, what: &str, is_there: impl Fn(&[u8]) -> bool) {
        let bytes = self.output.bytes.lock().unwrap();
        let there = self.output.more.wait_timeout_while(bytes, PATIENCE, |(bytes, ended)| !is_there(bytes) && !*ended);
        let (bytes, _) = there.unwrap();
        assert!(is_there(&bytes.0), "{what} did not come:\n{}", screen_of(&bytes.0).contents());
    }

    fn shows(&self, text: &str) -> &Self {
        self.wait(text, |bytes| screen_of(bytes).contents().contains(text));
        self
    }

    /// Waits for bytes, and answers with how many there are up to and with them.
    fn sends(&self, text: &str) -> usize {
        self.wait(text, |bytes| find(bytes, text).is_some());
        find(&self.output.bytes.lock().unwrap().0, text).unwrap()
    }

    fn type_in(&self, text: &str) -> &Self {
        self.writer.lock().unwrap().as_mut().unwrap().write_all(text.as_bytes()).unwrap();
        self
    }

    fn signal(&self, signal: rustix::process::Signal) {
        let pid = rustix::process::Pid::from_raw(i32::try_from(self.child.process_id().unwrap()).unwrap()).unwrap();
        rustix::process::kill_process(pid, signal).unwrap();
    }

    /// The exit code, once it has ended.
    fn ends(&mut self) -> u32 {
        let end = std::time::Instant::now() + PATIENCE;
        while std::time::Instant::now() < end {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            std::thread::yield_now();
        }
        let _ = self.child.kill();
        panic!("it did not end");
    }

    /// Alternate screen, bracketed paste and hidden cursor are undone, and the line is cooked again.
    fn is_given_back(&self) {
        self.wait("the end", |bytes| !screen_of(bytes).alternate_screen());
        let bytes = &self.output.bytes.lock().unwrap().0;
        let screen = screen_of(bytes);
        assert!(!screen.bracketed_paste() && !screen.hide_cursor(), "{:?}", screen.contents());
        let line = self.master.as_ref().unwrap().get_termios().unwrap();
        assert!(line.local_flags.bits() & 0o12 == 0o12, "canonical mode and echo are on again");
    }
}

/// The end of a text in what came out.
fn find(bytes: &[u8], text: &str) -> Option<usize> {
    bytes.windows(text.len()).position(|window| window == text.as_bytes()).map(|place| place + text.len())
}

fn screen_of(bytes: &[u8]) -> vt100::Screen {
    let size = |n| NonZeroU16::new(n).unwrap();
    let mut parser = vt100::Parser::new(size(24), size(80), 0);
    parser.process(bytes);
    parser.screen().clone()
}

/// A migration that was just started.
struct Site(TempDir);

impl Site {
    fn new() -> Self {
        let site = Self(TempDir::new().unwrap());
        std::fs::write(site.path("infrastructure.toml"), FOUR).unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_acmove"));
        let made = command.args(["new", "m", "--infrastructure", "infrastructure.toml"]).current_dir(site.0.path());
        assert!(made.output().unwrap().status.success());
        site
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn facts(&self) -> usize {
        std::fs::read_to_string(self.path("m/journal.jsonl")).unwrap().lines().count()
    }
}

#[test]
fn a_migration_is_worked_on_left_and_opened_where_it_was() {
    let site = Site::new();
    let mut pty = Pty::acmove(&site, &["open", "m"]);
    pty.shows("Requirement 1 of 3").type_in(".y");
    for shown in ["Requirement 2 of 3", "Requirement 3 of 3", "Read the whole procedure", "Pause all deployments"] {
        pty.shows(shown).type_in(".y");
    }
    std::fs::write(site.path("production.lic"), "the license of Production under AAA").unwrap();
    pty.shows("Obtain the AAA license").type_in("g");
    pty.shows("path of the license file").type_in("prod\t");
    pty.shows("> production.lic").type_in("\r");
    pty.shows("Upload the AAA license").type_in("b");
    pty.shows("Under way").type_in(".y");
    let pasted = page("XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT", "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT", "Ignore");
    pty.shows("Check Intellectual Property").type_in(&format!("\x1b[200~{pasted}\x1b[201~"));
    pty.shows("LifeTime: Obtain the AAA").type_in("q");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
    pty.shows("`acmove open m` goes on");
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
        pty.shows("Requirement 1 of 3").type_in(".y");
        pty.shows("Requirement 2 of 3");
        // Every handle on the terminal is closed: the window is gone.
        pty.output.let_go.store(true, Ordering::Relaxed);
        pty.type_in("?");
        let bytes = pty.output.bytes.lock().unwrap();
        drop(pty.output.more.wait_timeout_while(bytes, PATIENCE, |(_, ended)| !*ended).unwrap());
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
        "Read the whole procedure",
        "Pause all deployments",
    ] {
        pty.shows(shown).type_in(".y");
    }
    pty.shows("Obtain the AAA license").type_in("g");
    pty.shows("path of the license file").type_in("production.lic\r");
    pty.shows("Upload the AAA license").type_in("b");
    pty.shows("Under way");
    pty.child.kill().unwrap();
    pty.ends();
    let mut again = Pty::acmove(&site, &["open", "m"]);
    again.shows("If it was interrupted").type_in("n");
    again.shows("Begin the upload").type_in("q");
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
    command.args(["--exact", "terminal::a_program_that_panics_on_purpose", "--nocapture"]);
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
        assert!(output.stdout.is_empty() && String::from_utf8_lossy(&output.stderr).contains("no terminal"));
    }
}

const SOURCE: &str = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT";
const TARGET: &str = "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N";

#[test]
fn without_arguments_it_offers_what_there_is_to_do() {
    let site = Site::new();
    let pty = Pty::acmove(&site, &[]);
    pty.shows("Open m").shows("New migration").shows("Rehearse").type_in("\r");
    pty.shows("Requirement 1 of 3").type_in("q");
    let mut pty = pty;
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
    let mut pty = Pty::acmove(&site, &[]);
    pty.shows("Open m").type_in("r");
    pty.shows("Everything goes well").shows("rolled-back").type_in("\r");
    pty.shows("REHEARSAL").shows("Requirement 1 of 3").type_in("q");
    assert_eq!(pty.ends(), 0);
    let mut pty = Pty::acmove(&site, &[]);
    pty.shows("Open m").type_in("q");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
}

#[test]
fn a_migration_is_set_up_with_keys_alone_left_in_the_middle_and_gone_on_with() {
    let site = Site::new();
    let mut pty = Pty::acmove(&site, &["new", "n"]);
    pty.shows("What is moved").type_in("ACME Gr\u{f6}\u{df}e");
    pty.shows("New migration: ACME Gr\u{f6}\u{df}e").type_in("\t");
    pty.shows("The code you move from").type_in(&SOURCE[..8]);
    pty.shows("2 of 8 groups").type_in("-");
    pty.shows("^ a dot belongs here").type_in("\x15");
    pty.shows("today shows it").type_in(&format!("\x1b[200~{SOURCE}\x1b[201~"));
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
    pty.shows("n/draft.toml").shows("`acmove new n` goes on");
    let mut pty = Pty::acmove(&site, &["new", "n"]);
    pty.shows("goes on with what was kept").shows("ACME Gr\u{f6}\u{df}e").shows(SOURCE).shows("K2D.0");
    pty.type_in("\x1b[B\x1b[B");
    pty.shows("1 of 8 groups").type_in(&format!("\x15{}", &TARGET.replace('.', "")));
    pty.shows(TARGET).type_in("\r");
    pty.shows("It is published again").type_in("\r");
    pty.type_in("\r");
    pty.shows("LifeTime: Name").type_in("\x1b[6~");
    pty.shows("Such as 2026-11-28 22:00").type_in("\x1b[6~");
    pty.shows("activation-code-current").type_in("\x1b[6~");
    pty.shows("1. Does the LifeTime").type_in("y");
    pty.shows("without leaving one out?").type_in("y");
    pty.shows("the LifeTime environment too?").type_in("y");
    pty.shows("\u{25b8}[Next]").type_in("\r");
    // An Enter that is held down starts nothing: somebody looks at the review first.
    pty.shows("Nothing is missing").shows("\u{25b8}[Start]").type_in("\x1b[B").type_in("\r");
    pty.shows("Read the whole procedure").type_in("q");
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
    pty.shows("What is moved").type_in("ACME\t");
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
    pty.shows("Go on with the set-up of ACME").type_in("\r");
    pty.shows("goes on with what was kept").shows(SOURCE).type_in("\x03");
    assert_eq!(pty.ends(), 0);
    // Whoever begins anew is told where the other one is; it is back when nothing came of it.
    let aside = site.path("acmove-draft-aside-1.toml");
    for (keys, comes_back) in [("\x1b", true), ("Other\x03", false)] {
        let mut pty = Pty::acmove(&site, &[]);
        pty.shows("Go on with the set-up of ACME").type_in("n");
        pty.shows("acmove-draft-aside-1.toml").type_in(keys);
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
        pty.shows("What is moved").type_in(keys);
        assert_eq!(pty.ends(), 0);
        pty.is_given_back();
        pty.shows("Nothing was written");
        assert!(!site.path("n").exists());
    }
}

#[test]
fn a_whole_rehearsal_is_watched_by_pressing_one_key() {
    let site = Site::new();
    let mut pty = Pty::acmove(&site, &["rehearse", "--dir", "r", "--speed", "200"]);
    pty.shows("Requirement 1 of 3").shows("All practice pages: http://127.0.0.1:");
    let facts = || std::fs::read_to_string(site.path("r/journal.jsonl")).unwrap().lines().count();
    let is_over = || screen_of(&pty.output.bytes.lock().unwrap().0).contents().contains("The move is done");
    let end = std::time::Instant::now() + PATIENCE;
    while !is_over() {
        let before = facts();
        pty.type_in(".d");
        let mut typed = std::time::Instant::now();
        while facts() == before && !is_over() {
            assert!(std::time::Instant::now() < end, "{}", screen_of(&pty.output.bytes.lock().unwrap().0).contents());
            // A key that comes between a fact and its screen does nothing, as it should: it is pressed again.
            if typed.elapsed() > Duration::from_secs(1) {
                pty.type_in(".d");
                typed = std::time::Instant::now();
            }
            let bytes = pty.output.bytes.lock().unwrap();
            drop(pty.output.more.wait_timeout(bytes, Duration::from_millis(50)).unwrap());
        }
    }
    pty.type_in("q");
    assert_eq!(pty.ends(), 0);
    let made = std::process::Command::new(env!("CARGO_BIN_EXE_acmove"))
        .args(["verify", "r"])
        .current_dir(site.0.path())
        .output()
        .unwrap();
    assert!(made.status.success());
}

/// The question for the background.
const QUESTION: &str = "\x1b]11;?\x1b\\";

/// What only the light theme draws.
const LIGHT: &str = "38;5;25";

#[test]
fn a_light_terminal_that_is_asked_gets_the_light_theme_once_the_first_screen_stands() {
    let site = Site::new();
    let mut pty = Pty::acmove(&site, &["open", "m"]);
    let asked = pty.sends(QUESTION);
    {
        let bytes = pty.output.bytes.lock().unwrap();
        assert!(screen_of(&bytes.0[..asked]).contents().contains("Requirement 1 of 3"), "nobody waits for the answer");
        assert_eq!(find(&bytes.0, LIGHT), None);
    }
    pty.type_in("\x1b]11;rgb:fdfd/f6").type_in("f6/e3e3\x1b\\").sends(LIGHT);
    pty.type_in(".y").shows("Requirement 2 of 3").type_in("q");
    assert_eq!(pty.ends(), 0);
    assert_eq!(site.facts(), 2, "nothing of the answer was a key");
}

#[test]
fn what_the_welcome_was_answered_holds_for_what_is_opened_from_it() {
    let site = Site::new();
    let mut pty = Pty::acmove(&site, &[]);
    pty.sends(QUESTION);
    pty.type_in("\x1b]11;rgb:ffff/ffff/ffff\x07").sends(LIGHT);
    pty.type_in("\r").shows("Requirement 1 of 3").type_in("q");
    assert_eq!(pty.ends(), 0);
    let bytes = &pty.output.bytes.lock().unwrap().0;
    assert_eq!(find(&bytes[find(bytes, QUESTION).unwrap()..], QUESTION), None, "it is asked once");
    assert_eq!(find(bytes, "38;5;208"), None, "nothing was drawn as for a dark terminal");
}

#[test]
fn a_terminal_that_never_answers_is_not_waited_for() {
    let site = Site::new();
    let mut pty = Pty::acmove(&site, &["open", "m"]);
    pty.sends(QUESTION);
    pty.type_in(".y").shows("Requirement 2 of 3").type_in("q");
    assert_eq!(pty.ends(), 0);
    assert_eq!(find(&pty.output.bytes.lock().unwrap().0, LIGHT), None);
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
        assert_eq!(find(&pty.output.bytes.lock().unwrap().0, "\x1b]11"), None, "{arguments:?} {variable:?}");
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
        assert_eq!(find(&pty.output.bytes.lock().unwrap().0, LIGHT).is_some(), is_light, "{told}");
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
        assert_eq!(find(&pty.output.bytes.lock().unwrap().0, LIGHT).is_some(), is_coloured, "{arguments:?}");
    }
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
