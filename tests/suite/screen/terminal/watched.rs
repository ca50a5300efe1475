//! Two processes: an operator who works by keys in a terminal, and those who watch from afar.

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
};

use super::{AtTerminal, Pty, Site};
use crate::harness::{
    drawn::{PATIENCE, screen_of},
    site::copy_story,
};

/// Somebody who watches in plain lines.
struct Watcher {
    child: Child,
    lines: Receiver<String>,
    /// The numbers and hashes of the records that were told, in their order.
    told: Vec<(u64, String)>,
}

impl Watcher {
    /// Watches a migration; the answer comes when it is known where that stands.
    fn of(site: &Site, folder: &str) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_acmove"));
        command.args(["watch", folder, "--lines"]).current_dir(site.0.path());
        // Whoever does not type goes on watching.
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let mut watcher = Self { child, lines, told: Vec::new() };
        watcher.hears("Type status");
        watcher
    }

    /// Types a line.
    fn types(&mut self, line: &str) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{line}").unwrap();
    }

    /// Waits for a line with this text, and answers with it.
    fn hears(&mut self, text: &str) -> String {
        loop {
            let Ok(line) = self.lines.recv_timeout(PATIENCE) else { panic!("{text} was not told; {:?}", self.told) };
            let words: Vec<&str> = line.split(' ').collect();
            // A day, a time, the number, ..., the hash.
            if let (true, Some(Ok(seq))) = (line.starts_with("20"), words.get(2).map(|word| word.parse())) {
                self.told.push((seq, words[words.len() - 1].to_owned()));
            }
            if line.contains(text) {
                return line;
            }
        }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A folder with a migration whose line is stopped.
fn stopped() -> Site {
    let site = Site::new();
    fs::remove_dir_all(site.path("m")).unwrap();
    copy_story("stopped", &site.path("m"));
    site
}

/// The numbers and the beginnings of the hashes of all records, from one on.
fn recorded(journal: &Path, from: u64) -> Vec<(u64, String)> {
    let text = fs::read_to_string(journal).unwrap();
    let all = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let all = all.map(|record| (record["seq"].as_u64().unwrap(), record["hash"].as_str().unwrap()[..6].to_owned()));
    all.filter(|(seq, _)| *seq >= from).collect()
}

fn note(operator: &Pty, text: &str) {
    operator.press("w");
    operator.shows(": note").type_in(text);
    operator.shows(text).press("\r");
    operator.drawn().wait("the note", |bytes| !screen_of(bytes).contents().contains("Enter answer"));
}

#[test]
fn watchers_see_every_record_while_the_operator_is_killed_resumes_and_rolls_back() {
    let site = stopped();
    let journal = site.path("m/journal.jsonl");
    let facts = site.facts() as u64;
    let mut operator = Pty::acmove(&site, &["open", "m"]);
    operator.shows("STOPPED");
    let (mut first, screen) = (Watcher::of(&site, "m"), Pty::acmove(&site, &["watch", "m"]));
    screen.shows("WATCHING").shows("STOPPED").shows("THE OPERATOR DECIDES");
    note(&operator, "one");
    first.hears("one");
    screen.shows(&format!("record {}", site.facts()));
    operator.child.kill().unwrap();
    operator.ends();
    let operator = Pty::acmove(&site, &["open", "m"]);
    operator.shows("STOPPED");
    copy(&site);
    let (mut middle, mut copied) = (Watcher::of(&site, "m"), Watcher::of(&site, "copy"));
    let later = site.facts() as u64 + 1;
    note(&operator, "two");
    operator.press("R").shows("Roll back").press("r");
    roll_back(&operator);
    first.hears("[rolling-back]");
    middle.hears("[rolling-back]");
    screen.shows("ROLLING BACK");
    copy(&site);
    copied.hears("[rolling-back]");
    note(&operator, "the end");
    for watcher in [&mut first, &mut middle] {
        watcher.hears("the end");
    }
    copy(&site);
    copied.hears("the end");
    assert_eq!(first.told, recorded(&journal, facts + 1));
    assert_eq!(middle.told, recorded(&journal, later));
    assert_eq!(copied.told, recorded(&journal, later));
}

/// Brings a copy of the journal up to date, as a program that synchronizes folders does.
fn copy(site: &Site) {
    let to: PathBuf = site.path("copy");
    fs::create_dir_all(&to).unwrap();
    for name in ["procedure.toml", "infrastructure.toml", "journal.jsonl"] {
        let bytes = fs::read(site.path("m").join(name)).unwrap();
        fs::write(to.join(name), bytes).unwrap();
    }
}

fn roll_back(operator: &Pty) {
    operator.shows("Reason for the rollback").type_in("it fails");
    operator.shows("it fails").press("\r");
    operator.shows("to confirm").type_in("roll back");
    operator.rests().press("\r");
}

#[test]
fn a_folder_that_goes_away_is_said_and_followed_again_when_it_is_back() {
    let site = stopped();
    let screen = Pty::acmove(&site, &["watch", "m"]);
    let mut lines = Watcher::of(&site, "m");
    screen.shows("The operator closed it");
    fs::rename(site.path("m"), site.path("away")).unwrap();
    screen.shows("NOTHING HEARD since");
    lines.hears("NOTHING HEARD since");
    fs::rename(site.path("away"), site.path("m")).unwrap();
    screen.shows("The operator closed it");
    let operator = Pty::acmove(&site, &["open", "m"]);
    operator.shows("STOPPED");
    note(&operator, "back");
    lines.hears("back");
    screen.shows(&format!("record {}", site.facts()));
}

#[test]
fn whoever_watches_writes_nothing_and_holds_nothing_whatever_is_pressed() {
    let site = stopped();
    let before = tree(&site.path("m"));
    let mut screen = Pty::acmove(&site, &["watch", "m"]);
    screen.shows("WATCHING");
    for key in ["b", "g", "y", "n", "e", "h", "w", "\r", "R", "R", "\x1b", "x", "d", "H", "#"] {
        screen.press(key);
    }
    screen.press("b").shows("Only the operator can do this");
    let operator = Pty::acmove(&site, &["open", "m"]);
    operator.shows("STOPPED");
    assert!(site.path("m/.lock-holder").exists(), "the operator has it");
    drop(operator);
    screen.press("q");
    assert_eq!(screen.ends(), 0);
    let now: Vec<_> = tree(&site.path("m")).into_iter().filter(|(name, _)| !name.starts_with('.')).collect();
    assert_eq!(now, before);
}

/// What a command prints.
fn printed(site: &Site, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acmove"));
    let output = command.args(arguments).current_dir(site.0.path()).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_situation_that_is_pasted_is_watched_and_a_later_one_goes_on_from_there() {
    let site = stopped();
    let first = printed(&site, &["situation", "m", "--part-size", "1500"]);
    let screen = Pty::acmove(&site, &["watch", "-"]);
    screen.shows("Paste the situation here").type_in(&first.replace('\n', "\r")).type_in("\r\r");
    screen.shows("WATCHING").shows("STOPPED").shows("A copy of");
    let operator = Pty::acmove(&site, &["open", "m"]);
    operator.shows("STOPPED");
    note(&operator, "one");
    let paste = |text: &str| {
        screen.rests().type_in(&format!("\x1b[200~{text}\x1b[201~"));
    };
    let later = printed(&site, &["situation", "m", "--part-size", "1500"]);
    let (begin, rest) = later.split_at(later.find("acmove situation, part 2").unwrap());
    paste(rest);
    screen.shows("Part 1 of ");
    paste(begin);
    screen.shows("There is 1 record more.").shows("record 36");
    paste(&first);
    screen.shows("before what is shown").shows("record 36");
    paste("Invalid Intellectual Property");
    screen.shows("The paste is no situation");
}

#[test]
fn a_bundle_that_is_replaced_by_a_later_one_is_shown_anew() {
    let site = stopped();
    printed(&site, &["bundle", "m", "-o", "m.zip"]);
    let screen = Pty::acmove(&site, &["watch", "m.zip"]);
    screen.shows("A copy of").shows("record 35");
    let operator = Pty::acmove(&site, &["open", "m"]);
    operator.shows("STOPPED");
    note(&operator, "one");
    printed(&site, &["bundle", "m", "-o", "m.zip"]);
    screen.shows("The file was replaced").shows("record 36");
}

#[test]
fn what_the_guide_points_at_is_shown_at_the_operators_and_seen_by_all() {
    let site = stopped();
    let operator = Pty::acmove(&site, &["open", "m"]);
    operator.shows("STOPPED");
    let (mut guide, screen) = (Watcher::of(&site, "m"), Pty::acmove(&site, &["watch", "m", "--name", "Ana"]));
    screen.shows("WATCHING").press("@");
    screen.shows("Point the operator at").type_in("quality ip read me this");
    screen.shows("Quality, Intellectual Property: \"read me this\"").press("\r");
    screen.shows("from Ana: read me this. The operator pastes it.");
    guide.types("point rollback");
    let line = guide.hears("acmove point rollback from ");
    operator.rests().type_in(&format!("\x1b[200~{line}\x1b[201~"));
    operator.shows("points at the rollback");
    let line = "acmove point quality/intellectual-property from Ana: read me this";
    operator.rests().type_in(&format!("\x1b[200~{line}\x1b[201~"));
    operator.shows("\u{ab}Ana");
    guide.hears("Ana points at Quality, Intellectual Property: \"read me this\"");
    screen.shows("\u{ab}Ana");
    assert_eq!(site.facts(), 36, "what had no text is not recorded");
}

/// The names of all files in a folder, with what is in them.
fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(below).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else {
                let name = entry.path().strip_prefix(folder).unwrap().display().to_string();
                all.push((name, fs::read(entry.path()).unwrap()));
            }
        }
    }
    all.sort();
    all
}
