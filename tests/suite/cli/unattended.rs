//! Runs with an answers file: to the end, and to the point where a person is needed.

use std::fs;

use crate::harness::{
    scene::page,
    site::{IP_ERROR, SOURCE, Site, answers, code, errors, said},
};

#[test]
fn five_environments_go_from_aaa_to_bbb_by_an_answers_file() {
    let site = Site::started();
    let output = site.go(&answers(&[]));
    assert_eq!(code(&output), 0, "{}", said(&output));
    let status = site.status();
    assert_eq!(status["state"], "done");
    for environment in status["environments"].as_array().unwrap() {
        assert_eq!((&environment["license"], &environment["license_is"]), (&"target".into(), &"verified".into()));
        assert_eq!((&environment["republished"], &environment["backup"]["verified"]), (&"yes".into(), &true.into()));
    }
    assert_eq!(site.licenses().len(), 10);
    assert_eq!(code(&site.run(&["verify", "m"])), 0);
    let again = site.go(&answers(&[]));
    assert_eq!(code(&again), 0, "what is done stays done: {}", said(&again));
}

#[test]
fn an_intellectual_property_error_at_the_third_environment_stops_the_line() {
    let site = Site::started();
    let output = site.go(&answers(&[("quality/republish", IP_ERROR)]));
    assert_eq!(code(&output), 5, "{}", said(&output));
    let status = site.status();
    assert_eq!(status["state"], "stopped");
    assert_eq!(status["rollback"]["environments"].as_array().unwrap().len(), 5);
    assert_eq!(
        (&status["rollback"]["ready"], &status["held"][0]["environments"][0]),
        (&true.into(), &"quality".into())
    );
}

#[test]
fn an_answer_that_cannot_be_read_is_asked_of_a_person_once() {
    let site = Site::started();
    site.write("answers.toml", &answers(&[("production/obtain-source", "file = \"in/nowhere.lic\"")]));
    let output = site.typing(&["run", "m", "--answers", "answers.toml"], "4\nin/production-source.lic\n");
    assert_eq!(errors(&output).matches("There is no file").count(), 1, "{}", errors(&output));
    assert_eq!((code(&output), &site.status()["state"]), (0, &"done".into()), "{}", said(&output));
    let unattended = Site::started();
    let output = unattended.go(&answers(&[("production/obtain-source", "file = \"in/nowhere.lic\"")]));
    assert_eq!(code(&output), 2, "{}", said(&output));
}

#[test]
fn a_requirement_answered_no_ends_the_attempt_with_4() {
    let site = Site::started();
    let output = site.go("[requirements]\none-lifetime = \"no\"\n");
    assert_eq!(code(&output), 4, "{}", said(&output));
    assert_eq!(site.status()["state"], "abandoned");
}

const YES: &str = "[requirements]\none-lifetime = \"yes\"\nall-environments = \"yes\"\nlifetime-included = \"yes\"\n";

#[test]
fn a_requirement_that_says_no_where_yes_is_on_record_is_asked_again_while_nothing_is_touched() {
    let no = "[requirements]\nall-environments = \"no\"\n";
    let site = Site::started();
    assert_eq!(code(&site.go(YES)), 3);
    let output = site.go(no);
    assert_eq!((code(&output), &site.status()["state"]), (4, &"abandoned".into()), "{}", said(&output));
    assert!(site.journal().contains("requirement-reopened"));

    let touched = Site::started();
    let paused = "[steps.\"before/read-procedure\"]\ndone = true\n[steps.\"pause/pause-production\"]\ndone = true\n";
    assert_eq!(code(&touched.go(&format!("{YES}{paused}"))), 3);
    let output = touched.go(no);
    assert_eq!((code(&output), &touched.status()["state"]), (4, &"running".into()), "{}", said(&output));
    assert!(errors(&output).contains("cannot be reopened"), "{}", errors(&output));
}

#[test]
fn an_upload_that_was_done_before_it_was_begun_is_told_with_its_page() {
    let site = Site::started();
    let told =
        "uploaded = \"2026-01-31T22:40:00+01:00\"\npage = \"in/production-source.txt\"\nnote = \"it was closed\"";
    let output = site.go(&answers(&[("production/upload-source", told)]));
    assert_eq!((code(&output), &site.status()["state"]), (0, &"done".into()), "{}", said(&output));
    assert!(said(&output).contains("before it was started here,"), "{}", said(&output));
    assert_eq!(code(&site.run(&["verify", "m"])), 0);

    let unseen = Site::started();
    let output = unseen.go(&answers(&[("production/upload-source", "uploaded = \"2026-01-31T22:40:00Z\"")]));
    assert_eq!(code(&output), 4, "{}", said(&output));
    assert!(errors(&output).contains("No page has shown AAA in production"), "{}", errors(&output));
}

#[test]
fn what_the_answers_do_not_name_needs_a_person() {
    let site = Site::started();
    let output = site.go(&answers(&[("production/check-source", "")]));
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert_eq!(site.status()["next"]["id"], "production/check-source");
    let output = site.go(&answers(&[]));
    assert_eq!(code(&output), 0, "the same folder goes on where it was: {}", said(&output));
}

#[test]
fn a_rule_that_forbids_an_answer_ends_with_4_and_says_why() {
    let site = Site::started();
    fs::copy(site.path("in/production-source.lic"), site.path("in/copy.lic")).unwrap();
    let wrong_file = answers(&[("quality/obtain-source", "file = \"in/copy.lic\"")]);
    let output = site.go(&wrong_file);
    assert_eq!(code(&output), 4, "{}", said(&output));
    assert!(errors(&output).contains("is the same file as the license of production"), "{}", errors(&output));
    assert_eq!(site.status()["next"]["id"], "quality/obtain-source");
    let site = Site::started();
    site.write("in/login.lic", "<!DOCTYPE html><html><body>Log in</body></html>");
    let output = site.go(&answers(&[("production/obtain-source", "file = \"in/login.lic\"")]));
    assert_eq!(code(&output), 4);
    assert!(errors(&output).contains("login.lic is a web page, not a license file"), "{}", errors(&output));
    assert!(site.licenses().is_empty(), "nothing entered the vault");
}

#[test]
fn a_corrected_answers_file_goes_on_where_the_wrong_one_was_refused() {
    let site = Site::started();
    site.write("in/empty.lic", "");
    assert_eq!(code(&site.go(&answers(&[("production/obtain-source", "file = \"in/empty.lic\"")]))), 4);
    let output = site.go(&answers(&[]));
    assert_eq!(code(&output), 0, "{}", said(&output));
    let site = Site::started();
    site.write(
        "in/expired.txt",
        &page("XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT", SOURCE, "Ignore").replace("Never", "2020-01-01"),
    );
    let wrong = answers(&[("production/check-source", "page = \"in/expired.txt\"\nnote = \"copied at ten\"")]);
    assert_eq!(code(&site.go(&wrong)), 3);
    assert_eq!(site.status()["state"], "held");
    assert!(site.journal().contains("copied at ten"), "notes are kept");
    site.write("in/expired.txt", &page("XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT", SOURCE, "Ignore"));
    let output = site.go(&wrong);
    assert_eq!(code(&output), 0, "{}", said(&output));
}

#[test]
fn nobody_goes_on_unattended_where_a_person_decided_to_wait() {
    let site = Site::started();
    site.go(&answers(&[("production/upload-source", "")]));
    let menu = said(&site.typing(&["run", "m"], "0\n"));
    let number = menu.lines().find_map(|line| line.trim().strip_suffix(". Hold")).unwrap();
    site.typing(&["run", "m"], &format!("{number}\nthe DBA is asleep\n"));
    let facts = site.journal().lines().count();
    let output = site.go(&answers(&[]));
    assert_eq!((code(&output), site.journal().lines().count()), (3, facts), "{}", said(&output));
    assert!(said(&site.run(&["status", "m"])).contains("On hold: the DBA is asleep"));
}

#[test]
fn a_corrected_answers_file_goes_on_where_a_serial_number_was_not_listed() {
    let site = Site::started();
    let unlisted = answers(&[("production/obtain-source", "problem = \"serial-not-found\"")]);
    assert_eq!(code(&site.go(&unlisted)), 3);
    let facts = site.journal();
    assert_eq!(code(&site.go(&unlisted)), 3);
    assert_eq!(site.journal(), facts, "the same answers say nothing new");
    let output = site.go(&answers(&[]));
    assert_eq!(code(&output), 0, "{}", said(&output));
}

#[test]
fn a_step_that_was_done_again_is_not_done_again_by_a_further_run() {
    let site = Site::started();
    let before = "[requirements]\none-lifetime = \"yes\"\nall-environments = \"yes\"\nlifetime-included = \"yes\"\n\
                  [steps.\"before/read-procedure\"]\ndone = true\n[steps.\"pause/pause-production\"]\ndone = true\n\
                  [[steps.\"production/obtain-source\"]]\nfile = \"in/other.lic\"\n\
                  [[steps.\"production/obtain-source\"]]\nfile = \"in/production-source.lic\"\n\
                  [[steps.\"production/upload-source\"]]\ndone = true\n[[steps.\"production/upload-source\"]]\ndone = true\n\
                  [[steps.\"production/check-source\"]]\npage = \"in/bad.txt\"\n\
                  [[steps.\"production/check-source\"]]\nagain = \"production/obtain-source\"\nnote = \"another file\"\n\
                  [[steps.\"production/check-source\"]]\npage = \"in/later.txt\"\n";
    site.write("in/other.lic", "something else that is no license");
    let page = fs::read_to_string(site.path("in/production-source.txt")).unwrap();
    site.write("in/bad.txt", &format!("{page}\nInvalid License.\n"));
    let first = site.go(before);
    assert_eq!(code(&first), 2, "{}", said(&first));
    assert_eq!(site.journal().matches("steps-reopened").count(), 1, "{}", site.journal());
    site.write("in/later.txt", &page);
    let second = site.go(before);
    assert_eq!(site.journal().matches("steps-reopened").count(), 1, "{}", said(&second));
    assert_eq!(site.journal().matches("page-passed").count(), 1, "{}", said(&second));
}

/// Answers to everything but what Quality needs from Support: there, the work stops for today.
fn waiting_for_support() -> String {
    answers(&[("quality/obtain-source", "problem = \"serial-not-found\"")])
        + "[on.support]\ndo = \"stop-for-today\"\nreason = \"Support answers tomorrow\"\n"
}

#[test]
fn while_support_has_to_answer_a_run_stops_for_today_and_the_next_one_pauses_again() {
    let site = Site::started();
    let output = site.go(&waiting_for_support());
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert!(site.journal().contains("\"night-ended\"") && site.journal().contains("Support answers tomorrow"));
    assert_eq!(site.status()["freeze"]["state"], "none", "deployments run until tomorrow");
    let output = site.go(&waiting_for_support());
    assert_eq!(code(&output), 3, "{}", said(&output));
    let nights = |kind: &str| site.journal().matches(&format!("\"{kind}\"")).count();
    assert_eq!((nights("night-begun"), nights("night-ended")), (1, 2), "there was no answer: {}", said(&output));
    let output = site.typing(&["run", "m", "--answers", "answers.toml"], "8\nit comes at noon\n0\n");
    assert!(site.journal().contains("it comes at noon"), "a person has the answer: {}", said(&output));
    assert_eq!((nights("night-begun"), nights("night-ended")), (2, 2), "{}", said(&output));
    let output = site.go(&(answers(&[]) + "[on.support]\ndo = \"stop-for-today\"\n"));
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(site.journal().matches("\"night-ended\"").count(), 2, "Support has answered");
    let without = Site::started();
    assert_eq!(code(&without.go(&answers(&[("quality/obtain-source", "problem = \"serial-not-found\"")]))), 3);
    assert!(!without.journal().contains("\"night-ended\""), "only where the file says so");
}
