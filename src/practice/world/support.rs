//! Support: corrects what a request names, for all environments in it at once.

use super::{Row, World};
use crate::domain::infrastructure::Side;

impl World {
    /// What Support answers to a request, after correcting what it names: environments are known by their serial numbers.
    /// None: Support is silent.
    pub fn ask(&mut self, request: &str) -> Option<String> {
        if !self.scenario.support_helps {
            return None;
        }
        self.state.requests += 1;
        let number = format!("PR-{:04}", self.state.requests);
        let named: Vec<usize> = (0..self.state.sites.len())
            .filter(|site| request.contains(self.state.sites[*site].serial.as_str()))
            .collect();
        let before = self.state.sites.iter().filter(|site| site.corrected[1]).count();
        let corrected: Vec<String> = named.into_iter().filter_map(|site| self.correct(site)).collect();
        // One definition is behind all licenses of the target.
        self.state.target_corrections +=
            u32::from(self.state.sites.iter().filter(|site| site.corrected[1]).count() > before);
        Some(if corrected.is_empty() {
            format!("Request {number}: thank you; nothing had to be corrected.")
        } else {
            format!("Request {number}: corrected {}.", corrected.join("; "))
        })
    }

    fn correct(&mut self, site: usize) -> Option<String> {
        let described = &self.scenario.sites[site];
        let name = described.name.clone();
        let purpose = described.purpose();
        let is_wrong = |side: Side, good: &[&str]| {
            let grant = described.grant(side);
            !good.contains(&grant.property.as_str()) || grant.ends.is_some()
        };
        let wrong = [is_wrong(Side::Source, &["Ignore"]), is_wrong(Side::Target, &["Protected", "Unprotected"])];
        let serial = self.state.sites[site].serial.clone();
        let mut done = Vec::new();
        for (side, wrong) in [(Side::Source, wrong[0]), (Side::Target, wrong[1])] {
            let corrected = &mut self.state.sites[site].corrected[usize::from(side == Side::Target)];
            if wrong && !*corrected {
                *corrected = true;
                done.push(format!("its {} license", side.label()));
            }
        }
        if self.state.source.iter().all(|row| row.serial.as_ref() != Some(&serial)) {
            let name = format!("{purpose} Environment #{}", self.state.source.len() + 1);
            self.rows_mut(Side::Source).push(Row { name, purpose: purpose.to_owned(), serial: Some(serial) });
            done.push("its registration under AAA".to_owned());
        }
        (!done.is_empty()).then(|| format!("{name}: {}", done.join(" and ")))
    }
}
