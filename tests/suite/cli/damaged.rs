//! A journal that is damaged: every output says so, calls nothing fine, and offers nothing.

use std::fs;

use acmove::domain::text::native;
use serde_json::{Value, json};

use crate::harness::site::{Site, code, errors, said};

/// Three environments are on BBB; line 20 of 35 is damaged, when one of them was.
fn damaged() -> Site {
    let site = Site::story("stopped");
    site.damage_line(20);
    site
}

#[test]
fn every_output_of_a_damaged_journal_says_so_first_and_exits_with_6() {
    let site = damaged();
    site.run(&["bundle", "m", "-o", "d.zip"]);
    for what in ["m", "d.zip"] {
        for command in [
            &["status"][..],
            &["rollback", "--plan"],
            &["ticket"],
            &["review"],
            &["replay"],
            &["replay", "--at", "3"],
            &["report", "--format", "md"],
            &["report", "--format", "html"],
            &["verify"],
        ] {
            let output = site.run(&[&command[..1], &[what], &command[1..]].concat());
            let text = String::from_utf8_lossy(&output.stdout).replace('\n', " ");
            assert_eq!(code(&output), 6, "{what} {command:?}: {text}");
            assert!(text.contains("DAMAGED JOURNAL: this shows the state at record 19."), "{what} {command:?}: {text}");
            assert!(
                errors(&output).contains(&native(&format!("line 20 of {what}/journal.jsonl is damaged"))),
                "{}",
                errors(&output)
            );
        }
    }
}

#[test]
fn nothing_of_a_damaged_journal_is_fine_and_nothing_is_offered() {
    let site = damaged();
    let text = site.text(&["status", "m"]);
    assert!(text.starts_with("Harbour Logistics: damaged\n") && !text.contains("Next:"), "{text}");
    assert!(!text.contains("verified") && !text.contains("claimed"), "{text}");
    let plan = site.text(&["rollback", "m", "--plan"]);
    assert!(plan.contains("Rollback: NOT KNOWN") && !plan.contains("r starts it"), "{plan}");
    let ticket = site.text(&["ticket", "m"]);
    assert!(ticket.contains("State: held then, not known now") && ticket.contains("Rollback: not known."), "{ticket}");
    assert!(!ticket.contains("(verified)") && !ticket.contains("Step: "), "{ticket}");
    let html = site.text(&["report", "m", "--format", "html"]);
    assert!(html.contains(".verified::before, .matches::before, .claimed::before { content: \"\"; }"), "no green mark");
    let md = site.text(&["report", "m", "--format", "md"]);
    assert!(md.contains("> **DAMAGED JOURNAL, read-only**"), "{md}");
    assert!(!md.contains("environments to restore now") && !md.contains("verified in the vault"), "{md}");
}

fn is_unknown(status: &Value) {
    assert_eq!((&status["state"], &status["next"]), (&json!("damaged"), &json!(null)));
    assert_eq!(status["rollback"]["ready"], false);
    assert!(status["warning"].as_str().unwrap().contains("NOT known"));
    for one in status["environments"].as_array().unwrap() {
        assert_eq!((&one["license"], &one["license_is"]), (&json!("unknown"), &json!("unknown")), "{one}");
        assert_eq!((&one["may_have_target"], &one["license_valid"]), (&json!(true), &json!(null)), "{one}");
        assert!(one["backup"]["verified"] != true && one["step"].is_null() && one["republished"] != "yes", "{one}");
    }
    assert!(status["steps"].as_array().unwrap().iter().all(|step| step["evidence"].is_null()));
}

#[test]
fn a_damaged_journal_is_damaged_for_programs_too() {
    let site = damaged();
    site.run(&["bundle", "m", "-o", "d.zip"]);
    for what in ["m", "d.zip"] {
        is_unknown(&site.json(&["status", what, "--json"]));
        is_unknown(&site.json(&["replay", what, "--json"]));
        is_unknown(&site.json(&["report", what, "--format", "json"]));
        let review = site.json(&["review", what, "--json"]);
        assert!(review["state"] == "damaged" && review["warning"].is_string(), "{review}");
        let plan = site.json(&["rollback", what, "--plan", "--json"]);
        assert!(plan["ready"] == false && plan["warning"].is_string() && plan.get("proved").is_none(), "{plan}");
    }
    let followed = site.run(&["status", "m", "--follow", "--json"]);
    assert_eq!(code(&followed), 6);
    let told = said(&followed);
    let last: Value = serde_json::from_str(told.lines().find(|line| line.contains("\"warning\"")).unwrap()).unwrap();
    assert!(last["state"] == "damaged" && last["warning"].as_str().unwrap().contains("NOT known"), "{last}");
}

#[test]
fn lines_behind_the_damage_that_are_whole_by_themselves_are_told_as_not_proved() {
    let site = damaged();
    let text = site.text(&["replay", "m"]);
    let facts: Vec<&str> = text.lines().take_while(|line| !line.is_empty()).collect();
    assert_eq!(facts.len(), 34, "all but the damaged one: {text}");
    assert!(facts[18].starts_with("19. ") && !facts[18].contains("NOT PROVED"), "{}", facts[18]);
    assert!(facts[19..].iter().all(|line| line.contains(": NOT PROVED: ")), "{text}");
    assert!(facts[19].starts_with("21. ") && facts[33].starts_with("35. "), "by their lines: {text}");
    assert!(text.contains("15 lines after the damage are readable, but not proved."), "{text}");
    assert!(!site.text(&["replay", "m", "--at", "12"]).contains("NOT PROVED"), "only behind the last record");
}

#[test]
fn a_line_that_was_taken_out_put_in_or_moved_is_damage_and_the_others_are_shown() {
    let site = Site::story("stopped");
    let lines: Vec<String> = site.journal().lines().map(str::to_owned).collect();
    let changes: [(&str, Vec<String>, usize); 3] = [
        ("taken out", [&lines[..9], &lines[10..]].concat(), 25),
        ("put in twice", [&lines[..10], &lines[9..]].concat(), 26),
        ("moved", [&lines[..9], &lines[10..11], &lines[9..10], &lines[11..]].concat(), 26),
    ];
    for (how, lines, behind) in changes {
        site.write("m/journal.jsonl", &(lines.join("\n") + "\n"));
        let text = site.text(&["replay", "m"]);
        assert_eq!(text.matches("NOT PROVED").count(), behind, "{how}: {text}");
    }
    let nonsense = format!("{}\nnonsense\n{{}}\n\n{}\n", lines[..9].join("\n"), lines[9..].join("\n"));
    site.write("m/journal.jsonl", &nonsense);
    assert_eq!(site.text(&["replay", "m"]).matches("NOT PROVED").count(), 26);
    fs::write(site.path("m/journal.jsonl"), [lines[..9].join("\n").as_bytes(), b"\n", &vec![b'x'; 5 << 20]].concat())
        .unwrap();
    let output = site.run(&["status", "m", "--json"]);
    assert_eq!(code(&output), 6, "{}", said(&output));
}
