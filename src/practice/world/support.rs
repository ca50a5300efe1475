//! Support: corrects what a request names, for all environments in it at once.

use super::state::{AnsweredRequest, Row, World};
use crate::domain::{identity::SerialNumber, infrastructure::Side};

impl World {
    /// The same for a program that does not know whether it was sent: the request that was answered last is not sent once more, as
    /// long as no license was uploaded since.
    pub fn ask_once(&mut self, request: &str) -> Option<String> {
        let uploads = self.state.sites.iter().map(|site| site.uploads).sum();
        let last = self.state.answered.as_ref();
        if let Some(last) = last.filter(|last| last.request == request && last.uploads == uploads) {
            return Some(last.answer.clone());
        }
        let answer = self.ask(request)?;
        self.state.answered = Some(AnsweredRequest { request: request.to_owned(), answer: answer.clone(), uploads });
        Some(answer)
    }

    /// Corrects the environments whose serial numbers a request names, and gives Support's answer. `None`: Support is
    /// silent.
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
        let count = |world: &Self| world.state.sites.iter().filter(|site| site.corrected(Side::Target)).count();
        let before = count(self);
        let already: Vec<String> = named.iter().filter_map(|site| self.already_corrected(*site)).collect();
        let corrected: Vec<String> = named.into_iter().filter_map(|site| self.correct(site)).collect();
        // One definition is behind all licenses of the target: corrected once, all are issued anew.
        let after = count(self);
        self.state.target_corrections = self.state.target_corrections.saturating_add(u32::from(after > before));
        if after > before {
            for site in &mut self.state.sites {
                *site.corrected_mut(Side::Target) = true;
            }
        }
        Some(match (corrected.is_empty(), already.is_empty()) {
            (false, _) => format!("Request {number}: corrected {}.", corrected.join("; ")),
            (true, false) => {
                let already = already.join("; ");
                format!("Request {number}: already corrected: {already}. Obtain it again from the portal.")
            }
            (true, true) => format!("Request {number}: we are investigating. Keep deployments paused."),
        })
    }

    /// The earlier corrections, after which it only has to be obtained again; `None` if there were none.
    fn already_corrected(&self, site: usize) -> Option<String> {
        let (described, state) = (&self.scenario.sites[site], &self.state.sites[site]);
        let sides = [Side::Source, Side::Target].into_iter().filter(|side| state.corrected(*side));
        let mut done: Vec<String> = sides.map(|side| format!("its {} license", side.label())).collect();
        let was_listed = described.source.listed && described.serial == state.serial;
        if !was_listed && self.state.source.iter().any(|row| row.serial.as_ref() == Some(&state.serial)) {
            done.push("its registration under AAA".to_owned());
        }
        (!done.is_empty()).then(|| format!("{}: {}", described.name, done.join(" and ")))
    }

    fn correct(&mut self, site: usize) -> Option<String> {
        let described = &self.scenario.sites[site];
        let (name, purpose) = (described.name.clone(), described.purpose());
        let serial = self.serial(site).clone();
        let mut done = Vec::new();
        // The request is about the first license that is wrong.
        if let Some(side) = [Side::Source, Side::Target].into_iter().find(|side| self.is_wrong(site, *side)) {
            *self.state.sites[site].corrected_mut(side) = true;
            done.push(format!("its {} license", side.label()));
        }
        if described.foreign_modules > 0 && !self.state.sites[site].modules.changed {
            self.state.sites[site].modules.changed = true;
            done.push("its modules of another code".to_owned());
        }
        // Rows of a serial number that the server does not have any more are free again.
        let void = Some(&self.scenario.sites[site].serial).filter(|first| **first != serial);
        for row in self.state.source.iter_mut().chain(&mut self.state.target) {
            if void.is_some() && row.serial.as_ref() == void {
                row.serial = None;
            }
        }
        if self.state.source.iter().all(|row| row.serial.as_ref() != Some(&serial)) {
            self.list_under_source(purpose, serial);
            done.push("its registration under AAA".to_owned());
        }
        (!done.is_empty()).then(|| format!("{name}: {}", done.join(" and ")))
    }

    /// Whether the license that is issued has something that Support corrects.
    fn is_wrong(&self, site: usize, of: Side) -> bool {
        let grant = self.scenario.sites[site].grant(of);
        let good: &[&str] = match of {
            Side::Source => &["Ignore"],
            Side::Target => &["Protected", "Unprotected"],
        };
        let is_plain = grant.ends.is_none() && grant.kind.is_none() && grant.notice.is_none();
        let as_it_should = good.contains(&grant.property.as_str()) && is_plain;
        !as_it_should && !self.state.sites[site].corrected(of)
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
