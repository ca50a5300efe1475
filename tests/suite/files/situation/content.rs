//! What comes out is what went in: journals byte for byte, also odd ones, texts, and what is known besides.

use std::{collections::BTreeSet, fs, path::Path};

use acmove::{
    domain::{digest::Digest, event::Event},
    journal::{Head, sealed_again},
    situation::{
        About, DICTIONARY, Evidence, Follows, LEAST, Refused, Seen, USUAL, VaultSeen, parts, read, squeezed, unsqueezed,
    },
};
use serde_json::json;

use super::{situation, text};

#[test]
fn every_kept_journal_comes_out_byte_for_byte() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journals");
    let stories = fs::read_dir(kept).unwrap().map(|entry| entry.unwrap()).filter(|entry| entry.path().is_dir());
    let mut count = 0;
    for story in stories {
        let sent = situation(story.file_name().to_str().unwrap(), u64::MAX, 1_800_000_000);
        assert!(read(&text(&sent)).unwrap() == sent, "{}", story.path().display());
        count += 1;
    }
    assert!(count > 20);
}

#[test]
fn lines_that_are_written_in_another_way_come_out_as_they_are() {
    let mut sent = situation("decided", 1, 1_800_000_000);
    let mut head = Head { seq: 1, hash: sent.about.head };
    for odd in [
        r#"{"seq":2,"at":"2026-11-30T02:45:00Z","by":"a","event":{"type":"x"}"#,
        r#"{"at":"2026-11-30T02:45:00.000Z","seq":3,"by":"a","event":{}"#,
        r#"{"seq":4,"at":"2026-11-30T02:44:00.000Z","by":"the clock was set back","event":{}"#,
        r#"{"seq":9,"at":"not a time"#,
        r#"{"seq":6,"at":"9999-12-30T22:00:00.999Z","by":"","event":"	""#,
        "",
    ] {
        head = sealed_again(&mut sent.journal, head, odd.as_bytes());
    }
    (sent.about.records, sent.about.head) = (head.seq, head.hash);
    assert!(read(&text(&sent)).unwrap() == sent);
    // The end of a record that was never acknowledged.
    sent.journal.extend(b"{\"seq\":8,\"at\xff");
    assert!(read(&text(&sent)).unwrap() == sent);
}

#[test]
fn what_is_known_besides_goes_along() {
    let mut sent = situation("decided", 44, 1_800_000_000);
    let page = b"<html>\xff</html>".to_vec();
    sent.evidence = vec![
        Evidence { sha256: Digest::of(&page), is_html: true, bytes: page },
        Evidence { sha256: Digest::of(b""), is_html: false, bytes: Vec::new() },
    ];
    let (own, like) = ("id = \"our-own\"\n", "id = \"activation-code-2021\"\n");
    sent.about.edition = Digest::of(own.as_bytes());
    sent.about.like = Some(Digest::of(like.as_bytes()));
    sent.edition = Some(squeezed(like, own.as_bytes()).unwrap());
    sent.about.desk = Some(json!({"card": "production/upload-source", "page": null}));
    sent.about.follows = Some(Follows::Damage { what: "its hash does not fit".to_owned(), whole: 3 });
    let seen = |found: Option<&str>| Seen {
        environment: "production".parse().unwrap(),
        side: acmove::domain::infrastructure::Side::Target,
        found: found.map(str::to_owned),
    };
    let except = vec![seen(Some("absent")), seen(None)];
    sent.about.vault = Some(VaultSeen { at: sent.about.made, except });
    let found = read(&text(&sent)).unwrap();
    assert!(found == sent);
    assert_eq!(unsqueezed(like, &found.edition.unwrap()).unwrap(), own.as_bytes());
    // A text that is not what its digest says is not sent on as if it were.
    sent.evidence[0].bytes.push(b' ');
    assert!(read(&text(&sent)).is_err());
}

#[test]
fn parts_are_no_longer_than_asked_for_and_say_what_they_are() {
    let mut sent = situation("handed-over", 70, 1_800_000_000);
    sent.about.migration = format!("Caf\u{e9} \u{1b}[31m{}\nand more", "long ".repeat(40));
    for size in [LEAST, 500, 777, 1600, USUAL, 100_000] {
        let parts = parts(&sent, size).unwrap();
        for (number, part) in (1..).zip(&parts) {
            assert!(part.chars().count() <= size, "{size}: {}", part.chars().count());
            let title = format!("acmove situation, part {number} of {}: Caf\u{e9} [31mlong ", parts.len());
            assert!(part.starts_with(&title), "{part}");
            assert!(part.lines().skip(1).all(|line| line.len() == 64), "{part}");
        }
        assert!(read(&parts.concat()).unwrap() == sent, "{size}");
    }
    assert_eq!(parts(&sent, 0).unwrap(), parts(&sent, LEAST).unwrap(), "the least size still works");
}

#[test]
fn keys_that_are_not_known_here_are_ignored_and_another_format_is_named() {
    let sent = situation("decided", 44, 1_800_000_000);
    let mut about = serde_json::to_value(&sent.about).unwrap();
    about["unheard"] = json!([1, 2]);
    assert_eq!(serde_json::from_value::<About>(about).unwrap(), sent.about);
    // The beginning of a part whose format has the version 2.
    let newer = "DJJJ/AAAgcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHUCD2Z";
    assert_eq!(read(newer), Err(Refused::Newer));
}

/// What the first build that had them made of the journal `decided`: it is never made again.
const KEPT: &str = include_str!("kept-1.txt");

#[test]
fn a_text_that_an_earlier_build_made_is_read() {
    let kept = read(KEPT).unwrap();
    assert!(kept.journal == situation("decided", 44, 0).journal);
    assert_eq!(kept.about.migration, "Orchard Foods");
    assert!(kept.edition.is_some() && kept.about.vault.is_some_and(|vault| vault.except.is_empty()));
}

/// The kinds of facts that there were when the dictionary was made. Later ones are sent without it.
const KINDS: usize = 53;

#[test]
fn the_dictionary_has_a_line_of_every_kind_of_fact() {
    let lines = DICTIONARY.lines().filter_map(|line| line.split_once("\"event\":")).map(|(_, event)| event);
    let kind = |event: &str| {
        let event: serde_json::Value = serde_json::from_str(event.strip_suffix('}').unwrap()).unwrap();
        event["type"].as_str().unwrap().to_owned()
    };
    let kinds: BTreeSet<String> = lines.map(kind).collect();
    assert_eq!(kinds.len(), KINDS);
    for kind in &kinds {
        let known = serde_json::from_value::<Event>(json!({"type": kind})).err().map(|error| error.to_string());
        assert!(!known.is_some_and(|error| error.contains("unknown variant")), "{kind}");
    }
    assert!((8_000..14_000).contains(&DICTIONARY.len()), "{}", DICTIONARY.len());
}
