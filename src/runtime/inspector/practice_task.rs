//! Practice tasks on the practice pages.

use std::{path::is_separator, sync::Arc};

use super::{
    Inspector,
    file::{LARGEST_LICENSE, read},
};
use crate::{
    domain::page::{Banner, Reading},
    engine::lookup::{Found, PageOutcome, PracticeTask},
    practice::{Deployments, LicenseRequest, Obtained, Person, PublishEnd, UploadEnd},
    reading,
};

/// The note where an upload had been done before anybody could record it.
const FOUND: &str = "Backup License saved the same file that was uploaded.";

impl Inspector {
    /// Does a practice task.
    pub(super) fn run(&self, task: &PracticeTask) -> Found {
        let Some(base) = self.practice.as_deref() else {
            return Found::Nothing("No practice pages are open here. Do this step by hand.".to_owned());
        };
        let person = Person::at(base, Arc::clone(&self.stop));
        match self.work(&person, task) {
            Ok(found) => found,
            Err(why) if person.has_waited() => Found::Later(why),
            Err(why) => Found::Nothing(why),
        }
    }

    fn work(&self, person: &Person, task: &PracticeTask) -> Result<Found, String> {
        match task {
            PracticeTask::Prepare { service_center, lifetime, module, expected } => {
                if let Some(lifetime) = lifetime
                    && let Some(which) = person.under_way(lifetime)?
                {
                    return Err(format!("LifeTime shows a running deployment: {which}. Wait until it has ended."));
                }
                if let Some(module) = module {
                    person.find_module(service_center, module)?;
                }
                Ok(Found::Vault(self.check_vault(std::slice::from_ref(expected))))
            }
            PracticeTask::Obtain { portal, code, serial, registers, is_production, called } => {
                let purpose = if *is_production { "Production" } else { "Development" };
                match person.obtain(portal, LicenseRequest { code, serial, registers: *registers, purpose })? {
                    Obtained::File(name, bytes) => Ok(self.offered(called.as_ref().unwrap_or(&name), bytes)),
                    Obtained::Unlisted => Ok(Found::Outcome(PageOutcome::Unlisted)),
                }
            }
            PracticeTask::CheckCodes { service_center, starts_wizard } => {
                Ok(self.text(person.check_codes(service_center, *starts_wizard)?))
            }
            PracticeTask::Upload { service_center, file, code, looks } => {
                let bytes = read(&self.migration.join(file), LARGEST_LICENSE)?;
                if *looks && person.is_installed(service_center, &bytes)? {
                    return Ok(Found::Outcome(PageOutcome::Uploaded(FOUND.to_owned())));
                }
                let name = file.rsplit(is_separator).next().unwrap_or(file);
                Ok(uploaded(person.upload(service_center, name, &bytes, code)?))
            }
            PracticeTask::Read { restarts_services, service_center } => {
                let page = person.read(service_center)?;
                if !*restarts_services || !shows_wrong_clock(&page) {
                    return Ok(self.text(page));
                }
                person.restart_services(service_center)?;
                Ok(self.text(person.read(service_center)?))
            }
            PracticeTask::Publish { service_center, module, pastes, purpose, looks } => {
                let begun = if *looks { person.find_publish(service_center, purpose)? } else { None };
                let end = begun.map_or_else(|| person.publish(service_center, module, purpose), Ok)?;
                Ok(self.published(end, *pastes))
            }
            PracticeTask::Deployments { lifetime, waits } => match person.deployments(lifetime, *waits)? {
                Deployments::Quiet(said) => Ok(Found::Outcome(PageOutcome::Said(said))),
                Deployments::Running(which) => Ok(Found::Outcome(PageOutcome::Running(which))),
            },
            PracticeTask::Ask { support, request } => {
                Ok(Found::Outcome(PageOutcome::Said(person.ask(support, request)?)))
            }
        }
    }

    fn published(&self, end: PublishEnd, pastes: bool) -> Found {
        let PublishEnd { success, said, page } = end;
        match (pastes, success) {
            (true, _) => self.text(reading::shown(&page).into_bytes()),
            (false, true) => Found::Outcome(PageOutcome::Published),
            (false, false) => Found::Outcome(PageOutcome::Message(Box::new(reading::read_publish_text(&said)), said)),
        }
    }
}

/// Whether a Licensing page says that the clock of its server is wrong: where the services were restarted, it does not.
fn shows_wrong_clock(page: &[u8]) -> bool {
    matches!(reading::read(page), Reading::LicensingPage(page) if page.banner == Banner::Clock)
}

fn uploaded(end: UploadEnd) -> Found {
    Found::Outcome(match end {
        UploadEnd::Uploaded(note) => PageOutcome::Uploaded(note),
        UploadEnd::Refused(why) => PageOutcome::RefusedByPage(format!("The page rejected the file: {why}")),
    })
}
