//! The browser that `o` opens: it is given the address, and none of acmove's secrets.

use std::{fs, os::unix::fs::PermissionsExt as _, process::Command};

use portable_pty::CommandBuilder;

use super::{AtTerminal, PATIENCE, Pty, Site};
use crate::harness::story::FOUR;

const SECRETS: [(&str, &str); 5] = [
    ("ACMOVE_LIFETIME_TOKEN", "canary-1"),
    ("BAR_TOKEN", "canary-2"),
    ("PROD_PASSWORD", "canary-3"),
    ("ACMOVE_ANYTHING", "canary-4"),
    ("acmove_lower", "canary-5"),
];

/// A migration that names secrets, and a stand-in for the program that opens addresses: it keeps what it was given.
fn site(ends: &str) -> Site {
    let site = Site::new();
    let named = "[lifetime]\nurl = \"http://127.0.0.1:1\"\ntoken_env = \"BAR_TOKEN\"\n[[environment]]";
    let commands = "[environment.commands]\nget_serial = [\"x\", \"{password}\"]\npassword_env = \"PROD_PASSWORD\"\n";
    fs::write(site.path("infrastructure.toml"), FOUR.replacen("[[environment]]", named, 1) + commands).unwrap();
    let acmove = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_acmove"));
        command.args(arguments).current_dir(site.0.path()).output().unwrap().status.code()
    };
    assert_eq!(acmove(&["new", "n", "--infrastructure", "infrastructure.toml"]), Some(0));
    let yes = ["one-lifetime", "all-environments", "lifetime-included"].map(|id| format!("{id} = \"yes\"\n")).concat();
    fs::write(
        site.path("answers.toml"),
        format!("[requirements]\n{yes}[steps.\"before/read-procedure\"]\ndone = true\n"),
    )
    .unwrap();
    assert_eq!(acmove(&["run", "n", "--answers", "answers.toml", "--unattended"]), Some(3));
    fs::create_dir(site.path("bin")).unwrap();
    let script =
        format!("#!/bin/sh\n(echo \"$1\"; env) > {0}.part\nmv {0}.part {0}\n{ends}\n", site.path("given").display());
    fs::write(site.path("bin/xdg-open"), script).unwrap();
    fs::set_permissions(site.path("bin/xdg-open"), fs::Permissions::from_mode(0o755)).unwrap();
    site
}

fn open(site: &Site) -> (Pty, String) {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_acmove"));
    command.args(["open", "n"]);
    command.cwd(site.0.path());
    command.env("TERM", "xterm-256color");
    command.env("PATH", format!("{}:{}", site.path("bin").display(), std::env::var("PATH").unwrap_or_default()));
    command.env("DISPLAY", ":99");
    for (name, value) in SECRETS {
        command.env(name, value);
    }
    let pty = Pty::start(command);
    pty.shows("127.0.0.1:1/lifetime").press("o");
    let given = written(site, "given");
    (pty, given)
}

/// What the browser has written into a file, as soon as it is there.
fn written(site: &Site, name: &str) -> String {
    let end = std::time::Instant::now() + PATIENCE;
    loop {
        match fs::read_to_string(site.path(name)) {
            Ok(text) if text.ends_with('\n') => return text,
            Ok(_) | Err(_) => assert!(std::time::Instant::now() < end, "no browser was opened: there is no {name}"),
        }
        std::thread::yield_now();
    }
}

#[test]
fn the_browser_inherits_no_secret() {
    let site = site("exit 0");
    let (mut pty, given) = open(&site);
    assert!(given.starts_with("http://127.0.0.1:1/lifetime\n") && given.contains("\nDISPLAY=:99\n"), "{given}");
    for (name, value) in SECRETS {
        assert!(!given.contains(name) && !given.contains(value), "{given}");
    }
    pty.type_in("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn a_browser_that_stays_is_not_waited_for_and_outlives_the_terminal() {
    let site = site("echo $$ > pid; exec sleep 30");
    let (mut pty, _) = open(&site);
    pty.type_in("q");
    assert_eq!(pty.ends(), 0);
    drop(pty);
    let pid = written(&site, "pid").trim().parse().unwrap();
    let pid = rustix::process::Pid::from_raw(pid).unwrap();
    assert!(rustix::process::test_kill_process(pid).is_ok(), "it is still there");
    rustix::process::kill_process(pid, rustix::process::Signal::KILL).unwrap();
}
