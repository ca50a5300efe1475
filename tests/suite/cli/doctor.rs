//! `acmove doctor`: what works from here is said in words, and what does not, with what to do.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use acmove::{
    practice::Practice,
    runtime::{
        doctor::{CheckResult, marks},
        rehearsal::{ClockPace, Prepared},
    },
    view::mark::Signs,
};
use tempfile::TempDir;

use crate::{
    harness::{
        server::{Server, says},
        story::FOUR,
    },
    practice::scenario::known,
};

const TOKEN: &str = "s3cr3t-t0k3n";

fn doctor(folder: &Path, arguments: &[&str], token: Option<&str>) -> (Option<i32>, String) {
    doctor_in_zone("UTC", folder, arguments, token)
}

fn doctor_in_zone(zone: &str, folder: &Path, arguments: &[&str], token: Option<&str>) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acmove"));
    command.current_dir(folder).arg("doctor").args(arguments).stdin(Stdio::null()).env("TZ", zone);
    for variable in
        ["ACMOVE_LIFETIME_TOKEN", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "HTTPS_PROXY", "https_proxy"]
    {
        command.env_remove(variable);
    }
    if let Some(token) = token {
        command.env("ACMOVE_LIFETIME_TOKEN", token);
    }
    let out = command.output().unwrap();
    (out.status.code(), String::from_utf8(out.stdout).unwrap() + &String::from_utf8(out.stderr).unwrap())
}

/// A description whose addresses are all on this machine, and that has no window: what is said of one depends on the clock.
fn written(more: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let four = FOUR.replace("window = ", "# window = ");
    let head = "portal = \"http://127.0.0.1:1/portal\"\nsupport = \"http://127.0.0.1:1/support\"\n";
    fs::write(
        folder.path().join("i.toml"),
        format!("{head}{}", four.replacen("[[environment]]", &format!("{more}\n[[environment]]"), 1)),
    )
    .unwrap();
    folder
}

fn practice(scenario: &str) -> Practice {
    Prepared::here(known(scenario), ClockPace::Stepped).unwrap().serve().unwrap()
}

fn lifetime(practice: &Practice) -> String {
    format!("[lifetime]\nurl = \"{}\"\ntoken_env = \"ACMOVE_LIFETIME_TOKEN\"", practice.addresses().lifetime)
}

#[test]
fn a_time_zone_that_is_not_known_is_not_silently_utc() {
    let folder = TempDir::new().unwrap();
    let clock = |zone| {
        let (code, said) = doctor_in_zone(zone, folder.path(), &[], None);
        assert_eq!(code, Some(0), "{said}");
        said.lines().find(|line| line.contains("  clock: ")).unwrap().to_owned()
    };
    for known in ["UTC", "Europe/Lisbon", "WET0WEST,M3.5.0/1,M10.5.0"] {
        assert!(clock(known).starts_with("works "), "{known}: {}", clock(known));
    }
    let unknown = clock("Europe/Lisbn");
    assert!(unknown.starts_with("CHECK ") && unknown.contains("acmove shows times in UTC"), "{unknown}");
}

#[test]
fn without_anything_configured_nothing_fails_and_what_is_off_is_said() {
    let folder = TempDir::new().unwrap();
    let (code, said) = doctor(folder.path(), &[], None);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("works   folder .: You can create a migration here."), "{said}");
    assert!(said.contains("skipped configuration:"), "{said}");
    let folder = written("");
    let (code, said) = doctor(folder.path(), &["--infrastructure", "i.toml"], None);
    assert_eq!(code, Some(0), "{said}");
    for off in ["skipped LifeTime:", "skipped commands:", "skipped downloads:", "skipped Service Center of Production:"]
    {
        assert!(said.contains(off), "{off}\n{said}");
    }
    assert!(said.contains("CHECK   Licensing Portal: http://127.0.0.1:1/portal: it cannot be reached"), "{said}");
}

#[test]
fn a_window_that_is_over_is_pointed_out_before_the_migration_starts() {
    let window = "window = { start = \"1996-11-28T22:00:00Z\", end = \"1996-11-29T02:00:00Z\" }";
    let folder = written(window);
    let (code, said) = doctor(folder.path(), &["--infrastructure", "i.toml"], None);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("CHECK   configuration: Check the window: the window ended"), "{said}");
}

#[test]
fn a_description_that_lies_in_the_folder_is_looked_at_and_a_file_is_no_folder() {
    let folder = written("");
    let (code, said) = doctor(folder.path(), &["i.toml"], None);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("acmove doctor --infrastructure i.toml"), "{said}");
    fs::rename(folder.path().join("i.toml"), folder.path().join("infrastructure.toml")).unwrap();
    let (code, said) = doctor(folder.path(), &[], None);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("skipped Service Center of Production:"), "{said}");
}

#[test]
fn a_token_that_is_missing_works_or_sees_too_little_is_told_apart() {
    let well = practice("everything-well");
    let folder = written(&lifetime(&well));
    let ask = |token| doctor(folder.path(), &["--infrastructure", "i.toml"], token);
    let (code, said) = ask(None);
    assert_eq!(code, Some(1));
    assert!(said.contains("FAILS   LifeTime: The environment variable ACMOVE_LIFETIME_TOKEN is not set."), "{said}");
    let (code, said) = ask(Some(TOKEN));
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("works   LifeTime token:") && said.contains("sees all 3 environments"), "{said}");
    assert!(said.contains("works   LifeTime deployments:") && !said.contains(TOKEN), "{said}");
    assert!(said.contains("works   LifeTime types:"), "{said}");
    let ten = practice("ten-environments");
    let folder = written(&lifetime(&ten));
    let (_, said) = doctor(folder.path(), &["--infrastructure", "i.toml"], Some(TOKEN));
    assert!(said.contains("CHECK   LifeTime token: The token sees all environments,"), "{said}");
    assert!(said.contains("in LifeTime and not in infrastructure.toml"), "{said}");
}

#[test]
fn types_that_are_not_the_roles_and_environments_in_the_cloud_are_pointed_out() {
    let listed = |name: &str, more: &str| format!("{{\"Key\":\"{name}\",\"Name\":\"{name}\"{more}}}");
    let list = [
        listed("Development", ",\"EnvironmentType\":\"Production\",\"IsCloudEnvironment\":null"),
        listed("Quality", ",\"EnvironmentType\":\"\",\"IsCloudEnvironment\":true"),
        listed("Production", ",\"EnvironmentType\":\"production\",\"IsOffline\":true"),
    ];
    let api = "/lifetimeapi/rest/v2/";
    let routes = vec![
        ("/lifetimeapi/rest/v2/environments/", vec![says(200, &format!("[{}]", list.join(",")))]),
        (api, vec![says(204, "")]),
    ];
    let server = Server::plain(routes);
    let folder = written(&format!("[lifetime]\nurl = \"{}\"\ntoken_env = \"ACMOVE_LIFETIME_TOKEN\"", server.base));
    let (code, said) = doctor(folder.path(), &["--infrastructure", "i.toml"], Some(TOKEN));
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains(
            "CHECK   LifeTime types: LifeTime lists Development with the type Production, but its role here is \
             Development; LifeTime lists Quality without a type, but its role here is Test. The roles here decide"
        ),
        "{said}"
    );
    assert!(
        said.contains("CHECK   LifeTime environments: LifeTime reports that these are in OutSystems Cloud: Quality."),
        "{said}"
    );
    assert!(
        said.contains("CHECK   LifeTime environments: LifeTime reports that these are offline: Production."),
        "{said}"
    );
}

#[test]
fn a_server_whose_clock_is_wrong_is_pointed_out() {
    let server = Server::plain(vec![("/", vec![says(200, "")])]);
    let folder = TempDir::new().unwrap();
    let text = FOUR.replacen(
        "name = \"Quality\"",
        &format!("name = \"Quality\"\nservice_center = \"{}/ServiceCenter\"", server.base),
        1,
    );
    fs::write(folder.path().join("i.toml"), format!("portal = \"{0}/\"\nsupport = \"{0}/\"\n{text}", server.base))
        .unwrap();
    let (code, said) = doctor(folder.path(), &["--infrastructure", "i.toml"], None);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("CHECK   Service Center of Quality:") && said.contains("its clock differs"), "{said}");
}

#[test]
fn commands_are_looked_for_and_what_only_reads_is_tried() {
    let folder = TempDir::new().unwrap();
    let acmove = toml::Value::String(env!("CARGO_BIN_EXE_acmove").to_owned());
    let commands = format!(
        "[environment.commands]\nupload_license = [{acmove}, \"{{license}}\"]\nget_serial = [{acmove}, \"practice-tool\", \"--at\", \"x\", \"--misbehave\", \"leak\", \"K2D-0QX-7LM-ZP4-A8S-1RT-WQ9-B3N\"]\n\
         publish = [\"there-is-no-osptool\", \"{{package}}\", \"{{password}}\"]\npackage = \"a.osp\"\npassword_env = \"ACMOVE_NOT_SET\"\n"
    );
    fs::write(
        folder.path().join("i.toml"),
        format!("portal = \"http://127.0.0.1:1/\"\nsupport = \"http://127.0.0.1:1/\"\n{FOUR}{commands}"),
    )
    .unwrap();
    let (code, said) = doctor(folder.path(), &["--infrastructure", "i.toml"], None);
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("CHECK   ConfigurationTool /UploadLicense of Production:")
            && said.contains("its arguments contain no {password}"),
        "{said}"
    );
    assert!(
        said.contains("FAILS   ConfigurationTool /GetSerial of Production:")
            && said.contains("without printing a serial number"),
        "{said}"
    );
    assert!(
        said.contains("FAILS   OSPTool /Publish of Production: The environment variable ACMOVE_NOT_SET is not set."),
        "{said}"
    );
}

#[test]
fn the_marks_are_shown_in_the_signs_of_the_terminal_and_whoever_looks_compares_them() {
    for (signs, shown, verdict, advice) in [
        (
            Signs::Unicode,
            "\u{2713} verified, \u{25aa} kept, \u{25c6} claimed,",
            CheckResult::Careful,
            "--signs console",
        ),
        (Signs::Console, "\u{221a} verified, \u{25aa} kept, \u{2666} claimed,", CheckResult::Careful, "--ascii"),
        (Signs::Ascii, "v verified, k kept, c claimed,", CheckResult::Works, "Every terminal"),
    ] {
        let check = marks(signs);
        assert_eq!((check.what.as_str(), check.verdict), ("marks", verdict));
        assert!(check.said.starts_with(shown) && check.said.contains(advice), "{}", check.said);
        assert_eq!(check.said.contains("Check that no two signs look alike."), verdict == CheckResult::Careful);
    }
    let folder = TempDir::new().unwrap();
    let (_, said) = doctor(folder.path(), &["--signs", "console"], None);
    assert!(!said.contains("marks:"), "where nobody looks, nothing is compared: {said}");
}

#[test]
fn a_damaged_journal_and_a_folder_that_is_gone_are_failures_and_json_says_the_same() {
    let folder = written("downloads = \"nowhere\"");
    let made = Command::new(env!("CARGO_BIN_EXE_acmove"))
        .current_dir(folder.path())
        .args(["new", "night", "--infrastructure", "i.toml"])
        .output()
        .unwrap();
    assert!(made.status.success());
    let (_, said) = doctor(folder.path(), &["night"], None);
    assert!(said.contains("works   folder night: ACME, 1 facts, the journal is intact."), "{said}");
    assert!(said.contains("FAILS   downloads nowhere: The download folder"), "{said}");
    let (code, json) = doctor(folder.path(), &["night", "--json"], None);
    assert_eq!(code, Some(1));
    let checks: serde_json::Value = serde_json::from_str(&json).unwrap();
    let downloads = checks.as_array().unwrap().iter().find(|check| check["what"] == "downloads nowhere").unwrap();
    assert_eq!(downloads["verdict"], "fails");
    let journal = folder.path().join("night/journal.jsonl");
    fs::write(&journal, fs::read_to_string(&journal).unwrap().replacen("ACME", "ACNE", 1)).unwrap();
    let (code, said) = doctor(folder.path(), &["night"], None);
    assert_eq!(code, Some(1));
    assert!(said.contains("FAILS   folder night:"), "{said}");
}
