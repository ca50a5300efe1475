//! Commands: what a person may ask of a migration, in the imperative.

mod texts;

use jiff::Timestamp;

use super::{
    code_check::CodeCheck,
    digest::Digest,
    event::{Origin, Problem},
    file_kind::FileKind,
    identity::{ActivationCode, SerialNumber},
    infrastructure::{EnvironmentId, Side, Window},
    page::{LicensingPage, MessageClass},
    plan::StepId,
    pointing::Pointing,
    publish::PublishText,
    tool::{Process, Tool},
};

/// A command. Those that answer a step name the attempt that they answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Answer a requirement.
    Answer {
        /// Which one.
        requirement: String,
        /// Whether it holds.
        yes: bool,
    },
    /// Have a requirement asked again.
    AskAgain {
        /// Which one.
        requirement: String,
        /// Why.
        reason: String,
    },
    /// Do something about a step.
    Step {
        /// Which step.
        step: StepId,
        /// Which attempt.
        attempt: u32,
        /// The command itself.
        command: StepCommand,
    },
    /// Take note of a page outside a check.
    SeePage {
        /// Whose page it is.
        environment: EnvironmentId,
        /// The page as it was read.
        page: Box<LicensingPage>,
        /// The text it was read from.
        evidence: Digest,
    },
    /// Take note that a file in the vault is not what it was.
    ReportDamage {
        /// Whose file.
        environment: EnvironmentId,
        /// Of which code.
        side: Side,
        /// The damage, in words.
        what: String,
    },
    /// Support answered; open again what they correct.
    SupportAnswered {
        /// The answer of Support.
        note: String,
    },
    /// Do steps again, from this one on.
    DoAgain {
        /// The first step.
        step: StepId,
        /// Why.
        reason: String,
    },
    /// Test with another module.
    ChooseModule {
        /// Where.
        environment: EnvironmentId,
        /// Which module.
        module: String,
        /// Why.
        reason: String,
    },
    /// An environment has another serial number.
    ChangeSerial {
        /// Which environment.
        environment: EnvironmentId,
        /// Its serial number now.
        serial: SerialNumber,
        /// Why.
        reason: String,
    },
    /// An Activation Code was mistyped.
    CorrectCode {
        /// The side whose code it is.
        side: Side,
        /// The right code.
        code: ActivationCode,
        /// Why.
        reason: String,
    },
    /// Wait.
    Hold {
        /// Why.
        reason: String,
    },
    /// Leave an environment out for now.
    Postpone {
        /// Which one.
        environment: EnvironmentId,
        /// Why.
        reason: String,
    },
    /// Take up an environment again that was left out.
    TakeUp {
        /// Which one.
        environment: EnvironmentId,
    },
    /// Choose the order of the environments.
    ChooseOrder {
        /// Those that come first, in their order.
        environments: Vec<EnvironmentId>,
    },
    /// Resume deployments and stop for today.
    EndNight {
        /// Why.
        reason: String,
    },
    /// Go on after a night that was ended: deployments are paused again.
    BeginNight,
    /// Resume deployments after the migration has ended without arriving.
    ResumeDeployments {
        /// Who agreed, and why.
        reason: String,
    },
    /// Say which number Support has given the case.
    NameCase {
        /// The number.
        case: String,
    },
    /// Go on although the line was stopped.
    LiftStop {
        /// Why.
        reason: String,
    },
    /// Another window.
    ChangeWindow {
        /// The window from now on.
        window: Window,
        /// Why.
        reason: String,
        /// Whether somebody has said that it is meant, should it look like a mistake.
        is_meant: bool,
    },
    /// Hand the migration over to a colleague.
    HandOver {
        /// To whom.
        to: String,
        /// What is open, a sentence each.
        items: Vec<String>,
        /// A remark to the colleague; may be empty.
        note: String,
    },
    /// Take a migration over that was handed over.
    TakeOver,
    /// Acknowledge an open item of the hand-over.
    Acknowledge {
        /// Its number, from 1.
        item: u32,
    },
    /// Go on although a rollback would no longer end within the window.
    GoOn {
        /// Why.
        reason: String,
    },
    /// Go on in spite of deployments, or without seeing them.
    AcceptDeployments {
        /// Keys of those that the person was told of.
        deployments: Vec<String>,
        /// Why.
        reason: String,
    },
    /// Have LifeTime abort a deployment.
    AbortDeployment {
        /// Its key.
        deployment: String,
    },
    /// Go back to the source.
    RollBack {
        /// Why.
        reason: String,
    },
    /// Give up.
    Abandon {
        /// Why.
        reason: String,
    },
    /// Take note of where somebody points.
    Point(Pointing),
    /// Write something down.
    Note {
        /// The step it is about, if any.
        about: Option<StepId>,
        /// The note.
        text: String,
    },
}

/// A command about an attempt at a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepCommand {
    /// Begin something outside that may be half done when the program dies.
    Begin {
        /// The vault's files for the step's environment, as just checked.
        vault: VaultCheck,
    },
    /// Take back the beginning: the step was not done.
    Withdraw {
        /// Why not, where that is known.
        note: String,
    },
    /// It was uploaded before it was begun.
    Uploaded {
        /// The vault's files for the step's environment, as just checked.
        vault: VaultCheck,
        /// When, as the person says.
        uploaded: Timestamp,
        /// Why it was not begun.
        reason: String,
    },
    /// Have a command do what was begun.
    Run {
        /// The purpose of the command.
        tool: Tool,
        /// The command, with the placeholders of secrets.
        line: String,
        /// The vault's files for the step's environment, as just checked.
        vault: VaultCheck,
        /// Its process, where that is known already.
        process: Option<Process>,
    },
    /// It is done.
    Finish {
        /// A remark; may be empty.
        note: String,
    },
    /// Keep a license file.
    Keep {
        /// The file that is offered, without its content.
        file: OfferedFile,
        /// Where it was obtained.
        origin: Origin,
    },
    /// Report what stands in the way.
    Report {
        /// The problem.
        problem: Problem,
        /// A remark; may be empty.
        note: String,
    },
    /// Show the Licensing page.
    Show {
        /// The page as it was read.
        page: Box<LicensingPage>,
        /// The text it was read from.
        evidence: Digest,
    },
    /// Show the page of `ActivationCodeCheck`.
    ShowModules {
        /// The page as it was read.
        page: Box<CodeCheck>,
        /// The text it was read from.
        evidence: Digest,
    },
    /// Accept what the page shows, although something of it is worse than expected, or not known.
    Accept {
        /// Why.
        reason: String,
    },
    /// Say what *Intellectual Property* reads.
    Claim {
        /// The side whose code is displayed, where that is said; where no value is looked at, the value says it.
        code: Option<Side>,
        /// The value.
        value: String,
        /// A remark; may be empty.
        note: String,
    },
    /// The module was published.
    Published,
    /// A message came up at the publish.
    Message {
        /// What it says, as far as that can be told.
        said: Box<PublishText>,
        /// Its exact words.
        text: String,
    },
    /// A person has read a message of which acmove could not tell what it says.
    ReadAs {
        /// What it says.
        class: MessageClass,
        /// The message's exact words.
        text: String,
    },
}

/// A file that is offered as a license file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedFile {
    /// Whether it is a license of the practice infrastructure, which unlocks nothing.
    pub is_practice: bool,
    /// Its name, without folders.
    pub name: String,
    /// Its digest.
    pub sha256: Digest,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its kind by its bytes.
    pub kind: FileKind,
}

/// The condition of the vault's files for an environment, as just checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VaultCheck {
    /// The source license file: the backup.
    pub source: FileCondition,
    /// The target license file.
    pub target: FileCondition,
}

/// The condition of a file in the vault.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum FileCondition {
    /// There is none, or nobody looked.
    #[default]
    Absent,
    /// Read back, and its digest is this.
    Intact(Digest),
    /// It is not what it was.
    Damaged(String),
    /// It cannot be read now, for a reason that may pass.
    Unreadable(String),
}

impl FileCondition {
    /// The condition in words, where another one was needed.
    pub fn words(&self) -> String {
        match self {
            Self::Absent => "the file is missing".to_owned(),
            Self::Intact(_) => "it is a different file".to_owned(),
            Self::Damaged(what) | Self::Unreadable(what) => what.clone(),
        }
    }
}

impl VaultCheck {
    /// The condition of the file of a side.
    pub const fn of(&self, side: Side) -> &FileCondition {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }
}
