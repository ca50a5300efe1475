//! Pages that are shown, and values that are claimed.

use super::{
    super::{
        check::{Outcome, Verdict, compare, outcome},
        digest::Digest,
        event::{Consequence, Event, Problem},
        index::{EnvIx, StepIx},
        infrastructure::{EnvironmentId, Role, Side},
        page::LicensingPage,
        procedure::{StepKind, WhenNotAccepted},
        refusal::Refusal,
        run::{Course, Holding},
        text::{clean, one_line},
    },
    Judge,
    step::OpenStep,
};

impl Judge<'_> {
    pub(super) fn show(
        &self,
        open: &OpenStep<'_>,
        page: &LicensingPage,
        evidence: Digest,
        pasted: bool,
    ) -> Result<Event, Refusal> {
        let (StepKind::Check { side, accept, otherwise }, Some(environment)) =
            (open.kind, self.run.planned(open.step).environment)
        else {
            return Err(self.wrong(open));
        };
        self.is_no_practice(page.is_practice)?;
        self.is_page_of(environment, page)?;
        self.is_not_old(environment, page, evidence, pasted)?;
        self.is_kept_for(environment, page.serial.as_ref())?;
        let rows = compare(page, &self.run.expected(environment, *side, accept, self.at));
        let (step, attempt, page) = (open.id.clone(), open.attempt, Box::new(page.clone()));
        match outcome(&rows) {
            Outcome::Passed => Ok(Event::PagePassed { step, attempt, page, evidence, rows: Some(rows) }),
            failed @ (Outcome::NotAccepted | Outcome::Differs) => {
                let not_accepted = failed == Outcome::NotAccepted;
                let consequence = if not_accepted { consequence(*otherwise) } else { Consequence::Retry };
                let rejects = Some(self.run.rejects_file(open.step, &page, not_accepted, self.at));
                let rows = Some(rows);
                Ok(Event::PageFailed { step, attempt, page, evidence, not_accepted, consequence, rows, rejects })
            }
            Outcome::Incomplete => {
                let missing = rows.into_iter().filter(|row| row.verdict == Verdict::Missing).map(|row| row.field);
                Err(Refusal::PageIncomplete(missing.collect()))
            }
        }
    }

    /// Refuses a practice page or file in a real migration: it says nothing about a real infrastructure.
    pub(super) const fn is_no_practice(&self, is_practice: bool) -> Result<(), Refusal> {
        if is_practice && !self.run.rehearsal { Err(Refusal::Practice) } else { Ok(()) }
    }

    /// A text that was read before an upload was begun says nothing about what the upload did: it is still in the
    /// clipboard. From a file, such a page counts only where it cannot hide that the target may be installed; where that
    /// was said to be uploaded, not even another copy that reads the same counts.
    fn is_not_old(
        &self,
        environment: EnvIx,
        page: &LicensingPage,
        evidence: Digest,
        pasted: bool,
    ) -> Result<(), Refusal> {
        let known = self.run.environment(environment);
        let shows_source = page.activation_code.as_ref() == Some(self.run.infrastructure.code(Side::Source));
        let hides_target = shows_source && known.license.may_be_target() && self.run.course == Course::Forward;
        let is_old = known.old_pages.contains(&evidence);
        let is_said_to_be_target = matches!(known.license.holding, Holding::Side(Side::Target, _));
        let reads_like_old = is_said_to_be_target && known.old_readings.contains(page);
        if (is_old && pasted) || (hides_target && (is_old || reads_like_old)) {
            return Err(Refusal::OldPage(self.name(environment)));
        }
        Ok(())
    }

    /// A page counts only for the environment whose serial number it shows; where that is not known yet,
    /// a page with another environment's serial number or name is still told apart.
    fn is_page_of(&self, environment: EnvIx, page: &LicensingPage) -> Result<(), Refusal> {
        let of_other = |other| Refusal::PageOfOther { other: self.name(other), environment: self.name(environment) };
        let owner = page.serial.as_ref().and_then(|serial| self.owner_of(serial));
        if let Some(other) = owner.filter(|other| *other != environment) {
            return Err(of_other(other));
        }
        match (&page.serial, &self.run.environment(environment).serial) {
            (Some(found), Some(known)) if found != known => Err(Refusal::StrangeSerial {
                found: found.clone(),
                environment: self.name(environment),
                known: known.clone(),
            }),
            (Some(_), Some(_)) => Ok(()),
            (None, _) | (_, None) => {
                self.is_of_role(environment, page)?;
                self.named_on(page).filter(|other| *other != environment).map_or(Ok(()), |other| Err(of_other(other)))
            }
        }
    }

    /// Where nothing tells whose page it is, one of a development license is not believed to be of a production
    /// environment.
    fn is_of_role(&self, environment: EnvIx, page: &LicensingPage) -> Result<(), Refusal> {
        let production = self.run.described(environment).role == Role::Production;
        let development = page.license_type.as_ref().is_some_and(|kind| kind.eq_ignore_ascii_case("development"));
        if production && development { Err(Refusal::DevelopmentPage(self.name(environment))) } else { Ok(()) }
    }

    /// The environment whose name a page shows.
    fn named_on(&self, page: &LicensingPage) -> Option<EnvIx> {
        let name = page.environment.as_ref()?;
        let all = &self.run.infrastructure.environments;
        all.iter().position(|described| described.name.eq_ignore_ascii_case(name)).map(EnvIx::new)
    }

    pub(super) fn see_page(
        &self,
        id: &EnvironmentId,
        page: &LicensingPage,
        evidence: Digest,
    ) -> Result<Event, Refusal> {
        self.not_over()?;
        let (id, environment) = self.known(id)?;
        if page.serial.is_none() || page.activation_code.is_none() {
            return Err(Refusal::NobodysPage);
        }
        self.is_no_practice(page.is_practice)?;
        self.is_page_of(environment, page)?;
        self.is_not_old(environment, page, evidence, true)?;
        let doubted = self.run.doubted(environment, page, self.at, compare);
        let reopens = doubted.into_iter().map(|step| self.run.planned(step).id.clone()).collect();
        let (environment, page) = (id.clone(), Box::new(page.clone()));
        Ok(Event::PageSeen { environment, page, evidence, reopens: Some(reopens) })
    }

    /// A person's word about the value; where no value is looked at, about the code that is displayed.
    pub(super) fn claim(&self, open: &OpenStep<'_>, value: &str, note: &str) -> Result<Event, Refusal> {
        let StepKind::Check { side, accept, otherwise } = open.kind else { return Err(self.wrong(open)) };
        let value = one_line(value);
        if value.is_empty() {
            return Err(Refusal::NothingClaimed);
        }
        self.is_not_contradicted(open.step, *side, accept)?;
        let (step, attempt, note) = (open.id.clone(), open.attempt, clean(note));
        if accept.is_empty() {
            let code = self.run.infrastructure.code(*side);
            let says_so =
                value.eq_ignore_ascii_case(side.label()) || value.parse().is_ok_and(|claimed| *code == claimed);
            return if says_so {
                Ok(Event::ValueClaimed { step, attempt, value: side.label().to_owned(), note })
            } else {
                Err(Refusal::ClaimTheCode(side.label()))
            };
        }
        match accept.iter().find(|accepted| accepted.eq_ignore_ascii_case(&value)) {
            Some(accepted) => Ok(Event::ValueClaimed { step, attempt, value: accepted.clone(), note }),
            None => Ok(Event::ProblemReported {
                step,
                attempt,
                problem: Problem::NotAccepted { value },
                consequence: consequence(*otherwise),
                note,
            }),
        }
    }

    /// A claim counts only where no page since the last upload has shown something else.
    fn is_not_contradicted(&self, step: StepIx, side: Side, accept: &[String]) -> Result<(), Refusal> {
        let Some(environment) = self.run.planned(step).environment else { return Ok(()) };
        let Some(page) = &self.run.environment(environment).page else { return Ok(()) };
        let rows = compare(page, &self.run.expected(environment, side, accept, self.at));
        match rows.into_iter().find(|row| row.verdict == Verdict::Differs) {
            Some(row) => Err(Refusal::PageSaysOtherwise {
                environment: self.name(environment),
                field: row.field,
                shown: row.found.unwrap_or_default(),
                wanted: row.expected,
            }),
            None => Ok(()),
        }
    }
}

const fn consequence(otherwise: WhenNotAccepted) -> Consequence {
    match otherwise {
        WhenNotAccepted::Collect => Consequence::Collect,
        WhenNotAccepted::Redo => Consequence::Redo,
        WhenNotAccepted::Retry => Consequence::Retry,
    }
}
