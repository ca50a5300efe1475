//! `acmove status`: its keys, and every change as it comes.

use std::process::Stdio;

use serde_json::Value;

use crate::harness::site::{Site, answers};

#[test]
fn follow_tells_every_change_and_ends_with_the_migration() {
    let site = Site::started();
    let mut follow = site.command(&["status", "m", "--follow"]).stdout(Stdio::piped()).spawn().unwrap();
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
    assert_eq!((&lines[0]["journal"]["events"], &lines[facts - 2]["state"]), (&2.into(), &"done".into()));
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
    assert!(line.starts_with('{'), "{line}");
    assert_eq!(child.try_wait().unwrap(), None, "it follows as long as somebody reads");
    drop(out);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
