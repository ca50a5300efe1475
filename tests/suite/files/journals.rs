//! Migrations that were kept, and what was said of them then: facts outlive the program that wrote them. The folders are
//! never made again; `tests/journals/README.md` says what lives there and how another story is added.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use acmove::{
    domain::{
        digest::Digest,
        event::Event,
        record::Record,
        run::Run,
        text::{escaped, shown},
    },
    engine::{beyond::Beyond, session::Session},
    journal::EvidenceStore,
    report::{
        data::{Recorded, ReportData},
        render::markdown,
        status::status,
    },
    runtime::{
        folder::{self, INFRASTRUCTURE, Migration, PROCEDURE},
        inspector::Inspector,
    },
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde::Serialize;
use serde_json::Value;

/// The version whose code this is; another one has written what was kept.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What is kept beside the facts of a story.
const OUTPUTS: [&str; 4] = ["status.json", "report.json", "report.md", "facts.txt"];

/// Every kind of fact. A later kind is added with a story in which it happens.
const KINDS: [&str; 54] = [
    "migration-started",
    "version-changed",
    "clock-jumped",
    "requirement-answered",
    "requirement-reopened",
    "environment-postponed",
    "environment-taken-up",
    "order-chosen",
    "night-ended",
    "night-begun",
    "deployments-resumed",
    "case-numbered",
    "handed-over",
    "taken-over",
    "item-acknowledged",
    "step-begun",
    "command-started",
    "command-ended",
    "serial-read",
    "step-withdrawn",
    "step-done",
    "upload-reported",
    "license-kept",
    "problem-reported",
    "page-passed",
    "page-failed",
    "page-accepted",
    "value-claimed",
    "modules-checked",
    "modules-reported",
    "modules-accepted",
    "module-published",
    "publish-failed",
    "page-seen",
    "vault-damaged",
    "support-answered",
    "steps-reopened",
    "module-chosen",
    "serial-changed",
    "code-corrected",
    "held",
    "line-lifted",
    "went-on",
    "window-changed",
    "rollback-started",
    "watched",
    "unwatched",
    "deployment-seen",
    "deployments-accepted",
    "abort-asked",
    "abandoned",
    "note-written",
    "pointed",
    "refused",
];

/// The folders of all stories.
fn stories() -> Vec<PathBuf> {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journals");
    let entries = fs::read_dir(kept).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn name(story: &Path) -> String {
    story.file_name().unwrap().to_string_lossy().into_owned()
}

/// Reads a story as the program does, and hands over every fact with the state after it.
fn replayed(story: &Path, on_fact: impl FnMut(&Record<Event>, &Run)) -> Migration {
    let migration = folder::replay(story, on_fact).unwrap_or_else(|error| panic!("{}: {error}", name(story)));
    assert!(migration.session.beyond == Beyond::Nothing, "{}: {:?}", name(story), migration.damage);
    migration
}

/// A session of a story whose vault was looked through.
fn seen(story: &Path, session: Session) -> Session {
    let vault = Inspector::of(story).check_vault(&session.all_expected());
    Session { folder: name(story), vault, ..session }
}

/// The moment at which a story is looked at, whenever that is: clocks and waits are then what they were.
fn a_minute_after(at: Timestamp) -> Timestamp {
    at + SignedDuration::from_mins(1)
}

/// As the program prints it for other programs.
fn json(value: &impl Serialize) -> String {
    escaped(&serde_json::to_string_pretty(value).unwrap()) + "\n"
}

/// What is said of a story, by the file in which it is kept.
fn told(story: &Path) -> [String; 4] {
    let (mut recorded, mut facts, mut words) = (Recorded::default(), String::new(), Words::new());
    let migration = replayed(story, |record, run| {
        recorded.take(record, run);
        facts += &fact(record, run, &mut words);
    });
    recorded.settle(&migration.session);
    let (session, head) = (seen(story, migration.session), migration.head.hash);
    let account = ReportData::of(&session, &recorded, head);
    let text = shown(&markdown(&account, &TimeZone::UTC).unwrap());
    let now = a_minute_after(session.run.latest);
    [json(&status(&session, head, now)), json(&account), text.trim_end_matches('\n').to_owned() + "\n", facts]
}

/// Where a migration stands, word by word: as a whole, in each environment, at each step.
type Words = BTreeMap<String, String>;

/// A line for a fact: which words of `status` it has changed.
fn fact(record: &Record<Event>, run: &Run, before: &mut Words) -> String {
    let session = Session::of(run.clone(), String::new());
    let now = words(&serde_json::to_value(status(&session, record.hash, record.at)).unwrap());
    let is_new = |(name, word): &(&String, &String)| before.get(*name) != Some(*word);
    let changed: Vec<String> = now.iter().filter(is_new).map(|(name, word)| format!("{name}={word}")).collect();
    let line = format!("{} {}: {}\n", record.seq, kind(record), changed.join(", "));
    *before = now;
    line
}

fn words(status: &Value) -> Words {
    let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let list = |value: &Value| value.as_array().unwrap().clone();
    let mut words = Words::new();
    for (name, value) in [
        ("state", &status["state"]),
        ("next", &status["next"]["id"]),
        ("held", &status["held"]),
        ("freeze", &status["freeze"]["state"]),
        ("watched", &status["freeze"]["watched"]),
        ("deployments", &status["freeze"]["deployments"]),
    ] {
        words.insert(name.to_owned(), word(value));
    }
    for one in list(&status["environments"]) {
        let keys = ["license", "license_is", "may_have_target", "intellectual_property", "republished", "serial"];
        let all: Vec<String> = keys.iter().map(|key| word(&one[key])).collect();
        words.insert(word(&one["id"]), all.join("/"));
    }
    for one in list(&status["steps"]) {
        let begun = if one["begun"] == true { " begun" } else { "" };
        words.insert(word(&one["id"]), format!("{}{begun} {}", word(&one["state"]), word(&one["evidence"])));
    }
    words
}

fn kind(record: &Record<Event>) -> String {
    serde_json::to_value(&record.event).unwrap()["type"].as_str().unwrap().to_owned()
}

/// A document as the version that kept it would sign it.
fn signed(text: &str, version: &str) -> String {
    text.replacen(&format!("\"acmove\": \"{VERSION}\""), &format!("\"acmove\": \"{version}\""), 1).replacen(
        &format!("Written by acmove {VERSION}"),
        &format!("Written by acmove {version}"),
        1,
    )
}

/// Keeps what is not kept yet, where that is wanted; what is there is never written again.
fn keep(file: &Path, text: &str) {
    assert_eq!(
        std::env::var("ACMOVE_KEEP").as_deref(),
        Ok("write"),
        "{} is missing; see tests/journals/README.md",
        file.display()
    );
    fs::File::create_new(file).unwrap().write_all(text.as_bytes()).unwrap();
}

/// The first line in which two texts differ.
fn difference(kept: &str, found: &str) -> String {
    let lines = kept.lines().map(Some).chain([None]).zip(found.lines().map(Some).chain([None]));
    let first = lines.enumerate().find(|(_, (kept, found))| kept != found);
    first.map_or_else(
        || "they differ in how their lines end".to_owned(),
        |(line, (kept, found))| format!("line {}:\n  kept:  {kept:?}\n  found: {found:?}", line + 1),
    )
}

#[test]
fn of_every_story_the_same_is_said_as_when_it_was_kept() {
    let mut faults = Vec::new();
    for story in stories() {
        let found = told(&story);
        for (output, text) in OUTPUTS.iter().zip(&found).filter(|(output, _)| !story.join(output).exists()) {
            keep(&story.join(output), text);
        }
        let report: Value = serde_json::from_slice(&fs::read(story.join("report.json")).unwrap()).unwrap();
        let version = report["acmove"].as_str().unwrap();
        for (output, text) in OUTPUTS.iter().zip(&found) {
            let kept = fs::read_to_string(story.join(output)).unwrap();
            let found = signed(text, version);
            if kept != found {
                faults.push(format!("{}/{output}, {}", name(&story), difference(&kept, &found)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_story_replays_fact_by_fact() {
    for story in stories() {
        let mut states = Vec::new();
        let migration = replayed(&story, |record, run| {
            assert_eq!((run.facts, run.latest), (record.seq, run.now(record.at)), "{}", name(&story));
            states.push(run.clone());
        });
        assert_eq!(states.last(), Some(&migration.session.run), "{}", name(&story));
        assert_eq!(states.len() as u64, migration.head.seq);
        for place in [0, states.len() / 3, states.len() / 2, states.len() - 1] {
            let then = folder::as_of(&story, place as u64 + 1).unwrap();
            assert_eq!(then.run, states[place], "{} as it was after record {}", name(&story), place + 1);
        }
    }
}

#[test]
fn every_kind_of_fact_happens_in_some_story() {
    let mut kinds = BTreeSet::new();
    let mut told = BTreeSet::new();
    let stories = stories();
    assert!(stories.len() >= 12, "there are {} stories", stories.len());
    for story in &stories {
        let migration = replayed(story, |record, _| {
            kinds.insert(kind(record));
        });
        let run = &migration.session.run;
        told.insert((run.edition.id.clone(), run.rehearsal, migration.session.outlook.state.word()));
    }
    let known: BTreeSet<String> = KINDS.iter().map(|kind| (*kind).to_owned()).collect();
    assert_eq!(kinds, known);
    for edition in crate::harness::story::EDITIONS {
        for rehearsal in [false, true] {
            assert!(told.iter().any(|(id, is, _)| id == edition && *is == rehearsal), "{edition}, {rehearsal}");
        }
    }
    let states: BTreeSet<&str> = told.iter().map(|(_, _, state)| *state).collect();
    for state in ["running", "held", "stopped", "rolling-back", "rolled-back", "done", "abandoned"] {
        assert!(states.contains(state), "no story ends {state}: {states:?}");
    }
}

/// Every file below a folder, with its digest.
fn files(folder: &Path) -> Vec<(PathBuf, Digest)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push((path.clone(), Digest::of(&fs::read(&path).unwrap())));
        }
    }
    files.sort();
    files
}

#[test]
fn a_story_is_a_migration_folder_that_reading_does_not_change() {
    let facts = ["journal.jsonl", PROCEDURE, INFRASTRUCTURE, "licenses", "evidence"];
    for story in stories() {
        let before = files(&story);
        let mut digests = Vec::new();
        replayed(&story, |record, run| {
            digests.extend(acmove::domain::timeline_entry::TimelineEntry::of(record, run).evidence);
        });
        told(&story);
        assert_eq!(files(&story), before, "{}", name(&story));
        for digest in digests {
            assert!(EvidenceStore::of(&story).read(&digest).is_ok(), "{}: evidence {digest}", name(&story));
        }
        for entry in fs::read_dir(&story).unwrap() {
            let file = entry.unwrap().file_name().into_string().unwrap();
            assert!(facts.contains(&file.as_str()) || OUTPUTS.contains(&file.as_str()), "{}/{file}", name(&story));
        }
    }
}

#[test]
fn a_story_was_told_by_nobody_in_particular() {
    for story in stories() {
        replayed(&story, |record, _| {
            assert!(
                ["anna@desk", "ben@desk", "acmove"].contains(&record.by.as_str()),
                "{}: {}",
                name(&story),
                record.by
            );
        });
    }
}
