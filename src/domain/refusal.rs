//! Why a command is refused: a sentence for a person, with the remedy in it; in plain words, since it is recorded.

mod correction;
mod late;
mod serial;

use std::borrow::Cow;

use self::serial::file_differs;
pub use self::{correction::NoCorrection, late::TooLate, serial::OtherSerial};
use super::{
    identity::SerialNumber,
    page::{PageGap, StrangePage},
    plan::StepId,
};

/// A command that is refused; nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    // Steps and gates
    /// There is no such step.
    #[error("This migration has no step {0}. `acmove plan` lists them.")]
    NoSuchStep(StepId),
    /// There is no such environment.
    #[error("This migration has no environment {0}.")]
    NoSuchEnvironment(String),
    /// There is no such requirement.
    #[error("This procedure has no requirement {0}.")]
    NoSuchRequirement(String),
    /// It was answered before.
    #[error("The requirement {0} is answered already.")]
    AlreadyAnswered(String),
    /// It comes too late.
    #[error(transparent)]
    TooLate(#[from] TooLate),
    /// The answer belongs to an attempt that is closed.
    #[error(
        "This answers attempt {answered} of {step}, which is now at attempt {now}. Look again and answer that one."
    )]
    Stale {
        /// Which step.
        step: StepId,
        /// The attempt that was answered.
        answered: u32,
        /// The attempt that is open.
        now: u32,
    },
    /// Its gate is closed.
    #[error("{step} has to wait: {why}")]
    Closed {
        /// The step's title, with its environment.
        step: String,
        /// Which gate, and how it opens.
        why: String,
    },
    /// It is done.
    #[error("{0} is done already. To do it once more, choose \"do it again\" and say why.")]
    AlreadyDone(String),
    /// It is not part of this migration.
    #[error("{0} is not needed: this environment stays as it is.")]
    NotNeeded(String),
    /// The command does not fit the kind of step.
    #[error("{step} is not answered that way. {hint}")]
    WrongAnswer {
        /// The step's title.
        step: String,
        /// How it is answered.
        hint: &'static str,
    },
    /// It was not begun.
    #[error("{0} was not begun. Begin it first: what is said about it counts from then on.")]
    NotBegun(String),
    /// It was begun already.
    #[error("{0} is under way already. Say whether it was done.")]
    AlreadyBegun(String),
    /// A deployment is under way at the pause.
    #[error("LifeTime shows a deployment under way: {}. Wait until it has ended, or decide with a reason to pause all the same.", .0.join("; "))]
    DeploymentUnderWay(Vec<String>),
    /// LifeTime was to be watched at the pause, and is not.
    #[error(
        "LifeTime is not watched, so nobody knows whether a deployment is running. Look in LifeTime yourself, then decide with a reason to pause without the watch."
    )]
    Unwatched,
    /// Nobody has looked at LifeTime yet.
    #[error("LifeTime is being looked at, and has not answered yet. Wait a moment, then say it again.")]
    NotLookedYet,
    /// There are others by now.
    #[error("Another deployment stands in the way by now: {}. Look at it, then decide about all of them.", .0.join("; "))]
    OtherDeployment(Vec<String>),
    /// No deployment stands in the way.
    #[error("No deployment stands in the way now.")]
    NoDeployment,
    /// A decision needs a reason.
    #[error("Say why: the reason goes into the record.")]
    ReasonNeeded,
    /// Nothing was written.
    #[error("There is nothing to write down. Type the note first.")]
    NothingWritten,

    // Messages of a publish
    /// A person has to read it.
    #[error("{0} Nothing was recorded: say what the message says.")]
    UnclearMessage(String),
    /// It is the result of another module.
    #[error(
        "This is about {shown}, and {environment} is tested with {module}. Copy the page or the message of {module}, or choose another module for the test first."
    )]
    ResultOfOther {
        /// The module that it is about.
        shown: String,
        /// The module that is tested.
        module: String,
        /// Where.
        environment: String,
    },
    /// The publish that it tells of is over since before this one was begun.
    #[error(
        "This shows {module} as it was published at {time}, which was before this test publish was started. Reload the page, copy it again with Ctrl+A, Ctrl+C, and paste that."
    )]
    PublishedBefore {
        /// The module.
        module: String,
        /// The time, by the clock of the server.
        time: String,
    },

    // License files
    /// The file has no content.
    #[error("{0} is empty. Download the license file again.")]
    EmptyFile(String),
    /// The file is too large to be a license.
    #[error(
        "{0} is larger than 1 MiB, so it is not a license file. License files are a few kilobytes and end in .lic."
    )]
    HugeFile(String),
    /// The file is a web page.
    #[error("{0} is a web page, not a license file: the portal probably asked for a login. Log in and download again.")]
    WebPage(String),
    /// The file is an audit.
    #[error("{0} is what Audit License saves, not a license file. Use Backup License, or the Licensing Portal.")]
    Audit(String),
    /// The file is named after another environment's serial number.
    #[error("{file} is named after the serial number of {other}. Give the file of {environment} here.")]
    NamedForOther {
        /// The file.
        file: String,
        /// Whose serial number it is.
        other: String,
        /// Whose file is wanted.
        environment: String,
    },
    /// The file is named after a serial number that nobody has.
    #[error(
        "{file} is named after a serial number that is not the one of {environment}, {serial}.{} Download the license of that serial number, or record that it changed.",
        file_differs(.serial, .file)
    )]
    NamedForStranger {
        /// The file.
        file: String,
        /// Whose file is wanted.
        environment: String,
        /// The serial number of that environment.
        serial: SerialNumber,
    },
    /// A kept file is named after a serial number that the environment does not have.
    #[error(
        "{file}, kept as the {side} license of {environment}, is named after another serial number than {serial}.{} Obtain that license again: choose \"do it again\" at that step.",
        file_differs(.serial, .file)
    )]
    KeptForOther {
        /// The file, as it was given.
        file: String,
        /// Which license.
        side: &'static str,
        /// Whose.
        environment: String,
        /// The serial number of that environment.
        serial: SerialNumber,
    },
    /// The license that Service Center would save is the target's.
    #[error(
        "{0} has or may have a BBB license, so Backup License saves that one. Get the AAA license from the Licensing Portal, or from Support."
    )]
    BackupIsTarget(String),
    /// The file is called like another environment.
    #[error(
        "{file} is called like {other}. Give the file of {environment}; if this is the right one, rename it first."
    )]
    CalledLikeOther {
        /// The file.
        file: String,
        /// The environment that is called so.
        other: String,
        /// Whose file is wanted.
        environment: String,
    },
    /// The file was kept for another environment.
    #[error(
        "{file} is the same file as the license of {other}. Each environment has a file of its own: find the one of {environment}. If {other} was given the wrong one, choose it and do that step again."
    )]
    SameAsOther {
        /// The file.
        file: String,
        /// Whose file it is.
        other: String,
        /// Whose file is wanted.
        environment: String,
    },
    /// The file was kept for the other code.
    #[error("{file} is the same file as this environment's {kept} license. Get the one under {wanted}.")]
    SameAsOtherSide {
        /// The file.
        file: String,
        /// The code it was kept for.
        kept: &'static str,
        /// The code that is wanted.
        wanted: &'static str,
    },
    /// The file was tried and its license is not prepared.
    #[error(
        "{0} is a file from before: its license was found not to be prepared or not valid, or was to be corrected. Get the one that Support made available."
    )]
    Rejected(String),
    /// The file was uploaded and showed another code.
    #[error(
        "{file} was uploaded to {environment} as its {side} license, and the page then showed another code: it is no {side} license. Give another file."
    )]
    WrongFile {
        /// Its name.
        file: String,
        /// What it was given as.
        side: &'static str,
        /// Where.
        environment: String,
    },
    /// The file in the vault is not what it was kept as.
    #[error(
        "The {side} license of {environment} in the vault was uploaded, and the page then showed another code, so it is not uploaded again. Obtain another {side} license first."
    )]
    Disproved {
        /// What it was kept as.
        side: &'static str,
        /// Whose.
        environment: String,
    },
    /// A file of the vault is missing or changed.
    #[error(
        "The {side} license of {environment} in the vault is not what was kept: {what}. Obtain it again before anything is uploaded."
    )]
    VaultFile {
        /// Which license.
        side: &'static str,
        /// Whose.
        environment: String,
        /// The fault, in words.
        what: String,
    },
    /// The server of an environment has another serial number than is known.
    #[error(transparent)]
    OtherSerial(#[from] OtherSerial),
    /// There is no backup.
    #[error(
        "{0} has no verified backup of its AAA license in the vault, so nothing is uploaded to it. Obtain the AAA license first."
    )]
    NoBackup(String),

    // Pages
    /// The page is another environment's.
    #[error(
        "This is the Licensing page of {other}, not of {environment}. Open {environment}'s Service Center and copy the page there."
    )]
    PageOfOther {
        /// Whose page it is.
        other: String,
        /// Whose page is wanted.
        environment: String,
    },
    /// It comes from a practice infrastructure, and this is no rehearsal.
    #[error(
        "This comes from a practice infrastructure, and this migration is real. Get it from the real portal or page."
    )]
    Practice,
    /// The page shows a serial number that another environment has.
    #[error("{serial} is the serial number of {other}. Two environments cannot share one.")]
    SerialTaken {
        /// The serial number.
        serial: SerialNumber,
        /// Who has it.
        other: String,
    },
    /// The page does not say enough.
    #[error("The page does not say: {0}")]
    PageIncomplete(PageGap),
    /// The page is none.
    #[error(
        "This is not a Licensing page. In Service Center open Administration > Licensing and copy the whole page with Ctrl+A, Ctrl+C."
    )]
    NotAPage,
    /// A page does not tell whose it is.
    #[error("The page shows no serial number that an environment here has, so it is not clear whose page it is.{0}")]
    NobodysPage(StrangePage),
    /// No page waits for a decision.
    #[error("There is nothing to accept here: no page waits for a decision. Paste the Licensing page.")]
    NothingToAccept,
    /// Nothing was claimed.
    #[error("Say the value that stands under Limit and Usage, or \"missing\" if there is none.")]
    NothingClaimed,
    /// A page has shown something else, which outranks a person's word.
    #[error(
        "The last Licensing page of {environment} showed {field}: {shown}, and a page outranks a word. Paste a page that shows {wanted}, or do the upload again."
    )]
    PageSaysOtherwise {
        /// Whose page.
        environment: String,
        /// Which field.
        field: Cow<'static, str>,
        /// The value that it showed.
        shown: String,
        /// The value that it has to show.
        wanted: String,
    },
    /// The page is of a development license, the environment of production, and its serial number is not known.
    #[error(
        "This page shows License Type Development, but {0} is a production environment, and its serial number is not known yet. Open the Licensing page of {0}; if it really reads so, record its serial number first (the serial number changed)."
    )]
    DevelopmentPage(String),
    /// The text was read before the upload.
    #[error(
        "This page reads like the one from before the upload, so it says nothing about {0} now. Reload the page, copy it again with Ctrl+A, Ctrl+C, and paste that. If it still reads the same, do the upload again."
    )]
    OldPage(String),
    /// Another code is displayed than the one that has to be, or none was said.
    #[error("Here the page must display {0}. Paste the page, or say \"{0}\" if you see that code there.")]
    ClaimTheCode(&'static str),

    // Ways
    /// There is nothing to roll back.
    #[error(
        "There is nothing to roll back: no environment has, or may have, a BBB license. To end here, give up the migration and resume deployments."
    )]
    NothingToRollBack,
    /// The way back is being gone.
    #[error("The rollback is under way already.")]
    AlreadyRollingBack,
    /// A first upload of a target license could not be rolled back within the window, and nobody has decided about that.
    #[error(
        "{0}: not yet. A rollback would not end within the window, and nothing has to be restored so far. Decide first whether to go on, to hold, or to give up; or record another window."
    )]
    WindowTooShort(String),
    /// No decision about the window is asked for.
    #[error("There is nothing to decide about the window: a rollback still ends in time, or this was decided before.")]
    NothingToDecide,
    /// A window that ends before it opens.
    #[error("The window has to end after it opens. Give both times, with their day.")]
    WindowEndsFirst,
    /// The window is the known one.
    #[error("That is the window already.")]
    SameWindow,
    /// A window that looks like a mistake.
    #[error("Look at the window: {0}. If that is right, say so; then it is recorded.")]
    OddWindow(String),
    /// Nothing is stopped.
    #[error("The line is not stopped.")]
    NotStopped,
    /// Giving up would leave target licenses behind.
    #[error("{} {} or may have a BBB license: roll back first, then nothing is left half done.", .0.join(", "), if .0.len() == 1 { "has" } else { "have" })]
    RollBackFirst(Vec<String>),
    /// It is over.
    #[error("This migration is over ({0}). Start a new one to go on.")]
    Over(&'static str),
    /// Support was not asked anything.
    #[error("Nothing waits for an answer of Support.")]
    NothingAsked,
    /// The step cannot be done again.
    #[error("{step} cannot be done again: {why}")]
    NotAgain {
        /// The step.
        step: String,
        /// Why not.
        why: &'static str,
    },
    /// The serial number is the known one.
    #[error("That is the serial number that {0} has already.")]
    SameSerial(String),
    /// An Activation Code stays as it is.
    #[error(transparent)]
    Correction(#[from] NoCorrection),
}
