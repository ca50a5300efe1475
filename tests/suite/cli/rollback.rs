//! Ways back by an answers file and in line mode.

use crate::harness::site::{IP_ERROR, NAMES, Site, answer, answers, code, said, way_back};

#[test]
fn a_stopped_line_is_rolled_back_where_the_answers_say_so() {
    let site = Site::started();
    let there = answers(&[("quality/republish", IP_ERROR)]);
    let output = site.go(&(there + &way_back() + "[on.stopped]\ndo = \"rollback\"\n"));
    assert_eq!(code(&output), 0, "{}", said(&output));
    let status = site.status();
    assert_eq!(status["state"], "rolled-back");
    for environment in status["environments"].as_array().unwrap() {
        assert_eq!((&environment["license"], &environment["license_is"]), (&"source".into(), &"verified".into()));
    }
}

#[test]
fn a_decision_to_wait_can_be_changed_to_a_rollback() {
    let site = Site::started();
    let there = answers(&[("quality/republish", IP_ERROR)]);
    for _ in 0..2 {
        assert_eq!(code(&site.go(&(there.clone() + "[on.stopped]\ndo = \"hold\"\n"))), 5);
    }
    assert_eq!(site.journal().matches("\"type\":\"held\"").count(), 1, "waiting is recorded once");
    let output = site.go(&(there + &way_back() + "[on.stopped]\ndo = \"rollback\"\n"));
    assert_eq!((code(&output), &site.status()["state"]), (0, &"rolled-back".into()), "{}", said(&output));
}

#[test]
fn what_is_done_can_still_be_rolled_back_in_line_mode() {
    let site = Site::started();
    assert_eq!(code(&site.go(&answers(&[]))), 0);
    let menu = said(&site.typing(&["run", "m"], "0\n"));
    let number = menu.lines().find_map(|line| line.trim().strip_suffix(". Roll back")).unwrap();
    let output = site.typing(&["run", "m"], &format!("{number}\nthe applications fail\nroll back\n"));
    assert_eq!((code(&output), &site.status()["state"]), (5, &"rolling-back".into()), "{}", said(&output));
}

#[test]
fn exactly_the_environments_that_had_bbb_are_restored() {
    let site = Site::new();
    let made =
        site.run(&["new", "m", "--infrastructure", "infrastructure.toml", "--procedure", "activation-code-current"]);
    assert_eq!(code(&made), 0, "{}", said(&made));
    let mut text = String::from("[requirements]\nfull-infrastructure = \"yes\"\nregistered-in-lifetime = \"yes\"\n");
    text += &(answer("before/read-procedure", "done = true") + &answer("pause/pause-everything", "done = true"));
    for (id, ..) in NAMES {
        text += &answer(&format!("{id}/check-modules"), "done = true");
        text += &answer(&format!("{id}/obtain-source"), &format!("file = \"in/{id}-source.lic\""));
        text += &answer(&format!("{id}/obtain-target"), &format!("file = \"in/{id}-target.lic\""));
        text += &answer(&format!("{id}/upload-target"), "done = true");
        text += &answer(&format!("{id}/check-target"), &format!("page = \"in/{id}-target.txt\""));
        let outcome = if id == "quality" { IP_ERROR } else { "outcome = \"published\"" };
        text += &answer(&format!("{id}/republish"), outcome);
    }
    let output = site.go(&(text + &way_back() + "[on.stopped]\ndo = \"rollback\"\n"));
    assert_eq!(code(&output), 0, "{}", said(&output));
    let steps = site.status()["steps"].clone();
    let restored: Vec<&str> = steps
        .as_array()
        .unwrap()
        .iter()
        .filter(|step| step["state"] == "done" && step["id"].as_str().unwrap().ends_with("/restore-source"))
        .map(|step| step["id"].as_str().unwrap())
        .collect();
    assert_eq!(restored, ["lifetime/restore-source", "development/restore-source", "quality/restore-source"]);
}
