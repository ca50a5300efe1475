//! Files of a migration are their owner's alone, whatever is usual for new files.
#![cfg(unix)]

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use crate::harness::site::{Site, answers, code, said};

/// Runs the program where every new file may be read and written by everybody.
fn run(site: &Site, arguments: &[&str]) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", "umask 000; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_acmove")]).args(arguments);
    command.current_dir(site.path("")).stdin(Stdio::null()).output().unwrap()
}

/// Everything in a folder, itself included, that anybody else has a right to.
fn open(path: &Path) -> Vec<PathBuf> {
    let mode = fs::symlink_metadata(path).unwrap().permissions().mode();
    let own = (mode & 0o077 != 0).then(|| path.to_owned());
    let below = path.is_dir().then(|| fs::read_dir(path).unwrap()).into_iter().flatten();
    own.into_iter().chain(below.flat_map(|entry| open(&entry.unwrap().path()))).collect()
}

#[test]
fn a_migration_folder_is_its_owners_alone_whatever_the_umask() {
    let site = Site::new();
    let made = run(&site, &["new", "deep/er/m", "--infrastructure", "infrastructure.toml"]);
    assert_eq!(code(&made), 0, "{}", said(&made));
    site.write("answers.toml", &answers(&[]));
    let ran = run(&site, &["run", "deep/er/m", "--answers", "answers.toml", "--unattended"]);
    assert_eq!(code(&ran), 0, "{}", said(&ran));
    assert_eq!(open(&site.path("deep")), Vec::<PathBuf>::new());
    assert!(site.path("deep/er/m/evidence").is_dir() && site.path("deep/er/m/licenses").is_dir());
    let told = said(&run(&site, &["doctor", "deep/er/m"]));
    assert!(told.contains("works   readers of deep/er/m: Only its owner can read its files."), "{told}");
}

#[test]
fn a_draft_and_a_rehearsal_are_their_owners_alone_too() {
    let site = Site::new();
    let drafted = Command::new("sh")
        .args(["-c", "umask 000; printf 'ACME\\n' | \"$0\" new n", env!("CARGO_BIN_EXE_acmove")])
        .current_dir(site.path(""))
        .output()
        .unwrap();
    assert_eq!(code(&drafted), 2, "{}", said(&drafted));
    assert!(site.path("n/draft.toml").is_file());
    assert_eq!(open(&site.path("n")), Vec::<PathBuf>::new());
    let rehearsed = run(&site, &["rehearse", "--auto", "--dir", "r"]);
    assert_eq!(code(&rehearsed), 0, "{}", said(&rehearsed));
    assert!(site.path("r/practice/world.json").is_file());
    assert_eq!(open(&site.path("r")), Vec::<PathBuf>::new());
}

#[test]
fn a_bundle_is_its_owners_alone_and_a_report_is_like_any_file() {
    let site = Site::started();
    let mode = |name: &str| fs::metadata(site.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(code(&run(&site, &["bundle", "m", "-o", "m.zip"])), 0);
    assert_eq!(code(&run(&site, &["report", "m", "-o", "m.md"])), 0);
    assert_eq!((mode("m.zip"), mode("m.md")), (0o600, 0o666));
}

#[test]
fn files_of_an_earlier_build_stay_as_they_are_and_doctor_says_who_may_read_them() {
    let site = Site::started();
    let set = |name: &str, mode: u32| fs::set_permissions(site.path(name), fs::Permissions::from_mode(mode)).unwrap();
    set("m/journal.jsonl", 0o644);
    let doctor = || said(&site.run(&["doctor", "m"]));
    assert!(doctor().contains("works   readers of m:"), "nobody gets as far as the file: {}", doctor());
    set("m", 0o755);
    let told = doctor();
    assert!(
        told.contains(
            "CHECK   readers of m: Other users of this machine can read 1 of its files, such as journal.jsonl"
        ),
        "{told}"
    );
    assert!(told.contains("`chmod -R go-rwx m`"), "{told}");
    let ran = site.go("[requirements]\none-lifetime = \"yes\"\n");
    assert_eq!(code(&ran), 3, "{}", said(&ran));
    assert_eq!(fs::metadata(site.path("m/journal.jsonl")).unwrap().permissions().mode() & 0o777, 0o644);
}
