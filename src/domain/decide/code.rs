//! The command that corrects an Activation Code that was mistyped.

use super::{
    super::{
        event::{Correction, Event},
        identity::ActivationCode,
        index::{EnvIx, StepIx},
        infrastructure::Side,
        page::LicensingPage,
        procedure::StepKind,
        refusal::{NoCorrection, Refusal},
        run::Progress,
    },
    Judge, reason,
};

impl Judge<'_> {
    /// Another Activation Code, as long as no license of the target was uploaded, and no page has shown the code as it is.
    pub(super) fn correct_code(&self, side: Side, code: &ActivationCode, why: &str) -> Result<Event, Refusal> {
        self.not_over()?;
        let from = self.run.infrastructure.code(side);
        if self.run.are_codes_fixed() {
            return Err(NoCorrection::TooLate.into());
        }
        if from == code {
            return Err(NoCorrection::Same(side.label()).into());
        }
        if self.run.infrastructure.code(side.other()) == code {
            let (code, label, other) = (code.clone(), side.label(), side.other().label());
            return Err(NoCorrection::OtherSide { code, label, other }.into());
        }
        if let Some(environment) = self.showing(from) {
            let (environment, code, label) = (self.name(environment), from.clone(), side.label());
            return Err(NoCorrection::Shown { environment, code, label }.into());
        }
        let shown = self.run.environments().iter().find(|known| shows(known.page.as_deref(), code));
        let reopens = self.run.plan.every_step().iter().filter(|step| self.is_by_code(*step, side, code));
        Ok(Event::CodeCorrected(Box::new(Correction {
            side,
            from: from.clone(),
            to: code.clone(),
            evidence: shown.and_then(|known| known.pages.last().copied()),
            reopens: reopens.map(|step| self.id(step)).collect(),
            reason: reason(why)?,
        })))
    }

    /// The environment of which a page has shown a code.
    fn showing(&self, code: &ActivationCode) -> Option<EnvIx> {
        self.run.every_environment().find(|environment| {
            let known = self.run.environment(*environment);
            let pages = [known.page.as_deref(), known.source_page.as_deref()];
            pages.into_iter().chain(known.old_readings.iter().map(Some)).any(|page| shows(page, code))
        })
    }

    /// Whether something was said or done about a step by the code that a side had: what was obtained under it, unless it was
    /// uploaded and its page shows the right one, and what was compared with it.
    fn is_by_code(&self, step: StepIx, side: Side, right: &ActivationCode) -> bool {
        let planned = self.run.planned(step);
        let is_proved = || {
            let known = planned.environment.map(|environment| self.run.environment(environment));
            known.is_some_and(|known| {
                let file = known.file(side).map(|file| (side, file.sha256));
                file.is_some() && known.uploaded == file && shows(known.page.as_deref(), right)
            })
        };
        let is_touched = self.run.step(step).progress != Progress::Untouched;
        is_touched
            && match &self.run.definition(step).kind {
                StepKind::Obtain { side: of, .. } => *of == side && !is_proved(),
                StepKind::Check { side: of, .. } => *of == side,
                // Its wizard asks for the code that modules are moved to.
                StepKind::CodeCheck => side == Side::Target,
                StepKind::Read
                | StepKind::Pause { .. }
                | StepKind::Act
                | StepKind::Resume
                | StepKind::Contact
                | StepKind::Upload { .. }
                | StepKind::Republish { .. } => false,
            }
    }
}

fn shows(page: Option<&LicensingPage>, code: &ActivationCode) -> bool {
    page.is_some_and(|page| page.activation_code.as_ref() == Some(code))
}
