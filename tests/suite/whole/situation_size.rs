//! How small the situation of a night is as text: a message of a chat has 4,096 characters, and nobody pastes many of them.

use acmove::{
    domain::{digest::Digest, event::Event},
    journal::{Head, sealed_again},
    situation::{About, Situation, USUAL, VaultSeen, parts, read},
};
use jiff::SignedDuration;

use super::side_by_side::play;
use crate::harness::story::{EDITIONS, begin};

/// The first records of a made-up night of so many environments, some time after each other.
fn night(edition: &str, environments: usize, by_commands: bool, records: usize) -> Situation {
    let (_, night) = play(edition, environments, by_commands, None);
    let first = night.story.facts[0].event.clone();
    let (mut journal, mut head, mut at) = (Vec::new(), Head::NONE, begin());
    for event in std::iter::once(first).chain(night.facts).take(records) {
        let by =
            if matches!(event, Event::StepBegun { .. } | Event::MigrationStarted(_)) { "anna@desk" } else { "acmove" };
        at += SignedDuration::from_millis(1237 + i64::try_from(head.seq).unwrap() * 7919 % 61_234);
        let event = serde_json::to_string(&event).unwrap();
        let seq = head.seq + 1;
        let text = format!("{{\"seq\":{seq},\"at\":\"{at:.3}\",\"by\":\"{by}\",\"event\":{event}");
        head = sealed_again(&mut journal, head, text.as_bytes());
    }
    assert_eq!(head.seq, records as u64, "the night is long enough");
    let about = About {
        acmove: "0.1.0".to_owned(),
        made: at,
        migration: night.story.run.infrastructure.name.clone(),
        rehearsal: false,
        records: head.seq,
        head: head.hash,
        edition: Digest::of(edition.as_bytes()),
        like: None,
        follows: None,
        vault: Some(VaultSeen { at, except: Vec::new() }),
        desk: None,
    };
    Situation { about, journal, edition: None, evidence: Vec::new() }
}

fn fits(edition: &str, environments: usize, by_commands: bool, records: usize, budget: usize) {
    let situation = night(edition, environments, by_commands, records);
    let text = parts(&situation, USUAL).unwrap().join("\n");
    let size = text.chars().count();
    assert!(size <= budget, "{edition}, {environments} environments, {records} records: {size} characters");
    assert!(read(&text).unwrap() == situation);
}

#[test]
fn forty_four_records_fit_into_one_message_of_4096_characters() {
    for edition in EDITIONS {
        fits(edition, 5, false, 44, 4096);
    }
}

#[test]
fn two_hundred_records_of_forty_environments_fit_into_16384_characters() {
    for edition in EDITIONS {
        fits(edition, 40, false, 200, 16_384);
        fits(edition, 40, true, 200, 16_384);
    }
}
