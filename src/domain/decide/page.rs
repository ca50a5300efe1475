//! Pages that are shown, and values that are claimed.

use super::{
    super::{
        check::{self, CheckRow, LICENSE, Outcome, Verdict, compare, outcome},
        digest::Digest,
        event::{Consequence, Event, PageTells, Problem},
        index::{EnvIx, StepIx},
        infrastructure::{EnvironmentId, Side},
        page::{LicensingPage, PageGap},
        procedure::{StepKind, WhenNotAccepted},
        refusal::{OtherSerial, Refusal},
        run::{Evidence, Failure, Progress},
        text::{clean, one_line},
    },
    Judge,
    age::Age,
    reason,
    step::OpenStep,
};

impl Judge<'_> {
    pub(super) fn show(&self, open: &OpenStep<'_>, page: &LicensingPage, evidence: Digest) -> Result<Event, Refusal> {
        let (StepKind::Check { side, accept, otherwise }, Some(environment)) =
            (open.kind, self.run.planned(open.step).environment)
        else {
            return Err(self.wrong(open));
        };
        self.is_no_practice(page.is_practice)?;
        self.is_page_of(environment, page)?;
        let age = self.age(environment, page, evidence)?;
        self.is_kept_for(environment, page.serial.as_ref())?;
        let rows = compare(page, &self.run.expected(environment, *side, accept, self.at));
        let (step, attempt, page) = (open.id.clone(), open.attempt, Box::new(page.clone()));
        match outcome(&rows) {
            Outcome::Passed if age == Age::MayBeOld => Err(Refusal::OldPage(self.name(environment))),
            Outcome::Passed => Ok(Event::PagePassed { step, attempt, page, evidence, rows: Some(rows) }),
            failed @ (Outcome::NotAccepted | Outcome::Differs | Outcome::Asks) => {
                let not_accepted = failed == Outcome::NotAccepted;
                let consequence = if not_accepted { consequence(*otherwise) } else { Consequence::Retry };
                let rejects = Some(self.run.rejects_file(open.step, &page, not_accepted, self.at));
                let (rows, asks, tells) = (Some(rows), failed == Outcome::Asks, self.tells(environment, &page, age));
                Ok(Event::PageFailed {
                    step,
                    attempt,
                    page,
                    evidence,
                    not_accepted,
                    consequence,
                    rows,
                    rejects,
                    asks,
                    tells,
                })
            }
            Outcome::Incomplete => {
                let missing = rows.into_iter().filter(|row| row.verdict == Verdict::Missing).map(|row| row.field);
                Err(Refusal::PageIncomplete(PageGap::new(missing.collect(), &page.problems)))
            }
        }
    }

    /// What a page shows is worse than expected, or not known, and a person accepts it with a reason. A wrong value is never
    /// accepted like this.
    pub(super) fn accept(&self, open: &OpenStep<'_>, why: &str) -> Result<Event, Refusal> {
        let (StepKind::Check { side, accept, .. }, Some(environment)) =
            (open.kind, self.run.planned(open.step).environment)
        else {
            return Err(self.wrong(open));
        };
        let known = self.run.environment(environment);
        let asks = self.run.step(open.step).progress == Progress::Failed(Failure::PageAsks);
        let (Some(page), Some(evidence), true) = (&known.page, known.pages.last(), asks) else {
            return Err(Refusal::NothingToAccept);
        };
        let mut rows = compare(page, &self.run.expected(environment, *side, accept, self.at));
        if outcome(&rows) != Outcome::Asks {
            return Err(Refusal::NothingToAccept);
        }
        rows.retain(|row| row.verdict == Verdict::Asks);
        let verified = rows.iter().all(|row| row.field != LICENSE);
        let (step, attempt, evidence) = (open.id.clone(), open.attempt, *evidence);
        Ok(Event::PageAccepted { step, attempt, evidence, rows, verified, reason: reason(why)? })
    }

    /// Refuses a practice page or file in a real migration: it says nothing about a real infrastructure.
    pub(super) const fn is_no_practice(&self, is_practice: bool) -> Result<(), Refusal> {
        if is_practice && !self.run.rehearsal { Err(Refusal::Practice) } else { Ok(()) }
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
            (Some(found), Some(known)) if found != known => Err(OtherSerial::Strange {
                found: found.clone(),
                environment: self.name(environment),
                known: known.clone(),
            }
            .into()),
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
        let production = self.run.described(environment).is_production();
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
            return Err(Refusal::NobodysPage(self.run.strange(page)));
        }
        self.is_no_practice(page.is_practice)?;
        self.is_page_of(environment, page)?;
        let age = self.age(environment, page, evidence)?;
        let doubted = self.run.doubted(environment, page, self.at, compare);
        let is_valid = check::is_valid(page, self.run.day(self.at));
        let is_known = page.activation_code.as_ref().is_some_and(|code| self.run.side_of(code).is_some());
        let is_new = self.run.environment(environment).serial.is_none() && age == Age::After;
        let tells = PageTells { learns: is_new && is_valid && is_known, ..self.tells(environment, page, age) };
        let reopens = doubted.into_iter().map(|step| self.run.planned(step).id.clone()).collect();
        let confirms = self.confirmed_by(environment, page).into_iter().filter(|_| age == Age::After);
        let confirms = confirms.map(|step| self.run.planned(step).id.clone()).collect();
        let (environment, page) = (id.clone(), Box::new(page.clone()));
        Ok(Event::PageSeen { environment, page, evidence, reopens: Some(reopens), confirms, tells })
    }

    /// The checks that somebody said had passed, and that a page confirms.
    fn confirmed_by(&self, environment: EnvIx, page: &LicensingPage) -> Vec<StepIx> {
        let is_confirmed = |step: &StepIx| {
            let StepKind::Check { side, accept, .. } = &self.run.definition(*step).kind else { return false };
            let rows = compare(page, &self.run.expected(environment, *side, accept, self.at));
            self.run.step(*step).progress == Progress::Done(Evidence::Claimed) && outcome(&rows) == Outcome::Passed
        };
        self.run.way_of(Some(environment)).filter(is_confirmed).collect()
    }

    /// A person's word about the code that is displayed, and about the value, where one is looked at.
    pub(super) fn claim(
        &self,
        open: &OpenStep<'_>,
        code: Option<Side>,
        value: &str,
        note: &str,
    ) -> Result<Event, Refusal> {
        let StepKind::Check { side, accept, otherwise } = open.kind else { return Err(self.wrong(open)) };
        let value = one_line(value);
        if value.is_empty() {
            return Err(Refusal::NothingClaimed);
        }
        self.is_not_contradicted(open.step, *side, accept)?;
        let (step, attempt, note) = (open.id.clone(), open.attempt, clean(note));
        if accept.is_empty() {
            return match self.run.infrastructure.side_named(&value) {
                Some(said) if said == *side => {
                    Ok(Event::ValueClaimed { step, attempt, value: side.label().to_owned(), code: None, note })
                }
                Some(_) | None => Err(Refusal::ClaimTheCode(side.label())),
            };
        }
        if code.is_some_and(|code| code != *side) {
            return Err(Refusal::ClaimTheCode(side.label()));
        }
        match accept.iter().find(|accepted| accepted.eq_ignore_ascii_case(&value)) {
            Some(accepted) => Ok(Event::ValueClaimed { step, attempt, value: accepted.clone(), code, note }),
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
        let accepted = &self.run.environment(environment).accepted;
        let is_against = |row: &CheckRow| match row.verdict {
            Verdict::Differs => true,
            Verdict::Asks => !accepted.contains(row),
            Verdict::Matches | Verdict::Missing | Verdict::Silent => false,
        };
        let rows = compare(page, &self.run.expected(environment, side, accept, self.at));
        match rows.into_iter().find(is_against) {
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
