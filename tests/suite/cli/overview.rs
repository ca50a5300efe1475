//! `acmove overview`: what it finds, in which order, what it follows, and that it changes nothing.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::Path,
    process::Stdio,
    sync::mpsc,
    thread,
    time::Instant,
};

use serde_json::Value;

use crate::harness::{
    drawn::PATIENCE,
    site::{Site, answers, code, remove_folder, said},
};

/// A folder with several migrations that were kept, and things that are none.
fn customers() -> Site {
    let site = Site::story("stopped");
    fs::create_dir_all(site.path("customers/north")).unwrap();
    fs::create_dir_all(site.path("customers/south/deep")).unwrap();
    fs::create_dir(site.path("customers/empty")).unwrap();
    fs::rename(site.path("m"), site.path("customers/north/stopped")).unwrap();
    for (name, to) in [("everything-well", "customers/done"), ("rolling-back", "customers/south/deep/back")] {
        fs::rename(Site::story(name).path("m"), site.path("moved")).unwrap_or_else(|_| copy(name, &site.path("moved")));
        fs::rename(site.path("moved"), site.path(to)).unwrap();
    }
    site.write("customers/notes.txt", "nothing");
    site.write("customers/photos.zip", "not a bundle");
    site
}

/// Another disk may be in between.
fn copy(name: &str, to: &Path) {
    let story = Site::story(name);
    copy_folder(&story.path("m"), to);
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            fs::write(to, fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}

fn paths(document: &Value) -> Vec<&str> {
    document.as_array().unwrap().iter().map(|one| one["path"].as_str().unwrap()).collect()
}

/// Every file below a folder, with what it holds.
fn everything(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            all.extend(everything(&entry.path()));
        } else {
            all.push((entry.path(), fs::read(entry.path()).unwrap()));
        }
    }
    all.sort();
    all
}

#[test]
fn folders_of_folders_are_looked_into_and_the_most_harmful_is_first() {
    let site = customers();
    let before = everything(&site.path("customers"));
    let found = site.json(&["overview", "customers", "--json"]);
    let native = |path: &str| Path::new(path).iter().collect::<std::path::PathBuf>().display().to_string();
    let wanted = ["customers/north/stopped", "customers/south/deep/back", "customers/done"].map(native);
    assert_eq!(paths(&found), wanted);
    let first = &found[0];
    assert_eq!(
        (&first["harm"], &first["state"], &first["needs_a_person"]),
        (&"stopped-late".into(), &"stopped".into(), &true.into())
    );
    for key in ["migration", "rehearsal", "codes", "rollback_by", "left_s", "last", "why"] {
        assert!(!first[key].is_null(), "{key}: {first}");
    }
    assert_eq!(everything(&site.path("customers")), before, "nothing was written");
    let text = site.text(&["overview", "customers"]);
    assert!(text.contains("STOPPED") && text.contains("Intellectual Property error: Quality"), "{text}");
    assert!(text.is_ascii() || !text.contains('\u{2500}'), "{text}");
    assert!(text.find("STOPPED").unwrap() < text.find("ROLLING BACK").unwrap(), "{text}");
}

#[test]
fn one_that_is_named_twice_or_reached_by_a_circle_of_links_is_listed_once() {
    let site = customers();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("..", site.path("customers/south/up")).unwrap();
        std::os::unix::fs::symlink("nowhere", site.path("customers/south/dangling")).unwrap();
    }
    let found = site.json(&["overview", "customers/done", "customers", "customers/south", "--json"]);
    assert_eq!(found.as_array().unwrap().len(), 3, "{found}");
}

#[test]
fn bundles_are_read_packed_and_unpacked() {
    let site = customers();
    assert_eq!(code(&site.run(&["bundle", "customers/north/stopped", "-o", "customers/weekend.zip"])), 0);
    remove_folder(&site.path("customers/north"));
    let found = site.json(&["overview", "customers", "--json"]);
    let bundle =
        found.as_array().unwrap().iter().find(|one| one["path"].as_str().unwrap().ends_with("weekend.zip")).unwrap();
    assert_eq!(bundle["state"], "stopped");
    assert!(bundle["packed_at"].is_string() && bundle["why"].as_str().unwrap().contains("(as packed at "), "{bundle}");
}

#[test]
fn a_situation_that_was_saved_from_a_chat_is_read_and_other_texts_are_not() {
    let site = customers();
    let sent = site.text(&["situation", "customers/north/stopped"]);
    let quoted: Vec<String> = sent.lines().map(|line| format!("> {line}")).collect();
    site.write("customers/chat.txt", &format!("Ana wrote:\n{}\n", quoted.join("\n")));
    remove_folder(&site.path("customers/north"));
    let found = site.json(&["overview", "customers", "--json"]);
    let all = found.as_array().unwrap();
    assert_eq!(all.len(), 3, "{found}");
    let chat = all.iter().find(|one| one["path"].as_str().unwrap().ends_with("chat.txt")).unwrap();
    assert_eq!((&chat["state"], &chat["migration"]), (&"stopped".into(), &"Harbour Logistics".into()));
}

#[test]
fn damage_is_told_with_its_line_and_stands_first() {
    let site = Site::story("everything-well");
    let lines = site.journal().lines().count();
    site.damage_line(lines - 2);
    let found = site.json(&["overview", "m", "--json"]);
    assert_eq!(found[0]["harm"], "damaged");
    let why = found[0]["why"].as_str().unwrap();
    assert!(why.starts_with(&format!("journal line {} is damaged: ", lines - 2)), "{why}");
    assert!(found[0]["codes"].is_null() && found[0]["warning"].is_string(), "{}", found[0]);
}

#[test]
fn a_path_that_is_nothing_is_named_with_the_reason_and_only_nothing_at_all_is_an_error() {
    let site = customers();
    let output = site.run(&["overview", "nowhere", "--json"]);
    assert_eq!(code(&output), 2, "{}", said(&output));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&found[0]["path"], &found[0]["harm"]), (&"nowhere".into(), &"unreadable".into()));
    assert_eq!(found[0]["why"], "there is no such folder or file");
    let found = site.run(&["overview", "nowhere", "customers", "--json"]);
    assert_eq!(code(&found), 0);
    let found: Value = serde_json::from_slice(&found.stdout).unwrap();
    assert_eq!((found.as_array().unwrap().len(), &found[0]["path"]), (4, &"nowhere".into()));
    let empty = site.run(&["overview", "customers/empty", "--json"]);
    assert_eq!((code(&empty), String::from_utf8_lossy(&empty.stdout).trim()), (0, "[]"));
    assert!(said(&empty).contains("no migration in customers"), "{}", said(&empty));
    let photos = site.run(&["overview", "customers/photos.zip"]);
    assert_eq!(code(&photos), 2, "what is named is told, whatever it is");
    assert!(String::from_utf8_lossy(&photos.stdout).contains("is not a bundle that acmove can open"));
}

#[test]
fn the_exit_code_is_that_of_the_most_harmful_where_it_is_asked_for() {
    let site = customers();
    assert_eq!(code(&site.run(&["overview", "customers"])), 0);
    assert_eq!(code(&site.run(&["overview", "customers", "--exit-code"])), 5);
    assert_eq!(code(&site.run(&["overview", "customers/done", "--exit-code"])), 0);
}

#[test]
fn follow_tells_a_change_and_one_that_appears() {
    let site = Site::started();
    fs::create_dir(site.path("all")).unwrap();
    fs::rename(site.path("m"), site.path("all/m")).unwrap();
    let mut follow = site.command(&["overview", "all", "--follow", "--json"]).stdout(Stdio::piped()).spawn().unwrap();
    let out = BufReader::new(follow.stdout.take().unwrap());
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
    let mut next = || serde_json::from_str::<Value>(&lines.recv_timeout(PATIENCE).unwrap()).unwrap();
    let first = next();
    assert_eq!((&first["state"], &first["last"]["seq"]), (&"preparing".into(), &1.into()));
    site.write("answers.toml", &answers(&[]));
    fs::rename(site.path("all/m"), site.path("m")).unwrap();
    site.run(&["run", "m", "--answers", "answers.toml", "--unattended"]);
    fs::rename(site.path("m"), site.path("all/m")).unwrap();
    let last = std::iter::repeat_with(&mut next).find(|one| one["state"] == "done").unwrap();
    assert_eq!(last["harm"], "over");
    copy_folder(&site.path("all/m"), &site.path("all/n"));
    let appeared = std::iter::repeat_with(&mut next)
        .find(|one| one["state"] == "done" && one["path"].as_str().unwrap().ends_with('n'));
    assert_eq!(appeared.unwrap()["migration"], "ACME");
    follow.kill().unwrap();
    follow.wait().unwrap();
}

#[test]
fn a_thousand_migrations_are_read_at_once() {
    let site = Site::story("everything-well");
    fs::create_dir(site.path("all")).unwrap();
    for number in 0..1000 {
        let to = site.path(&format!("all/{number:04}"));
        fs::create_dir(&to).unwrap();
        for name in ["journal.jsonl", "procedure.toml", "infrastructure.toml"] {
            fs::copy(site.path("m").join(name), to.join(name)).unwrap();
        }
    }
    let began = Instant::now();
    let found = site.json(&["overview", "all", "--json"]);
    let took = began.elapsed();
    println!("1,000 migrations of {} records: {} ms", site.journal().lines().count(), took.as_millis());
    assert_eq!(found.as_array().unwrap().len(), 1000);
}
