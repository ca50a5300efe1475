//! A torn last line: a record that was never acknowledged follows, and every output says so.

use std::fs;

use serde_json::json;

use super::super::harness::site::{Site, code, errors, said};

const TORN: &str = "{\"seq\":36,\"at\":\"2026-11-21T22:38";

/// The power went while record 36 was written.
fn torn() -> Site {
    let site = Site::story("stopped");
    site.write("m/journal.jsonl", &(site.journal() + TORN));
    site
}

const NOTICE: &str = "32 bytes of an unfinished record follow record 35.";

#[test]
fn every_output_says_that_a_record_follows_that_was_never_acknowledged() {
    let site = torn();
    let before = site.journal();
    let output = site.run(&["bundle", "m", "-o", "t.zip"]);
    assert!(code(&output) == 0 && errors(&output).contains(NOTICE), "{}", said(&output));
    for what in ["m", "t.zip"] {
        for command in [
            &["status"][..],
            &["rollback", "--plan"],
            &["ticket"],
            &["review"],
            &["replay"],
            &["report", "--format", "md"],
            &["report", "--format", "html"],
            &["verify"],
        ] {
            let output = site.run(&[&command[..1], &[what], &command[1..]].concat());
            let text = String::from_utf8_lossy(&output.stdout).replace('\n', " ");
            assert_eq!(code(&output), 0, "{what} {command:?}: {}", said(&output));
            assert!(text.contains(NOTICE), "{what} {command:?}: {text}");
        }
        for command in [&["status", "--json"][..], &["replay", "--json"], &["report", "--format", "json"]] {
            let status = site.json(&[&command[..1], &[what], &command[1..]].concat());
            assert_eq!(status["journal"]["torn_bytes"], TORN.len(), "{what} {command:?}");
            assert!(status["notice"].as_str().unwrap().contains(NOTICE), "{what} {command:?}");
            assert_eq!(status["state"], "stopped", "what is proved is known");
        }
        assert!(site.json(&["review", what, "--json"])["notice"].as_str().unwrap().contains(NOTICE));
        assert!(site.json(&["rollback", what, "--plan", "--json"])["notice"].as_str().unwrap().contains(NOTICE));
    }
    assert_eq!(site.journal(), before, "looking cuts nothing off");
    let cast = site.run(&["cast", "m", "-o", "t.cast"]);
    assert_eq!(code(&cast), 0);
    assert!(fs::read_to_string(site.path("t.cast")).unwrap().contains(NOTICE));
}

#[test]
fn a_bundle_packs_the_bytes_of_a_torn_line() {
    let site = torn();
    site.run(&["bundle", "m", "-o", "t.zip"]);
    let unpacked = acmove::runtime::bundle::unpack(&site.path("t.zip")).unwrap();
    assert_eq!(fs::read_to_string(unpacked.folder().join("journal.jsonl")).unwrap(), site.journal());
    assert_eq!(unpacked.manifest.torn, TORN.len());
}

#[test]
fn where_nothing_is_torn_no_key_says_so() {
    let site = Site::story("stopped");
    let status = site.json(&["status", "m", "--json"]);
    assert_eq!((status.get("notice"), status["journal"].get("torn_bytes")), (None, None));
    assert!(site.json(&["review", "m", "--json"]).get("notice").is_none());
    assert!(!said(&site.run(&["verify", "m"])).contains("INCOMPLETE"));
    site.run(&["bundle", "m", "-o", "b.zip"]);
    assert_eq!(site.json(&["rollback", "b.zip", "--plan", "--json"])["ready"], json!(true));
}

/// A set-up that was killed when so many bytes of its first record were on the disk.
fn killed(site: &Site, bytes: usize) {
    let first = site.journal();
    std::fs::write(site.path("m/journal.jsonl"), &first.as_bytes()[..bytes]).unwrap();
}

#[test]
fn a_set_up_that_was_killed_in_its_first_record_is_set_up_again_by_the_same_command() {
    let whole = Site::started().journal().len();
    for (bytes, lost) in [(0, ""), (1, ""), (40, "m/procedure.toml"), (whole - 1, "m/infrastructure.toml")] {
        let site = Site::started();
        killed(&site, bytes);
        if !lost.is_empty() {
            std::fs::remove_file(site.path(lost)).unwrap();
        }
        for command in [&["status", "m"][..], &["verify", "m"], &["run", "m", "--unattended"], &["report", "m"]] {
            let output = site.run(command);
            assert_eq!(code(&output), 2, "{bytes} {command:?}: {}", said(&output));
            let told = "its set-up was interrupted before the first record. Set it up again with `acmove new m`";
            assert!(errors(&output).contains(told), "{bytes} {command:?}: {}", errors(&output));
        }
        assert_eq!(site.journal().len(), bytes, "looking, and what is refused, changes nothing");
        let again = site.run(&["new", "m", "--infrastructure", "infrastructure.toml"]);
        assert_eq!(code(&again), 0, "{bytes}: {}", said(&again));
        assert_eq!(site.status()["journal"]["events"], 1);
        assert_eq!(site.path("m/journal.torn-1").exists(), bytes > 0, "what was begun is kept aside");
        assert_eq!(code(&site.run(&["verify", "m"])), 0);
    }
    let site = Site::started();
    let output = site.run(&["new", "m", "--infrastructure", "infrastructure.toml"]);
    assert_eq!(code(&output), 2, "one whole record is a migration: {}", said(&output));
}

#[test]
fn a_rehearsal_that_was_killed_before_its_first_record_is_begun_again_by_the_same_command() {
    let site = Site::new();
    let begin = ["rehearse", "--dir", "m", "--auto"];
    assert_eq!(code(&site.run(&begin)), 0);
    // Everything else was there already.
    for lost in ["", "m/practice/world.json", "m/practice/scenario.toml"] {
        let first = site.journal().lines().next().unwrap().to_owned();
        site.write("m/journal.jsonl", &first[..first.len() / 2]);
        if !lost.is_empty() {
            std::fs::remove_file(site.path(lost)).unwrap();
        }
        let again = site.run(&begin);
        assert_eq!(code(&again), 0, "{lost}: {}", said(&again));
        assert_eq!(site.status()["state"], "done");
    }
}

#[test]
fn a_rehearsal_that_was_killed_before_its_first_record_may_find_its_port_taken() {
    let site = Site::new();
    let begin = ["rehearse", "--dir", "m", "--auto"];
    assert_eq!(code(&site.run(&begin)), 0);
    let first = site.journal().lines().next().unwrap().to_owned();
    site.write("m/journal.jsonl", &first[..first.len() / 2]);
    let description = std::fs::read_to_string(site.path("m/infrastructure.toml")).unwrap();
    let (_, port) = description.split_once("127.0.0.1:").unwrap();
    let port: u16 = port.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap();
    // It may be taken by another test already: all the same.
    let _taken = std::net::TcpListener::bind(("127.0.0.1", port));
    let again = site.run(&begin);
    assert_eq!(code(&again), 0, "{}", said(&again));
    assert_eq!(site.status()["state"], "done");
    // A description that somebody wrote stays.
    site.write("m/journal.jsonl", &first[..first.len() / 2]);
    site.write("m/infrastructure.toml", &description.replace("Practice Holding", "ACME"));
    assert_eq!(code(&site.run(&begin)), 2);
}
