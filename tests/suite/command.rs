//! The program from outside: commands, exit codes, files, and what it says.

use std::{
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

use crate::stage::page;

const NAMES: [(&str, &str, &str); 5] = [
    ("lifetime", "lifetime", "KSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS"),
    ("development", "development", "D3V-0PM-8N4-QX1-7TZ-LK2-9WB-R5C"),
    ("quality", "test", "QA7-1LT-Y6H-ZN0-3DF-V8P-2MX-W4J"),
    ("staging", "test", "STG-1LT-Y6H-ZN0-3DF-V8P-2MX-W4J"),
    ("production", "production", "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT"),
];
const SOURCE: &str = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT";
const TARGET: &str = "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N";

/// Five environments with their license files and pages, and a migration folder.
pub(crate) struct Site {
    root: TempDir,
}

impl Site {
    pub(crate) fn new() -> Self {
        let site = Self { root: TempDir::new().unwrap() };
        fs::create_dir(site.path("in")).unwrap();
        site.write("infrastructure.toml", &description());
        for (id, _, serial) in NAMES {
            for (side, code, value) in [("source", SOURCE, "Ignore"), ("target", TARGET, "Protected")] {
                site.write(&format!("in/{id}-{side}.lic"), &format!("license of {serial} under {code}\n"));
                site.write(&format!("in/{id}-{side}.txt"), &page(serial, code, value));
            }
        }
        site
    }

    /// A migration that was just started.
    pub(crate) fn started() -> Self {
        let site = Self::new();
        let made = site.run(&["new", "m", "--infrastructure", "infrastructure.toml"]);
        assert_eq!(code(&made), 0, "{}", said(&made));
        site
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_acmove"));
        command.args(arguments).current_dir(self.root.path()).stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    pub(crate) fn typing(&self, arguments: &[&str], typed: &str) -> Output {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
        child.wait_with_output().unwrap()
    }

    pub(crate) fn status(&self) -> Value {
        let output = self.run(&["status", "m", "--json"]);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(&output)))
    }

    /// Runs unattended with these answers.
    pub(crate) fn go(&self, answers: &str) -> Output {
        self.write("answers.toml", answers);
        self.run(&["run", "m", "--answers", "answers.toml", "--unattended"])
    }

    pub(crate) fn journal(&self) -> String {
        fs::read_to_string(self.path("m/journal.jsonl")).unwrap()
    }

    pub(crate) fn licenses(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path("m/licenses")).into_iter().flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn description() -> String {
    let mut text = format!("name = \"ACME\"\nsource = \"{SOURCE}\"\ntarget = \"{TARGET}\"\n");
    for (id, role, serial) in NAMES {
        let _ =
            writeln!(text, "[[environment]]\nid = \"{id}\"\nname = \"{id}\"\nrole = \"{role}\"\nserial = \"{serial}\"");
    }
    text
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

pub(crate) fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn answer(step: &str, given: &str) -> String {
    format!("[steps.\"{step}\"]\n{given}\n")
}

/// Answers that carry everything to its end, but for the steps named here, which get other answers or none.
fn answers(instead: &[(&str, &str)]) -> String {
    let mut all = vec![
        ("before/read-procedure".to_owned(), "done = true".to_owned()),
        ("pause/pause-production".to_owned(), "done = true".to_owned()),
        ("resume/resume-production".to_owned(), "done = true".to_owned()),
    ];
    for (id, ..) in NAMES {
        for side in ["source", "target"] {
            all.push((format!("{id}/obtain-{side}"), format!("file = \"in/{id}-{side}.lic\"")));
            all.push((format!("{id}/upload-{side}"), "done = true".to_owned()));
            all.push((format!("{id}/check-{side}"), format!("page = \"in/{id}-{side}.txt\"")));
        }
        all.push((format!("{id}/republish"), "outcome = \"published\"".to_owned()));
    }
    let requirements = ["one-lifetime", "all-environments", "lifetime-included"];
    let mut text = String::from("[requirements]\n");
    for requirement in requirements.iter().filter(|id| !instead.iter().any(|(other, _)| other == *id)) {
        let _ = writeln!(text, "{requirement} = \"yes\"");
    }
    for (step, given) in all.iter().filter(|(step, _)| !instead.iter().any(|(other, _)| other == step)) {
        text += &answer(step, given);
    }
    for (step, given) in instead.iter().filter(|(step, given)| step.contains('/') && !given.is_empty()) {
        text += &answer(step, given);
    }
    text
}

/// What has to be done on the way back.
fn way_back() -> String {
    let mut text =
        answer("rollback/pause-production", "done = true") + &answer("rollback/contact-support", "done = true");
    for (id, ..) in NAMES {
        text += &answer(&format!("{id}/restore-source"), "done = true");
        text += &answer(&format!("{id}/confirm-source"), &format!("page = \"in/{id}-source.txt\""));
        text += &answer(&format!("{id}/republish-source"), "outcome = \"published\"");
    }
    text
}

const IP_ERROR: &str = "message = \"Invalid Intellectual Property: You are trying to publish a solution\"";

#[test]
fn five_environments_go_from_aaa_to_bbb_by_an_answers_file() {
    let site = Site::started();
    let output = site.go(&answers(&[]));
    assert_eq!(code(&output), 0, "{}", said(&output));
    let status = site.status();
    assert_eq!(status["state"], "done");
    for environment in status["environments"].as_array().unwrap() {
        assert_eq!((&environment["license"], &environment["license_is"]), (&"target".into(), &"verified".into()));
        assert_eq!((&environment["republished"], &environment["backup"]["verified"]), (&"yes".into(), &true.into()));
    }
    assert_eq!(site.licenses().len(), 10);
    assert_eq!(code(&site.run(&["verify", "m"])), 0);
    let again = site.go(&answers(&[]));
    assert_eq!(code(&again), 0, "what is done stays done: {}", said(&again));
}

#[test]
fn an_intellectual_property_error_at_the_third_environment_stops_the_line() {
    let site = Site::started();
    let output = site.go(&answers(&[("quality/republish", IP_ERROR)]));
    assert_eq!(code(&output), 5, "{}", said(&output));
    let status = site.status();
    assert_eq!(status["state"], "stopped");
    assert_eq!(status["rollback"]["environments"].as_array().unwrap().len(), 5);
    assert_eq!(
        (&status["rollback"]["ready"], &status["held"][0]["environments"][0]),
        (&true.into(), &"quality".into())
    );
}

#[test]
fn a_stopped_line_is_rolled_back_where_the_answers_say_so() {
    let site = Site::started();
    let there = answers(&[("quality/republish", IP_ERROR)]);
    let output = site.go(&(there + &way_back() + "[on.stopped]\ndo = \"rollback\"\n"));
    assert_eq!(code(&output), 0, "{}", said(&output));
    let status = site.status();
    assert_eq!(status["state"], "rolled-back");
    for environment in status["environments"].as_array().unwrap() {
        assert_eq!((&environment["license"], &environment["license_is"]), (&"source".into(), &"verified".into()));
    }
}

#[test]
fn a_decision_to_wait_can_be_changed_to_a_rollback() {
    let site = Site::started();
    let there = answers(&[("quality/republish", IP_ERROR)]);
    for _ in 0..2 {
        assert_eq!(code(&site.go(&(there.clone() + "[on.stopped]\ndo = \"hold\"\n"))), 5);
    }
    assert_eq!(site.journal().matches("\"type\":\"held\"").count(), 1, "waiting is recorded once");
    let output = site.go(&(there + &way_back() + "[on.stopped]\ndo = \"rollback\"\n"));
    assert_eq!((code(&output), &site.status()["state"]), (0, &"rolled-back".into()), "{}", said(&output));
}

#[test]
fn an_answer_that_cannot_be_read_is_asked_of_a_person_once() {
    let site = Site::started();
    site.write("answers.toml", &answers(&[("production/obtain-source", "file = \"in/nowhere.lic\"")]));
    let output = site.typing(&["run", "m", "--answers", "answers.toml"], "1\nin/production-source.lic\n");
    assert_eq!(errors(&output).matches("There is no file").count(), 1, "{}", errors(&output));
    assert_eq!((code(&output), &site.status()["state"]), (0, &"done".into()), "{}", said(&output));
    let unattended = Site::started();
    let output = unattended.go(&answers(&[("production/obtain-source", "file = \"in/nowhere.lic\"")]));
    assert_eq!(code(&output), 2, "{}", said(&output));
}

#[test]
fn what_is_done_can_still_be_rolled_back_in_line_mode() {
    let site = Site::started();
    assert_eq!(code(&site.go(&answers(&[]))), 0);
    let menu = said(&site.typing(&["run", "m"], "0\n"));
    let number = menu.lines().find_map(|line| line.trim().strip_suffix(". Roll back")).unwrap();
    let output = site.typing(&["run", "m"], &format!("{number}\nthe applications fail\nroll back\n"));
    assert_eq!((code(&output), &site.status()["state"]), (5, &"rolling-back".into()), "{}", said(&output));
}

#[test]
fn exactly_the_environments_that_had_bbb_are_restored() {
    let site = Site::new();
    let made =
        site.run(&["new", "m", "--infrastructure", "infrastructure.toml", "--procedure", "activation-code-current"]);
    assert_eq!(code(&made), 0, "{}", said(&made));
    let mut text = String::from("[requirements]\nfull-infrastructure = \"yes\"\nregistered-in-lifetime = \"yes\"\n");
    text += &(answer("before/read-procedure", "done = true") + &answer("pause/pause-everything", "done = true"));
    for (id, ..) in NAMES {
        text += &answer(&format!("{id}/check-modules"), "done = true");
        text += &answer(&format!("{id}/obtain-source"), &format!("file = \"in/{id}-source.lic\""));
        text += &answer(&format!("{id}/obtain-target"), &format!("file = \"in/{id}-target.lic\""));
        text += &answer(&format!("{id}/upload-target"), "done = true");
        text += &answer(&format!("{id}/check-target"), &format!("page = \"in/{id}-target.txt\""));
        let outcome = if id == "quality" { IP_ERROR } else { "outcome = \"published\"" };
        text += &answer(&format!("{id}/republish"), outcome);
    }
    let output = site.go(&(text + &way_back() + "[on.stopped]\ndo = \"rollback\"\n"));
    assert_eq!(code(&output), 0, "{}", said(&output));
    let steps = site.status()["steps"].clone();
    let restored: Vec<&str> = steps
        .as_array()
        .unwrap()
        .iter()
        .filter(|step| step["state"] == "done" && step["id"].as_str().unwrap().ends_with("/restore-source"))
        .map(|step| step["id"].as_str().unwrap())
        .collect();
    assert_eq!(restored, ["lifetime/restore-source", "development/restore-source", "quality/restore-source"]);
}

#[test]
fn a_requirement_answered_no_ends_the_attempt_with_4() {
    let site = Site::started();
    let output = site.go("[requirements]\none-lifetime = \"no\"\n");
    assert_eq!(code(&output), 4, "{}", said(&output));
    assert_eq!(site.status()["state"], "abandoned");
}

#[test]
fn what_the_answers_do_not_name_needs_a_person() {
    let site = Site::started();
    let output = site.go(&answers(&[("production/check-source", "")]));
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert_eq!(site.status()["next"]["id"], "production/check-source");
    let output = site.go(&answers(&[]));
    assert_eq!(code(&output), 0, "the same folder goes on where it was: {}", said(&output));
}

#[test]
fn a_rule_that_forbids_an_answer_ends_with_4_and_says_why() {
    let site = Site::started();
    fs::copy(site.path("in/production-source.lic"), site.path("in/copy.lic")).unwrap();
    let wrong_file = answers(&[("quality/obtain-source", "file = \"in/copy.lic\"")]);
    let output = site.go(&wrong_file);
    assert_eq!(code(&output), 4, "{}", said(&output));
    assert!(errors(&output).contains("is the same file as the license of production"), "{}", errors(&output));
    assert_eq!(site.status()["next"]["id"], "quality/obtain-source");
    let site = Site::started();
    site.write("in/login.lic", "<!DOCTYPE html><html><body>Log in</body></html>");
    let output = site.go(&answers(&[("production/obtain-source", "file = \"in/login.lic\"")]));
    assert_eq!(code(&output), 4);
    assert!(errors(&output).contains("login.lic is a web page, not a license file"), "{}", errors(&output));
    assert!(site.licenses().is_empty(), "nothing entered the vault");
}

#[test]
fn collected_failures_come_into_one_request_for_support() {
    let site = Site::started();
    let output = site.go(&answers(&[
        ("production/obtain-source", "problem = \"serial-not-found\""),
        ("quality/check-source", "claim = \"Protected\""),
    ]));
    assert_eq!(code(&output), 3, "{}", said(&output));
    let status = site.status();
    assert_eq!(status["state"], "held");
    let held: Vec<_> =
        status["held"].as_array().unwrap().iter().map(|hold| (hold["reason"].clone(), hold["faq"].clone())).collect();
    assert_eq!(held, [("serial-not-found".into(), 1.into()), ("intellectual-property-not-accepted".into(), 2.into())]);
    let ticket = said(&site.run(&["ticket", "m"]));
    for named in ["XBI-NMO", "QA7-1LT", SOURCE, TARGET] {
        assert!(ticket.contains(named), "{ticket}");
    }
}

#[test]
fn killed_anywhere_it_goes_on_from_there() {
    let whole = Site::started();
    assert_eq!(code(&whole.go(&answers(&[]))), 0);
    let facts: Vec<String> = whole.journal().lines().map(str::to_owned).collect();
    for kept in [2, 6, 7, 8, 20, facts.len() - 1] {
        let site = Site::started();
        fs::remove_dir_all(site.path("m")).unwrap();
        copy(&whole.path("m"), &site.path("m"));
        // The last fact was being written when the power went.
        let torn = facts[..kept].join("\n") + "\n" + &facts[kept][..20];
        site.write("m/journal.jsonl", &torn);
        let output = site.go(&answers(&[]));
        assert_eq!(code(&output), 0, "after {kept} facts: {}", said(&output));
        assert!(errors(&output).contains("set aside") || errors(&output).contains("cut off"), "{}", errors(&output));
        assert_eq!(site.status()["state"], "done");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[test]
fn an_upload_that_was_begun_is_asked_after_and_never_taken_as_done() {
    let site = Site::started();
    let output = site.go(&answers(&[("production/upload-source", "")]));
    assert_eq!(code(&output), 3);
    // A person begins the upload by hand and then the connection is lost.
    let menu = site.typing(&["run", "m"], "1\n");
    assert_eq!(code(&menu), 3, "{}", said(&menu));
    assert!(site.journal().lines().last().unwrap().contains("step-begun"), "{}", said(&menu));
    let asked = said(&site.typing(&["run", "m"], ""));
    assert!(asked.contains("Under way:"), "{asked}");
    assert_eq!(site.status()["next"]["id"], "production/upload-source");
}

#[test]
fn an_edited_journal_is_noticed_and_never_repaired() {
    let site = Site::started();
    site.go(&answers(&[("production/check-source", "")]));
    let edited = site.journal().replacen("pause/pause-production", "pause/pause-productiom", 1);
    site.write("m/journal.jsonl", &edited);
    for arguments in [&["verify", "m"][..], &["run", "m", "--unattended"], &["status", "m", "--json"]] {
        let output = site.run(arguments);
        assert_eq!(code(&output), 6, "{arguments:?}: {}", said(&output));
        assert!(errors(&output).contains("journal.jsonl"), "{}", errors(&output));
    }
    assert_eq!(site.journal(), edited);
}

#[test]
fn a_changed_license_file_is_noticed_by_verify_and_refused_for_uploads() {
    let site = Site::started();
    site.go(&answers(&[("production/upload-target", "")]));
    let backup = site.licenses().into_iter().find(|name| name.starts_with("production-source")).unwrap();
    let path = site.path("m/licenses").join(&backup);
    fs::remove_file(&path).unwrap();
    fs::write(&path, "something else").unwrap();
    let output = site.run(&["verify", "m"]);
    assert_eq!(code(&output), 6, "{}", said(&output));
    assert!(said(&output).contains(&backup), "{}", said(&output));
    let output = site.run(&["rollback", "m", "--plan", "--json"]);
    let plan: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(plan["ready"], true, "production has no target license yet: {plan}");
    let output = site.go(&answers(&[("production/obtain-source", "")]));
    assert_eq!(code(&output), 6, "{}", said(&output));
    assert!(!site.journal().contains("\"step-begun\",\"step\":\"production/upload-target\""));
    let output = site.go(&answers(&[("production/republish", "")]));
    assert_eq!(code(&output), 3, "the right file is given again, and nothing is damaged any more: {}", said(&output));
    let output = site.go(&answers(&[]));
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(path.with_extension("damaged").exists(), "the damaged one is kept aside");
    let output = site.run(&["verify", "m"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(said(&output).contains(".damaged: no record speaks of it"), "{}", said(&output));
}

#[cfg(unix)]
#[test]
fn a_backup_that_cannot_be_read_for_a_moment_is_not_given_up() {
    use std::os::unix::fs::symlink;
    let site = Site::started();
    site.go(&answers(&[("production/upload-target", "")]));
    // A folder that is not there for a moment, as a share that is not mounted.
    fs::rename(site.path("m/licenses"), site.path("elsewhere")).unwrap();
    symlink(site.path("nowhere"), site.path("m/licenses")).unwrap();
    let output = site.go(&answers(&[]));
    assert_ne!(code(&output), 0, "{}", said(&output));
    fs::remove_file(site.path("m/licenses")).unwrap();
    fs::rename(site.path("elsewhere"), site.path("m/licenses")).unwrap();
    assert_eq!(code(&site.run(&["verify", "m"])), 0);
    let output = site.go(&answers(&[]));
    assert_eq!(code(&output), 0, "{}", said(&output));
}

#[test]
fn a_corrected_answers_file_goes_on_where_the_wrong_one_was_refused() {
    let site = Site::started();
    site.write("in/empty.lic", "");
    assert_eq!(code(&site.go(&answers(&[("production/obtain-source", "file = \"in/empty.lic\"")]))), 4);
    let output = site.go(&answers(&[]));
    assert_eq!(code(&output), 0, "{}", said(&output));
    let site = Site::started();
    site.write(
        "in/expired.txt",
        &page("XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT", SOURCE, "Ignore").replace("Never", "2020-01-01"),
    );
    let wrong = answers(&[("production/check-source", "page = \"in/expired.txt\"\nnote = \"copied at ten\"")]);
    assert_eq!(code(&site.go(&wrong)), 3);
    assert_eq!(site.status()["state"], "held");
    assert!(site.journal().contains("copied at ten"), "notes are kept");
    site.write("in/expired.txt", &page("XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT", SOURCE, "Ignore"));
    let output = site.go(&wrong);
    assert_eq!(code(&output), 0, "{}", said(&output));
}

#[test]
fn nobody_goes_on_unattended_where_a_person_decided_to_wait() {
    let site = Site::started();
    site.go(&answers(&[("production/upload-source", "")]));
    let menu = said(&site.typing(&["run", "m"], "0\n"));
    let number = menu.lines().find_map(|line| line.trim().strip_suffix(". Hold")).unwrap();
    site.typing(&["run", "m"], &format!("{number}\nthe DBA is asleep\n"));
    let facts = site.journal().lines().count();
    let output = site.go(&answers(&[]));
    assert_eq!((code(&output), site.journal().lines().count()), (3, facts), "{}", said(&output));
    assert!(said(&site.run(&["status", "m"])).contains("Held: the DBA is asleep"));
}

#[test]
fn follow_tells_every_change_and_ends_with_the_migration() {
    let site = Site::started();
    let mut follow = site.command(&["status", "m", "--follow"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut reader = std::io::BufReader::new(follow.stdout.take().unwrap());
    let mut line = String::new();
    std::io::BufRead::read_line(&mut reader, &mut line).unwrap();
    site.go(&answers(&[]));
    let mut rest = String::new();
    std::io::Read::read_to_string(&mut reader, &mut rest).unwrap();
    assert!(follow.wait().unwrap().success());
    let facts = site.journal().lines().count();
    let lines: Vec<Value> = rest.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), facts - 1, "one line now, and one for every fact since");
    assert_eq!((&lines[0]["journal"]["events"], &lines[facts - 2]["state"]), (&2.into(), &"done".into()));
}

#[test]
fn a_lost_or_changed_edition_is_damage_and_the_chain_is_checked_all_the_same() {
    for change in [
        |path: &Path| fs::remove_file(path).unwrap(),
        |path: &Path| fs::write(path, "[[[broken").unwrap(),
        |path: &Path| fs::write(path, fs::read_to_string(path).unwrap() + "# more\n").unwrap(),
        |path: &Path| fs::write(path, "\u{feff}".to_owned() + &fs::read_to_string(path).unwrap()).unwrap(),
    ] {
        let site = Site::started();
        change(&site.path("m/procedure.toml"));
        let output = site.run(&["verify", "m"]);
        assert_eq!(code(&output), 6, "{}", said(&output));
        assert!(
            said(&output).contains("1 records, chain intact") && errors(&output).contains("procedure.toml"),
            "{}",
            said(&output)
        );
        assert_eq!(code(&site.run(&["run", "m", "--unattended"])), 6);
        assert_eq!(code(&site.run(&["status", "m"])), 6);
    }
}

#[test]
fn a_corrected_answers_file_goes_on_where_a_serial_number_was_not_listed() {
    let site = Site::started();
    let unlisted = answers(&[("production/obtain-source", "problem = \"serial-not-found\"")]);
    assert_eq!(code(&site.go(&unlisted)), 3);
    let facts = site.journal();
    assert_eq!(code(&site.go(&unlisted)), 3);
    assert_eq!(site.journal(), facts, "the same answers say nothing new");
    let output = site.go(&answers(&[]));
    assert_eq!(code(&output), 0, "{}", said(&output));
}

#[test]
fn what_precedes_damage_is_reported_with_a_warning() {
    let site = Site::started();
    site.go(&answers(&[("production/check-source", "")]));
    let mut lines: Vec<String> = site.journal().lines().map(str::to_owned).collect();
    lines.remove(5);
    site.write("m/journal.jsonl", &(lines.join("\n") + "\n"));
    let plan = &["rollback", "m", "--plan"][..];
    for arguments in [&["report", "m"][..], &["ticket", "m"], &["plan", "m"], &["status", "m"], plan] {
        let output = site.run(arguments);
        let unknown = String::from_utf8_lossy(&output.stdout).contains("What came after it is NOT known");
        assert!(unknown || arguments[0] == "plan", "{arguments:?}: {}", said(&output));
        assert_eq!(code(&output), 6, "{arguments:?}");
        assert!(!output.stdout.is_empty() && errors(&output).contains("line 6"), "{arguments:?}: {}", said(&output));
        assert_eq!(errors(&output).matches("is damaged").count(), 1, "said once: {}", errors(&output));
    }
    let plan: Value = serde_json::from_slice(&site.run(&["rollback", "m", "--plan", "--json"]).stdout).unwrap();
    assert_eq!(plan["ready"], false, "nobody knows what has to be restored: {plan}");
    let text = said(&site.run(&["rollback", "m", "--plan"]));
    assert!(!text.contains("Nothing to roll back") && !text.contains("Not touched"), "{text}");
}

#[test]
fn an_incomplete_last_line_is_mentioned_by_verify() {
    let site = Site::started();
    site.go("[requirements]\none-lifetime = \"yes\"\n");
    let journal = site.journal();
    site.write("m/journal.jsonl", &journal[..journal.len() - 5]);
    let output = site.run(&["verify", "m"]);
    assert!(said(&output).contains("bytes of an incomplete line follow"), "{}", said(&output));
}

#[cfg(unix)]
#[test]
fn a_link_in_the_new_folder_is_not_followed() {
    let site = Site::new();
    site.write("victim", "");
    fs::create_dir(site.path("m")).unwrap();
    std::os::unix::fs::symlink(site.path("victim"), site.path("m/procedure.toml")).unwrap();
    site.run(&["new", "m", "--infrastructure", "infrastructure.toml"]);
    assert_eq!(fs::read(site.path("victim")).unwrap(), b"");
}

#[test]
fn a_description_with_a_byte_order_mark_in_its_own_folder_is_fine() {
    let site = Site::new();
    fs::create_dir(site.path("m")).unwrap();
    site.write("m/infrastructure.toml", &("\u{feff}".to_owned() + &description().replace('\n', "\r\n")));
    let output = site.run(&["new", "m", "--infrastructure", "m/infrastructure.toml"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
}

#[test]
fn what_is_too_large_is_refused_and_never_cut() {
    let site = Site::new();
    site.write("infrastructure.toml", &(description() + "# " + &"x".repeat(4 << 20)));
    let output = site.run(&["new", "m", "--infrastructure", "infrastructure.toml"]);
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(errors(&output).contains("larger than 4 MiB"), "{}", errors(&output));
    site.write("page.txt", &"x".repeat((4 << 20) + 1));
    assert_eq!(code(&site.run(&["read", "page.txt", "--json"])), 2);
}

#[test]
fn in_a_pipe_letters_stay_and_paths_stay_whole_but_nothing_draws() {
    let site = Site::new();
    site.write(
        "infrastructure.toml",
        &description().replace("name = \"quality\"", "name = \"Qualit\u{e4}t \u{8cea}\""),
    );
    let folder = "M\u{fc}nchen/a folder whose name is longer than a line of seventy-eight columns would be on its own";
    assert_eq!(code(&site.run(&["new", folder, "--infrastructure", "infrastructure.toml"])), 0);
    site.write("answers.toml", &answers(&[("production/upload-source", "")]));
    let output = site.run(&["run", folder, "--answers", "answers.toml", "--unattended"]);
    let text = said(&output);
    assert!(
        text.contains("Qualit\u{e4}t \u{8cea}") && text.contains(&format!("{folder}/licenses/production-source-")),
        "{text}"
    );
    assert!(!text.contains(['\u{2713}', '\u{b7}', '\u{2500}', '\u{2192}']), "{text}");
    for arguments in [
        &["status", folder, "--ascii"][..],
        &["plan", folder, "--ascii"],
        &["report", folder, "--ascii"],
        &["run", folder, "--unattended", "--ascii"],
    ] {
        assert!(said(&site.run(arguments)).is_ascii(), "{arguments:?}");
    }
}

#[test]
fn a_rehearsal_is_marked_wherever_it_is_told() {
    let site = Site::new();
    site.run(&["rehearse", "--dir", "m", "--auto"]);
    for arguments in [
        &["status", "m"][..],
        &["plan", "m"],
        &["plan", "m", "--format", "md"],
        &["rollback", "m", "--plan"],
        &["report", "m"],
        &["ticket", "m"],
        &["verify", "m"],
        &["plan", "--infrastructure", "m/infrastructure.toml"],
    ] {
        assert!(said(&site.run(arguments)).contains("REHEARSAL"), "{arguments:?}");
    }
    assert_eq!(code(&site.run(&["rehearse", "--dir", "n", "--answers", "nowhere.toml"])), 2);
    assert!(!site.path("n").exists(), "nothing was made");
    assert_eq!(code(&site.run(&["status", "m", "--theme", "neon"])), 2);
}

#[test]
fn a_second_process_is_told_who_has_it_open() {
    let site = Site::started();
    let mut first = site.command(&["run", "m"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut seen = [0_u8; 1];
    std::io::Read::read_exact(first.stdout.as_mut().unwrap(), &mut seen).unwrap();
    let second = site.run(&["run", "m", "--unattended"]);
    assert_eq!(code(&second), 7, "{}", said(&second));
    assert!(errors(&second).contains("open"), "{}", errors(&second));
    assert_eq!(code(&site.run(&["status", "m", "--json"])), 0, "looking is always allowed");
    drop(first.stdin.take());
    first.wait().unwrap();
    assert_eq!(code(&site.run(&["run", "m", "--unattended"])), 3);
}

#[test]
fn what_cannot_be_read_is_named_and_ends_with_2() {
    let site = Site::new();
    for (arguments, named) in [
        (&["new", "m", "--infrastructure", "missing.toml"][..], "missing.toml"),
        (&["open"], "DIR"),
        (&["run", "nowhere", "--unattended"], "nowhere"),
        (&["status", "nowhere", "--json"], "nowhere"),
        (&["procedure", "check", "missing.toml"], "missing.toml"),
        (&["procedure", "show", "activation-code-2020"], "activation-code-2021"),
        (&["plan", "--infrastructure", "missing.toml"], "missing.toml"),
        (&["read", "missing.txt"], "missing.txt"),
        (&["frobnicate"], "frobnicate"),
    ] {
        let output = site.run(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", said(&output));
        assert!(errors(&output).contains(named), "{arguments:?}: {}", errors(&output));
        assert!(output.stdout.is_empty(), "messages go to stderr");
    }
    site.write("infrastructure.toml", &description().replace("name = \"ACME\"", "nmae = \"ACME\""));
    let output = site.run(&["new", "m", "--infrastructure", "infrastructure.toml"]);
    assert_eq!(code(&output), 2);
    assert!(
        errors(&output).contains("infrastructure.toml:1: nmae: unknown key; did you mean name?"),
        "{}",
        errors(&output)
    );
    assert!(!site.path("m").exists(), "nothing was made");
    let started = Site::started();
    started.write("answers.toml", "[steps.\"x/y\"]\ndone = true\n");
    assert_eq!(code(&started.run(&["run", "m", "--answers", "answers.toml", "--unattended"])), 2);
    let again = started.run(&["new", "m", "--infrastructure", "infrastructure.toml"]);
    assert_ne!(code(&again), 0, "a migration is not overwritten");
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_and_a_full_disk_are_said_and_lose_nothing() {
    let site = Site::started();
    site.write("answers.toml", &answers(&[]));
    let before = site.journal();
    let program = env!("CARGO_BIN_EXE_acmove");
    let script = format!("ulimit -f 4; trap '' XFSZ; exec '{program}' run m --answers answers.toml --unattended");
    let output = Command::new("sh").args(["-c", &script]).current_dir(site.root.path()).output().unwrap();
    assert_eq!(code(&output), 1, "{}", said(&output));
    assert!(
        errors(&output).contains("journal.jsonl") || errors(&output).contains("cannot be written"),
        "{}",
        errors(&output)
    );
    assert!(site.journal().starts_with(&before), "nothing that was written is lost");
    let output = site.go(&answers(&[]));
    assert_eq!(code(&output), 0, "with room again it goes on: {}", said(&output));
}

#[test]
fn read_says_what_a_page_and_a_message_say() {
    let site = Site::new();
    let output = site.run(&["read", "in/production-source.txt", "--json"]);
    let page: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&page["kind"], &page["activation_code"]), (&"licensing-page".into(), &SOURCE.into()));
    assert_eq!(page["intellectual_property"]["limit"], "Ignore");
    assert!(page["edition"].is_null());
    for (typed, kind, class) in [
        ("Foreign Module Error", "message", Some("foreign-module")),
        ("ECT_Provider was published successfully", "message", Some("published")),
        ("good evening", "unknown", None),
    ] {
        let output = site.typing(&["read", "-", "--json"], typed);
        let read: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!((&read["kind"], read["class"].as_str()), (&kind.into(), class));
        assert_eq!(code(&output), 0);
    }
}

#[test]
fn status_has_the_keys_that_others_rely_on() {
    let site = Site::started();
    let status = site.status();
    for key in [
        "migration",
        "rehearsal",
        "procedure",
        "state",
        "source",
        "target",
        "environments",
        "steps",
        "next",
        "held",
        "rollback",
        "freeze",
        "clocks",
        "journal",
    ] {
        assert!(status.get(key).is_some(), "{key} is not in {status}");
    }
    for key in [
        "id",
        "name",
        "role",
        "serial",
        "license",
        "license_is",
        "license_valid",
        "backup",
        "intellectual_property",
        "republished",
        "step",
    ] {
        assert!(status["environments"][0].get(key).is_some(), "{key}");
    }
    for key in ["id", "phase", "state", "evidence", "attempts"] {
        assert!(status["steps"][0].get(key).is_some(), "{key}");
    }
    assert_eq!(status["journal"]["events"], 1);
    let last: Value = serde_json::from_str(site.journal().lines().last().unwrap()).unwrap();
    assert_eq!(status["journal"]["head"], last["hash"]);
    let ids: Vec<&str> = status["steps"].as_array().unwrap().iter().map(|step| step["id"].as_str().unwrap()).collect();
    for id in
        ["before/read-procedure", "production/obtain-source", "production/republish-source", "rollback/contact-support"]
    {
        assert!(ids.contains(&id), "{id}");
    }
}

#[test]
fn a_migration_is_set_up_in_plain_lines_with_environments_of_ones_own() {
    let site = Site::new();
    let typed = format!(
        "ACME\n8RV\n{SOURCE}\n{SOURCE}\n{TARGET}\nnone\nactivation-code-current\nUsers\nmaybe\nno\n\
         LT\nlifetime\nLT\nRollback\nDev 1\nboss\ndevelopment\nDev 2\nlifetime\ntest\n\n\
         ftp://x\nhttps://lt.acme.example/?key=1\nhttps://lt.acme.example/ServiceCenter\n{TARGET}\nKSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS\n\nKSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS\n\n\n\n\
         tomorrow\n2026-11-28T22:00:00+01:00\n2026-11-28T21:00:00+01:00\n2026-11-29T02:00:00+01:00\n"
    );
    let output = site.typing(&["new", "m"], &typed);
    let text = said(&output);
    assert_eq!(code(&output), 0, "{text}");
    for wrong in [
        "1 group, an Activation Code has 8",
        "there is nothing to move",
        "One of: activation-code-2021",
        "the name of a phase",
        "must not contain a query",
        "LT has it",
        "yes or no",
    ] {
        assert!(text.contains(wrong), "{wrong}: {text}");
    }
    let status = site.status();
    let ids: Vec<&str> =
        status["environments"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["lt", "dev-1", "dev-2"]);
    assert_eq!(status["procedure"]["id"], "activation-code-current");
    assert!(status["clocks"]["window_end"].is_string());
    assert!(!site.path("m/draft.toml").exists());
}

#[test]
fn a_set_up_in_plain_lines_goes_back_is_kept_and_goes_on() {
    let site = Site::new();
    let output = site.typing(&["new", "m"], &format!("back\nACNE\n{SOURCE}\nback\nback\nACME\n\nbad\n"));
    assert_eq!(code(&output), 2, "the input ended");
    let text = said(&output);
    for told in ["This is the first question", "[ACNE]:", "kept in m/draft.toml"] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let usual = "\n".repeat(8);
    let rest = format!("{TARGET}\n\n\nyes\n{usual}\nperhaps\nyes\nyes\nno\n");
    let output = site.typing(&["new", "m"], &rest);
    let text = said(&output);
    assert_eq!(code(&output), 4, "{text}");
    assert!(text.contains("goes on with what was kept in m/draft.toml"), "{text}");
    assert!(text.contains("Stop here") && text.contains("Nothing was started"), "{text}");
    assert!(!site.path("m/journal.jsonl").exists());
    let output = site.typing(&["new", "m"], "yes\n");
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(site.journal().lines().count(), 4, "the requirements are answered");
    assert_eq!(site.status()["migration"], "ACME");
    assert!(!site.path("m/draft.toml").exists());
}

#[test]
fn a_draft_that_cannot_be_read_is_put_aside_and_said_so() {
    let site = Site::new();
    fs::create_dir(site.path("m")).unwrap();
    site.write("m/draft.toml", "format = 9\n");
    let text = said(&site.typing(&["new", "m"], "ACME\n"));
    assert!(text.contains("m/draft-aside-1.toml") && text.contains("format is 9"), "{text}");
    assert_eq!(fs::read_to_string(site.path("m/draft-aside-1.toml")).unwrap(), "format = 9\n");
    let output = site.typing(&["new", "n"], "");
    assert!(said(&output).contains("nothing was written") && !site.path("n").exists());
}

#[test]
fn the_plan_can_be_read_before_anything_is_started() {
    let site = Site::new();
    for format in ["text", "md", "json"] {
        let output = site.run(&["plan", "--infrastructure", "infrastructure.toml", "--format", format]);
        let text = said(&output);
        assert_eq!(code(&output), 0, "{text}");
        assert!(text.contains("production") && text.contains("Service Center"), "{text}");
    }
    let output = site.run(&["plan", "--infrastructure", "infrastructure.toml", "--format", "json"]);
    assert!(serde_json::from_slice::<Value>(&output.stdout).is_ok());
}

#[test]
fn the_report_tells_the_night() {
    let site = Site::started();
    site.go(&answers(&[("quality/republish", IP_ERROR)]));
    let report = said(&site.run(&["report", "m", "--format", "md"]));
    for told in ["# ", "production", "Invalid Intellectual Property", SOURCE, TARGET, "rollback"] {
        assert!(report.to_lowercase().contains(&told.to_lowercase()), "{told} is not in\n{report}");
    }
    assert_eq!(code(&site.run(&["report", "m", "--format", "md", "-o", "night.md"])), 0);
    assert_eq!(fs::read_to_string(site.path("night.md")).unwrap().trim(), report.trim());
}

#[test]
fn line_mode_draws_nothing_and_is_plain_where_nobody_sees() {
    let site = Site::started();
    let output = site.typing(&["run", "m"], "1\n1\n1\n");
    let text = said(&output);
    assert!(text.is_ascii() && !text.contains('\u{1b}'), "{text}");
    assert_eq!(code(&output), 3, "the input ended: a person is needed");
    let output = site.typing(&["run", "m"], "99\nabc\n\n-1\n");
    assert!(said(&output).contains("Type a number from 0 to"), "{}", said(&output));
}

#[test]
fn the_whole_way_can_be_gone_by_typing_numbers() {
    let site = Site::started();
    // Yes to the three requirements, the procedure is read, deployments are paused.
    let output = site.typing(&["run", "m"], "1\n1\n1\n1\n1\n1\nin/production-source.lic\n");
    assert_eq!(code(&output), 3);
    let status = site.status();
    assert_eq!(status["next"]["id"], "production/upload-source", "{}", said(&output));
    assert_eq!(status["environments"][4]["backup"]["verified"], true);
}

#[test]
fn no_escape_sequence_from_outside_reaches_the_terminal() {
    let site = Site::started();
    let evil = "message = \"\\u001b]0;owned\\u0007 Invalid \\u001b[31mIntellectual Property: bad\"";
    let output = site.go(&answers(&[("quality/republish", evil)]));
    assert!(!said(&output).contains('\u{1b}'));
    for arguments in [&["status", "m"][..], &["ticket", "m"], &["report", "m", "--format", "md"], &["plan", "m"]] {
        let text = said(&site.run(arguments));
        assert!(!text.contains('\u{1b}') && !text.contains('\u{7}'), "{arguments:?}: {text}");
    }
}

#[test]
fn the_rehearsal_of_the_readme_goes_through_by_itself() {
    for edition in crate::support::EDITIONS {
        let site = Site::new();
        let output = site.run(&["rehearse", "--dir", "m", "--procedure", edition, "--auto"]);
        assert_eq!(code(&output), 0, "{}", said(&output));
        let status = site.status();
        assert_eq!((&status["state"], &status["rehearsal"]), (&"done".into(), &true.into()));
    }
}

#[test]
fn completions_help_and_version_are_there() {
    let site = Site::new();
    for arguments in [&["completions", "bash"][..], &["--help"], &["--version"], &["procedure", "list"]] {
        let output = site.run(arguments);
        assert_eq!(code(&output), 0);
        assert!(!output.stdout.is_empty());
    }
}

#[test]
fn a_step_that_was_done_again_is_not_done_again_by_a_further_run() {
    let site = Site::started();
    let before = "[requirements]\none-lifetime = \"yes\"\nall-environments = \"yes\"\nlifetime-included = \"yes\"\n\
                  [steps.\"before/read-procedure\"]\ndone = true\n[steps.\"pause/pause-production\"]\ndone = true\n\
                  [[steps.\"production/obtain-source\"]]\nfile = \"in/other.lic\"\n\
                  [[steps.\"production/obtain-source\"]]\nfile = \"in/production-source.lic\"\n\
                  [[steps.\"production/upload-source\"]]\ndone = true\n[[steps.\"production/upload-source\"]]\ndone = true\n\
                  [[steps.\"production/check-source\"]]\npage = \"in/bad.txt\"\n\
                  [[steps.\"production/check-source\"]]\nagain = \"production/obtain-source\"\nnote = \"another file\"\n\
                  [[steps.\"production/check-source\"]]\npage = \"in/later.txt\"\n";
    site.write("in/other.lic", "something else");
    let page = fs::read_to_string(site.path("in/production-source.txt")).unwrap();
    site.write("in/bad.txt", &format!("{page}\nInvalid License.\n"));
    let first = site.go(before);
    assert_eq!(code(&first), 2, "{}", said(&first));
    assert_eq!(site.journal().matches("steps-reopened").count(), 1, "{}", site.journal());
    site.write("in/later.txt", &page);
    let second = site.go(before);
    assert_eq!(site.journal().matches("steps-reopened").count(), 1, "{}", said(&second));
    assert_eq!(site.journal().matches("page-passed").count(), 1, "{}", said(&second));
}
