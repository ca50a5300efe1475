//! Every bundled scenario, by its answers in line mode and by keys on the screen.

use std::{fs, path::Path};

use acmove::{
    catalog,
    domain::answers::Answers,
    practice::{
        Practice,
        scenario::{Bundled, scenario, scenarios},
    },
    runtime::{
        folder::{self, Opened},
        looker::Looker,
        rehearsal::{Pace, Prepared},
    },
};
use serde_json::Value;

use super::{
    Night,
    faces::{Outside, RUNS, Screen, by_answers},
    journal::{difference, facts},
    player::Player,
};

/// A scenario at its beginning, in a fresh folder.
pub(crate) struct Rehearsal {
    pub(crate) opened: Opened,
    pub(crate) looker: Looker,
    pub(crate) practice: Practice,
    answers: Answers,
}

impl Rehearsal {
    pub(crate) fn begin(folder: &Path, id: &str) -> Self {
        let known = scenarios().iter().find(|known| known.id == id).unwrap();
        let scenario = scenario(id, known.text).unwrap();
        let edition = folder::edition(scenario.procedure.as_deref().unwrap_or(catalog::DEFAULT_EDITION)).unwrap();
        let prepared = Prepared::here(scenario, Pace::Stepped).unwrap();
        let described = with_tools(&prepared.description(&edition.procedure.id));
        let description = catalog::infrastructure("infrastructure.toml", &described).unwrap();
        let infrastructure = &description.infrastructure;
        let answers = catalog::answers(id, known.answers, Path::new("."), &edition.procedure, infrastructure).unwrap();
        let opened = folder::create(folder, &description, &described, &edition, true).unwrap();
        let practice = prepared.serve().unwrap();
        let looker = Looker::of(folder).with(Some(&practice));
        Self { opened, looker, practice, answers }
    }
}

/// The program stands in for the vendor's tools, and here the program is a test.
fn with_tools(described: &str) -> String {
    let quoted = |path: &str| toml::Value::String(path.to_owned()).to_string();
    let test = std::env::current_exe().unwrap();
    described.replace(&quoted(test.to_str().unwrap()), &quoted(env!("CARGO_BIN_EXE_acmove")))
}

pub(super) fn nights() -> Vec<Night> {
    let night = |known: &'static Bundled| -> Night { (format!("scenario {}", known.id), Box::new(|| play(known.id))) };
    scenarios().iter().map(night).collect()
}

/// Both faces work in a folder of the same name, one after the other.
fn play(id: &str) -> Option<String> {
    let root = tempfile::TempDir::new().unwrap();
    let folder = root.path().join("m");
    let outside = Outside::of(&folder);
    let Rehearsal { opened, looker, practice, answers } = Rehearsal::begin(&folder, id);
    by_answers(opened, looker, outside.clone(), RUNS, answers.clone());
    drop(practice);
    let lines = facts(&folder);
    fs::remove_dir_all(&folder).unwrap();
    let Rehearsal { opened, looker, practice, .. } = Rehearsal::begin(&folder, id);
    let stuck = by_keys(Screen::open(opened, looker, outside, RUNS), &answers, &lines);
    drop(practice);
    let differs = difference(&facts(&folder), &lines);
    stuck.err().map(|why| format!("{}  keys: {why}", differs.clone().unwrap_or_default())).or(differs)
}

fn by_keys(mut screen: Screen, answers: &Answers, lines: &[Value]) -> Result<(), String> {
    let played = Player::at(&mut screen, answers, lines).play();
    screen.leave();
    played
}
