//! A night with somebody at one of the faces, and then the same at the other.

use std::{fs, path::Path};

use acmove::{
    catalog,
    runtime::{
        folder::{self, Opened},
        inspector::Inspector,
    },
};
use serde_json::Value;

use super::{
    faces::{Act, Left, Outside, Screen, in_lines},
    journal::{difference, facts},
    way::{GIVEN, pretended, write_given},
};
use crate::harness::story::EDITIONS;

/// What somebody does, from opening the migration to leaving it; what happens first happens before it is opened.
pub(super) type Sitting = Vec<Act>;

/// A night at one of the faces.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) description: String,
    pub(super) is_rehearsal: bool,
    pub(super) sittings: Vec<Sitting>,
}

/// Which face somebody sits at.
#[derive(Debug, Clone, Copy)]
enum Face {
    Keys,
    Lines,
}

/// Plays a case at both faces, in folders of one name.
pub(super) fn play(case: &Case) -> Option<String> {
    let root = tempfile::TempDir::new().unwrap();
    write_given(root.path());
    let folder = root.path().join("m");
    let [keys, lines] = [Face::Keys, Face::Lines].map(|face| {
        let left = sit(case, face, &Outside::of(&folder), root.path());
        let mut facts = facts(&folder);
        fs::rename(&folder, root.path().join(format!("{face:?}"))).unwrap();
        facts.push(Value::from(left.unwrap_or_else(|why| vec![why])));
        facts
    });
    difference(&keys, &lines)
}

fn sit(case: &Case, face: Face, outside: &Outside, given: &Path) -> Left {
    let mut left = Ok(Vec::new());
    for (number, sitting) in case.sittings.iter().enumerate() {
        let first = sitting.iter().position(|act| !matches!(act, Act::Happens(_))).unwrap_or(sitting.len());
        let (before, acts) = sitting.split_at(first);
        for act in before {
            act.happen(outside);
        }
        let acts: Vec<Act> = acts.iter().map(|act| below(act, given)).collect();
        let opened = if number == 0 { create(case, &outside.folder) } else { open(&outside.folder) };
        let inspector = Inspector::of(&outside.folder);
        left = match face {
            Face::Lines => in_lines(opened, inspector, outside.clone(), pretended, acts),
            Face::Keys => Ok(by_keys(Screen::open(opened, inspector, outside.clone(), pretended), &acts)),
        };
    }
    left
}

fn by_keys(mut screen: Screen, acts: &[Act]) -> Vec<String> {
    for act in acts {
        screen.act(act);
    }
    let offered = screen.offered();
    screen.leave();
    offered
}

fn create(case: &Case, folder: &Path) -> Opened {
    let id = EDITIONS.into_iter().rev().find(|id| case.description.contains(id)).unwrap_or(EDITIONS[0]);
    let edition = folder::edition(id).unwrap();
    let description = catalog::infrastructure("infrastructure.toml", &case.description).unwrap();
    folder::create(folder, &description, &case.description, &edition, case.is_rehearsal).unwrap()
}

/// A process that another test starts just now may have the lock until it runs its program: it gets a new one.
fn open(folder: &Path) -> Opened {
    fs::remove_file(folder.join(".lock")).unwrap();
    folder::open(folder).unwrap()
}

/// The same with files that lie below a folder.
fn below(act: &Act, given: &Path) -> Act {
    match act {
        Act::Choose { keys, label, typed } => {
            let place = format!("{}/", given.display());
            Act::Choose { keys, label, typed: typed.iter().map(|text| text.replace(GIVEN, &place)).collect() }
        }
        Act::Paste(_) | Act::Happens(_) => act.clone(),
    }
}
