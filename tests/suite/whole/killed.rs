//! A rehearsal that is killed anywhere and goes on from there does nothing on the practice pages once more.
//! `ACMOVE_KILLS=all cargo test killed` kills it before every fact, and not only before those that tell what was done outside.

use std::{
    fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use acmove::{
    catalog,
    domain::{answers::Answers, event::Event, record::Record},
    engine::ports::{Attachment, Author, Recorder},
    line::{Ending, Hands, LineMode, Printer},
    practice::Practice,
    runtime::{
        clock::SystemClock,
        folder::{self, Opened},
        inspector::Inspector,
        rehearsal::{self, ClockPace, Prepared, Script, script},
    },
};
use serde_json::Value;

use super::parity::faces::Outside;
use crate::cli::interrupted::copy;
use crate::harness::site::remove_folder;

/// Keeps facts, and before each of them the folder as a kill would leave it: done on the pages, and not on record.
struct Killed<R> {
    recorder: R,
    folder: PathBuf,
    cuts: Option<PathBuf>,
    facts: usize,
}

impl<R: Recorder> Recorder for Killed<R> {
    fn record(&mut self, event: Event, attachment: Option<Attachment>, by: Author) -> Result<Record<Event>, String> {
        self.facts += 1;
        if let Some(cuts) = self.cuts.as_ref().filter(|_| tells_what_was_done(&event) || is_thorough()) {
            copy(&self.folder, &cuts.join(self.facts.to_string()));
        }
        self.recorder.record(event, attachment, by)
    }
}

fn is_thorough() -> bool {
    std::env::var_os("ACMOVE_KILLS").is_some()
}

/// Whether a fact tells what was done outside just before.
const fn tells_what_was_done(event: &Event) -> bool {
    matches!(
        event,
        Event::StepDone { .. }
            | Event::ModulePublished { .. }
            | Event::PublishFailed { .. }
            | Event::SupportAnswered { .. }
            | Event::NoteWritten { .. }
    )
}

struct Night {
    script: Script,
    folder: PathBuf,
}

impl Night {
    fn answers(&self, opened: &Opened) -> Answers {
        let text = &self.script.answers.as_ref().unwrap().text;
        let run = &opened.session.run;
        catalog::answers("answers.toml", text, Path::new("."), &run.procedure, &run.infrastructure).unwrap()
    }

    /// Plays it to its end. What was done on the pages by then: uploads, publishes and requests, environment by environment.
    fn play(&self, opened: Opened, practice: Practice, cuts: Option<PathBuf>) -> (Ending, Vec<String>) {
        let answers = self.answers(&opened);
        let inspector = Inspector::of(&self.folder).with(Some(&practice));
        let recorder = Killed { recorder: opened.recorder, folder: self.folder.clone(), cuts, facts: 0 };
        let hands = Hands { inspector, recorder, clock: SystemClock };
        let printer = || Printer::piped(io::sink());
        let mode = LineMode::new(opened.session, hands, answers, None::<io::Empty>, printer(), printer());
        let ending = mode.watched_by(Some(Box::new(Outside::of(&self.folder)))).run();
        drop(practice);
        (ending, self.done())
    }

    fn done(&self) -> Vec<String> {
        let world: Value = serde_json::from_slice(&fs::read(self.folder.join("practice/world.json")).unwrap()).unwrap();
        let state = &world["world"]["state"];
        let site = |site: &Value| {
            let publishes = site["publishes"].as_array().unwrap();
            let said: Vec<&str> = publishes.iter().map(|publish| publish["message"].as_str().unwrap()).collect();
            format!("{} uploads, {said:?}", site["uploads"])
        };
        let requests = format!("{} requests", state["requests"]);
        state["sites"].as_array().unwrap().iter().map(site).chain([requests]).collect()
    }

    fn begin(&self) -> (Opened, Practice) {
        let anywhere: SocketAddr = "127.0.0.1:0".parse().unwrap();
        let scenario = self.script.scenario.clone();
        let edition = folder::edition(scenario.procedure.as_deref().unwrap_or(catalog::DEFAULT_EDITION)).unwrap();
        let prepared = Prepared::at(anywhere, scenario, ClockPace::Stepped).unwrap();
        let text = prepared.description(&edition.procedure.id);
        let description = catalog::infrastructure("infrastructure.toml", &text).unwrap();
        let opened = folder::create(&self.folder, &description, &text, &edition, true).unwrap();
        (opened, rehearsal::begin(&self.folder, &self.script, prepared).unwrap())
    }

    /// Opens it again as a kill has left it.
    fn again(&self, cut: &Path) -> (Opened, Practice) {
        remove_folder(&self.folder);
        copy(cut, &self.folder);
        // A process that another test starts just now may have the lock until it runs its program: it gets a new one.
        fs::remove_file(self.folder.join(".lock")).unwrap();
        (folder::open(&self.folder).unwrap(), rehearsal::again(&self.folder, false).unwrap())
    }
}

fn killed_anywhere(scenario: &str) {
    let root = tempfile::TempDir::new().unwrap();
    let cuts = root.path().join("cuts");
    fs::create_dir(&cuts).unwrap();
    let night = Night { script: script(scenario).unwrap(), folder: root.path().join("m") };
    let (opened, practice) = night.begin();
    let whole = night.play(opened, practice, Some(cuts.clone()));
    let all: Vec<PathBuf> = fs::read_dir(&cuts).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(all.len() > 10, "{}", all.len());
    let mut differ = Vec::new();
    for cut in &all {
        let (opened, practice) = night.again(cut);
        let resumed = night.play(opened, practice, None);
        if resumed != whole {
            differ.push(format!("killed before fact {} of this run: {resumed:#?}", cut.display()));
        }
    }
    assert!(differ.is_empty(), "{whole:#?}\n{}", differ.join("\n"));
}

#[test]
fn a_rehearsal_killed_before_any_fact_of_a_rollback_does_nothing_twice() {
    killed_anywhere("ip-error-middle");
}

#[test]
fn a_rehearsal_killed_before_any_fact_of_a_correction_asks_and_uploads_nothing_twice() {
    killed_anywhere("expired");
}
