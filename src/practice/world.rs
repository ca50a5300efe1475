//! The practice world: what is installed, listed, published and running. Pure: time comes in, nothing is read or written.

mod api;
mod center;
mod license;
mod lifetime;
mod portal;
mod state;
mod support;
mod view;

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, civil::DateTime, tz::Offset};

use self::state::{ModulesDone, SiteState, signed};
pub use self::{
    api::{Filter, NULL_DATE},
    center::{Published, Uploaded},
    license::{License, is_license},
    lifetime::{CannotDo, MAINTENANCE},
    state::{SavedWorld, World, WorldState},
    view::{Feature, Licensing, Module, PlanRow, PortalRow, Publishing, Version},
};
use super::scenario::{Milestone, PersonAct, Scenario, Spell, Trigger};
use crate::domain::{identity::SerialNumber, infrastructure::Side};

/// The version of the platform that all environments show.
pub const PLATFORM: &str = "11.10.0 (Build 22422)";

impl World {
    /// A scenario at its beginning.
    pub fn new(scenario: Scenario, begins: Timestamp) -> Self {
        let sites = scenario.sites.iter().map(|site| SiteState {
            serial: site.serial.clone(),
            // The license from before the move; the portal has a fresh one.
            installed: License {
                code: scenario.source.clone(),
                serial: site.serial.clone(),
                property: "Unprotected".to_owned(),
                ends: None,
                kind: None,
                notice: None,
                issue: 0,
            },
            corrected: [false; 2],
            modules: ModulesDone::default(),
            published: BTreeMap::new(),
            publishes: Vec::new(),
            uploads: 0,
            tests: 0,
            found_down: None,
            upload_timed_out: false,
            upload_ignored: false,
            clock_mended: None,
            maintenance: None,
        });
        let state = WorldState {
            reached: BTreeMap::new(),
            sites: sites.collect(),
            source: portal::rows(&scenario, Side::Source),
            target: portal::rows(&scenario, Side::Target),
            plans: lifetime::plans(&scenario),
            made: 0,
            deleted: Vec::new(),
            found_down: None,
            requests: 0,
            answered: None,
            target_corrections: 0,
        };
        Self { scenario, begins, state }
    }

    /// A scenario where it was left; none, if what was kept does not fit it.
    pub fn resume(scenario: Scenario, begins: Timestamp, state: WorldState) -> Option<Self> {
        let fits = state.sites.len() == scenario.sites.len()
            && state.plans.iter().all(|plan| plan.from.max(plan.to) < scenario.sites.len());
        fits.then_some(Self { scenario, begins, state })
    }

    /// The scenario.
    pub const fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// All changes since the beginning.
    pub const fn state(&self) -> &WorldState {
        &self.state
    }

    /// The state to keep at a second of its clock, with the port it is served at.
    pub fn kept(&self, port: u16, second: u64) -> SavedWorld {
        SavedWorld { port, begins: self.begins, second, state: self.state.clone() }
    }

    /// The serial number of an environment now.
    pub fn serial(&self, site: usize) -> &SerialNumber {
        &self.state.sites[site].serial
    }

    /// The place of an environment, by its id.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.scenario.sites.iter().position(|site| site.id.as_str() == id)
    }

    /// The same by the key that LifeTime gives it.
    pub fn place_of_key(&self, key: &str) -> Option<usize> {
        (0..self.scenario.sites.len()).find(|site| self.key_of(*site) == key)
    }

    fn key_of(&self, site: usize) -> String {
        self.scenario.key(self.scenario.sites[site].id.as_str())
    }

    /// The time as the pages of Service Center show it.
    pub fn clock_on_pages(&self, now: u64) -> String {
        self.date(signed(now)).strftime("%H:%M %a %Y-%m-%d").to_string()
    }

    /// Lets happen what is due by now: restarts, deployments, publishes that are over.
    pub fn tick(&mut self, now: u64) {
        self.restart_what_is_due(now);
        self.start_what_is_due(now);
        self.settle_publishes(now);
    }

    /// When a moment was; none: it has not come yet.
    fn when(&self, moment: Trigger) -> Option<u64> {
        match moment {
            Trigger::At(at) => Some(at),
            Trigger::After(milestone) => self.state.reached.get(&self.word(milestone)).copied(),
        }
    }

    fn is_within(&self, spell: Spell, now: u64) -> bool {
        self.when(spell.begins).is_some_and(|begins| begins <= now && now < begins.saturating_add(spell.lasts))
    }

    /// Whether LifeTime's API is down now.
    pub fn api_is_down(&self, now: u64) -> bool {
        self.scenario.lifetime.down.is_some_and(|spell| self.is_within(spell, now))
    }

    fn word(&self, milestone: Milestone) -> String {
        let word = PersonAct::ALL.iter().find(|(_, act)| *act == milestone.act).map_or("", |(word, _)| word);
        format!("{}/{word}", self.scenario.sites[milestone.site].id)
    }

    /// Something was done; the first time counts.
    fn reach(&mut self, site: usize, act: PersonAct, now: u64) {
        let word = self.word(Milestone { site, act });
        self.state.reached.entry(word).or_insert(now);
    }

    /// The time of an instant of this world, as its pages print it.
    fn date(&self, at: i64) -> DateTime {
        let moment = self.begins.checked_add(SignedDuration::from_secs(at)).unwrap_or(self.begins);
        Offset::UTC.to_datetime(moment)
    }

    fn restart_what_is_due(&mut self, now: u64) {
        for place in 0..self.scenario.sites.len() {
            let Some((moment, serial)) = self.scenario.sites[place].restart.clone() else { continue };
            let is_due = self.when(moment).is_some_and(|at| at <= now);
            if is_due && self.state.sites[place].serial == self.scenario.sites[place].serial {
                self.state.sites[place].serial = serial;
            }
        }
    }
}
