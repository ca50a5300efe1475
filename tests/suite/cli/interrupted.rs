//! Runs that are killed, locked out, or stopped by a disk: they go on, and lose nothing.

use std::{fs, path::Path, process::Stdio};

use crate::harness::site::{Site, answers, code, errors, said};

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
        assert!(errors(&output).contains("were moved to"), "{}", errors(&output));
        assert_eq!(site.status()["state"], "done");
    }
}

pub(crate) fn copy(from: &Path, to: &Path) {
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
    let menu = site.typing(&["run", "m"], "3\n");
    assert_eq!(code(&menu), 3, "{}", said(&menu));
    assert!(site.journal().lines().last().unwrap().contains("step-begun"), "{}", said(&menu));
    let asked = said(&site.typing(&["run", "m"], ""));
    assert!(asked.contains("In progress:"), "{asked}");
    assert_eq!(site.status()["next"]["id"], "production/upload-source");
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

#[cfg(unix)]
#[test]
fn a_folder_without_permission_and_a_full_disk_are_said_and_lose_nothing() {
    let site = Site::started();
    site.write("answers.toml", &answers(&[]));
    let before = site.journal();
    let program = env!("CARGO_BIN_EXE_acmove");
    let script = format!("ulimit -f 4; trap '' XFSZ; exec '{program}' run m --answers answers.toml --unattended");
    let output = std::process::Command::new("sh").args(["-c", &script]).current_dir(site.path("")).output().unwrap();
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
