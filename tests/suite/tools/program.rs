//! A command starts the program that was found.

use std::path::Path;

use acmove::runtime::program::{find, names};

#[test]
fn windows_adds_an_ending_to_whatever_has_none_of_its_own() {
    for (program, known) in [
        ("tool", ["tool.com", "tool.exe", "tool.bat", "tool.cmd"].as_slice()),
        ("tool.v2", &["tool.v2.com", "tool.v2.exe", "tool.v2.bat", "tool.v2.cmd"]),
        (
            "C:/w/tools/up.ps1",
            &["C:/w/tools/up.ps1.com", "C:/w/tools/up.ps1.exe", "C:/w/tools/up.ps1.bat", "C:/w/tools/up.ps1.cmd"],
        ),
        ("tool.exe", &["tool.exe"]),
        ("ConfigurationTool.COM", &["ConfigurationTool.COM"]),
        ("C:/w/tools.d/up.Cmd", &["C:/w/tools.d/up.Cmd"]),
        (".exe", &[".exe.com", ".exe.exe", ".exe.bat", ".exe.cmd"]),
    ] {
        assert_eq!(names(program, true), known, "{program}");
        assert_eq!(names(program, false), [program]);
    }
}

#[test]
fn what_is_found_has_a_path_of_its_own_from_wherever_it_is_started() {
    let own = env!("CARGO_BIN_EXE_acmove");
    assert_eq!(find(own).unwrap().canonicalize().unwrap(), Path::new(own).canonicalize().unwrap());
    let shell = if cfg!(windows) { "cmd" } else { "sh" };
    let found = find(shell).unwrap();
    assert!(found.is_absolute() && found.is_file(), "{}", found.display());
    let from_here = find("src/../Cargo.toml").unwrap_err();
    let why = if cfg!(windows) {
        "src/../Cargo.toml is not a program"
    } else {
        "You do not have permission to run \
            src/../Cargo.toml."
    };
    assert!(from_here.starts_with(why), "{from_here}");
    for nowhere in ["there-is-no-such-program", "./there-is-no-such-program", "Cargo.toml", "", ".", "src", "./src/"] {
        assert!(find(nowhere).is_err(), "{nowhere}");
    }
}

#[cfg(unix)]
#[test]
fn the_check_of_the_machine_and_the_night_start_the_same_program() {
    use std::os::unix::fs::PermissionsExt as _;

    use crate::harness::site::{Site, answers, code, description, said};

    for (program, path) in [
        ("./bin/up", "/usr/bin:/bin"),
        ("bin/up", "/usr/bin:/bin"),
        ("up", "bin:/usr/bin:/bin"),
        ("up", "/nowhere:bin:/usr/bin:/bin"),
    ] {
        let site = Site::new();
        std::fs::create_dir(site.path("bin")).unwrap();
        site.write("bin/up", "#!/bin/sh\necho \"$0\" >> started\n");
        std::fs::set_permissions(site.path("bin/up"), std::fs::Permissions::from_mode(0o755)).unwrap();
        let command = format!("[environment.commands]\nupload_license = [{program:?}, \"{{license}}\"]\n");
        site.write("infrastructure.toml", &(description() + &command));
        site.write("answers.toml", &answers(&[("production/upload-source", "command = true")]));
        let run = |arguments: &[&str]| site.command(arguments).env("PATH", path).output().unwrap();
        let found = said(&run(&["doctor", "--infrastructure", "infrastructure.toml"]));
        assert_eq!(code(&run(&["new", "m", "--infrastructure", "infrastructure.toml"])), 0);
        let ended = run(&["run", "m", "--answers", "answers.toml", "--unattended"]);
        assert_eq!(code(&ended), 0, "{program}: {}", said(&ended));
        let started = std::fs::read_to_string(site.path("started")).unwrap();
        assert!(Path::new(started.trim()).is_absolute(), "{started}");
        let flat = found.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(&format!("{} is here", started.trim())), "{program}: {started}{found}");
    }
}

#[cfg(windows)]
#[test]
fn a_batch_file_without_its_ending_is_started_with_its_arguments_as_they_are() {
    use acmove::{
        domain::tool::{Template, ToolEnd},
        engine::tool_run::ToolSpec,
        runtime::tool::{self, StopSignal},
    };

    let folder = tempfile::TempDir::new().unwrap();
    std::fs::write(folder.path().join("up.v2.cmd"), "@echo off\r\necho got \"%~1\"\r\nexit /b 3\r\n").unwrap();
    std::fs::write(folder.path().join("up.v2"), "no program").unwrap();
    let run = |argument: &str| {
        let words = [folder.path().join("up.v2").display().to_string(), argument.to_owned()];
        let spec = ToolSpec {
            template: Template(words.to_vec()),
            values: Vec::new(),
            user_env: None,
            password_env: None,
            withheld: Vec::new(),
            timeout_s: 600,
        };
        tool::run(&spec, &StopSignal::default(), |_| {})
    };
    let ended = run("a b&c");
    assert_eq!((ended.end, ended.last), (ToolEnd::Exited { code: 3 }, vec!["got \"a b&c\"".to_owned()]));
    let refused = run("two\r\nlines");
    assert_eq!(refused.end, ToolEnd::NotStarted);
    assert!(refused.text.contains("Its arguments cannot be passed unchanged"), "{}", refused.text);
}
