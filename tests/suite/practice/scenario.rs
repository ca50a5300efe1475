//! Scenario files: those that come along, and what is said about those that do not fit.

use std::{collections::BTreeSet, fs, path::Path};

use acmove::{
    catalog,
    practice::scenario::{Scenario, Trigger, bundled, scenario, scenarios},
};
use jiff::Timestamp;

use crate::harness::story::EDITIONS;

const SMALLEST: &str = r#"
title = "Something"
teaches = "Something else."
seed = 7
[[environment]]
name = "LifeTime"
role = "lifetime"
[[environment]]
name = "Production"
role = "production"
[end]
state = "done"
"#;

/// A bundled scenario.
pub(crate) fn known(id: &str) -> Scenario {
    scenario(id, bundled(id).unwrap().text).unwrap()
}

fn faults(text: &str) -> String {
    scenario("s.toml", text).unwrap_err().to_string()
}

#[test]
fn all_scenarios_of_the_folder_come_along_with_their_answers() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/scenarios");
    let files: BTreeSet<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let named: BTreeSet<String> = scenarios()
        .iter()
        .flat_map(|known| [format!("{}.toml", known.id), format!("{}.answers.toml", known.id)])
        .collect();
    assert_eq!(files, named);
}

#[test]
fn every_scenario_and_its_answers_can_be_read() {
    for bundled in scenarios() {
        let scenario = known(bundled.id);
        let edition = scenario.procedure.as_deref().unwrap_or(EDITIONS[0]);
        let world = acmove::practice::World::new(scenario.clone(), Timestamp::UNIX_EPOCH);
        let addresses = acmove::practice::Addresses::of(&world, "http://127.0.0.1:1");
        let text = acmove::practice::description(&scenario, edition, &addresses);
        let described = catalog::infrastructure("it", &text).unwrap();
        let procedure = catalog::procedure(edition, catalog::edition(edition).unwrap().text).unwrap();
        described.fits("it", &procedure).unwrap();
        let answers =
            catalog::answers(bundled.id, bundled.answers, Path::new("."), &procedure, &described.infrastructure);
        assert!(answers.unwrap().needs_practice(), "{}", bundled.id);
        assert!(!scenario.title.ends_with('.') && scenario.teaches.ends_with('.'), "{}", bundled.id);
    }
}

#[test]
fn everything_that_is_not_named_is_made_from_the_seed() {
    let one = scenario("s.toml", SMALLEST).unwrap();
    assert_eq!(one, scenario("s.toml", SMALLEST).unwrap());
    let other = scenario("s.toml", &SMALLEST.replace("seed = 7", "seed = 8")).unwrap();
    assert_ne!((&one.source, &one.target), (&other.source, &other.target));
    let serials: BTreeSet<String> = one.sites.iter().chain(&other.sites).map(|site| site.serial.to_string()).collect();
    assert_eq!(serials.len(), 4, "no serial number twice");
    assert_ne!(one.source, one.target);
    assert_eq!(one.sites[0].source.property, "Ignore");
    assert_eq!(one.sites[1].target.property, "Unprotected");
}

#[test]
fn no_two_bundled_scenarios_share_a_seed() {
    let seeds: BTreeSet<u32> = scenarios().iter().map(|bundled| known(bundled.id).seed).collect();
    assert_eq!(seeds.len(), scenarios().len());
}

#[test]
fn all_faults_are_told_at_once_with_their_lines() {
    let text = r#"
title = ""
seed = -1
colour = "red"
[[environment]]
name = "Production"
role = "prod"
publishes = ["published", "exploded"]
restart = { serial = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT" }
[[deployment]]
from = "quality"
to = "production"
at = 3
after = "production/explode"
[portal_down]
at = 5
[end]
state = "fine"
"#;
    let said = faults(text);
    for part in [
        "title",
        "seed",
        "teaches",
        "colour",
        "prod",
        "exploded",
        "at and after",
        "quality",
        "explode",
        "lasts",
        "fine",
    ] {
        assert!(said.contains(part), "{part} in:\n{said}");
    }
    assert!(said.lines().filter(|line| line.contains("s.toml:")).count() >= 9, "{said}");
}

#[test]
fn an_infrastructure_has_one_lifetime_and_something_besides() {
    let two = SMALLEST.replace("role = \"production\"", "role = \"lifetime\"");
    assert!(faults(&two).contains("exactly one environment has the role lifetime"), "{}", faults(&two));
    let twice = SMALLEST.replace("\"Production\"", "\"LifeTime\"");
    assert!(faults(&twice).contains("the id of two environments"), "{}", faults(&twice));
}

#[test]
fn an_environment_cannot_have_an_address_that_something_else_needs() {
    let portal = SMALLEST.replace("\"Production\"", "\"Portal\"");
    assert!(faults(&portal).contains("an address needs it"), "{}", faults(&portal));
}

#[test]
fn a_moment_is_a_second_or_the_first_time_that_something_was_done() {
    let down = "\n[portal_down]\nafter = \"production/upload-target\"\nlasts = 9\n[end]";
    let read = scenario("s.toml", &SMALLEST.replace("[end]", down)).unwrap();
    assert!(matches!(read.portal_down.unwrap().begins, Trigger::After(milestone) if milestone.site == 1));
    let down = "\n[portal_down]\nat = 4\nlasts = 9\n[end]";
    let read = scenario("s.toml", &SMALLEST.replace("[end]", down)).unwrap();
    assert_eq!(read.portal_down.unwrap().begins, Trigger::At(4));
}
