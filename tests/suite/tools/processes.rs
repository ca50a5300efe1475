//! Real processes: the stand-in for the vendor's tools.

use acmove::{
    domain::tool::{Template, ToolEnd},
    engine::tool_run::{ToolResult, ToolSpec},
    runtime::tool::{self, StopSignal},
};

use super::{GOOD, PASSWORD};

fn tool(words: &[&str]) -> ToolSpec {
    let program = env!("CARGO_BIN_EXE_acmove");
    let before = [program, "practice-tool", "--at", "http://127.0.0.1:1/x/ServiceCenter"];
    ToolSpec {
        template: Template(before.iter().chain(words).map(|word| (*word).to_owned()).collect()),
        values: Vec::new(),
        user_env: None,
        password_env: None,
        withheld: Vec::new(),
        timeout_s: 600,
    }
}

fn run(spec: &ToolSpec) -> ToolResult {
    tool::run(spec, &StopSignal::default(), |_| {})
}

#[test]
fn a_secret_that_a_command_prints_is_nowhere() {
    let spec = ToolSpec {
        password_env: Some(PASSWORD.to_owned()),
        ..tool(&["--misbehave", "leak", "T", "/UploadLicense", "f", "u", "{password}"])
    };
    let mut shown = Vec::new();
    let ended = tool::run(&spec, &StopSignal::default(), |lines| shown.extend(lines));
    assert_eq!(ended.end, ToolEnd::Exited { code: 1 });
    let all = format!("{ended:?} {shown:?}");
    assert!(!all.contains(env!("CARGO_PKG_DESCRIPTION")), "{all}");
    assert!(ended.text.contains("called with T /UploadLicense f u [hidden]"), "{}", ended.text);
    assert!(
        ended.text.contains("logging in with [hidden] now") && ended.text.contains("denied: [hidden]"),
        "{}",
        ended.text
    );
}

#[test]
fn megabytes_with_escape_sequences_are_taken_in_and_only_their_end_is_kept() {
    let mut most = 0;
    let ended = tool::run(&tool(&["--misbehave", "flood", "x"]), &StopSignal::default(), |lines| {
        most = most.max(lines.len());
    });
    assert_eq!(ended.end, GOOD);
    assert!(most <= 100);
    assert!(ended.text.len() < 300_000 && !ended.text.contains('\u{1b}') && !ended.text.contains("owned"));
    assert!(ended.last.last().unwrap().starts_with("line 59999 desrever"), "{:?}", ended.last);
}

#[test]
fn a_command_that_hangs_is_stopped_by_its_time_or_by_a_person() {
    let hangs = ToolSpec { timeout_s: 0, ..tool(&["--misbehave", "hang", "x"]) };
    assert_eq!(run(&hangs).end, ToolEnd::TimedOut);
    let stop = StopSignal::default();
    stop.ask();
    assert_eq!(tool::run(&tool(&["--misbehave", "hang", "x"]), &stop, |_| {}).end, ToolEnd::Cancelled);
}

#[test]
fn a_command_that_is_ended_at_once_was_stopped_whatever_its_exit_code() {
    let stop = StopSignal::default();
    let ended = tool::run(&tool(&["--misbehave", "fork", "x"]), &stop, |_| stop.now());
    assert_eq!(ended.end, ToolEnd::Cancelled);
}

#[cfg(unix)]
#[test]
fn stopping_a_command_stops_what_it_has_started() {
    let stop = StopSignal::default();
    let mut child = None;
    let ended = tool::run(&tool(&["--misbehave", "fork", "x"]), &stop, |lines| {
        child = lines.iter().find_map(|line| line.strip_prefix("started ")?.parse::<i32>().ok());
        stop.ask();
    });
    assert_eq!(ended.end, ToolEnd::Cancelled);
    let pid = rustix::process::Pid::from_raw(child.unwrap()).unwrap();
    // It may take a moment until its end is taken note of; that it does not come would hang here.
    while rustix::process::test_kill_process(pid).is_ok() && !is_over(child.unwrap()) {
        std::thread::yield_now();
    }
}

#[cfg(unix)]
#[test]
fn stopping_stops_also_what_does_not_want_to_end() {
    let stubborn = ["sh", "-c", "(trap '' TERM; echo $$; exec sleep 1000) & echo started $!; wait"].map(str::to_owned);
    let stop = StopSignal::default();
    let mut child = None;
    let ended = tool::run(&ToolSpec { template: Template(stubborn.to_vec()), ..tool(&[]) }, &stop, |lines| {
        child = lines.iter().find_map(|line| line.strip_prefix("started ")?.parse::<i32>().ok()).or(child);
        if child.is_some() {
            stop.ask();
        }
    });
    assert_eq!(ended.end, ToolEnd::Cancelled);
    while rustix::process::test_kill_process(rustix::process::Pid::from_raw(child.unwrap()).unwrap()).is_ok()
        && !is_over(child.unwrap())
    {
        std::thread::yield_now();
    }
}

#[cfg(unix)]
#[test]
fn secrets_of_others_are_neither_given_to_a_command_nor_shown_by_it() {
    let spec = ToolSpec {
        template: Template(
            ["sh", "-c", "env; echo the password is $0", env!("CARGO_PKG_DESCRIPTION")].map(str::to_owned).to_vec(),
        ),
        withheld: vec![PASSWORD.to_owned()],
        ..tool(&[])
    };
    let text = run(&spec).text;
    assert!(text.contains("the password is [hidden]") && !text.contains(PASSWORD), "{text}");
}

/// Whether a process that is still known has ended.
#[cfg(unix)]
fn is_over(pid: i32) -> bool {
    let state = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    state.rsplit_once(')').is_some_and(|(_, rest)| rest.trim_start().starts_with(['Z', 'X']))
}

#[test]
fn what_cannot_be_started_says_why_and_what_to_do() {
    let nowhere = ToolSpec { template: Template(vec!["there-is-no-such-program".to_owned()]), ..tool(&[]) };
    let none = run(&nowhere);
    assert_eq!(none.end, ToolEnd::NotStarted);
    assert_eq!(
        none.last,
        ["The program there-is-no-such-program does not exist here. Check its path in \
        infrastructure.toml."]
    );
    let unset = ToolSpec { password_env: Some("ACMOVE_NOT_SET".to_owned()), ..tool(&["{password}"]) };
    assert_eq!(
        run(&unset).last,
        ["The environment variable ACMOVE_NOT_SET is not set. Set it and reopen the \
        migration."]
    );
}

#[cfg(unix)]
#[test]
fn a_command_is_not_given_the_token_and_has_nothing_to_read() {
    let environment =
        ToolSpec { template: Template(vec!["env".to_owned()]), withheld: vec![PASSWORD.to_owned()], ..tool(&[]) };
    assert!(!run(&environment).text.contains(PASSWORD));
    let reads = ToolSpec { template: Template(vec!["cat".to_owned()]), ..tool(&[]) };
    assert_eq!(run(&reads).end, GOOD);
    let terminal = ["sh", "-c", "exec 3</dev/tty && echo it has a terminal"].map(str::to_owned).to_vec();
    let ended = run(&ToolSpec { template: Template(terminal), ..tool(&[]) });
    assert!(!ended.text.contains("it has a terminal"), "{}", ended.text);
}

#[cfg(unix)]
#[test]
fn a_command_does_nothing_before_it_is_let_go_and_nothing_at_all_when_it_is_not() {
    use acmove::{
        domain::tool::Process,
        engine::ports::ReadyCommand as _,
        runtime::{process, tool::Ready},
    };

    let folder = tempfile::TempDir::new().unwrap();
    let touched = |name: &str| folder.path().join(name);
    let ready = |name: &str| {
        let words = ["touch".to_owned(), touched(name).display().to_string()];
        Ready::of(ToolSpec { template: Template(words.to_vec()), ..tool(&[]) }, StopSignal::default())
    };
    let (first, second) = (ready("first"), ready("second"));
    let [one, other] = [&first, &second].map(|ready| ready.process().unwrap());
    assert!(process::lives(&one) && process::lives(&other));
    assert!(!process::lives(&Process { start: "before".to_owned(), ..one.clone() }), "another one had its number");
    drop(first);
    assert_eq!(second.run(|_| {}).end, GOOD);
    while process::lives(&one) || process::lives(&other) {
        std::thread::yield_now();
    }
    assert!(!touched("first").exists() && touched("second").exists());
}
