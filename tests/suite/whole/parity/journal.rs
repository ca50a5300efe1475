//! The facts of a journal, without what is another every time by its nature.

use std::{fmt::Write as _, fs, path::Path};

use acmove::runtime::folder;
use serde_json::Value;

use crate::harness::retold::without_moment;

/// When something was recorded, and what chains one record to the next.
const SEALS: [&str; 3] = ["at", "prev", "hash"];

/// Times inside of facts, how long something took, and as which process.
const TIMES: [&str; 5] = ["since", "started", "rollback_by", "seconds", "process"];

/// How many facts are shown from the first difference on, and how many characters of each.
const SHOWN: usize = 4;
const LONGEST: usize = 300;

/// The facts of a migration in a folder: authors by their kind, addresses without ports, nothing about time or place.
pub(crate) fn facts(folder: &Path) -> Vec<Value> {
    let journal = fs::read_to_string(folder.join("journal.jsonl")).unwrap();
    let place = folder.display().to_string();
    journal.lines().map(|line| fact(line, &place)).collect()
}

fn fact(line: &str, place: &str) -> Value {
    let mut fact: Value = serde_json::from_str(line).unwrap();
    let record = fact.as_object_mut().unwrap();
    for key in SEALS {
        record.remove(key);
    }
    let by = if record["by"] == "acmove" { "acmove" } else { "a person" };
    record.insert("by".to_owned(), by.into());
    timeless(&mut fact, place);
    fact
}

fn timeless(value: &mut Value, place: &str) {
    match value {
        Value::Object(fields) => {
            for key in TIMES {
                fields.remove(key);
            }
            for item in fields.get_mut("items").and_then(Value::as_array_mut).into_iter().flatten() {
                *item = item.as_str().map(without_moment).into();
            }
            fields.values_mut().for_each(|field| timeless(field, place));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| timeless(item, place)),
        Value::String(text) => *text = without_ports(&text.replace(place, "FOLDER")),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn without_ports(text: &str) -> String {
    const HERE: &str = "127.0.0.1:";
    let mut pieces = text.split(HERE);
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + "127.0.0.1" + piece.trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// How two journals differ; nothing where they say the same.
pub(super) fn difference(keys: &[Value], lines: &[Value]) -> Option<String> {
    if keys == lines {
        return None;
    }
    let same = keys.iter().zip(lines).take_while(|(one, other)| one == other).count();
    let mut told = format!("after {same} facts of {} by keys and {} in lines\n", keys.len(), lines.len());
    for (face, facts) in [("keys", keys), ("lines", lines)] {
        for fact in facts.iter().skip(same).take(SHOWN) {
            let _ = writeln!(told, "  {face}: {}", short(fact));
        }
    }
    Some(told)
}

/// The beginning of a fact.
fn short(fact: &Value) -> String {
    let event = fact.get("event").map(|event| format!("{} {}: {event}", fact["seq"], fact["by"]));
    let told = event.unwrap_or_else(|| fact.to_string());
    told.chars().take(LONGEST).collect()
}

/// Removes the last fact, as if the program had been killed before it was written.
pub(super) fn forget_last(folder: &Path) {
    let file = folder.join("journal.jsonl");
    let journal = fs::read_to_string(&file).unwrap();
    let end = journal.trim_end().rfind('\n').unwrap() + 1;
    fs::write(file, &journal[..end]).unwrap();
    folder::read(folder).unwrap();
}
