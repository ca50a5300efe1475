//! Contradictions between a page and earlier findings: which checks it contradicts, and whether it rejects the license file
//! that was uploaded. These are rules: they are asked when something is decided, and the fact carries the answer.

use jiff::{Timestamp, civil::Date, tz::Offset};

use super::{
    super::{
        check::{Compare, ExpectedPage, Outcome, outcome},
        index::{EnvIx, StepIx},
        infrastructure::Side,
        notice::NoticeMeaning,
        page::{Banner, EndDate, LicensingPage},
        procedure::StepKind,
    },
    Course, Progress, Run,
};

impl Run {
    /// The steps that have to be done again because a page was seen: what a check has found and the page contradicts, and what
    /// came after it.
    pub fn doubted(&self, environment: EnvIx, page: &LicensingPage, at: Timestamp, compare: Compare) -> Vec<StepIx> {
        let own: Vec<StepIx> = self.way_of(Some(environment)).collect();
        let is_touched = |place: &StepIx| {
            let step = self.step(*place);
            step.is_under_way() || step.progress != Progress::Untouched
        };
        let is_upload = |step: &&StepIx| matches!(self.definition(**step).kind, StepKind::Upload { .. });
        let last = own.iter().rfind(|place| is_upload(place) && is_touched(place));
        let since = last.map_or(StepIx::new(0), |upload| upload.later(1));
        let is_against = |step: &&StepIx| self.is_contradicted(environment, **step, page, at, compare);
        let found = own.iter().filter(|place| **place >= since).rfind(is_against).copied();
        let Some(found) = found else { return Vec::new() };
        own.into_iter().filter(|place| *place >= found && is_touched(place)).collect()
    }

    /// Whether a page shows that a check which is done would not pass now. A page with the target's code says nothing
    /// against what was found under the source before.
    fn is_contradicted(
        &self,
        environment: EnvIx,
        step: StepIx,
        page: &LicensingPage,
        at: Timestamp,
        compare: Compare,
    ) -> bool {
        let StepKind::Check { side, accept, .. } = &self.definition(step).kind else { return false };
        let shown = page.activation_code.as_ref().and_then(|code| self.side_of(code));
        let moved_on = shown == Some(Side::Target) && *side == Side::Source && self.course == Course::Forward;
        if moved_on || !matches!(self.step(step).progress, Progress::Done(_)) {
            return false;
        }
        let expected = self.expected(environment, *side, accept, at);
        let mut rows = compare(page, &expected);
        rows.retain(|row| !self.environment(environment).accepted.contains(row));
        match outcome(&rows) {
            Outcome::Differs | Outcome::NotAccepted | Outcome::Asks => true,
            Outcome::Passed | Outcome::Incomplete => false,
        }
    }

    /// The values that a page of an environment must show to pass a check at a time. The day is that in UTC: a license that
    /// ends today anywhere is not called expired. A clock that was set back makes no license valid again.
    pub fn expected<'a>(
        &'a self,
        environment: EnvIx,
        side: Side,
        accept: &'a [String],
        at: Timestamp,
    ) -> ExpectedPage<'a> {
        let known = self.environment(environment);
        ExpectedPage {
            side,
            code: self.infrastructure.code(side),
            serial: known.serial.as_ref(),
            accept,
            role: self.described(environment).role,
            before: known.source_page.as_deref(),
            today: self.day(at),
        }
    }

    /// The day of a time in UTC, never before that of the latest fact.
    pub fn day(&self, at: Timestamp) -> Date {
        Offset::UTC.to_datetime(self.now(at)).date()
    }

    /// Whether a page that did not pass a check says of the file that was uploaded that it is no use to give it again: its license
    /// is not prepared (`not_accepted`), it is another server's, or its time is over.
    pub fn rejects_file(&self, step: StepIx, page: &LicensingPage, not_accepted: bool, at: Timestamp) -> bool {
        let today = self.day(at);
        let meaning = page.notice.as_ref().map(|notice| notice.meaning);
        let expired =
            meaning == Some(NoticeMeaning::Expired) || matches!(&page.end_date, Some(EndDate::On(day)) if *day < today);
        let side = self.definition(step).kind.side_of_license();
        let known = self.planned(step).environment.map(|environment| self.environment(environment));
        let is_uploaded = known.zip(side).is_some_and(|(known, side)| {
            known.uploaded.is_some() && known.uploaded == known.file(side).map(|file| (side, file.sha256))
        });
        not_accepted || is_uploaded && (expired || page.banner == Banner::WrongServer)
    }
}
