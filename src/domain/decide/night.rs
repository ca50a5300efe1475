//! Commands about a night in parts: deployments are resumed for today, and paused again; after the end they are resumed for
//! good. And the number of Support's case, which belongs to all of them.

use super::{
    super::{
        event::{CaseNumbered, DeploymentsResumed, Event, NightBegun, NightEnded},
        refusal::{NoNight, Refusal},
        run::Course,
        text::one_line,
    },
    Judge, reason,
};

/// The longest number of a case, in characters.
const LONGEST: usize = 60;

impl Judge<'_> {
    /// The work stops for today: nothing is under way, and deployments are paused.
    pub(super) fn end_night(&self, why: &str) -> Result<Event, Refusal> {
        self.not_over()?;
        if self.run.nights.between.is_some() {
            return Err(NoNight::Already.into());
        }
        if self.outlook.freeze.since.is_none() {
            return Err(NoNight::NotPaused.into());
        }
        if let Some(step) = self.run.plan.every_step().iter().find(|step| self.run.step(*step).is_under_way()) {
            return Err(NoNight::UnderWay(self.title(step)).into());
        }
        let done = self.run.pauses().filter(|step| !self.run.is_open_pause(*step));
        Ok(Event::NightEnded(NightEnded { reopens: done.map(|step| self.id(step)).collect(), reason: reason(why)? }))
    }

    pub(super) fn begin_night(&self) -> Result<Event, Refusal> {
        self.not_over()?;
        match self.run.nights.between {
            Some(_) => Ok(Event::NightBegun(NightBegun {})),
            None => Err(NoNight::NotEnded.into()),
        }
    }

    /// After a rollback, or after giving up, no step resumes deployments.
    pub(super) fn resume_deployments(&self, why: &str) -> Result<Event, Refusal> {
        let is_over = self.outlook.state.is_final();
        if !is_over || !matches!(self.run.course, Course::Back { .. } | Course::Abandoned { .. }) {
            return Err(NoNight::NotOver.into());
        }
        if self.outlook.freeze.since.is_none() {
            return Err(NoNight::NotPaused.into());
        }
        Ok(Event::DeploymentsResumed(DeploymentsResumed { reason: reason(why)? }))
    }

    /// A number can be corrected, and named after the end too.
    pub(super) fn name_case(&self, case: &str) -> Result<Event, Refusal> {
        let (trimmed, line) = (case.trim(), one_line(case));
        if line.is_empty() || trimmed.chars().any(char::is_control) || line.chars().count() > LONGEST {
            return Err(NoNight::NoNumber.into());
        }
        if self.run.case.as_ref() == Some(&line) {
            return Err(NoNight::SameNumber.into());
        }
        Ok(Event::CaseNumbered(CaseNumbered { case: line }))
    }
}
