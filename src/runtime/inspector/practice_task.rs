//! Practice tasks on the practice pages.

use std::sync::Arc;

use super::{
    Inspector,
    file::{LARGEST_LICENSE, read},
};
use crate::{
    engine::lookup::{Found, PageOutcome, PracticeTask},
    practice::{Deployments, LicenseRequest, Obtained, Person, PublishEnd, UploadEnd},
    reading,
};

impl Inspector {
    /// Does a practice task.
    pub(super) fn run(&self, task: &PracticeTask) -> Found {
        let Some(base) = self.practice.as_deref() else {
            return Found::Nothing("No practice pages are open here: do this step by hand.".to_owned());
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
                    return Err(format!("LifeTime shows a deployment under way: {which}. Wait until it has ended."));
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
            PracticeTask::CheckCodes { service_center } => {
                Ok(Found::Outcome(PageOutcome::Said(person.check_codes(service_center)?)))
            }
            PracticeTask::Upload { service_center, file, code } => {
                let bytes = read(&self.migration.join(file), LARGEST_LICENSE)?;
                let name = file.rsplit('/').next().unwrap_or(file);
                Ok(Found::Outcome(match person.upload(service_center, name, &bytes, code)? {
                    UploadEnd::Uploaded(note) => PageOutcome::Uploaded(note),
                    UploadEnd::Refused(why) => PageOutcome::RefusedByPage(format!("The page refused the file: {why}")),
                }))
            }
            PracticeTask::Read { restarts_services, service_center } => {
                if *restarts_services {
                    person.restart_services(service_center)?;
                }
                Ok(self.text(person.read(service_center)?))
            }
            PracticeTask::Publish { service_center, module, pastes } => {
                let PublishEnd { success, said, page } = person.publish(service_center, module)?;
                Ok(match (pastes, success) {
                    (true, _) => self.text(reading::shown(&page).into_bytes()),
                    (false, true) => Found::Outcome(PageOutcome::Published),
                    (false, false) => {
                        Found::Outcome(PageOutcome::Message(Box::new(reading::read_publish_text(&said)), said))
                    }
                })
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
}
