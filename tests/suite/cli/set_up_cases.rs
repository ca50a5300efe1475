//! Cases from the field about setting up a migration (`tests/cases`): from outside, with what is said and what is written.

use std::{fs, path::Path};

use serde_json::Value;

use crate::harness::{
    server::{Server, says},
    site::{NAMES, Site, answers, code, said},
};

/// Where the environments of a case are listed.
const LIST: &str = "/lifetimeapi/rest/v2/environments/";

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn case(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(folder().join(format!("{name}.json"))).unwrap()).unwrap()
}

fn texts<'c>(case: &'c Value, key: &str) -> Vec<&'c str> {
    case["expect"][key].as_array().into_iter().flatten().map(|text| text.as_str().unwrap()).collect()
}

/// Gives a case to the program, and compares what it says and writes with what is expected.
fn run(name: &str) {
    let case = case(name);
    let site = Site::new();
    let output = match case["how"].as_str().unwrap() {
        "import" => {
            let lifetime = Server::plain(vec![(LIST, vec![says(200, &case["lifetime"].to_string())])]);
            let mut command = site.command(&["new", "m", "--from-lifetime", &lifetime.base]);
            command.env("ACMOVE_LIFETIME_TOKEN", "token").output().unwrap()
        }
        "set-up" => {
            let file = case["infrastructure"].as_str().unwrap();
            site.write(file, &fs::read_to_string(folder().join(file)).unwrap());
            site.run(&["new", "m", "--infrastructure", file])
        }
        "files" => {
            let made = site.run(&["new", "m", "--infrastructure", "infrastructure.toml"]);
            assert_eq!(code(&made), 0, "{}", said(&made));
            let named = |id: &str, which: &str| {
                "in/".to_owned() + &case["name"].as_str().unwrap().replace("{which}", which).replace("{id}", id)
            };
            let mut told = answers(&[]);
            for (id, ..) in NAMES {
                for which in ["source", "target"] {
                    let file = named(id, which);
                    fs::create_dir_all(site.path(&file).parent().unwrap()).unwrap();
                    fs::rename(site.path(&format!("in/{id}-{which}.lic")), site.path(&file)).unwrap();
                    told = told.replace(&format!("in/{id}-{which}.lic"), &file);
                }
            }
            site.go(&told)
        }
        how => panic!("{name}: {how}"),
    };
    let told = said(&output);
    assert_eq!(i64::from(code(&output)), case["expect"]["exit"].as_i64().unwrap(), "{name}: {told}");
    let written: String = ["m/draft.toml", "m/journal.jsonl"]
        .iter()
        .filter_map(|file| fs::read_to_string(site.path(file)).ok())
        .collect();
    for wanted in texts(&case, "says") {
        assert!(told.contains(wanted), "{name}: {wanted}\n{told}");
    }
    for wanted in texts(&case, "writes") {
        assert!(written.contains(wanted), "{name}: {wanted}\n{written}");
    }
    for unwanted in texts(&case, "never") {
        assert!(!told.contains(unwanted) && !written.contains(unwanted), "{name}: {unwanted}\n{told}\n{written}");
    }
}

#[test]
fn an_environment_that_lifetime_lists_without_a_type_gets_no_role() {
    run("29-environment-without-type");
}

#[test]
fn production_without_a_type_is_not_taken_for_development() {
    run("30-production-without-type");
}

#[test]
fn an_infrastructure_without_production_is_refused_until_it_is_confirmed() {
    run("71-production-taken-for-development");
}

#[test]
fn a_type_is_taken_as_lifetime_says_it_whatever_the_name_suggests() {
    run("72-types-that-names-deny");
}

#[test]
fn an_environment_in_the_cloud_and_one_that_is_offline_are_said_at_the_import() {
    run("32-hybrid-cloud-environment");
}

#[test]
fn a_japanese_name_needs_no_id() {
    run("45-japanese-name");
}

#[test]
fn lifetime_in_a_shared_environment_is_said_at_the_set_up() {
    run("47-lifetime-in-a-shared-environment");
}

#[test]
fn a_renewal_is_no_move() {
    run("56-renewal-not-a-move");
}

#[test]
fn every_license_file_may_be_called_license_lic() {
    run("53-license.lic-in-folders");
}

#[test]
fn every_case_of_the_set_up_is_run() {
    let source = include_str!("set_up_cases.rs");
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let Some(name) = name.strip_suffix(".json") else { continue };
        let case = case(name);
        // An address with a path is the watch's.
        let is_ours = ["import", "set-up", "files"].contains(&case["how"].as_str().unwrap_or_default());
        let is_ours = is_ours && case.get("path").is_none();
        assert!(!is_ours || source.contains(&format!("run(\"{name}\")")), "{name}");
    }
}
