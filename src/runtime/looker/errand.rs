//! Errands on the practice pages.

use std::sync::Arc;

use super::{LARGEST_LICENSE, Looker, offered, read, text};
use crate::{
    app::world::{Errand, Finding, Outcome},
    practice::{Deployments, Obtained, Person, UploadEnd, Wanted},
    reading,
};

impl Looker {
    /// Does an errand.
    pub(super) fn run(&self, errand: &Errand) -> Finding {
        let Some(base) = self.practice.as_deref() else {
            return Finding::Nothing("No practice pages are open here: do this step by hand.".to_owned());
        };
        let person = Person::at(base, Arc::clone(&self.stop));
        match self.work(&person, errand) {
            Ok(found) => found,
            Err(why) if person.has_waited() => Finding::Later(why),
            Err(why) => Finding::Nothing(why),
        }
    }

    fn work(&self, person: &Person, errand: &Errand) -> Result<Finding, String> {
        match errand {
            Errand::Prepare { service_center, lifetime, module, expected } => {
                if let Some(lifetime) = lifetime
                    && let Some(which) = person.under_way(lifetime)?
                {
                    return Err(format!("LifeTime shows a deployment under way: {which}. Wait until it has ended."));
                }
                if let Some(module) = module {
                    person.find_module(service_center, module)?;
                }
                Ok(Finding::Vault(self.sight(std::slice::from_ref(expected))))
            }
            Errand::Obtain { portal, code, serial, registers, is_production, called } => {
                let purpose = if *is_production { "Production" } else { "Development" };
                match person.obtain(portal, Wanted { code, serial, registers: *registers, purpose })? {
                    Obtained::File(name, bytes) => Ok(offered(called.clone().unwrap_or(name), bytes)),
                    Obtained::Unlisted => Ok(Finding::Outcome(Outcome::Unlisted)),
                }
            }
            Errand::CheckCodes { service_center } => {
                Ok(Finding::Outcome(Outcome::Said(person.check_codes(service_center)?)))
            }
            Errand::Upload { service_center, file, code } => {
                let bytes = read(&self.migration.join(file), LARGEST_LICENSE)?;
                let name = file.rsplit('/').next().unwrap_or(file);
                Ok(Finding::Outcome(match person.upload(service_center, name, &bytes, code)? {
                    UploadEnd::Uploaded(note) => Outcome::Uploaded(note),
                    UploadEnd::Refused(why) => Outcome::RefusedByPage(format!("The page refused the file: {why}")),
                }))
            }
            Errand::Read { restarts_services, service_center } => {
                if *restarts_services {
                    person.restart_services(service_center)?;
                }
                Ok(text(person.read(service_center)?))
            }
            Errand::Publish { service_center, module } => {
                let (success, said) = person.publish(service_center, module)?;
                let class = reading::classify(&said);
                let message = || Outcome::Message(class, said);
                Ok(Finding::Outcome(if success { Outcome::Published } else { message() }))
            }
            Errand::Deployments { lifetime, waits } => match person.deployments(lifetime, *waits)? {
                Deployments::Quiet(said) => Ok(Finding::Outcome(Outcome::Said(said))),
                Deployments::Running(which) => Ok(Finding::Outcome(Outcome::Running(which))),
            },
            Errand::Ask { support, request } => Ok(Finding::Outcome(Outcome::Said(person.ask(support, request)?))),
        }
    }
}
