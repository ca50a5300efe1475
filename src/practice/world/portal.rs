//! The Licensing Portal: who is registered under which code, and the license files.

use super::{
    license::License,
    state::{Row, World},
    view,
};
use crate::{
    domain::{
        identity::{ActivationCode, SerialNumber},
        infrastructure::Side,
    },
    practice::scenario::{PersonAct, Scenario, Site},
};

/// The rows of a code at the beginning: under the source every environment is registered, but for those that are not
/// listed; under the target there is room for all of them.
pub(super) fn rows(scenario: &Scenario, side: Side) -> Vec<Row> {
    let mut counts = [0, 0];
    let row = |site: &Site| {
        let purpose = site.purpose();
        let count = &mut counts[usize::from(purpose == "Production")];
        *count += 1;
        let listed = side == Side::Source && site.grant(side).listed;
        Row {
            name: format!("{purpose} Environment #{count}"),
            purpose: purpose.to_owned(),
            serial: listed.then(|| site.serial.clone()),
        }
    };
    let mut rows: Vec<Row> = scenario.sites.iter().map(row).collect();
    if side == Side::Source {
        // Nobody registers a serial number under the old code by himself: a row that is missing is missing.
        rows.retain(|row| row.serial.is_some());
    }
    rows
}

impl World {
    /// Whether somebody who opens the portal now finds it down. How long that lasts is counted from the first time.
    pub fn portal_is_down(&mut self, now: u64) -> bool {
        let Some(spell) = self.scenario.portal_down else { return false };
        if self.when(spell.begins).is_none_or(|begins| now < begins) {
            return false;
        }
        let since = *self.state.found_down.get_or_insert(now);
        now < since.saturating_add(spell.lasts)
    }

    /// The side of a code, if it is one of this infrastructure.
    pub fn side(&self, code: &ActivationCode) -> Option<Side> {
        [Side::Source, Side::Target].into_iter().find(|side| self.scenario.code(*side) == code)
    }

    const fn rows_of(&self, side: Side) -> &Vec<Row> {
        match side {
            Side::Source => &self.state.source,
            Side::Target => &self.state.target,
        }
    }

    pub(super) const fn rows_mut(&mut self, side: Side) -> &mut Vec<Row> {
        match side {
            Side::Source => &mut self.state.source,
            Side::Target => &mut self.state.target,
        }
    }

    /// The rows under a code, in the order of the page.
    pub fn portal(&self, side: Side) -> Vec<view::PortalRow> {
        let row = |row: &Row| view::PortalRow {
            name: row.name.clone(),
            purpose: row.purpose.clone(),
            serial: row.serial.as_ref().map(ToString::to_string),
        };
        self.rows_of(side).iter().map(row).collect()
    }

    /// Registers a serial number in a free row.
    ///
    /// # Errors
    /// With why not, in the words of the page.
    pub fn register(&mut self, side: Side, row: usize, serial: &SerialNumber) -> Result<(), &'static str> {
        if self.rows_of(side).iter().any(|row| row.serial.as_ref() == Some(serial)) {
            return Err("This serial number is already registered under this Activation Code.");
        }
        match self.rows_mut(side).get_mut(row) {
            Some(row @ Row { serial: None, .. }) => {
                row.serial = Some(serial.clone());
                Ok(())
            }
            Some(_) => Err("This row has a serial number. Release it first, or select an unregistered row."),
            None => Err("There is no such row."),
        }
    }

    /// Releases a row.
    pub fn release(&mut self, side: Side, row: usize) {
        if let Some(row) = self.rows_mut(side).get_mut(row) {
            row.serial = None;
        }
    }

    /// The license file of a registered serial number, with its name.
    pub fn download(&mut self, side: Side, serial: &SerialNumber, now: u64) -> Option<(String, String)> {
        self.rows_of(side).iter().find(|row| row.serial.as_ref() == Some(serial))?;
        let place = self.state.sites.iter().position(|known| known.serial == *serial);
        if let Some(place) = place {
            self.reach(place, PersonAct::Obtain(side), now);
        }
        Some((format!("{serial}.lic"), self.license(side, serial, place).file()))
    }

    /// The license that is issued now: a corrected one reads as it should.
    fn license(&self, side: Side, serial: &SerialNumber, place: Option<usize>) -> License {
        let corrected = place.is_some_and(|place| self.state.sites[place].corrected(side));
        let grant = place.map(|place| self.scenario.sites[place].grant(side)).filter(|_| !corrected);
        let prepared = match side {
            Side::Source => "Ignore",
            Side::Target => "Unprotected",
        };
        License {
            code: self.scenario.code(side).clone(),
            serial: serial.clone(),
            property: grant.map_or_else(|| prepared.to_owned(), |grant| grant.property.clone()),
            ends: grant.and_then(|grant| grant.ends),
            kind: grant.and_then(|grant| grant.kind.clone()),
            notice: grant.and_then(|grant| grant.notice.clone()),
            issue: match side {
                Side::Source => 1 + u32::from(corrected),
                Side::Target => self.state.target_corrections.saturating_add(1),
            },
        }
    }
}
