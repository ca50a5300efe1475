//! Publishes: how long they take, and how they end.

use acmove::{
    domain::infrastructure::Side,
    practice::{World, scenario::PublishOutcome, world::Published},
};

use super::{PRODUCTION, QUALITY, install, well, world};
use crate::practice::scenario::known;

#[test]
fn a_publish_takes_its_time_and_then_shows_when_and_by_whom() {
    let mut world = well();
    let before = world.module(QUALITY, "ECT_Provider").unwrap();
    let published = before.versions.iter().find(|version| version.is_published).unwrap().number;
    assert!(!before.versions[0].is_published, "the latest version is not the published one");
    let Published::Begun(number) = world.publish(QUALITY, "ECT_Provider", published, "", 10) else { panic!("begun") };
    assert_eq!(world.publishing(QUALITY, number, 11).unwrap().message, None);
    world.tick(14);
    let publish = world.publishing(QUALITY, number, 14).unwrap();
    assert!(publish.success);
    let after = world.module(QUALITY, "ECT_Provider").unwrap();
    assert_ne!(after.last_published, before.last_published);
    assert!(after.last_published.starts_with("2026-11-14 22:00:14 by "), "{}", after.last_published);
    assert_eq!(world.publish(QUALITY, "ECT_Provider", 99, "", 15), Published::NoSuchModule);
    assert_eq!(world.publish(QUALITY, "Nothing", published, "", 15), Published::NoSuchModule);
}

#[test]
fn publishes_end_as_the_scenario_says_under_the_target_only() {
    let mut scenario = known("everything-well");
    scenario.sites[QUALITY].publishes =
        vec![PublishOutcome::Other, PublishOutcome::Published, PublishOutcome::Protected];
    let mut world = world(scenario);
    let publish = |world: &mut World, now| {
        let Published::Begun(number) = world.publish(QUALITY, "ECT_Provider", 7, "", now) else { panic!("begun") };
        let shown = world.publishing(QUALITY, number, now + 9).unwrap();
        (shown.success, shown.message.unwrap())
    };
    assert!(publish(&mut world, 1).0, "the source asks nothing");
    install(&mut world, QUALITY, Side::Target);
    assert!(!publish(&mut world, 20).0);
    assert!(publish(&mut world, 40).0);
    let (success, said) = publish(&mut world, 60);
    assert!(!success && said.starts_with("Intellectual Property Error: This module is under"), "{said}");
    assert_eq!(publish(&mut world, 80).1, said, "the last one is repeated");
}

#[test]
fn under_the_source_all_are_registered_and_under_the_target_there_is_room_for_all() {
    let mut world = well();
    assert!(world.portal(Side::Source).iter().all(|row| row.serial.is_some()));
    assert!(world.portal(Side::Target).iter().all(|row| row.serial.is_none()));
    assert!(world.portal(Side::Target).iter().any(|row| row.name == "Production Environment #1"));
    let serial = world.serial(PRODUCTION).clone();
    assert_eq!(world.download(Side::Target, &serial, 1), None, "what is not registered has no license");
    world.register(Side::Target, 0, &serial).unwrap();
    assert!(world.register(Side::Target, 1, &serial).unwrap_err().contains("already"));
    let other = world.serial(QUALITY).clone();
    assert!(world.register(Side::Target, 0, &other).unwrap_err().contains("Release it first"));
    world.release(Side::Target, 0);
    world.register(Side::Target, 0, &other).unwrap();
    assert!(world.register(Side::Target, 99, &serial).is_err());
}

#[test]
fn a_version_from_before_the_move_does_not_publish_under_the_target() {
    let mut world = well();
    let publish = |world: &mut World, version, now| {
        let Published::Begun(number) = world.publish(QUALITY, "ECT_Provider", version, "", now) else {
            panic!("begun")
        };
        world.tick(now + 9);
        world.publishing(QUALITY, number, now + 9).unwrap()
    };
    assert!(publish(&mut world, 5, 1).success, "under the source everything goes");
    assert!(publish(&mut world, 7, 20).success);
    install(&mut world, QUALITY, Side::Target);
    let older = publish(&mut world, 5, 40);
    assert!(!older.success && older.was_other);
    assert!(older.message.unwrap().starts_with("Invalid Intellectual Property: You are trying"));
    let newer = publish(&mut world, 8, 60);
    assert!(newer.success && newer.was_other, "it was not the published one");
    assert!(!publish(&mut world, 8, 80).was_other);
    assert_ne!(
        world.module(QUALITY, "ECT_Provider").unwrap().last_published,
        world.module(QUALITY, "Users").unwrap().last_published,
        "each module has its own"
    );
}
