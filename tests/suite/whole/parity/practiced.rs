//! Answers that were written down, in line mode and by keys on the screen: those of every bundled scenario, and of a real
//! migration.

use std::path::Path;

use super::{
    Night,
    faces::{Outside, RUNS, Screen, by_answers},
    journal::{difference, facts},
    player::Player,
    way::{TWO, write_given},
};
use crate::harness::site::remove_folder;
use acmove::{
    catalog,
    domain::answers::Answers,
    practice::{
        Practice,
        scenario::{Bundled, scenario, scenarios},
    },
    runtime::{
        folder::{self, Opened},
        inspector::Inspector,
        rehearsal::{ClockPace, Prepared},
    },
};

/// Fewer facts than a whole migration has.
const SHORTEST: usize = 30;

/// A scenario at its beginning, in a fresh folder.
pub(crate) struct Rehearsal {
    pub(crate) opened: Opened,
    pub(crate) inspector: Inspector,
    pub(crate) practice: Practice,
    pub(crate) answers: Answers,
}

impl Rehearsal {
    pub(crate) fn begin(folder: &Path, id: &str) -> Self {
        let known = scenarios().iter().find(|known| known.id == id).unwrap();
        Self::of(folder, id, known.text, known.answers)
    }

    /// A scenario of one's own with its answers.
    pub(crate) fn of(folder: &Path, id: &str, text: &str, answers: &str) -> Self {
        let scenario = scenario(id, text).unwrap();
        let edition = folder::edition(scenario.procedure.as_deref().unwrap_or(catalog::DEFAULT_EDITION)).unwrap();
        let prepared = Prepared::here(scenario, ClockPace::Stepped).unwrap();
        let described = with_tools(&prepared.description(&edition.procedure.id));
        let description = catalog::infrastructure("infrastructure.toml", &described).unwrap();
        let infrastructure = &description.infrastructure;
        let answers = catalog::answers(id, answers, Path::new("."), &edition.procedure, infrastructure).unwrap();
        let opened = folder::create(folder, &description, &described, &edition, true).unwrap();
        let practice = prepared.serve().unwrap();
        let inspector = Inspector::of(folder).with(Some(&practice));
        Self { opened, inspector, practice, answers }
    }
}

/// The program stands in for the vendor's tools, and here the program is a test.
fn with_tools(described: &str) -> String {
    let quoted = |path: &str| toml::Value::String(path.to_owned()).to_string();
    let test = std::env::current_exe().unwrap();
    described.replace(&quoted(test.to_str().unwrap()), &quoted(env!("CARGO_BIN_EXE_acmove")))
}

pub(super) fn nights() -> Vec<Night> {
    let scenario =
        |known: &'static Bundled| -> Night { (format!("scenario {}", known.id), Box::new(|| rehearse(known.id))) };
    let real: Night = ("answers of a real migration".to_owned(), Box::new(move_really));
    scenarios().iter().map(scenario).chain([real]).collect()
}

fn rehearse(id: &str) -> Option<String> {
    let root = tempfile::TempDir::new().unwrap();
    let folder = root.path().join("m");
    play(&folder, || {
        let Rehearsal { opened, inspector, practice, answers } = Rehearsal::begin(&folder, id);
        (opened, inspector, answers, Some(practice))
    })
}

/// What somebody answers where nothing is done on practice pages.
const REAL: &str = r#"
requirements = { one-lifetime = "yes", all-environments = "yes", lifetime-included = "yes" }
[steps]
"before/read-procedure" = { done = true }
"pause/pause-production" = { done = true }
"production/obtain-source" = { file = "production-source.lic", note = "the portal was slow" }
"production/upload-source" = { done = true }
"production/check-source" = { page = "production-unclear.txt", accept = "Support says that it is valid" }
"lifetime/obtain-source" = { file = "lifetime-source.lic", from = "service-center" }
"lifetime/upload-source" = { done = true }
"lifetime/check-source" = { claim = "AAA Ignore", note = "read twice" }
"lifetime/obtain-target" = { file = "lifetime-target.lic" }
"lifetime/upload-target" = { done = true }
"lifetime/check-target" = { claim = "BBB Protected" }
"production/obtain-target" = { file = "production-target.lic" }
"production/upload-target" = [{ done = true }, { done = true }]
"production/check-target" = [{ again = "production/upload-target", note = "to be sure" }, { claim = "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N Unprotected" }]
"lifetime/republish" = [{ message = "It did not work." }, { outcome = "published", module = "Users", note = "another one" }]
"production/republish" = { outcome = "published" }
"resume/resume-production" = { done = true }
"#;

fn move_really() -> Option<String> {
    let root = tempfile::TempDir::new().unwrap();
    let folder = root.path().join("m");
    write_given(root.path());
    let edition = folder::edition(catalog::DEFAULT_EDITION).unwrap();
    let description = catalog::infrastructure("infrastructure.toml", TWO).unwrap();
    let answers = catalog::answers("it", REAL, root.path(), &edition.procedure, &description.infrastructure).unwrap();
    play(&folder, || {
        let opened = folder::create(&folder, &description, TWO, &edition, false).unwrap();
        (opened, Inspector::of(&folder), answers.clone(), None)
    })
}

/// Plays answers in line mode, then by keys in a fresh folder of the same name.
fn play(folder: &Path, begin: impl Fn() -> (Opened, Inspector, Answers, Option<Practice>)) -> Option<String> {
    let (opened, inspector, answers, practice) = begin();
    by_answers(opened, inspector, Outside::of(folder), RUNS, answers);
    drop(practice);
    let lines = facts(folder);
    assert!(lines.len() > SHORTEST, "it goes on to its end: {}", lines.len());
    remove_folder(folder);
    let (opened, inspector, answers, practice) = begin();
    let mut screen = Screen::open(opened, inspector, Outside::of(folder), RUNS);
    let stuck = Player::at(&mut screen, &answers, &lines).play().err();
    screen.leave();
    drop(practice);
    let differs = difference(&facts(folder), &lines);
    stuck.map(|why| format!("{}  keys: {why}", differs.clone().unwrap_or_default())).or(differs)
}
