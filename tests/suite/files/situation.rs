//! The situation as text: what comes out of it, whatever mail and chats make of it on its way; and what is refused, by its number.

mod channels;
mod command;
mod content;
mod property;
mod refused;

use std::{fs, path::Path};

use acmove::{
    domain::digest::Digest,
    journal::{Head, unsealed},
    situation::{About, Situation, USUAL, parts, read},
};
use jiff::Timestamp;

/// The first records of a kept journal as a situation, made at a second.
fn situation(story: &str, records: u64, second: i64) -> Situation {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journals").join(story);
    let journal = fs::read(folder.join("journal.jsonl")).unwrap();
    let (mut head, mut length) = (Head::NONE, 0);
    for line in journal.split_inclusive(|byte| *byte == b'\n').take(usize::try_from(records).unwrap()) {
        head = unsealed(&line[..line.len() - 1], head).unwrap().1;
        length += line.len();
    }
    let about = About {
        acmove: "0.1.0".to_owned(),
        made: Timestamp::from_second(second).unwrap(),
        migration: story.to_owned(),
        rehearsal: false,
        records: head.seq,
        head: head.hash,
        edition: Digest::of(&fs::read(folder.join("procedure.toml")).unwrap()),
        like: None,
        follows: None,
        vault: None,
        desk: None,
    };
    Situation { about, journal: journal[..length].to_vec(), edition: None, evidence: Vec::new() }
}

/// A situation of several parts.
fn in_parts() -> (Situation, Vec<String>) {
    let situation = situation("handed-over", 70, 1_800_000_000);
    let parts = parts(&situation, 2000).unwrap();
    assert_eq!(parts.len(), 3);
    (situation, parts)
}

/// The words of a refusal.
fn refusal(text: &str) -> String {
    read(text).unwrap_err().to_string()
}

/// The usual parts as one text.
fn text(situation: &Situation) -> String {
    parts(situation, USUAL).unwrap().join("\n")
}

/// A text in which something stands after every so many characters.
fn cut(text: &str, every: usize, between: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    characters.chunks(every).map(|piece| piece.iter().collect::<String>()).collect::<Vec<_>>().join(between)
}

/// A text whose every line begins with something.
fn each_line(text: &str, begin: &str) -> String {
    text.lines().flat_map(|line| [begin, line, "\n"]).collect()
}

/// A text whose lines are at most so long, cut wherever that is.
fn wrapped(text: &str, width: usize) -> String {
    text.lines().map(|line| cut(line, width, "\n") + "\n").collect()
}
