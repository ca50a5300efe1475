//! `acmove new` with optional settings that the command names.

use std::fs;

use super::like::{kept, set_up};
use crate::harness::site::{Site, code, description, errors, said};

/// Every optional setting, as it is named on the command line.
const SETTINGS: [&str; 12] = [
    "--downloads",
    "saved",
    "--lifetime",
    "https://lt.acme.example/lifetime",
    "--token-env",
    "LT",
    "--portal",
    "https://portal.acme.example",
    "--support",
    "https://support.acme.example",
    "--contact",
    "Ana, +351 210 000 000",
];

#[test]
fn every_optional_setting_can_be_named_on_the_command_line() {
    let site = Site::started();
    fs::create_dir(site.path("saved")).unwrap();
    let arguments = [["new", "next", "--like", "m"].as_slice(), &SETTINGS].concat();
    let (exit, text) = set_up(&site, &arguments, &kept(""));
    assert_eq!(exit, 0, "{text}");
    let written = fs::read_to_string(site.path("next/infrastructure.toml")).unwrap();
    for line in [
        "url = \"https://lt.acme.example\"",
        "token_env = \"LT\"",
        "portal = \"https://portal.acme.example\"",
        "support = \"https://support.acme.example\"",
        "contact = \"Ana, +351 210 000 000\"",
    ] {
        assert!(written.contains(line), "{line}: {written}");
    }
    assert!(written.lines().any(|line| line.starts_with("downloads = ") && line.contains("saved")), "{written}");
}

#[test]
fn an_option_outweighs_what_was_saved_or_taken_over() {
    let site = Site::new();
    let contact = |name: &str| format!("contact = \"{name}\"\n");
    site.write("old.toml", &description().replacen("[[environment]]", &(contact("Old") + "[[environment]]"), 1));
    let with = |name| set_up(&site, &["new", "next", "--like", "old.toml", "--contact", name], "Mine\n");
    assert_eq!(with("Ana").0, 2, "the input ended");
    assert!(fs::read_to_string(site.path("next/draft.toml")).unwrap().contains(&contact("Ana")));
    let (_, text) = with("Ben");
    let draft = fs::read_to_string(site.path("next/draft.toml")).unwrap();
    assert!(text.contains("Continuing with the answers saved in") && draft.contains(&contact("Ben")), "{text} {draft}");
    assert!(draft.contains("name = \"Mine\""), "{draft}");
}

#[test]
fn an_option_that_is_wrong_or_fits_no_other_is_refused_before_anything_is_asked() {
    let site = Site::started();
    for (option, value, told) in [
        ("--portal", "nowhere", "--portal: "),
        ("--lifetime", "http://lt.acme.example", "--lifetime: "),
        ("--downloads", "in/lifetime-source.lic", "--downloads: This is a file."),
        ("--token-env", "LT", "--lifetime"),
    ] {
        let output = site.run(&["new", "next", option, value]);
        assert_eq!(code(&output), 2, "{option}: {}", said(&output));
        assert!(errors(&output).contains(told), "{option}: {}", errors(&output));
        assert!(!site.path("next").exists(), "{option}");
    }
    for more in [["--infrastructure", "infrastructure.toml"], ["--from-lifetime", "https://lt.acme.example"]] {
        let output = site.run(&[&["new", "next", "--lifetime", "https://lt.acme.example"], more.as_slice()].concat());
        assert_eq!(code(&output), 2, "{more:?}: {}", said(&output));
        assert!(errors(&output).contains("cannot be used with"), "{}", errors(&output));
    }
}
