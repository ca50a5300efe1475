//! Support: corrects what a request names, for all environments in it at once.

use super::{Row, World};
use crate::domain::{identity::SerialNumber, infrastructure::Side};

impl World {
    /// What Support answers to a request, after correcting what it names: environments are known by their serial numbers.
    /// None: Support is silent.
    pub fn ask(&mut self, request: &str) -> Option<String> {
        if !self.scenario.support_helps {
            return None;
        }
        self.state.requests = self.state.requests.saturating_add(1);
        let number = format!("PR-{:04}", self.state.requests);
        // Below that line all environments are listed for information; what is wrong is named above it.
        let about = request.split("All environments:").next().unwrap_or_default();
        let named: Vec<usize> = (0..self.state.sites.len())
            .filter(|site| about.contains(self.state.sites[*site].serial.as_str()))
            .collect();
        let before = self.state.sites.iter().filter(|site| site.corrected[1]).count();
        let corrected: Vec<String> = named.into_iter().filter_map(|site| self.correct(site)).collect();
        // One definition is behind all licenses of the target: corrected once, all are issued anew.
        let after = self.state.sites.iter().filter(|site| site.corrected[1]).count();
        self.state.target_corrections = self.state.target_corrections.saturating_add(u32::from(after > before));
        if after > before {
            for site in &mut self.state.sites {
                site.corrected[1] = true;
            }
        }
        Some(if corrected.is_empty() {
            format!("Request {number}: we are looking into it. Keep the pause.")
        } else {
            format!("Request {number}: corrected {}.", corrected.join("; "))
        })
    }

    fn correct(&mut self, site: usize) -> Option<String> {
        let described = &self.scenario.sites[site];
        let name = described.name.clone();
        let purpose = described.purpose();
        let described_serial = described.serial.clone();
        let is_wrong = |side: Side, good: &[&str]| {
            let grant = described.grant(side);
            !good.contains(&grant.property.as_str()) || grant.ends.is_some()
        };
        let wrong = [is_wrong(Side::Source, &["Ignore"]), is_wrong(Side::Target, &["Protected", "Unprotected"])];
        let serial = self.state.sites[site].serial.clone();
        let mut done = Vec::new();
        // What is wrong first is what the request is about.
        for (side, wrong) in [(Side::Source, wrong[0]), (Side::Target, wrong[1])] {
            if !done.is_empty() {
                break;
            }
            let corrected = &mut self.state.sites[site].corrected[usize::from(side == Side::Target)];
            if wrong && !*corrected {
                *corrected = true;
                done.push(format!("its {} license", side.label()));
            }
        }
        // Rows of a serial number that the server does not have any more are free again.
        let void = &described_serial;
        for row in self.state.source.iter_mut().chain(&mut self.state.target) {
            if row.serial.as_ref() == Some(void) && *void != serial {
                row.serial = None;
            }
        }
        if self.state.source.iter().all(|row| row.serial.as_ref() != Some(&serial)) {
            self.list_under_source(purpose, serial);
            done.push("its registration under AAA".to_owned());
        }
        (!done.is_empty()).then(|| format!("{name}: {}", done.join(" and ")))
    }

    fn list_under_source(&mut self, purpose: &str, serial: SerialNumber) {
        let free = self.state.source.iter_mut().find(|row| row.serial.is_none() && row.purpose == purpose);
        match free {
            Some(row) => row.serial = Some(serial),
            None => {
                let name = format!("{purpose} Environment #{}", self.state.source.len() + 1);
                self.rows_mut(Side::Source).push(Row { name, purpose: purpose.to_owned(), serial: Some(serial) });
            }
        }
    }
}
