//! An upload that was done before it was begun here: a person's word for it, and what a page is worth that shows it.

use jiff::{SignedDuration, Timestamp};

use super::{
    super::{
        command::VaultCheck,
        event::{Event, UploadReported},
        infrastructure::Side,
        procedure::StepKind,
        refusal::{Refusal, TooLate},
    },
    Judge, reason,
    step::OpenStep,
};

/// Times are told to the minute.
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

impl Judge<'_> {
    /// A page shows the license that was to be uploaded, and a person says that it was this file of the vault. The files are
    /// asked for as before an upload: without a backup nobody could go back from it. The window is not asked about: it is done.
    pub(super) fn uploaded_already(
        &self,
        open: &OpenStep<'_>,
        vault: &VaultCheck,
        uploaded: Timestamp,
        why: &str,
    ) -> Result<Event, Refusal> {
        let (StepKind::Upload { side }, Some(environment)) = (open.kind, self.run.planned(open.step).environment)
        else {
            return Err(self.wrong(open));
        };
        if open.begun {
            return Err(Refusal::AlreadyBegun(self.title(open.step)));
        }
        let known = self.run.environment(environment);
        if !self.run.is_shown(environment, *side) {
            return Err(TooLate::NotShown { side: side.label(), environment: self.name(environment) }.into());
        }
        if uploaded > self.at {
            return Err(TooLate::NotThen("that time is in the future".to_owned()).into());
        }
        if let Some(begun) = known.upload.at.filter(|begun| uploaded + MINUTE <= *begun) {
            let begun = self.run.told(begun);
            return Err(TooLate::NotThen(format!("another upload was started here later, at {begun}")).into());
        }
        self.serial_is_the_same(environment)?;
        self.must_be_intact(environment, Side::Source, vault)?;
        self.must_be_intact(environment, *side, vault)?;
        self.is_kept_for(environment, known.serial.as_ref())?;
        let Some(file) = known.file(*side) else { return Err(Refusal::NoBackup(self.name(environment))) };
        let page = known.pages.last().copied().filter(|_| known.page_at >= Some(uploaded));
        let (step, attempt, vault, reason) = (open.id.clone(), open.attempt, file.sha256, reason(why)?);
        Ok(Event::UploadReported(UploadReported { step, attempt, vault, uploaded, page, reason }))
    }
}
