//! The words of a step for a person: its title, its texts with the values filled in, and why a gate is closed.

use super::{
    index::{EnvIx, StepIx},
    outlook::{Gate, Next},
    plan::StepId,
    run::{Handover, Run},
    text::plain,
};

impl Run {
    /// A step's title with its environment: `Production: Upload the AAA license`.
    pub fn title(&self, step: StepIx) -> String {
        let title = self.fill(&self.definition(step).title, step);
        match self.planned(step).environment {
            Some(environment) => format!("{}: {title}", self.described(environment).name),
            None => title,
        }
    }

    /// The same by its id, where the plan has it.
    pub fn title_of(&self, step: &StepId) -> String {
        self.plan.index(step).map_or_else(|| step.to_string(), |step| self.title(step))
    }

    /// A text of a step with its placeholders filled in; what is not known is said so.
    pub fn fill(&self, text: &str, step: StepIx) -> String {
        if !text.contains('{') {
            return text.to_owned();
        }
        let environment = self.planned(step).environment;
        let mut text = self.infrastructure.fill(text);
        let Some(environment) = environment else {
            return text.replace("{module}", &self.infrastructure.module);
        };
        let known = self.environment(environment);
        let described = self.described(environment);
        let serial = known.serial.as_ref().map_or("(not known yet)", |serial| serial.as_str());
        let service_center = described.service_center.as_deref().unwrap_or("its Service Center");
        let side = self.definition(step).kind.side_of_license();
        let file = side.and_then(|side| self.vault_name(environment, side));
        for (placeholder, value) in [
            ("{environment}", described.name.as_str()),
            ("{serial}", serial),
            ("{module}", self.module(environment)),
            ("{service_center}", service_center),
            ("{file}", file.as_deref().unwrap_or("the license file")),
        ] {
            text = text.replace(placeholder, value);
        }
        text
    }

    /// Where a license file lies in the vault, below the migration folder, as every system writes it in the record.
    pub fn vault_name(&self, environment: EnvIx, side: super::infrastructure::Side) -> Option<String> {
        let file = self.environment(environment).file(side)?;
        Some(vault_name(self.described(environment).id.as_str(), side, &file.sha256))
    }

    /// Which environments have, or may have, BBB, and which do not; `None` where all or none have it.
    pub fn mixed_words(&self) -> Option<String> {
        let on_target: Vec<EnvIx> = self.may_have_target().collect();
        let others = self.names(self.every_environment().filter(|environment| !on_target.contains(environment)));
        let on_target = self.names(on_target.into_iter());
        let is_mixed = !on_target.is_empty() && !others.is_empty();
        is_mixed.then(|| format!("BBB, or possibly BBB: {on_target}. Not BBB: {others}."))
    }

    /// The next thing that is asked, as a title; `None` where nothing is.
    pub fn next_words(&self, next: Next) -> Option<String> {
        Some(match next {
            Next::Requirement(place) => plain(&self.procedure.requirements[place].question),
            Next::Step(step) => self.title(step),
            Next::Decide(_) => "Stopped: roll back, or hold".to_owned(),
            Next::FirstUpload(step) => {
                format!("{}, or stop here: a rollback would not end within the window", self.title(step))
            }
            Next::Deadline => "Continue, or roll back: a rollback would no longer end within the window".to_owned(),
            Next::Deployments => "Decide about a deployment that started while deployments are paused".to_owned(),
            Next::Support => "Wait for the answer from Support for all affected environments".to_owned(),
            Next::EndOfNight => {
                let names = self.names(self.postponed());
                format!("Left out for now: {names}. Take it up again, stay paused, or roll back")
            }
            Next::BetweenNights => "Stopped for today: pause deployments again and continue, or roll back".to_owned(),
            Next::TakeOver => self.handover.as_ref().map_or_else(String::new, Handover::next_words),
            Next::Nothing => return None,
        })
    }

    /// Why a gate is closed, and what opens it.
    pub fn gate_words(&self, gate: Gate) -> String {
        match gate {
            Gate::Requirements => "answer the requirements first.".to_owned(),
            Gate::Abandoned => "the migration was given up.".to_owned(),
            Gate::LineStopped(step) => {
                format!("the migration is stopped by \"{}\". Roll back or hold.", self.title(step))
            }
            Gate::RollingBack => "the migration is being rolled back.".to_owned(),
            Gate::NotRollingBack => "it belongs to the rollback, which has not been started.".to_owned(),
            Gate::Phase(phase) => format!("complete the phase \"{}\" first.", self.phase(phase).title),
            Gate::Step(step) => format!("complete \"{}\" first.", self.title(step)),
            Gate::Environment(environment) => format!("complete {} first.", self.described(environment).name),
            Gate::Support => {
                "Support must correct the BBB license definition first; then obtain BBB again for all environments (FAQ 3)."
                    .to_owned()
            }
            Gate::Deployment => {
                "a deployment must end first, or you continue with a reason.".to_owned()
            }
            Gate::BetweenNights => "you stopped for today, and deployments run. Pause them again first.".to_owned(),
            Gate::OnTarget => {
                "this environment has, or may have, a BBB license; only a rollback restores AAA.".to_owned()
            }
            Gate::Backup => "there is no verified AAA backup in the vault. Obtain the AAA license first.".to_owned(),
        }
    }
}

/// The path of a license file below the migration folder, as bundles have it on every system.
pub fn vault_name(environment: &str, side: super::infrastructure::Side, digest: &super::digest::Digest) -> String {
    format!("licenses/{environment}-{}-{}.lic", side.word(), digest.short())
}
