//! Why a command is refused: a sentence for a person, with the remedy in it; in plain words, since it is recorded.
mod arrangement;
mod code_check;
mod correction;
mod handover;
mod late;
mod night;
mod point;
mod serial;

pub use self::{
    arrangement::NotArranged, code_check::NoCodeCheck, correction::NoCorrection, handover::NotHanded, late::TooLate,
    night::NoNight, point::NotPointed, serial::OtherSerial,
};
use super::{
    identity::SerialNumber,
    page::{PageGap, StrangePage},
    plan::StepId,
};

/// A command that is refused; nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
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
    #[error("Requirement {0} has already been answered.")]
    AlreadyAnswered(String),
    /// It comes too late.
    #[error(transparent)]
    TooLate(#[from] TooLate),
    /// The answer belongs to an attempt that is closed.
    #[error(
        "This answers attempt {answered} of {step}, but attempt {now} is open. Check the card again and answer that attempt."
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
    #[error("{step} must wait: {why}")]
    Closed {
        /// The step's title, with its environment.
        step: String,
        /// Which gate, and how it opens.
        why: String,
    },
    /// It is done.
    #[error("{0} is already done. To redo it, choose \"redo\" and state the reason.")]
    AlreadyDone(String),
    /// It is not part of this migration.
    #[error("{0} is not needed, because this environment stays as it is.")]
    NotNeeded(String),
    /// The command does not fit the kind of step.
    #[error("This answer does not fit {step}. {hint}")]
    WrongAnswer {
        /// The step's title.
        step: String,
        /// How it is answered.
        hint: &'static str,
    },
    /// It was not begun.
    #[error("{0} was not started. Start it first, then report the result.")]
    NotBegun(String),
    /// It was begun already.
    #[error("{0} has already been started. Report whether it was done.")]
    AlreadyBegun(String),
    /// A deployment is under way at the pause.
    #[error("LifeTime shows a running deployment: {}. Wait until it has ended, or continue with a reason.", .0.join("; "))]
    DeploymentUnderWay(Vec<String>),
    /// LifeTime was to be watched at the pause, and is not.
    #[error(
        "LifeTime is not watched, so acmove cannot see whether a deployment is running. Check in LifeTime yourself, then continue without the watch, with a reason."
    )]
    Unwatched,
    /// Nobody has looked at LifeTime yet.
    #[error("LifeTime has not answered yet. Wait a moment, then answer again.")]
    NotLookedYet,
    /// There are others by now.
    #[error("Another deployment has started: {}. Check it, then decide about all of them.", .0.join("; "))]
    OtherDeployment(Vec<String>),
    /// No deployment stands in the way.
    #[error("No running deployment blocks this step now.")]
    NoDeployment,
    /// A decision needs a reason.
    #[error("A reason is needed: type it, and it is recorded.")]
    ReasonNeeded,
    /// Nothing was written.
    #[error("The note is empty. Type it first.")]
    NothingWritten,
    /// A person has to read it.
    #[error("{0} Nothing was recorded: report what the message says.")]
    UnclearMessage(String),
    /// It is the result of another module.
    #[error(
        "This is about {shown}, but the test of {environment} uses {module}. Copy the page or the message of {module}, or select another module for the test first."
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
        "This page shows that {module} was published at {time}, before this test publish was started. Reload the page, copy it again with Ctrl+A, Ctrl+C, and paste it."
    )]
    PublishedBefore {
        /// The module.
        module: String,
        /// The time, by the clock of the server.
        time: String,
    },
    /// The file has no content.
    #[error("{0} is empty. Download the license file again.")]
    EmptyFile(String),
    /// The file is too large to be a license.
    #[error(
        "{0} is larger than 1 MiB, so it is not a license file. License files are a few kilobytes and end in .lic."
    )]
    HugeFile(String),
    /// The file is surely something else: what, and what to do about it.
    #[error("{0} {1}. {2}")]
    OtherFile(String, &'static str, &'static str),
    /// The file is an audit.
    #[error(
        "{0} was saved with Audit License, so it is not a license file. Use Backup License, or download the file from the Licensing Portal."
    )]
    Audit(String),
    /// The file is named after another environment's serial number.
    #[error("{file} is named after the serial number of {other}. Select the file of {environment}.")]
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
        "{file} is named after a serial number that is not the one of {environment}, {serial}.{} Download the license for that serial number, or record that the serial number changed.",
        serial::file_differs(.serial, .file)
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
        "{file}, kept as the {side} license of {environment}, is not named after its serial number, {serial}.{} Obtain that license again: choose \"redo\" at that step.",
        serial::file_differs(.serial, .file)
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
        "{0} has or may have a BBB license, so Backup License would save that one. Get the AAA license from the Licensing Portal or from Support."
    )]
    BackupIsTarget(String),
    /// The file is called like another environment.
    #[error(
        "{file} has a name like {other}. Select the file of {environment}; if this is the right file, rename it first."
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
        "{file} is the same file as the license of {other}, but each environment has its own file. Select the file of {environment}; if {other} has the wrong one, redo that step there."
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
    #[error("{file} is the same file as the {kept} license of this environment. Download the license for {wanted}.")]
    SameAsOtherSide {
        /// The file.
        file: String,
        /// The code it was kept for.
        kept: &'static str,
        /// The code that is wanted.
        wanted: &'static str,
    },
    /// The file was tried and its license is not prepared.
    #[error("{0} is the earlier file, which was rejected. Download the corrected license.")]
    Rejected(String),
    /// The file was uploaded and showed another code.
    #[error(
        "{file} is not the {side} license: after its upload to {environment} the page showed another code. Select another file."
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
        "The {side} license of {environment} in the vault is the wrong file: after its upload the page showed another code. Obtain another {side} license first."
    )]
    Disproved {
        /// What it was kept as.
        side: &'static str,
        /// Whose.
        environment: String,
    },
    /// A file of the vault is missing or changed.
    #[error(
        "The {side} license of {environment} in the vault cannot be used: {what}. Obtain it again before you upload anything."
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
        "{0} has no verified AAA backup in the vault, so you cannot upload anything to it yet. Obtain its AAA license first."
    )]
    NoBackup(String),
    /// The page is another environment's.
    #[error(
        "This is the Licensing page of {other}, not of {environment}. Open the Service Center of {environment} and copy the page there."
    )]
    PageOfOther {
        /// Whose page it is.
        other: String,
        /// Whose page is wanted.
        environment: String,
    },
    /// It comes from a practice infrastructure, and this is no rehearsal.
    #[error("This comes from a practice infrastructure, but this migration is real. Use the real portal or page.")]
    Practice,
    /// The page shows a serial number that another environment has.
    #[error(
        "{serial} is the serial number of {other}, and two environments cannot share one. Check the page or the number."
    )]
    SerialTaken {
        /// The serial number.
        serial: SerialNumber,
        /// Who has it.
        other: String,
    },
    /// The page does not say enough.
    #[error("The page is incomplete: {0}")]
    PageIncomplete(PageGap),
    /// The page is none.
    #[error(
        "This is not a Licensing page. In Service Center, open Administration > Licensing and copy the whole page with Ctrl+A, Ctrl+C."
    )]
    NotAPage,
    /// A page does not tell whose it is.
    #[error(
        "The page shows no serial number of an environment here, so acmove cannot tell which environment it belongs to.{0}"
    )]
    NobodysPage(StrangePage),
    /// A page of `ActivationCodeCheck`, or a word about it, does not count.
    #[error(transparent)]
    NoCodeCheck(#[from] NoCodeCheck),
    /// No page waits for a decision.
    #[error("There is nothing to accept here, because no page waits for a decision. Paste the Licensing page.")]
    NothingToAccept,
    /// Nothing was claimed.
    #[error("Type the value under Limit and Usage, or \"missing\" if there is none.")]
    NothingClaimed,
    /// A page has shown something else, which outranks a person's word.
    #[error(
        "The last Licensing page of {environment} showed {field}: {shown}, and a page overrides a report. Paste a page that shows {wanted}, or redo the upload."
    )]
    PageSaysOtherwise {
        /// Whose page.
        environment: String,
        /// Which field.
        field: std::borrow::Cow<'static, str>,
        /// The value that it showed.
        shown: String,
        /// The value that it has to show.
        wanted: String,
    },
    /// The page is of a development license, the environment of production, and its serial number is not known.
    #[error(
        "This page shows License Type Development, but {0} is a production environment and its serial number is not known yet. Open the Licensing page of {0}; if it shows the same, record the serial number first (the serial number changed)."
    )]
    DevelopmentPage(String),
    /// The text was read before the upload.
    #[error(
        "This page is the same as before the upload, so it does not show the current state of {0}. Reload the page in the browser and copy it again; if it is still the same, the upload did not take effect: redo it."
    )]
    OldPage(String),
    /// Another code is displayed than the one that has to be, or none was said.
    #[error("The page must show {0} here. Paste the page, or type \"{0}\" if you see that code there.")]
    ClaimTheCode(&'static str),
    /// There is nothing to roll back.
    #[error(
        "There is nothing to roll back, because no environment has, or may have, a BBB license. To end here, give up the migration and resume deployments."
    )]
    NothingToRollBack,
    /// The way back is being gone.
    #[error("The rollback has already been started.")]
    AlreadyRollingBack,
    /// A first upload of a target license could not be rolled back within the window, and nobody has decided about that.
    #[error(
        "{0} must wait: a rollback would not end within the window, and so far nothing has to be restored. Decide first whether to continue, hold or give up, or change the window."
    )]
    WindowTooShort(String),
    /// No decision about the window is asked for.
    #[error("There is nothing to decide about the window: a rollback still ends in time, or you have already decided.")]
    NothingToDecide,
    /// A window that ends before it opens.
    #[error("The window must close after it opens. Enter both times, with their dates.")]
    WindowEndsFirst,
    /// The window is the known one.
    #[error("This is already the window.")]
    SameWindow,
    /// A window that looks like a mistake.
    #[error("Check the window: {0}. If this is correct, confirm it.")]
    OddWindow(String),
    /// Nothing is stopped.
    #[error("The migration is not stopped.")]
    NotStopped,
    /// Giving up would leave target licenses behind.
    #[error("{0} or may have a BBB license. Roll back first, so that nothing is left half done.")]
    RollBackFirst(String),
    /// It is over.
    #[error("This migration is over: it is {0}. Start a new one to continue.")]
    Over(&'static str),
    /// Support was not asked anything.
    #[error("No step waits for an answer from Support.")]
    NothingAsked,
    /// The step cannot be done again.
    #[error("You cannot redo {step}: {why}")]
    NotAgain {
        /// The step.
        step: String,
        /// Why not.
        why: &'static str,
    },
    /// It has this serial number.
    #[error("{0} already has this serial number.")]
    SameSerial(String),
    /// The migration was handed over, or was not.
    #[error(transparent)]
    HandOver(#[from] NotHanded),
    /// An environment is left out for now, or is not.
    #[error(transparent)]
    Arrangement(#[from] NotArranged),
    /// The work does not stop for today, does not go on, or Support's case has no such number.
    #[error(transparent)]
    Night(#[from] NoNight),
    /// Nothing is pointed at.
    #[error(transparent)]
    Point(#[from] NotPointed),
    /// An Activation Code stays as it is.
    #[error(transparent)]
    Correction(#[from] NoCorrection),
}
