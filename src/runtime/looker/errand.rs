//! Errands on the practice pages.

use std::sync::Arc;

use super::{LARGEST_LICENSE, Looker, offered, read, text};
use crate::{
    app::world::{Errand, Finding, Outcome},
    practice::{Deployments, Obtained, Person, Republished, UploadEnd, Wanted},
    reading,
};

impl Looker {
    /// Does an errand.
    pub(super) fn run(&self, errand: &Errand) -> Result<Finding, String> {
        let base = self.practice.as_deref().ok_or("No practice pages are open here: do this step by hand.")?;
        let person = Person::at(base, Arc::clone(&self.stop));
        match errand {
            Errand::Obtain { portal, code, serial, registers, is_production, called } => {
                let purpose = if *is_production { "Production" } else { "Development" };
                match person.obtain(portal, Wanted { code, serial, registers: *registers, purpose })? {
                    Obtained::File(name, bytes) => Ok(offered(called.clone().unwrap_or(name), bytes)),
                    Obtained::Unlisted => Ok(Finding::Outcome(Outcome::Unlisted)),
                }
            }
            Errand::Upload { lifetime: Some(lifetime), .. } | Errand::Publish { lifetime: Some(lifetime), .. }
                if let Some(which) = person.under_way(lifetime)? =>
            {
                let why = format!("LifeTime shows a deployment under way: {which}. It is waited for.");
                Ok(Finding::Outcome(Outcome::NotBegun(why)))
            }
            Errand::CheckCodes { service_center } => {
                Ok(Finding::Outcome(Outcome::Said(person.check_codes(service_center)?)))
            }
            Errand::Upload { service_center, file, code, .. } => {
                let bytes = read(&self.migration.join(file), LARGEST_LICENSE)?;
                let name = file.rsplit('/').next().unwrap_or(file);
                Ok(Finding::Outcome(match person.upload(service_center, name, &bytes, code)? {
                    UploadEnd::Uploaded(note) => Outcome::Uploaded(note),
                    UploadEnd::Refused(why) => Outcome::NotBegun(format!("The page refused the file: {why}")),
                }))
            }
            Errand::Read { restarts_services, service_center } => {
                if *restarts_services {
                    person.restart_services(service_center)?;
                }
                Ok(text(person.read(service_center)?))
            }
            Errand::Publish { service_center, module, .. } => {
                Ok(Finding::Outcome(match person.publish(service_center, module)? {
                    Republished::NoModule(why) => Outcome::NotBegun(why),
                    Republished::Ended { success: true, .. } => Outcome::Published,
                    Republished::Ended { success: false, said } => Outcome::Message(reading::classify(&said), said),
                }))
            }
            Errand::Deployments { lifetime, waits } => match person.deployments(lifetime, *waits)? {
                Deployments::Quiet(said) => Ok(Finding::Outcome(Outcome::Said(said))),
                Deployments::Running(which) => Ok(Finding::Outcome(Outcome::Running(which))),
            },
            Errand::Ask { support, request } => Ok(Finding::Outcome(Outcome::Said(person.ask(support, request)?))),
        }
    }
}
