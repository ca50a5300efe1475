//! `acmove new`: what is made, what is refused, and the questions in plain lines.

use std::fs;

use acmove::domain::text::native;

use crate::harness::site::{SOURCE, Site, TARGET, code, description, errors, said};

#[cfg(unix)]
#[test]
fn a_link_in_the_new_folder_is_not_followed() {
    let site = Site::new();
    site.write("victim", "");
    fs::create_dir(site.path("m")).unwrap();
    std::os::unix::fs::symlink(site.path("victim"), site.path("m/procedure.toml")).unwrap();
    site.run(&["new", "m", "--infrastructure", "infrastructure.toml"]);
    assert_eq!(fs::read(site.path("victim")).unwrap(), b"");
}

#[test]
fn a_description_with_a_byte_order_mark_in_its_own_folder_is_fine() {
    let site = Site::new();
    fs::create_dir(site.path("m")).unwrap();
    site.write("m/infrastructure.toml", &("\u{feff}".to_owned() + &description().replace('\n', "\r\n")));
    let output = site.run(&["new", "m", "--infrastructure", "m/infrastructure.toml"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
}

#[test]
fn what_is_too_large_is_refused_and_never_cut() {
    let site = Site::new();
    site.write("infrastructure.toml", &(description() + "# " + &"x".repeat(4 << 20)));
    let output = site.run(&["new", "m", "--infrastructure", "infrastructure.toml"]);
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(errors(&output).contains("larger than 4 MiB"), "{}", errors(&output));
    site.write("page.txt", &"x".repeat((4 << 20) + 1));
    assert_eq!(code(&site.run(&["read", "page.txt", "--json"])), 2);
}

#[test]
fn a_migration_is_set_up_in_plain_lines_with_environments_of_ones_own() {
    let site = Site::new();
    let typed = format!(
        "ACME\n8RV\n{SOURCE}\n{SOURCE}\n{TARGET}\nnone\nactivation-code-current\nUsers\nmaybe\nno\n\
         LT\nlifetime\nLT\nRollback\nDev 1\nboss\ndevelopment\nDev 2\nlifetime\ntest\n\n\
         ftp://x\nhttps://lt.acme.example/?key=1\nhttps://lt.acme.example/ServiceCenter\n{TARGET}\nKSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS\n\nKSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS\n\n\n\n\
         tomorrow\n2996-11-28T22:00:00+01:00\n2996-11-28T21:00:00+01:00\n2996-11-29T02:00:00+01:00\n\nyes\n"
    );
    let output = site.typing(&["new", "m"], &typed);
    let text = said(&output);
    assert_eq!(code(&output), 0, "{text}");
    for wrong in [
        "1 group, but an Activation Code has 8",
        "there is nothing to move",
        "One of: activation-code-2021",
        "the name of a phase",
        "must not contain a query",
        "LT has it",
        "the window opens in",
        "No environment has the role production. If there is one",
        "yes or no",
    ] {
        assert!(text.contains(wrong), "{wrong}: {text}");
    }
    let status = site.status();
    let ids: Vec<&str> =
        status["environments"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["lt", "dev-1", "dev-2"]);
    assert_eq!(status["procedure"]["id"], "activation-code-current");
    assert!(status["clocks"]["window_end"].is_string());
    assert!(!site.path("m/draft.toml").exists());
}

#[test]
fn a_window_of_another_year_is_refused_and_one_that_is_far_away_is_pointed_out() {
    let site = Site::new();
    let with = |start: &str, end: &str| {
        let window =
            format!("window = {{ start = \"{start}T22:00:00Z\", end = \"{end}T02:00:00Z\" }}\n[[environment]]");
        site.write("infrastructure.toml", &description().replacen("[[environment]]", &window, 1));
        let output = site.run(&["new", "m", "--infrastructure", "infrastructure.toml"]);
        (code(&output), errors(&output))
    };
    let (exit, said) = with("1996-11-28", "1996-11-29");
    assert_eq!(exit, 2, "{said}");
    assert!(said.contains("infrastructure.toml:4: window: the window ended"), "{said}");
    assert!(!site.path("m").exists(), "nothing is left behind");
    let (exit, said) = with("2996-11-28", "2996-11-29");
    assert_eq!(exit, 0, "{said}");
    assert!(said.contains("Check the window: the window opens in"), "{said}");
}

#[test]
fn a_set_up_in_plain_lines_goes_back_is_kept_and_goes_on() {
    let site = Site::new();
    let output = site.typing(&["new", "m"], &format!("back\nACNE\n{SOURCE}\nback\nback\nACME\n\nbad\n"));
    assert_eq!(code(&output), 2, "the input ended");
    let text = said(&output);
    for told in ["This is the first question", "[ACNE]:", &format!("saved in {}", native("m/draft.toml"))] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let usual = "\n".repeat(9);
    let rest = format!("{TARGET}\n\n\nyes\n{usual}\nperhaps\nyes\nyes\nno\n");
    let output = site.typing(&["new", "m"], &rest);
    let text = said(&output);
    assert_eq!(code(&output), 4, "{text}");
    assert!(text.contains(&format!("Continuing with the answers saved in {}", native("m/draft.toml"))), "{text}");
    assert!(text.contains("Stop. ") && text.contains("No migration was created"), "{text}");
    assert!(!site.path("m/journal.jsonl").exists());
    let output = site.typing(&["new", "m"], "yes\n");
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(site.journal().lines().count(), 4, "the requirements are answered");
    assert_eq!(site.status()["migration"], "ACME");
    assert!(!site.path("m/draft.toml").exists());
}

#[test]
fn a_draft_that_cannot_be_read_is_put_aside_and_said_so() {
    let site = Site::new();
    fs::create_dir(site.path("m")).unwrap();
    site.write("m/draft.toml", "format = 9\n");
    let text = said(&site.typing(&["new", "m"], "ACME\n"));
    assert!(text.contains(&native("m/draft-aside-1.toml")) && text.contains("format is 9"), "{text}");
    assert_eq!(fs::read_to_string(site.path("m/draft-aside-1.toml")).unwrap(), "format = 9\n");
    let output = site.typing(&["new", "n"], "");
    assert!(said(&output).contains("nothing was saved") && !site.path("n").exists());
}
