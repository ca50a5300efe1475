//! Whether a page is from after the last upload, and what it then says of the file that was uploaded.
//!
//! Nothing older than an upload proves what the upload did: a text is known by its digest, wherever it comes from, and a page
//! by the clock of its server.

use jiff::SignedDuration;

use super::{
    super::{
        check,
        digest::Digest,
        event::PageTells,
        index::EnvIx,
        infrastructure::Side,
        page::LicensingPage,
        refusal::Refusal,
        run::{Course, Evidence, Holding, Proof},
    },
    Judge,
};

/// Whether a page is from after the last upload that was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Age {
    /// It is, or there was none.
    After,
    /// Nothing shows that it is, and believing it would hide that a license of the target may be installed.
    MayBeOld,
}

/// A page is given a while after it was copied, so a clock that is ahead by less than this proves nothing.
const HASTE: SignedDuration = SignedDuration::from_mins(2);

/// A clock may have been set meanwhile, by so much: a page that is older than that is from before.
const SLACK: SignedDuration = SignedDuration::from_mins(10);

impl Judge<'_> {
    /// Whether a page is from after the last upload. The page before it was given when the server's clock showed what stands there,
    /// or later: so at the beginning of the upload it showed that and what had gone by since then, or more. By how much a page is
    /// ahead of that is its lead; less than nothing means that it is from before.
    ///
    /// # Errors
    /// When it is surely from before.
    pub(super) fn age(&self, environment: EnvIx, page: &LicensingPage, evidence: Digest) -> Result<Age, Refusal> {
        let known = self.run.environment(environment);
        let seen = known.upload.clock;
        let gone = known.upload.at.zip(seen).map(|(begun, seen)| begun.duration_since(seen.at));
        let lead = page.clock.zip(seen).zip(gone).map(|((clock, seen), gone)| clock.duration_since(seen.clock) - gone);
        // The very same, its clock too, after more than a moment: another copy of the text.
        let is_copy = gone >= Some(HASTE) && page.clock.is_some() && known.old_readings.contains(page);
        if known.old_pages.contains(&evidence) || is_copy || lead.is_some_and(|lead| lead < -SLACK) {
            return Err(Refusal::OldPage(self.name(environment)));
        }
        let shows_source = page.activation_code.as_ref() == Some(self.run.infrastructure.code(Side::Source));
        if !(shows_source && known.license.may_be_target() && self.run.course == Course::Forward) {
            return Ok(Age::After);
        }
        let reads_like_old = || known.old_readings.iter().any(|old| is_same_but_for_the_clock(old, page));
        let is_after = lead.is_some_and(|lead| lead >= HASTE) || !reads_like_old();
        Ok(if is_after { Age::After } else { Age::MayBeOld })
    }

    /// What a page says of the upload before it, and of the file that was uploaded.
    pub(super) fn tells(&self, environment: EnvIx, page: &LicensingPage, age: Age) -> PageTells {
        if age == Age::MayBeOld {
            return PageTells { may_be_old: true, ..PageTells::default() };
        }
        PageTells {
            may_be_old: false,
            learns: false,
            proves: self.proved(environment, page),
            disproves: self.disproved(environment, page),
        }
    }

    /// The file whose upload is done, and after which the page shows its code in a license that it calls valid, whatever
    /// *Intellectual Property* reads.
    fn proved(&self, environment: EnvIx, page: &LicensingPage) -> Option<Digest> {
        let known = self.run.environment(environment);
        let (side, file) = known.uploaded?;
        let is_done = self.run.is_uploaded(environment);
        let shows_it = self.run.side_of(page.activation_code.as_ref()?) == Some(side);
        let is_new = known.proofs.of(file) != Proof::Yes;
        let is_valid = check::is_valid(page, self.run.day(self.at));
        (is_done && shows_it && is_new && is_valid && page.serial.is_some()).then_some(file)
    }

    /// The file whose upload is done, and after which the page shows another code. A license of the target after which the page
    /// shows what it showed before may just not have been uploaded: that is told of a second upload only. Where a page has shown
    /// since that it is installed, another license was uploaded after it, and it is what it was.
    fn disproved(&self, environment: EnvIx, page: &LicensingPage) -> Option<Digest> {
        let known = self.run.environment(environment);
        let (side, file) = known.uploaded?;
        let shown = self.run.side_of(page.activation_code.as_ref()?);
        let is_done = self.run.is_uploaded(environment);
        let may_be_undone = side == Side::Target && shown == known.upload.shown && !known.proofs.had_no_effect(file);
        let was_shown = known.license.holding == Holding::Side(side, Evidence::Verified);
        let is_new = known.proofs.of(file) != Proof::Disproved;
        (is_done && shown != Some(side) && !may_be_undone && !was_shown && is_new).then_some(file)
    }
}

fn is_same_but_for_the_clock(old: &LicensingPage, page: &LicensingPage) -> bool {
    let at = |page: &LicensingPage| LicensingPage { clock: None, ..page.clone() };
    at(old) == at(page)
}
