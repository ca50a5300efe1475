//! The state of one environment.

use jiff::{Timestamp, civil::DateTime};

use super::{
    super::{
        check::CheckRow,
        digest::Digest,
        event::KeptFile,
        identity::SerialNumber,
        index::StepIx,
        infrastructure::{Environment, Side},
        page::LicensingPage,
    },
    proof::{Proof, Proofs},
};

/// The state of one environment, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvironmentRun {
    /// Its serial number, from the description or the first page that was compared.
    pub serial: Option<SerialNumber>,
    /// Another serial number that a command has printed since: its license files would be of no use there.
    pub drift: Option<SerialNumber>,
    /// The license that is installed.
    pub license: InstalledLicense,
    /// The source license file in the vault: the backup.
    pub backup: Option<KeptFile>,
    /// The target license file in the vault.
    pub target_file: Option<KeptFile>,
    /// The value of *Intellectual Property*, where one is known.
    pub intellectual_property: Option<FlagReading>,
    /// The last Licensing page of it that was read since an upload was begun.
    pub page: Option<Box<LicensingPage>>,
    /// When it was given.
    pub page_at: Option<Timestamp>,
    /// The page with AAA that counted last: what was licensed before.
    pub source_page: Option<Box<LicensingPage>>,
    /// What somebody has decided to accept of the last page.
    pub accepted: Vec<CheckRow>,
    /// The texts of pages that were read since then.
    pub pages: Vec<Digest>,
    /// The texts of pages that were read before: they say nothing about what the upload did.
    pub old_pages: Vec<Digest>,
    /// The content of the last of them before each upload.
    pub old_readings: Vec<LicensingPage>,
    /// Whether the test republish succeeded under the present license.
    pub republished: Republished,
    /// Another module for the test, chosen on the way.
    pub module: Option<String>,
    /// Why and since when it is left out for now, where it is.
    pub postponed: Option<Postponed>,
    /// Whether the rollback restores it.
    pub in_rollback: bool,
    /// The file that was uploaded last, and of which code it is.
    pub uploaded: Option<(Side, Digest)>,
    /// The circumstances of that upload.
    pub upload: UploadBegun,
    /// What uploads have shown of its files.
    pub proofs: Proofs,
    /// The clock of the last page that shows one, and when that was given.
    pub clock: Option<SeenClock>,
    /// The sides whose license file was obtained under the present serial number.
    pub obtained: Vec<Side>,
    /// Whether it has another serial number than at first.
    pub is_renumbered: bool,
    /// Files whose license a page has shown not to be prepared.
    pub rejected: Vec<Digest>,
    /// What persons said under the present license, and nothing has proved.
    words: Vec<Word>,
}

/// What a person's word can say of an environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) license: InstalledLicense,
    pub(super) intellectual_property: Option<FlagReading>,
    pub(super) republished: Republished,
}

/// A word that was given for a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    step: StepIx,
    before: Known,
    /// Whether it said that the publish succeeded which had stopped the line.
    lifts: bool,
}

/// What was known when an upload was begun.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UploadBegun {
    /// When that was.
    pub at: Option<Timestamp>,
    /// Its step.
    pub step: Option<StepIx>,
    /// The side whose code the page had shown.
    pub shown: Option<Side>,
    /// The clock of the last page before.
    pub clock: Option<SeenClock>,
}

/// The clock of a server as a page shows it, and when the page was given. Its own zone is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenClock {
    /// The clock, to the minute.
    pub clock: DateTime,
    /// When the page was given: the clock is that, or earlier.
    pub at: Timestamp,
}

/// An environment is left out for now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Postponed {
    /// Since when.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// The evidence for a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// Something that was read and compared.
    Verified,
    /// Only a person's word.
    Claimed,
}

/// The license installed in an environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InstalledLicense {
    /// Of which code it is.
    pub holding: Holding,
    /// Whether an upload of a target license was begun and no page since has shown the source.
    pub target_possible: bool,
}

/// Of which code an installed license is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// Nobody said and no page showed it.
    Unknown,
    /// Of this side.
    Side(Side, Evidence),
    /// A page showed a code that is neither of the two.
    Foreign,
}

/// A value of *Intellectual Property* and what supports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlagReading {
    /// The value.
    pub value: String,
    /// The evidence for it.
    pub evidence: Evidence,
}

/// Whether the test republish succeeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Republished {
    /// Not tried under the present license.
    No,
    /// It did.
    Yes(Evidence),
    /// It failed.
    Failed,
}

impl Evidence {
    /// The word of `status` and the record.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Claimed => "claimed",
        }
    }
}

impl EnvironmentRun {
    /// The state at the start.
    pub fn new(described: &Environment) -> Self {
        Self {
            serial: described.serial.clone(),
            drift: None,
            license: InstalledLicense { holding: Holding::Unknown, target_possible: false },
            backup: None,
            target_file: None,
            intellectual_property: None,
            page: None,
            page_at: None,
            source_page: None,
            accepted: Vec::new(),
            pages: Vec::new(),
            old_pages: Vec::new(),
            old_readings: Vec::new(),
            republished: Republished::No,
            module: None,
            postponed: None,
            in_rollback: false,
            uploaded: None,
            upload: UploadBegun::default(),
            proofs: Proofs::default(),
            clock: None,
            obtained: Vec::new(),
            is_renumbered: false,
            rejected: Vec::new(),
            words: Vec::new(),
        }
    }

    /// Takes note of a serial number that the installation itself has printed. One that was not known is known then.
    pub(super) fn read_serial(&mut self, serial: &SerialNumber) {
        let known = self.serial.get_or_insert_with(|| serial.clone());
        self.drift = (known != serial).then(|| serial.clone());
    }

    /// Whether the target is, or may be, installed because it was uploaded: a file that was given as the source may be one of the
    /// target.
    pub fn is_target_on_purpose(&self) -> bool {
        let is_source = self.uploaded.is_some_and(|(side, _)| side == Side::Source);
        self.license.may_be_target() && !is_source
    }

    /// The file of a side in the vault.
    pub const fn file(&self, side: Side) -> Option<&KeptFile> {
        match side {
            Side::Source => self.backup.as_ref(),
            Side::Target => self.target_file.as_ref(),
        }
    }

    /// What uploads have shown of the file of a side; `None` where there is no file.
    pub fn proof(&self, side: Side) -> Option<Proof> {
        self.file(side).map(|file| self.proofs.of(file.sha256))
    }

    /// The backup that can be restored, as far as anything is known against it.
    pub fn usable_backup(&self) -> Option<&KeptFile> {
        self.backup.as_ref().filter(|file| self.proofs.of(file.sha256) != Proof::Disproved)
    }

    /// The last page, if its text has this digest, as if it had not been read; and when it was given.
    pub(super) fn take_page(&mut self, text: Digest) -> Option<(LicensingPage, Timestamp)> {
        let (page, at) = (self.page.take_if(|_| self.pages.last() == Some(&text))?, self.page_at?);
        self.pages.retain(|known| *known != text);
        Some((*page, at))
    }

    /// Takes note of a file that was kept.
    pub(super) fn keep(&mut self, side: Side, file: &KeptFile) {
        self.proofs.given_again(file.sha256);
        *self.slot(side) = Some(file.clone());
        if !self.obtained.contains(&side) {
            self.obtained.push(side);
        }
    }

    /// Takes note of another serial number: what was obtained was for the one before.
    pub(super) fn renumber(&mut self, serial: &SerialNumber) {
        (self.serial, self.drift) = (Some(serial.clone()), None);
        self.obtained.clear();
        self.is_renumbered = true;
    }

    /// Takes note that a file cannot be used any more.
    pub(super) fn lose(&mut self, side: Side) {
        *self.slot(side) = None;
    }

    /// Takes note of the license that a page displays.
    pub(super) fn show(&mut self, holding: Holding) {
        let same = match (self.license.holding, holding) {
            (Holding::Side(one, _), Holding::Side(other, _)) => one == other,
            (before @ (Holding::Unknown | Holding::Foreign | Holding::Side(..)), _) => before == holding,
        };
        self.see(|known| {
            if !same {
                known.license_replaced();
            }
            known.license.holding = holding;
            known.license.target_possible &= !matches!(holding, Holding::Side(Side::Source, _));
        });
    }

    /// Nobody knows any more which license is installed, until it is said or seen anew.
    pub(super) fn license_unknown(&mut self, target_possible: bool) {
        self.accepted.clear();
        self.words.clear();
        self.see(|known| {
            known.license = InstalledLicense { holding: Holding::Unknown, target_possible };
            known.license_replaced();
        });
        self.old_readings.extend(self.page.take().map(|page| *page));
        self.old_pages.append(&mut self.pages);
    }

    const fn slot(&mut self, side: Side) -> &mut Option<KeptFile> {
        match side {
            Side::Source => &mut self.backup,
            Side::Target => &mut self.target_file,
        }
    }
}

impl EnvironmentRun {
    fn known(&self) -> Known {
        Known {
            license: self.license,
            intellectual_property: self.intellectual_property.clone(),
            republished: self.republished,
        }
    }

    fn know(&mut self, known: Known) {
        (self.license, self.intellectual_property, self.republished) =
            (known.license, known.intellectual_property, known.republished);
    }

    /// Takes note of something that was seen: it counts whatever anybody said before.
    pub(super) fn see(&mut self, change: impl Fn(&mut Known)) {
        let mut now = self.known();
        change(&mut now);
        self.know(now);
        for word in &mut self.words {
            change(&mut word.before);
        }
        self.forget_words_without_effect();
    }

    /// A word that says no more than what is known without it need not be taken back.
    fn forget_words_without_effect(&mut self) {
        let mut after = self.known();
        for place in (0..self.words.len()).rev() {
            if self.words[place].before == after && !self.words[place].lifts {
                self.words.remove(place);
            } else {
                after.clone_from(&self.words[place].before);
            }
        }
    }

    /// Takes note of what a person said at a step.
    pub(super) fn say(&mut self, step: StepIx, lifts: bool, change: impl FnOnce(&mut Known)) {
        let before = self.known();
        let mut now = before.clone();
        change(&mut now);
        self.know(now);
        self.words.push(Word { step, before, lifts });
        self.forget_words_without_effect();
    }

    /// Whether something that was said at a step still counts, and nothing has proved it.
    pub(super) fn counts_word_of(&self, step: StepIx) -> bool {
        self.words.iter().any(|word| word.step == step)
    }

    /// What was said at these steps does not count any more, nor what was said after it. The answer names the publishes that had
    /// stopped the line, and have not succeeded then.
    pub(super) fn take_back(&mut self, steps: &[StepIx]) -> Vec<StepIx> {
        let Some(first) = self.words.iter().position(|word| steps.contains(&word.step)) else { return Vec::new() };
        let taken = self.words.split_off(first);
        let stopped = taken.iter().filter(|word| word.lifts).map(|word| word.step).collect();
        if let Some(word) = taken.into_iter().next() {
            self.know(word.before);
        }
        stopped
    }
}

impl Known {
    /// Another license is installed: what was known under the one before does not count.
    fn license_replaced(&mut self) {
        (self.intellectual_property, self.republished) = (None, Republished::No);
    }
}

impl InstalledLicense {
    /// Whether it is, or may be, a license of the target.
    pub const fn may_be_target(self) -> bool {
        self.target_possible || matches!(self.holding, Holding::Side(Side::Target, _))
    }
}
