//! Takes in the pages of an environment: which license is installed, and what they show of the file that was uploaded.

use jiff::Timestamp;

use super::{
    super::{
        check::CheckRow,
        digest::Digest,
        event::PageTells,
        index::{EnvIx, StepIx},
        infrastructure::Side,
        page::LicensingPage,
        procedure::StepKind,
    },
    Course, Evidence, FlagReading, Holding, Progress, Republished, Run, SeenClock,
};

impl Run {
    /// Takes in a page of an environment, whatever it was shown for.
    pub(super) fn see_page(
        &mut self,
        environment: EnvIx,
        page: &LicensingPage,
        evidence: Digest,
        tells: PageTells,
        at: Timestamp,
    ) {
        let shown = page.activation_code.as_ref().map(|code| self.side_of(code));
        let at = self.now(at);
        let (under_way, is_uploaded) = (self.upload_under_way(environment), self.is_uploaded(environment));
        let tested = self.environment(environment).republished;
        let is_going_back = matches!(self.course, Course::Back { .. });
        self.change_environment(environment, |known| {
            // A page that shows the known serial number was read later than what a command has printed.
            if page.serial.is_some() && page.serial == known.serial {
                known.drift = None;
            }
            if tells.learns && known.serial.is_none() {
                known.serial.clone_from(&page.serial);
            }
            (known.page, known.page_at) = (Some(Box::new(page.clone())), Some(at));
            known.pages.push(evidence);
            known.accepted.clear();
            known.clock = page.clock.map(|clock| SeenClock { clock, at }).or(known.clock);
            // While an upload is under way, only a page with its code proves something: any other may have been copied before.
            if let Some(side) = shown.filter(|side| under_way.is_none() || *side == under_way) {
                known.show(match side {
                    _ if tells.may_be_old => Holding::Unknown,
                    Some(side) => Holding::Side(side, Evidence::Verified),
                    None => Holding::Foreign,
                });
            }
            if let Some(file) = tells.proves {
                known.proofs.prove(file);
            }
            if let Some(file) = tells.disproves {
                let is_certain = known.upload.shown.is_some() && Some(known.upload.shown) != shown;
                known.proofs.disprove(file, is_certain);
            }
            let uploaded = known.uploaded.filter(|_| is_uploaded && !tells.may_be_old);
            if let Some((Side::Target, file)) = uploaded.filter(|_| shown == Some(known.upload.shown)) {
                known.proofs.without_effect(file);
            }
            known.in_rollback |= is_going_back && known.license.may_be_target();
            if let Some(value) = &page.intellectual_property {
                let reading = FlagReading { value: value.to_string(), evidence: Evidence::Verified };
                known.see(|known| known.intellectual_property = Some(reading.clone()));
            }
        });
        if tested != Republished::No && self.environment(environment).republished == Republished::No {
            self.test_again(environment);
        }
        self.want_a_backup_for(environment);
    }

    /// Another license is installed than the one that was tested.
    fn test_again(&mut self, environment: EnvIx) {
        let is_done = |step: &StepIx| matches!(self.step(*step).progress, Progress::Done(_));
        let is_test =
            |step: &StepIx| matches!(self.definition(*step).kind, StepKind::Republish { .. }) && is_done(step);
        let tests: Vec<StepIx> = self.way_of(Some(environment)).filter(is_test).collect();
        for test in tests {
            self.reopen(test);
        }
    }

    /// Checks that somebody said had passed are confirmed by a page.
    pub(super) fn confirm_all(&mut self, checks: &[StepIx]) {
        for check in checks {
            self.change_step(*check, |step| step.progress = Progress::Done(Evidence::Verified));
            self.page_counts(*check, &[]);
        }
    }

    /// A check of an environment has passed, by its page or by a decision about it: that the file was uploaded is proved, and the
    /// file itself; a page with AAA is what later ones are compared with.
    pub(super) fn page_counts(&mut self, step: StepIx, accepted: &[CheckRow]) {
        let Some(side) = self.definition(step).kind.side_of_license() else { return };
        self.with_environment(step, |known| {
            if let Some((_, file)) = known.uploaded.filter(|(of, _)| *of == side) {
                known.proofs.prove(file);
            }
            if side == Side::Source {
                known.source_page.clone_from(&known.page);
            }
            known.accepted = accepted.to_vec();
        });
        let environment = self.planned(step).environment;
        let own = self.way_of(environment).take_while(|other| *other < step);
        let upload = own.filter(|other| self.definition(*other).kind == (StepKind::Upload { side })).last();
        // A file is what it was given for, too.
        let is_obtain =
            |other: &StepIx| matches!(self.definition(*other).kind, StepKind::Obtain { side: of, .. } if of == side);
        let obtained = self.plan.steps_of(environment).iter().copied().find(is_obtain);
        for shown in upload.into_iter().chain(obtained.filter(|_| upload.is_some())) {
            self.change_step(shown, |step| {
                if step.progress == Progress::Done(Evidence::Claimed) {
                    step.progress = Progress::Done(Evidence::Verified);
                }
            });
        }
    }
}
