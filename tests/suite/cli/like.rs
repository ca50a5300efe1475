//! `acmove new --like`: a migration that starts from an older one.

use std::fs;

use crate::harness::site::{SOURCE, Site, TARGET, answers, code, description, errors, feed, said};

const NEXT: &str = "ZZD.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N";

/// Sets up another migration with these arguments, in a home folder without downloads.
pub(super) fn set_up(site: &Site, arguments: &[&str], typed: &str) -> (i32, String) {
    let mut command = site.command(arguments);
    command.env("HOME", site.path("home")).env("USERPROFILE", site.path("home"));
    let output = feed(command, typed);
    (code(&output), said(&output))
}

/// Everything as it stands there, with this code as BBB: name, AAA; edition, module, environments, two answers for each of
/// them, window, optional settings; requirements.
pub(super) fn kept(target: &str) -> String {
    format!("\n\n{target}\n{}yes\nyes\nyes\n", "\n".repeat(3 + 10 + 2))
}

#[test]
fn a_migration_that_was_done_gives_its_bbb_as_aaa_and_the_serial_numbers_that_its_pages_showed() {
    let site = Site::started();
    assert_eq!(code(&site.go(&answers(&[]))), 0);
    let (exit, text) = set_up(&site, &["new", "next", "--like", "m"], &kept(NEXT));
    assert_eq!(exit, 0, "{text}");
    for told in ["Taken over from m;", "AAA is the code that it moved to", &format!("[{TARGET}] (from m):")] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let written = fs::read_to_string(site.path("next/infrastructure.toml")).unwrap();
    assert!(written.contains(&format!("source = \"{TARGET}\"\ntarget = \"{NEXT}\"")), "{written}");
    assert_eq!(written.matches("serial = ").count(), 5, "{written}");
}

#[test]
fn a_migration_that_never_began_gives_both_codes_and_no_serial_number_that_no_page_showed() {
    let site = Site::started();
    let (exit, text) = set_up(&site, &["new", "next", "--like", "m"], &kept(""));
    assert_eq!(exit, 0, "{text}");
    assert!(
        text.contains("it did not move. Check both.") && text.contains("no page of that migration shows it"),
        "{text}"
    );
    let written = fs::read_to_string(site.path("next/infrastructure.toml")).unwrap();
    assert!(written.contains(&format!("source = \"{SOURCE}\"\ntarget = \"{TARGET}\"")), "{written}");
    assert!(!written.contains("serial"), "{written}");
}

#[test]
fn a_description_is_taken_over_with_paths_that_lead_to_the_same_files() {
    let site = Site::new();
    fs::create_dir_all(site.path("old folder/saved")).unwrap();
    let more = "downloads = \"saved\"\n[lifetime]\nurl = \"https://lt.acme.example\"\ntoken_env = \"LT\"\nca_file = \"ca.pem\"\n";
    let text = description().replacen("[[environment]]", &format!("{more}[[environment]]"), 1);
    site.write("old folder/infrastructure.toml", &text);
    let (exit, said) = set_up(&site, &["new", "next", "--like", "old folder/infrastructure.toml"], &kept(NEXT));
    assert_eq!(exit, 0, "{said}");
    assert!(said.contains("LT is not set here."), "{said}");
    let written = fs::read_to_string(site.path("next/infrastructure.toml")).unwrap();
    for name in ["saved", "ca.pem"] {
        let line = written.lines().find(|line| line.contains(name)).unwrap();
        assert!(line.contains("old folder") && !line.contains("\"old folder"), "a whole path: {line}");
    }
}

#[test]
fn answers_that_were_saved_are_not_replaced_and_what_is_no_migration_is_refused() {
    let site = Site::started();
    let (exit, _) = set_up(&site, &["new", "next", "--like", "m"], "Mine\n");
    assert_eq!(exit, 2, "the input ended");
    let (_, text) = set_up(&site, &["new", "next", "--like", "m"], "");
    assert!(fs::read_to_string(site.path("next/draft.toml")).unwrap().contains("name = \"Mine\""));
    assert!(text.contains("m was not used."), "{text}");
    for (like, told) in [
        ("none", "none is no migration: name the folder of an older migration"),
        ("in", "in is no migration"),
        ("in/lifetime-source.lic", "lifetime-source.lic"),
    ] {
        let output = site.run(&["new", "other", "--like", like]);
        assert_eq!(code(&output), 2, "{like}: {}", said(&output));
        assert!(errors(&output).contains(told), "{like}: {}", errors(&output));
        assert!(!site.path("other").exists());
    }
    let output = site.run(&["new", "other", "--like", "m", "--infrastructure", "infrastructure.toml"]);
    assert_eq!(code(&output), 2);
}

#[test]
fn a_rehearsal_is_no_older_migration_and_a_real_one_is_pointed_at() {
    let site = Site::story("everything-well");
    let output = site.run(&["new", "next", "--like", "m"]);
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(errors(&output).contains("m is a rehearsal: its servers do not exist."), "{}", errors(&output));
    let (_, text) = set_up(&site, &["new", "next"], "");
    assert!(!text.contains("--like"), "{text}");
    let (_, text) = set_up(&Site::started(), &["new", "next"], "");
    assert!(text.contains("such as the one in m, leave and add --like m to the command"), "{text}");
}

#[test]
fn a_bundle_is_an_older_migration_without_paths_that_lead_nowhere() {
    let site = Site::new();
    let home = "~/acme";
    let more = format!(
        "downloads = \"{home}\"\n[lifetime]\nurl = \"https://lt.acme.example\"\ntoken_env = \"LT\"\nca_file = \"ca.pem\"\n"
    );
    site.write("infrastructure.toml", &description().replacen("[[environment]]", &format!("{more}[[environment]]"), 1));
    fs::create_dir_all(site.path("home/acme")).unwrap();
    assert_eq!(code(&site.run(&["new", "m", "--infrastructure", "infrastructure.toml"])), 0);
    site.go(&answers(&[]));
    assert_eq!(code(&site.run(&["bundle", "m", "-o", "old.zip"])), 0);
    let (exit, text) = set_up(&site, &["new", "next", "--like", "old.zip"], &kept(NEXT));
    assert_eq!(exit, 0, "{text}");
    assert!(
        text.contains("Taken over from old.zip;") && text.contains(&format!("[{TARGET}] (from old.zip):")),
        "{text}"
    );
    let written = fs::read_to_string(site.path("next/infrastructure.toml")).unwrap();
    assert_eq!(written.matches("serial = ").count(), 5, "{written}");
    assert!(
        written.contains(home) && written.contains("token_env = \"LT\"") && !written.contains("ca.pem"),
        "{written}"
    );
    site.write("no.zip", "no archive");
    let refused = site.run(&["new", "other", "--like", "no.zip"]);
    assert_eq!(code(&refused), 2, "{}", said(&refused));
    assert!(errors(&refused).contains("no.zip"), "{}", errors(&refused));
    let rehearsal = Site::story("everything-well");
    assert_eq!(code(&rehearsal.run(&["bundle", "m", "-o", "r.zip"])), 0);
    let refused = rehearsal.run(&["new", "next", "--like", "r.zip"]);
    assert_eq!(code(&refused), 2, "{}", said(&refused));
    assert!(errors(&refused).contains("r.zip is a rehearsal"), "{}", errors(&refused));
}
