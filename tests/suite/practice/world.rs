//! The practice world: what its pages show, what its portal gives, what its LifeTime answers.

mod licenses;
mod lifetime;
mod publishes;
mod support;

use acmove::{
    domain::infrastructure::Side,
    practice::{World, scenario::Scenario, world::Uploaded},
};
use jiff::Timestamp;

use crate::practice::scenario::known;

fn world(scenario: Scenario) -> World {
    World::new(scenario, "2026-11-14T22:00:00Z".parse::<Timestamp>().unwrap())
}

fn well() -> World {
    world(known("everything-well"))
}

const LIFETIME: usize = 0;
const DEVELOPMENT: usize = 1;
const QUALITY: usize = 2;
const PRODUCTION: usize = 3;

/// The license file of an environment, registered where that has to be done first.
fn license(world: &mut World, place: usize, side: Side) -> Vec<u8> {
    let serial = world.serial(place).clone();
    if let Some(row) = world.portal(side).iter().position(|row| row.serial.is_none()) {
        let _ = world.register(side, row, &serial);
    }
    world.download(side, &serial, 1).unwrap().1.into_bytes()
}

fn install(world: &mut World, place: usize, side: Side) {
    let file = license(world, place, side);
    assert_eq!(world.upload(place, &file, 2), Uploaded::Installed);
}
