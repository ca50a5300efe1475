//! `acmove status`: its keys, and every change as it comes.

use std::process::Stdio;

use serde_json::Value;

use crate::harness::site::{Site, answers, code};

#[test]
fn follow_tells_every_change_and_ends_with_the_migration() {
    let site = Site::started();
    let mut follow = site.command(&["status", "m", "--follow", "--json"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut reader = std::io::BufReader::new(follow.stdout.take().unwrap());
    let mut line = String::new();
    std::io::BufRead::read_line(&mut reader, &mut line).unwrap();
    site.go(&answers(&[]));
    let mut rest = String::new();
    std::io::Read::read_to_string(&mut reader, &mut rest).unwrap();
    assert!(follow.wait().unwrap().success());
    let facts = site.journal().lines().count();
    let lines: Vec<Value> = rest.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), facts - 1, "one line now, and one for every fact since");
    assert_eq!((&lines[0]["seq"], &lines[facts - 2]["state"]), (&2.into(), &"done".into()));
    for (line, record) in lines.iter().zip(site.journal().lines().skip(1)) {
        let record: Value = serde_json::from_str(record).unwrap();
        assert_eq!((&line["event"], &line["hash"]), (&record["event"], &record["hash"]), "the whole fact");
        assert!(line["sentence"].is_string(), "{line}");
    }
}

#[test]
fn status_has_the_keys_that_others_rely_on() {
    let site = Site::started();
    let status = site.status();
    for key in [
        "migration",
        "rehearsal",
        "procedure",
        "state",
        "source",
        "target",
        "environments",
        "steps",
        "next",
        "held",
        "rollback",
        "freeze",
        "clocks",
        "latest",
        "asked",
        "journal",
    ] {
        assert!(status.get(key).is_some(), "{key} is not in {status}");
    }
    for key in [
        "id",
        "name",
        "role",
        "serial",
        "license",
        "license_is",
        "license_valid",
        "backup",
        "intellectual_property",
        "republished",
        "step",
    ] {
        assert!(status["environments"][0].get(key).is_some(), "{key}");
    }
    for key in ["id", "phase", "state", "evidence", "attempts"] {
        assert!(status["steps"][0].get(key).is_some(), "{key}");
    }
    assert_eq!(status["journal"]["events"], 1);
    let last: Value = serde_json::from_str(site.journal().lines().last().unwrap()).unwrap();
    assert_eq!(status["journal"]["head"], last["hash"]);
    let ids: Vec<&str> = status["steps"].as_array().unwrap().iter().map(|step| step["id"].as_str().unwrap()).collect();
    for id in
        ["before/read-procedure", "production/obtain-source", "production/republish-source", "rollback/contact-support"]
    {
        assert!(ids.contains(&id), "{id}");
    }
}

#[cfg(unix)]
#[test]
fn following_ends_with_its_reader_although_nothing_changes() {
    use std::{
        io::{BufRead as _, BufReader},
        process::Stdio,
    };
    let site = Site::started();
    let mut child = site.command(&["status", "m", "--follow"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    assert!(line.contains(" 1 ") && line.ends_with("[preparing]\n"), "{line}");
    assert_eq!(child.try_wait().unwrap(), None, "it follows as long as somebody reads");
    drop(out);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn people_are_told_the_clocks_what_failed_word_for_word_who_decides_and_the_last_record() {
    let text = Site::story("stopped").text(&["status", "m"]);
    for told in ["Clocks: ", "Failed: ", "Intellectual Property", " (you decide)", "Last record: 35, ", "anna@desk: "] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let status = Site::story("stopped").status();
    assert_eq!((&status["latest"]["seq"], &status["asked"]["who"]), (&35.into(), &"you-decide".into()));
    let failed = &status["failed"][0];
    assert_eq!(failed["reason"], "intellectual-property-error");
    assert!(text.contains(failed["message"].as_str().unwrap()), "{failed}");
}

#[test]
fn the_exit_code_tells_the_state_to_monitoring() {
    let exit = |site: &Site| code(&site.run(&["status", "m", "--exit-code"]));
    let with = |story: &str| exit(&Site::story(story));
    assert_eq!((exit(&Site::started()), with("everything-well"), with("given-up")), (0, 0, 0));
    assert_eq!((with("clock-jumped"), with("stopped"), with("rolling-back")), (3, 5, 5));
    let damaged = Site::story("stopped");
    damaged.damage_line(20);
    assert_eq!(exit(&damaged), 6);
    let lost = Site::story("stopped");
    acmove::journal::disk::remove(&lost.path("m/licenses").join(&lost.licenses()[0])).unwrap();
    assert_eq!(exit(&lost), 6, "a backup is lost");
    assert_eq!(code(&lost.run(&["status", "m"])), 0, "without the option it only shows");
}

#[test]
fn a_fact_that_is_followed_is_a_line_in_words() {
    let site = Site::started();
    site.go(&answers(&[]));
    let told = site.text(&["status", "m", "--follow"]);
    assert!(told.lines().count() == 1 && told.ends_with(" [done]\n"), "{told}");
}
