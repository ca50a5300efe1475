//! The program from outside: a folder with five environments, their files and pages, and answers for every step.

use std::{
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use acmove::journal::disk;
use serde_json::Value;
use tempfile::TempDir;

use crate::harness::scene::page;

pub(crate) const NAMES: [(&str, &str, &str); 5] = [
    ("lifetime", "lifetime", "KSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS"),
    ("development", "development", "D3V-0PM-8N4-QX1-7TZ-LK2-9WB-R5C"),
    ("quality", "test", "QA7-1LT-Y6H-ZN0-3DF-V8P-2MX-W4J"),
    ("staging", "test", "STG-1LT-Y6H-ZN0-3DF-V8P-2MX-W4J"),
    ("production", "production", "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT"),
];

pub(crate) const SOURCE: &str = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT";
pub(crate) const TARGET: &str = "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N";

/// Removes a folder with the files in it that are read-only, which not every Windows does.
pub(crate) fn remove_folder(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            remove_folder(&entry.path());
        } else {
            disk::remove(&entry.path()).unwrap();
        }
    }
    fs::remove_dir(folder).unwrap();
}

/// A migration that was kept, into a folder.
pub(crate) fn copy_story(name: &str, folder: &Path) {
    let story = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journals").join(name);
    for below in ["", "evidence", "licenses"] {
        let to = folder.join(below);
        fs::create_dir_all(&to).unwrap();
        for entry in fs::read_dir(story.join(below)).into_iter().flatten().map(Result::unwrap) {
            let name = entry.file_name();
            let is_said = name.to_string_lossy().starts_with("report.")
                || ["status.json", "facts.txt"].iter().any(|said| name.as_os_str() == *said);
            if entry.file_type().unwrap().is_file() && !is_said {
                let bytes = fs::read(entry.path()).unwrap();
                fs::write(to.join(name), bytes).unwrap();
            }
        }
    }
}

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
            // The page after a rollback is another text than the one before: it was copied later.
            site.write(&format!("in/{id}-restored.txt"), &(page(serial, SOURCE, "Ignore") + "Recent Items\n"));
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

    /// A migration that was kept, in a folder of its own.
    pub(crate) fn story(name: &str) -> Self {
        let site = Self::new();
        copy_story(name, &site.path("m"));
        site
    }

    /// Changes a byte in a line of the journal.
    pub(crate) fn damage_line(&self, line: usize) {
        let mut lines: Vec<Vec<u8>> = self.journal().lines().map(|line| line.as_bytes().to_vec()).collect();
        lines[line - 1][60] ^= 1;
        let bytes: Vec<u8> = lines.iter().flat_map(|line| [line.as_slice(), b"\n"].concat()).collect();
        fs::write(self.path("m/journal.jsonl"), bytes).unwrap();
    }

    /// What a command prints as JSON.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{arguments:?}: {}", said(&output)))
    }

    /// What a command prints for people.
    pub(crate) fn text(&self, arguments: &[&str]) -> String {
        String::from_utf8_lossy(&self.run(arguments).stdout).into_owned()
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
        feed(self.command(arguments), typed)
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

/// Runs a command, which is given this to read.
pub(crate) fn feed(mut command: Command, typed: &str) -> Output {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    child.wait_with_output().unwrap()
}

pub(crate) fn description() -> String {
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

pub(crate) fn answer(step: &str, given: &str) -> String {
    format!("[steps.\"{step}\"]\n{given}\n")
}

/// Answers that carry everything to its end, but for the steps named here, which get other answers or none.
pub(crate) fn answers(instead: &[(&str, &str)]) -> String {
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
pub(crate) fn way_back() -> String {
    let mut text =
        answer("rollback/pause-production", "done = true") + &answer("rollback/contact-support", "done = true");
    for (id, ..) in NAMES {
        text += &answer(&format!("{id}/restore-source"), "done = true");
        text += &answer(&format!("{id}/confirm-source"), &format!("page = \"in/{id}-restored.txt\""));
        text += &answer(&format!("{id}/republish-source"), "outcome = \"published\"");
    }
    text
}

pub(crate) const IP_ERROR: &str = "message = \"Invalid Intellectual Property: You are trying to publish a solution\"";
