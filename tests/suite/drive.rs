//! Documented commands: what is run, what is seen of it, what it may claim; and the serial number before an upload.

use acmove::{
    catalog,
    domain::{
        command::{StepCommand, VaultCheck},
        event::Event,
        outlook::{HoldReason, Next, State},
        page::MessageClass,
        refusal::Refusal,
        run::{Evidence, Progress},
        tool::{Template, Tool, ToolEnd},
    },
    driver::{
        output::{Output, Stream},
        secret::Secret,
    },
    engine::{
        message::EngineMsg,
        subject::Subject,
        tool_run::{ToolResult, ToolSpec},
    },
    reading::{failed_publish, is_telling, serials},
    runtime::tool::{self, StopSignal},
};

use jiff::SignedDuration;

use crate::{
    stage::Scene,
    support::{EDITIONS, FOUR, Story, serial},
};

/// A variable that is always there, with a value that is nowhere else: it stands for a password.
const PASSWORD: &str = "CARGO_PKG_DESCRIPTION";
const SERIAL: &str = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT";

/// Production with all commands.
pub(crate) fn with_commands(more: &str) -> String {
    let commands = format!(
        "[environment.commands]\nupload_license = [\"ConfigurationTool.com\", \"/UploadLicense\", \"{{license}}\", \"{{user}}\", \"{{password}}\"]\n\
         publish = [\"OSPTool.com\", \"/Publish\", \"{{package}}\", \"{{host}}\", \"{{user}}\", \"{{password}}\"]\n\
         package = \"in/ECT_Provider.osp\"\nhost = \"prod.acme.example\"\nuser_env = \"USER\"\npassword_env = \"{PASSWORD}\"\n{more}"
    );
    FOUR.to_owned() + &commands
}

const READS: &str = "get_serial = [\"ConfigurationTool.com\", \"/GetSerial\"]\n";

fn story(more: &str, step: &str) -> Story {
    let mut story = Story::of(EDITIONS[0], &with_commands(more));
    story.before(step);
    story
}

pub(crate) fn to_upload() -> Story {
    story("", "production/upload-source")
}

fn ended(number: u64, end: ToolEnd, text: &str) -> EngineMsg {
    let ended = ToolResult {
        end,
        seconds: 3,
        last: text.lines().map(str::to_owned).collect(),
        text: text.to_owned(),
        serials: serials(text),
        failure: failed_publish(text),
    };
    EngineMsg::ToolEnded(number, Box::new(ended))
}

const GOOD: ToolEnd = ToolEnd::Exited { code: 0 };

// What is written down

fn faults(more: &str) -> String {
    let text = FOUR.to_owned() + "[environment.commands]\n" + more;
    catalog::infrastructure("i.toml", &text).unwrap_err().to_string()
}

#[test]
fn what_is_wrong_with_a_command_is_said() {
    for (more, wanted) in [
        ("upload_license = [\"x\", \"/UploadLicense\"]", "upload_license: must say where {license} goes"),
        ("upload_license = [\"x\", \"{license}\", \"{password}\"]", "{password} needs the key password_env"),
        (
            "get_serial = [\"x\", \"{licence}\"]",
            "the placeholder {licence} is not known here; allowed: {host}, {user}, {password}",
        ),
        ("get_serial = []", "must be a list of arguments, the program first"),
        ("get_serial = \"ConfigurationTool.com /GetSerial\"", "must be a list of texts, not a text"),
        ("get_serial = [\"x\"]\npassword_env = \"s3cr3t!\"", "must be the NAME of an environment variable"),
        ("get_serail = [\"x\"]", "did you mean get_serial?"),
        ("get_serial = [\"{password}\"]\npassword_env = \"P\"", "the program cannot be the password"),
        ("publish = [\"x\", \"{package}\"]", "{package} needs the key package"),
    ] {
        let said = faults(more);
        assert!(said.contains(wanted), "{more}\n{said}");
        assert!(!said.contains("s3cr3t"), "{said}");
    }
}

#[test]
fn braces_around_anything_else_are_no_placeholder_and_what_is_filled_in_is_not_looked_at_again() {
    let template =
        Template(["powershell", "& { Get-Date }", "{license}", "-p={password}!"].map(str::to_owned).to_vec());
    assert_eq!(template.placeholders().collect::<Vec<_>>(), ["license", "password"]);
    let filled = template.fill(|name| match name {
        "license" => Some("/in/{password}.lic".to_owned()),
        "password" => Some("s3cr3t".to_owned()),
        _ => None,
    });
    assert_eq!(filled, ["powershell", "& { Get-Date }", "/in/{password}.lic", "-p=s3cr3t!"]);
}

// What is seen of it

fn output(secret: &str) -> Output {
    Output::without(vec![Secret::of(secret)], |_| false)
}

#[test]
fn a_secret_is_hidden_wherever_it_is_cut_coloured_or_widened() {
    let mut output = output("p4ssw0rd");
    for chunk in
        ["login p4s", "sw0rd now\np4ss\u{1b}[31mw0", "rd\r", "p\x004\0s\0s\0w\x000\0r\0d\0\n", "p4ss\u{200b}w0rd"]
    {
        output.take(Stream::Out, chunk.as_bytes());
    }
    output.take(Stream::Err, b"denied: p4ssw0rdp4ssw0rd");
    output.end();
    assert_eq!(output.last(10), ["login [hidden] now", "[hidden]", "[hidden]", "[hidden]", "denied: [hidden][hidden]"]);
    assert!(!output.text().contains("p4ssw0rd"));
    let endless = "x".repeat(200_000) + "p4ssw0rd" + &"y".repeat(200_000);
    for chunk in endless.as_bytes().chunks(1000) {
        output.take(Stream::Out, chunk);
    }
    output.end();
    assert!(!output.text().contains("p4ss") && !output.text().contains("w0rd"));
}

#[test]
fn nothing_that_a_terminal_obeys_comes_through_and_nothing_grows_without_end() {
    let mut output = output("");
    for number in 0..50_000 {
        let line =
            format!("\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31mline {number}\u{1b}[0m \u{202e}x\u{1b}Pq#0\u{1b}\\y\n");
        output.take(Stream::Out, line.as_bytes());
    }
    assert_eq!(output.fresh().len(), 100);
    assert_eq!(output.last(1), ["line 49999 xy"]);
    assert!(output.text().starts_with("[49600 lines before this were not kept]\n"));
    assert_eq!(output.text().lines().count(), 401);
}

#[test]
fn a_secret_in_an_address_in_base64_json_or_xml_is_hidden_too() {
    let mut output = output("p4ss&w0rd!\"x");
    output.take(
        Stream::Out,
        b"a p4ss%26w0rd%21%22x\nb p4ss%26w0rd%21%22x\nc cDRzcyZ3MHJkISJ4\nd p4ss&w0rd!\\\"x\ne p4ss&amp;w0rd!&quot;x\nf p4ss&amp;w0rd!\"x\n",
    );
    assert_eq!(output.last(9), ["a [hidden]", "b [hidden]", "c [hidden]", "d [hidden]", "e [hidden]", "f [hidden]"]);
}

#[test]
fn what_tells_something_counts_also_before_what_is_kept() {
    let mut output = Output::without(Vec::new(), is_telling);
    output.take(Stream::Out, format!("Invalid Intellectual Property: protected.\n{SERIAL}\n").as_bytes());
    for number in 0..450 {
        output.take(Stream::Out, format!("line {number}\n").as_bytes());
    }
    output.end();
    assert!(!output.text().contains("Intellectual"));
    assert_eq!(failed_publish(&output.noted()).unwrap().0, MessageClass::IntellectualProperty);
    assert_eq!(serials(&output.noted()), [serial(SERIAL)]);
}

#[test]
fn of_a_line_without_end_nothing_of_a_secret_comes_through_wherever_it_is_cut() {
    let secret = "p4ssw0rd-very-long";
    for before in 65_500..65_560 {
        let mut output = output(secret);
        // Escape sequences go, so that what is left of the line is short.
        let line = "\u{1b}[0m".repeat(before / 4) + secret + &"y".repeat(100_000) + secret;
        output.take(Stream::Out, line.as_bytes());
        output.take(Stream::Out, b"\nnext\n");
        output.end();
        let text = output.text();
        assert!(!text.contains("p4ssw") && !text.contains("very-long"), "{before}: {text}");
        assert!(text.ends_with("next\n"), "{text}");
    }
}

#[test]
fn what_is_printed_is_read_for_serial_numbers_and_for_failed_publishes() {
    assert_eq!(serials(&format!("Serial: {SERIAL}.\nother text A-B-C")), [serial(SERIAL)]);
    assert_eq!(failed_publish("Publishing...\nDone."), None);
    let (class, line) = failed_publish("1\nOutdated Consumer: App\nInvalid Intellectual Property: protected.").unwrap();
    assert_eq!(
        (class, line.as_str()),
        (MessageClass::IntellectualProperty, "Invalid Intellectual Property: protected.")
    );
    assert_eq!(failed_publish("Incompatible Dependency in X").unwrap().0, MessageClass::Other);
}

// Real processes: the stand-in for the vendor's tools

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
    assert_eq!(none.last, ["There is no program there-is-no-such-program here. Check its path in the description."]);
    let unset = ToolSpec { password_env: Some("ACMOVE_NOT_SET".to_owned()), ..tool(&["{password}"]) };
    assert_eq!(run(&unset).last, ["The environment variable ACMOVE_NOT_SET is not set. Set it, and open this again."]);
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

// What follows

#[test]
fn a_command_is_begun_then_run_then_claimed() {
    let mut scene = Scene::of(&to_upload(), (100, 30));
    assert!(scene.screen().contains("By command: ConfigurationTool /UploadLicense"), "{}", scene.screen());
    scene.press("x");
    let (number, spec) = scene.ran.remove(0);
    assert!(scene.model.engine.session.run.step(place(&scene, "production/upload-source")).is_under_way());
    assert_eq!(spec.password_env.as_deref(), Some(PASSWORD));
    let license = &spec.values.iter().find(|(name, _)| name == "license").unwrap().1;
    assert!(license.contains("licenses/production-source-"), "{license}");
    scene.send(EngineMsg::Printed(number, vec!["Uploading...".to_owned()]));
    let screen = scene.screen();
    assert!(
        screen.contains("Running: ConfigurationTool /UploadLicense") && screen.contains("Uploading..."),
        "{screen}"
    );
    let squeezed: String = screen.split_whitespace().collect();
    assert!(squeezed.contains("{user}{password}"), "{screen}");
    scene.send(ended(number, GOOD, "License uploaded."));
    let step = scene.model.engine.session.run.step(place(&scene, "production/upload-source"));
    assert_eq!(step.progress, Progress::Done(Evidence::Claimed));
    assert_eq!(scene.model.engine.session.next(), Subject::Step(place(&scene, "production/check-source")));
}

fn place(scene: &Scene, step: &str) -> usize {
    scene.model.engine.session.run.plan.place(&step.into()).unwrap()
}

#[test]
fn a_command_that_fails_asks_whether_it_was_done_with_its_last_lines() {
    for (end, said) in [
        (ToolEnd::Exited { code: 3 }, "ended with exit code 3"),
        (ToolEnd::TimedOut, "took too long and was stopped"),
        (ToolEnd::Cancelled, "was stopped by you"),
        (ToolEnd::Killed, "was ended by a signal"),
    ] {
        let mut scene = Scene::of(&to_upload(), (100, 30));
        scene.press("x");
        let number = scene.ran[0].0;
        scene.send(ended(number, end, "Connecting\nAccess denied for [hidden]"));
        let screen = scene.screen();
        assert!(screen.contains(said) && screen.contains("Access denied for [hidden]"), "{screen}");
        assert!(
            screen.contains("Was it done?") && screen.contains("It is uploaded") && screen.contains("It was not done")
        );
        assert!(scene.model.engine.session.run.step(place(&scene, "production/upload-source")).is_under_way());
        // Once more, or by hand.
        assert!(screen.contains("Run the command again"), "{screen}");
        scene.press("x");
        assert_eq!(scene.ran.len(), 2);
    }
}

#[test]
fn a_running_command_is_stopped_by_its_own_key_and_leaving_is_asked_twice() {
    let mut scene = Scene::of(&to_upload(), (100, 30));
    scene.press("x");
    let number = scene.ran[0].0;
    scene.press("y n");
    assert!(
        scene.model.engine.session.run.step(place(&scene, "production/upload-source")).is_under_way(),
        "nobody answers over it"
    );
    scene.press("q");
    assert!(!scene.left && scene.screen().contains("A command is running."), "{}", scene.screen());
    scene.press("Tab q");
    assert!(!scene.left, "something else was done in between");
    scene.press(". X");
    assert_eq!(scene.stopped, [number]);
    scene.press("q q");
    assert!(scene.left);
}

#[test]
fn what_a_publish_command_prints_outweighs_its_exit_code() {
    for (end, text, state) in [
        (GOOD, "Invalid Intellectual Property: this is protected.", State::Stopped),
        (GOOD, "Outdated Consumer: App", State::Held),
        (GOOD, "Done.", State::Running),
        (ToolEnd::Exited { code: -4 }, "Done.", State::Running),
    ] {
        let mut scene = Scene::of(&story("", "production/republish"), (100, 30));
        scene.press("x");
        let number = scene.ran[0].0;
        scene.send(ended(number, end, text));
        assert_eq!(scene.model.engine.session.outlook.state, state, "{text}");
        let step = scene.model.engine.session.run.step(place(&scene, "production/republish"));
        let claimed = step.progress == Progress::Done(Evidence::Claimed);
        assert_eq!(claimed, end == GOOD && text == "Done.", "{text} {end:?}");
    }
}

#[test]
fn facts_of_a_command_are_the_programs_own_and_hold_no_secret() {
    let mut scene = Scene::of(&to_upload(), (100, 30));
    scene.press("x");
    let number = scene.ran[0].0;
    scene.send(ended(number, GOOD, "License uploaded."));
    let told = format!("{:?}", scene.recorded());
    assert!(told.contains("CommandEnded") && !told.contains(env!("CARGO_PKG_DESCRIPTION")));
    let fact = scene.recorded().iter().find(|event| matches!(event, Event::CommandEnded { .. })).cloned().unwrap();
    let Event::CommandEnded { line, tool, .. } = &fact else { panic!() };
    assert!(line.ends_with("{user} {password}") && *tool == Tool::UploadLicense, "{line}");
}

#[test]
fn what_was_begun_is_not_run_by_a_command_once_it_has_to_wait() {
    let mut story = story("", "lifetime/republish");
    let begin = story.operations("production/republish").remove(0);
    story.done("production/republish", begin);
    let begin = story.operations("quality/republish").remove(0);
    story.done("quality/republish", begin);
    story.done("quality/republish", crate::support::message(crate::support::IP_ERROR));
    assert_eq!(story.state(), State::Stopped);
    let run = StepCommand::Run { tool: Tool::Publish, line: "x".to_owned(), vault: story.vault(3) };
    assert!(matches!(story.answer("production/republish", run), Err(Refusal::Closed { .. })));
    let mut scene = Scene::of(&story, (100, 30));
    scene.press("Tab Tab Tab Tab");
    assert!(!scene.screen().contains("OSPTool publish"), "{}", scene.screen());
    scene.press("x");
    assert!(scene.ran.is_empty());
    // Nor a file that is not what was kept.
    let mut story = to_upload();
    let begin = story.operations("production/upload-source").remove(0);
    story.done("production/upload-source", begin);
    let run = StepCommand::Run { tool: Tool::UploadLicense, line: "x".to_owned(), vault: VaultCheck::default() };
    assert!(matches!(story.answer("production/upload-source", run), Err(Refusal::VaultFile { .. })));
}

#[test]
fn a_rollback_stops_what_runs_and_nothing_else_is_begun_there_meanwhile() {
    let mut scene = Scene::of(&story("", "production/upload-target"), (100, 30));
    scene.press("x");
    let number = scene.ran[0].0;
    scene.press("R r \"it goes wrong\" Enter \"roll back\" Enter");
    assert_eq!(scene.model.engine.session.outlook.state, State::RollingBack);
    assert_eq!(scene.stopped, [number]);
    scene.press("y");
    assert_eq!(scene.model.engine.session.next(), Subject::Step(place(&scene, "production/restore-source")));
    scene.press("b");
    assert!(scene.screen().contains("still runs in this environment"), "{}", scene.screen());
    scene.send(ended(number, ToolEnd::Cancelled, "half"));
    scene.press("b");
    assert!(scene.model.engine.session.run.step(place(&scene, "production/restore-source")).is_under_way());
}

#[test]
fn in_a_rehearsal_what_a_command_does_now_is_not_done_twice() {
    let mut story = Story::rehearsal(EDITIONS[0], &with_commands(""));
    story.before("production/upload-source");
    let mut scene = Scene::of(&story, (100, 30));
    assert!(scene.screen().contains("Do it for me"), "{}", scene.screen());
    scene.press("x");
    let screen = scene.screen();
    assert!(screen.contains("X  Stop the command") && !screen.contains("Do it for me"), "{screen}");
}

#[test]
fn a_command_that_leaving_stops_is_recorded_as_stopped() {
    let mut scene = Scene::of(&to_upload(), (100, 30));
    scene.press("x");
    scene.now += SignedDuration::from_secs(6);
    scene.press("q");
    let farewell = scene.model.engine.farewell(scene.now);
    assert!(
        matches!(farewell.as_slice(), [Event::CommandEnded { end: ToolEnd::Cancelled, seconds: 6.., .. }]),
        "{farewell:?}"
    );
}

#[test]
fn ctrl_c_asks_too_while_a_command_runs() {
    for before in ["", "w \"note", ":"] {
        let mut scene = Scene::of(&to_upload(), (100, 30));
        scene.press("x").press(before).press("Ctrl-c");
        assert!(!scene.left, "{before}");
        scene.press("Ctrl-c");
        assert!(scene.left, "{before}");
    }
}

#[test]
fn a_fact_that_could_not_be_written_leads_to_nothing() {
    let mut scene = Scene::of(&reading_story(), (100, 30));
    scene.press("b");
    let number = scene.ran[0].0;
    scene.broken = true;
    scene.send(ended(number, GOOD, "ZZI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT"));
    assert!(scene.screen().contains("Nothing was recorded"), "{}", scene.screen());
    scene.broken = false;
    let upload = place(&scene, "production/upload-source");
    assert!(!scene.model.engine.session.run.step(upload).is_under_way());
    scene.press("b");
    assert_eq!(scene.ran.len(), 2, "it is read again");
}

#[test]
fn a_reading_that_was_stopped_is_made_next_time() {
    let mut scene = Scene::of(&reading_story(), (100, 30));
    for count in 1..=2 {
        scene.press("b");
        assert_eq!(scene.ran.len(), count);
        let number = scene.ran[count - 1].0;
        scene.send(ended(number, ToolEnd::Cancelled, ""));
    }
}

#[test]
fn what_ends_late_says_nothing_about_what_is_under_way_now() {
    let mut scene = Scene::of(&to_upload(), (100, 30));
    scene.press("x");
    let number = scene.ran[0].0;
    let mut reopened = Scene::of(&to_upload(), (100, 30));
    reopened.press("x");
    // acmove was killed and opened again: the command was started, and nobody has seen its end.
    let screen = reopened.folded_screen();
    assert!(screen.contains("was started, and nobody has seen its end"), "{screen}");
    assert!(screen.contains("It is uploaded") && screen.contains("Run the command again"), "{screen}");
    scene.send(ended(number, ToolEnd::Exited { code: 1 }, "no"));
    scene.press("n");
    assert!(scene.model.engine.session.run.step(place(&scene, "production/upload-source")).ran.is_none());
}

// The serial number before an upload

fn reading_story() -> Story {
    story(READS, "production/upload-source")
}

#[test]
fn the_serial_number_is_read_before_each_upload_by_hand_or_by_command() {
    for key in ["b", "x"] {
        let mut scene = Scene::of(&reading_story(), (100, 30));
        scene.press(key);
        assert_eq!(scene.ran[0].1.template.0, ["ConfigurationTool.com", "/GetSerial"]);
        assert!(!scene.model.engine.session.run.step(place(&scene, "production/upload-source")).is_under_way());
        let number = scene.ran[0].0;
        scene.send(ended(number, GOOD, &format!("Serial Number: {SERIAL}")));
        assert!(scene.model.engine.session.run.step(place(&scene, "production/upload-source")).is_under_way(), "{key}");
        assert_eq!(scene.ran.len(), if key == "x" { 2 } else { 1 }, "{key}");
    }
}

#[test]
fn a_changed_serial_number_holds_the_step_and_says_what_changes_it() {
    let mut scene = Scene::of(&reading_story(), (100, 30));
    scene.press("b");
    let number = scene.ran[0].0;
    let other = "ZZI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT";
    scene.send(ended(number, GOOD, other));
    let screen = scene.screen();
    assert!(screen.contains("Serial number changed: the server prints ZZI-"), "{screen}");
    assert!(screen.contains("VM is restarted"), "{screen}");
    assert_eq!(scene.model.engine.session.outlook.state, State::Held);
    assert_eq!(scene.model.engine.session.outlook.holds[0].reason, HoldReason::SerialChanged);
    let upload = place(&scene, "production/upload-source");
    assert!(!scene.model.engine.session.run.step(upload).is_under_way());
    // Read again, it is the old one: it was a passing fault.
    scene.press("s");
    let number = scene.ran[1].0;
    scene.send(ended(number, GOOD, SERIAL));
    assert_eq!(scene.model.engine.session.outlook.state, State::Running);
    // Or it is recorded, with what was read filled in: its files are void.
    scene.press("b");
    let number = scene.ran[2].0;
    scene.send(ended(number, GOOD, other));
    scene.press("z Enter \"the VM was moved\" Enter \"void\" Enter");
    let known = scene.model.engine.session.run.environment(3);
    assert_eq!((known.serial.clone(), known.drift.clone()), (Some(serial(other)), None));
    assert_eq!(scene.model.engine.session.outlook.next, Next::Step(place(&scene, "production/obtain-source")));
}

#[test]
fn a_serial_number_that_cannot_be_read_holds_once_and_the_procedure_goes_on_without_it() {
    for (end, text) in [(ToolEnd::NotStarted, "There is no program"), (GOOD, "no number"), (ToolEnd::TimedOut, SERIAL)]
    {
        let mut scene = Scene::of(&reading_story(), (100, 30));
        scene.press("b");
        let number = scene.ran[0].0;
        scene.send(ended(number, end, text));
        let upload = place(&scene, "production/upload-source");
        assert!(!scene.model.engine.session.run.step(upload).is_under_way());
        assert!(scene.screen().contains("The serial number could not be read"), "{}", scene.screen());
        scene.press("b");
        assert!(scene.model.engine.session.run.step(upload).is_under_way());
        assert_eq!(scene.ran.len(), 1);
    }
}

#[test]
fn a_serial_number_that_nobody_knew_is_learnt_from_its_server() {
    let text = with_commands(READS).replacen(&format!("serial = \"{SERIAL}\"\n"), "", 1);
    let mut story = Story::of(EDITIONS[0], &text);
    let environment = "production".parse().unwrap();
    story.record(Event::SerialRead {
        environment,
        serial: serial(SERIAL),
        evidence: acmove::domain::digest::Digest::ZERO,
    });
    assert_eq!(
        (story.run.environment(3).serial.clone(), story.run.environment(3).drift.clone()),
        (Some(serial(SERIAL)), None)
    );
}

#[test]
fn five_commands_run_at_once_and_each_end_belongs_to_its_own_step() {
    let commands = "[environment.commands]\nupload_license = [\"C\", \"{license}\"]\n";
    let more = |n: usize| format!("[[environment]]\nname = \"Branch {n}\"\nrole = \"test\"\n{commands}");
    let description = FOUR.to_owned() + &(1..=5).map(more).collect::<String>();
    let mut story = Story::of(EDITIONS[0], &description);
    story.until(|story| story.outlook().next == Next::Step(story.place("branch-1/upload-source")));
    for n in 2..=5 {
        story.succeed(&format!("branch-{n}/obtain-source"));
    }
    let mut scene = Scene::of(&story, (100, 30));
    for n in 1..=5 {
        while scene.model.ui.environment(&scene.model.engine.session) != Some(3 + n) {
            scene.press("Tab");
        }
        scene.press("x");
    }
    assert_eq!(scene.model.engine.session.running.len(), 5);
    let third = scene.ran[2].0;
    scene.send(ended(third, GOOD, "ok"));
    assert_eq!(
        scene.model.engine.session.run.step(place(&scene, "branch-3/upload-source")).progress,
        Progress::Done(Evidence::Claimed)
    );
    assert!(scene.model.engine.session.run.step(place(&scene, "branch-2/upload-source")).is_under_way());
    assert_eq!(scene.model.engine.session.running.len(), 4);
}
