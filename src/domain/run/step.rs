//! How the facts of a step change its progress and what is known of its environment.

use jiff::Timestamp;

use super::{
    super::{
        check::CheckRow,
        digest::Digest,
        event::{Consequence, Event, KeptFile, PageTells, Problem, UploadReported},
        index::StepIx,
        infrastructure::Side,
        page::LicensingPage,
        procedure::StepKind,
        record::Record,
        tool::{Process, Tool},
    },
    Course, EnvironmentRun, Evidence, Failure, FlagReading, Holding, Progress, Republished, Run, StartedProcess,
    ToolRecord, UploadBegun,
};

impl Run {
    /// Takes in a fact about a step; facts that only mention a step change nothing here.
    pub(super) fn step_moved(&mut self, place: StepIx, record: &Record<Event>) {
        match &record.event {
            Event::StepBegun { vault, .. } => self.step_begun(place, record, *vault),
            Event::CommandStarted { tool, process, .. } => self.command_started(place, record, *tool, process.as_ref()),
            Event::CommandEnded { attempt, tool, end, last, objection, .. } => {
                let (end, last, objection) = (Some(*end), last.clone(), objection.clone());
                self.tool_ended(place, *attempt, ToolRecord { tool: *tool, end, last, objection });
            }
            Event::StepWithdrawn { note, .. } => {
                self.step_withdrawn(place);
                self.change_step(place, |step| step.withdraw(note));
            }
            Event::StepDone { .. } => self.step_done(place, record),
            Event::UploadReported(told) => self.upload_reported(place, record, told),
            Event::LicenseKept { file, unseen, .. } => self.license_kept(place, record, file, *unseen),
            Event::ProblemReported { problem, consequence, .. } => {
                self.problem_reported(place, record, problem, *consequence);
            }
            Event::PagePassed { page, evidence, .. } => self.page_passed(place, record, page, *evidence),
            Event::PageFailed { .. } => self.page_failed(place, record),
            Event::PageAccepted { rows, verified, .. } => self.page_accepted(place, record, rows, *verified),
            Event::ValueClaimed { value, code, .. } => self.value_claimed(place, record, value, *code),
            Event::ModulePublished { message, .. } => {
                let evidence = if message.is_some() { Evidence::Verified } else { Evidence::Claimed };
                self.published(place, record, evidence);
            }
            Event::PublishFailed { class, message, consequence, .. } => {
                let failure = Failure::Publish { class: *class, message: message.clone() };
                self.publish_failed(place, record, failure, *consequence);
            }
            Event::ModulesChecked(told) => self.modules_checked(place, record, told),
            Event::ModulesReported(told) => self.modules_reported(place, record, told),
            Event::ModulesAccepted(_) => self.close(place, record, Progress::Done(Evidence::Claimed)),
            Event::MigrationStarted(_)
            | Event::RequirementAnswered { .. }
            | Event::RequirementReopened(_)
            | Event::PageSeen { .. }
            | Event::VaultDamaged { .. }
            | Event::SupportAnswered { .. }
            | Event::StepsReopened(_)
            | Event::ModuleChosen(_)
            | Event::SerialChanged(_)
            | Event::SerialRead(_)
            | Event::CodeCorrected(_)
            | Event::Held { .. }
            | Event::LineLifted { .. }
            | Event::WentOn { .. }
            | Event::WindowChanged(_)
            | Event::HandedOver(_)
            | Event::TakenOver
            | Event::ItemAcknowledged { .. }
            | Event::EnvironmentPostponed(_)
            | Event::EnvironmentTakenUp(_)
            | Event::OrderChosen(_)
            | Event::NightEnded(_)
            | Event::NightBegun(_)
            | Event::DeploymentsResumed(_)
            | Event::CaseNumbered(_)
            | Event::VersionChanged(_)
            | Event::ClockJumped(_)
            | Event::Watched { .. }
            | Event::Unwatched { .. }
            | Event::DeploymentSeen { .. }
            | Event::DeploymentsAccepted { .. }
            | Event::AbortAsked { .. }
            | Event::RollbackStarted { .. }
            | Event::Abandoned { .. }
            | Event::NoteWritten { .. }
            | Event::Pointed(_) => {}
            Event::Refused { .. } => self.change_step(place, |step| step.refused += 1),
        }
    }

    fn command_started(&mut self, place: StepIx, record: &Record<Event>, tool: Tool, process: Option<&Process>) {
        self.held = None;
        let ran = ToolRecord { tool, end: None, last: Vec::new(), objection: None };
        let started = |process: &Process| StartedProcess { process: process.clone(), tool, at: record.at };
        self.change_step(place, |step| {
            step.ran = Some(Box::new(ran));
            step.process = process.map(started).map(Box::new);
        });
    }

    /// A tool that ends late, or only reads, says nothing about what is under way now.
    fn tool_ended(&mut self, place: StepIx, attempt: u32, ran: ToolRecord) {
        if ran.tool == Tool::GetSerial {
            return;
        }
        let is_own = self.step(place).is_under_way() && self.attempt(place) == attempt;
        self.change_step(place, |step| {
            step.process = None;
            if is_own {
                step.ran = Some(Box::new(ran));
            }
        });
    }

    fn page_failed(&mut self, place: StepIx, record: &Record<Event>) {
        let Event::PageFailed { page, evidence, not_accepted, consequence, rejects, asks, tells, .. } = &record.event
        else {
            return;
        };
        if rejects.unwrap_or_else(|| self.rejected_then(place, page, *not_accepted, record.at)) {
            self.reject_license(place);
        }
        if *not_accepted {
            self.learn_serial(place, page);
        }
        let failure = if *asks { Failure::PageAsks } else { page_trouble(page, *not_accepted, *consequence) };
        self.close(place, record, failed(*consequence, failure));
        self.see_page_of(place, page, *evidence, *tells, record.at);
    }

    /// From the moment an upload is begun, nobody knows which license is installed until it is said or seen.
    fn step_begun(&mut self, place: StepIx, record: &Record<Event>, file: Option<Digest>) {
        self.held = None;
        self.change_step(place, |step| {
            step.begun = Some(record.at);
            step.ran = None;
        });
        let StepKind::Upload { side } = self.definition(place).kind else { return };
        self.is_target_begun |= side == Side::Target;
        let at = self.now(record.at);
        self.with_environment(place, |known| {
            let shown = match known.license.holding {
                Holding::Side(side, Evidence::Verified) => Some(side),
                Holding::Side(_, Evidence::Claimed) | Holding::Unknown | Holding::Foreign => None,
            };
            known.upload = UploadBegun { at: Some(at), step: Some(place), shown, clock: known.clock };
            known.license_unknown(side == Side::Target || known.license.may_be_target());
            known.uploaded = file.map(|digest| (side, digest));
        });
        self.reopen_what_follows(place);
    }

    /// An upload that was not begun here: as if it had been begun then, but for the page that was given since.
    fn upload_reported(&mut self, place: StepIx, record: &Record<Event>, told: &UploadReported) {
        self.close(place, record, Progress::Done(Evidence::Claimed));
        let StepKind::Upload { side } = self.definition(place).kind else { return };
        let mut since = None;
        self.with_environment(place, |known| {
            since = told.page.and_then(|digest| known.take_page(digest));
            known.old_readings.extend(known.source_page.as_deref().cloned());
            // The clock of a page that was given since says nothing about the time before.
            let clock = known.clock.filter(|_| since.is_none());
            known.upload = UploadBegun { at: Some(told.uploaded), step: Some(place), shown: None, clock };
            known.license_unknown(side == Side::Target || known.license.may_be_target());
            known.uploaded = Some((side, told.vault));
            let holding = Holding::Side(side, Evidence::Claimed);
            known.say(place, false, |known| known.license.holding = holding);
        });
        self.reopen_what_follows(place);
        if let (Some((page, at)), Some(digest)) = (since, told.page) {
            self.see_page_of(place, &page, digest, PageTells::default(), at);
        }
    }

    /// Checks and test publishes under the license before say nothing about the one that is being uploaded.
    fn reopen_what_follows(&mut self, upload: StepIx) {
        let Some(environment) = self.planned(upload).environment else { return };
        let follows = |step: &StepIx| {
            *step > upload && matches!(self.definition(*step).kind, StepKind::Check { .. } | StepKind::Republish { .. })
        };
        let steps: Vec<StepIx> = self.way_of(Some(environment)).filter(follows).collect();
        for step in steps {
            self.reopen(step);
        }
    }

    /// The step stands again where it stood before it was begun.
    pub(super) fn step_withdrawn(&mut self, place: StepIx) {
        self.change_step(place, |step| {
            step.begun = None;
            step.ran = None;
        });
    }

    fn step_done(&mut self, step: StepIx, record: &Record<Event>) {
        self.close(step, record, Progress::Done(Evidence::Claimed));
        if let StepKind::Upload { side } = self.definition(step).kind {
            let holding = Holding::Side(side, Evidence::Claimed);
            self.with_environment(step, |known| known.say(step, false, |known| known.license.holding = holding));
        }
    }

    fn license_kept(&mut self, step: StepIx, record: &Record<Event>, file: &KeptFile, unseen: bool) {
        let evidence = if unseen { Evidence::Claimed } else { Evidence::Verified };
        self.close(step, record, Progress::Done(evidence));
        if let StepKind::Obtain { side, .. } = self.definition(step).kind {
            self.with_environment(step, |known| known.keep(side, file));
            self.reopen_upload(step, side, file.sha256);
        }
    }

    /// A file that replaces one which was uploaded has to be uploaded too. A source license obtained while the target is
    /// installed is the backup only.
    fn reopen_upload(&mut self, obtained: StepIx, side: Side, file: Digest) {
        let Some(environment) = self.planned(obtained).environment else { return };
        if self.environment(environment).uploaded == Some((side, file)) {
            return;
        }
        let known = self.environment(environment);
        if side == Side::Source && self.course == Course::Forward && known.is_target_on_purpose() {
            return;
        }
        let is_upload = |step: &StepIx| self.definition(*step).kind == (StepKind::Upload { side });
        let steps: Vec<StepIx> = self.way_of(Some(environment)).filter(is_upload).collect();
        for step in steps {
            self.reopen(step);
        }
    }

    fn problem_reported(&mut self, step: StepIx, record: &Record<Event>, problem: &Problem, consequence: Consequence) {
        let failure = match problem {
            Problem::SerialNotFound => Failure::SerialNotFound,
            Problem::DeploymentRunning => Failure::DeploymentRunning,
            Problem::NotAccepted { value } => {
                let reading = FlagReading { value: value.clone(), evidence: Evidence::Claimed };
                self.with_environment(step, |known| {
                    known.say(step, false, |known| known.intellectual_property = Some(reading));
                });
                Failure::NotAccepted { value: value.clone(), redo: consequence == Consequence::Redo }
            }
        };
        self.close(step, record, failed(consequence, failure));
    }

    fn page_passed(&mut self, step: StepIx, record: &Record<Event>, page: &LicensingPage, evidence: Digest) {
        self.learn_serial(step, page);
        self.close(step, record, Progress::Done(Evidence::Verified));
        self.see_page_of(step, page, evidence, PageTells::default(), record.at);
        self.page_counts(step, &[]);
    }

    /// What the page says of code and serial number is verified; that its license is valid is, where it says so itself.
    fn page_accepted(&mut self, step: StepIx, record: &Record<Event>, rows: &[CheckRow], verified: bool) {
        if let Some(page) = self.planned(step).environment.and_then(|known| self.environment(known).page.clone()) {
            self.learn_serial(step, &page);
        }
        let evidence = if verified { Evidence::Verified } else { Evidence::Claimed };
        self.close(step, record, Progress::Done(evidence));
        self.page_counts(step, rows);
    }

    /// A serial number that was not described is learnt from the first page whose code and license are right.
    fn learn_serial(&mut self, step: StepIx, page: &LicensingPage) {
        self.with_environment(step, |known| {
            if known.serial.is_none() {
                known.serial.clone_from(&page.serial);
            }
        });
    }

    fn see_page_of(&mut self, step: StepIx, page: &LicensingPage, evidence: Digest, tells: PageTells, at: Timestamp) {
        if let Some(environment) = self.planned(step).environment {
            self.see_page(environment, page, evidence, tells, at);
        }
    }

    /// A claim about *Intellectual Property*, or, where none is looked at, that the page displays the code.
    fn value_claimed(&mut self, step: StepIx, record: &Record<Event>, value: &str, code: Option<Side>) {
        self.close(step, record, Progress::Done(Evidence::Claimed));
        let StepKind::Check { side, accept, .. } = &self.definition(step).kind else { return };
        let (side, looked_at) = (*side, !accept.is_empty());
        self.with_environment(step, |known| {
            known.say(step, false, |known| {
                if looked_at {
                    let reading = FlagReading { value: value.to_owned(), evidence: Evidence::Claimed };
                    known.intellectual_property = Some(reading);
                }
                // What a page has shown is not lost to a word that says the same.
                let is_shown = known.license.holding == Holding::Side(side, Evidence::Verified);
                if !is_shown && (!looked_at || code == Some(side)) {
                    known.license.holding = Holding::Side(side, Evidence::Claimed);
                    known.license.target_possible = side == Side::Target;
                }
            });
        });
    }

    fn published(&mut self, step: StepIx, record: &Record<Event>, evidence: Evidence) {
        let lifts = self.ip_error.take_if(|failed| *failed == step).is_some();
        self.close(step, record, Progress::Done(evidence));
        let succeeded = Republished::Yes(evidence);
        self.with_environment(step, |known| match evidence {
            Evidence::Verified => known.see(|known| known.republished = succeeded),
            Evidence::Claimed => known.say(step, lifts, |known| known.republished = succeeded),
        });
    }

    fn publish_failed(&mut self, place: StepIx, record: &Record<Event>, failure: Failure, consequence: Consequence) {
        self.close(place, record, failed(consequence, failure));
        self.with_environment(place, |known| known.see(|known| known.republished = Republished::Failed));
        if consequence == Consequence::StopTheLine {
            self.course = Course::Stopped { step: place };
            self.ip_error = Some(place);
        }
    }

    pub(super) fn close(&mut self, place: StepIx, record: &Record<Event>, progress: Progress) {
        self.held = None;
        let planned = self.plan.planned(place);
        let text = &self.procedure.phase(planned.phase).steps[planned.step];
        self.nights.over.retain(|over| *over != place);
        self.pace.closed(&text.kind, text.planned(), record.at, matches!(progress, Progress::Done(_)));
        self.change_step(place, |step| {
            step.progress = progress;
            step.begun = None;
            step.ran = None;
            step.attempts += 1;
            step.withdrawn.clear();
            step.closed = Some(record.at);
        });
    }

    /// The license that a step is about was found not to be prepared, or was to be corrected: its file need not be given
    /// again.
    pub(super) fn reject_license(&mut self, step: StepIx) {
        if let Some(side) = self.definition(step).kind.side_of_license() {
            self.with_environment(step, |known| {
                let digest = known.file(side).map(|file| file.sha256);
                known.rejected.extend(digest);
            });
        }
    }

    pub(super) fn with_environment(&mut self, step: StepIx, change: impl FnOnce(&mut EnvironmentRun)) {
        if let Some(environment) = self.planned(step).environment {
            self.change_environment(environment, change);
        }
    }
}

const fn failed(consequence: Consequence, failure: Failure) -> Progress {
    match consequence {
        Consequence::Collect => Progress::Collected(failure),
        Consequence::Retry | Consequence::Redo | Consequence::StopTheLine => Progress::Failed(failure),
    }
}

fn page_trouble(page: &LicensingPage, not_accepted: bool, consequence: Consequence) -> Failure {
    match &page.intellectual_property {
        Some(value) if not_accepted => {
            Failure::NotAccepted { value: value.to_string(), redo: consequence == Consequence::Redo }
        }
        Some(_) | None => Failure::PageDiffers,
    }
}
