//! Line mode in a real terminal: pastes, keys that are none, signals, commands that are stopped, and what is left to the shell.

use std::{
    fs,
    io::{Read as _, Write as _},
    process::{Child, ChildStdout, Command, Stdio},
};

use portable_pty::CommandBuilder;

use super::{AtTerminal, Pty, Site};
use crate::harness::{scene::page, story::FOUR};

const PRODUCTION: &str = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT";
const SOURCE: &str = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT";

/// A page in which a line would leave, and the next ones are commands of the shell.
const HOSTILE: &str = "Licensing\r0\r33\recho owned\r1\r";

fn lines(site: &Site, term: &str) -> Pty {
    shell(site, term, "exec 'ACMOVE' run m")
}

/// A shell in a terminal of this name.
fn shell(site: &Site, term: &str, script: &str) -> Pty {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", &script.replace("ACMOVE", env!("CARGO_BIN_EXE_acmove"))]);
    command.cwd(site.0.path());
    command.env("TERM", term);
    Pty::start(command)
}

impl Pty {
    /// Waits for a text that came so many times.
    fn says(&self, text: &str, times: usize) -> &Self {
        self.drawn.wait(text, |bytes| String::from_utf8_lossy(bytes).matches(text).count() >= times);
        self
    }

    /// Whether its line is as it was.
    fn is_cooked(&self) -> bool {
        self.master.as_ref().unwrap().get_termios().unwrap().local_flags.bits() & 0o12 == 0o12
    }
}

/// A site whose first upload is next.
fn at_upload(commands: &str) -> Site {
    let site = Site::new();
    fs::remove_dir_all(site.path("m")).unwrap();
    let description = FOUR.replace(
        &format!("serial = \"{PRODUCTION}\"\n"),
        &format!("serial = \"{PRODUCTION}\"\n[environment.commands]\n{commands}\n"),
    );
    fs::write(site.path("infrastructure.toml"), description).unwrap();
    fs::write(site.path("production.lic"), "the license of Production under AAA").unwrap();
    fs::write(
        site.path("answers.toml"),
        "[requirements]\none-lifetime = \"yes\"\nall-environments = \"yes\"\nlifetime-included = \"yes\"\n\
         [steps.\"before/read-procedure\"]\ndone = true\n[steps.\"pause/pause-production\"]\ndone = true\n\
         [steps.\"production/obtain-source\"]\nfile = \"production.lic\"\n",
    )
    .unwrap();
    for arguments in [
        &["new", "m", "--infrastructure", "infrastructure.toml"][..],
        &["run", "m", "--answers", "answers.toml", "--unattended"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_acmove")).args(arguments).current_dir(site.0.path()).output();
        assert!(matches!(output.unwrap().status.code(), Some(0 | 3)), "{arguments:?}");
    }
    site
}

fn journal(site: &Site) -> String {
    fs::read_to_string(site.path("m/journal.jsonl")).unwrap()
}

#[test]
fn a_paste_at_a_menu_is_no_number_marked_or_not() {
    for (term, pasted) in [
        ("xterm", format!("\x1b[200~{HOSTILE}\x1b[201~")),
        ("xterm", HOSTILE.to_owned()),
        // Its last line has no end.
        ("xterm", format!("{HOSTILE}1")),
        ("dumb", HOSTILE.to_owned()),
        ("dumb", format!("{HOSTILE}1")),
    ] {
        let site = Site::new();
        let pty = lines(&site, term);
        pty.says("Number: ", 1).type_in(&pasted);
        pty.says("not as numbers", 1).says("Number: ", 2).type_in("\r");
        assert_eq!(site.facts(), 1, "{term} {pasted:?}");
    }
}

#[test]
fn a_page_that_is_pasted_at_its_card_is_taken_as_the_page() {
    let site = at_upload("");
    let mut pty = lines(&site, "xterm");
    pty.says("Start the upload", 1).says("Number: ", 1).type_in("3\r");
    pty.says("Number: ", 2).type_in("1\r");
    let page = page(PRODUCTION, SOURCE, "Ignore");
    pty.says("Number: ", 3).type_in(&format!("\x1b[200~{page}\x1b[201~"));
    pty.says("verified. The page shows AAA", 1).says("Number: ", 4).type_in("0\r");
    assert_eq!(pty.ends(), 3);
    assert!(pty.is_cooked());
}

#[test]
fn a_path_at_a_menu_is_the_file_that_the_card_asks_for() {
    for (term, typed) in [("xterm", "'PATH' \r"), ("xterm", "\x1b[200~file://PATH\x1b[201~\r"), ("dumb", "PATH\r")] {
        let site = at_upload("");
        let path = site.path("page (1).txt").display().to_string();
        fs::write(&path, page(PRODUCTION, SOURCE, "Ignore")).unwrap();
        let pty = lines(&site, term);
        pty.says("Number: ", 1).type_in("3\r").says("Number: ", 2).type_in("1\r");
        let typed = typed.replace("PATH", &path);
        let typed = if typed.contains("file:") { typed.replace(' ', "%20") } else { typed };
        pty.says("Number: ", 3).type_in(&typed).says("verified. The page shows AAA", 1);
    }
    // Where a file may be one of several things, it is asked which.
    let site = Site::new();
    fs::write(
        site.path("answers.toml"),
        "[requirements]\none-lifetime = \"yes\"\nall-environments = \"yes\"\nlifetime-included = \"yes\"\n\
         [steps.\"before/read-procedure\"]\ndone = true\n[steps.\"pause/pause-production\"]\ndone = true\n",
    )
    .unwrap();
    fs::write(site.path("production.lic"), "the license of Production under AAA").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_acmove"));
    command.args(["run", "m", "--answers", "answers.toml", "--unattended"]).current_dir(site.0.path());
    command.output().unwrap();
    let before = site.facts();
    let pty = lines(&site, "xterm");
    pty.says("Number: ", 1)
        .type_in("./production.lic\r")
        .says("This is a path", 1)
        .says("Number of the kind of file: ", 1);
    pty.type_in("1\r").says("The file was not used", 1).says("Number: ", 2);
    assert_eq!(site.facts(), before);
    pty.type_in("./production.lic\r")
        .says("Number of the kind of file: ", 2)
        .type_in("4\r")
        .says("Start the upload", 1);
    assert!(journal(&site).contains("\"type\":\"license-kept\""), "{}", journal(&site));
}

#[test]
fn a_paste_at_a_question_of_the_set_up_answers_none_of_the_next_ones() {
    for typed in ["8RV\rK2D\r1\r", "8RV\rK2D\r1"] {
        let site = Site::new();
        let script = "trap : INT; 'ACMOVE' new n; echo \"left:$?\"; read line; echo \"got:$line\"";
        let mut pty = shell(&site, "dumb", script);
        pty.says("Name of the infrastructure", 1).type_in("ACME\r").says("Activation Code you move from", 1);
        pty.type_in(typed).says(" lines arrived at once, but one is needed", 1);
        pty.says("Activation Code you move from", 2).type_in("\x1b[A\r").says("keys that do nothing here", 1);
        pty.says("Activation Code you move from", 3).type_in("\x03").says("saved in", 1).says("left:3", 1);
        pty.type_in("typed\r").says("got:typed", 1);
        assert_eq!(pty.ends(), 0);
    }
}

#[test]
fn what_is_left_of_a_paste_is_no_command_of_the_shell_also_when_it_comes_late() {
    for term in ["xterm", "dumb"] {
        let site = Site::new();
        let mut pty = shell(&site, term, "'ACMOVE' run m; echo ready; read line; echo \"got:$line\"");
        pty.says("Number: ", 1).type_in("0\r");
        // While it leaves, more comes, a piece at a time.
        for _ in 0..5 {
            std::thread::sleep(std::time::Duration::from_millis(60));
            pty.type_in("echo owned\r");
        }
        pty.says("ready\r\n", 1).type_in("typed\r").says("got:typed", 1);
        assert_eq!(pty.ends(), 0);
        assert!(pty.is_cooked(), "{term}");
    }
}

#[test]
fn a_terminal_that_obeys_nothing_is_sent_nothing_that_it_would_have_to_obey() {
    let site = Site::new();
    let mut pty = lines(&site, "dumb");
    pty.says("Number: ", 1).type_in("28\r");
    pty.says("No notes yet. Number 20", 1).says("Number: ", 2).type_in("0\r");
    assert_eq!(pty.ends(), 3);
    assert!(!pty.drawn.has("\x1b"));
}

#[test]
fn keys_that_do_nothing_here_are_said_and_not_taken() {
    for keys in
        ["\x1b[D1\r", "1\x1b[A\r", "\x1b\x1b[D1\r", "\x1b1\r", "\x1bOA1\r", "\x011\r", "\x1b]11;rgb:0/0/0\x071\r"]
    {
        for term in ["xterm", "dumb"] {
            // Where acmove edits the line, an answer of the terminal is nothing to it.
            if term == "xterm" && keys.contains("]11") {
                continue;
            }
            let site = Site::new();
            let pty = lines(&site, term);
            pty.says("Number: ", 1).type_in(keys).says("keys that do nothing here", 1);
            assert_eq!(site.facts(), 1, "{term} {keys:?}");
        }
    }
    let site = Site::new();
    let pty = lines(&site, "xterm");
    // What is taken away was never typed.
    pty.says("Number: ", 1).type_in("20").type_in("x\x7f\r").says("Note:", 1);
    pty.type_in("wrong \u{6f22}\x15").type_in("one two\x17").type_in("\u{e4}\u{6f22}\x7f\r").says("Number: ", 2);
    assert!(journal(&site).contains("\"text\":\"one \u{e4}\""), "{}", journal(&site));
}

#[test]
fn a_line_that_a_terminal_cuts_is_said_and_a_long_one_is_taken_where_it_does_not() {
    let long = "n".repeat(9000);
    let site = Site::new();
    let pty = lines(&site, "dumb");
    pty.says("Number: ", 1).type_in("20\r").says("Note: ", 1).type_in(&format!("{long}\r"));
    pty.says("too long and its end is missing", 1);
    assert_eq!(site.facts(), 1);
    let site = Site::new();
    let pty = lines(&site, "xterm");
    pty.says("Number: ", 1).type_in("20\r").says("Note: ", 1).type_in(&format!("{long}\r")).says("Number: ", 2);
}

#[test]
fn signals_end_it_in_order_and_the_terminal_is_given_back() {
    use rustix::process::Signal;
    for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
        for term in ["xterm", "dumb"] {
            let site = Site::new();
            let mut pty = lines(&site, term);
            pty.says("Number: ", 1).signal(signal);
            assert_eq!(pty.ends(), 3, "{signal:?}");
            assert!(pty.is_cooked());
        }
    }
    // Ctrl-C, and the end of the input.
    for (typed, code) in [("\x03", 3), ("\x04", 3)] {
        let site = Site::new();
        let mut pty = lines(&site, "xterm");
        pty.says("Number: ", 1).type_in(typed).says("Everything is saved", 1);
        assert_eq!(pty.ends(), code);
    }
}

#[test]
fn a_running_command_is_stopped_by_a_word_or_by_ctrl_c_and_line_mode_goes_on() {
    for stop in ["stop\r", "11\r", "\x03"] {
        let site = at_upload("upload_license = [\"sh\", \"-c\", \"echo working; sleep 600\", \"{license}\"]");
        let mut pty = lines(&site, "xterm");
        pty.says("10. Let ConfigurationTool upload it", 1).says("Number: ", 1).type_in("10\r");
        pty.says("To stop the command, type stop", 1).says("working", 2).type_in("1\r");
        pty.says("A command is running, so your input was not used", 1).type_in(stop);
        pty.says("was stopped", 1).says("Number: ", 2).type_in("2\r");
        pty.says("Number: ", 3).type_in("0\r");
        assert_eq!(pty.ends(), 3, "{stop:?}");
        assert!(journal(&site).contains("\"type\":\"step-withdrawn\""), "{stop:?}");
    }
    // Twice, it leaves; the command does not go on.
    let site = at_upload("upload_license = [\"sh\", \"-c\", \"trap '' TERM; echo working; sleep 600\", \"{license}\"]");
    let mut pty = lines(&site, "xterm");
    pty.says("Number: ", 1).type_in("10\r").says("working", 2).type_in("\x03");
    pty.says("Stopping the command", 1).type_in("\x03");
    assert_eq!(pty.ends(), 3);
    assert!(journal(&site).contains("\"type\":\"command-ended\""));
    assert!(pty.is_cooked());
}

/// Line mode between pipes, when it has asked for a number.
fn asked(site: &Site, stdin: impl Into<Stdio>) -> (Child, ChildStdout) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acmove"));
    command.args(["run", "m"]).current_dir(site.0.path()).stdin(stdin).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (mut out, mut said) = (child.stdout.take().unwrap(), Vec::new());
    while !said.ends_with(b"Number: ") {
        let mut byte = [0];
        out.read_exact(&mut byte).unwrap();
        said.extend(byte);
    }
    (child, out)
}

#[test]
fn when_nobody_reads_any_more_nothing_that_is_typed_is_done() {
    let site = Site::new();
    let (mut child, out) = asked(&site, Stdio::piped());
    drop(out);
    child.stdin.take().unwrap().write_all(b"1\n").unwrap();
    assert_eq!((child.wait().unwrap().code(), site.facts()), (Some(3), 1));
}

#[test]
fn a_pipe_that_has_nothing_yet_is_not_at_its_end() {
    let site = Site::new();
    let (read, mut write) = std::io::pipe().unwrap();
    rustix::io::ioctl_fionbio(&read, true).unwrap();
    let (mut child, mut out) = asked(&site, read);
    write.write_all(b"1\n").unwrap();
    drop(write);
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    assert_eq!((child.wait().unwrap().code(), site.facts()), (Some(3), 2), "{rest}");
}

#[test]
fn a_page_that_is_piped_at_a_menu_is_a_text_and_no_number() {
    let site = Site::new();
    let (mut child, mut out) = asked(&site, Stdio::piped());
    child.stdin.take().unwrap().write_all(b"Licensing\n1\n33\nbecause\n1\n").unwrap();
    let mut said = String::new();
    out.read_to_string(&mut said).unwrap();
    assert!(said.contains("5 lines arrived at once. acmove reads them"), "{said}");
    assert_eq!((child.wait().unwrap().code(), site.facts()), (Some(3), 1));
}

#[test]
fn a_ticket_is_copied_by_the_terminal_that_is_asked() {
    let site = Site::new();
    let pty = shell(&site, "xterm-256color", "'ACMOVE' ticket m --copy; echo ends $?; cat");
    // The standard way to ask; what is behind it is the text in base64.
    pty.says("\u{1b}]52;c;", 1).says("acmove asked the terminal to copy the text for Support", 1).says("ends 0", 1);
}
