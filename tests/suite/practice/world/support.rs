//! Support and the portal: what they correct, and when they are silent.

use acmove::{domain::infrastructure::Side, practice::world::Uploaded};

use super::{DEVELOPMENT, LIFETIME, PRODUCTION, QUALITY, install, license, world};
use crate::practice::scenario::known;

#[test]
fn support_corrects_everything_that_one_request_names_by_serial_number() {
    let mut world = world(known("serial-missing"));
    let missing: Vec<usize> = (0..4).filter(|site| !world.scenario().sites[*site].source.listed).collect();
    assert_eq!(missing.len(), 2);
    assert!(world.ask("Please help").unwrap().contains("Keep deployments paused"));
    let serials: Vec<&str> = missing.iter().map(|site| world.serial(*site).as_str()).collect();
    let request = serials.join(", ");
    let answer = world.ask(&request).unwrap();
    for site in missing {
        assert!(answer.contains(&world.scenario().sites[site].name), "{answer}");
        let serial = world.serial(site).clone();
        assert!(world.download(Side::Source, &serial, 1).is_some());
    }
}

#[test]
fn a_corrected_license_is_another_file_and_reads_as_it_should() {
    let mut world = world(known("not-prepared"));
    let wrong = (0..4).find(|site| world.scenario().sites[*site].target.property != "Unprotected").unwrap();
    let before = license(&mut world, wrong, Side::Target);
    let of_other = license(&mut world, LIFETIME, Side::Target);
    let request = world.serial(wrong).to_string();
    world.ask(&request).unwrap();
    let after = license(&mut world, wrong, Side::Target);
    assert_ne!(before, after);
    assert_ne!(license(&mut world, LIFETIME, Side::Target), of_other, "all target licenses are issued anew");
    assert_eq!(world.upload(wrong, &after, 1), Uploaded::Installed);
    assert_eq!(world.licensing(wrong, "intellectual", 1).features[0].limit, "Unprotected");
}

#[test]
fn support_that_is_asked_again_says_that_it_is_corrected_and_has_to_be_obtained_again() {
    for (scenario, told) in [("not-prepared", "its BBB license"), ("serial-missing", "its registration under AAA")] {
        let mut world = world(known(scenario));
        let sites = &world.scenario().sites;
        let wrong = (0..4).find(|site| sites[*site].target.property != "Unprotected" || !sites[*site].source.listed);
        let request = world.serial(wrong.unwrap()).to_string();
        let first = world.ask(&request).unwrap();
        assert!(first.contains("corrected") && !first.contains("already"), "{first}");
        let again = world.ask(&request).unwrap();
        assert!(again.contains("already corrected") && again.contains(told), "{again}");
        assert!(again.contains("Obtain it again from the portal"), "{again}");
    }
    let mut world = world(known("everything-well"));
    let request = world.serial(QUALITY).to_string();
    assert!((0..2).all(|_| world.ask(&request).unwrap().contains("investigating")), "nothing is wrong there");
}

#[test]
fn a_silent_support_says_nothing() {
    let mut scenario = known("not-prepared");
    scenario.support_helps = false;
    let mut world = world(scenario);
    let request = world.serial(QUALITY).to_string();
    assert_eq!(world.ask(&request), None);
}

#[test]
fn an_upload_can_time_out_once_and_be_done_all_the_same() {
    let mut world = world(known("upload-times-out"));
    let file = license(&mut world, PRODUCTION, Side::Target);
    assert_eq!(world.upload(PRODUCTION, &file, 1), Uploaded::TimedOut);
    assert_eq!(world.licensing(PRODUCTION, "", 2).code, world.scenario().target.to_string());
    assert_eq!(world.upload(PRODUCTION, &file, 3), Uploaded::Installed);
}

#[test]
fn the_portal_is_down_from_a_moment_on_for_a_while() {
    let mut world = world(known("portal-down"));
    assert!(!world.portal_is_down(1000));
    install(&mut world, PRODUCTION, Side::Source);
    let spell = world.scenario().portal_down.unwrap();
    assert!(world.portal_is_down(2) && world.portal_is_down(1 + spell.lasts));
    assert!(!world.portal_is_down(2 + spell.lasts));
}

#[test]
fn support_looks_only_at_what_a_request_names_before_it_lists_everything() {
    let mut world = world(known("serial-missing"));
    let (one, other) = (world.serial(LIFETIME).to_string(), world.serial(DEVELOPMENT).to_string());
    let answer = world.ask(&format!("Please list {one}.\nAll environments:\n{one}\n{other}")).unwrap();
    assert!(answer.contains("LifeTime") && !answer.contains("Development"), "{answer}");
}
