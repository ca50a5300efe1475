//! No option that writes a file writes over anything of a migration, however its path is spelled.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use acmove::cli::WRITTEN;
use clap::Command;

use crate::harness::site::{Site, answers, code, errors, said};

/// Options and arguments that name something which is only read, or the folder that a command works on.
const READ: [&str; 9] = ["folder", "infrastructure", "answers", "file", "path", "paths", "dir", "ca_file", "like"];

/// Every argument that takes a path, with the words that lead to its command.
fn paths(command: &Command, words: &[String], found: &mut Vec<(Vec<String>, String)>) {
    for argument in command
        .get_arguments()
        .filter(|argument| argument.get_value_parser().type_id() == clap::value_parser!(PathBuf).type_id())
    {
        found.push((words.to_vec(), argument.get_id().to_string()));
    }
    for below in command.get_subcommands() {
        paths(below, &[words, &[below.get_name().to_owned()]].concat(), found);
    }
}

fn all_paths() -> Vec<(Vec<String>, String)> {
    let mut found = Vec::new();
    paths(&acmove::cli::command(), &[], &mut found);
    found
}

#[test]
fn of_every_path_it_is_known_whether_it_is_written_to() {
    for (words, id) in all_paths() {
        let is_known = WRITTEN.contains(&id.as_str()) != READ.contains(&id.as_str());
        assert!(is_known, "{words:?} {id}: name it in WRITTEN (src/cli/paths.rs), or in READ here");
    }
    for written in WRITTEN {
        assert!(all_paths().iter().any(|(_, id)| id == written), "{written} is no option any more");
    }
}

/// Everything below a folder, with its bytes.
fn everything(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            all.extend(everything(&entry));
        } else {
            all.insert(entry.clone(), fs::read(&entry).unwrap());
        }
    }
    all
}

/// Each command that writes a file, ready to be told which one.
fn writers() -> Vec<Vec<&'static str>> {
    vec![
        vec!["status", "m", "--log"],
        vec!["run", "m", "--unattended", "--log"],
        vec!["new", "n", "--infrastructure", "infrastructure.toml", "--log"],
        vec!["rehearse", "--auto", "--dir", "r", "--log"],
        vec!["procedure", "list", "--log"],
        vec!["completions", "bash", "--log"],
        vec!["report", "m", "--format", "md", "--output"],
        vec!["bundle", "m", "--output"],
        vec!["cast", "m", "--output"],
        vec!["review", "m", "--update-estimates"],
        vec!["review", "m", "--output"],
        vec!["status", "m", "--output"],
        vec!["overview", "m", "--output"],
        vec!["plan", "m", "--output"],
        vec!["rollback", "m", "--plan", "--output"],
        vec!["verify", "m", "--output"],
        vec!["ticket", "m", "--output"],
        vec!["procedure", "show", "activation-code-2021", "--output"],
    ]
}

fn finished() -> Site {
    let site = Site::started();
    let output = site.go(&answers(&[]));
    assert_eq!(code(&output), 0, "{}", said(&output));
    site
}

#[test]
fn each_option_that_writes_is_among_the_writers() {
    for (_, id) in
        all_paths().iter().filter(|(words, id)| WRITTEN.contains(&id.as_str()) && id != "log" && !words.is_empty())
    {
        let option = format!("--{}", id.replace('_', "-"));
        assert!(writers().iter().any(|writer| writer.last() == Some(&option.as_str())), "{id}");
    }
}

#[test]
fn nothing_that_writes_writes_over_something_of_a_migration() {
    let site = finished();
    fs::create_dir(site.path("empty")).unwrap();
    let license = format!("m/licenses/{}", site.licenses()[0]);
    let evidence = fs::read_dir(site.path("m/evidence")).unwrap().next().unwrap().unwrap().file_name();
    let evidence = format!("m/evidence/{}", evidence.to_string_lossy());
    let before = everything(&site.path("m"));
    for own in [
        "m/journal.jsonl",
        "m/JOURNAL.JSONL",
        "m/journal.torn-3",
        "m/infrastructure.toml",
        "m/procedure.toml",
        "m/.lock",
        &license,
        &evidence,
        "m/licenses/new.lic",
        "m/Evidence/new.txt",
        "m/practice/world.json",
        "m/../m/./licenses/../journal.jsonl",
        "empty/journal.jsonl",
        "empty/draft.toml",
    ] {
        for writer in writers() {
            let output = site.run(&[writer.as_slice(), &[own]].concat());
            assert_eq!(code(&output), 2, "{writer:?} {own}: {}", said(&output));
            assert!(errors(&output).contains("belongs to a migration"), "{writer:?} {own}: {}", errors(&output));
        }
    }
    assert!(before == everything(&site.path("m")), "something of the migration was changed");
    assert!(everything(&site.path("empty")).is_empty());
    assert!(!site.path("n").exists() && !site.path("r").exists(), "nothing is begun beside a log that is refused");
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_else() {
    use std::os::unix::fs::symlink;
    let site = finished();
    symlink("m/journal.jsonl", site.path("link")).unwrap();
    symlink("link", site.path("link-of-link")).unwrap();
    symlink(site.path("m/licenses/not-there.lic"), site.path("dangling")).unwrap();
    symlink("m", site.path("other-name")).unwrap();
    let before = everything(&site.path("m"));
    for own in ["link", "link-of-link", "dangling", "other-name/journal.jsonl", "other-name/licenses/x"] {
        for writer in writers() {
            let output = site.run(&[writer.as_slice(), &[own]].concat());
            assert_eq!(code(&output), 2, "{writer:?} {own}: {}", said(&output));
        }
    }
    assert!(before == everything(&site.path("m")), "something of the migration was changed");
}

#[test]
fn a_log_is_added_to_nothing_but_a_log() {
    let site = finished();
    // Another name of the journal, a license that was downloaded, somebody's own text.
    fs::hard_link(site.path("m/journal.jsonl"), site.path("hard.log")).unwrap();
    site.write("notes.txt", "buy milk\n");
    for named in ["hard.log", "in/production-source.lic", "notes.txt"] {
        let before = fs::read(site.path(named)).unwrap();
        let output = site.run(&["status", "m", "--log", named]);
        assert_eq!(code(&output), 2, "{named}: {}", said(&output));
        assert!(errors(&output).contains("it is not an acmove log"), "{}", errors(&output));
        assert_eq!(fs::read(site.path(named)).unwrap(), before);
    }
    // Beside the migration's own files, and in a log that is there, it is fine.
    for _ in 0..2 {
        let output = site.run(&["status", "m", "--log", "m/acmove.log"]);
        assert_eq!(code(&output), 0, "{}", said(&output));
    }
    assert_eq!(fs::read_to_string(site.path("m/acmove.log")).unwrap().lines().count(), 4);
}

#[test]
fn what_a_command_reads_is_not_written_over_by_it() {
    let site = finished();
    for arguments in [
        &["new", "n", "--infrastructure", "infrastructure.toml", "--log", "./infrastructure.toml"][..],
        &["run", "m", "--answers", "answers.toml", "--unattended", "--log", "in/../answers.toml"],
        &["report", "m", "-o", "night.md", "--log", "night.md"],
        &["plan", "--infrastructure", "infrastructure.toml", "--procedure", "p.toml", "--log", "p.toml"],
    ] {
        let output = site.run(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", said(&output));
        assert!(errors(&output).contains("appears twice"), "{}", errors(&output));
    }
    assert!(!site.path("night.md").exists() && !site.path("p.toml").exists());
    assert_eq!(code(&site.run(&["bundle", "m", "-o", "night.zip"])), 0);
    let output = site.run(&["report", "night.zip", "--format", "md", "-o", "night.zip"]);
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert_eq!(code(&site.run(&["verify", "night.zip"])), 0, "the bundle is what it was");
}

#[test]
fn no_migration_is_made_among_the_files_of_another() {
    let site = finished();
    let before = everything(&site.path("m"));
    for (arguments, folder) in [
        (&["new", "m/licenses", "--infrastructure", "infrastructure.toml"][..], "m/licenses"),
        (&["new", "m/evidence/x"], "m/evidence/x"),
        (&["rehearse", "--auto", "--dir", "m/practice"], "m/practice"),
    ] {
        let output = site.run(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", said(&output));
        let wanted = format!("{folder} is inside a migration");
        assert!(errors(&output).contains(&wanted), "{}", errors(&output));
    }
    assert!(before == everything(&site.path("m")), "something of the migration was changed");
}

/// A document as it is printed, which is the same in a file; the options are for the file alone. What tells a clock is told by the same
/// minute.
fn compared(site: &Site, command: &[&str], options: &[&str]) {
    loop {
        let printed = site.run(command);
        let written = site.run(&[command, options, &["-o", "document"]].concat());
        let document = fs::read(site.path("document")).unwrap();
        fs::remove_file(site.path("document")).unwrap();
        if site.run(command).stdout == printed.stdout {
            assert_eq!((written.status.code(), said(&written)), (printed.status.code(), String::new()), "{command:?}");
            assert_eq!(document, printed.stdout, "{command:?}");
            return;
        }
    }
}

#[test]
fn a_document_is_the_same_in_a_file_as_it_is_printed() {
    let site = finished();
    for command in [
        &["status", "m"][..],
        &["status", "m", "--json"],
        &["plan", "m"],
        &["plan", "--infrastructure", "infrastructure.toml", "--format", "md"],
        &["plan", "m", "--format", "json"],
        &["rollback", "m", "--plan"],
        &["rollback", "m", "--plan", "--json"],
        &["verify", "m"],
        &["ticket", "m"],
        &["review", "m"],
        &["review", "m", "--json"],
        &["procedure", "show", "activation-code-2021"],
    ] {
        compared(&site, command, &[]);
        // A file has all characters.
        compared(&site, command, &["--ascii"]);
    }
    for wrong in [
        &["status", "m", "--follow", "-o", "x"][..],
        &["ticket", "m", "--copy", "-o", "x"],
        &["status", "gone", "-o", "x"],
    ] {
        assert_eq!(code(&site.run(wrong)), 2, "{wrong:?}");
        assert!(!site.path("x").exists(), "{wrong:?}");
    }
}

#[test]
fn what_verify_found_is_in_the_file_also_where_it_is_bad_news() {
    let site = finished();
    site.damage_line(9);
    let printed = site.run(&["verify", "m"]);
    let written = site.run(&["verify", "m", "-o", "found.txt"]);
    assert_eq!((code(&printed), code(&written)), (6, 6), "{}", errors(&written));
    assert_eq!(fs::read(site.path("found.txt")).unwrap(), printed.stdout);
}

#[cfg(not(any(windows, target_os = "macos")))]
#[test]
fn a_ticket_is_copied_by_a_terminal_only() {
    let output = Site::started().run(&["ticket", "m", "--copy"]);
    assert_eq!(code(&output), 1, "{}", said(&output));
    assert!(errors(&output).contains("no terminal that can copy"), "{}", errors(&output));
}
