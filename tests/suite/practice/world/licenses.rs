//! License files, servers and clocks, and what a Licensing page shows of them.

use acmove::{
    domain::{infrastructure::Side, page::Banner},
    practice::{
        World,
        scenario::Trigger,
        world::{Published, Uploaded},
    },
};
use jiff::{Timestamp, civil::date};

use super::{PRODUCTION, QUALITY, install, license, well, world};
use crate::practice::scenario::known;

#[test]
fn at_the_beginning_every_environment_has_the_license_from_before() {
    let world = well();
    let page = world.licensing(PRODUCTION, "", 0);
    assert!(page.is_valid);
    assert_eq!(page.code, world.scenario().source.to_string());
    assert_eq!((page.license_type.as_str(), page.end_date.as_str()), ("Production", "Never"));
    assert_eq!(world.licensing(QUALITY, "", 0).license_type, "Development");
}

#[test]
fn an_upload_changes_the_code_and_the_value_of_intellectual_property() {
    let mut world = well();
    for (side, value) in [(Side::Source, "Ignore"), (Side::Target, "Unprotected")] {
        install(&mut world, QUALITY, side);
        let page = world.licensing(QUALITY, "intellectual", 3);
        assert_eq!(page.code, world.scenario().code(side).to_string());
        let [row] = page.features.as_slice() else { panic!("the filter lets one through") };
        assert_eq!((row.limit.as_str(), row.usage.as_str()), (value, value));
        assert!(row.description.contains("\"Protected\"") && row.description.contains("\"Unprotected\""));
    }
}

#[test]
fn a_license_of_another_environment_is_invalid_and_nothing_can_be_published_with_it() {
    let mut world = well();
    let file = license(&mut world, PRODUCTION, Side::Target);
    assert_eq!(world.upload(QUALITY, &file, 5), Uploaded::Installed);
    let page = world.licensing(QUALITY, "", 6);
    let issued_for = format!("the following serial number '{}'", world.serial(PRODUCTION));
    assert!(!page.is_valid && page.banner.contains(&issued_for), "{}", page.banner);
    assert_eq!(page.serial, world.serial(QUALITY).to_string(), "the page shows the serial number of its server");
    let Published::Begun(number) = world.publish(QUALITY, "ECT_Provider", 7, "", 7) else { panic!("begun") };
    let publish = world.publishing(QUALITY, number, 99).unwrap();
    assert!(!publish.success && publish.message.unwrap().starts_with("Licensing Error"));
}

#[test]
fn a_file_that_somebody_changed_is_no_license() {
    let mut world = well();
    let text = String::from_utf8(license(&mut world, QUALITY, Side::Source)).unwrap();
    for changed in [text.replace("Ignore", "Unprotected"), text.replace('\n', "\r\n"), String::new(), "x".to_owned()] {
        assert_eq!(world.upload(QUALITY, changed.as_bytes(), 1), Uploaded::NotALicense, "{changed}");
    }
    let audit = world.audit(QUALITY);
    assert_eq!(world.upload(QUALITY, audit.as_bytes(), 1), Uploaded::NotALicense);
    let (name, backup) = world.backup(QUALITY);
    assert_eq!(name, format!("{}.lic", world.serial(QUALITY)));
    assert_eq!(world.upload(QUALITY, backup.as_bytes(), 1), Uploaded::Installed, "a backup can be put back");
}

#[test]
fn every_license_file_is_another_one() {
    let mut world = well();
    let mut files = Vec::new();
    for site in 0..4 {
        for side in [Side::Source, Side::Target] {
            files.push(license(&mut world, site, side));
        }
        files.push(world.backup(site).1.into_bytes());
    }
    let mut unique = files.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), files.len());
}

#[test]
fn a_server_that_is_started_again_has_another_serial_number_and_its_license_is_void() {
    let mut world = world(known("serial-changed"));
    let before = world.serial(QUALITY).clone();
    world.tick(100);
    assert_eq!(*world.serial(QUALITY), before, "nothing happens before it is due");
    install(&mut world, QUALITY, Side::Source);
    world.tick(101);
    let after = world.serial(QUALITY).clone();
    assert_ne!(after, before);
    assert!(!world.licensing(QUALITY, "", 102).is_valid);
    world.tick(500);
    assert_eq!(*world.serial(QUALITY), after, "once");
}

#[test]
fn a_wrong_clock_is_right_again_when_the_services_are_restarted() {
    let mut world = world(known("wrong-clock"));
    install(&mut world, QUALITY, Side::Source);
    let page = world.licensing(QUALITY, "", 4);
    assert!(page.banner.contains("time lag"), "{}", page.banner);
    world.restart_services(QUALITY, 5);
    assert!(world.licensing(QUALITY, "", 6).is_valid);
}

#[test]
fn an_expired_license_is_invalid_from_the_day_after_its_last() {
    let mut scenario = known("everything-well");
    scenario.sites[QUALITY].source.ends = Some(date(2026, 11, 14));
    let mut world = world(scenario);
    install(&mut world, QUALITY, Side::Source);
    assert!(world.licensing(QUALITY, "", 3).is_valid, "its last day");
    let next_day = 2 * 3600 + 1;
    let page = world.licensing(QUALITY, "", next_day);
    assert_eq!((page.is_valid, page.end_date.as_str()), (false, "2026-11-14"));
}

#[test]
fn what_is_kept_of_a_world_goes_on_where_it_was() {
    let mut before = well();
    install(&mut before, PRODUCTION, Side::Target);
    before.create_plan(QUALITY, PRODUCTION, 10);
    before.publish(QUALITY, "ECT_Provider", 7, "", 11);
    let kept = serde_json::to_string(before.state()).unwrap();
    let state = serde_json::from_str(&kept).unwrap();
    let after = World::resume(known("everything-well"), before.kept(1, 20).begins, state).unwrap();
    for site in 0..4 {
        assert_eq!(after.licensing(site, "", 20), before.licensing(site, "", 20));
        assert_eq!(after.module(site, "ECT_Provider"), before.module(site, "ECT_Provider"));
    }
    assert_eq!(after.portal(Side::Target), before.portal(Side::Target));
    let other = World::resume(known("ten-environments"), Timestamp::UNIX_EPOCH, before.state().clone());
    assert!(other.is_none(), "another scenario does not fit");
}

#[test]
fn banners_read_as_those_of_the_real_page() {
    let read = |world: &World, now| {
        let page = world.licensing(QUALITY, "", now);
        let text = format!(
            "Licensing\nUpload New License\n{}\nActivation Code\t{}\nSerial Number\t{}\n",
            page.banner, page.code, page.serial
        );
        match acmove::reading::read_text(&text) {
            acmove::domain::page::Reading::LicensingPage(page) => page.banner,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(read(&well(), 1), Banner::Valid);
    let mut other = well();
    let file = license(&mut other, PRODUCTION, Side::Source);
    other.upload(QUALITY, &file, 1);
    assert_eq!(read(&other, 2), Banner::WrongServer);
    let mut clock = world(known("wrong-clock"));
    install(&mut clock, QUALITY, Side::Source);
    assert_eq!(read(&clock, 3), Banner::Clock);
}

#[test]
fn a_server_with_a_new_serial_number_can_be_registered_again_on_both_sides() {
    let mut scenario = known("serial-changed");
    let milestone = acmove::practice::scenario::PersonAct::Upload(Side::Target);
    scenario.sites[QUALITY].restart = scenario.sites[QUALITY].restart.take().map(|(_, serial)| {
        (Trigger::After(acmove::practice::scenario::Milestone { site: QUALITY, act: milestone }), serial)
    });
    let mut world = world(scenario);
    for site in 0..4 {
        install(&mut world, site, Side::Target);
    }
    world.tick(10);
    let serial = world.serial(QUALITY).clone();
    assert!(world.portal(Side::Target).iter().all(|row| row.serial.is_some()), "there is no room");
    world.ask(&serial.to_string()).unwrap();
    assert!(world.download(Side::Source, &serial, 11).is_some());
    let free = world.portal(Side::Target).iter().position(|row| row.serial.is_none()).unwrap();
    world.register(Side::Target, free, &serial).unwrap();
}

#[test]
fn a_clock_that_goes_wrong_later_is_not_mended_by_what_was_done_before() {
    let mut world = world(known("wrong-clock"));
    world.restart_services(QUALITY, 1);
    install(&mut world, QUALITY, Side::Source);
    assert!(!world.licensing(QUALITY, "", 3).is_valid);
    install(&mut world, QUALITY, Side::Source);
    assert!(!world.licensing(QUALITY, "", 3).is_valid, "the same moment");
    world.restart_services(QUALITY, 4);
    assert!(world.licensing(QUALITY, "", 5).is_valid);
}
