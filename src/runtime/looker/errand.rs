//! Errands on the practice pages.

use super::{LARGEST_LICENSE, Looker, offered, read, text};
use crate::{
    app::world::{Errand, Finding, Outcome},
    practice::{Deployments, Obtained, Person, Wanted},
    reading,
};

impl Looker {
    /// Does an errand.
    pub(super) fn run(&self, errand: &Errand) -> Result<Finding, String> {
        let person = Person::default();
        match errand {
            Errand::Obtain { portal, code, serial, registers, is_production, called } => {
                let purpose = if *is_production { "Production" } else { "Development" };
                match person.obtain(portal, Wanted { code, serial, registers: *registers, purpose })? {
                    Obtained::File(name, bytes) => Ok(offered(called.clone().unwrap_or(name), bytes)),
                    Obtained::Unlisted => Ok(Finding::Outcome(Outcome::Unlisted)),
                }
            }
            Errand::Upload { service_center, file, code } => {
                let bytes = read(&self.migration.join(file), LARGEST_LICENSE)?;
                let name = file.rsplit('/').next().unwrap_or(file);
                let note = person.upload(service_center, name, &bytes, code)?;
                Ok(Finding::Outcome(Outcome::Uploaded(note)))
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
