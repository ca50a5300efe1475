//! The command that prints a situation, and the commands that look at one as they look at its folder.

use std::fs;

use acmove::situation::read;
use serde_json::Value;

use crate::harness::site::{Site, code, errors, said};

/// What looks at a migration without changing it; and whether it says nothing of the vault, and so the same of a situation.
const LOOKING: [(&[&str], bool); 4] = [
    (&["plan"], true),
    (&["report", "--utc"], false),
    (&["replay"], false),
    (&["replay", "--at", "3", "--json"], true),
];

fn at(what: &'static str, command: &[&'static str]) -> Vec<&'static str> {
    [&command[..1], &[what], &command[1..]].concat()
}

/// A text without the name under which its migration was looked at.
fn nameless(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stdout).replace("standard input", "m")
}

#[test]
fn whatever_looks_at_a_folder_looks_at_its_situation_too() {
    for story in ["stopped", "decided", "handed-over", "in-parts"] {
        let site = Site::story(story);
        let situation = site.text(&["situation", "m"]);
        fs::write(site.path("mail.txt"), situation.replace('\n', "\r\n> ")).unwrap();
        for (command, is_same) in LOOKING {
            let (own, sent) = (site.run(&at("m", command)), site.typing(&at("-", command), &situation));
            assert_eq!((code(&own), code(&sent)), (0, 0), "{story} {command:?}: {}", errors(&sent));
            assert!(!is_same || nameless(&own) == nameless(&sent), "{story} {command:?}: {}", said(&sent));
            assert_eq!(code(&site.run(&at("mail.txt", command))), 0, "{story} {command:?}");
        }
        let (own, sent) = (site.json(&["status", "m", "--json"]), site.json(&["status", "mail.txt", "--json"]));
        for key in ["migration", "state", "steps", "next", "held", "journal", "latest"] {
            assert_eq!(own[key], sent[key], "{story} {key}");
        }
        assert!(sent["packed_at"].is_string() && own["packed_at"].is_null());
    }
}

#[test]
fn a_situation_says_what_was_in_the_vault_and_that_nothing_is_verified_since() {
    let site = Site::story("stopped");
    let licenses = site.licenses();
    fs::remove_file(site.path("m/licenses").join(&licenses[0])).unwrap();
    let situation = site.text(&["situation", "m"]);
    let own = site.json(&["status", "m", "--json"]);
    let sent: Value = serde_json::from_slice(&site.typing(&["status", "-", "--json"], &situation).stdout).unwrap();
    let backups = |status: &Value| -> Vec<Value> {
        let all = status["environments"].as_array().unwrap();
        all.iter().map(|environment| environment["backup"]["verified"].clone()).collect()
    };
    assert_eq!(backups(&own), backups(&sent));
    assert!(backups(&sent).contains(&Value::Bool(false)) && backups(&sent).contains(&Value::Bool(true)));
    assert!(!situation.contains("license") && !site.text(&["situation", "m"]).is_empty());
}

#[test]
fn evidence_goes_along_only_where_it_is_asked_for() {
    let site = Site::story("decided");
    let (without, with) = (site.run(&["situation", "m"]), site.run(&["situation", "m", "--with-evidence"]));
    assert!(errors(&without).contains("no evidence texts, no license files"), "{}", errors(&without));
    assert!(errors(&with).contains(", 5 evidence texts, no license files"), "{}", errors(&with));
    for (sent, told) in [(&without, "0 of its texts checked, 0 with errors"), (&with, "texts checked, 0 with errors")] {
        let verified = site.typing(&["verify", "-"], &String::from_utf8_lossy(&sent.stdout));
        assert!(said(&verified).contains(told), "{}", said(&verified));
        assert_eq!(code(&verified), 0, "{}", said(&verified));
    }
}

#[test]
fn parts_become_numbered_files_and_one_missing_is_named() {
    let site = Site::story("decided");
    let made = site.run(&["situation", "m", "--part-size", "2500", "-o", "s.txt"]);
    assert_eq!(code(&made), 0, "{}", errors(&made));
    assert!(made.stdout.is_empty());
    let part = |number: usize| fs::read_to_string(site.path(&format!("s-{number}.txt"))).unwrap();
    assert!(part(1).starts_with("acmove situation, part 1 of "), "{}", part(1));
    let refused = site.run(&["status", "s-1.txt"]);
    assert_eq!(code(&refused), 2, "{}", said(&refused));
    assert!(errors(&refused).starts_with("acmove: s-1.txt: Part"), "{}", errors(&refused));
    assert!(errors(&refused).contains("missing."), "{}", errors(&refused));
    let one = site.run(&["situation", "m", "--part-size", "100000", "-o", "s.txt"]);
    assert_eq!((code(&one), code(&site.run(&["status", "s.txt"]))), (0, 0));
    assert_eq!(code(&site.run(&["situation", "m", "--part-size", "399"])), 2);
}

#[test]
fn of_a_damaged_journal_what_is_proved_is_sent_and_that_damage_follows() {
    let site = Site::story("stopped");
    site.damage_line(20);
    let made = site.run(&["situation", "m"]);
    assert_eq!(code(&made), 6, "{}", errors(&made));
    let situation = String::from_utf8_lossy(&made.stdout).into_owned();
    for command in [&["status"][..], &["ticket"], &["verify"], &["replay"], &["report"]] {
        let (own, sent) = (site.run(&at("m", command)), site.typing(&at("-", command), &situation));
        assert_eq!((code(&own), code(&sent)), (6, 6), "{command:?}: {}", said(&sent));
        let text = String::from_utf8_lossy(&sent.stdout).replace('\n', " ");
        assert!(text.contains("DAMAGED JOURNAL: this shows the state at record 19."), "{command:?}: {text}");
        assert!(errors(&sent).contains("line 20 of standard input"), "{}", errors(&sent));
    }
}

#[test]
fn a_torn_last_line_is_said_of_a_situation_too() {
    let site = Site::story("stopped");
    fs::write(site.path("m/journal.jsonl"), site.journal() + "{\"seq\":36,\"at").unwrap();
    let situation = site.text(&["situation", "m"]);
    let status = said(&site.typing(&["status", "-"], &situation));
    assert!(status.contains("INCOMPLETE LAST LINE: 13 bytes"), "{status}");
}

#[test]
fn a_bundle_is_made_a_text_and_a_text_again_a_text() {
    let site = Site::story("decided");
    site.run(&["bundle", "m", "-o", "b.zip"]);
    let of_bundle = site.text(&["situation", "b.zip"]);
    assert_eq!(said(&site.typing(&["situation", "-"], &of_bundle)), said(&site.run(&["situation", "b.zip"])));
    let packed = |status: Value| status["packed_at"].clone();
    let sent: Value = serde_json::from_slice(&site.typing(&["status", "-", "--json"], &of_bundle).stdout).unwrap();
    assert_eq!(packed(sent), packed(site.json(&["status", "b.zip", "--json"])));
}

#[test]
fn a_text_that_is_no_situation_is_refused_and_what_was_a_bundle_is_called_one() {
    let site = Site::new();
    site.write("words.txt", "Hello");
    site.write("broken.zip", "PK\u{3}\u{4} and so on");
    for (file, named) in [
        ("words.txt", "words.txt: there is no situation in this text. Copy everything that `acmove situation` printed"),
        ("broken.zip", "broken.zip is not a bundle that acmove can open"),
        ("nowhere.txt", "there is no folder or bundle nowhere.txt"),
    ] {
        let refused = site.run(&["status", file]);
        assert_eq!(code(&refused), 2, "{file}: {}", errors(&refused));
        assert!(errors(&refused).contains(named), "{file}: {}", errors(&refused));
    }
    let refused = site.typing(&["status", "-"], "Hello");
    assert!(errors(&refused).contains("standard input: there is no situation"), "{}", errors(&refused));
}

#[test]
fn line_mode_prints_the_same_text_as_the_command() {
    let site = Site::started();
    let spoken = said(&site.typing(&["run", "m"], "29\n0\n"));
    assert!(spoken.contains("Copy the text above into the chat or the ticket."), "{spoken}");
    assert!(read(&spoken).unwrap().journal == site.journal().into_bytes());
}
