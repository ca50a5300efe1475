//! Commands about `ActivationCodeCheck`: the page that is shown, what a person reports of it, and going on in spite of it.

use super::{
    super::{
        code_check::{CodeCheck, ModulesFound, NONE, SOME},
        digest::Digest,
        event::{Event, ModulesAccepted, ModulesChecked, ModulesReported},
        index::EnvIx,
        infrastructure::Side,
        procedure::StepKind,
        refusal::{NoCodeCheck, Refusal},
        run::{Evidence, Failure, Holding, Progress},
        service_center::host,
        text::clean,
    },
    Judge, reason,
    step::OpenStep,
};

impl Judge<'_> {
    /// A page is proof where it shows the code that the environment has, and all of a result.
    pub(super) fn show_modules(
        &self,
        open: &OpenStep<'_>,
        page: &CodeCheck,
        evidence: Digest,
    ) -> Result<Event, Refusal> {
        let (StepKind::CodeCheck, Some(environment)) = (open.kind, self.run.planned(open.step).environment) else {
            return Err(self.wrong(open));
        };
        self.is_no_practice(page.is_practice)?;
        self.is_from(environment, page)?;
        self.shows_own_code(environment, page)?;
        let Some(found) = page.found() else { return Err(NoCodeCheck::Incomplete.into()) };
        if found == ModulesFound::Same && page.activation_code.is_none() {
            return Err(NoCodeCheck::Incomplete.into());
        }
        let (step, attempt, page) = (open.id.clone(), open.attempt, page.clone());
        Ok(Event::ModulesChecked(Box::new(ModulesChecked { step, attempt, page, found, evidence })))
    }

    /// A practice page names its environment, and a saved page the address that it came from.
    fn is_from(&self, environment: EnvIx, page: &CodeCheck) -> Result<(), Refusal> {
        let of_other = |other: &str| -> Refusal {
            NoCodeCheck::OfOther { other: other.to_owned(), environment: self.name(environment) }.into()
        };
        let own = self.run.described(environment);
        if let Some(name) = page.environment.as_ref().filter(|name| !name.eq_ignore_ascii_case(&own.name)) {
            return Err(of_other(name));
        }
        // The addresses of the practice pages change with each rehearsal; its pages name their environments.
        let Some(shown) = page.address.as_deref().filter(|_| !page.is_practice).map(host) else { return Ok(()) };
        let hosts = |at: &Option<String>| at.as_deref().map(host).as_ref() == Some(&shown);
        if hosts(&own.service_center) {
            return Ok(());
        }
        let other = self.run.infrastructure.environments.iter().find(|known| hosts(&known.service_center));
        match (other, own.service_center.as_deref().map(host)) {
            (Some(other), _) => Err(of_other(&other.name)),
            (None, Some(known)) => Err(NoCodeCheck::OtherHost { shown, environment: own.name.clone(), known }.into()),
            (None, None) => Ok(()),
        }
    }

    /// The page shows the code of the license that the environment has.
    fn shows_own_code(&self, environment: EnvIx, page: &CodeCheck) -> Result<(), Refusal> {
        let Some(code) = &page.activation_code else { return Ok(()) };
        let license = &self.run.environment(environment).license;
        let installed = match license.holding {
            Holding::Side(side, Evidence::Verified) => Some(side),
            Holding::Side(..) | Holding::Unknown | Holding::Foreign if license.may_be_target() => None,
            Holding::Side(..) | Holding::Unknown | Holding::Foreign => Some(Side::Source),
        };
        match self.run.side_of(code) {
            Some(side) if installed.is_none_or(|installed| installed == side) => Ok(()),
            Some(side) => {
                Err(NoCodeCheck::OtherCode { shown: side.label(), environment: self.name(environment) }.into())
            }
            None => Err(NoCodeCheck::StrangeCode(code.to_string()).into()),
        }
    }

    /// A person's word; a page that named modules outranks the word that there are none.
    pub(super) fn report_modules(&self, open: &OpenStep<'_>, said: &str, note: &str) -> Result<Event, Refusal> {
        let some = match said.trim().to_ascii_lowercase().as_str() {
            NONE => false,
            SOME => true,
            _ => return Err(NoCodeCheck::NoneOrSome.into()),
        };
        if !some {
            self.is_not_against_modules(open)?;
        }
        let (step, attempt, note) = (open.id.clone(), open.attempt, clean(note));
        Ok(Event::ModulesReported(ModulesReported { step, attempt, some, note }))
    }

    /// Refuses a word where the last page of this step has named modules of another code.
    pub(super) fn is_not_against_modules(&self, open: &OpenStep<'_>) -> Result<(), Refusal> {
        match &self.run.step(open.step).progress {
            Progress::Failed(Failure::Modules { found: ModulesFound::OtherCode, what, by: Evidence::Verified }) => {
                Err(NoCodeCheck::PageSaysOtherwise(what.clone()).into())
            }
            Progress::Failed(_)
            | Progress::Untouched
            | Progress::Done(_)
            | Progress::Collected(_)
            | Progress::Reopened => Ok(()),
        }
    }

    /// Modules of another code are accepted with a reason.
    pub(super) fn accept_modules(&self, open: &OpenStep<'_>, why: &str) -> Result<Event, Refusal> {
        match &self.run.step(open.step).progress {
            Progress::Failed(Failure::Modules { found: ModulesFound::OtherCode, .. }) => {
                let (step, attempt) = (open.id.clone(), open.attempt);
                Ok(Event::ModulesAccepted(ModulesAccepted { step, attempt, reason: reason(why)? }))
            }
            Progress::Failed(_)
            | Progress::Untouched
            | Progress::Done(_)
            | Progress::Collected(_)
            | Progress::Reopened => Err(NoCodeCheck::NothingToAccept.into()),
        }
    }
}
