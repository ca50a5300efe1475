//! The checks of a migration: the expected and the found values, as they were compared then.

use jiff::Timestamp;

use super::{
    super::{
        check::{ACTIVATION_CODE, CheckRow, INTELLECTUAL_PROPERTY, Verdict},
        code_check::{ModulesFound, NONE, SOME},
        digest::Digest,
        event::{Event, Problem},
        index::StepIx,
        infrastructure::Side,
        page::LicensingPage,
        procedure::StepKind,
        publish::gist,
        record::Record,
        run::{Evidence, Run},
    },
    Chronicle, KeptBackup,
    entry::{Before, Checked},
};

/// The result of a check.
struct Found {
    passed: bool,
    evidence: Evidence,
    text: Option<Digest>,
    rows: Vec<CheckRow>,
}

impl Chronicle {
    /// Takes note of what a fact says was looked at, in the state after it.
    pub(super) fn look(&mut self, record: &Record<Event>, step: Option<StepIx>, run: &Run) {
        let Record { seq, at, by, event, .. } = record;
        if let Some((step, found)) = step.and_then(|step| Some((step, self.found(event, step, *at, run)?))) {
            let Found { passed, evidence, text, rows } = found;
            self.checks.push(Checked { seq: *seq, at: *at, by: by.clone(), step, passed, evidence, text, rows });
        }
        let Some(environment) = super::environment(&event.about(), run) else { return };
        if let Event::LicenseKept { file, origin, .. } = event
            && let Some(side) = step.and_then(|step| run.definition(step).kind.side_of_license())
        {
            let (file, origin) = (file.clone(), *origin);
            self.kept.push(KeptBackup { seq: *seq, at: *at, by: by.clone(), environment, side, file, origin });
        }
        let is_upload = |step: StepIx| matches!(run.definition(step).kind, StepKind::Upload { .. });
        let is_work = matches!(event, Event::StepBegun { .. } | Event::UploadReported(_));
        self.touched[environment.get()] |= is_work && step.is_some_and(is_upload);
        if let Event::PagePassed { page, .. } | Event::PageFailed { page, .. } | Event::PageSeen { page, .. } = event
            && self.before[environment.get()].is_none()
            && !self.touched[environment.get()]
        {
            self.before[environment.get()] = Some(Before { seq: *seq, at: *at, page: page.clone() });
        }
        self.serials[environment.get()].clone_from(&run.environment(environment).serial);
    }

    /// The rows of a check whose fact carries none. The serial number may have been learnt from this very page.
    fn rows_then(&self, step: StepIx, page: &LicensingPage, at: Timestamp, run: &Run) -> Option<Vec<CheckRow>> {
        let serial = self.serials[run.planned(step).environment?.get()].as_ref();
        run.rows_then(step, page, serial, at)
    }

    fn found(&self, event: &Event, place: StepIx, at: Timestamp, run: &Run) -> Option<Found> {
        let step = run.definition(place);
        match event {
            Event::PagePassed { page, evidence, rows, .. } | Event::PageFailed { page, evidence, rows, .. } => {
                let rows = rows.clone().or_else(|| self.rows_then(place, page, at, run))?;
                let passed = matches!(event, Event::PagePassed { .. });
                Some(Found { passed, evidence: Evidence::Verified, text: Some(*evidence), rows })
            }
            Event::PageAccepted { evidence, rows, verified, reason, .. } => {
                let by = if *verified { Evidence::Verified } else { Evidence::Claimed };
                let rows = rows.iter().cloned().chain([decided(reason)]).collect();
                Some(Found { passed: true, evidence: by, text: Some(*evidence), rows })
            }
            Event::ValueClaimed { value, code, .. } => said(&step.kind, value, *code, true),
            Event::ProblemReported { problem: Problem::NotAccepted { value }, .. } => {
                said(&step.kind, value, None, false)
            }
            Event::ModulePublished { module, message, read, .. } => {
                let evidence = if message.is_some() { Evidence::Verified } else { Evidence::Claimed };
                let found = message.as_deref().or(read.as_deref()).map_or_else(|| "published".to_owned(), gist);
                Some(published(module, found, evidence, true))
            }
            Event::PublishFailed { module, message, .. } => {
                Some(published(module, message.clone(), Evidence::Verified, false))
            }
            Event::ModulesChecked(told) => Some(Found {
                passed: told.found == ModulesFound::Same,
                evidence: Evidence::Verified,
                text: Some(told.evidence),
                rows: vec![modules(told.page.words(), told.found == ModulesFound::Same)],
            }),
            Event::ModulesReported(told) => Some(Found {
                passed: !told.some,
                evidence: Evidence::Claimed,
                text: None,
                rows: vec![modules(if told.some { SOME } else { NONE }.to_owned(), !told.some)],
            }),
            Event::ModulesAccepted(told) => {
                Some(Found { passed: true, evidence: Evidence::Claimed, text: None, rows: vec![decided(&told.reason)] })
            }
            Event::ProblemReported { problem: Problem::SerialNotFound | Problem::DeploymentRunning, .. }
            | Event::MigrationStarted(_)
            | Event::RequirementAnswered { .. }
            | Event::RequirementReopened(_)
            | Event::UploadReported(_)
            | Event::StepBegun { .. }
            | Event::CommandStarted { .. }
            | Event::CommandEnded { .. }
            | Event::SerialRead(_)
            | Event::StepWithdrawn { .. }
            | Event::StepDone { .. }
            | Event::LicenseKept { .. }
            | Event::PageSeen { .. }
            | Event::VaultDamaged { .. }
            | Event::SupportAnswered { .. }
            | Event::StepsReopened(_)
            | Event::ModuleChosen(_)
            | Event::SerialChanged(_)
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
            | Event::RollbackStarted { .. }
            | Event::VersionChanged(_)
            | Event::ClockJumped(_)
            | Event::Watched { .. }
            | Event::Unwatched { .. }
            | Event::DeploymentSeen { .. }
            | Event::DeploymentsAccepted { .. }
            | Event::AbortAsked { .. }
            | Event::Abandoned { .. }
            | Event::NoteWritten { .. }
            | Event::Pointed(_)
            | Event::Refused { .. } => None,
        }
    }
}

/// The result of a check on a person's word; `None` for a step that is no check.
fn said(kind: &StepKind, value: &str, code: Option<Side>, passed: bool) -> Option<Found> {
    let StepKind::Check { side, accept, .. } = kind else { return None };
    // Where no value is looked at, the page has to display the code.
    let (field, expected) = match accept.as_slice() {
        [] => (ACTIVATION_CODE, side.label().to_owned()),
        accept => (INTELLECTUAL_PROPERTY, accept.join(" or ")),
    };
    let verdict = if passed { Verdict::Matches } else { Verdict::Differs };
    let row = |field, expected, found: &str| CheckRow { field, expected, found: Some(found.to_owned()), verdict };
    let code = code.map(|code| row(ACTIVATION_CODE.into(), side.label().to_owned(), code.label()));
    let rows = code.into_iter().chain([row(field.into(), expected, value)]).collect();
    Some(Found { passed, evidence: Evidence::Claimed, text: None, rows })
}

/// What `ActivationCodeCheck` shows, by its page or a person's word.
fn modules(found: String, passed: bool) -> CheckRow {
    let verdict = if passed { Verdict::Matches } else { Verdict::Differs };
    let expected = "the Activation Code of the license".to_owned();
    CheckRow { field: "Modules and extensions".into(), expected, found: Some(found), verdict }
}

fn decided(reason: &str) -> CheckRow {
    let (expected, found) = ("a reason".to_owned(), Some(reason.to_owned()));
    CheckRow { field: "Accepted".into(), expected, found, verdict: Verdict::Matches }
}

/// A publish by its message, or by a person's word.
fn published(module: &str, found: String, evidence: Evidence, passed: bool) -> Found {
    let verdict = if passed { Verdict::Matches } else { Verdict::Differs };
    let expected = format!("{module} published");
    let rows = vec![CheckRow { field: "Test republish".into(), expected, found: Some(found), verdict }];
    Found { passed, evidence, text: None, rows }
}
