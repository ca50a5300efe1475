//! Where a bundle is unpacked to be looked at nothing is left of it: also after a kill, by the next one that looks.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, Output},
};
#[cfg(unix)]
use std::{
    io::Read as _,
    process::{Child, Stdio},
};

use super::packed;
use crate::harness::site::{Site, code, said};

/// A bundle, and a folder for temporary files.
fn site() -> Site {
    let site = packed(&[]);
    fs::create_dir(site.path("tmp")).unwrap();
    site
}

fn command(site: &Site, arguments: &[&str]) -> Command {
    let mut command = site.command(arguments);
    command.envs(["TMPDIR", "TMP", "TEMP"].map(|name| (name, site.path("tmp"))));
    command
}

fn look(site: &Site) -> Output {
    let output = command(site, &["status", "b.zip"]).output().unwrap();
    assert_eq!(code(&output), 0, "{}", said(&output));
    output
}

/// Somebody who looks, and goes on with it: nobody reads all that is told.
#[cfg(unix)]
fn long_look(site: &Site) -> Child {
    let mut command = command(site, &["cast", "b.zip", "-o", "/dev/stdout"]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    child.stdout.as_mut().unwrap().read_exact(&mut [0]).unwrap();
    child
}

fn all(site: &Site) -> Vec<PathBuf> {
    fs::read_dir(site.path("tmp")).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[cfg(unix)]
#[test]
fn whoever_looks_leaves_nothing_and_whoever_is_killed_leaves_it_to_the_next() {
    let site = site();
    look(&site);
    assert_eq!(all(&site), Vec::<PathBuf>::new());
    let mut looking = vec![long_look(&site), long_look(&site)];
    assert_eq!(all(&site).len(), 2);
    while let Some(mut one) = looking.pop() {
        one.kill().unwrap();
        one.wait().unwrap();
        look(&site);
        assert_eq!(all(&site).len(), looking.len(), "whoever still looks keeps theirs");
    }
}

/// A folder as an earlier acmove has left it.
fn left(site: &Site, name: &str) -> PathBuf {
    let folder = site.path("tmp").join(name);
    fs::create_dir_all(folder.join("evidence")).unwrap();
    fs::write(folder.join("evidence/page.txt"), "somebody's page").unwrap();
    folder
}

fn hold(folder: &Path) -> File {
    let held = File::create(folder.join(".held")).unwrap();
    held.try_lock().unwrap();
    held
}

/// A process that another test starts just now may hold a lock of this one until it runs its program.
fn look_until_gone(site: &Site, folders: &[&Path]) {
    look(site);
    while folders.iter().any(|folder| folder.exists()) {
        look(site);
    }
}

#[test]
fn only_what_acmove_has_left_and_nobody_holds_is_removed() {
    let site = site();
    let [one, other] = ["acmove-replay-a", "acmove-replay-b"].map(|name| left(&site, name));
    for folder in [&one, &other] {
        drop(hold(folder));
    }
    let theirs = left(&site, "acmove-replay-held");
    let held = hold(&theirs);
    // Nobody knows whether anybody holds it.
    let unknown = left(&site, "acmove-replay-unknown");
    let somebody = left(&site, "replay-of-somebody");
    drop(hold(&somebody));
    let file = site.path("tmp/acmove-replay-file");
    fs::write(&file, "a file").unwrap();
    look_until_gone(&site, &[&one, &other]);
    let mut left: Vec<PathBuf> = all(&site);
    left.sort();
    assert_eq!(left, [file, theirs.clone(), unknown, somebody]);
    assert!(theirs.join("evidence/page.txt").exists());
    drop(held);
    look_until_gone(&site, &[&theirs]);
}

#[cfg(unix)]
#[test]
fn no_link_leads_to_what_is_somewhere_else() {
    use std::os::unix::fs::symlink;

    let site = site();
    let elsewhere = site.path("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::write(elsewhere.join("page.txt"), "somebody's page").unwrap();
    drop(hold(&elsewhere));
    symlink(&elsewhere, site.path("tmp/acmove-replay-link")).unwrap();
    let folder = left(&site, "acmove-replay-links");
    symlink(&elsewhere, folder.join("licenses")).unwrap();
    symlink(elsewhere.join("page.txt"), folder.join("evidence/link.txt")).unwrap();
    drop(hold(&folder));
    let by_link = left(&site, "acmove-replay-held-by-link");
    symlink(elsewhere.join(".held"), by_link.join(".held")).unwrap();
    look_until_gone(&site, &[&folder]);
    assert!(by_link.exists());
    assert_eq!(fs::read_to_string(elsewhere.join("page.txt")).unwrap(), "somebody's page");
    assert!(site.path("tmp/acmove-replay-link").exists());
}
